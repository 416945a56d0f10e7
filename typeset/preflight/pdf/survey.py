"""What a document is made of, sorted by kind: one walk over its objects serves every check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.preflight.pdf.objects import BROKEN, PdfObject, entries, entry, identity, is_dictionary, items, name
from typeset.preflight.pdf.pages import pages_of
from typeset.qpdf import pikepdf

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
_CLIPS = frozenset(["MCD", "MCS"])
_DEEPEST = 100  # of what is written inside one object
# The names without one of which nothing but a stream is of a kind below, as the library writes them.
_KINDS = ("Font", "Filespec", "EF", "Halftone", "HalftoneType", "ExtGState", "AA", "MediaClip", *ACTIONS, *_CLIPS)
_TELLING = re.compile(rf"/(?:{'|'.join(sorted(_KINDS))}) ".encode())
_TEXT = re.compile(rb"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_REFERENCE = re.compile(rb"[0-9]+ [0-9]+ R")


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

    Those in which nothing may be of a kind that is asked for are only passed through.
    """
    seen: set[bytes] = set()
    # Direct objects, each with how deep it stands in an indirect one, and references as they are written.
    stack: list[tuple[PdfObject, int]] = [(_named(entry(pdf.trailer, "/Root")), 0)]
    while stack:
        thing, depth = stack.pop()
        if isinstance(thing, bytes):
            if thing in seen:
                continue
            seen.add(thing)
            number, generation, _ = thing.split()
            thing = pdf.get_object(int(number), int(generation))
        further = _passed_through(thing)
        if further is not None:
            stack.extend((each, 0) for each in reversed(further) if each not in seen)
            continue
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
        inner = [each for each in reversed(inner) if isinstance(each, pikepdf.Object)]
        stack.extend((_named(each), depth + 1) for each in inner if not isinstance(each, pikepdf.Name))


def _named(thing: PdfObject) -> PdfObject:
    """An object as it stands in another: an indirect one as a reference."""
    own = identity(thing)
    return b"%d %d R" % own if own else thing


def _passed_through(thing: PdfObject) -> list[bytes] | None:
    """The references in `thing`, in their order; None where something in it may be of a kind that is asked for.

    To ask for each of its entries takes several times as long as to read its words for the whole.
    """
    try:
        written = thing.unparse(resolved=True)
    except BROKEN:
        return None
    if not written.startswith((b"<<", b"[")) or _TELLING.search(written):  # the words of a stream are not its own
        return None
    if b"(" in written:
        written = _TEXT.sub(b"", written)
    return _REFERENCE.findall(written) if b" R" in written else []


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
