"""Links and other annotations: in the tree, described, in the order of the tags (U9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import data, entry, identity, integer, is_dictionary, items, name, rectangle, text
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.survey import Annotation, annotations_of, survey_of
from typeset.preflight.pdf.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.tags import Tag
    from typeset.settings import Profiles

# The kinds of annotation (ISO 32000-1, table 169).
KINDS = frozenset(
    [
        "Text",
        "Link",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Stamp",
        "Caret",
        "Ink",
        "Popup",
        "FileAttachment",
        "Sound",
        "Movie",
        "Widget",
        "Screen",
        "PrinterMark",
        "TrapNet",
        "Watermark",
        "3D",
        "Redact",
    ]
)
_HIDDEN = 2
# What stands in its own element rather than in Annot.
_PARENTS = {"Link": "Link", "Widget": "Form"}
_OUTSIDE = {"PrinterMark", "TrapNet", "Popup"}


def check_annotations(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every annotation that can be seen is in the right element and says what it is."""
    tags = document.once(tags_of)
    for annotation in document.once(annotations_of):
        tag = tags.by_object.get(identity(annotation.dictionary) or (0, 0))
        if annotation.kind == "PrinterMark":
            yield from _check_printer_mark(annotation, tag)
        elif _is_seen(document, annotation):
            for code in (*_misplaced(annotation, tag), *_undescribed(annotation, tag)):
                area = rectangle(entry(annotation.dictionary, "/Rect"))
                box = document.once(pages_of)[annotation.page - 1].place(area) if area else None
                yield Finding(code, annotation.page, box=box, values={"kind": annotation.kind})


def _is_seen(document: Document, annotation: Annotation) -> bool:
    flags = integer(entry(annotation.dictionary, "/F")) or 0
    area = rectangle(entry(annotation.dictionary, "/Rect"))
    crop = document.once(pages_of)[annotation.page - 1].crop
    return not flags & _HIDDEN and annotation.kind != "Popup" and (area is None or area.grown(0.01).meets(crop))


def _misplaced(annotation: Annotation, tag: Tag | None) -> Iterator[str]:
    kind = annotation.kind
    if kind == "TrapNet":
        yield "U9.trap-net"
    elif kind not in KINDS:
        yield "U9.annotation-unknown"
    elif kind == "Link":
        if tag is None or "Link" not in {each.role for each in tag.lineage()}:
            yield "U9.link-untagged"
    elif kind == "Widget":
        if tag is None or tag.role != "Form":
            yield "U9.field-untagged"
    elif kind not in _OUTSIDE and (tag is None or tag.role != "Annot"):
        yield "U9.annotation-untagged"


def _undescribed(annotation: Annotation, tag: Tag | None) -> Iterator[str]:
    described = bool(text(entry(annotation.dictionary, "/Contents")).strip())
    alternative = bool(tag and tag.own("/Alt").strip())
    if annotation.kind == "Link":
        if not described:
            yield "U9.link-undescribed"
    elif annotation.kind == "Widget":
        named = _inherited(annotation.dictionary, "/TU")
        if not (text(named).strip() or alternative):
            yield "U9.field-undescribed"
    elif annotation.kind not in _OUTSIDE and not (described or alternative):
        yield "U9.annotation-undescribed"


def _inherited(field: object, key: str) -> object:
    for _ in range(20):
        if entry(field, key) is not None:
            return entry(field, key)
        field = entry(field, "/Parent")
    return None


def _check_printer_mark(annotation: Annotation, tag: Tag | None) -> Iterator[Finding]:
    if tag is not None or entry(annotation.dictionary, "/StructParent") is not None:
        yield Finding("U9.printer-mark-tagged", annotation.page)
    appearance = entry(annotation.dictionary, "/AP", "/N")
    drawn = data(appearance)
    if drawn.strip() and b"/Artifact" not in drawn:
        yield Finding("U9.printer-mark-content", annotation.page)


def check_tab_order(document: Document, _: Profiles) -> Iterator[Finding]:
    """On pages with annotations the tab key follows the tags."""
    for page in document.once(pages_of):
        if not any(is_dictionary(each) for each in items(entry(page.dictionary, "/Annots"))):
            continue
        order = name(entry(page.dictionary, "/Tabs"))
        if not order:
            yield Finding("U9.no-tab-order", page.number)
        elif order != "S":
            yield Finding("U9.tab-order", page.number, values={"order": order})


def check_clips(document: Document, _: Profiles) -> Iterator[Finding]:
    """Media clips say of what type they are and what they show."""
    for clip in document.once(survey_of).clips:
        if name(entry(clip, "/S")) == "MCD":
            if not text(entry(clip, "/CT")):
                yield Finding("U9.clip-type")
            if not items(entry(clip, "/Alt")):
                yield Finding("U9.clip-alt")
