"""Marks whose class depends on their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The classes that `resolve` looks at.
CONTEXTUAL = frozenset({C.DASH, C.CONNECTOR, C.SOLIDUS})
_DASHES = frozenset("—⸺")
_ASCII_OR_EN_DASH = frozenset("-–/")
_BESIDE_CHINESE = frozenset({C.HAN, C.OPENING, C.CLOSING})


def resolve(texts: Sequence[str], classes: Sequence[C], index: int) -> C:
    """The class of the mark at `index`, given what stands beside it.

    One — alone is a connector, —— a dash (GB/T 15834 5.1.4, 5.1.6). A hyphen or solidus between letters
    or digits is Western; beside Han it is a Chinese connector or solidus.
    """
    found, text = classes[index], texts[index]
    before = index - 1 if index else None
    after = index + 1 if index + 1 < len(texts) else None
    beside = [place for place in (before, after) if place is not None]
    if found is C.DASH:
        pair = len(text) > 1 or text == "⸺" or any(texts[place][:1] in _DASHES for place in beside)
        return C.DASH if pair else C.CONNECTOR
    if text in _ASCII_OR_EN_DASH and not any(classes[place] in _BESIDE_CHINESE for place in beside):
        return C.WESTERN_MARK
    return found
