"""What is written is read back as the same tree: our own articles, and trees of all kinds of words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.markup.parse import parse
from typeset.markup.tree import (
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
)
from typeset.markup.write import bare, write_markdown

if TYPE_CHECKING:
    from typeset.markup.tree import Block

REPOSITORY = Path(__file__).resolve().parent.parent.parent
ARTICLES = sorted(REPOSITORY.glob("issues/*/articles/*.md"))
WORDS = st.text(alphabet="汉字ab1，。“”*_[]{}()<>&|\\`~#+-=:：!.^\"' \u3000一", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "字"
)


def read(text: str) -> tuple[tuple[Block, ...], Report]:
    report = Report()
    return parse(text, Path("text"), 1, report), report


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_our_articles_come_back(path: Path) -> None:
    blocks, _ = read(path.read_text("utf-8").split("---\n", 2)[2])
    written = write_markdown(blocks)
    again, report = read(written.text)
    assert not written.unmarked
    assert not list(report)
    assert bare(again) == bare(blocks)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_come_back_as_paragraphs(texts: list[str]) -> None:
    blocks = tuple(Paragraph((Text(text),), 0) for text in texts)
    again, report = read(write_markdown(blocks).text)
    assert not list(report)
    assert bare(again) == bare(blocks)


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS, WORDS, st.sampled_from([Strong, Emphasis]))
def test_no_words_are_lost_where_marks_cannot_be_written(
    before: str, inside: str, after: str, mark: type[Strong | Emphasis]
) -> None:
    block = Paragraph((Text(before), mark((Text(inside),)), Text(after)), 7)
    written = write_markdown((block,))
    again, report = read(written.text)
    assert not list(report)
    plain = bare((Paragraph((Text(before + inside + after),), 7),))
    assert bare(again) == (plain if written.unmarked else bare((block,)))


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS, WORDS)
def test_words_in_headings_lists_tables_and_captions_come_back(one: str, two: str, three: str) -> None:
    blocks: tuple[Block, ...] = (
        Heading(2, (Text(one),), 0),
        List(((Paragraph((Text(one),), 0),), (Paragraph((Text(two),), 0),)), 3, 0),
        List(((Paragraph((Text(two),), 0), List(((Paragraph((Text(three),), 0),),), None, 0)),), 1, 0),
        Table(((Text(one),), (Text(two),)), (((Text(three),), ()),), ("", "right"), (Text(two),), "某局", 0),
        Figure("images/a.png", one, (Text(two),), "某社", 0),
        Paragraph((Text(three), Note((Text(one), LineBreak(), Text(two)), 0)), 0),
        Quote((Paragraph((Text(one),), 0),), 0),
    )
    again, report = read(write_markdown(blocks).text)
    assert not list(report)
    assert bare(again) == bare(blocks)


def test_the_rest_of_the_dialect_comes_back() -> None:
    blocks: tuple[Block, ...] = (
        Paragraph((Link("https://example.org/a(b)", (Text("链]接"),)), Ruby((("拼", "pīn"), ("音", "yīn")))), 0),
        Divider(0),
        CodeBlock("甲\n```\n乙", 0),
        Paragraph((Text("：冒号开头"),), 0),
    )
    again, report = read(write_markdown(blocks).text)
    assert not list(report)
    assert bare(again) == bare(blocks)
