"""Colours of the screen as inks of the press: stated by the layout, black and its tints, or through the ICC profile."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.delivery.intent import Intent

Ink = tuple[float, ...]
"""Cyan, magenta, yellow and black, 0 to 1."""

BLACK: Ink = (0.0, 0.0, 0.0, 1.0)
PAPER: Ink = (0.0, 0.0, 0.0, 0.0)

RENDERING = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION

# What a screen shows as black, and how far the three lights may differ in a grey; of 255.
_NEAR_BLACK = 38
_NEUTRAL = 4


class Inks:
    """The inks of one printing condition, which hold every colour to a limit of total ink.

    Attributes:
        limit: The most ink that may lie on one spot, as a sum of shares: 3.0 is 300 %.
        converted: Colours that went through the profile (`#rrggbb`), because nobody stated their inks.
        reduced: Stated colours that were over the limit, with the total that was stated.
    """

    def __init__(self, intent: Intent, stated: Mapping[str, Ink], limit: float) -> None:
        """Print under the condition `intent` with the inks that the layout has `stated` for `#rrggbb`."""
        self.limit = limit
        self.converted: dict[str, Ink] = {}
        self.reduced: dict[str, float] = {}
        self._stated = stated
        self._known: dict[str, Ink] = {}
        self._profile = intent.profile
        self._transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self._profile, "RGB", "CMYK", RENDERING, FLAGS
        )
        self.tints = black_tints(self._profile)

    @property
    def profile(self) -> ImageCms.ImageCmsProfile:
        """The profile of the condition."""
        return self._profile

    def of_rgb(self, red: float, green: float, blue: float) -> Ink:
        """The inks for a colour of the screen (sRGB, 0 to 1)."""
        lights = tuple(round(255 * min(max(light, 0.0), 1.0)) for light in (red, green, blue))
        name = "#{:02x}{:02x}{:02x}".format(*lights)
        if name not in self._known:
            self._known[name] = self._find(name, lights)
        return self._known[name]

    def of_grey(self, grey: float) -> Ink:
        """The inks for a grey of the screen, 0 (black) to 1."""
        return self.of_rgb(grey, grey, grey)

    def of_cmyk(self, *shares: float) -> Ink:
        """Inks as they are, held to the limit."""
        return self._held(tuple(min(max(share, 0.0), 1.0) for share in shares))

    def of_lab(self, lightness: float, a: float, b: float) -> Ink:
        """The inks for a colour of CIE L*a*b* under D50."""
        return self.of_rgb(*_rgb_of_lab(lightness, a, b))

    def _find(self, name: str, lights: tuple[int, ...]) -> Ink:
        stated = self._stated.get(name)
        if stated:
            if sum(stated) > self.limit + 1e-9:
                self.reduced[name] = sum(stated)
            return self._held(stated)
        if max(lights) - min(lights) <= _NEUTRAL:
            return BLACK if max(lights) <= _NEAR_BLACK else (0.0, 0.0, 0.0, self.tints[lights[1]])
        shares = through(Image.new("RGB", (1, 1), lights), self._transform).tobytes()
        self.converted[name] = self._held(tuple(round(share / 255, 2) for share in shares))
        return self.converted[name]

    def _held(self, ink: Ink) -> Ink:
        """`ink` with less of its colours, if it is over the limit: black stays, and the hue does."""
        *colours, black = ink
        total = sum(colours)
        if total + black <= self.limit + 1e-9:
            return ink
        factor = max(self.limit - black, 0.0) / total
        return (*(math.floor(colour * factor * 100) / 100 for colour in colours), black)


def through(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    """`image` in the colours that `transform` leads to."""
    return ImageCms.applyTransform(image, transform) or image


def black_tints(profile: ImageCms.ImageCmsProfile) -> tuple[float, ...]:
    """The share of black ink that looks like each grey of the screen, 0 to 255.

    Relative colorimetric with black point compensation, on the black ink alone: paper stands for white, full black for
    black, and what lies between is equally bright by CIE Y.
    """
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("LAB"), "CMYK", "LAB", RENDERING)
    blacks = bytes(share for black in range(256) for share in (0, 0, 0, black))
    ramp = through(Image.frombytes("CMYK", (256, 1), blacks), transform)
    bright = [_luminance(lightness * 100 / 255) for lightness in ramp.getchannel(0).tobytes()]
    darkest, paper = min(bright), max(bright)
    shares = [(paper - y) / (paper - darkest) for y in bright]  # 0 at paper, 1 at full black; rises with the ink
    tints = []
    for grey in range(256):
        wanted = 1 - _linear(grey / 255)
        upper = min(max(bisect_left(shares, wanted), 1), 255)
        low, high = shares[upper - 1], shares[upper]
        part = (wanted - low) / (high - low) if high > low else 1.0
        tints.append(round((upper - 1 + min(max(part, 0.0), 1.0)) / 255, 2))
    return tuple(tints)


def _luminance(lightness: float) -> float:
    """CIE Y, 0 to 1, of L*."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3  # noqa: PLR2004 - CIE 15


def _linear(light: float) -> float:
    """The light that an sRGB value stands for (IEC 61966-2-1)."""
    return light / 12.92 if light <= 0.04045 else ((light + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _rgb_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    y = (lightness + 16) / 116
    cubes = (y + a / 500, y, y - b / 200)
    linear = [c**3 if c > 6 / 29 else 3 * (6 / 29) ** 2 * (c - 4 / 29) for c in cubes]
    xyz = [part * white for part, white in zip(linear, (0.96422, 1.0, 0.82521), strict=True)]
    # From D50 (Bradford) to the primaries of sRGB.
    rows = (
        (3.1338561, -1.6168667, -0.4906146),
        (-0.9787684, 1.9161415, 0.0334540),
        (0.0719453, -0.2289914, 1.4052427),
    )
    red, green, blue = (_encoded(sum(k * v for k, v in zip(row, xyz, strict=True))) for row in rows)
    return red, green, blue


def _encoded(light: float) -> float:
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004
