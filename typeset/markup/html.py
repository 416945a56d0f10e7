"""From the tree to HTML: every text escaped, every block with the line it came from."""

from __future__ import annotations

from html import escape
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
    from collections.abc import Callable, Iterable, Sequence

    from typeset.markup.tree import Block, Inline

_LAST_HEADING = 6


def to_html(blocks: Iterable[Block], *, image_url: Callable[[str], str], heading_shift: int) -> str:
    """The HTML of `blocks`; `image_url` makes an address of a path, headings sink by `heading_shift`."""
    return "\n".join(_Writer(image_url, heading_shift).block(block) for block in blocks)


class _Writer:
    def __init__(self, image_url: Callable[[str], str], heading_shift: int) -> None:
        self._image_url = image_url
        self._heading_shift = heading_shift

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                run_in = ' class="run-in"' if isinstance(block.children[0], Strong) else ""
                return f'<p{run_in} data-line="{block.line}">{self.inlines(block.children)}</p>'
            case Heading():
                tag = f"h{min(block.level + self._heading_shift, _LAST_HEADING)}"
                return f'<{tag} data-line="{block.line}">{self.inlines(block.children)}</{tag}>'
            case List():
                return self._list(block)
            case Quote():
                inner = "".join(self.block(child) for child in block.children)
                return f'<blockquote data-line="{block.line}">{inner}</blockquote>'
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case CodeBlock():
                return f'<pre data-line="{block.line}"><code>{escape(block.text)}</code></pre>'
            case Divider():
                return f'<hr data-line="{block.line}">'

    def _list(self, block: List) -> str:
        tag = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        items = "".join(f"<li>{self._item(item)}</li>" for item in block.items)
        return f'<{tag}{start} data-line="{block.line}">{items}</{tag}>'

    def _item(self, item: Sequence[Block]) -> str:
        """An item that is one paragraph needs no paragraph of its own."""
        if len(item) == 1 and isinstance(item[0], Paragraph):
            return self.inlines(item[0].children)
        return "".join(self.block(block) for block in item)

    def _table(self, block: Table) -> str:
        caption = f"<caption>{self.inlines(block.caption)}</caption>" if block.caption else ""
        head = "".join(
            f'<th scope="col"{_aligned(align)}>{self.inlines(cell)}</th>'
            for cell, align in zip(block.head, block.alignments, strict=True)
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{_aligned(align)}>{self.inlines(cell)}</td>"
                for cell, align in zip(row, block.alignments, strict=True)
            )
            + "</tr>"
            for row in block.rows
        )
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        credit = f'<p class="credit">{escape(block.credit)}</p>' if block.credit else ""
        return f'<figure class="table" data-line="{block.line}">{table}{credit}</figure>'

    def _figure(self, block: Figure) -> str:
        credit = f'<span class="credit">{escape(block.credit)}</span>' if block.credit else ""
        words = self.inlines(block.caption) + credit
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        image = f'<img src="{escape(self._image_url(block.source))}" alt="{escape(block.alt)}">'
        return f'<figure data-line="{block.line}">{image}{caption}</figure>'

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escape(inline.text, quote=False)
            case Strong():
                return f"<strong>{self.inlines(inline.children)}</strong>"
            case Emphasis():
                return f"<em>{self.inlines(inline.children)}</em>"
            case Code():
                return f"<code>{escape(inline.text)}</code>"
            case Link():
                return f'<a href="{escape(inline.target)}">{self.inlines(inline.children)}</a>'
            case Ruby():
                return "".join(f"<ruby>{escape(base)}<rt>{escape(above)}</rt></ruby>" for base, above in inline.pairs)
            case Note():
                return f'<span class="note" role="doc-footnote">{self.inlines(inline.children)}</span>'
            case LineBreak():
                return "<br>"
            case Image():
                return f'<img src="{escape(self._image_url(inline.source))}" alt="{escape(inline.alt)}">'


def _aligned(align: str) -> str:
    return f' class="{align}"' if align else ""
