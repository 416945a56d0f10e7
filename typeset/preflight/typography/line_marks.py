"""Marks at the edges of lines: cut to half their width, not hung (C1, C2, C3, C10; GB/T 15834 5.1.10, clreq)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import OPENING, RIGHT_BLANK, most_frequent
from typeset.preflight.typography.places import at, joint
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.paragraphs import Placed
    from typeset.preflight.reading.text import Text

_NEAR_EM = 0.08
_BLANK_EM = 0.5
_BY_INK_EM = 0.08  # what a mark that is set flush by its ink reaches beyond the edge, at least
_HANGS_EM = 0.15  # how near to the edge a mark begins that hangs
_HANGING = frozenset("、，。")


def check_line_marks(text: Text) -> Iterator[Finding]:
    """Report marks that keep their blank at the edge of a line, and marks that hang beyond it."""
    yield from _ends(text)
    yield from _starts(text)


def _ends(text: Text) -> Iterator[Finding]:
    untrimmed, by_ink, hanging, total = [], [], [], 0
    for before, after in _justified(text):
        if before.line.seen.kinds[-1] not in RIGHT_BLANK:
            continue
        last = before.line.glyphs[-1]
        total += 1
        values = {"text": last.text, "around": joint(before.line, after.line)}
        missing = before.missing()
        if abs(missing - _BLANK_EM) <= _NEAR_EM and _neighbours_reach(text, before):
            untrimmed.append(Finding("C1.untrimmed-at-end", **at(before.line, last), values=values))
        elif _BY_INK_EM < -missing < _BLANK_EM - _HANGS_EM:
            by_ink.append(Finding("C1.flush-by-ink", **at(before.line, last), values=values))
        elif abs(missing + _BLANK_EM) <= _HANGS_EM:
            hanging.append(Finding("C10.hanging", **at(before.line, last), values=values))
            if last.text not in _HANGING:
                yield Finding("C10.hanging-wrong-mark", **at(before.line, last), values=values)
    yield from judged(untrimmed, total)
    yield from judged(by_ink, total)
    yield from judged(hanging, total)


def _justified(text: Text) -> Iterator[tuple[Placed, Placed]]:
    for paragraph in text.paragraphs:
        if paragraph.plain:
            yield from zip(paragraph.lines, paragraph.lines[1:], strict=False)


def _neighbours_reach(text: Text, placed: Placed) -> bool:
    """Whether lines of this column reach its edge at all; where none does, nobody justified them."""
    return any(abs(other.missing()) <= _NEAR_EM for other, _ in _justified(text) if other.column == placed.column)


def _starts(text: Text) -> Iterator[Finding]:
    inner, first, total, indented = [], [], 0, 0
    for paragraph in text.paragraphs:
        if not paragraph.plain:
            continue
        for number, placed in enumerate(paragraph.lines):
            if placed.line.seen.kinds[0] not in OPENING:
                continue
            glyph = placed.line.glyphs[0]
            offset = placed.offset()
            values = {"text": glyph.text, "around": placed.line.text[:8]}
            if number:
                total += 1
                if abs(offset - _BLANK_EM) <= _NEAR_EM:
                    inner.append(Finding("C2.untrimmed-at-start", **at(placed.line, glyph), values=values))
            else:
                indented += 1
                if abs(offset - _indent(text) - _BLANK_EM) <= _NEAR_EM:
                    first.append(Finding("C3.untrimmed-at-indent", **at(placed.line, glyph), values=values))
    yield from judged(inner, total)
    if 0 < len(first) < indented:  # one policy for all is as good as the other
        yield from judged(first, indented)


def _indent(text: Text) -> float:
    """The indent of most paragraphs that begin with Han, in em."""
    starts = [(p.lines[0].line.seen.kinds[0], round(p.indent, 1)) for p in text.paragraphs]
    return most_frequent(indent for kind, indent in starts if kind not in OPENING) or 0.0
