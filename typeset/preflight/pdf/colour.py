"""Colour spaces, and how much ink a colour takes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.pdf.objects import PdfObject, data, entry, integer, items, name
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEPTH = 8
_FULL = 100.0


class Family(StrEnum):
    """What kind of colour the numbers are."""

    GRAY = "DeviceGray"
    RGB = "DeviceRGB"
    CMYK = "DeviceCMYK"
    CAL_GRAY = "CalGray"
    CAL_RGB = "CalRGB"
    LAB = "Lab"
    ICC = "ICCBased"
    INDEXED = "Indexed"
    SEPARATION = "Separation"
    DEVICE_N = "DeviceN"
    PATTERN = "Pattern"
    UNKNOWN = "?"


_NAMES = {
    "DeviceGray": Family.GRAY,
    "G": Family.GRAY,
    "DeviceRGB": Family.RGB,
    "RGB": Family.RGB,
    "DeviceCMYK": Family.CMYK,
    "CMYK": Family.CMYK,
    "CalGray": Family.CAL_GRAY,
    "CalRGB": Family.CAL_RGB,
    "Lab": Family.LAB,
    "ICCBased": Family.ICC,
    "Indexed": Family.INDEXED,
    "I": Family.INDEXED,
    "Separation": Family.SEPARATION,
    "DeviceN": Family.DEVICE_N,
    "Pattern": Family.PATTERN,
}
_COMPONENTS = {Family.GRAY: 1, Family.RGB: 3, Family.CMYK: 4, Family.CAL_GRAY: 1, Family.CAL_RGB: 3, Family.LAB: 3}
_DEFAULTS = {Family.GRAY: "/DefaultGray", Family.RGB: "/DefaultRGB", Family.CMYK: "/DefaultCMYK"}


class Space(Struct, frozen=True):
    """A colour space.

    Attributes:
        family: Its kind.
        components: How many numbers make a colour.
        base: What an indexed space looks up, a separation falls back on, a pattern is coloured with.
        inks: The names of a separation's or DeviceN's inks.
        palette: The table of an indexed space.
    """

    family: Family
    components: int
    base: Space | None = None
    inks: tuple[str, ...] = ()
    palette: bytes = b""

    @property
    def real(self) -> Space:
        """Where its colours come from: the base of an indexed or pattern space."""
        space = self
        while space.family in {Family.INDEXED, Family.PATTERN} and space.base:
            space = space.base
        return space

    @property
    def is_three(self) -> bool:
        """Whether its colours are for a screen: red, green and blue, or Lab."""
        real = self.real
        if real.family in {Family.SEPARATION, Family.DEVICE_N}:
            return False
        return real.family in {Family.RGB, Family.CAL_RGB, Family.LAB} or (
            real.family is Family.ICC and real.components == _COMPONENTS[Family.RGB]
        )

    @property
    def is_four(self) -> bool:
        """Whether a colour is cyan, magenta, yellow and black."""
        return self.components == _COMPONENTS[Family.CMYK] and self.family in {Family.CMYK, Family.ICC}

    @property
    def is_gray(self) -> bool:
        """Whether a colour is one number from black to white."""
        return self.components == 1 and self.family in {Family.GRAY, Family.CAL_GRAY, Family.ICC}


GRAY = Space(Family.GRAY, 1)
RGB = Space(Family.RGB, 3)
CMYK = Space(Family.CMYK, 4)
_UNKNOWN = Space(Family.UNKNOWN, 1)


def space_of(thing: PdfObject, resources: PdfObject = None, depth: int = 0) -> Space:
    """The colour space that `thing`, a name or an array, stands for; named ones are found in `resources`."""
    if depth > _DEPTH:
        return _UNKNOWN
    if isinstance(thing, pikepdf.Name):
        family = _NAMES.get(name(thing), Family.UNKNOWN)
        if family in _COMPONENTS:
            default = entry(resources, "/ColorSpace", _DEFAULTS.get(family, ""))
            if default is not None:
                return space_of(default, None, depth + 1)
            return Space(family, _COMPONENTS[family])
        if family is Family.PATTERN:
            return Space(family, 0)
        named = entry(resources, "/ColorSpace", str(thing))
        return space_of(named, resources, depth + 1) if named is not None else _UNKNOWN
    parts = items(thing)
    if not parts:
        return _UNKNOWN
    return _array_space(parts, resources, depth)


def _array_space(parts: list[PdfObject], resources: PdfObject, depth: int) -> Space:
    family = _NAMES.get(name(parts[0]), Family.UNKNOWN)
    second = parts[1] if len(parts) > 1 else None
    third = parts[2] if len(parts) > 2 else None  # noqa: PLR2004
    match family:
        case Family.ICC:
            count = integer(entry(second, "/N")) or 0
            return Space(family, count)
        case Family.INDEXED:
            table = parts[3] if len(parts) > 3 else None  # noqa: PLR2004
            palette = bytes(table) if isinstance(table, pikepdf.String) else data(table)
            return Space(family, 1, space_of(second, resources, depth + 1), palette=palette)
        case Family.SEPARATION:
            return Space(family, 1, space_of(third, resources, depth + 1), (name(second),))
        case Family.DEVICE_N:
            inks = tuple(name(ink) for ink in items(second))
            return Space(family, len(inks), space_of(third, resources, depth + 1), inks)
        case Family.PATTERN:
            return Space(family, 0, space_of(second, resources, depth + 1) if second is not None else None)
        case Family.UNKNOWN:
            return _UNKNOWN
        case _:
            return Space(family, _COMPONENTS[family])


def ink_of(space: Space, values: Sequence[float]) -> float | None:
    """The total of all inks in per cent; None where the space does not say."""
    if len(values) < space.components or not values:
        return None
    if space.is_four:
        return sum(values) * _FULL
    if space.is_gray:
        return (1 - values[0]) * _FULL
    match space.family:
        case Family.SEPARATION | Family.DEVICE_N:
            shares = zip(space.inks, values, strict=False)
            return sum(_FULL * value * (4 if ink == "All" else ink != "None") for ink, value in shares)
        case Family.INDEXED:
            entry_ = _looked_up(space, int(values[0]))
            return ink_of(space.base, entry_) if space.base and entry_ else None
        case Family.RGB | Family.CAL_RGB:
            return 0.0 if min(values) >= 1 else None
        case _:
            return None


def _looked_up(space: Space, index: int) -> tuple[float, ...]:
    count = space.base.components if space.base else 0
    found = space.palette[index * count : (index + 1) * count] if index >= 0 else b""
    return tuple(value / 255 for value in found) if len(found) == count else ()


def channels(space: Space, values: Sequence[float]) -> tuple[float, float, float, float] | None:
    """Cyan, magenta, yellow and black of a colour; None where the space does not say."""
    if len(values) < space.components:
        return None
    if space.is_four:
        return (values[0], values[1], values[2], values[3])
    if space.is_gray:
        return (0.0, 0.0, 0.0, 1 - values[0])
    if space.family is Family.SEPARATION and space.inks == ("Black",):
        return (0.0, 0.0, 0.0, values[0])
    if space.family is Family.SEPARATION and space.inks == ("All",):
        return (values[0],) * 4
    return None
