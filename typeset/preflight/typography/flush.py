"""Lines reach both edges, except the last of a paragraph, which is set as it is (D1, D6; clreq)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import RIGHT_BLANK
from typeset.preflight.typography.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.paragraphs import Paragraph, Placed
    from typeset.preflight.reading.text import Text

_FLUSH_EM = 0.06
_BLANK_EM = 0.5
_FREE_EM = 2.0  # a last line that ends so far before the edge was not pressed into it
_STRETCHED_EM = 0.04
_FEWEST = 4
_LABEL = re.compile(r"\s*\S{1,8}[：:]")


def check_flush(text: Text) -> Iterator[Finding]:
    """Report lines off the right edge, lines beyond it, and last lines that were stretched."""
    for paragraph in text.paragraphs:
        if not paragraph.plain or _is_labelled(paragraph):
            continue
        for number, placed in enumerate(paragraph.lines[:-1]):
            yield from _line(paragraph, number, placed)
        yield from _last(paragraph.lines[-1])


def _is_labelled(paragraph: Paragraph) -> bool:
    """Whether it is a list, each line a label and its value, as in an imprint."""
    return len(paragraph.lines) > 1 and all(_LABEL.match(placed.line.text) for placed in paragraph.lines)


def _line(paragraph: Paragraph, number: int, placed: Placed) -> Iterator[Finding]:
    missing = placed.missing()
    mark = placed.line.seen.kinds[-1] in RIGHT_BLANK
    # C1 and C10 speak of marks that keep their blank or hang; between them lies a mark set flush by its ink.
    if abs(missing) <= _FLUSH_EM or (mark and -_BLANK_EM - _FLUSH_EM <= missing <= _FLUSH_EM):
        return
    if mark and abs(missing - _BLANK_EM) <= _FLUSH_EM:
        return
    values = {"missing": f"{abs(missing):.2f}", "around": placed.line.text[-8:]}
    if missing < 0:
        yield Finding("D1.overfull", **at(placed.line, placed.line.glyphs[-1]), values=values)
    elif not _has_own_edge(paragraph, number):
        yield Finding("D1.not-flush", **at(placed.line, placed.line.glyphs[-1]), values=values)


def _has_own_edge(paragraph: Paragraph, number: int) -> bool:
    """Whether the lines around end at the same place: something stands beside them."""
    lines = paragraph.lines[:-1]
    beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    own = lines[number]
    return any(abs(other.missing() - own.missing()) <= _FLUSH_EM / 2 for other in beside)


def _last(placed: Placed) -> Iterator[Finding]:
    usual = placed.line.usual_gap
    if len(placed.line.gaps) >= _FEWEST and placed.missing() > _FREE_EM and usual > _STRETCHED_EM:
        values = {"gap": f"{usual:.2f}", "around": placed.line.text[:8]}
        yield Finding("D6.last-line-stretched", **at(placed.line), values=values)
