"""Marks of half an em: interpunct, short connector, solidus (C6, C7; GB/T 15834 5.1.6, 5.1.7, 5.1.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import around, at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.text import Text

_HALF_EM = 0.5
_NEAR_EM = {"C6.interpunct-width": 0.1, "C7.connector-width": 0.2}
_CODES = {"·": "C6.interpunct-width", **dict.fromkeys("-–/", "C7.connector-width")}
_ANY = re.compile(f"[{re.escape(''.join(_CODES))}]")


def check_narrow_marks(text: Text) -> Iterator[Finding]:
    """Report interpuncts, short connectors and solidi between Han that do not take half an em."""
    found: dict[str, list[Finding]] = {code: [] for code in _NEAR_EM}
    total = dict.fromkeys(_NEAR_EM, 0)
    for line in text.lines:
        if not _ANY.search(line.text):
            continue
        glyphs = line.glyphs
        for before, mark, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
            code = _CODES.get(mark.text)
            if code is None or {before.kind, after.kind} != {C.HAN} or not before.size == mark.size == after.size:
                continue
            total[code] += 1
            width = (after.x - before.end) / mark.size
            if abs(width - _HALF_EM) > _NEAR_EM[code]:
                values = {"text": mark.text, "width": f"{width:.2f}", "around": around(line, mark)}
                found[code].append(Finding(code, **at(line, mark), values=values))
    for code, hits in found.items():
        yield from judged(hits, total[code])
