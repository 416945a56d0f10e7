"""Text in the dialect becomes the tree of `tree.py`, with a report of what an article may not contain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from typeset.diagnostics import Place
from typeset.markup.dialect import DEEPEST, is_cjk, parser
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

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_CAPTION = re.compile(r"^[:：]\s*(?P<caption>.*?)\s*(?:\{credit=\"(?P<credit>[^\"]*)\"\})?$", re.DOTALL)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[[^\]\n]+\]\[([^\]\n]*)\]")
# A link that is none: a space in its address, or full-width brackets around it.
_STRAY_LINK = re.compile(r"!?\[[^\[\]\n]*\](?:\([^()\n]*\)|（\s*(?:https?:|images/)[^（）\n]*）)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def parse(text: str, path: Path, first_line: int, report: Report) -> tuple[Block, ...]:
    """The blocks of `text`, which begins on line `first_line` of the file `path`."""
    source = _Source(text.split("\n"), path, first_line, report)
    if source.too_deep():
        return ()
    environment: dict[str, object] = {}
    tokens = parser().parse(text, environment)
    source.check_notes(text)
    source.check_fences()
    reader = _Reader(source, _notes(tokens, source))
    return reader.blocks(
        SyntaxTreeNode([token for token in tokens if not token.type.startswith("footnote_anchor")]).children
    )


def _notes(tokens: Sequence[Token], source: _Source) -> Mapping[int, tuple[Inline, ...]]:
    """The text of every footnote by its number, out of the block that the parser gathers at the end."""
    notes: dict[int, tuple[Inline, ...]] = {}
    current: int | None = None
    for token in tokens:
        if token.type == "footnote_open":
            current = token.meta.get("id")
        elif token.type == "inline" and current is not None:
            children = [child for child in token.children or [] if child.type != "footnote_anchor"]
            inlines = _Reader(source, {}).inlines(SyntaxTreeNode(children).children, source.lines(token))
            notes[current] = (*notes.get(current, ()), *inlines)
        elif token.type == "footnote_close":
            current = None
    return notes


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that a tree is made of, to find places in."""

    text: Sequence[str]
    path: Path
    first_line: int
    report: Report

    def place(self, line: int, column: int = 0, length: int = 1) -> Place:
        return Place(self.path, line + self.first_line, column, length)

    def lines(self, node: SyntaxTreeNode | Token) -> tuple[int, int]:
        """First line and line after the last, from 0."""
        begin, end = node.map or (0, 1)
        return begin, end

    def find(self, needle: str, lines: tuple[int, int]) -> Place:
        """Where `needle` stands in these lines; the first line where it is not found."""
        piece = needle.split("\n", maxsplit=1)[0]
        for number in range(lines[0], min(lines[1], len(self.text))):
            column = self.text[number].find(piece)
            if piece and column >= 0:
                return self.place(number, column + 1, len(piece))
        return self.place(lines[0], 1)

    def note(self, code: str, needle: str, lines: tuple[int, int], **values: object) -> None:
        self.report.add(code, self.find(needle, lines), **values)

    def too_deep(self) -> bool:
        """Whether quotations and lists nest beyond reason; found before the parser, which would follow them."""
        for number, line in enumerate(self.text):
            head = re.match(r"(?:\s*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)))*", line)
            depth = len(re.findall(r">|[-+*]|\d+[.)]", head[0])) if head else 0
            indent = (len(line) - len(line.lstrip())) // 2
            if max(depth, indent if re.match(r"\s*(?:[-+*]|\d+[.)])\s", line) else 0) > DEEPEST:
                self.report.add("markup.too-deep", self.place(number, 1), limit=DEEPEST)
                return True
        return False

    def check_notes(self, text: str) -> None:
        """Footnote marks without a note, and notes without a mark."""
        marks = {match[1]: match for match in _NOTE_MARK.finditer(text)}
        notes = {match[1]: match for match in _NOTE_TEXT.finditer(text)}
        for code, found, others in (
            ("markup.note-missing", marks, notes),
            ("markup.note-unused", notes, marks),
        ):
            for name, match in found.items():
                if name not in others:
                    line = text.count("\n", 0, match.start())
                    column = match.start() - text.rfind("\n", 0, match.start())
                    self.report.add(code, self.place(line, column, len(match[0])), name=name)

    def check_fences(self) -> None:
        """A code fence that is never closed."""
        opened: tuple[int, str] | None = None
        for number, line in enumerate(self.text):
            match = _FENCE.match(line)
            if match and opened is None:
                opened = (number, match[1])
            elif match and opened and match[1].startswith(opened[1]) and line.strip() == match[1]:
                opened = None
        if opened:
            self.report.add("markup.fence-open", self.place(opened[0], 1, len(opened[1])))


class _Reader:
    """Turns the parser's syntax tree into ours."""

    def __init__(self, source: _Source, notes: Mapping[int, tuple[Inline, ...]]) -> None:
        self._source = source
        self._notes = notes
        self._level = 1

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        found: list[Block] = []
        for node in nodes:
            if node.type == "paragraph" and found and isinstance(found[-1], Table) and not found[-1].caption:
                captioned = self._captioned(found[-1], node)
                if captioned:
                    found[-1] = captioned
                    continue
            make = _BLOCKS.get(node.type)
            block = make(self, node) if make else None
            if block:
                found.append(block)
        return tuple(found)

    def _line(self, node: SyntaxTreeNode) -> int:
        return self._source.lines(node)[0] + self._source.first_line

    def paragraph(self, node: SyntaxTreeNode) -> Block | None:
        lines = self._source.lines(node)
        inline = node.children[0]
        visible = [child for child in inline.children if not (child.type == "text" and not child.content.strip())]
        if len(visible) == 1 and visible[0].type == "image":
            return self._figure(visible[0], lines)
        children = _trimmed(self.inlines(inline.children, lines))
        return Paragraph(children, self._line(node)) if children else None

    def _figure(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Figure:
        alt = str(node.content)
        if not alt.strip():
            self._source.note("markup.figure-alt", "![", lines)
        caption = str(node.attrs.get("title", ""))
        return Figure(
            source=unquote(str(node.attrs.get("src", ""))),
            alt=alt,
            caption=(Text(caption),) if caption else (),
            credit=str(node.attrs.get("credit", "")),
            line=lines[0] + self._source.first_line,
        )

    def heading(self, node: SyntaxTreeNode) -> Block | None:
        level = int(node.tag[1])
        lines = self._source.lines(node)
        if level == 1:
            self._source.note("markup.heading-one", "#", lines)
        elif level > self._level + 1:
            self._source.note("markup.heading-skipped", "#" * level, lines, level=level, above=self._level)
        self._level = max(level, 1)
        children = _trimmed(self.inlines(node.children[0].children, lines))
        return Heading(level, children, self._line(node)) if children else None

    def listing(self, node: SyntaxTreeNode) -> Block:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return List(tuple(self.blocks(item.children) for item in node.children), start, self._line(node))

    def quote(self, node: SyntaxTreeNode) -> Block:
        return Quote(self.blocks(node.children), self._line(node))

    def code(self, node: SyntaxTreeNode) -> Block:
        return CodeBlock(node.content.rstrip("\n"), self._line(node))

    def divider(self, node: SyntaxTreeNode) -> Block:
        return Divider(self._line(node))

    def html(self, node: SyntaxTreeNode) -> None:
        first = node.content.strip().split("\n")[0]
        self._source.note("markup.raw-html", first, self._source.lines(node), html=first)

    def table(self, node: SyntaxTreeNode) -> Block:
        lines = self._source.lines(node)
        head_row = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        self._check_cells(lines, len(head_row.children))
        return Table(
            head=self._cells(head_row, lines),
            rows=tuple(self._cells(row, lines) for row in body),
            alignments=tuple(str(cell.attrs.get("style", "")).partition(":")[2] for cell in head_row.children),
            caption=(),
            credit="",
            line=self._line(node),
        )

    def _cells(self, row: SyntaxTreeNode, lines: tuple[int, int]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(
            _trimmed(self.inlines(cell.children[0].children, lines)) if cell.children else () for cell in row.children
        )

    def _check_cells(self, lines: tuple[int, int], columns: int) -> None:
        """Cells beyond the last column are dropped by the parser; say so."""
        for number in range(lines[0] + 2, lines[1]):
            line = self._source.text[number].replace("\\|", "").strip().removeprefix("|").removesuffix("|")
            if line and line.count("|") + 1 > columns:
                self._source.report.add(
                    "markup.table-cells", self._source.place(number, 1), cells=line.count("|") + 1, columns=columns
                )

    def _captioned(self, table: Table, node: SyntaxTreeNode) -> Table | None:
        lines = self._source.lines(node)
        match = _CAPTION.match("\n".join(self._source.text[lines[0] : lines[1]]).strip())
        if not match:
            return None
        tokens = parser().parseInline(match["caption"])
        caption = self.inlines(SyntaxTreeNode(tokens).children[0].children, lines)
        return Table(table.head, table.rows, table.alignments, caption, match["credit"] or "", table.line)

    def inlines(self, nodes: Sequence[SyntaxTreeNode], lines: tuple[int, int]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for index, node in enumerate(nodes):
            if node.type == "softbreak":
                found.append(Text(_joint(nodes[:index], nodes[index + 1 :])))
                continue
            make = _INLINES.get(node.type)
            inline = make(self, node, lines) if make else None
            if inline:
                found.append(inline)
        return _merged(found)

    def text(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline | None:
        text = str(node.content)
        if "**" in text:
            self._source.note("markup.stray-asterisks", "**", lines)
        reference = _REFERENCE.search(text)
        if reference:
            self._source.note("markup.reference-missing", reference[0], lines, name=reference[1])
        if stray := _STRAY_LINK.search(text):
            self._source.note("markup.stray-link", stray[0], lines)
        return Text(text) if text else None

    def strong(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline:
        return Strong(self.inlines(node.children, lines))

    def emphasis(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline:
        return Emphasis(self.inlines(node.children, lines))

    def code_span(self, node: SyntaxTreeNode, _lines: tuple[int, int]) -> Inline:
        return Code(node.content)

    def link(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline:
        target = str(node.attrs.get("href", ""))
        if not target.startswith(_SCHEMES):
            self._source.note("markup.link-target", target, lines, target=target)
        return Link(target, self.inlines(node.children, lines))

    def image(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline:
        return Image(unquote(str(node.attrs.get("src", ""))), str(node.content), lines[0] + self._source.first_line)

    def line_break(self, _node: SyntaxTreeNode, _lines: tuple[int, int]) -> Inline:
        return LineBreak()

    def ruby(self, node: SyntaxTreeNode, _lines: tuple[int, int]) -> Inline:
        return Ruby(tuple((str(base), str(annotation)) for base, annotation in node.meta["pairs"]))

    def note(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> Inline:
        return Note(self._notes.get(node.meta.get("id", -1), ()), lines[0] + self._source.first_line)

    def html_inline(self, node: SyntaxTreeNode, lines: tuple[int, int]) -> None:
        self._source.note("markup.raw-html", node.content, lines, html=node.content)


_BLOCKS: Mapping[str, Callable[[_Reader, SyntaxTreeNode], Block | None]] = {
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

_INLINES: Mapping[str, Callable[[_Reader, SyntaxTreeNode, tuple[int, int]], Inline | None]] = {
    "text": _Reader.text,
    "strong": _Reader.strong,
    "em": _Reader.emphasis,
    "code_inline": _Reader.code_span,
    "link": _Reader.link,
    "image": _Reader.image,
    "hardbreak": _Reader.line_break,
    "ruby": _Reader.ruby,
    "footnote_ref": _Reader.note,
    "html_inline": _Reader.html_inline,
}


def _joint(before: Sequence[SyntaxTreeNode], after: Sequence[SyntaxTreeNode]) -> str:
    """What a line end between these stands for: nothing beside CJK, a space between Western words."""
    left = "".join(_content(node) for node in before).rstrip()[-1:] or " "
    right = "".join(_content(node) for node in after).lstrip()[:1] or " "
    return "" if is_cjk(left) or is_cjk(right) else " "


def _content(node: SyntaxTreeNode) -> str:
    return "".join(_content(child) for child in node.children) if node.children else node.content


def _merged(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, empty ones left out."""
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + inline.text)
        elif inline != Text(""):
            merged.append(inline)
    return tuple(merged)


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the spaces, ideographic ones too, that an author indents a paragraph with."""
    if inlines and isinstance(inlines[0], Text):
        text = inlines[0].text.lstrip()
        return ((Text(text),) if text else ()) + inlines[1:]
    return inlines
