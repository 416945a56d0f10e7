"""How paragraphs begin: indented, all alike, without space between them (G1, G2; clreq first_line_indents)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import OPENING, most_frequent
from typeset.preflight.typography.places import at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.preflight.reading.paragraphs import Paragraph
    from typeset.preflight.reading.text import Text

_INDENT_EM = 2.0
_NARROW_EM = 20.0  # columns narrower than this may indent by one em
_NEAR_EM = 0.1
_FEWEST = 5
_SHORT_EM = 6.0
_NEAR_PITCH = 0.05


def check_indents(text: Text) -> Iterator[Finding]:
    """Report indents that are missing, or unlike the others, and space between indented paragraphs."""
    beginnings = [paragraph for paragraph in text.paragraphs if paragraph.plain and len(paragraph.lines) > 1]
    han_first = [p for p in beginnings if p.lines[0].line.seen.kinds[0] not in OPENING]
    if len(han_first) < _FEWEST:
        return
    usual = most_frequent(round(paragraph.indent, 1) for paragraph in han_first) or 0.0
    right = {0.0: False, _INDENT_EM: True, 1.0: text.columns.every[0].width(text.size) < _NARROW_EM}.get(usual, False)
    if not right:
        yield Finding("G1.indent-width", values={"indent": f"{usual:g}"})
    for paragraph in han_first:
        first = paragraph.lines[0]
        values = {"indent": f"{paragraph.indent:.2f}", "usual": f"{usual:g}", "around": first.line.text[:8]}
        if usual and abs(paragraph.indent - usual) > _NEAR_EM and paragraph.indent > _NEAR_EM:
            yield Finding("G1.indent-uneven", **at(first.line, first.line.glyphs[0]), values=values)
    if usual:
        yield from _missing(text, usual)
        yield from _spaced(text)


def _after_another(text: Text) -> Iterator[tuple[Paragraph, Paragraph, float]]:
    """Every two paragraphs one under the other, and the step between them, in pitches."""
    for before, after in pairwise(text.paragraphs):
        last, first = before.lines[-1], after.lines[0]
        if (last.line.page, last.column) == (first.line.page, first.column) and before.plain and after.plain:
            yield before, after, (first.line.baseline - last.line.baseline) / text.pitch


def _missing(text: Text, usual: float) -> Iterator[Finding]:
    found, total = [], 0
    for before, after, step in _after_another(text):
        first = after.lines[0]
        if abs(step - 1) > _NEAR_PITCH or before.lines[-1].missing() < _SHORT_EM or len(after.lines) == 1:
            continue
        total += 1
        if abs(after.indent) <= _NEAR_EM:
            values = {"usual": f"{usual:g}", "around": first.line.text[:8]}
            found.append(Finding("G1.indent-missing", **at(first.line, first.line.glyphs[0]), values=values))
    yield from judged(found, total)


def _spaced(text: Text) -> Iterator[Finding]:
    steps = [
        (after, step) for _, after, step in _after_another(text) if after.indent > _NEAR_EM and _direct(text, after)
    ]
    found = [_space(after, step) for after, step in steps if 1 + _NEAR_PITCH < step < 2 - _NEAR_PITCH]
    yield from judged(found, len(steps))


def _space(paragraph: Paragraph, step: float) -> Finding:
    line = paragraph.lines[0].line
    return Finding("G2.space-between", **at(line), values={"space": f"{step - 1:.2f}", "around": line.text[:8]})


def _direct(text: Text, paragraph: Paragraph) -> bool:
    """Whether nothing else stands between a paragraph and the one before."""
    line = paragraph.lines[0].line
    return not _between(text, line.page, line.baseline, paragraph.lines[0].column)


def _between(text: Text, page: int, baseline: float, column: Sequence[float]) -> bool:
    return any(
        line.page == page
        and id(line) not in text.body_ids
        and baseline - 2 * text.pitch < line.baseline < baseline - 1
        and line.left < column[2]
        and line.right > column[1]
        for line in text.page(page).lines
    )
