"""Elements of HTML in their order become pieces. An element is looked up in tables; what none names is passed through.

The recursion stops at a depth that no page written by hand reaches; the words below it are taken as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.markup.tree import (
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Image,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Text,
)
from typeset.readers.characters import private, tidy
from typeset.readers.html.inline import Marks, Span, assembled, flattened, without_notes
from typeset.readers.html.notes import is_mark, note_of
from typeset.readers.html.scripts import is_power, raised
from typeset.readers.html.style import centred, hidden, ranked
from typeset.readers.html.tables import read_table
from typeset.readers.manuscript import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborNode

    from typeset.markup.tree import Block, Inline
    from typeset.readers.html.session import Session

_DEEPEST = 100
_DEEPEST_BLOCKS = 8
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "li", "main"),
        *("nav", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"),
    ]
)
#: Elements whose words nobody sees.
SILENT = frozenset(
    ["script", "style", "template", "head", "title", "meta", "link", "input", "-comment", "colgroup", "-doctype"]
)
_MEDIA = frozenset(["iframe", "video", "audio", "object", "embed", "canvas", "svg", "mpvoice", "mp-common-mpaudio"])
_ASIDE = frozenset(["noscript", "button", "select", "textarea", "datalist"])
_TARGET = re.compile(r"https?://[^/\s]|mailto:\S|tel:\S", re.IGNORECASE)
_PLACE = re.compile(r"typeset-p(\d+)")
_CLOSED = re.compile(r"[。！？；…!?;][”’\"')）》】]*$")
_NAMELESS = re.compile(r"(?:图片|图像|图|插图|image|img|picture|photo|\s)*\d*(?:\.\w{3,4})?", re.IGNORECASE)
_LONGEST_ALT = 80


def read_flow(root: LexborNode, session: Session) -> list[Piece]:
    """The pieces of all that is in `root`."""
    flow = _Flow(session)
    flow.children(root, Marks())
    flow.flush()
    return flow.pieces


class _Flow:
    """Reads elements one after the other into `pieces`."""

    def __init__(self, session: Session, depth: int = 0, nesting: int = 0) -> None:
        """Begin with nothing, `depth` elements and `nesting` lists, quotations or tables down."""
        self.session = session
        self.pieces: list[Piece] = []
        self._spans: list[Span] = []
        self._depth = depth
        self._nesting = nesting
        self._centred = False
        self._level: int | None = None
        self._caption = False
        self._begun: int | None = None

    def read(self, node: LexborNode, marks: Marks = Marks()) -> None:  # noqa: B008 - frozen
        """Read `node` and all that is in it."""
        tag = node.tag or ""
        if tag == "-text":
            self.text(node.text_content or "", marks)
        elif tag in SILENT or tag.startswith(("!", "_")) or node.mem_id in self.session.consumed:
            return
        elif self._depth >= _DEEPEST:
            self.text(node.text(), marks)
        else:
            self._depth += 1
            self._element(node, tag, marks)
            self._depth -= 1

    def children(self, node: LexborNode, marks: Marks) -> None:
        """Read what is in `node`."""
        child = node.first_child
        while child is not None:
            self.read(child, marks)
            child = child.next

    def _element(self, node: LexborNode, tag: str, marks: Marks) -> None:
        line = node.attributes.get("data-line") if not self.session.counting else None
        if line and line.isascii() and line.isdigit():
            self.session.place = int(line[:9])
        if tag in _MEDIA:
            self._media(node)
        elif tag in _ASIDE or hidden(node):
            self.session.remark("import.hidden-text", tidy(node.text()).strip())
        elif tag in _READERS:
            _READERS[tag](self, node, marks)
        elif tag in _BLOCKS:
            self._block(node, marks)
        else:
            self.children(node, ranked(node, marks))

    def _block(self, node: LexborNode, marks: Marks) -> None:
        self.flush()
        before = self._centred, self._caption
        self._centred = centred(node, self._centred)
        self._caption = self._caption or node.tag in {"figcaption", "caption"}
        self.children(node, ranked(node, marks))
        self.flush()
        self._centred, self._caption = before

    def text(self, text: str, marks: Marks) -> None:
        """Take words."""
        if private(text):
            self.session.remark("import.symbols", "", " ".join(f"U+{ord(c):04X}" for c in private(text)))
        if self._begun is None and text.strip():
            self._begun = self.session.place + self.session.counting
        self._spans.append(Span(Text(tidy(text)), marks))

    def flush(self) -> None:
        """End the paragraph."""
        spans, self._spans = self._spans, []
        inlines = assembled(spans)
        self._begun = None
        if not inlines:
            return
        self.session.step()
        for part in _paragraphs(inlines):
            for block in _split_figures(part, self.session.place):
                self._add(block, level=self._level if isinstance(block, Paragraph) else None)

    def _add(self, block: Block, level: int | None = None) -> None:
        self.pieces.append(Piece(block, level=level, centred=self._centred, caption=self._caption))

    def _inside(self, node: LexborNode, marks: Marks) -> list[Piece]:
        """The pieces inside `node`."""
        flow = _Flow(self.session, self._depth, self._nesting + 1)
        flow.children(node, marks)
        flow.flush()
        return flow.pieces

    # What single elements are.

    def heading(self, node: LexborNode, marks: Marks) -> None:
        self.flush()
        before, self._level = self._level, int((node.tag or "h1")[1])
        self._block(node, marks)
        self._level = before

    def strong(self, node: LexborNode, marks: Marks) -> None:
        self.children(node, ranked(node, replace(marks, strong=True)))

    def emphasis(self, node: LexborNode, marks: Marks) -> None:
        self.children(node, ranked(node, replace(marks, emphasis=True)))

    def struck(self, node: LexborNode, marks: Marks) -> None:
        self.session.remark("import.struck", node.text().strip())
        self.children(node, marks)

    def script(self, node: LexborNode, marks: Marks) -> None:
        """Superscripts that can be printed; other powers get a caret. Notes are marked by superscripts too."""
        text = node.text()
        plain = not node.css("a, img")
        changed = raised(text, below=node.tag == "sub") if plain else None
        if changed is not None:
            self.text(changed, marks)
            return
        if plain and text.strip():
            self.session.remark("import.scripts", text.strip())
            if node.tag == "sup" and is_power(text):
                self.text("^", marks)
        self.children(node, marks)

    def link(self, node: LexborNode, marks: Marks) -> None:
        attributes = node.attributes
        match = _PLACE.fullmatch(attributes.get("id") or "")
        if match:
            self.session.place = int(match[1])
            return
        if (attributes.get("id") or "") in self.session.anchors:
            self._anchored(self.session.anchors[attributes["id"] or ""], marks)
            return
        target = (attributes.get("href") or "").strip()
        if is_mark(node, self.session):
            self._note(node, target)
        elif _TARGET.match(target):
            self.children(node, replace(marks, link=target))
        else:
            if target and not target.startswith("#") and node.text().strip():
                self.session.remark("import.link-dropped", "", target[:200])
            self.children(node, marks)

    def _anchored(self, inline: Inline, marks: Marks) -> None:
        """What the reader of another format has put here."""
        if isinstance(inline, Image):
            name = self.session.picture(inline.source)
            if name is None:
                return
            inline = Image(name, "" if _NAMELESS.fullmatch(inline.alt) else inline.alt, self.session.place)
        self._spans.append(Span(inline, marks))

    def _note(self, mark: LexborNode, target: str) -> None:
        node = note_of(target, self.session)
        if node is None:
            return
        place = self.session.place
        pieces = self._inside(node, Marks())
        self.session.place = place
        words = without_notes(flattened([piece.block for piece in pieces], LineBreak()))
        if self.session.labelled:
            self.session.remark("import.labels", mark.text())
        self._spans.append(Span(Note(words, place) if words else Text("")))

    def line_end(self, _node: LexborNode, _marks: Marks) -> None:
        self._spans.append(Span(LineBreak()))

    def picture(self, node: LexborNode, marks: Marks) -> None:
        attributes = node.attributes
        sources = (attributes.get(name) for name in ("data-src", "data-original", "data-actualsrc", "src"))
        found = [source.strip() for source in sources if source and source.strip()]
        local = [source for source in found if not source.startswith(("http:", "https:", "//"))]
        # A page saved whole has its pictures beside it, and in data-src where they once were.
        source = next((source for source in local if not source.startswith("data:image/gif")), next(iter(found), ""))
        if not source:
            return
        name = self.session.picture(source)
        if name is None and local and source in local:
            other = next((source for source in found if source not in local), None)
            if other:
                self.session.remark("import.picture-remote", "", other[:200])
        alt = " ".join(tidy(attributes.get("alt") or attributes.get("title") or "").split())[:_LONGEST_ALT]
        if name:
            words = "" if _NAMELESS.fullmatch(alt) else alt
            self._spans.append(Span(Image(name, words, self.session.place), marks))

    def listing(self, node: LexborNode, marks: Marks) -> None:
        if self._nesting >= _DEEPEST_BLOCKS:
            self.session.remark("import.too-deep", "", node.tag or "")
            self._block(node, marks)
            return
        self.flush()
        start = _number(node.attributes.get("start")) if node.tag == "ol" else None
        place = self.session.place
        items = [item for item in self._items(node, marks) if item]
        first = next((block.line for item in items for block in item), place)
        if items:
            self._add(List(tuple(items), start, first))

    def _items(self, node: LexborNode, marks: Marks) -> Iterator[tuple[Block, ...]]:
        child = node.first_child
        while child is not None:
            if child.tag == "li" and child.mem_id not in self.session.consumed:
                yield tuple(piece.block for piece in self._inside(child, ranked(child, marks)))
            elif child.tag not in {"li", *SILENT}:
                flow = _Flow(self.session, self._depth, self._nesting + 1)
                flow.read(child, marks)
                flow.flush()
                yield tuple(piece.block for piece in flow.pieces)
            child = child.next

    def quote(self, node: LexborNode, marks: Marks) -> None:
        if self._nesting >= _DEEPEST_BLOCKS:
            self._block(node, marks)
            return
        self.flush()
        blocks = tuple(piece.block for piece in self._inside(node, ranked(node, marks)))
        if blocks:
            self._add(Quote(blocks, blocks[0].line))

    def code_block(self, node: LexborNode, _marks: Marks) -> None:
        self.flush()
        text = "\n".join(line.rstrip() for line in tidy(node.text()).strip("\n").split("\n"))
        if text.strip():
            self.session.step()
            self._add(CodeBlock(text, self.session.place))

    def divider(self, node: LexborNode, _marks: Marks) -> None:
        self.flush()
        if "footnotes-sep" not in (node.attributes.get("class") or ""):
            self._add(Divider(self.session.place))

    def table(self, node: LexborNode, marks: Marks) -> None:
        self.flush()
        for piece in read_table(node, self.session, lambda cell: self._inside(cell, marks)):
            self.pieces.append(piece)

    def ruby(self, node: LexborNode, marks: Marks) -> None:
        """A base and its annotation; where they do not pair, the annotation follows in brackets."""
        annotation = " ".join(" ".join(rt.text() for rt in node.css("rt")).split())
        for aside in node.css("rt, rp"):
            aside.decompose()
        base = "".join(node.text().split())
        if base and annotation and not re.search(r"[{}|\n]", base + annotation):
            self._spans.append(Span(Ruby(((tidy(base), tidy(annotation)),)), marks))
        else:
            self.text(f"{base}（{annotation}）" if annotation else base, marks)

    def _media(self, node: LexborNode) -> None:
        attributes = node.attributes
        address = next((value for key in ("data-src", "src", "data") if (value := attributes.get(key))), "")
        self.session.remark("import.media", tidy(node.text()).strip(), f"{node.tag} {address[:200]}".strip())


def _number(text: str | None) -> int:
    return min(int(text), 999_999) if text and text.isascii() and text.isdigit() else 1


def _paragraphs(inlines: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """`inlines` parted where two line ends follow each other, or where one ends a sentence."""
    part: list[Inline] = []
    for index, inline in enumerate(inlines):
        if isinstance(inline, LineBreak) and (_ends(part) or isinstance(inlines[index + 1], LineBreak) or not part):
            if part:
                yield tuple(part)
            part = []
        else:
            part.append(inline)
    if part:
        yield tuple(part)


def _ends(part: Sequence[Inline]) -> bool:
    last = part[-1] if part else None
    while isinstance(last, Strong | Emphasis | Link) and last.children:
        last = last.children[-1]
    return isinstance(last, Text) and bool(_CLOSED.search(last.text.rstrip()))


def _split_figures(inlines: tuple[Inline, ...], place: int) -> Iterator[Block]:
    """Pictures at the ends of a paragraph stand on their own; one between words stays there."""
    start, end = 0, len(inlines)
    while start < end and _is_figure(inlines[start]):
        start += 1
    while end > start and _is_figure(inlines[end - 1]):
        end -= 1
    yield from (_figure(inline, place) for inline in inlines[:start] if isinstance(inline, Image))
    middle = list(inlines[start:end])
    while middle and isinstance(middle[0], LineBreak):
        del middle[0]
    while middle and isinstance(middle[-1], LineBreak):
        del middle[-1]
    if middle:
        yield Paragraph(tuple(middle), place)
    yield from (_figure(inline, place) for inline in inlines[end:] if isinstance(inline, Image))


def _is_figure(inline: Inline) -> bool:
    return isinstance(inline, Image | LineBreak) or (isinstance(inline, Text) and not inline.text.strip())


def _figure(image: Image, place: int) -> Figure:
    return Figure(image.source, image.alt, (), "", place)


_READERS: Mapping[str, Callable[[_Flow, LexborNode, Marks], None]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _Flow.heading),
    **dict.fromkeys(["b", "strong"], _Flow.strong),
    **dict.fromkeys(["i", "em", "cite", "var", "dfn"], _Flow.emphasis),
    **dict.fromkeys(["s", "del", "strike"], _Flow.struck),
    **dict.fromkeys(["sup", "sub"], _Flow.script),
    **dict.fromkeys(["ul", "ol", "menu", "dir"], _Flow.listing),
    **dict.fromkeys(["pre", "listing", "xmp", "plaintext"], _Flow.code_block),
    "a": _Flow.link,
    "br": _Flow.line_end,
    "img": _Flow.picture,
    "blockquote": _Flow.quote,
    "hr": _Flow.divider,
    "table": _Flow.table,
    "ruby": _Flow.ruby,
}
