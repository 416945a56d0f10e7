"""A small interpreter of content streams: what a page paints, its forms and patterns included (ISO 32000-1 8 and 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from typeset.preflight.pdf.colour import space_of
from typeset.preflight.pdf.fonts import Font
from typeset.preflight.pdf.matrix import IDENTITY, Matrix, image_of, matrix, product
from typeset.preflight.pdf.objects import (
    BROKEN,
    PdfObject,
    Rectangle,
    entry,
    identity,
    inherited,
    is_dictionary,
    numbers,
    rectangle,
)
from typeset.preflight.pdf.operators import OPERATORS, SILENT
from typeset.preflight.pdf.pages import Page, pages_of
from typeset.preflight.pdf.painted import Content, Kind, Mark, Paint, Painted, State

if TYPE_CHECKING:
    from typeset.preflight.document import Document

_DEEPEST = 12
_MOST_OPERATORS = 3_000_000
_UNIT = Rectangle(0, 0, 1, 1)


def contents_of(document: Document) -> tuple[Content, ...]:
    """What each page paints, page by page."""
    reader = Reader()
    return tuple(reader.page(page) for page in document.once(pages_of))


def things_of(document: Document) -> tuple[Painted, ...]:
    """Everything that the document paints."""
    return tuple(thing for content in document.once(contents_of) for thing in content.things)


class Reader:
    """Reads pages one after the other; fonts are read once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._fonts: dict[tuple[int, int], Font] = {}
        self._left = _MOST_OPERATORS
        self._begin(0)

    def _begin(self, number_: int) -> None:
        self.content = Content()
        self.number = number_
        self.state = State()
        self.stack: list[State] = []
        self.marks: list[Mark] = []
        self.resources: PdfObject = None
        self.stream: tuple[int, int] | None = None
        self.nested: list[tuple[int, int] | None] = []
        self.base: Matrix = IDENTITY
        self.instead: Rectangle | None = None
        self.new_path()
        self.line = self.cursor = IDENTITY

    def page(self, page: Page) -> Content:
        """What `page` paints."""
        self._begin(page.number)
        self.resources = inherited(page.dictionary, "/Resources")
        self._run(page.dictionary)
        return self.content

    def new_path(self) -> None:
        """Begin a path."""
        self.points: list[tuple[float, float]] = []
        self.clipping = False

    def _run(self, stream: PdfObject) -> None:
        """Carry out a content stream in the present state."""
        try:
            instructions = pikepdf.parse_content_stream(stream)
        except BROKEN:
            return
        depth = len(self.stack)
        for instruction in instructions:
            self._left -= 1
            if self._left < 0:
                return
            try:
                operator = str(instruction.operator)
                operands: list[PdfObject] = list(instruction.operands)
                handler = OPERATORS.get(operator)
                if handler:
                    handler(self, operands)
                elif operator not in SILENT:
                    self.content.unknown.append(operator)
            except BROKEN:
                continue
        del self.stack[depth:]

    def font(self, dictionary: PdfObject) -> Font | None:
        """The font of a dictionary; None where it is none."""
        if not is_dictionary(dictionary):
            return None
        found = identity(dictionary)
        if found is None:
            return Font(dictionary)
        if found not in self._fonts:
            self._fonts[found] = Font(dictionary)
        return self._fonts[found]

    def image(self, image: PdfObject) -> None:
        """Draw an image over the unit square."""
        space = entry(image, "/ColorSpace")
        mask = entry(image, "/ImageMask") is True
        paint = None if mask or space is None else Paint(space_of(space, self.resources), ())
        transparent = self.state.transparent or entry(image, "/SMask") is not None
        box = image_of(self.state.ctm, _UNIT)
        self.paint(Kind.IMAGE, box, self.state.ctm, fill=mask, paint=paint, image=image, transparent=transparent)

    def form(self, form: PdfObject) -> None:
        """Draw a form XObject, unless it is being drawn."""
        found = identity(form)
        if (found is not None and found in self.nested) or len(self.nested) > _DEEPEST:
            return
        self.content.forms.append(form)
        tagged = entry(form, "/StructParent") is not None
        if tagged:
            self.marks.append(Mark("/StructParent", form, None))
        self._nested(form, matrix(numbers(entry(form, "/Matrix"))), found)
        if tagged:
            self.marks.pop()

    def _nested(self, form: PdfObject, own: Matrix, found: tuple[int, int] | None) -> None:
        """Carry out the content of a form or a pattern cell, and come back to the state before it."""
        kept = (self.resources, self.stream, self.points, self.clipping, self.line, self.cursor, list(self.marks))
        before = self.state.saved()
        self.state.ctm = product(own, self.state.ctm)
        edge = rectangle(entry(form, "/BBox"))
        if edge:
            area = image_of(self.state.ctm, edge)
            self.state.clip = area.cut(self.state.clip) if self.state.clip else area
        if entry(form, "/Group", "/S") == "/Transparency" and entry(form, "/Group", "/K") is True:
            self.state.transparent = True
        resources = entry(form, "/Resources")
        self.resources = resources if resources is not None else self.resources
        self.stream = found
        self.nested.append(found)
        self.new_path()
        self._run(form)
        self.nested.pop()
        self.state = before
        self.resources, self.stream, self.points, self.clipping, self.line, self.cursor, self.marks = kept

    def paint(
        self,
        kind: Kind,
        box: Rectangle,
        map_: Matrix,
        *,
        fill: bool = False,
        stroke: bool = False,
        paint: Paint | None = None,
        line_width: float = 0.0,
        codes: tuple[int, ...] = (),
        size: float = 0.0,
        image: PdfObject = None,
        transparent: bool = False,
    ) -> None:
        """Note a thing as painted in the present state; `paint` is its colour where that is not the state's."""
        state = self.state
        visible = box.cut(state.clip) if state.clip else box
        area = self.instead or visible
        filled = state.fill if fill else paint
        self.content.things.append(
            Painted(
                kind=kind,
                page=self.number,
                box=area,
                fill=filled,
                stroke=state.stroke if stroke else None,
                marks=tuple(self.marks),
                matrix=map_,
                font=state.font if kind is Kind.TEXT else None,
                size=size,
                codes=codes,
                mode=state.mode,
                line_width=line_width,
                image=image,
                fill_overprint=state.fill_overprint,
                stroke_overprint=state.stroke_overprint,
                overprint_mode=state.overprint_mode,
                transparent=transparent or state.transparent,
            )
        )
        for used in (filled, state.stroke if stroke else None):
            if used and used.pattern is not None:
                self._pattern(used.pattern, area)

    def _pattern(self, pattern: PdfObject, area: Rectangle) -> None:
        """What a pattern is painted with, as if it lay on the whole area."""
        shading = entry(pattern, "/Shading")
        if shading is not None:
            paint = Paint(space_of(entry(shading, "/ColorSpace"), self.resources), ())
            self.paint(Kind.SHADING, area, IDENTITY, paint=paint)
            return
        found = identity(pattern)
        if not isinstance(pattern, pikepdf.Stream) or found in self.nested or len(self.nested) > _DEEPEST:
            return
        kept, self.instead = self.instead, area
        outer, self.state = self.state, State(ctm=self.base)
        self._nested(pattern, matrix(numbers(entry(pattern, "/Matrix"))), found)
        self.instead, self.state = kept, outer
