"""How much room the articles take: the pieces of each on its pages, and the room that a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from tinycss2 import serialize
from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator

PT_PER_PX = 0.75


class Piece(Struct, frozen=True):
    """The part of an article that stands in one column of one page; lengths in points from the page's top left.

    Attributes:
        page: The page, from 1.
        source: The file of the article.
        left_pt: The left edge of the column.
        top_pt: Where the piece begins.
        bottom_pt: Where its last line or picture ends.
    """

    page: int
    source: str
    left_pt: float
    top_pt: float
    bottom_pt: float


class TypeArea(Struct, frozen=True):
    """The room for the text of a page (版心), less what its notes take; lengths in points from the page's top."""

    top_pt: float
    bottom_pt: float


def pieces(pages: list[Any]) -> Iterator[Piece]:
    """The pieces of all articles, page by page in the order of the tree."""
    for number, page in enumerate(pages, 1):
        for box in _articles(page._page_box):
            yield Piece(
                page=number,
                source=box.element.get("data-source", ""),
                left_pt=box.border_box_x() * PT_PER_PX,
                top_pt=box.border_box_y() * PT_PER_PX,
                bottom_pt=max(_bottoms(box), default=box.border_box_y()) * PT_PER_PX,
            )


def type_area(page: Any) -> TypeArea:
    """The type area of `page`."""
    box = page._page_box
    top = box.content_box_y()
    notes = sum(child.margin_height() for child in box.children if isinstance(child, boxes.FootnoteAreaBox))
    return TypeArea(top * PT_PER_PX, (top + box.height - notes) * PT_PER_PX)


def number_of(pages: list[Any], name: str) -> float | None:
    """The number that the style sheets give to the custom property `name` (`--lines`); None where there is none."""
    style = _root(pages).style
    key = f"__{name.removeprefix('--').replace('-', '_')}"
    tokens = style[key] if key in style.cascaded else None
    try:
        return float(serialize(tokens)) if tokens else None
    except ValueError:
        return None


def body_type_pt(pages: list[Any]) -> tuple[float, float]:
    """Size and leading of the body."""
    style = _root(pages).style
    line_height = style["line_height"]
    value = getattr(line_height, "value", line_height)
    return style["font_size"] * PT_PER_PX, value * PT_PER_PX


def _root(pages: list[Any]) -> Any:
    return next(box for box in pages[0]._page_box.children if box.element_tag == "html")


def _articles(box: Any, *, inside: bool = False) -> Iterator[Any]:
    """The boxes inside a section that say which file they come from, the outermost of each."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        if inside and inner.element is not None and "data-source" in inner.element.attrib:
            yield inner
        else:
            yield from _articles(inner, inside=inside or inner.element_tag == "section")


def _bottoms(box: Any) -> Iterator[float]:
    """Where lines, pictures and tables in `box` end; a block's own height would count what a page break left empty."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        if isinstance(inner, boxes.LineBox | boxes.ReplacedBox | boxes.TableBox):
            yield inner.position_y + inner.margin_height()
        else:
            yield from _bottoms(inner)
