"""Text in the dialect becomes the tree of `tree.py`, with a report of what an article may not contain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from typeset.markup.dialect import DEEPEST, parser
from typeset.markup.places import Cursor, Source
from typeset.markup.tree import (
    Block,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from typeset.diagnostics import Report

_NESTS = frozenset(["blockquote", "bullet_list", "ordered_list", "footnote_reference", "strong", "em", "link"])
_LAST_HEADING = 4
_TARGET = re.compile(r"https?://[^/\s]|mailto:\S|tel:\S", re.IGNORECASE)
_CAPTION = re.compile(r"\s*(?::[ \t\u3000]|：)\s*")
_FIGURES = re.compile("(?:image(?:credit)?)+")
_BAR = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r"[ \t>]*")
# Entities may stand for characters that `source.py` refuses: controls, and marks that turn the direction of text.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]+")

# What is left in the text where markup was meant, and what to say of it.
_LEFT_OVER: Mapping[str, re.Pattern[str]] = {
    "markup.stray-asterisks": re.compile(r"\*\*+"),
    "markup.reference-missing": re.compile(r"(?:\[(?P<text>[^\[\]\n]*))?\]\[(?P<label>[^\[\]\n]*)\]"),
    # A space in the address, or full-width brackets around it.
    "markup.stray-link": re.compile(r"!?\[[^\[\]\n]*\](?:\([^()\n]*\)|（\s*(?:https?:|images/)[^（）\n]*）)"),
    "markup.attributes": re.compile(r"\{\s*[A-Za-z-]+\s*=[^{}\n]*\}?"),
}


def parse(text: str, path: Path, first_line: int, report: Report) -> tuple[Block, ...]:
    """The blocks of `text`, which begins on line `first_line` of the file `path`.

    Headings below level 4 count as level 4. A text that nests too deep has no blocks.
    """
    source = Source(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), path, first_line, report)
    environment: dict[str, Any] = {}
    tokens = parser().parse(source.text, environment)
    line = _too_deep(tokens, 0)
    if line is not None:
        source.note("markup.too-deep", source.starts[line], limit=DEEPEST)
        return ()
    tree = SyntaxTreeNode(tokens)
    reader = _Reader(source, _definitions(tree, source))
    blocks = reader.blocks(tree.children)
    reader.check_unused(environment)
    return blocks


def _too_deep(tokens: Sequence[Token], line: int) -> int | None:
    """The line, from 0, where something nests deeper than `DEEPEST`. Comes first: what follows is recursive."""
    depth = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type.rpartition("_")[0] in _NESTS:
            depth += token.nesting
        below = _too_deep(token.children, line) if token.children else None
        if depth > DEEPEST or below is not None:
            return line if below is None else below
    return None


def _definitions(tree: SyntaxTreeNode, source: Source) -> Mapping[str, SyntaxTreeNode]:
    """The notes by their labels."""
    found: dict[str, SyntaxTreeNode] = {}
    for node in tree.walk():
        if node.type == "footnote_reference":
            label = str(node.meta["label"])
            if label in found:
                first = source.line(source.span(found[label])[0])
                source.cursor(node).note("markup.note-twice", f"[^{label}]:", name=label, first=first)
            found.setdefault(label, node)
    return found


class _Reader:
    """Turns the parser's syntax tree into ours."""

    def __init__(self, source: Source, definitions: Mapping[str, SyntaxTreeNode]) -> None:
        self._source = source
        self._definitions = definitions
        self._notes: dict[str, tuple[Inline, ...]] = {}
        self._used: set[str] = set()
        self._in_note = False
        self._level = 1

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        found: list[Block] = []
        for node in nodes:
            captioned = self._captioned(found[-1], node) if found else None
            if captioned:
                found[-1] = captioned
            elif node.type in _BLOCKS:
                found += _BLOCKS[node.type](self, node)
        return tuple(found)

    def check_unused(self, environment: Mapping[str, Any]) -> None:
        """Notes and addresses that nothing refers to: they would vanish."""
        for label, node in self._definitions.items():
            if f"^{label}" not in self._used:
                self._source.cursor(node).note("markup.note-unused", f"[^{label}]:", name=label)
        unused = [entry for label, entry in environment.get("references", {}).items() if label not in self._used]
        for entry in [*unused, *environment.get("duplicate_refs", ())]:
            Cursor(self._source, self._source.starts[entry["map"][0]], len(self._source.text)).note(
                "markup.reference-unused", "[", target=entry["href"]
            )

    def _line(self, node: SyntaxTreeNode) -> int:
        return self._source.line(self._source.span(node)[0])

    def paragraph(self, node: SyntaxTreeNode) -> Iterable[Block]:
        inline = node.children[0]
        cursor = self._source.cursor(inline)
        visible = [child for child in inline.children if child.type != "softbreak" and not _is_blank(child)]
        if _FIGURES.fullmatch("".join(child.type for child in visible)):
            return self._figures(visible, cursor)
        children = _trimmed(self.inlines(inline.children, cursor))
        return [Paragraph(children, self._line(node))] if children else []

    def _figures(self, nodes: Iterable[SyntaxTreeNode], cursor: Cursor) -> Iterable[Block]:
        figures: list[Figure] = []
        for node in nodes:
            if node.type == "credit":
                figures[-1] = replace(figures[-1], credit=_clean(node.meta["credit"]))
                continue
            image = self.image(node, cursor)
            title = " ".join(_clean(node.attrs.get("title", "")).split())
            caption = (Text(title),) if title else ()
            figures.append(Figure(image.source, image.alt, caption, "", image.line))
        return figures

    def heading(self, node: SyntaxTreeNode) -> Iterable[Block]:
        level = int(node.tag[1])
        if level == 1:
            self._source.cursor(node).note("markup.heading-one", "#")
        elif level > self._level + 1:
            self._source.cursor(node).note("markup.heading-skipped", "#" * level, level=level, above=self._level)
        self._level = level
        children = _trimmed(self.inlines(node.children[0].children, self._source.cursor(node)))
        return [Heading(min(level, _LAST_HEADING), children, self._line(node))] if children else []

    def listing(self, node: SyntaxTreeNode) -> Iterable[Block]:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return [List(tuple(self.blocks(item.children) for item in node.children), start, self._line(node))]

    def quote(self, node: SyntaxTreeNode) -> Iterable[Block]:
        children = self.blocks(node.children)
        return [Quote(children, self._line(node))] if children else []

    def code(self, node: SyntaxTreeNode) -> Iterable[Block]:
        begin, end = self._source.span(node)
        _, *lines = self._source.text[begin:end].rstrip("\n").split("\n")
        if not lines or not re.fullmatch(rf"{_QUOTED.pattern}{re.escape(node.markup)}+\s*", lines[-1]):
            self._source.cursor(node).note("markup.fence-open", node.markup)
        return [CodeBlock(node.content.rstrip("\n"), self._line(node))]

    def divider(self, node: SyntaxTreeNode) -> Iterable[Block]:
        return [Divider(self._line(node))]

    def html(self, node: SyntaxTreeNode) -> Iterable[Block]:
        first = node.content.strip().split("\n")[0]
        self._source.cursor(node).note("markup.raw-html", first, html=first)
        return []

    def table(self, node: SyntaxTreeNode) -> Iterable[Block]:
        head = node.children[0].children[0]
        rows = node.children[1].children if len(node.children) > 1 else []
        for row in rows:
            self._check_cells(row, len(head.children))
        alignments = tuple(str(cell.attrs.get("style", "")).partition(":")[2] for cell in head.children)
        cells = tuple(self._cells(row) for row in rows)
        return [Table(self._cells(head), cells, alignments, (), "", self._line(node))]

    def _cells(self, row: SyntaxTreeNode) -> tuple[tuple[Inline, ...], ...]:
        cursor = self._source.cursor(row)
        return tuple(_trimmed(self.inlines(cell.children[0].children, cursor)) for cell in row.children)

    def _check_cells(self, row: SyntaxTreeNode, columns: int) -> None:
        """Cells beyond the last column are dropped by the parser; say so."""
        begin, end = self._source.span(row)
        text = _QUOTED.sub("", self._source.text[begin:end], count=1).strip()
        cells = len(_BAR.findall(text.removeprefix("|"))) + (not text.endswith("|") or text.endswith("\\|"))
        if cells > columns:
            self._source.cursor(row).note("markup.table-cells", text, cells=cells, columns=columns)

    def _captioned(self, table: Block, node: SyntaxTreeNode) -> Table | None:
        """`table` with the paragraph `node` as its caption, if it is a table and the paragraph begins with a colon."""
        if not isinstance(table, Table) or table.caption or table.credit or node.type != "paragraph":
            return None
        inline = node.children[0]
        if not _CAPTION.match(inline.content):
            return None
        nodes = list(inline.children)
        while _is_blank(nodes[-1]):
            nodes.pop()
        credit = _clean(nodes.pop().meta["credit"]) if nodes[-1].type == "credit" else ""
        first, *rest = self.inlines(nodes, self._source.cursor(inline))
        mark = Text(_CAPTION.sub("", first.text, count=1)) if isinstance(first, Text) else first
        return replace(table, caption=_trimmed((mark, *rest)), credit=credit)

    def inlines(self, nodes: Iterable[SyntaxTreeNode], cursor: Cursor) -> tuple[Inline, ...]:
        made = (_INLINES[node.type](self, node, cursor) for node in nodes)
        return _merged(inline for inline in made if inline is not None)

    def text(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        begin = cursor.take(node.content)
        for code, pattern in _LEFT_OVER.items():
            for match in pattern.finditer(node.content):
                groups = match.groupdict()
                name = groups.get("label") or groups.get("text") or match[0]
                self._source.note(code, begin + match.start(), len(match[0]), name=name)
        return Text(_clean(node.content))

    def escaped(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        cursor.take(node.markup)
        return Text(_clean(node.content))

    def line_end(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        cursor.take("\n")
        return LineBreak() if node.type == "hardbreak" else Text(node.content)

    def strong(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        return Strong(self.inlines(node.children, cursor))

    def emphasis(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        return Emphasis(self.inlines(node.children, cursor))

    def code_span(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        cursor.take(node.content)
        return Code(node.content)

    def link(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        self._used.add(str(node.meta.get("label", "")))
        target = str(node.attrs.get("href", ""))
        automatic = node.markup == "autolink"  # <https://…>: its text is its target
        begin = cursor.take("<" if automatic else "[")
        inside = cursor.offset
        children = self.inlines(node.children, cursor)
        found = inside if automatic else cursor.take(target)
        if not _TARGET.match(target):
            written = cursor.offset > found
            self._source.note("markup.link-target", *((found, len(target)) if written else (begin, 1)), target=target)
        return Link(_clean(target), children)

    def image(self, node: SyntaxTreeNode, cursor: Cursor) -> Image:
        self._used.add(str(node.meta.get("label", "")))
        begin = cursor.take("![")
        if not _words(node).strip():
            self._source.note("markup.figure-alt", begin, len("![]"))
        cursor.take(str(node.attrs["src"]))
        return Image(_file(node), _words(node), self._source.line(begin))

    def ruby(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        if node.meta["matched"]:
            cursor.take(node.content)
        else:
            cursor.note("markup.ruby-count", node.content, base=node.content.strip("{").partition("|")[0])
        return Ruby(tuple((str(base), str(annotation)) for base, annotation in node.meta["pairs"]))

    def credit(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline:
        """A credit that follows neither a picture on its own nor a table's caption."""
        cursor.note("markup.attributes", node.content, name=node.content)
        return Text(node.content)

    def html_inline(self, node: SyntaxTreeNode, cursor: Cursor) -> None:
        cursor.note("markup.raw-html", node.content, html=node.content)

    def note(self, node: SyntaxTreeNode, cursor: Cursor) -> Inline | None:
        label = str(node.meta["label"])
        self._used.add(f"^{label}")
        if self._in_note or label not in self._definitions:
            code = "markup.note-nested" if self._in_note else "markup.note-missing"
            cursor.note(code, f"[^{label}]", name=label)
            return None
        line = self._source.line(cursor.take(f"[^{label}]"))
        if label not in self._notes:
            self._in_note = True
            self._notes[label] = self._flat(self._definitions[label])
            self._in_note = False
            if not self._notes[label]:
                self._source.cursor(self._definitions[label]).note("markup.note-missing", f"[^{label}]:", name=label)
        return Note(self._notes[label], line)

    def _flat(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The text of a note: its paragraphs with line ends between them."""
        if node.type == "inline":
            return _trimmed(self.inlines(node.children, self._source.cursor(node)))
        if node.type in {"fence", "html_block"}:
            return tuple(Code(block.text) for block in _BLOCKS[node.type](self, node) if isinstance(block, CodeBlock))
        parts = [self._flat(child) for child in node.children if child.type != "footnote_reference"]
        lines = [inline for part in parts if part for inline in (LineBreak(), *part)]
        return tuple(lines[1:])


_BLOCKS: Mapping[str, Callable[[_Reader, SyntaxTreeNode], Iterable[Block]]] = {
    "paragraph": _Reader.paragraph,
    "heading": _Reader.heading,
    "bullet_list": _Reader.listing,
    "ordered_list": _Reader.listing,
    "blockquote": _Reader.quote,
    "fence": _Reader.code,
    "hr": _Reader.divider,
    "html_block": _Reader.html,
    "table": _Reader.table,
}

_INLINES: Mapping[str, Callable[[_Reader, SyntaxTreeNode, Cursor], Inline | None]] = {
    "text": _Reader.text,
    "text_special": _Reader.escaped,
    "softbreak": _Reader.line_end,
    "hardbreak": _Reader.line_end,
    "strong": _Reader.strong,
    "em": _Reader.emphasis,
    "code_inline": _Reader.code_span,
    "link": _Reader.link,
    "image": _Reader.image,
    "ruby": _Reader.ruby,
    "credit": _Reader.credit,
    "footnote_ref": _Reader.note,
    "html_inline": _Reader.html_inline,
}


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type in {"text", "text_special"} and not node.content.strip()


def _clean(text: object) -> str:
    return _UNFIT.sub(" ", str(text))


def _words(node: SyntaxTreeNode) -> str:
    """The words inside a picture's brackets, without marks of markup."""
    if node.type == "ruby":
        return "".join(base for base, _ in node.meta["pairs"])
    return "".join(_words(child) for child in node.children) if node.children else _clean(node.content)


def _file(node: SyntaxTreeNode) -> str:
    """The picture's file, as a path with slashes."""
    return _clean(unquote(str(node.attrs["src"]))).replace("\\", "/")


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, empty ones left out."""
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + inline.text)
        elif inline != Text(""):
            merged.append(inline)
    return tuple(merged)


def _trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Without the spaces, ideographic ones too, that an author indents a paragraph with or leaves at its end."""
    found = list(inlines)
    while found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
        if found[0] != Text(""):
            break
        del found[0]
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip())
    return tuple(found) if found[-1:] != [Text("")] else tuple(found[:-1])
