"""A tree becomes text in the dialect: what `parse.py` reads back as the same tree.

Every block is parsed again as it is written. Where the dialect has no way to say what the tree says, such as bold
letters that touch other letters, the block is written without marks of emphasis, and named.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.markup.parse import parse
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

NodeT = TypeVar("NodeT")

_SPECIAL = re.compile(r"[\\`*\[\]{]|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|!$|\|", re.ASCII)
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# What begins a block where a line begins.
_BEGINS = re.compile(r"(?P<sign>#{1,6}(?=[ \t]|$)|[>~]|[-+](?=[ \t]|$)|-(?=[- \t]*$)|:)|(?P<number>\d{1,9})(?=[.)])")
_WIDE_COLON = "&#xFF1A;"  # a paragraph that begins with a colon would be the caption of the table above
_ANYWHERE = Path("text")


class Written(Struct, frozen=True):
    """The text, and the `line`s of the blocks of the tree that lost their marks of emphasis."""

    text: str
    unmarked: tuple[int, ...] = ()


def write_markdown(blocks: Sequence[Block]) -> Written:
    """Write `blocks`; they must be such as `parse` makes, but that their lines may count anything."""
    notes: list[Note] = []
    texts: list[str] = []
    unmarked: list[int] = []
    mark, before = "", None
    for block in blocks:
        mark = _mark(mark, before, block)
        before = block
        whole = _settled(block, mark)
        if whole != block:
            unmarked.append(block.line)
        texts.append(_Writer(notes, mark).block(whole))
    return Written("\n\n".join([*texts, *_definitions(notes)]) + "\n", tuple(unmarked))


def _mark(mark: str, before: Block | None, block: Block) -> str:
    """The signs of the list `block`: others than those of a list right before it, which it would else go on."""
    return "other" if isinstance(block, List) and isinstance(before, List) and not mark else ""


def _settled(block: Block, mark: str) -> Block:
    """`block`, or `block` without marks of emphasis where it would not be read as it is written."""
    return block if _comes_back(block, mark) else unmarked(block)


def _comes_back(block: Block, mark: str) -> bool:
    notes: list[Note] = []
    report = Report()
    text = "\n\n".join([_Writer(notes, mark).block(block), *_definitions(notes)])
    return bare(parse(text, _ANYWHERE, 1, report)) == bare((block,))


def bare(node: NodeT) -> NodeT:
    """`node`, a block, an inline or a tuple of them, with every line 0: for comparing."""
    if isinstance(node, tuple):
        return tuple(bare(child) for child in node)  # type: ignore[return-value]
    if not isinstance(node, Struct):
        return node
    changes = {name: bare(getattr(node, name)) for name in node.__struct_fields__}
    if "line" in changes:
        changes["line"] = 0
    return replace(node, **changes)


def unmarked(node: NodeT) -> NodeT:
    """`node` with bold, emphasis and links as plain text; notes and pictures stay."""
    if isinstance(node, tuple):
        flat: list[object] = []
        for child in node:
            if isinstance(child, Strong | Emphasis | Link):
                flat += unmarked(child.children)
            elif isinstance(child, Code):
                flat.append(Text(child.text))
            else:
                flat.append(unmarked(child))
        return _joined(flat)  # type: ignore[return-value]
    if not isinstance(node, Struct):
        return node
    return replace(node, **{name: unmarked(getattr(node, name)) for name in node.__struct_fields__})


def _joined(nodes: Iterable[object]) -> tuple[object, ...]:
    joined: list[object] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        elif node != Text(""):
            joined.append(node)
    return tuple(joined)


def _definitions(notes: list[Note]) -> list[str]:
    """The notes at the foot of the text; what is written may add no note."""
    texts = []
    for number, note in enumerate(notes, 1):
        paragraphs: list[list[Inline]] = [[]]
        for inline in note.children:
            if isinstance(inline, LineBreak):
                paragraphs.append([])
            else:
                paragraphs[-1].append(inline)
        writer = _Writer([], "")
        lines = [writer.line(tuple(paragraph)) for paragraph in paragraphs if paragraph]
        texts.append(f"[^{number}]: " + "\n\n    ".join(lines))
    return texts


class _Writer:
    """Writes blocks and inlines, and gathers the notes on the way."""

    def __init__(self, notes: list[Note], mark: str) -> None:
        self._notes = notes
        self._mark = mark
        self._cell = False

    def block(self, block: Block) -> str:
        return _BLOCKS[type(block)](self, block)

    def blocks(self, blocks: Iterable[Block]) -> str:
        texts: list[str] = []
        mark, before = self._mark, None
        self._mark = ""
        for block in blocks:
            self._mark = _mark(self._mark, before, block)
            before = block
            texts.append(self.block(block))
        self._mark = mark
        return "\n\n".join(texts)

    def line(self, inlines: Sequence[Inline]) -> str:
        """Inlines where a block begins: what would begin another block is escaped."""
        return "\\\n".join(_as_begun(part) for part in self.inlines(inlines).split("\\\n"))

    def inlines(self, inlines: Sequence[Inline]) -> str:
        return "".join(_INLINES[type(inline)](self, inline) for inline in inlines)

    def paragraph(self, block: Paragraph) -> str:
        return self.line(block.children)

    def heading(self, block: Heading) -> str:
        text = re.sub(r"#+$", lambda match: "\\#" * len(match[0]), self.inlines(block.children))
        return f"{'#' * block.level} {text}"

    def listing(self, block: List) -> str:
        items = []
        for number, item in enumerate(block.items, block.start or 0):
            sign = ("*" if self._mark else "-") if block.start is None else f"{number}{')' if self._mark else '.'}"
            margin = " " * (len(sign) + 1)
            text = self.blocks(item)
            items.append(f"{sign} " + "\n".join(margin + line if line else "" for line in text.split("\n")).lstrip(" "))
        loose = any(len(item) > 1 for item in block.items)
        return ("\n\n" if loose else "\n").join(items)

    def quote(self, block: Quote) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self.blocks(block.children).split("\n"))

    def code(self, block: CodeBlock) -> str:
        longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{block.text}\n{fence}"

    def divider(self, _block: Divider) -> str:
        return "---"

    def table(self, block: Table) -> str:
        rules = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
        self._cell = True
        rows = [self._row(block.head), f"| {' | '.join(rules[side] for side in block.alignments)} |"]
        rows += [self._row(row) for row in block.rows]
        self._cell = False
        if block.caption or block.credit:
            credit = " " * bool(block.caption) + _credit(block.credit) if block.credit else ""
            rows += ["", f": {self.inlines(block.caption)}{credit}"]
        return "\n".join(rows)

    def _row(self, cells: Iterable[Sequence[Inline]]) -> str:
        return f"| {' | '.join(self.inlines(cell) for cell in cells)} |"

    def figure(self, block: Figure) -> str:
        caption = self.inlines(block.caption).replace('"', '\\"')
        title = f' "{caption}"' if caption else ""
        return f"![{_escaped(block.alt)}]({block.source}{title}){_credit(block.credit) if block.credit else ''}"

    def text(self, inline: Text) -> str:
        return _escaped(inline.text, bars=True)

    def strong(self, inline: Strong) -> str:
        return f"**{self.inlines(inline.children)}**"

    def emphasis(self, inline: Emphasis) -> str:
        return f"*{self.inlines(inline.children)}*"

    def code_span(self, inline: Code) -> str:
        longest = max((len(run) for run in re.findall("`+", inline.text)), default=0)
        fence = "`" * (longest + 1)
        space = " " if inline.text[:1] == "`" or inline.text[-1:] == "`" else ""
        text = inline.text.replace("|", "\\|") if self._cell else inline.text
        return f"{fence}{space}{text}{space}{fence}"

    def link(self, inline: Link) -> str:
        target = re.sub(r"[\s<>\\|]", lambda match: f"%{ord(match[0]):02X}", inline.target)
        target = f"<{target}>" if "(" in target or ")" in target else target
        return f"[{self.inlines(inline.children)}]({target})"

    def ruby(self, inline: Ruby) -> str:
        base = "".join(base for base, _ in inline.pairs)
        return f"{{{base}|{'|'.join(annotation for _, annotation in inline.pairs)}}}"

    def note(self, inline: Note) -> str:
        self._notes.append(inline)
        return f"[^{len(self._notes)}]"

    def line_break(self, _inline: LineBreak) -> str:
        return "\\\n"

    def image(self, inline: Image) -> str:
        return f"![{_escaped(inline.alt)}]({inline.source})"


def _escaped(text: str, *, bars: bool = False) -> str:
    text = " ".join(text.split("\n"))
    return _SPECIAL.sub(lambda match: match[0] if match[0] == "|" and not bars else f"\\{match[0]}", text)


def _as_begun(line: str) -> str:
    """`line` as the beginning of a paragraph."""
    if line.startswith("："):
        return _WIDE_COLON + line[1:]
    match = _BEGINS.match(line)
    if match is None:
        return line
    return f"\\{line}" if match["sign"] else f"{match['number']}\\{line[match.end() :]}"


def _credit(text: str) -> str:
    mark = '"' if '"' not in text else "'"
    return f"{{credit={mark}{text}{mark}}}"


_BLOCKS: Mapping[type[Block], Callable[..., str]] = {
    Paragraph: _Writer.paragraph,
    Heading: _Writer.heading,
    List: _Writer.listing,
    Quote: _Writer.quote,
    CodeBlock: _Writer.code,
    Divider: _Writer.divider,
    Table: _Writer.table,
    Figure: _Writer.figure,
}
_INLINES: Mapping[type[Inline], Callable[..., str]] = {
    Text: _Writer.text,
    Strong: _Writer.strong,
    Emphasis: _Writer.emphasis,
    Code: _Writer.code_span,
    Link: _Writer.link,
    Ruby: _Writer.ruby,
    Note: _Writer.note,
    LineBreak: _Writer.line_break,
    Image: _Writer.image,
}
