"""What may not stand at the start or the end of a line (B1 to B4, B6, B8; clreq prohibition_rules, GB/T 15834 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.kinsoku import LINE_END_FORBIDDEN, LINE_START_FORBIDDEN
from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import at, joint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_STARTS = LINE_START_FORBIDDEN["gb"]
_ENDS = LINE_END_FORBIDDEN["gb"]
_CONNECTORS = frozenset("～—–-·・‧")
_SOLIDI = frozenset("/／")
_SUFFIXES = frozenset("%％‰‱°℃℉′″")
_WESTERN = frozenset({C.LETTER, C.DIGIT, C.WESTERN_MARK})
_WESTERN_STARTS = frozenset(",.;:!?)]}")


def check_line_edges(text: Text) -> Iterator[Finding]:
    """Report every line that goes on with the one before and starts with what may not start it, or ends so."""
    inside = {id(after.line) for _, after in text.body_joints}
    for before, after in text.joints:
        if not after.seen.raised[0]:
            yield from _start(before, after)
        elif id(after) in inside:  # the text of a note begins with its mark
            first = after.glyphs[0]
            values = {"text": first.text, "around": joint(before, after)}
            yield Finding("B8.note-mark-at-start", **at(after, first), values=values)
        yield from _end(before, after)


def _start(before: Line, after: Line) -> Iterator[Finding]:
    character = after.text[0]
    if character not in _STARTS or _is_dash(before, after) or _is_western(before, after, character):
        return
    first = after.glyphs[0]
    values = {"text": first.text, "around": joint(before, after)}
    if character in _CONNECTORS:
        yield Finding("B3.connector-at-start", **at(after, first), values=values)
    elif character in _SOLIDI:
        yield Finding("B4.solidus-at-start", **at(after, first), values=values)
    elif character in _SUFFIXES:
        yield Finding("B6.suffix-at-start", **at(after, first), values=values)
    else:
        yield Finding("B1.mark-at-start", **at(after, first), values=values)


def _is_dash(before: Line, after: Line) -> bool:
    """Whether a line starts with a whole ——, which may start a line, or with half of one (B5)."""
    return after.text.startswith("——") or (after.text[0] == "—" and before.text[-1] == "—")


def _is_western(before: Line, after: Line, character: str) -> bool:
    """Whether a mark stands among Western text, whose words may stand by themselves: `– 5`, `.net`, `- item`."""
    beside = after.seen.kinds[1] if len(after.seen.kinds) > 1 else C.HAN
    if character in _WESTERN_STARTS or character in "-–/":
        return before.seen.kinds[-1] in _WESTERN or beside in _WESTERN
    return False


def _end(before: Line, after: Line) -> Iterator[Finding]:
    if before.seen.raised[-1] or before.text[-1] not in _ENDS:
        return
    last = before.glyphs[-1]
    values = {"text": last.text, "around": joint(before, after)}
    if last.text[-1] not in _SOLIDI:
        yield Finding("B2.opening-at-end", **at(before, last), values=values)
    elif C.HAN in {before.seen.kinds[-2] if len(before.seen.kinds) > 1 else None, after.seen.kinds[0]}:
        yield Finding("B4.solidus-at-end", **at(before, last), values=values)
