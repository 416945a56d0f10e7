"""The ink and the resolution of images."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, Stream, String
from PIL import Image

from tests.preflight import made
from typeset.preflight.pdf.colour import CMYK, space_of
from typeset.preflight.pdf.images import most_ink, resolution_of
from typeset.preflight.pdf.objects import Rectangle
from typeset.preflight.pdf.painted import Kind, Paint, Painted

if TYPE_CHECKING:
    from typeset.preflight.pdf.matrix import Matrix


def drawn(image: Stream, map_: Matrix = (24, 0, 0, 24, 0, 0), space: made.Object = CMYK) -> Painted:
    return Painted(Kind.IMAGE, 1, Rectangle(0, 0, 24, 24), Paint(space, ()), None, (), map_, image=image)


@pytest.fixture
def pdf() -> Pdf:
    return Pdf.new()


def jpeg(pdf: Pdf, ink: tuple[int, int, int, int], *, adobe: bool) -> Stream:
    """A JPEG of one colour as `ink` in its samples; `adobe` marks it as Adobe does."""
    out = io.BytesIO()
    Image.new("CMYK", (32, 32), ink).save(out, "JPEG", quality=95)
    data = out.getvalue()
    # Pillow writes the marker and turns the samples round: take the marker off, or keep both.
    start = data.index(b"\xff\xee")
    length = int.from_bytes(data[start + 2 : start + 4], "big")
    stream = pikepdf.Stream(pdf, data if adobe else data[:start] + data[start + 2 + length :])
    stream.Width = stream.Height = 32
    stream.BitsPerComponent, stream.ColorSpace, stream.Filter = 8, Name.DeviceCMYK, Name.DCTDecode
    return stream


def test_the_darkest_pixel_counts(pdf: Pdf) -> None:
    data = bytes([0, 0, 0, 0]) * 9_999 + bytes([255, 255, 255, 51])
    assert most_ink(drawn(made.image(pdf, data=data))) == pytest.approx(320)


def test_an_inverted_image_counts_from_the_other_end(pdf: Pdf) -> None:
    image = made.image(pdf, data=bytes([255, 255, 255, 204]) * 10_000)
    image.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])
    assert most_ink(drawn(image)) == pytest.approx(20)


@pytest.mark.parametrize("adobe", [True, False])
def test_jpeg_samples_are_read_as_the_pdf_means_them(pdf: Pdf, *, adobe: bool) -> None:
    image = jpeg(pdf, (255, 0, 0, 0), adobe=adobe)
    # Pillow stores the complement of what it is given: three full plates.
    assert most_ink(drawn(image)) == pytest.approx(300, abs=3)
    image.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])
    assert most_ink(drawn(image)) == pytest.approx(100, abs=3)


def test_of_a_palette_only_what_is_used_counts(pdf: Pdf) -> None:
    palette = String(bytes([0, 0, 0, 0, 255, 255, 0, 0, 255, 255, 255, 255]))
    array = Array([Name.Indexed, Name.DeviceCMYK, 2, palette])
    image = made.image(pdf, array, bytes([0, 1]) * 5000)
    assert most_ink(drawn(image, space=space_of(array))) == 200


def test_data_too_short_are_not_counted(pdf: Pdf) -> None:
    assert most_ink(drawn(made.image(pdf, data=b"short"))) is None


@pytest.mark.parametrize(
    ("map_", "ppi"),
    [
        ((24, 0, 0, 24, 0, 0), 300),
        ((48, 0, 0, 24, 0, 0), 150),
        ((0, 72, -72, 0, 0, 0), 100),
        ((0, 0, 0, 0, 0, 0), None),
    ],
)
def test_resolution_is_that_of_the_coarser_direction(pdf: Pdf, map_: Matrix, ppi: float | None) -> None:
    assert resolution_of(drawn(made.image(pdf), map_)) == ppi
