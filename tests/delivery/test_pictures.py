"""Pictures in inks."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, ImageDraw

from typeset.delivery.inks import Inks
from typeset.delivery.intent import shipped_intent
from typeset.delivery.pictures import Darkroom, Picture, heaviest, held, opened

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(shipped_intent(), {}, 3.0)


@pytest.fixture(scope="module")
def darkroom(inks: Inks) -> Darkroom:
    return Darkroom(inks)


def picture(image: Image.Image, profile: bytes = b"") -> Picture:
    return Picture(image, None, profile, lossy=False)


def colourful() -> Image.Image:
    """Hard edges between dark and strong colours: what a JPEG overshoots at."""
    image = Image.new("RGB", (64, 64), (60, 0, 0))
    pen = ImageDraw.Draw(image)
    for step in range(0, 64, 4):
        pen.rectangle((step, step % 24, step + 1, 60), fill=((0, 0, 60), (0, 70, 0), (255, 255, 255))[step % 3])
    return image


def test_a_colour_is_the_same_in_a_picture_and_in_the_text(darkroom: Darkroom, inks: Inks) -> None:
    for colour in ((200, 33, 97), (20, 90, 60), (250, 240, 10)):
        pixel = darkroom.separated(picture(Image.new("RGB", (2, 2), colour))).tobytes()[:4]
        expected = inks.of_rgb(*(light / 255 for light in colour))
        assert [share / 255 for share in pixel] == pytest.approx(expected, abs=0.02)


def test_grey_stays_grey(darkroom: Darkroom, inks: Inks) -> None:
    for image in (Image.new("L", (2, 2), 119), Image.new("RGB", (2, 2), (119, 119, 119))):
        separated = darkroom.separated(picture(image))
        assert separated.mode == "L"
        assert 1 - separated.tobytes()[0] / 255 == pytest.approx(inks.of_grey(119 / 255)[3], abs=0.005)


def test_black_and_white_stay_so(darkroom: Darkroom) -> None:
    assert darkroom.separated(picture(Image.linear_gradient("L"))).getextrema() == (0, 255)


@pytest.mark.parametrize("limit", [1.8, 2.6, 3.0])
def test_no_pixel_is_over_the_limit(limit: float) -> None:
    darkroom = Darkroom(Inks(shipped_intent(), {}, limit))
    levels = range(0, 256, 15)
    every = bytes(light for r in levels for g in levels for b in levels for light in (r, g, b))
    screen = Image.frombytes("RGB", (len(every) // 3, 1), every)
    press = Image.merge("CMYK", [Image.radial_gradient("L"), *[Image.linear_gradient("L")] * 3])
    assert heaviest(press) > 3.5
    assert heaviest(darkroom.separated(picture(screen))) <= limit
    assert heaviest(darkroom.separated(picture(press))) <= limit


def test_what_is_under_the_limit_is_not_touched() -> None:
    image = Image.new("CMYK", (2, 2), (100, 90, 80, 70))
    assert held(image, 3.0).tobytes() == image.tobytes()
    assert held(image, 1.0).getpixel((0, 0)) == (68, 61, 54, 70)


def test_a_jpeg_is_under_the_limit_after_it_is_decoded() -> None:
    darkroom = Darkroom(Inks(shipped_intent(), {}, 2.4))
    separated = darkroom.separated(picture(colourful()))
    plain = io.BytesIO()
    separated.save(plain, "JPEG", quality=95, subsampling=0)
    assert heaviest(Image.open(plain)) > 2.4
    data, lossy = darkroom._jpeg(separated)
    decoded = Image.open(io.BytesIO(data)) if lossy else separated
    assert heaviest(decoded) <= 2.4


def test_a_picture_s_own_profile_is_honoured(darkroom: Darkroom, inks: Inks) -> None:
    """The same numbers under a profile whose red and green are exchanged are another colour."""
    image = Image.new("RGB", (2, 2), (200, 60, 60))
    assert darkroom.separated(picture(image, SRGB)).tobytes() == darkroom.separated(picture(image)).tobytes()
    press = Image.new("CMYK", (2, 2), (0, 255, 255, 0))
    # A press's numbers under the very condition that is printed for come back nearly as they were.
    again = darkroom.separated(picture(press, shipped_intent().data)).tobytes()[:4]
    assert list(again) == pytest.approx([0, 255, 255, 0], abs=26)
    assert inks.of_rgb(200 / 255, 60 / 255, 60 / 255)[1] > 0.5


def file_of(image: Image.Image, kind: str, **options: object) -> Image.Image:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return Image.open(file)


def test_transparency_is_taken_apart() -> None:
    image = Image.new("RGBA", (3, 2), (255, 0, 0, 128))
    read = opened(file_of(image, "PNG"))
    assert read.pixels.mode == "RGB"
    assert read.alpha is not None
    assert read.alpha.getpixel((0, 0)) == 128
    assert opened(file_of(Image.new("RGB", (3, 2)), "PNG")).alpha is None
    assert opened(file_of(Image.new("P", (3, 2)), "PNG", transparency=0)).alpha is not None


def test_a_photograph_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(file_of(Image.new("RGB", (30, 20)), "JPEG", exif=exif)).pixels.size == (20, 30)


@pytest.mark.parametrize(("mode", "read"), [("1", "L"), ("L", "L"), ("P", "RGB"), ("RGB", "RGB"), ("I;16", "L")])
def test_every_kind_of_pixel_can_be_read(mode: str, read: str) -> None:
    assert opened(file_of(Image.new(mode, (2, 2)), "PNG")).pixels.mode == read


def test_what_came_as_a_jpeg_is_known() -> None:
    assert opened(file_of(Image.new("RGB", (2, 2)), "JPEG")).lossy
    assert not opened(file_of(Image.new("RGB", (2, 2)), "PNG")).lossy


def test_a_profile_of_another_kind_is_left_aside() -> None:
    assert opened(file_of(Image.new("RGB", (2, 2)), "PNG", icc_profile=SRGB)).profile == SRGB
    assert opened(file_of(Image.new("L", (2, 2)), "PNG", icc_profile=SRGB)).profile == b""
    assert opened(file_of(Image.new("RGB", (2, 2)), "PNG", icc_profile=b"junk")).profile == b""
