"""Pictures of a PDF made no finer than they are shown."""

from __future__ import annotations

# ruff: noqa: ANN401 - what an object of a PDF has, no type says
import io
import math
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PIL import Image

from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

JPEG_QUALITY = 85
# A picture that is barely too fine stays as it is: it would lose more by being made anew than it saves.
_WORTHWHILE = 0.9
# A picture with no more colours than this is drawn, not photographed: JPEG would blur its edges.
_DRAWN_COLOURS = 1024
_PT_PER_INCH = 72


class Placement(Struct, frozen=True):
    """A picture where it is shown: its object, and the size on the page in points."""

    picture: Any
    width_pt: float
    height_pt: float


def downsampled(data: bytes, ppi: int) -> bytes:
    """The PDF `data` with pictures of at most `ppi` pixels per inch at the largest size they are shown in.

    None is made finer. Pictures in CMYK become RGB: screens have no ink.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        needed: dict[tuple[int, int], tuple[Any, float]] = {}
        for placement in placements(pdf):
            picture = placement.picture
            across = placement.width_pt / int(picture.Width)
            down = placement.height_pt / int(picture.Height)
            share = max(across, down) * ppi / _PT_PER_INCH
            known = needed.get(picture.objgen, (picture, 0.0))[1]
            needed[picture.objgen] = (picture, max(known, share))
        for _, (picture, share) in sorted(needed.items(), key=lambda item: item[0]):
            if share < _WORTHWHILE or picture.get("/ColorSpace") == pikepdf.Name.DeviceCMYK:
                _remake(picture, min(share, 1.0))
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of `pdf`: the same for the same content."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def placements(pdf: pikepdf.Pdf) -> Iterator[Placement]:
    """Every picture of every page, as often as it is shown."""
    for page in pdf.pages:
        yield from _shown(page.obj, page.resources, pikepdf.Matrix())


def _shown(content: Any, resources: Any, matrix: pikepdf.Matrix) -> Iterator[Placement]:
    """The pictures that a content stream shows, `matrix` being that from its space to the page's."""
    stack: list[pikepdf.Matrix] = []
    for instruction in pikepdf.parse_content_stream(content, "q Q cm Do"):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop() if stack else matrix
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do":
                found = resources.XObject[operands[0]]
                if found.Subtype == "/Image":
                    yield Placement(found, math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
                else:
                    own = pikepdf.Matrix(*map(float, found.get("/Matrix", [1, 0, 0, 1, 0, 0])))
                    yield from _shown(found, found.get("/Resources", resources), own @ matrix)


def _remake(picture: Any, share: float) -> None:
    """Make `picture`, and its mask, smaller by `share`."""
    photograph = picture.get("/Filter") == pikepdf.Name.DCTDecode
    image = _opened(picture)
    size = max(1, math.ceil(image.width * share)), max(1, math.ceil(image.height * share))
    image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) if size != image.size else image
    photograph = photograph or image.getcolors(_DRAWN_COLOURS) is None
    _store(picture, image, photograph=photograph)
    mask = picture.get("/SMask")
    if mask is not None:
        alpha = _opened(mask)
        _store(mask, alpha.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0), photograph=False)


def _opened(picture: Any) -> Image.Image:
    """The picture as grey or RGB."""
    if picture.get("/Filter") == pikepdf.Name.DCTDecode:
        # Pillow knows by itself when the inks of a JPEG are inverted, which the PDF says by its Decode.
        image: Image.Image = Image.open(io.BytesIO(picture.read_raw_bytes()))
    else:
        image = pikepdf.PdfImage(picture).as_pil_image()
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _store(picture: Any, image: Image.Image, *, photograph: bool) -> None:
    picture.Width, picture.Height = image.size
    picture.BitsPerComponent = 8
    picture.ColorSpace = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    for key in ("/Decode", "/DecodeParms"):
        if key in picture:
            del picture[key]
    if photograph:
        target = io.BytesIO()
        image.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
        picture.write(target.getvalue(), filter=pikepdf.Name.DCTDecode)
    else:
        picture.write(image.tobytes())
