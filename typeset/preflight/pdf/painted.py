"""What a content stream paints: each thing with where, how and inside which marks."""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.preflight.pdf.colour import GRAY, Space
from typeset.preflight.pdf.matrix import IDENTITY, Matrix

if TYPE_CHECKING:
    from typeset.preflight.pdf.fonts import Font
    from typeset.preflight.pdf.objects import PdfObject, Rectangle
    from typeset.preflight.pdf.pages import Page


class Kind(StrEnum):
    """What was painted."""

    TEXT = "text"
    PATH = "path"
    IMAGE = "image"
    SHADING = "shading"


class Paint(Struct, frozen=True):
    """A colour: its space and its numbers; `pattern` where it is one."""

    space: Space
    values: tuple[float, ...]
    pattern: PdfObject = None


class Mark(Struct, frozen=True):
    """A marked-content sequence that is open (ISO 32000-1 14.6).

    Attributes:
        tag: Its tag, such as Artifact or Span.
        properties: Its property list; None where it has none.
        stream: Whose MCIDs these are: the identity of the form XObject, None for the page's own content.
        number: Its MCID; None where it has none.
    """

    tag: str
    properties: PdfObject
    stream: tuple[int, int] | None
    number: int | None = None

    @property
    def is_artifact(self) -> bool:
        """Whether what it holds is no content."""
        return self.tag == "Artifact"


BLACK = Paint(GRAY, (0.0,))


class State(Struct):
    """The graphics state (ISO 32000-1 8.4), as far as checks ask; lengths in points."""

    ctm: Matrix = IDENTITY
    clip: Rectangle | None = None
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line_width: float = 1.0
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    transparent: bool = False

    def saved(self) -> State:
        """A copy for the stack."""
        return State(*_VALUES(self))


_VALUES = attrgetter(*State.__struct_fields__)


class Painted(Struct, frozen=True):
    """One thing painted.

    Attributes:
        kind: What.
        page: On which page, from 1.
        box: The rectangle around it in the user space of the page, cut to the clip; points.
        fill: The colour of its areas; None where only lines are drawn.
        stroke: The colour of its lines; None where only areas are filled.
        marks: The marked content that it stands in, the outermost first.
        matrix: From its own space (of the glyphs at one em, of the image's unit square) to the page.
        font, size, codes, mode: The text: its font, its size in points on the page, its codes, how it is rendered.
        text: What the codes read as; a code that reads as nothing is U+FFFD.
        starts: Where each code's glyph begins, in em from the origin of `matrix`.
        is_tile: Whether it is painted over and over, as part of a pattern.
        line_width: In points on the page; 0 of text of which no outline is drawn.
        image: The image, or None for one written into the content.
        fill_overprint, stroke_overprint, overprint_mode, transparent: The graphics state.
        hidden: Text that is not drawn (mode 3).
    """

    kind: Kind
    page: int
    box: Rectangle
    fill: Paint | None
    stroke: Paint | None
    marks: tuple[Mark, ...]
    matrix: Matrix
    font: Font | None = None
    size: float = 0.0
    codes: tuple[int, ...] = ()
    text: str = ""
    starts: tuple[float, ...] = ()
    mode: int = 0
    line_width: float = 0.0
    image: PdfObject = None
    is_tile: bool = False
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    transparent: bool = False

    @property
    def is_visible(self) -> bool:
        """Whether it leaves something on the page: not hidden text, not clipped away."""
        drawn = self.kind is not Kind.TEXT or self.mode not in {3, 7}
        return drawn and (self.box.right > self.box.left or self.box.top > self.box.bottom)

    @property
    def is_artifact(self) -> bool:
        """Whether it stands in an artifact."""
        return any(mark.is_artifact for mark in self.marks)


class Content(Struct):
    """All that one page paints.

    Attributes:
        page: The page.
        things: In the order of painting.
        marks: Each marked-content sequence as it opens, with those around it, the outermost first.
        forms: The form XObjects that were drawn, as often as they were.
        states: The dictionaries of extended graphics state that were set, and shadings and patterns used.
        intents: The rendering intents that were set.
        depth: The deepest nesting of q.
        unknown: Operators that no standard knows.
        sound: Whether all streams could be read.
    """

    page: Page
    things: list[Painted] = field(default_factory=list)
    marks: list[tuple[Mark, ...]] = field(default_factory=list)
    forms: list[PdfObject] = field(default_factory=list)
    states: list[PdfObject] = field(default_factory=list)
    intents: list[str] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    depth: int = 0
    unknown: list[str] = field(default_factory=list)
    sound: bool = True
