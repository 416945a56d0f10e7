"""Captions of tables and pictures, above or below them, and the credits (资料来源) under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, Image, LineBreak, Note, Paragraph, Table, Text
from typeset.readers.manuscript import Remark
from typeset.readers.shape.words import is_closed, quoted, unbold, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.readers.manuscript import Piece

_NUMBER = r"\s*(?:[0-9]{1,3}(?:[-－.—][0-9]{1,3})?|[一二三四五六七八九十]{1,3})(?![0-9年月个种类季])"
_TABLE = re.compile(rf"(?:附?表|Table){_NUMBER}|附表[：:\s]", re.IGNORECASE)
_FIGURE = re.compile(rf"(?:附?图|图片|照片|Fig(?:ure|\.)?){_NUMBER}|[▲△◀◁▼▽↑↓]|图[：:]|(?:图|图片)为", re.IGNORECASE)
_CREDIT = re.compile(r"[（(]?\s*(?:资料来源|数据来源|图片来源|来源|供图|摄影|图源|Source)\s*[：:/／]", re.IGNORECASE)
_LONGEST = 80
_LONGEST_CENTRED = 40


def shape_captions(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Remark]]:
    """`pieces` with captions and credits where they belong."""
    rest, remarks = list(pieces), list[Remark]()
    index = 0
    while index < len(rest):
        if isinstance(rest[index].block, Table | Figure):
            index = _caption(rest, index, remarks)
            _credit(rest, index, remarks)
        index += 1
    return rest, remarks


def _caption(pieces: list[Piece], index: int, remarks: list[Remark]) -> int:
    """Give the block at `index` the caption beside it; where the block stands then."""
    table = isinstance(pieces[index].block, Table)
    if not isinstance(block := pieces[index].block, Table | Figure) or block.caption:
        return index
    for other in (index - 1, index + 1) if table else (index + 1, index - 1):
        if 0 <= other < len(pieces) and _is_caption(pieces, other, index):
            piece = pieces[other]
            children = piece.block.children if isinstance(piece.block, Paragraph) else ()
            caption = unbold(children) if table else (Text(" ".join(plain_text(children).split())),)
            pieces[index] = replace(pieces[index], block=replace(block, caption=caption))
            remarks.append(Remark("import.captions", piece.block.line, quoted(words_of(piece))))
            del pieces[other]
            return index - (other < index)
    return index


def _is_caption(pieces: Sequence[Piece], other: int, index: int) -> bool:
    piece, text = pieces[other], words_of(pieces[other])
    if not text or len(text) > _LONGEST or "\n" in text or _holds_more(piece):
        return False
    table = isinstance(pieces[index].block, Table)
    kind, foreign = (_TABLE, _FIGURE) if table else (_FIGURE, _TABLE)
    if foreign.match(text):
        return False
    if other < index and not table:  # above a picture, and not the caption of another one above
        above = pieces[other - 1].block if other else None
        return not isinstance(above, Figure) and (piece.caption or bool(_FIGURE.match(text)))
    if kind.match(text):
        return not is_closed(text) or not table
    below = not table and piece.centred and piece.level is None and len(text) <= _LONGEST_CENTRED
    return (piece.caption or below) and not _CREDIT.match(text) and not (below and is_closed(text))


def _holds_more(piece: Piece) -> bool:
    return any(isinstance(inline, Note | Image | LineBreak) for inline in getattr(piece.block, "children", ()))


def _credit(pieces: list[Piece], index: int, remarks: list[Remark]) -> None:
    block = pieces[index].block
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None or not isinstance(block, Table | Figure) or block.credit:
        return
    text = words_of(following)
    if len(text) > _LONGEST or _holds_more(following) or not _CREDIT.match(text) or re.search(r'["“”{}\n]', text):
        return
    pieces[index] = replace(pieces[index], block=replace(block, credit=text.strip("（）() ")))
    remarks.append(Remark("import.credits", following.block.line, quoted(text)))
    del pieces[index + 1]
