"""Binding: drawn parts become one PDF, with its outline, the places of its anchors, its fonts and its structure."""

from __future__ import annotations

import io
from collections import ChainMap
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import pydyf
import weasyprint
from msgspec import Struct
from tinycss2.color5 import D50, D65
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.matrix import Matrix
from weasyprint.pdf import VARIANTS, _use_references
from weasyprint.pdf.anchors import add_outlines
from weasyprint.pdf.fonts import build_fonts_dictionary

from typeset.cores import cores
from typeset.press.copies import Copies
from typeset.press.cuts import Cut
from typeset.press.deflation import at_default_level
from typeset.press.tags.links import annotation
from typeset.press.tags.objects import Bytes, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from typeset.press.drawn import DrawnPage, DrawnPart, Glyphs
    from typeset.press.stock import Stock
    from typeset.press.tags.objects import Groups

T = TypeVar("T")
_AS_IT_IS = {
    "x_object": None,
    "interpolate": False,
    "dpi_ratios": (1,),
}  # what the engine would do to a picture, done before


def bind(
    parts: Sequence[DrawnPart],
    stock: Stock,
    metadata: Any,
    variant: str,
    identifier: str,
    finish: Callable[[Any], None],
) -> bytes:
    """The PDF of all `parts`; `finish` is handed it before it is written."""
    pdf = pydyf.PDF()
    pdf.add_object(_color_spaces())
    fonts = pydyf.Dictionary()
    pdf.add_object(fonts)
    annotations, groups = _add_pages(pdf, parts, fonts)
    add_outlines(pdf, _bookmarks(parts))
    _describe(pdf, metadata)
    options = weasyprint.DEFAULT_OPTIONS | {"pdf_version": VARIANTS[variant][1]["pdf_version"]}
    _embed(pdf, fonts, _fonts(parts, stock), options)
    _add_destinations(pdf, parts)
    Writer(pdf, annotations, groups).write(parts)
    VARIANTS[variant][0](pdf, _Described(metadata), (), [], True)
    finish(pdf)
    output = io.BytesIO()
    with at_default_level():
        pdf.write(output, options["pdf_version"], identifier.encode(), compress=True)
    return output.getvalue()


class _Described(Struct, frozen=True):
    """What a function of a PDF variant asks of a document."""

    metadata: Any


def _color_spaces() -> Any:
    spaces = {}
    for name, white in (("lab-d50", D50), ("lab-d65", D65)):
        ranges = pydyf.Array((-125, 125, -125, 125))
        spaces[name] = pydyf.Array(("/Lab", pydyf.Dictionary({"WhitePoint": pydyf.Array(white), "Range": ranges})))
    return pydyf.Dictionary(spaces)


def _add_pages(pdf: Any, parts: Sequence[DrawnPart], fonts: Any) -> tuple[list[list[Any]], list[Groups]]:
    """Add all pages with what they show; the annotations of each, and its groups."""
    words = ChainMap(*(dict(part.words) for part in parts))
    targets = {name for part in parts for page in part.pages for name in page.anchors}
    annotations: list[list[Any]] = []
    groups: list[Groups] = []
    for part in parts:
        copies = Copies()
        resources = copies.of(part.resources)
        resources["Font"] = fonts.reference
        pdf.add_object(resources)
        for page in part.pages:
            made = _page(pdf, page, resources)
            made["StructParents"] = len(annotations)
            pdf.add_page(made)
            own = [
                annotation(area, area.contents or words.get(area.goal) or area.goal)
                if area.kind == "external" or area.goal in targets
                else None
                for area in page.links
            ]
            for link in filter(None, own):
                pdf.add_object(link)
                made.setdefault("Annots", pydyf.Array()).append(link.reference)
            annotations.append(own)
            groups.append([(copies.of(group), count) for group, count in page.groups])
        images = {
            name: {"x_object": None, "image": _Picture(copies.of(image)), **_AS_IT_IS}
            for name, image in part.images.items()
        }
        _use_references(pdf, resources, images, {})
    return annotations, groups


class _Picture(Struct, frozen=True):
    """What the engine asks of a picture."""

    made: Any

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        return self.made


def _page(pdf: Any, page: DrawnPage, resources: Any) -> Any:
    content = Bytes(page.content)
    pdf.add_object(content)
    box = pydyf.Array((0, 0, page.width, page.height))
    return pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": box,
            "TrimBox": box,
            "BleedBox": box,
            "Contents": content.reference,
            "Resources": resources.reference,
            "Tabs": "/S",
        }
    )


def _bookmarks(parts: Sequence[DrawnPart]) -> list[Any]:
    """The outline as the engine's tree of subtrees."""
    root: list[Any] = []
    skipped: list[int] = []
    last_by_depth, level = [root], 0
    for number, page in enumerate(page for part in parts for page in part.pages):
        level = make_page_bookmark_tree(page, skipped, last_by_depth, level, number, Matrix())
    return root


def _describe(pdf: Any, metadata: Any) -> None:
    """What the document says of itself."""
    facts = {
        "Producer": f"WeasyPrint {weasyprint.__version__}",
        "Title": metadata.title,
        "Author": ", ".join(metadata.authors),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": metadata.generator,
    }
    pdf.info.update({name: pydyf.String(fact) for name, fact in facts.items() if fact})
    if metadata.lang:
        pdf.catalog["Lang"] = pydyf.String(metadata.lang)


def _fonts(parts: Sequence[DrawnPart], stock: Stock) -> dict[str, Any]:
    """The engine's fonts, with what all parts used of each."""
    used: dict[str, list[Glyphs]] = {}
    for part in parts:
        for name, glyphs in part.fonts.items():
            used.setdefault(name, []).append(glyphs)
    fonts = {}
    for name, of_parts in sorted(used.items()):
        font = fonts[name] = stock.fonts.faces.embeddable(name, of_parts[0])
        font.widths = _joined(glyphs.widths for glyphs in of_parts)
        font.to_unicode = _joined(glyphs.to_unicode for glyphs in of_parts)
        font.missing = _joined(glyphs.missing for glyphs in of_parts)
    return fonts


def _embed(pdf: Any, dictionary: Any, fonts: dict[str, Any], options: dict[str, Any]) -> None:
    """Add the font files to `pdf`.

    HarfBuzz and zlib let go of the interpreter while they work: there a thread for each processor is worth its while.
    The font with the most glyphs takes longest and comes first.
    """
    before = len(pdf.objects)
    outlines = [font for font in fonts.values() if not font.bitmap]
    outlines.sort(key=lambda font: len(font.to_unicode), reverse=True)
    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(lambda font: font.subset(font.to_unicode, options["hinting"]), outlines))
    dictionary.update(build_fonts_dictionary(pdf, fonts, True, True, options))
    for stream in pdf.objects[before:]:
        cut = stream.stream[0] if isinstance(stream, pydyf.Stream) else None
        if isinstance(cut, Cut):
            stream.stream, stream.compress = [cut.deflated], False
            stream.extra["Filter"] = "/FlateDecode"


def _joined(mappings: Iterable[Mapping[int, T]]) -> dict[int, T]:
    """All entries in order; of several of one key the first."""
    joined: dict[int, T] = {}
    for mapping in mappings:
        for key, value in mapping.items():
            joined.setdefault(key, value)
    return dict(sorted(joined.items()))


def _add_destinations(pdf: Any, parts: Sequence[DrawnPart]) -> None:
    """Name where each anchor stands, the first time that there is one of its name."""
    places: dict[str, Any] = {}
    pages = (page for part in parts for page in part.pages)
    for reference, page in zip(pdf.page_references, pages, strict=True):
        for name, (x, y) in page.anchors.items():
            if name not in places:
                places[name] = pydyf.Array([reference, "/XYZ", x, y, 0])
    if places:
        names = pydyf.Array(item for name, place in sorted(places.items()) for item in (pydyf.String(name), place))
        pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": names})})
