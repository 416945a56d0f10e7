"""The attributes of WeasyPrint that are replaced, for the length of a `with` block.

Where WeasyPrint is not of the range this was written for, or one of them has another signature, nothing is
replaced: pages then have WeasyPrint's own lines, and a warning says so.
"""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint import draw
from weasyprint.layout import block, page, preferred

from typeset.press import properties
from typeset.press.columns import even_columns
from typeset.press.feet import stretched_pages
from typeset.press.glyphs import composed_text
from typeset.press.lines import composed_lines
from typeset.press.rhythm import stepped_blocks
from typeset.press.widths import composed_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from typeset.diagnostics import Report

SUPPORTED = (70,)


@dataclass(frozen=True, slots=True)
class Hook:
    """One attribute: where it is, what parameters it must have, and what makes its replacement."""

    module: ModuleType
    name: str
    parameters: tuple[str, ...]
    replacement: Callable[[Any], Any]

    def fits(self) -> bool:
        """Whether WeasyPrint's function still takes the parameters we know."""
        return tuple(inspect.signature(getattr(self.module, self.name)).parameters) == self.parameters


_BLOCK_LEVEL = (
    "context",
    "box",
    "bottom_space",
    "skip_stack",
    "containing_block",
    "page_is_empty",
    "absolute_boxes",
    "fixed_boxes",
    "adjoining_margins",
    "first_letter_style",
    "first_line_style",
    "discard",
    "max_lines",
)

HOOKS = (
    Hook(
        block,
        "iter_line_boxes",
        (
            "context",
            "box",
            "position_y",
            "bottom_space",
            "skip_stack",
            "containing_block",
            "absolute_boxes",
            "fixed_boxes",
            "first_letter_style",
            "first_line_style",
        ),
        composed_lines,
    ),
    Hook(block, "block_level_layout", _BLOCK_LEVEL, stepped_blocks),
    Hook(page, "block_level_layout", _BLOCK_LEVEL, stretched_pages),
    Hook(block, "columns_layout", _BLOCK_LEVEL[:-2], even_columns),
    Hook(
        preferred,
        "inline_line_widths",
        ("context", "box", "outer", "is_line_start", "minimum", "skip_stack", "first_line"),
        composed_widths,
    ),
    Hook(draw, "draw_text", ("stream", "textbox", "offset_x", "text_overflow", "block_ellipsis"), composed_text),
)


def supported() -> bool:
    """Whether the composer can work inside the WeasyPrint that is installed."""
    return int(weasyprint.__version__.split(".")[0]) in SUPPORTED and all(hook.fits() for hook in HOOKS)


@contextmanager
def composing(report: Report) -> Iterator[None]:
    """Let the composer set the lines inside the block; warn in `report` where it cannot."""
    properties.register()
    if not supported():
        report.add("press.unsupported-engine", None, version=weasyprint.__version__)
        yield
        return
    originals = [getattr(hook.module, hook.name) for hook in HOOKS]
    for hook, original in zip(HOOKS, originals, strict=True):
        setattr(hook.module, hook.name, hook.replacement(original))
    try:
        yield
    finally:
        for hook, original in zip(HOOKS, originals, strict=True):
            setattr(hook.module, hook.name, original)
