"""What must stay whole, and was parted by a line end (B5, B6, B7, B9; GB/T 15834 5.1.4, 5.1.5, GB/T 15835)."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.kinsoku import PATTERNED, RELUCTANT
from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import at, joint
from typeset.preflight.typography.summary import merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_DASHES, _DOTS = frozenset("—⸺"), frozenset("…⋯")
_NUMBER = r"[0-9]+(?:[.,:：][0-9]+)*"
_LEFT = re.compile(rf"(?:{_NUMBER}[.,:：]?)$")
_RIGHT = re.compile(r"^[.,:：]?[0-9]+(?:[.,:：][0-9]+)*")
_PREFIXES = tuple("￥¥$＄€£￡±−")
_GROUP = re.compile(r"^[0-9]{3,}$")
_FEWEST_HAN = 2
_SUFFIXES = frozenset("%％")  # B6 speaks of them
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LEFT_WORD = re.compile(rf"{_WORD.pattern}$")


def check_wholes(text: Text) -> Iterator[Finding]:
    """Report every dash, ellipsis, number and word that stands on two lines."""
    words = _words(text)
    for before, after in text.joints:
        yield from _marks(before, after)
        yield from _number(before, after)
        yield from _word(before, after, words)
    yield from _reluctant(text)


def _marks(before: Line, after: Line) -> Iterator[Finding]:
    for kind in (_DASHES, _DOTS):
        if before.text[-1] in kind and after.text[0] in kind:
            values = {"text": after.text[0] * 2, "around": joint(before, after)}
            yield Finding("B5.pair-split", **at(after, after.glyphs[0]), values=values)


def _number(before: Line, after: Line) -> Iterator[Finding]:
    right = _RIGHT.search(after.text)
    # Where the line above holds no Han, it is a figure in a table or a page number in a list.
    if (
        right is None
        or before.han < _FEWEST_HAN
        or before.blank_after
        or after.seen.raised[0]
        or before.seen.raised[-1]
    ):
        return
    found = partial(Finding, "B6.number-split", **at(after, after.glyphs[0]))
    around = joint(before, after)
    if before.text.endswith(_PREFIXES):
        yield found(values={"text": before.text[-1] + right[0], "around": around})
        return
    left = _LEFT.search(before.text)
    if left is None or (not left[0][-1].isdigit() and not right[0][0].isdigit()):
        return
    # Groups of digits with a blank between them, as in telephone numbers, may be parted.
    if _GROUP.match(left[0]) and _GROUP.match(right[0]):
        return
    if left[0][-1] in ":：":  # a time or a ratio has digits on both sides; a list of results has a blank
        return
    yield found(values={"text": left[0] + right[0], "around": around})


def _words(text: Text) -> Counter[str]:
    """The Western words that stand whole on one line."""
    words: Counter[str] = Counter()
    for line in text.lines:
        if not _WORD.search(line.text):
            continue
        drawn = zip(line.drawn.kinds, line.drawn.texts, strict=True)
        parts = "".join(" " if kind is C.SPACE else text for kind, text in drawn)
        found = list(_WORD.finditer(parts))
        words.update(match[0] for match in found if match.start() and match.end() < len(parts))
    return words


def _word(before: Line, after: Line, words: Counter[str]) -> Iterator[Finding]:
    """A word parted without a hyphen: what both parts make together stands elsewhere, and one part never does."""
    left, right = _LEFT_WORD.search(before.text), _WORD.match(after.text)
    if left is None or right is None or before.blank_after:
        return
    if words[left[0] + right[0]] and not (words[left[0]] and words[right[0]]):
        values = {"text": left[0] + right[0], "around": joint(before, after)}
        yield Finding("B9.word-split", **at(after, after.glyphs[0]), values=values)


def _reluctant(text: Text) -> Iterator[Finding]:
    found = list(_parted(text))
    if found:
        yield merged(found)


def _parted(text: Text) -> Iterator[Finding]:
    for before, after in text.body_joints:
        left, right = before.line, after.line
        parted = left.text[-3:] + right.text[:2]
        if PATTERNED.isdisjoint(parted):
            continue
        end = len(left.text[-3:])
        breaks = {match.end() for rule in RELUCTANT for match in rule.pattern.finditer(parted)}
        if end in breaks and right.text[0] not in _SUFFIXES:
            yield Finding("B7.date-parted", **at(right, right.glyphs[0]), values={"around": joint(left, right)})
