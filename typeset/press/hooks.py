"""The attributes of WeasyPrint that are replaced, for the length of a `with` block.

Where WeasyPrint is not of the range this was written for, or one of them has another signature, nothing is replaced:
pages then have WeasyPrint's own lines and tags, and a warning says so.
"""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint import document, draw, pdf
from weasyprint.layout import block, preferred
from weasyprint.pdf.stream import Stream

from typeset.press import properties
from typeset.press.glyphs import composed_text
from typeset.press.lines import composed_lines
from typeset.press.rhythm import stepped_blocks
from typeset.press.tags.characters import named_glyphs
from typeset.press.tags.session import Session
from typeset.press.tags.stream import artifact_of_layout, marked_by_plan, marked_in_groups
from typeset.press.widths import composed_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.diagnostics import Report

SUPPORTED = (70,)


@dataclass(frozen=True, slots=True)
class Hook:
    """One attribute of a module or a class: what parameters it must have, and what makes its replacement."""

    module: Any
    name: str
    parameters: tuple[str, ...]
    replacement: Callable[[Any], Any]

    def fits(self) -> bool:
        """Whether WeasyPrint's function still takes the parameters we know."""
        return tuple(inspect.signature(getattr(self.module, self.name)).parameters) == self.parameters


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
    Hook(
        block,
        "block_level_layout",
        (
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
        ),
        stepped_blocks,
    ),
    Hook(
        preferred,
        "inline_line_widths",
        ("context", "box", "outer", "is_line_start", "minimum", "skip_stack", "first_line"),
        composed_widths,
    ),
    Hook(draw, "draw_text", ("stream", "textbox", "offset_x", "text_overflow", "block_ellipsis"), composed_text),
)


def tag_hooks() -> tuple[Hook, ...]:
    """The hooks that write the tags of one document."""
    session = Session()
    links = ("links_and_anchors", "matrix", "pdf", "page", "names", "tags")
    return (
        Hook(document, "draw_page", ("page", "stream"), session.planned_pages),
        Hook(pdf, "add_links", links, session.collected_links),
        Hook(pdf, "add_tags", ("pdf", "document", "pdf_version", "page_streams"), session.written_tags),
        Hook(Stream, "marked", ("self", "box", "tag"), marked_by_plan),
        Hook(Stream, "artifact", ("self",), artifact_of_layout),
        Hook(Stream, "clone", ("self", "kwargs"), marked_in_groups),
        Hook(pdf, "build_fonts_dictionary", ("pdf", "fonts", "compress", "subset", "options"), named_glyphs),
    )


def supported() -> bool:
    """Whether the composer and the tags can work inside the WeasyPrint that is installed."""
    known = int(weasyprint.__version__.split(".")[0]) in SUPPORTED
    return known and all(hook.fits() for hook in (*HOOKS, *tag_hooks()))


@contextmanager
def composing(report: Report) -> Iterator[None]:
    """Let the composer set the lines, and our tags be written, inside the block; warn in `report` where it cannot."""
    properties.register()
    if not supported():
        report.add("press.unsupported-engine", None, version=weasyprint.__version__)
        yield
        return
    hooks = (*HOOKS, *tag_hooks())
    originals = [getattr(hook.module, hook.name) for hook in hooks]
    for hook, original in zip(hooks, originals, strict=True):
        setattr(hook.module, hook.name, hook.replacement(original))
    try:
        yield
    finally:
        for hook, original in zip(hooks, originals, strict=True):
            setattr(hook.module, hook.name, original)
