"""The plain text of a tree: no markup, the base of ruby, no notes; blocks end with a newline between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.markup.tree import (
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.markup.tree import Block, Inline


def plain_text(nodes: Iterable[Block | Inline]) -> str:
    """The text of blocks or inlines."""
    nodes = tuple(nodes)
    inline = all(
        isinstance(node, Text | Strong | Emphasis | Code | Link | Ruby | Note | LineBreak | Image) for node in nodes
    )
    return ("" if inline else "\n").join(_text(node) for node in nodes)


def _text(node: Block | Inline) -> str:
    match node:
        case Text() | Code() | CodeBlock():
            return node.text
        case Strong() | Emphasis() | Link() | Paragraph() | Heading() | Quote():
            return plain_text(node.children)
        case Ruby():
            return "".join(base for base, _ in node.pairs)
        case List():
            return "\n".join(plain_text(item) for item in node.items)
        case Table():
            rows = ["\t".join(plain_text(cell) for cell in row) for row in (node.head, *node.rows)]
            return "\n".join([*rows, plain_text(node.caption)]).rstrip("\n")
        case Figure():
            return plain_text(node.caption)
        case Image() | Note() | LineBreak() | Divider():
            return ""
