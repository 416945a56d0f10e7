"""Settings of the body that copy-fitting may choose: lines a page, characters a line, empty lines between articles.

A layout declares the three as custom properties (`--lines`, `--characters`, `--gap`), derives size and leading from
them, and states in layout.yaml how far each may go.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.layout import FitBounds
    from typeset.press.proof import Proof

# clreq, considerations in designing the type area: the line gap is half an em to one em.
_LEADING_EM = (1.5, 2.0)
# Readers see another size before they see another leading, so leading gives way first, then space, then size.
_COSTS = (1.0, 2.0, 3.0)


class Setting(Struct, frozen=True):
    """Lines a page, characters a line, and empty lines between two articles."""

    lines: int
    characters: int
    gap: int

    def style(self) -> str:
        """The style sheet that makes a layout use it."""
        return f":root {{ --lines: {self.lines}; --characters: {self.characters}; --gap: {self.gap} }}\n"

    def cost(self, natural: Setting) -> float:
        """How far it is from the `natural` one."""
        lines, gap, characters = _COSTS
        return (
            lines * abs(self.lines - natural.lines)
            + gap * abs(self.gap - natural.gap)
            + characters * abs(self.characters - natural.characters)
        )

    def leading_em(self, natural: Setting, natural_em: float) -> float:
        """Its leading by its size, where that of the `natural` one is `natural_em`."""
        return natural_em * natural.lines / self.lines * self.characters / natural.characters


def natural_setting(proof: Proof) -> Setting | None:
    """What the layout itself chose for `proof`; None where it does not declare all three."""
    numbers = [proof.number_of(name) for name in ("--lines", "--characters", "--gap")]
    values = [round(number) for number in numbers if number is not None]
    return Setting(*values) if len(values) == len(numbers) else None


def settings_within(bounds: FitBounds, natural: Setting, natural_em: float, *, tighter: bool) -> Iterator[Setting]:
    """All settings inside `bounds` that hold more (or less) than the `natural` one, the nearest first.

    `natural_em` is the natural leading by the size.
    """
    sign = 1 if tighter else -1
    everything = (Setting(*numbers) for numbers in product(*(range(low, high + 1) for low, high in bounds.ranges())))
    kept = [
        setting
        for setting in everything
        if setting != natural
        and sign * (setting.lines - natural.lines) >= 0
        and sign * (setting.characters - natural.characters) >= 0
        and sign * (natural.gap - setting.gap) >= 0
        and _LEADING_EM[0] <= setting.leading_em(natural, natural_em) <= _LEADING_EM[1]
    ]
    yield from sorted(kept, key=lambda setting: (setting.cost(natural), setting.characters, setting.lines))
