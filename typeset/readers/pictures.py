"""Pictures inside manuscripts: told by their bytes, and turned into a kind that can be printed without any loss."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

from msgspec import Struct
from PIL import Image, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))
_CONVERTIBLE = frozenset(["GIF", "BMP", "TIFF", "WEBP", "DIB"])
_MOST_PIXELS = 100_000_000  # an A2 page at 500 dpi
_METAFILES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    (".emf", lambda data: data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF"),
    (".wmf", lambda data: data[:4] == b"\xd7\xcd\xc6\x9a" or data[:6] == b"\x01\x00\x09\x00\x00\x03"),
    (".wdp", lambda data: data[:3] == b"II\xbc"),
)
_DRAWING = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


class Fit(Struct, frozen=True):
    """The bytes of a picture file and the suffix they ask for; `converted` names the kind that it was before."""

    data: bytes
    suffix: str
    printable: bool = True
    converted: str = ""


def fit_for_print(data: bytes) -> Fit:
    """The picture `data` as PNG, JPEG or SVG; what can be none of them stays as it is and is not printable."""
    for signature, suffix in _SIGNATURES:
        if data.startswith(signature):
            return Fit(data, suffix, printable=_opens(data))
    if _DRAWING.match(data[:4096]) and b"<!DOCTYPE" not in data[:4096]:
        return Fit(data, ".svg")
    for suffix, matches in _METAFILES:
        if matches(data):
            return Fit(data, suffix, printable=False)
    return _as_png(data) or Fit(data, "", printable=False)


def _opens(data: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                return 0 < image.width * image.height <= _MOST_PIXELS
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return False


def _as_png(data: bytes) -> Fit | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                kind = image.format or ""
                if kind not in _CONVERTIBLE or image.width * image.height > _MOST_PIXELS:
                    return None
                made = io.BytesIO()
                whole = image if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} else image.convert("RGB")
                whole.save(made, "PNG")
                return Fit(made.getvalue(), ".png", converted=kind)
    except Exception:  # noqa: BLE001 - a broken picture breaks a decoder in more ways than it documents
        return None
