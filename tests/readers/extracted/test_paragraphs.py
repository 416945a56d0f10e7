from __future__ import annotations

import pytest

from typeset.readers.extracted.lines import split_blocks, split_lines
from typeset.readers.extracted.paragraphs import join_cut


@pytest.mark.parametrize(
    ("text", "joined", "places"),
    [
        ("一段被\n\n截断了。", ["一段被 截断了。"], (3,)),
        ("一\n\n二\n\n三。\n\n四。", ["一 二 三。", "四。"], (3, 5)),
        ("一段。\n\n二段。", ["一段。", "二段。"], ()),
        ("他说“好。”\n\n二段。", ["他说“好。”", "二段。"], ()),
        ("没有标点\n\n**二是**另起。", ["没有标点", "**二是**另起。"], ()),
        ("没有标点\n\n(二)另起。", ["没有标点", "(二)另起。"], ()),
        ("**只有黑体**\n\n正文。", ["**只有黑体**", "正文。"], ()),
        ("没有标点\n\n# 小标题\n\n正文。", ["没有标点", "# 小标题", "正文。"], ()),
        ("没有标点\n\n- 一项", ["没有标点", "- 一项"], ()),
    ],
)
def test_joining(text: str, joined: list[str], places: tuple[int, ...]) -> None:
    blocks, found = join_cut(split_blocks(split_lines(text)))
    assert [block.text for block in blocks] == joined
    assert found == places
