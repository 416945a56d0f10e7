"""Glyphs of the region, Chinese marks from the Chinese font (A2, A3; clreq sizes_and_positions, GB/T 15834 5.1.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import median
from typeset.preflight.typography.places import around, at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.text import Text

# Fonts that draw Han as other regions do, by the names that their makers give them.
_FOREIGN = re.compile(
    r"(?:CJK|HanSerif|HanSans|Serif|Sans)[-_ ]?(?:jp|kr|tc|hk|tw)(?![a-z])|SourceHan(?:Serif|Sans)-|mincho|meiryo"
    r"|hiragino|kozuka|mingliu|jhenghei|batang|malgun|gulim|ipaex",
    re.IGNORECASE,
)
_MARKS = frozenset("“”‘’—…·")
_ANY_MARK = re.compile(f"[{''.join(_MARKS)}]")
_NARROW_EM = 0.75
_CENTRED_EM = 0.4  # the middle of a comma's ink, from its origin; in simplified Chinese it lies at 0.2
_BESIDE = frozenset({C.HAN, C.OPENING, C.CLOSING, C.PAUSE, C.STOP})


def check_faces(text: Text) -> Iterator[Finding]:
    """Report fonts of other regions, and quotation marks, dashes, ellipses and interpuncts of Western fonts."""
    for font in sorted(text.han_fonts):
        if _FOREIGN.search(font):
            yield Finding("A2.foreign-font", values={"font": font})
    centres = [
        (ink[0] + ink[2]) / 2
        for line in text.lines
        if "，" in line.text or "。" in line.text
        for mark, ink in zip(line.seen.texts, line.seen.inks, strict=True)
        if ink is not None and mark in "，。"
    ]
    if median(centres) > _CENTRED_EM:
        yield Finding("A2.mark-centred", values={"centre": f"{median(centres):.2f}"})
    yield from _western(text)


def _western(text: Text) -> Iterator[Finding]:
    found, total = [], 0
    for line in text.lines:
        if not _ANY_MARK.search(line.text):
            continue
        kinds = line.seen.kinds
        for number, mark in enumerate(line.seen.texts):
            if mark[0] not in _MARKS:
                continue
            beside = {kinds[other] for other in (number - 1, number + 1) if 0 <= other < len(kinds)}
            if not beside & _BESIDE or (mark == "’" and beside <= {C.LETTER}):
                continue
            total += 1
            narrow = mark[0] != "·" and line.seen.widths[number] < _NARROW_EM
            if narrow or line.seen.fonts[number] not in text.han_fonts:
                glyph = line.glyphs[number]
                values = {"text": mark, "font": glyph.font, "around": around(line, glyph)}
                found.append(Finding("A3.western-mark", **at(line, glyph), values=values))
    yield from judged(found, total)
