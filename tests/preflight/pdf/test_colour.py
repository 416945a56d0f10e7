"""Colour spaces and ink."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.preflight import made
from typeset.preflight.pdf.colour import CMYK, GRAY, RGB, Family, channels, ink_of, space_of


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.Pdf.new()


def icc(pdf: pikepdf.Pdf, count: int) -> Array:
    return Array([Name.ICCBased, made.profile(pdf, count=count)])


@pytest.mark.parametrize(
    ("space", "values", "ink"),
    [
        (CMYK, (1, 0.5, 0, 0.25), 175),
        (CMYK, (0, 0, 0, 0), 0),
        (GRAY, (0.25,), 75),
        (RGB, (1, 1, 1), 0),
        (RGB, (1, 0, 0), None),
        (CMYK, (1, 1), None),
        (GRAY, (), None),
    ],
)
def test_ink_is_the_sum_of_all_plates(space: made.Object, values: tuple[float, ...], ink: float | None) -> None:
    assert ink_of(space, values) == (pytest.approx(ink) if ink is not None else None)


def test_spot_colours_are_one_plate_and_registration_is_four() -> None:
    spot = space_of(Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()]))
    every = space_of(Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary()]))
    none = space_of(Array([Name.DeviceN, Array([Name("/None"), Name.Cyan]), Name.DeviceCMYK, Dictionary()]))
    assert ink_of(spot, (0.5,)) == 50
    assert ink_of(every, (1.0,)) == 400
    assert ink_of(none, (1.0, 0.5)) == 50


def test_an_index_is_looked_up() -> None:
    space = space_of(Array([Name.Indexed, Name.DeviceCMYK, 1, String(bytes([255, 0, 0, 0, 255, 255, 0, 0]))]))
    assert (ink_of(space, (0,)), ink_of(space, (1,)), ink_of(space, (9,))) == (100, 200, None)


def test_profiles_count_by_their_channels(pdf: pikepdf.Pdf) -> None:
    assert space_of(icc(pdf, 4)).is_four
    assert space_of(icc(pdf, 3)).is_three
    assert space_of(icc(pdf, 1)).is_gray


def test_a_default_space_stands_for_the_device(pdf: pikepdf.Pdf) -> None:
    resources = Dictionary(ColorSpace=Dictionary(DefaultRGB=icc(pdf, 4)))
    assert space_of(Name.DeviceRGB, resources).family is Family.ICC
    assert space_of(Name.DeviceRGB).family is Family.RGB


def test_names_are_found_in_the_resources() -> None:
    resources = Dictionary(ColorSpace=Dictionary(C1=Array([Name.Lab, Dictionary()])))
    assert space_of(Name.C1, resources).is_three
    assert space_of(Name.C2, resources).family is Family.UNKNOWN


def test_a_space_that_names_itself_ends() -> None:
    resources = Dictionary(ColorSpace=Dictionary(C1=Name.C1))
    assert space_of(Name.C1, resources).family is Family.UNKNOWN


def test_channels_of_black() -> None:
    black = space_of(Array([Name.Separation, Name.Black, Name.DeviceCMYK, Dictionary()]))
    assert channels(black, (0.5,)) == (0, 0, 0, 0.5)
    assert channels(GRAY, (0.0,)) == (0, 0, 0, 1)
    assert channels(RGB, (0.0, 0.0, 0.0)) is None
