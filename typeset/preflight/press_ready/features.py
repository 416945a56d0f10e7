"""What a press cannot use, or must not be left to decide: annotations, actions, curves, layers, references (P15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.features import (
    bad_halftones,
    has_transfer_function,
    layer_configurations,
    reads_from_outside,
)
from typeset.preflight.pdf.objects import entry, name, rectangle, text
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.survey import annotations_of, survey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

# What printers and their programs put there themselves.
_OF_THE_PRINTER = {"PrinterMark", "TrapNet"}


def check_annotations(document: Document, _: Profiles) -> Iterator[Finding]:
    """No annotation touches the bleed."""
    pages = document.once(pages_of)
    for annotation in document.once(annotations_of):
        page = pages[annotation.page - 1]
        area = rectangle(entry(annotation.dictionary, "/Rect"))
        if annotation.kind in _OF_THE_PRINTER or area is None or not area.meets(page.bleed or page.finished):
            continue
        values = {"kind": annotation.kind}
        yield Finding("P15.annotation", annotation.page, box=page.place(area), values=values)


def check_actions(document: Document, _: Profiles) -> Iterator[Finding]:
    """Nothing acts: no scripts, no actions, no forms to fill in."""
    found = document.once(survey_of)
    kinds = sorted({kind for kind, _ in found.actions})
    if found.scripts or "JavaScript" in kinds:
        yield Finding("P15.javascript")
    for kind in kinds:
        if kind != "JavaScript":
            yield Finding("P15.action", values={"kind": kind})
    if entry(document.pdf.trailer, "/Root", "/AcroForm", "/XFA") is not None:
        yield Finding("P15.form")


def check_states(document: Document, _: Profiles) -> Iterator[Finding]:
    """Nothing changes the tones of the press: no transfer functions, halftones of type 1 or 5 only."""
    found = document.once(survey_of)
    if any(has_transfer_function(state) for state in found.states):
        yield Finding("P15.transfer-function")
    if bad_halftones(found):
        yield Finding("P15.halftone")


def check_references(document: Document, _: Profiles) -> Iterator[Finding]:
    """All that is printed is in the file, and is what it is: no PostScript, no alternates, no proxies."""
    found = document.once(survey_of)
    if found.postscript:
        yield Finding("P15.postscript")
    if any(entry(image, "/Alternates") is not None for image in found.images):
        yield Finding("P15.alternate")
    if any(entry(thing, "/OPI") is not None for thing in (*found.images, *found.forms)):
        yield Finding("P15.opi")
    if any(reads_from_outside(stream) for stream in found.streams):
        yield Finding("P15.external-stream")
    if any(entry(form, "/Ref") is not None for form in found.forms):
        yield Finding("P15.reference")


def check_layers(document: Document, _: Profiles) -> Iterator[Finding]:
    """Layers have a default of a name, and no viewer switches them by itself."""
    for configuration in layer_configurations(document):
        if not text(entry(configuration, "/Name")):
            yield Finding("P15.layer-unnamed")
        if entry(configuration, "/AS") is not None:
            yield Finding("P15.layer-switches", values={"name": text(entry(configuration, "/Name"))})
        if name(entry(configuration, "/BaseState")) not in {"", "ON"}:
            yield Finding("P15.layer-base", values={"name": text(entry(configuration, "/Name"))})
