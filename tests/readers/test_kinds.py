"""Texts of other kinds, encodings, and what a file is by its bytes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manuscripts import BUILT
from tests.readers.html.test_page import WECHAT
from typeset.diagnostics import Severity
from typeset.markup.write import write_markdown
from typeset.readers.kinds import is_whole_issue, read_manuscript, stem_of

if TYPE_CHECKING:
    from typeset.readers.manuscript import Manuscript

SAMPLE = Path(__file__).parent / "extracted" / "sample.txt"
PLAIN = """\
　　　　　　旧站台
　　　　　文/李四
　　第一段从这里开始，写到这里的时候已经超过了三十五个字，所以要
换行，再写一点。
　　第二段。
一、小标题
　　第三段。
"""
FOREIGN = """\
---
title: 别人的稿子
author: 某甲
tags: [x, y]
---

# 别人的稿子

第一段有~~删掉的~~文字[^a]和<b>粗体</b>。

- [ ] 待办

Setext 标题
---------

| a | b |
|---|:-:|
| 1 | 2 |

[^a]: 注文。
"""


def read(data: bytes | str, name: str) -> Manuscript:
    reading = read_manuscript(data.encode() if isinstance(data, str) else data, name)
    assert reading.manuscript is not None, list(map(str, reading.report))
    assert not reading.manuscript.account.lost
    return reading.manuscript


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_every_encoding(encoding: str) -> None:
    manuscript = read(PLAIN.encode(encoding), "站台.txt")
    assert (manuscript.head.title, manuscript.head.author) == ("旧站台", "李四")
    assert "所以要换行，再写一点。\n\n第二段。\n\n## 一、小标题" in write_markdown(manuscript.blocks).text
    assert ("import.encoding" in {remark.code for remark in manuscript.remarks}) is not encoding.startswith("utf-8")


def test_lines_that_no_measure_ended_are_paragraphs() -> None:
    text = "题目\n第一段话。\n第二段话，长一些，再长一些。\n第三段。\n"
    assert write_markdown(read(text, "a.txt").blocks).text == "第一段话。\n\n第二段话，长一些，再长一些。\n\n第三段。\n"


def test_markdown_of_others() -> None:
    manuscript = read(FOREIGN, "b.md")
    assert (manuscript.head.title, manuscript.head.author) == ("别人的稿子", "某甲")
    assert write_markdown(manuscript.blocks).text == (
        "第一段有删掉的文字[^1]和**粗体**。\n\n- \\[ \\] 待办\n\n## Setext 标题\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: 注文。\n"
    )
    told = {remark.code: remark.place for remark in manuscript.remarks}
    assert told["import.html"] == 9
    assert "import.struck" in told


def test_markdown_of_our_own_stays_as_it_is() -> None:
    text = "---\ntitle: 题\nsource: 《某报》\ndate: 2023-08-01\n---\n\n{拼|pīn}音[^注]。\n\n[^注]: 注文。\n"
    manuscript = read(text, "c.md")
    assert write_markdown(manuscript.blocks).text == "{拼|pīn}音[^1]。\n\n[^1]: 注文。\n"
    assert manuscript.head.source == "《某报》"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import.nothing"),
        (b"\n\n", "import.nothing"),
        (b"%PDF-1.7", "import.other-kind"),
        (b"{\\rtf1", "import.other-kind"),
        (b"\x00\x01\x02", "import.no-text-file"),
        (b"\xff\xff\xfe", "import.no-text-file"),
        (b"<html></html>", "import.nothing"),
        (b"a" * 12_000_001, "import.too-large"),
    ],
)
def test_what_is_no_manuscript(data: bytes, code: str) -> None:
    assert [diagnostic.code for diagnostic in read_manuscript(data, "a").report] == [code]


def test_a_whole_issue_is_told_from_an_article() -> None:
    assert is_whole_issue(SAMPLE.read_bytes(), "a.txt")
    assert not is_whole_issue(PLAIN.encode(), "a.txt")
    assert not is_whole_issue(b"PK\x03\x04", "a.docx")


@pytest.mark.parametrize(
    ("name", "stem"), [("a b(1).docx", "a-b-1"), ("稿件 终.docx", "稿件-终"), ("../x", "x"), ("...", "manuscript")]
)
def test_names(name: str, stem: str) -> None:
    assert stem_of(name) == stem


# No bytes make a traceback. `bench.fuzz` does this a hundred thousand times.

SEEDS = [
    *((build(), f"{name}.docx") for name, build in BUILT.items()),
    (WECHAT.encode(), "a.html"),
    (FOREIGN.encode(), "b.md"),
    (PLAIN.encode("gb18030"), "c.txt"),
]


def mutated(data: bytes, draw: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(made))
        match draw.randrange(4):
            case 0:
                made[at] = draw.randrange(256)
            case 1:
                del made[at : at + draw.randint(1, 40)]
            case 2:
                made[at:at] = made[at : at + draw.randint(1, 40)]
            case _:
                made[at:at] = draw.choice([b"<", b"\x00", "　".encode(), b"</p>", b"<table>", b"&#x0;", b"\xff"])
        made = made or bytearray(b"x")
    return bytes(made)


def sound(data: bytes, name: str) -> None:
    reading = read_manuscript(data, name)
    assert (reading.manuscript is None) is bool(reading.report.errors)
    if reading.manuscript is not None:
        account = reading.manuscript.account
        assert account.read + account.added == account.placed + account.left + sum(account.lost.values()) - sum(
            account.surplus.values()
        )
    for diagnostic in reading.report:
        assert diagnostic.text("zh")
        assert diagnostic.text("en")
        assert diagnostic.severity is Severity.ERROR


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(range(len(SEEDS))), st.integers(0, 2**32))
def test_damaged_files_end_in_diagnostics(index: int, seed: int) -> None:
    data, name = SEEDS[index]
    draw = random.Random(seed)  # noqa: S311 - no secret
    sound(mutated(data, draw), name)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.html", "a.md", "a.txt"]))
def test_any_bytes_end_in_diagnostics(data: bytes, name: str) -> None:
    sound(data, name)
