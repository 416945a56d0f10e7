"""From the tree to HTML: every text escaped, every block with the line it came from, well-formed as XML too."""

from __future__ import annotations

import re
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
# English from three words on is told apart, for the voice that reads it and for hyphenation. A name of one or two words
# is read as part of the Chinese sentence it stands in.
_WORD = r"[A-Za-z][A-Za-z'’-]*"
_ENGLISH = re.compile(rf"(?<![\w-]){_WORD}(?:[,;:]? {_WORD}){{2,}}(?![\w-])")


def to_html(blocks: Iterable[Block], *, image_url: Callable[[str], str], heading_shift: int) -> str:
    """The HTML of `blocks`; `image_url` makes an address of a path, headings sink by `heading_shift`."""
    return "\n".join(map(_Writer(image_url, heading_shift).block, blocks))


class _Writer:
    def __init__(self, image_url: Callable[[str], str], heading_shift: int) -> None:
        self._image_url = image_url
        self._heading_shift = heading_shift

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                run_in = ' class="run-in"' if isinstance(next(iter(block.children), None), Strong) else ""
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
                return f'<hr data-line="{block.line}"/>'

    def _list(self, block: List) -> str:
        tag = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        items = "".join(self._item(item) for item in block.items)
        return f'<{tag}{start} data-line="{block.line}">{items}</{tag}>'

    def _item(self, item: Sequence[Block]) -> str:
        """An item that is one paragraph needs no paragraph of its own."""
        if len(item) == 1 and isinstance(item[0], Paragraph):
            return f'<li data-line="{item[0].line}">{self.inlines(item[0].children)}</li>'
        return f"<li>{''.join(map(self.block, item))}</li>"

    def _table(self, block: Table) -> str:
        caption = f"<caption>{self.inlines(block.caption)}</caption>" if block.caption else ""
        head = self._row("th", ' scope="col"', block.head, block.alignments)
        rows = "".join(self._row("td", "", row, block.alignments) for row in block.rows)
        # A table of one row is all body: a head may not stand alone (ISO 32000-2, table 371).
        parts = f"<thead>{head}</thead><tbody>{rows}</tbody>" if rows else f"<tbody>{head}</tbody>"
        table = f"<table>{caption}{parts}</table>"
        credit = f'<p class="credit">{escape(block.credit)}</p>' if block.credit else ""
        return f'<figure class="table" data-line="{block.line}">{table}{credit}</figure>'

    def _row(self, tag: str, scope: str, cells: Iterable[Sequence[Inline]], alignments: Iterable[str]) -> str:
        made = (
            f"<{tag}{scope}{_aligned(alignment)}>{self.inlines(cell)}</{tag}>"
            for cell, alignment in zip(cells, alignments, strict=True)
        )
        return f"<tr>{''.join(made)}</tr>"

    def _figure(self, block: Figure) -> str:
        credit = f'<span class="credit">{escape(block.credit)}</span>' if block.credit else ""
        words = self.inlines(block.caption) + credit
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        return f'<figure data-line="{block.line}">{self._image(block)}{caption}</figure>'

    def _image(self, picture: Figure | Image) -> str:
        return f'<img src="{escape(self._image_url(picture.source))}" alt="{escape(picture.alt)}"/>'

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _ENGLISH.sub(r'<span lang="en">\g<0></span>', escape(inline.text, quote=False))
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
                return "<br/>"
            case Image():
                return self._image(inline)


def _aligned(align: str) -> str:
    return f' class="{align}"' if align else ""
