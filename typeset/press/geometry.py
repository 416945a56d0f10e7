"""Where the lines of a block stand: one below the other in one measure, unless floats narrow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

if TYPE_CHECKING:
    from typeset.press.lines import Flow


class Geometry:
    """Where the lines of a block stand: constant, unless floats narrow them."""

    def __init__(self, flow: Flow, box: Any, position_y: float) -> None:
        self.floats = bool(flow.context.excluded_shapes)
        self.width = flow.containing_block.width
        self._flow = flow
        self._x = flow.containing_block.content_box_x()
        self._tops = [position_y]
        if self.floats:
            self._height, _ = strut(box.style)
            self._probe = boxes.LineBox(box.element_tag, box.style, box.element, [])
            resolve_percentages(self._probe, flow.containing_block)
            self._probe.width, self._probe.height = 2 * box.style["font_size"], self._height

    def line(self, number: int) -> tuple[float, float, float]:
        """Left edge, top and width of line `number`."""
        if not self.floats:
            return self._x, self._tops[-1], self.width
        while len(self._tops) <= number:
            self._tops.append(self._tops[-1] + self._height)
        self._probe.position_x, self._probe.position_y = self._x, self._tops[number]
        x, y, width = avoid_collisions(self._flow.context, self._probe, self._flow.containing_block, outer=False)
        self._tops[number] = y
        return x, y, width

    def reached(self, number: int, position_y: float) -> None:
        """Line `number` begins at `position_y`."""
        if self.floats:
            del self._tops[number:]
            self._tops.append(position_y)
        else:
            self._tops = [position_y]
