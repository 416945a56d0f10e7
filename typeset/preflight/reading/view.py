"""How a page is looked at: upright, from its top left corner."""

from __future__ import annotations

from msgspec import Struct

from typeset.preflight.finding import Box


class View(Struct, frozen=True):
    """The visible box of a page in its own coordinates, and how often it is turned by a quarter, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.quarters % 2 else (across, down)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from the top left as it is looked at."""
        match self.quarters:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A direction of the page as it is looked at: rightwards, downwards."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]

    def seen_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page as it is looked at."""
        one, other = self.seen(left, bottom), self.seen(right, top)
        return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
