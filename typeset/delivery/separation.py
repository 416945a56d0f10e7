"""Separation (分色): every colour on the pages in the inks of the press, black text overprinting."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.delivery.inks import BLACK
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typeset.delivery.inks import Ink, Inks

# Overprint for text in black alone (P5), and the knockout that everything else has.
_OVERPRINT, _KNOCKOUT = pikepdf.Name("/Overprint"), pikepdf.Name("/Knockout")
_STATES: Mapping[pikepdf.Name, Mapping[str, object]] = {
    _OVERPRINT: {"/OP": True, "/op": True, "/OPM": 1},
    _KNOCKOUT: {"/OP": False, "/op": False, "/OPM": 0},
}
_STROKED_TEXT = frozenset([1, 2, 5, 6])
_FILL, _STROKE = 0, 1
_Operands = Sequence[pikepdf.Object]
_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_SETTERS = (pikepdf.Operator("k"), pikepdf.Operator("K"))
_GREY_SETTERS = (pikepdf.Operator("g"), pikepdf.Operator("G"))
_COMPONENTS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


class _State(Struct):
    """What of the graphics state matters here: fill and stroke side by side."""

    matrix: pikepdf.Matrix
    spaces: list[str] = field(default_factory=lambda: ["/DeviceGray", "/DeviceGray"])
    inks: list[Ink | None] = field(default_factory=lambda: [BLACK, BLACK])
    text_mode: int = 0
    overprint: bool = False

    def __copy__(self) -> _State:
        return _State(self.matrix, [*self.spaces], [*self.inks], self.text_mode, self.overprint)


class Separation:
    """Separates one PDF that the press wrote: no annotations, no inline pictures, resources by reference.

    Attributes:
        placed: Every picture as (name in the PDF, page, resolution in pixels per inch).
        transparent: The pages, from 1, on which something is transparent.
    """

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks, develop: Callable[[str, pikepdf.Object], tuple[int, int]]) -> None:
        """Separate `pdf` with `inks`; `develop` replaces the pixels of a picture and tells their width and height."""
        self.pdf = pdf
        self.inks = inks
        self.placed: list[tuple[str, int, float]] = []
        self.transparent: set[int] = set()
        self._develop = develop
        self._sizes: dict[tuple[int, int], tuple[int, int]] = {}
        self._done: set[tuple[int, int]] = set()
        self._resources: dict[tuple[int, int], pikepdf.Object] = {}
        self._used: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)

    def run(self) -> None:
        """Rewrite all pages, and drop what they do not use."""
        for number, page in enumerate(self.pdf.pages, 1):
            data = self.rewritten(page.obj, page.obj.Resources, _State(pikepdf.Matrix()), number)
            page.obj.Contents = self.pdf.make_stream(b"q 0 0 0 1 k 0 0 0 1 K\n" + data + b"\nQ\n")
        for key, resources in self._resources.items():
            self._prune(resources, self._used[key])

    def rewritten(
        self, content: pikepdf.Object, resources: pikepdf.Object, state: _State, page: int, *, mask: bool = False
    ) -> bytes:
        """The stream of `content` in inks; in greys where it is a `mask`."""
        self._resources[resources.objgen] = resources
        stream = _Stream(self, resources, state, page, mask=mask)
        for instruction in pikepdf.parse_content_stream(content):
            stream.take(instruction)
        return pikepdf.unparse_content_stream(stream.out)

    def used(self, resources: pikepdf.Object, kind: str, name: object) -> pikepdf.Object:
        """The resource `name`, which is therefore kept."""
        self._used[resources.objgen].add((kind, str(name)))
        return resources[kind][str(name)]

    def is_new(self, thing: pikepdf.Object) -> bool:
        """Whether `thing` is met for the first time."""
        if thing.objgen in self._done:
            return False
        self._done.add(thing.objgen)
        return True

    def form(self, form: pikepdf.Object, state: _State, page: int, *, mask: bool) -> None:
        """Separate a form or a tile, drawn in `state`."""
        if "/Group" in form:
            self.transparent.add(page)
            form.Group.CS = pikepdf.Name.DeviceGray if mask else pikepdf.Name.DeviceCMYK
        if self.is_new(form):
            inner = copy(state)
            inner.matrix = pikepdf.Matrix(form.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0]))) @ state.matrix
            form.write(self.rewritten(form, form.Resources, inner, page, mask=mask))

    def picture(self, name: str, image: pikepdf.Object, matrix: pikepdf.Matrix, page: int) -> None:
        """Separate a picture, and note how large it is printed."""
        if image.objgen not in self._sizes:
            self._sizes[image.objgen] = self._develop(name, image)
        if "/SMask" in image:
            self.transparent.add(page)
        width, height = self._sizes[image.objgen]
        across, up = math.hypot(matrix.a, matrix.b) / 72, math.hypot(matrix.c, matrix.d) / 72
        if across and up:
            self.placed.append((name, page, min(width / across, height / up)))

    def shading(self, shading: pikepdf.Object, *, mask: bool) -> None:
        """Separate the colours of a gradient."""
        space = _space_name(shading.ColorSpace, None)
        if not self.is_new(shading) or (mask and space == "/DeviceGray"):
            return
        self._function(shading.Function, space, mask=mask)
        shading.ColorSpace = pikepdf.Name.DeviceGray if mask else pikepdf.Name.DeviceCMYK

    def _function(self, function: pikepdf.Object, space: str, *, mask: bool) -> None:
        for part in function.get("/Functions", ()):
            self._function(part, space, mask=mask)
        for key in ("/C0", "/C1"):
            if key in function:
                numbers = [float(number) for number in function[key]]
                function[key] = pikepdf.Array([*map(_decimal, self.colour(space, numbers, mask=mask))])

    def colour(self, space: str, numbers: Sequence[float], *, mask: bool) -> Ink:
        """A colour of the colour space `space` in inks; as one grey in a `mask`."""
        if mask:
            return (_luminosity(space, numbers),)
        convert: Mapping[str, Callable[..., Ink]] = {
            "/DeviceGray": self.inks.of_grey,
            "/DeviceRGB": self.inks.of_rgb,
            "/DeviceCMYK": self.inks.of_cmyk,
            "/Lab": self.inks.of_lab,
        }
        return convert[space](*numbers)

    @staticmethod
    def _prune(resources: pikepdf.Object, used: set[tuple[str, str]]) -> None:
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]
        for kind in ("/XObject", "/Pattern", "/Shading", "/ExtGState"):
            for name in [*resources.get(kind, {}).keys()]:
                if (kind, name) not in used:
                    del resources[kind][name]
        if "/ExtGState" not in resources:
            resources.ExtGState = pikepdf.Dictionary()
        for name, values in _STATES.items():
            resources.ExtGState[name] = pikepdf.Dictionary(dict(values))


class _Stream:
    """One content stream on its way: instructions in, instructions in inks out."""

    def __init__(
        self, separation: Separation, resources: pikepdf.Object, state: _State, page: int, *, mask: bool
    ) -> None:
        self.out: list[_Instruction] = []
        self._separation = separation
        self._resources = resources
        self._state = state
        self._base = state.matrix
        self._stack: list[_State] = []
        self._page = page
        self._mask = mask

    def take(self, instruction: _Instruction) -> None:
        """Take the next instruction."""
        handler = _HANDLERS.get(str(instruction.operator))
        if handler is None or handler(self, [*instruction.operands]):
            self.out.append(instruction)

    # Each handler says whether its instruction stays.

    def save(self, _operands: _Operands) -> bool:
        self._stack.append(copy(self._state))
        return True

    def restore(self, _operands: _Operands) -> bool:
        self._state = self._stack.pop()
        return True

    def transform(self, operands: _Operands) -> bool:
        self._state.matrix = pikepdf.Matrix(*(float(n) for n in operands)) @ self._state.matrix
        return True

    def text_mode(self, operands: _Operands) -> bool:
        self._state.text_mode = int(operands[0])
        return True

    def colour(self, space: str, side: int, operands: _Operands) -> bool:
        """`g`, `rg`, `k` and their kin."""
        self._state.spaces[side] = space
        self._set(side, [float(n) for n in operands])
        return False

    def space(self, side: int, operands: _Operands) -> bool:
        space = _space_name(operands[0], self._resources)
        self._state.spaces[side] = space
        if space == "/Pattern":
            self._state.inks[side] = None
            return True
        self._set(side, [0.0] * 3 + [1.0] if space == "/DeviceCMYK" else [0.0] * (1 if space == "/DeviceGray" else 3))
        return False

    def special(self, side: int, operands: _Operands) -> bool:
        if self._state.spaces[side] != "/Pattern":
            self._set(side, [float(n) for n in operands])
            return False
        pattern = self._separation.used(self._resources, "/Pattern", operands[-1])
        if pattern.PatternType == 1:
            self._separation.form(pattern, _State(self._base), self._page, mask=self._mask)
        else:
            self._separation.shading(pattern.Shading, mask=self._mask)
        return True

    def graphics_state(self, operands: _Operands) -> bool:
        separation = self._separation
        values = separation.used(self._resources, "/ExtGState", operands[0])
        mask = values.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            separation.transparent.add(self._page)
            separation.form(mask.G, copy(self._state), self._page, mask=pikepdf.Name.Luminosity == mask.S)
        opaque = all(float(values.get(key, 1)) == 1 for key in ("/ca", "/CA"))
        if not opaque or str(values.get("/BM", "/Normal")) != "/Normal":
            separation.transparent.add(self._page)
        return True

    def shade(self, operands: _Operands) -> bool:
        self._print_over(wanted=False)
        shading = self._separation.used(self._resources, "/Shading", operands[0])
        self._separation.shading(shading, mask=self._mask)
        return True

    def draw(self, operands: _Operands) -> bool:
        self._print_over(wanted=False)
        thing = self._separation.used(self._resources, "/XObject", operands[0])
        if thing.Subtype == pikepdf.Name.Form:
            self._separation.form(thing, self._state, self._page, mask=self._mask)
        else:
            self._separation.picture(str(operands[0])[1:], thing, self._state.matrix, self._page)
        return True

    def show(self, _operands: _Operands) -> bool:
        state = self._state
        painted = state.inks if state.text_mode in _STROKED_TEXT else state.inks[:1]
        self._print_over(wanted=not self._mask and all(ink == BLACK for ink in painted))
        return True

    def paint(self, _operands: _Operands) -> bool:
        self._print_over(wanted=False)
        return True

    def _print_over(self, *, wanted: bool) -> None:
        if self._state.overprint != wanted:
            self._state.overprint = wanted
            name = _OVERPRINT if wanted else _KNOCKOUT
            self.out.append(pikepdf.ContentStreamInstruction([name], pikepdf.Operator("gs")))

    def _set(self, side: int, numbers: Sequence[float]) -> None:
        ink = self._separation.colour(self._state.spaces[side], numbers, mask=self._mask)
        self._state.inks[side] = ink
        setter = (_GREY_SETTERS if self._mask else _SETTERS)[side]
        self.out.append(pikepdf.ContentStreamInstruction([*map(_decimal, ink)], setter))


_HANDLERS: Mapping[str, Callable[[_Stream, _Operands], bool]] = {
    "q": _Stream.save,
    "Q": _Stream.restore,
    "cm": _Stream.transform,
    "Tr": _Stream.text_mode,
    "g": lambda stream, operands: stream.colour("/DeviceGray", _FILL, operands),
    "G": lambda stream, operands: stream.colour("/DeviceGray", _STROKE, operands),
    "rg": lambda stream, operands: stream.colour("/DeviceRGB", _FILL, operands),
    "RG": lambda stream, operands: stream.colour("/DeviceRGB", _STROKE, operands),
    "k": lambda stream, operands: stream.colour("/DeviceCMYK", _FILL, operands),
    "K": lambda stream, operands: stream.colour("/DeviceCMYK", _STROKE, operands),
    "cs": lambda stream, operands: stream.space(_FILL, operands),
    "CS": lambda stream, operands: stream.space(_STROKE, operands),
    **{name: lambda stream, operands: stream.special(_FILL, operands) for name in ("sc", "scn")},
    **{name: lambda stream, operands: stream.special(_STROKE, operands) for name in ("SC", "SCN")},
    "gs": _Stream.graphics_state,
    "sh": _Stream.shade,
    "Do": _Stream.draw,
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _Stream.show),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"), _Stream.paint),
}


def _space_name(space: pikepdf.Object, resources: pikepdf.Object | None) -> str:
    """The device space, /Lab or /Pattern that the operand of `cs` means; a profile counts by its components."""
    if isinstance(space, pikepdf.Name):
        if resources is None or str(space) not in resources.get("/ColorSpace", {}):
            return str(space)
        space = resources.ColorSpace[str(space)]
    if not isinstance(space, pikepdf.Array):
        return str(space)
    family = str(space[0])
    return _COMPONENTS[int(space[1].N)] if family == "/ICCBased" else family


def _luminosity(space: str, numbers: Sequence[float]) -> float:
    """How bright a colour of a mask is, 0 to 1 (ISO 32000-1, 10.3)."""
    if space == "/Lab":
        return numbers[0] / 100
    if space == "/DeviceCMYK":
        *colours, black = numbers
        numbers = [1 - min(1.0, colour + black) for colour in colours]
    if len(numbers) == 1:
        return numbers[0]
    red, green, blue = numbers
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _decimal(number: float) -> Decimal:
    return Decimal(f"{number:.4f}").normalize() if number else Decimal(0)
