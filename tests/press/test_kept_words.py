"""The words of titles are the same whether they were kept or not, and kept ones need no dictionary."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from typeset.press.words import Words, cut

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "上海迈向“国际数字广告之都”　互联网广告年收入增长14.2%"


def test_what_was_kept_is_what_was_cut(tmp_path: Path) -> None:
    assert Words(tmp_path / "words")(TITLE) == Words(tmp_path / "words")(TITLE) == Words()(TITLE) == cut(TITLE)
    (file,) = (tmp_path / "words").iterdir()
    assert json.loads(file.read_text("utf-8")) == cut(TITLE)


def test_what_was_kept_needs_no_dictionary(tmp_path: Path) -> None:
    Words(tmp_path)(TITLE)
    code = (
        "import sys; from pathlib import Path; from typeset.press.words import Words; "
        "print(len(Words(Path(sys.argv[1]))(sys.argv[2])), 'rjieba' in sys.modules)"
    )
    words = [sys.executable, "-X", "utf8", "-c", code, str(tmp_path), TITLE]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own
    assert done.stdout.split() == [str(len(cut(TITLE))), "False"]


@pytest.mark.parametrize("kept", ["", "[", "{}", "7", '["上海"]', "[1, 2]", "null"])
def test_what_was_kept_badly_is_cut_again(kept: str, tmp_path: Path) -> None:
    Words(tmp_path)(TITLE)
    (file,) = tmp_path.iterdir()
    file.write_text(kept, "utf-8")
    assert Words(tmp_path)(TITLE) == cut(TITLE)
    assert json.loads(file.read_text("utf-8")) == cut(TITLE)


def test_where_nothing_can_be_kept_it_is_cut_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("", "utf-8")
    assert Words(tmp_path / "words")(TITLE) == cut(TITLE)
