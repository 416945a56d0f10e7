"""What a document is made of, sorted by kind: one walk over its objects serves every check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from msgspec import Struct, field

from typeset.preflight.pdf.elements import element, references
from typeset.preflight.pdf.objects import PdfObject, entries, entry, identity, is_dictionary, items, name
from typeset.preflight.pdf.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document

# The kinds of action (ISO 32000-1, table 198), and what else is met as one.
ACTIONS = frozenset(
    [
        "GoTo",
        "GoToR",
        "GoToE",
        "Launch",
        "Thread",
        "URI",
        "Sound",
        "Movie",
        "Hide",
        "Named",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "JavaScript",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "RichMediaExecute",
    ]
)
_CLIPS = {"MCD", "MCS"}
_DEEPEST = 100  # of what is written inside one object


class Survey(Struct):
    """Objects by kind.

    Attributes:
        streams, images, forms, fonts, files: What they say.
        states: Dictionaries of extended graphics state.
        halftones: Halftones.
        actions: Actions, each with its kind.
        triggers: Dictionaries with additional actions (/AA).
        clips: Media clips.
        scripts: Whether the document has named JavaScript.
    """

    streams: list[PdfObject] = field(default_factory=list)
    images: list[PdfObject] = field(default_factory=list)
    forms: list[PdfObject] = field(default_factory=list)
    postscript: list[PdfObject] = field(default_factory=list)
    fonts: list[PdfObject] = field(default_factory=list)
    files: list[PdfObject] = field(default_factory=list)
    states: list[PdfObject] = field(default_factory=list)
    halftones: list[PdfObject] = field(default_factory=list)
    actions: list[tuple[str, PdfObject]] = field(default_factory=list)
    triggers: list[PdfObject] = field(default_factory=list)
    clips: list[PdfObject] = field(default_factory=list)
    scripts: bool = False


class Annotation(Struct, frozen=True):
    """An annotation: the page it is on, from 1, its dictionary and kind."""

    page: int
    dictionary: PdfObject
    kind: str


def survey_of(document: Document) -> Survey:
    """Walk over everything that the catalogue leads to."""
    found = Survey()
    for thing, keys in _reachable(document.pdf):
        _sort(found, keys, thing)
    found.scripts = entry(document.pdf.trailer, "/Root", "/Names", "/JavaScript") is not None
    return found


def _reachable(pdf: pikepdf.Pdf) -> Iterator[tuple[PdfObject, dict[str, PdfObject]]]:
    """Every dictionary and stream that the catalogue leads to, each indirect one once, and what is in it.

    Elements of the tag tree that say nothing but where they stand are only passed through.
    """
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[PdfObject, int]] = [(entry(pdf.trailer, "/Root"), 0)]
    while stack:
        thing, depth = stack.pop()
        own = identity(thing)
        if own is not None:
            if own in seen:
                continue
            seen.add(own)
            if plain := element(thing):
                further = [each for each in reversed(references(plain)) if each not in seen]
                stack.extend((pdf.get_object(each), 0) for each in further)
                continue
            depth = 0
        if depth > _DEEPEST:
            continue
        if isinstance(thing, pikepdf.Array):
            inner = items(thing)
        elif is_dictionary(thing):
            found = dict(entries(thing))
            yield thing, found
            inner = list(found.values())
        else:
            continue
        inner = [each for each in reversed(inner) if isinstance(each, pikepdf.Object) and each.objgen not in seen]
        stack.extend((each, depth + 1) for each in inner if not isinstance(each, pikepdf.Name))


def _sort(found: Survey, keys: Mapping[str, PdfObject], thing: PdfObject) -> None:
    kind, subtype = name(keys.get("/Type")), name(keys.get("/Subtype"))
    if "/S" in keys and "/P" in keys and kind in {"", "StructElem"} and "/K" in keys:
        return
    if isinstance(thing, pikepdf.Stream):
        found.streams.append(thing)
        _sort_stream(found, keys, subtype, thing)
    if kind == "Font":
        found.fonts.append(thing)
    if kind == "Filespec" or "/EF" in keys:
        found.files.append(thing)
    if kind == "Halftone" or "/HalftoneType" in keys:
        found.halftones.append(thing)
    if "/ExtGState" in keys:
        found.states += [state for _, state in entries(keys["/ExtGState"]) if is_dictionary(state)]
    if name(keys.get("/S")) in ACTIONS and kind in {"", "Action"} and "/P" not in keys:
        found.actions.append((name(keys["/S"]), thing))
    if "/AA" in keys:
        found.triggers.append(thing)
    if kind == "MediaClip" or (name(keys.get("/S")) in _CLIPS and "/D" in keys):
        found.clips.append(thing)


def _sort_stream(found: Survey, keys: Mapping[str, PdfObject], subtype: str, thing: PdfObject) -> None:
    if subtype == "Image":
        found.images.append(thing)
    elif subtype == "Form":
        found.forms.append(thing)
    if subtype == "PS" or name(keys.get("/Subtype2")) == "PS" or (subtype == "Form" and "/PS" in keys):
        found.postscript.append(thing)


def annotations_of(document: Document) -> tuple[Annotation, ...]:
    """All annotations, page by page."""
    found = []
    for page in document.once(pages_of):
        seen: set[tuple[int, int] | None] = set()
        for each in items(entry(page.dictionary, "/Annots")):
            own = identity(each)
            if is_dictionary(each) and (own is None or own not in seen):
                found.append(Annotation(page.number, each, name(entry(each, "/Subtype"))))
            seen.add(own)
    return tuple(found)
