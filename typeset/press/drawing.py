"""Drawing the finished pages of a part, with their tags: the engine's boxes become plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf
from msgspec.structs import replace
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from typeset.press.copies import Copies
from typeset.press.drawn import DrawnPage, DrawnPart, Glyphs, LinkArea
from typeset.press.keeping.sketch import Sketch
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
    """The pages of `part` drawn: once, as long as they are numbered as they were."""
    if part.galley.drawn is None:
        part.galley.drawn = _drawn(part)
    return part.galley.drawn


def _drawn(part: SetPart) -> DrawnPart:
    html = part.galley.html.etree_element
    tree = Tree(html, part.galley.headings)
    planner = Planner(tree)
    resources = _resources()
    images: dict[str, Any] = {}
    fonts: dict[int, Any] = {}
    lasting = part.galley.compositions is not None
    markers, pages = [], []
    for number, page in enumerate(part.pages):
        page.bleed = dict.fromkeys(page.bleed, 0)  # readers get pages as they are cut
        matrix = Matrix(PT_PER_PX, 0, 0, -PT_PER_PX, 0, page.height * PT_PER_PX)
        stream = Stream(fonts, (0, 0, page.width, page.height), resources, images, {}, {}, None, compress=True)
        stream.transform(d=-1, f=page.height * PT_PER_PX)
        stream._typeset_marker = marker = Marker(stream, planner.plan(page._page_box))
        markers.append(marker)
        links = areas_of(page.links, matrix, tree)
        content = _content(page, stream, marker, resources["ExtGState"], lasting=lasting)
        areas: list[LinkArea] = []
        for node, found in links.items():
            for link in found:
                node.links.append((number, len(areas)))
                areas.append(link)
        pages.append(_page(page, content, marker, matrix, areas))
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


def _content(page: Any, stream: Any, marker: Marker, states: Any, *, lasting: bool) -> bytes:
    """The content stream of `page`, which is painted unless it stands as it was painted before."""
    sketch: Sketch | None = page.__dict__.get("_typeset_sketch")
    if sketch and sketch.repeat(stream, marker, states):
        return sketch.content
    page.paint(stream, PT_PER_PX)
    joined = pydyf.Stream([b"\n".join(stream.stream)], stream.extra, compress=True)  # at once, not one by one
    content: bytes = joined.data
    page._typeset_sketch = Sketch.of(stream, marker, content, states) if lasting else None
    return content


def _resources() -> Any:
    return pydyf.Dictionary({**{kind: pydyf.Dictionary() for kind in _KINDS}, "ColorSpace": COLOR_SPACES})


def _page(page: Any, content: bytes, marker: Marker, matrix: Any, links: list[LinkArea]) -> DrawnPage:
    return DrawnPage(
        content=content,
        width=page.width * PT_PER_PX,
        height=page.height * PT_PER_PX,
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
