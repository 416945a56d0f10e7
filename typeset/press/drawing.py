"""Drawing the finished pages of a part, with their tags: the engine's boxes become plain values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from typeset.press.copies import Copies
from typeset.press.drawn import DrawnPage, DrawnPart, Glyphs, LinkArea
from typeset.press.style import PT_PER_PX
from typeset.press.tags.characters import named
from typeset.press.tags.links import areas_of
from typeset.press.tags.plan import Planner
from typeset.press.tags.record import Recorder
from typeset.press.tags.roles import words
from typeset.press.tags.stream import Marker
from typeset.press.tags.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.press.setting import SetPart

# Where the color spaces of all parts are: the object that `bind` adds first.
COLOR_SPACES = b"3 0 R"
_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


def draw(part: SetPart) -> DrawnPart:
    """Draw the pages of `part`."""
    html = part.galley.html.etree_element
    tree = Tree(html, part.galley.headings)
    planner = Planner(tree)
    resources = _resources()
    images: dict[str, Any] = {}
    fonts: dict[int, Any] = {}
    markers, pages = [], []
    for number, page in enumerate(part.pages):
        matrix = Matrix(PT_PER_PX, 0, 0, -PT_PER_PX, 0, page.height * PT_PER_PX)
        box = _media_box(page)
        area = tuple(edge / PT_PER_PX for edge in box)
        stream = Stream(fonts, area, resources, images, {}, {}, None, compress=True)
        stream.transform(d=-1, f=page.height * PT_PER_PX)
        stream._typeset_marker = marker = Marker(stream, planner.plan(page._page_box))
        markers.append(marker)
        links = areas_of(page.links, matrix, tree)
        page.paint(stream, PT_PER_PX)
        areas: list[LinkArea] = []
        for node, found in links.items():
            for link in found:
                node.links.append((number, len(areas)))
                areas.append(link)
        pages.append(_page(page, stream, marker, box, matrix, areas))
    tree.keep_cells()
    copies = Copies()
    return DrawnPart(
        pages=tuple(_with_groups(page, marker, copies) for page, marker in zip(pages, markers, strict=True)),
        resources=copies.of(resources),
        images={name: _x_object(image) for name, image in images.items()},
        fonts={font.hash: _glyphs(font) for font in fonts.values()},
        tags=Recorder(tree, markers, part.galley.around).record(),
        words={name: words(element) for name, element in tree.anchors.items()},
    )


def _resources() -> Any:
    return pydyf.Dictionary({**{kind: pydyf.Dictionary() for kind in _KINDS}, "ColorSpace": COLOR_SPACES})


def _media_box(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is drawn of `page`, in points."""
    left, top = -page.bleed["left"] * PT_PER_PX, -page.bleed["top"] * PT_PER_PX
    width = PT_PER_PX * (page.width + page.bleed["left"] + page.bleed["right"])
    height = PT_PER_PX * (page.height + page.bleed["top"] + page.bleed["bottom"])
    return left, top, left + width, top + height


def _page(page: Any, stream: Any, marker: Marker, box: Any, matrix: Any, links: list[Any]) -> DrawnPage:
    bleed = {side: width * PT_PER_PX for side, width in page.bleed.items()}
    left, top, right, bottom = box
    return DrawnPage(
        content=stream.data,
        box=box,
        trim=(left + bleed["left"], top + bleed["top"], right - bleed["right"], bottom - bleed["bottom"]),
        links=tuple(links),
        anchors={name: matrix.transform_point(*place[:2]) for name, place in page.anchors.items()},
        bookmarks=tuple(
            (level, label, matrix.transform_point(*place), state) for level, label, place, state in page.bookmarks
        ),
        marks=len(marker.nodes),
        groups=(),
    )


def _with_groups(page: DrawnPage, marker: Marker, copies: Copies) -> DrawnPage:
    groups = tuple((copies.of(group.stream), len(group.nodes)) for group in marker.groups)
    return replace(page, groups=groups) if groups else page


def _x_object(image: Mapping[str, Any]) -> Any:
    """The picture as an object of a PDF, its bytes read."""
    made = image["image"].get_x_object(image["interpolate"], max(image["dpi_ratios"]))
    return Copies().of(made)


def _glyphs(font: Any) -> Glyphs:
    return Glyphs(font.family, font.weight, font.widths, named(font.to_unicode), font.missing, font)
