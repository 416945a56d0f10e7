"""Pictures for the press: their pixels in inks, with their own profiles honoured, and their resolution at size."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath, ImageOps

from typeset.delivery.inks import FLAGS, RENDERING, through
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typeset.delivery.inks import Inks

_JPEG_QUALITY = 95
_JPEG_ATTEMPTS = 3
# Nodes of the table from screen to press along each light: 255 = 5 × 51, so that each node is a value of 8 bits.
_STEP = 5
_NODES = 255 // _STEP + 1


class Picture(Struct, frozen=True):
    """A picture as it was supplied: its pixels, where transparent, its profile, and whether it came as a JPEG."""

    pixels: Image.Image
    alpha: Image.Image | None
    profile: bytes
    lossy: bool


class Darkroom:
    """Turns pictures into inks; tables are made once for each profile."""

    def __init__(self, inks: Inks) -> None:
        """Work for the condition of `inks`."""
        self._inks = inks
        self._tables: dict[bytes, ImageFilter.Color3DLUT] = {}

    def develop(self, image: pikepdf.Object, file: Path | None) -> tuple[int, int]:
        """Replace the pixels of the PDF's `image`; they are read from `file`, if it came from one. Returns their size.

        Grey stays grey, on the black plate.
        """
        picture = opened(Image.open(file)) if file else _embedded(image)
        pixels = self.separated(picture)
        if picture.lossy and pixels.mode == "CMYK":
            data, lossy = self._jpeg(pixels)
        else:
            data, lossy = (_jpeg(pixels), True) if picture.lossy else (zlib.compress(pixels.tobytes()), False)
        _write(image, pixels, data, lossy=lossy)
        if picture.alpha is not None:
            mask = image.SMask
            _write(mask, picture.alpha, zlib.compress(picture.alpha.tobytes()), lossy=False)
        return pixels.size

    def separated(self, picture: Picture) -> Image.Image:
        """The pixels in mode L, where all are grey, or CMYK, none of them over the limit of ink."""
        pixels = picture.pixels
        if pixels.mode == "L" or (pixels.mode == "RGB" and _is_grey(pixels)):
            return pixels.getchannel(0).point([round(255 * (1 - tint)) for tint in self._inks.tints])
        if pixels.mode == "RGB":
            return pixels.filter(self._table(picture.profile))
        if picture.profile:
            converted = ImageCms.profileToProfile(
                pixels, _profile(picture.profile), self._inks.profile, RENDERING, "CMYK", flags=FLAGS
            )
            pixels = converted or pixels
        return held(pixels, self._inks.limit)

    def _table(self, profile: bytes) -> ImageFilter.Color3DLUT:
        """The table for pictures that were made under `profile`, sRGB if it is empty.

        Every node is under the limit of ink, and so is what lies between: the sum of inks is linear there.
        """
        if profile not in self._tables:
            source = _profile(profile) if profile else ImageCms.createProfile("sRGB")
            transform = ImageCms.buildTransform(source, self._inks.profile, "RGB", "CMYK", RENDERING, FLAGS)
            levels = range(0, 256, _STEP)
            lights = bytes(light for b in levels for g in levels for r in levels for light in (r, g, b))
            nodes = through(Image.frombytes("RGB", (_NODES**3, 1), lights), transform)
            shares = [value / 255 for value in held(nodes, self._inks.limit).tobytes()]
            self._tables[profile] = ImageFilter.Color3DLUT(_NODES, shares, channels=4, target_mode="CMYK")
        return self._tables[profile]

    def _jpeg(self, pixels: Image.Image) -> tuple[bytes, bool]:
        """`pixels` as a JPEG that stays under the limit when it is decoded; if none does, compressed without loss."""
        limit = self._inks.limit
        for _ in range(_JPEG_ATTEMPTS):
            data = _jpeg(held(pixels, limit))
            excess = heaviest(Image.open(io.BytesIO(data))) - self._inks.limit
            if excess <= 0:
                return data, True
            limit -= excess
        return zlib.compress(pixels.tobytes()), False


def opened(image: Image.Image) -> Picture:
    """`image` upright, in mode L, RGB or CMYK, with its transparency apart."""
    lossy = image.format in {"JPEG", "MPO"}
    profile = image.info.get("icc_profile") or b""
    image = ImageOps.exif_transpose(image)
    alpha = None
    if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA", "La", "RGBa"}:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
    elif image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("L" if image.mode in {"1", "I", "I;16", "F"} else "RGB")
    return Picture(image, alpha, profile if _fits(profile, image.mode) else b"", lossy)


def held(image: Image.Image, limit: float) -> Image.Image:
    """The CMYK `image` with less of its colours where its inks add up to more than `limit` (3.0 is 300 %)."""
    cyan, magenta, yellow, black = image.split()
    factor = ImageMath.lambda_eval(_factor(limit * 255), c=cyan, m=magenta, y=yellow, k=black)
    colours = [ImageMath.lambda_eval(_scaled, x=plate, f=factor) for plate in (cyan, magenta, yellow)]
    return Image.merge("CMYK", (*colours, black))


def heaviest(image: Image.Image) -> float:
    """The most ink on one pixel of the CMYK `image`, as a sum of shares."""
    cyan, magenta, yellow, black = image.split()
    total = ImageMath.lambda_eval(_total, c=cyan, m=magenta, y=yellow, k=black)
    most = total.getextrema()[1]
    return float(most) / 255


def _factor(limit: float) -> Callable[[dict[str, object]], object]:
    def factor(a: dict[str, object]) -> object:
        real, least, most = a["float"], a["min"], a["max"]
        colours = most(real(a["c"]) + real(a["m"]) + real(a["y"]), 1.0)  # type: ignore[operator]
        return least(most(limit - real(a["k"]), 0.0) / colours, 1.0)  # type: ignore[operator]

    return factor


def _scaled(a: dict[str, object]) -> object:
    return a["convert"](a["float"](a["x"]) * a["f"], "L")  # type: ignore[operator]


def _total(a: dict[str, object]) -> object:
    return a["float"](a["c"]) + a["m"] + a["y"] + a["k"]  # type: ignore[operator]


def _embedded(image: pikepdf.Object) -> Picture:
    picture = opened(pikepdf.PdfImage(cast("pikepdf.Stream", image)).as_pil_image())
    return Picture(picture.pixels, None, picture.profile, "/DCTDecode" in str(image.get("/Filter", "")))


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox()


def _profile(data: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(data))


def _fits(profile: bytes, mode: str) -> bool:
    """Whether the profile can be read and is for pictures of this mode."""
    try:
        space = _profile(profile).profile.xcolor_space.strip() if profile else ""
    except (ImageCms.PyCMSError, OSError):
        return False
    return bool(space == mode)


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return file.getvalue()


def _write(stream: pikepdf.Object, image: Image.Image, data: bytes, *, lossy: bool) -> None:
    stream.write(data, filter=pikepdf.Name.DCTDecode if lossy else pikepdf.Name.FlateDecode)
    stream.Width, stream.Height = image.size
    stream.BitsPerComponent = 8
    stream.ColorSpace = pikepdf.Name.DeviceCMYK if image.mode == "CMYK" else pikepdf.Name.DeviceGray
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]
    if lossy and image.mode == "CMYK":
        stream.Decode = pikepdf.Array([1, 0] * 4)  # Pillow writes them as Adobe does, upside down
