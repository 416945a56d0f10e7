"""The output intent: for which press the colours are meant (P13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.intents import Profile, intents_of, read_profile
from typeset.preflight.pdf.objects import entry, integer, text
from typeset.preflight.press_ready.x1a import claims_x1a
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.objects import PdfObject
    from typeset.settings import Profiles


def check_intent(document: Document, _: Profiles) -> Iterator[Finding]:
    """There is one output intent for print, with a name and the profile of a printing press."""
    intents = intents_of(document, "GTS_PDFX")
    if not intents:
        yield Finding("P13.no-intent")
        return
    if len(intents) > 1:
        yield Finding("P13.several-intents", values={"count": len(intents)})
    intent = intents[0]
    if not text(entry(intent, "/OutputConditionIdentifier")):
        yield Finding("P13.no-condition")
    # PDF/X-1a may leave the profile to the registry.
    profile = entry(intent, "/DestOutputProfile")
    if profile is not None or not (claims_x1a(document) and text(entry(intent, "/RegistryName"))):
        yield from _check_profile(profile)


def _check_profile(stream: PdfObject) -> Iterator[Finding]:
    if not isinstance(stream, pikepdf.Stream):
        yield Finding("P13.no-profile")
        return
    profile = read_profile(stream)
    if profile.device != "prtr" or profile.space not in Profile.COMPONENTS:
        yield Finding("P13.not-a-press", values={"device": profile.device or "?", "space": profile.space or "?"})
    elif integer(entry(stream, "/N")) != Profile.COMPONENTS[profile.space]:
        yield Finding("P13.components-differ", values={"space": profile.space})
