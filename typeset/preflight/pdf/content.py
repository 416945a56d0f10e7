"""A small interpreter of content streams: what a page paints, its forms and patterns included (ISO 32000-1 8 and 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.pdf.colour import Family, Space, space_of
from typeset.preflight.pdf.fonts import Font
from typeset.preflight.pdf.instructions import instructions
from typeset.preflight.pdf.matrix import IDENTITY, Matrix, image_of, matrix, product
from typeset.preflight.pdf.objects import (
    BROKEN,
    PdfObject,
    Rectangle,
    entries,
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
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.preflight.document import Document

_DEEPEST = 12
_MOST_OPERATORS = 3_000_000
_UNIT = Rectangle(0, 0, 1, 1)


def contents_of(document: Document) -> tuple[Content, ...]:
    """What each page of this part of the document paints, page by page."""
    reader = Reader(document.once(fonts_of))
    pages = document.once(pages_of)
    return tuple(reader.page(page) for page in pages[document.pages.start : document.pages.stop])


def things_of(document: Document) -> tuple[Painted, ...]:
    """Everything that this part of the document paints."""
    return tuple(thing for content in document.here(contents_of) for thing in content.things)


def texts_of(document: Document) -> tuple[Painted, ...]:
    """All visible text of this part of the document."""
    return tuple(thing for thing in document.here(things_of) if thing.kind is Kind.TEXT and thing.is_visible)


def fonts_of(_: Document) -> dict[tuple[int, int], Font]:
    """The fonts of a document by their identity, as far as they have been met."""
    return {}


class Reader:
    """Reads pages one after the other; fonts are read once."""

    def __init__(self, fonts: dict[tuple[int, int], Font]) -> None:
        """Begin with nothing read; `fonts` are those already known, and those that are met are put there."""
        self._fonts = fonts
        self._left = _MOST_OPERATORS

    def page(self, page: Page) -> Content:
        """What `page` paints."""
        self.content = Content(page)
        self.state = State()
        self.stack: list[State] = []
        self.marks: list[Mark] = []
        self._use(inherited(page.dictionary, "/Resources"))
        self.stream: tuple[int, int] | None = None
        self.nested: list[tuple[int, int] | None] = []
        self.base: Matrix = IDENTITY
        self.instead: Rectangle | None = None
        self.new_path()
        self.line = self.cursor = IDENTITY
        self._run(page.dictionary)
        return self.content

    def _use(self, resources: PdfObject) -> None:
        """Look names up in `resources` from here on."""
        self.resources = resources
        self._named: dict[str, Font | None] = {}
        self._spaces: dict[Family, Space] = {}
        self._states: dict[str, tuple[PdfObject, list[tuple[str, PdfObject]]]] = {}

    def new_path(self) -> None:
        """Begin a path."""
        self.points: list[tuple[float, float]] = []
        self.clipping = False

    def _run(self, stream: PdfObject) -> None:
        """Carry out a content stream in the present state."""
        try:
            written = list(instructions(stream))
        except BROKEN:
            self.content.sound = False
            return
        depth = len(self.stack)
        self._left -= len(written)
        for operator, operands in written if self._left >= 0 else ():
            handler = OPERATORS.get(operator)
            try:
                if handler:
                    handler(self, operands)
                elif operator not in SILENT:
                    self.content.unknown.append(operator)
            except BROKEN:
                continue
        del self.stack[depth:]

    def named_font(self, name: str) -> Font | None:
        """The font that the resources call `name`, slash and all."""
        if name not in self._named:
            self._named[name] = self.font(entry(self.resources, "/Font", name))
        return self._named[name]

    def device(self, space: Space) -> Space:
        """What is meant by a device's space: the resources may put another in its place."""
        if space.family not in self._spaces:
            replaced = entry(self.resources, "/ColorSpace") is not None
            found = space_of(pikepdf.Name(f"/{space.family}"), self.resources) if replaced else space
            self._spaces[space.family] = found
        return self._spaces[space.family]

    def named_state(self, name: str) -> tuple[PdfObject, list[tuple[str, PdfObject]]]:
        """The dictionary of extended graphics state that the resources call `name`, slash and all, and its entries."""
        if name not in self._states:
            found = entry(self.resources, "/ExtGState", name)
            self._states[name] = found, entries(found)
        return self._states[name]

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
        before_it = self.resources, self._named, self._spaces, self._states
        kept = (self.stream, self.points, self.clipping, self.line, self.cursor, list(self.marks))
        before = self.state.saved()
        self.state.ctm = product(own, self.state.ctm)
        edge = rectangle(entry(form, "/BBox"))
        if edge:
            area = image_of(self.state.ctm, edge)
            self.state.clip = area.cut(self.state.clip) if self.state.clip else area
        if entry(form, "/Group", "/S") == "/Transparency" and entry(form, "/Group", "/K") is True:
            self.state.transparent = True
        own_resources = entry(form, "/Resources")
        if own_resources is not None:
            self._use(own_resources)
        self.stream = found
        self.nested.append(found)
        self.new_path()
        self._run(form)
        self.nested.pop()
        self.state = before
        self.resources, self._named, self._spaces, self._states = before_it
        self.stream, self.points, self.clipping, self.line, self.cursor, self.marks = kept

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
        text: str = "",
        starts: tuple[float, ...] = (),
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
                page=self.content.page.number,
                box=area,
                fill=filled,
                stroke=state.stroke if stroke else None,
                marks=tuple(self.marks),
                matrix=map_,
                font=state.font if kind is Kind.TEXT else None,
                size=size,
                codes=codes,
                text=text,
                starts=starts,
                mode=state.mode,
                line_width=line_width,
                image=image,
                is_tile=self.instead is not None,
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
