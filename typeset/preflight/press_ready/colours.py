"""Colour that a press cannot print as it stands, and transparency without a space to blend in (P15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.colour import Family, space_of
from typeset.preflight.pdf.content import contents_of, things_of
from typeset.preflight.pdf.intents import intent_space
from typeset.preflight.pdf.objects import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.preflight.pdf.painted import Paint, Painted
    from typeset.settings import Profiles

_SCREEN = {Family.CAL_RGB, Family.LAB, Family.ICC}


def check_colours(document: Document, _: Profiles) -> Iterator[Finding]:
    """Under an intent for four inks nothing is red, green and blue, whether of a device or measured."""
    if intent_space(document, "GTS_PDFX") not in {"", "CMYK"}:
        return
    things = document.here(things_of)
    device = [thing for thing in things if _has(thing, {Family.RGB})]
    yield from on_pages("P15.device-rgb", document, device)
    yield from on_pages("P15.measured-colour", document, (thing for thing in things if _has(thing, _SCREEN)))


def _has(thing: Painted, families: set[Family]) -> bool:
    paints: list[Paint] = [paint for paint in (thing.fill, thing.stroke) if paint]
    return any(paint.space.is_three and paint.space.real.family in families for paint in paints)


def check_transparency(document: Document, _: Profiles) -> Iterator[Finding]:
    """A page with transparency blends in the inks of the press."""
    covered = intent_space(document, "GTS_PDFX") == "CMYK"
    for content in document.here(contents_of):
        space = entry(content.page.dictionary, "/Group", "/CS")
        clear = [thing for thing in content.things if thing.transparent and thing.is_visible]
        if not clear:
            continue
        if space is None and not covered:
            yield from on_pages("P15.no-blend-space", document, clear[:1])
        elif space is not None and space_of(space).is_three:
            yield from on_pages("P15.screen-blend-space", document, clear[:1])
