"""The proof that an import lost nothing: letters, digits and Han are counted on both sides.

Counted are the word characters of the text in NFKC, so that `²` counts as 2 and full-width digits as digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.markup.tree import (
    Code,
    CodeBlock,
    Figure,
    List,
    Ruby,
    Table,
    Text,
)
from typeset.readers.manuscript import Account, Manuscript, Remark, Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typeset.markup.tree import Block, Inline
    from typeset.readers.manuscript import Head

_COUNTED = re.compile(r"[^\W_]")


def tally(text: str) -> Counter[str]:
    """How often each letter, digit and Han stands in `text`."""
    return Counter(_COUNTED.findall(unicodedata.normalize("NFKC", text)))


def balanced(manuscript: Manuscript, written: Sequence[Block]) -> Manuscript:
    """`manuscript` with its account, `written` being the blocks as they are read back from its article.

    What stands nowhere is a fault; its characters are named in a remark, so that they can be looked for.
    """
    read = tally(manuscript.text)
    placed = tally("\n".join([*_of_head(manuscript.head), *words(written)]))
    left = _of_remarks(manuscript, Role.LEFT)
    added = _of_remarks(manuscript, Role.ADDED)
    lost = read + added - placed - left
    surplus = placed + left - read - added
    account = Account(read.total(), placed.total(), left.total(), added.total(), lost, surplus)
    remarks = manuscript.remarks
    if lost:
        remarks = (*remarks, Remark("import.unread", 0, "".join(lost.elements())))
    return replace(manuscript, account=account, remarks=remarks)


def _of_head(head: Head) -> Iterator[str]:
    yield from (head.title, head.source, head.selected_by, head.author, head.written_date)


def _of_remarks(manuscript: Manuscript, role: Role) -> Counter[str]:
    return tally("\n".join(remark.text for remark in manuscript.remarks if role_of(remark) is role))


def words(nodes: Iterable[Block | Inline]) -> Iterator[str]:
    """All that the blocks or inlines say, notes, rubies, captions and credits too."""
    for node in nodes:
        yield from _words(node)


def _words(node: Block | Inline) -> Iterator[str]:
    match node:
        case Text() | Code() | CodeBlock():
            yield node.text
        case Ruby():
            yield from chain.from_iterable(node.pairs)
        case List():
            for item in node.items:
                yield from words(item)
        case Table() | Figure():
            for cell in _cells(node):
                yield from words(cell)
            yield from words(node.caption)
            yield node.credit
        case _:
            yield from words(getattr(node, "children", ()))


def _cells(node: Table | Figure) -> Iterator[tuple[Inline, ...]]:
    return chain(node.head, *node.rows) if isinstance(node, Table) else iter(())
