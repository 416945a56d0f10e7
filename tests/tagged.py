"""Reading the structure of a PDF back: its tag tree with the text in it, what is an artifact, and what is neither.

Nothing here is ours but the walk: objects by pikepdf, characters by each font's ToUnicode, ActualText where it is said.
"""

from __future__ import annotations

# ruff: noqa: ANN401 - what an object of a PDF has, no type says
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pdfua
import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAINTS = frozenset(["Tj", "TJ", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"])
_BLOCKS = frozenset(
    ["Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "L", "LI", "Table", "THead", "TBody", "TR"]
)


@dataclass
class Element:
    """A structure element: its type, what it holds (text, elements) in order, and its dictionary."""

    tag: str
    source: Any
    parent: Element | None
    kids: list[Element | str] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.walk() if element.tag in tags]

    def dump(self, depth: int = 0) -> Iterator[str]:
        """The tree as lines: blocks one below the other, what stands inside text in brackets."""
        if self.tag in _BLOCKS or any(isinstance(kid, Element) and kid.tag in {*_BLOCKS, "P"} for kid in self.kids):
            yield "  " * depth + self.tag
            for kid in self.kids:
                yield from kid.dump(depth + 1) if isinstance(kid, Element) else ["  " * (depth + 1) + kid]
        else:
            yield "  " * depth + f"{self.tag} {self._inline()}".rstrip()

    def _inline(self) -> str:
        return "".join(kid if isinstance(kid, str) else f"[{kid.tag} {kid._inline()}]" for kid in self.kids)


@dataclass(frozen=True)
class Artifact:
    page: int
    type: str
    subtype: str
    text: str


class Tagged:
    """A tagged PDF."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.artifacts: list[Artifact] = []
        self.stray: list[tuple[int, str]] = []
        self.used: set[tuple[Any, int]] = set()
        self._texts: dict[tuple[Any, int], str] = {}
        self._fonts: dict[Any, dict[int, str]] = {}
        self._page = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        for number, page in enumerate(self.pdf.pages, 1):
            self._read(number, page.obj, page.resources, covered=False)

    @cached_property
    def document(self) -> Element:
        kids = self.pdf.Root.StructTreeRoot.K
        (root,) = kids if isinstance(kids, pikepdf.Array) else [kids]
        return self._element(root, None)

    def unclaimed(self) -> set[tuple[Any, int]]:
        """Marked content that no structure element holds."""
        assert self.document
        return set(self._texts) - self.used

    def parent_of(self, key: int) -> Any:
        """What the parent tree has for `key`."""
        nums = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return nums[2 * [int(number) for number in nums[::2]].index(key) + 1]

    def _element(self, source: Any, parent: Element | None) -> Element:
        made = Element(str(source.S)[1:], source, parent)
        held = source.get("/K", pikepdf.Array())
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, int):
                self._mark(made, source.Pg, source.Pg, kid)
            elif kid.get("/Type") == "/MCR":
                self._mark(made, kid.Pg, kid.get("/Stm", kid.Pg), int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                made.links.append(kid.Obj)
            else:
                assert kid.P.objgen == source.objgen
                made.kids.append(self._element(kid, made))
        return made

    def _mark(self, element: Element, page: Any, stream: Any, number: int) -> None:
        key = (stream.objgen, number)
        parents = self.parent_of(int(stream.StructParents))
        assert parents[number].objgen == element.source.objgen
        assert key not in self.used
        self.used.add(key)
        element.pages.append(self._page[page.objgen])
        if element.kids and isinstance(element.kids[-1], str):
            element.kids[-1] += self._texts[key]
        else:
            element.kids.append(self._texts[key])

    def _read(self, page: int, content: Any, resources: Any, *, covered: bool) -> None:
        """Walk the operators of a content stream, `covered` where what draws it is marked already."""
        font: dict[int, str] = {}
        stack: list[tuple[str, Any, list[str]]] = []
        for instruction in pikepdf.parse_content_stream(content):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                stack.append((str(operands[0]), operands[1] if operator == "BDC" else {}, []))
            elif operator == "EMC":
                self._close(page, content, stack)
            elif operator == "Tf":
                font = self._font(resources.Font[operands[0]])
            elif operator in _PAINTS:
                inside = covered or any(tag == "/Artifact" or "/MCID" in entries for tag, entries, _ in stack)
                if operator == "Do":
                    self._draw(page, resources.XObject[operands[0]], covered=inside)
                elif not inside:
                    self.stray.append((page, operator))
                if stack and operator in ("TJ", "Tj"):
                    stack[-1][2].append(_decoded(operands[0], font))
        assert not stack

    def _draw(self, page: int, drawn: Any, *, covered: bool) -> None:
        if drawn.Subtype == "/Form":
            self._read(page, drawn, drawn.get("/Resources"), covered=covered)
        elif not covered:
            self.stray.append((page, "Do"))

    def _close(self, page: int, content: Any, stack: list[tuple[str, Any, list[str]]]) -> None:
        tag, entries, texts = stack.pop()
        text = str(entries["/ActualText"]) if "/ActualText" in entries else "".join(texts)
        if tag == "/Artifact":
            assert not [outer for outer in stack if "/MCID" in outer[1]]
            self.artifacts.append(
                Artifact(page, str(entries.get("/Type", "/"))[1:], str(entries.get("/Subtype", "/"))[1:], text)
            )
        elif "/MCID" in entries:
            assert not stack
            self._texts[content.objgen, int(entries["/MCID"])] = text
        elif stack:
            stack[-1][2].append(text)

    def _font(self, font: Any) -> dict[int, str]:
        if font.objgen not in self._fonts:
            pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", font.ToUnicode.read_bytes())
            self._fonts[font.objgen] = {
                int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in pairs
            }
        return self._fonts[font.objgen]


def _decoded(shown: Any, font: dict[int, str]) -> str:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(font[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def faults_by_pdfua(tagged: Tagged, path: Path) -> tuple[object, ...]:
    """What another program, which reads files, finds in a copy at `path`."""
    tagged.pdf.save(path)
    report = pdfua.validate(str(path))
    # Its rule of empty headings stumbles over kids in an array under pikepdf 10; ours is U6.
    assert len(report.skipped) <= 1
    return report.findings
