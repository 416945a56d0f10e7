"""A Draft becomes a Manuscript: one step after the other, each with what it proposes; the proof stands at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.markup.parse import parse
from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, Image, Table
from typeset.markup.write import write_markdown
from typeset.readers.account import balanced
from typeset.readers.manuscript import Manuscript, Remark
from typeset.readers.shape.byline import take_bylines
from typeset.readers.shape.captions import shape_captions
from typeset.readers.shape.headings import shape_headings
from typeset.readers.shape.title import take_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.markup.tree import Block
    from typeset.readers.manuscript import Draft, Head, Piece

_ALT = "插图"


def shape(draft: Draft, name: str) -> Manuscript:
    """The manuscript of `draft`, whose file was called `name` (without its ending)."""
    pieces, head, titled = take_title(_said(draft.pieces), draft.head, name)
    pieces, head, signed = take_bylines(pieces, head)
    pieces, captioned = shape_captions(pieces)
    pieces, headed = shape_headings(pieces)
    blocks, unnamed = _named(tuple(piece.block for piece in pieces))
    written = write_markdown(blocks)
    marks = [Remark("import.marks-dropped", line) for line in written.unmarked]
    remarks = (*_known(draft.head), *titled, *signed, *headed, *captioned, *draft.remarks, *unnamed, *marks)
    manuscript = Manuscript(name, head, blocks, draft.unit, draft.pictures, remarks, draft.text)
    return balanced(manuscript, parse(written.text, Path(name), 1, Report()))


def _known(head: Head) -> Iterator[Remark]:
    """What the original says of itself in so many words: a page by its marks, Markdown by its front matter."""
    if head.title:
        yield Remark("import.title", 0, head.title)
    signed = " ".join(value for value in (head.source, head.author, head.selected_by, head.written_date) if value)
    if signed:
        yield Remark("import.byline", 0, signed)


def _said(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without tables that say nothing."""
    return [
        piece
        for piece in pieces
        if not isinstance(piece.block, Table) or plain_text([piece.block]).strip() or _pictures(piece.block)
    ]


def _pictures(node: Any) -> list[Image]:  # noqa: ANN401 - any part of a tree
    if isinstance(node, Image):
        return [node]
    children = (
        node
        if isinstance(node, tuple)
        else [getattr(node, name) for name in node.__struct_fields__]
        if isinstance(node, Struct)
        else []
    )
    return [picture for child in children for picture in _pictures(child)]


def _named(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Remark]]:
    """`blocks` whose pictures all have a text for those who cannot see them; those that had none are told."""
    remarks: list[Remark] = []
    return _with_alt(blocks, remarks), remarks


def _with_alt(node: Any, remarks: list[Remark]) -> Any:  # noqa: ANN401 - any part of a tree, and the same kind back
    if isinstance(node, tuple):
        return tuple(_with_alt(child, remarks) for child in node)
    if not isinstance(node, Struct):
        return node
    if isinstance(node, Figure | Image) and not node.alt:
        caption = plain_text(node.caption).strip() if isinstance(node, Figure) else ""
        if not caption:
            remarks.append(Remark("import.picture-alt", node.line, "", node.source))
        return replace(node, alt=caption or _ALT)
    return replace(node, **{name: _with_alt(getattr(node, name), remarks) for name in node.__struct_fields__})
