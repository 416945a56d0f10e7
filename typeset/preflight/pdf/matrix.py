"""Affine maps of the plane, as content streams write them: (a, b, c, d, e, f)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from typeset.preflight.pdf.objects import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SIZE = 6


def matrix(values: Sequence[float]) -> Matrix:
    """Six numbers as a map; the identity where they are not six."""
    if len(values) != _SIZE or not all(map(math.isfinite, values)):
        return IDENTITY
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def product(first: Matrix, then: Matrix) -> Matrix:
    """The map that does `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(map_: Matrix, x: float, y: float) -> Matrix:
    """The map that first moves by `x` and `y`, then does what `map_` does."""
    a, b, c, d, e, f = map_
    return (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


def scaled(map_: Matrix, across: float, up: float, rise: float) -> Matrix:
    """The map that first makes lengths `across` and `up` times as long, and lifts by `rise`, then does `map_`."""
    a, b, c, d, e, f = map_
    return (across * a, across * b, up * c, up * d, rise * c + e, rise * d + f)


def around(points: Iterable[tuple[float, float]]) -> Rectangle:
    """The smallest rectangle that holds all points."""
    xs, ys = zip(*points, strict=True)
    return Rectangle(min(xs), min(ys), max(xs), max(ys))


def image_of(map_: Matrix, box: tuple[float, float, float, float]) -> Rectangle:
    """The rectangle around where `box` goes."""
    a, b, c, d, e, f = map_
    left, bottom, right, top = box
    xs, ys = (a * left, a * right, c * bottom, c * top), (b * left, b * right, d * bottom, d * top)
    return Rectangle(
        min(xs[0], xs[1]) + min(xs[2], xs[3]) + e,
        min(ys[0], ys[1]) + min(ys[2], ys[3]) + f,
        max(xs[0], xs[1]) + max(xs[2], xs[3]) + e,
        max(ys[0], ys[1]) + max(ys[2], ys[3]) + f,
    )


def scale_of(map_: Matrix) -> float:
    """How much longer it makes lengths, on the whole."""
    return math.sqrt(abs(map_[0] * map_[3] - map_[1] * map_[2]))
