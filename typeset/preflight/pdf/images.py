"""Images of a PDF: their resolution on the page, and the most ink that a part of one takes."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageMath

from typeset.preflight.pdf.colour import Family, Space, ink_of
from typeset.preflight.pdf.objects import BROKEN, PdfObject, data, entry, integer, name, numbers, one_or_many
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.preflight.pdf.painted import Painted

_LARGEST = 120_000_000  # pixels
_ENOUGH = 500_000  # pixels; beyond this two by two are taken together
_EIGHT = 8
_FULL = 100 / 255
_FAILURES: tuple[type[Exception], ...] = (*BROKEN, OSError, Image.DecompressionBombError, SyntaxError, MemoryError)


def pixels_of(image: PdfObject) -> tuple[int, int]:
    """Width and height in pixels; nought where they are not told."""
    width = entry(image, "/Width") or entry(image, "/W")
    height = entry(image, "/Height") or entry(image, "/H")
    return integer(width) or 0, integer(height) or 0


def resolution_of(thing: Painted) -> float | None:
    """Pixels per inch on the page, in the direction that has fewer; None for an image of no size."""
    width, height = pixels_of(thing.image)
    a, b, c, d, _, _ = thing.matrix
    across, down = math.hypot(a, b), math.hypot(c, d)
    if not (width and height and across and down):
        return None
    return min(width / across, height / down) * 72


def is_bilevel(thing: Painted) -> bool:
    """Whether its pixels are ink or nothing."""
    image = thing.image
    return entry(image, "/ImageMask") is True or (entry(image, "/BitsPerComponent") or entry(image, "/BPC")) == 1


def is_countable(thing: Painted) -> bool:
    """Whether its ink can be summed: four inks, or an index into such."""
    return thing.fill is not None and thing.fill.space.real.is_four and not is_bilevel(thing)


def most_ink(thing: Painted) -> float | None:
    """The most ink in per cent that any part of a CMYK image takes; None where its pixels cannot be had."""
    image, space = thing.image, thing.fill.space if thing.fill else None
    width, height = pixels_of(image)
    if space is None or not 0 < width * height <= _LARGEST:
        return None
    try:
        if space.family is Family.INDEXED:
            return _of_palette(image, space)
        return _of_pixels(image, width, height)
    except _FAILURES:
        return None


def _of_palette(image: PdfObject, space: Space) -> float | None:
    used = range(256)
    if integer(entry(image, "/BitsPerComponent")) == _EIGHT:
        used = sorted(set(data(image)))  # type: ignore[assignment]
    inks = (ink_of(space, (float(index),)) for index in used)
    return max((ink for ink in inks if ink is not None), default=None)


def _of_pixels(image: PdfObject, width: int, height: int) -> float | None:
    filters = [name(each) for each in one_or_many(entry(image, "/Filter"))]
    inverted = numbers(entry(image, "/Decode"))[:2] == [1.0, 0.0]
    picture: Image.Image
    if filters == ["DCTDecode"]:
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        # Pillow turns the values round, as Adobe's own files want it; the PDF takes them as they are.
        inverted = not inverted
    elif integer(entry(image, "/BitsPerComponent")) == _EIGHT and isinstance(image, pikepdf.Stream):
        picture = Image.frombytes("CMYK", (width, height), data(image))
    else:
        return None
    if picture.mode != "CMYK":
        return None
    if width * height > _ENOUGH:
        picture = picture.reduce(2)
    cyan, magenta, yellow, black = picture.split()
    total = ImageMath.lambda_eval(
        lambda each: each["c"] + each["m"] + each["y"] + each["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    low, high = total.getextrema()
    return float((4 * 255 - low) if inverted else high) * _FULL
