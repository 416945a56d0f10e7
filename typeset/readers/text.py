"""Plain text: paragraphs by indents, by empty lines, or one a line, whichever the text shows."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.markup.dialect import is_cjk
from typeset.markup.tree import Divider, Paragraph, Text
from typeset.readers.characters import private, tidy
from typeset.readers.manuscript import Draft, Piece, Remark, Unit
from typeset.readers.shape.headings import rank_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_INDENT = re.compile(r"(?:[\u3000\u2003]{1,20}|[ \t\xa0]{2,12})\S")
_CLOSED = re.compile(r"[。！？；：…!?;:][”’\"')）》】]*$")
_RULE = re.compile(r"\s*(?:[-—_=*~·]\s*){3,}")
_SHORT = 20  # below it a line was not ended by the measure
_ALIKE = 3  # lines wrapped at a measure differ by no more than this


def read_text(text: str) -> Draft:
    """Read `text` as paragraphs."""
    lines = text.split("\n")
    measure = _measure(lines)
    pieces: list[Piece] = []
    remarks: list[Remark] = []
    joined = 0
    fresh = True
    for number, line in enumerate(lines, 1):
        words = tidy(line).strip()
        if private(line):
            remarks.append(Remark("import.symbols", number, "", " ".join(f"U+{ord(c):04X}" for c in private(line))))
        if not words:
            fresh = True
        elif _RULE.fullmatch(line):
            pieces.append(Piece(Divider(number)))
            fresh = True
        elif not fresh and measure and _is_full(lines[number - 2], measure) and _goes_on(line) and _open(pieces):
            pieces[-1] = _longer(pieces[-1], words)
            joined += 1
        else:
            pieces.append(Piece(Paragraph((Text(words),), number), centred=_is_centred(line)))
            fresh = False
    if joined:
        remarks.append(Remark("import.joined-lines", 0, "", str(joined)))
    return Draft(tuple(pieces), tidy(text), Unit.LINE, remarks=tuple(remarks))


def _open(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and isinstance(pieces[-1].block, Paragraph)


def _longer(piece: Piece, words: str) -> Piece:
    block = piece.block
    before = block.children[0].text if isinstance(block, Paragraph) and isinstance(block.children[0], Text) else ""
    joint = "" if is_cjk(before[-1:] or "一") or is_cjk(words[0]) else " "
    return Piece(Paragraph((Text(before + joint + words),), block.line), centred=piece.centred)


def _is_centred(line: str) -> bool:
    """Whether a line is pushed to the middle by blanks, as titles in plain text are."""
    blanks = len(line) - len(line.lstrip(" \u3000\t"))
    return blanks > 4 or line[:3] == "\u3000" * 3  # noqa: PLR2004 - more than any indent


def _is_full(line: str, measure: float) -> bool:
    return _width(line) >= measure - _ALIKE


def _goes_on(line: str) -> bool:
    """Whether a line can go on with the paragraph above: neither an indent nor a number begins it."""
    return not _INDENT.match(line) and rank_of(line.strip()) is None


def _measure(lines: Sequence[str]) -> float:
    """The measure that ended the lines, in em: most that end within a sentence are as long; 0 where none did."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _INDENT.match(following) and not _CLOSED.search(line.rstrip())
    ]
    if not pairs:
        return 0
    widths = sorted(_width(line) for line, _ in pairs)
    middle = widths[len(widths) // 2]
    full = sum(1 for line, _ in pairs if abs(_width(line) - middle) <= _ALIKE)
    return middle if middle >= _SHORT and 2 * full > len(pairs) else 0


def _width(line: str) -> float:
    return sum(1 if is_cjk(character) else 0.5 for character in line.strip())
