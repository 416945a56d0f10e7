"""The attributes of WeasyPrint that are replaced, for the length of a `with` block.

HOOKS make the pages what they are. Where WeasyPrint is not of the range this was written for, or one
of them has another signature, nothing is replaced: pages then have WeasyPrint's own lines and tags, and a warning says
so.

SHORTCUTS give what they replace gives, and sooner. One that does not fit is left out, and nobody need know.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pydyf
import tinyhtml5
import weasyprint
from msgspec import Struct
from tinyhtml5 import inputstream
from weasyprint import anchors, css, draw, images, stacking
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, page, preferred
from weasyprint.pdf import stream

from typeset import collector
from typeset.press import embedding, properties
from typeset.press.columns import even_columns
from typeset.press.composedtext import composed_line, composed_text
from typeset.press.feet import stretched_pages
from typeset.press.lines import composed_lines
from typeset.press.rhythm import stepped_blocks
from typeset.press.shortcuts import (
    cascade,
    descent,
    inflow,
    markup,
    matching,
    objects,
    percentages,
    pictures,
    textlines,
    undecorated,
    wellformed,
)
from typeset.press.tags.stream import artifact_of_layout, marked_by_plan, marked_in_groups
from typeset.press.widths import composed_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.diagnostics import Report

SUPPORTED = (70,)
_VARARGS, _VARKEYWORDS = 0x04, 0x08  # flags of a code object (inspect.CO_VARARGS, inspect.CO_VARKEYWORDS)


class Hook(Struct, frozen=True):
    """One attribute of a module or a class: what makes its replacement, and what must be so for that to fit.

    Attributes:
        module: Where the attribute is.
        name: Its name.
        parameters: The parameters that we know it to have; None for a dictionary.
        replacement: Makes the replacement of the original.
    """

    module: Any
    name: str
    parameters: tuple[str, ...] | None
    replacement: Callable[[Any], Any]

    def fits(self) -> bool:
        """Whether WeasyPrint's attribute is still what we know."""
        found = getattr(self.module, self.name, None)
        if self.parameters is None:
            return isinstance(found, dict)
        return _parameters(found) == self.parameters

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Have the replacement in its place inside the block."""
        original = getattr(self.module, self.name)
        setattr(self.module, self.name, self.replacement(original))
        try:
            yield
        finally:
            setattr(self.module, self.name, original)


def _parameters(found: Any) -> tuple[str, ...] | None:
    """The parameters of a function, of a property, or of what makes a class; None of anything else.

    That is what `inspect.signature` tells, which takes longer to import than all that it is asked here.
    """
    if isinstance(found, type):
        of_maker = _parameters(found.__init__)  # type: ignore[misc]
        return of_maker[1:] if of_maker else None
    function = found.fget if isinstance(found, property) else found
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType):
        return None
    code = function.__code__
    starred = bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + starred]


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
    Hook(
        draw,
        "draw_inline_level",
        ("stream", "page", "box", "offset_x", "text_overflow", "block_ellipsis"),
        composed_line,
    ),
    Hook(stream.Stream, "marked", ("self", "box", "tag"), marked_by_plan),
    Hook(stream.Stream, "artifact", ("self",), artifact_of_layout),
    Hook(stream.Stream, "clone", ("self", "kwargs"), marked_in_groups),
)

SHORTCUTS = (
    Hook(tinyhtml5, "parse", ("document", "namespace_html_elements", "kwargs"), wellformed.read_as_xml),
    Hook(inputstream, "characters_until_regex", None, markup.kept_patterns),
    Hook(
        css,
        "find_stylesheets",
        (
            *("wrapper_element", "device_media_type", "url_fetcher", "base_url", "font_config"),
            *("counter_style", "color_profiles", "page_rules", "layers"),
        ),
        markup.sought_where_some_are,
    ),
    Hook(
        css.StyleFor,
        "__init__",
        ("self", "html", "sheets", "presentational_hints", "font_config", "target_collector"),
        matching.matched_by_name,
    ),
    Hook(css.ComputedStyle, "__missing__", ("self", "key"), cascade.undeclared_sooner),
    Hook(css.StyleFor, "add_page_declarations", ("self", "page_type"), cascade.declared_once),
    Hook(
        css.StyleFor,
        "set_computed_styles",
        ("self", "element", "parent", "root", "pseudo_type", "base_url", "target_collector"),
        cascade.shared_by_likes,
    ),
    Hook(boxes.Box, "descendants", ("self", "placeholders"), descent.listed_by_one),
    Hook(boxes.Box, "is_in_normal_flow", ("self",), inflow.in_flow_sooner),
    Hook(boxes.Box, "establishes_formatting_context", ("self",), inflow.formatting_context_sooner),
    Hook(block, "collapse_margin", ("adjoining_margins",), inflow.margins_collapsed_sooner),
    Hook(block, "resolve_percentages", ("box", "containing_block"), percentages.resolved_once),
    Hook(page, "resolve_percentages", ("box", "containing_block"), percentages.resolved_once),
    Hook(
        background,
        "layout_box_backgrounds",
        ("page", "box", "get_image_from_uri", "layout_children", "style"),
        undecorated.backgrounds_sooner,
    ),
    Hook(draw, "draw_border", ("stream", "box"), undecorated.borders_sooner),
    Hook(
        stacking,
        "_dispatch",
        ("box", "page", "child_contexts", "blocks", "floats", "blocks_and_cells"),
        textlines.left_in_place,
    ),
    Hook(
        anchors,
        "gather_anchors",
        ("box", "anchors", "links", "bookmarks", "forms", "parent_matrix", "parent_form", "parent_link"),
        textlines.anchorless,
    ),
    Hook(draw, "draw_outline", ("stream", "box"), undecorated.outlines_sooner),
    Hook(
        images.SVGImage,
        "draw",
        ("self", "stream", "concrete_width", "concrete_height", "_style"),
        pictures.drawn_once,
    ),
    Hook(boxes.ParentBox, "page_values", ("self",), inflow.page_values_at_ends),
    Hook(stream, "Font", ("pango_font", "description", "font_size"), embedding.lean_fonts),
    Hook(pydyf.PDF, "page_references", ("self",), objects.listed_once),
    Hook(pydyf.PDF, "write", ("self", "output", "version", "identifier", "compress"), objects.written_once),
)


def supported() -> bool:
    """Whether the composer and the tags can work inside the WeasyPrint that is installed."""
    known = int(weasyprint.__version__.split(".")[0]) in SUPPORTED
    return known and all(hook.fits() for hook in HOOKS)


@contextmanager
def composing(report: Report) -> Iterator[None]:
    """Let the composer set the lines, and our tags be written, inside the block; warn in `report` where it cannot."""
    properties.register()
    with collector.resting(), ExitStack() as stack:
        if supported():
            for hook in (*HOOKS, *(shortcut for shortcut in SHORTCUTS if shortcut.fits())):
                stack.enter_context(hook.replaced())
        else:
            report.add("press.unsupported-engine", None, version=weasyprint.__version__)
        yield
