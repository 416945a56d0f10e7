"""Runs of text with their marks become inlines of our tree: neighbours joined, blanks moved out of the marks."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from typeset.markup.dialect import is_cjk
from typeset.markup.tree import (
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typeset.markup.tree import Block, Inline

_BLANKS = re.compile(r"[ \t\r\n\f]+")
WIDE_SPACE = "\u3000"
_BESIDE_CHINESE = {"\n": "", "\t": WIDE_SPACE}


class Marks(Struct, frozen=True):
    """The marks that a run of text has."""

    strong: bool = False
    emphasis: bool = False
    link: str = ""


class Span(Struct, frozen=True):
    """An inline without children, or a note, under its marks."""

    inline: Inline
    marks: Marks = Marks()


def assembled(spans: Sequence[Span]) -> tuple[Inline, ...]:
    """The inlines of `spans`: blanks collapsed as in HTML, those at both ends and beside line ends taken off."""
    parted = _trimmed(_collapsed(spans))
    made: list[Inline] = []
    for link, linked in groupby(parted, key=lambda span: span.marks.link):
        inlines = tuple(_marked(list(linked)))
        made += [Link(link, inlines)] if link and _says(inlines) else inlines
    return tuple(made)


def _collapsed(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if isinstance(span.inline, Text):
            text = _BLANKS.sub(_blank, span.inline.text)
            if last and isinstance(last.inline, Text):
                if last.inline.text.endswith((" ", "\n", "\t")):
                    text = text.lstrip(" \n\t")
                if last.marks == span.marks:
                    joined[-1] = replace(last, inline=Text(last.inline.text + text))
                    continue
            if text:
                joined.append(Span(Text(text), span.marks))
        else:
            joined.append(span)
    return [part for span in _settled(joined) for part in _parted(span)]


def _blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else "\t" if "\t" in match[0] else " "


def _settled(spans: Sequence[Span]) -> list[Span]:
    """Beside Chinese, in whichever run that stands, a line end in the source is nothing, and a tab a full-width space.

    Elsewhere both are spaces.
    """
    whole = "".join(span.inline.text if isinstance(span.inline, Text) else "\ufffc" for span in spans)
    settled: list[Span] = []
    at = 0
    for span in spans:
        if not isinstance(span.inline, Text):
            settled.append(span)
            at += 1
            continue
        characters = []
        for character in span.inline.text:
            beside = whole[max(0, at - 1) : at] + whole[at + 1 : at + 2]
            blank = _BESIDE_CHINESE.get(character, character) if any(map(is_cjk, beside)) else " "
            characters.append(blank if character in _BESIDE_CHINESE else character)
            at += 1
        settled.append(replace(span, inline=Text("".join(characters))))
    return settled


def _parted(span: Span) -> Iterator[Span]:
    """`span` with the blanks at its ends outside of its marks; what is no word has none."""
    if not isinstance(span.inline, Text):
        yield Span(span.inline, Marks(link=span.marks.link) if isinstance(span.inline, Image) else Marks())
        return
    text = span.inline.text
    middle = text.strip()
    if not middle:
        yield Span(span.inline)
        return
    start = text.index(middle)
    if start:
        yield Span(Text(text[:start]))
    yield Span(Text(middle), span.marks)
    if text[start + len(middle) :]:
        yield Span(Text(text[start + len(middle) :]))


def _trimmed(spans: list[Span]) -> list[Span]:
    """Without blanks at both ends and on either side of a line end, and without line ends at both ends."""
    kept: list[Span] = []
    for span in spans:
        if isinstance(span.inline, Text):
            text = span.inline.text
            if not kept or isinstance(kept[-1].inline, LineBreak):
                text = text.lstrip()
            if text:
                kept.append(replace(span, inline=Text(text)))
        elif isinstance(span.inline, LineBreak):
            _strip_end(kept)
            if kept:
                kept.append(span)
        else:
            kept.append(span)
    _strip_end(kept)
    while kept and isinstance(kept[-1].inline, LineBreak):
        kept.pop()
        _strip_end(kept)
    return kept


def _strip_end(spans: list[Span]) -> None:
    while spans and isinstance(last := spans[-1].inline, Text):
        text = last.text.rstrip()
        if text:
            spans[-1] = replace(spans[-1], inline=Text(text))
            return
        spans.pop()


def _marked(spans: Sequence[Span]) -> Iterator[Inline]:
    """Bold wins over emphasis, and emphasis that touches bold is left out: the dialect could not part them."""
    groups = [
        (key, tuple(_texts_joined(span.inline for span in group)))
        for key, group in groupby(spans, key=lambda span: _kind(span.marks))
    ]
    for index, (kind, inlines) in enumerate(groups):
        beside = [groups[i][0] for i in (index - 1, index + 1) if 0 <= i < len(groups)]
        if kind == "strong":
            yield Strong(inlines)
        elif kind == "emphasis" and "strong" not in beside:
            yield Emphasis(inlines)
        else:
            yield from inlines


def _kind(marks: Marks) -> str:
    return "strong" if marks.strong else "emphasis" if marks.emphasis else ""


def _texts_joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for is_text, group in groupby(inlines, key=lambda inline: isinstance(inline, Text)):
        if is_text:
            yield Text("".join(inline.text for inline in group if isinstance(inline, Text)))
        else:
            yield from group


def joined_texts(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` with neighbouring texts as one."""
    return tuple(inline for inline in _texts_joined(inlines) if inline != Text(""))


def _says(inlines: Sequence[Inline]) -> bool:
    return any(not isinstance(inline, Text) or inline.text.strip() for inline in inlines)


def flattened(blocks: Iterable[Block], joint: Inline) -> tuple[Inline, ...]:
    """The inlines of `blocks` in one line, `joint` between one block and the next."""
    made: list[Inline] = []
    for part in (part for block in blocks for part in _lines(block) if part):
        made += [joint, *part] if made else part
    return joined_texts(made)


def _lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Paragraph() | Heading():
            yield block.children
        case List() | Quote():
            children = block.children if isinstance(block, Quote) else chain.from_iterable(block.items)
            yield from chain.from_iterable(_lines(child) for child in children)
        case Table():
            yield from (*chain(block.head, *block.rows), block.caption)
        case Figure():
            yield (Image(block.source, block.alt, block.line),)
            yield block.caption
        case CodeBlock():
            yield (Text(" ".join(block.text.split())),)
        case Divider():
            yield ()


def without_notes(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` with every note in brackets where it stands: a note may hold no note."""
    flat: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Note):
            flat += [Text("（"), *without_notes(inline.children), Text("）")]
        elif isinstance(inline, Strong | Emphasis | Link):
            flat.append(replace(inline, children=without_notes(inline.children)))
        else:
            flat.append(inline)
    return joined_texts(flat)


def without_breaks(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` on one line: a full-width space stands for each line end."""
    return joined_texts(Text(WIDE_SPACE) if isinstance(inline, LineBreak) else inline for inline in inlines)
