"""Ink: black text as black alone, overprint, the total, lines too thin, registration colour (P4, P5, P6, P18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.gathering import is_on_page, on_pages
from typeset.preflight.pdf.colour import Family, channels, ink_of
from typeset.preflight.pdf.content import things_of
from typeset.preflight.pdf.images import is_countable, most_ink
from typeset.preflight.pdf.objects import identity
from typeset.preflight.pdf.painted import Kind, Paint, Painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.settings import Profiles

_LARGE = 24  # points; a title this large may be of any colour
_SOLID, _NEARLY_SOLID = 0.995, 0.8
_DARK, _NEUTRAL = 0.55, 0.15
_HAIRLINE = 0.2  # points
_NOISE = 1.0  # per cent


def check_black_text(document: Document, _: Profiles) -> Iterator[Finding]:
    """Black text is printed with black alone, and solid."""
    text = [thing for thing in document.here(things_of) if _is_small_text(thing) and is_on_page(document, thing)]
    yield from on_pages("P4.text-not-black", document, (thing for thing in text if _mixes_black(thing.fill)))
    yield from on_pages("P4.text-screened", document, (thing for thing in text if _is_screened(thing.fill)))


def _is_small_text(thing: Painted) -> bool:
    return thing.kind is Kind.TEXT and thing.is_visible and thing.size < _LARGE and thing.fill is not None


def _mixes_black(paint: Paint | None) -> bool:
    """Whether a colour looks black or dark grey, and takes more than black ink."""
    if paint is None or not paint.values:
        return False
    inks = channels(paint.space, paint.values)
    if inks is not None:
        *chromatic, black = inks
        shares = [min(1.0, share + black) for share in chromatic]
        return max(chromatic) > 0 and min(shares) > _DARK and max(shares) - min(shares) < _NEUTRAL
    if paint.space.is_three and paint.space.family is not Family.LAB:
        return max(paint.values) < 1 - _DARK and max(paint.values) - min(paint.values) < _NEUTRAL
    return False


def _is_screened(paint: Paint | None) -> bool:
    inks = channels(paint.space, paint.values) if paint and paint.values else None
    return inks is not None and max(inks[:3]) == 0 and _NEARLY_SOLID <= inks[3] < _SOLID


def check_overprint(document: Document, _: Profiles) -> Iterator[Finding]:
    """Black text prints over what lies below; white does not, or it would vanish."""
    things = [thing for thing in document.here(things_of) if is_on_page(document, thing)]
    knocking = (thing for thing in things if _is_small_text(thing) and _is_solid(thing) and not _overprints(thing))
    yield from on_pages("P5.black-knocks-out", document, knocking)
    yield from on_pages("P5.white-overprints", document, filter(_is_lost, things))


def _is_solid(thing: Painted) -> bool:
    inks = channels(thing.fill.space, thing.fill.values) if thing.fill else None
    return inks is not None and max(inks[:3]) == 0 and inks[3] >= _SOLID


def _overprints(thing: Painted) -> bool:
    # Mode 1 counts for CMYK only: it leaves the inks alone that are nought (ISO 32000-1 8.6.7).
    four = thing.fill is not None and thing.fill.space.is_four
    return thing.fill_overprint and (not four or thing.overprint_mode == 1)


def _is_lost(thing: Painted) -> bool:
    pairs = ((thing.fill, thing.fill_overprint), (thing.stroke, thing.stroke_overprint))
    return thing.is_visible and any(
        paint is not None
        and over
        and bool(paint.values)
        and ink_of(paint.space, paint.values) == 0
        and (not paint.space.is_four or thing.overprint_mode == 1)
        for paint, over in pairs
    )


def check_total_ink(document: Document, settings: Profiles) -> Iterator[Finding]:
    """No colour and no part of an image takes more ink than the paper can carry."""
    limit = settings.print.ink_limit
    painted: dict[int, Painted] = {}
    most: dict[int, float] = {}
    images: dict[object, float | None] = {}
    for thing in document.here(things_of):
        if not thing.is_visible or not is_on_page(document, thing):
            continue
        ink = max((_ink(paint) for paint in (thing.fill, thing.stroke) if paint), default=0.0)
        if thing.kind is Kind.IMAGE and is_countable(thing):
            key = identity(thing.image) or id(thing)
            if key not in images:
                images[key] = most_ink(thing)
            ink = max(ink, images[key] or 0.0)
        if ink > limit + _NOISE and ink > most.get(thing.page, 0):
            painted[thing.page], most[thing.page] = thing, ink
    for page, thing in painted.items():
        code = "P6.image-over-limit" if thing.kind is Kind.IMAGE else "P6.over-limit"
        yield from on_pages(code, document, [thing], ink=f"{most[page]:.0f}", limit=limit)


def _ink(paint: Paint) -> float:
    if not paint.values or paint.pattern is not None or (paint.space.family is Family.SEPARATION and _is_all(paint)):
        return 0.0
    return ink_of(paint.space, paint.values) or 0.0


def _is_all(paint: Paint) -> bool:
    return "All" in paint.space.inks


def check_lines(document: Document, _: Profiles) -> Iterator[Finding]:
    """No line is thinner than a press holds; registration colour stays outside the trim."""
    things = document.here(things_of)
    yield from on_pages("P18.hairline", document, filter(_is_hairline, things), limit=_HAIRLINE)
    inside = (thing for thing in things if _is_registration(thing) and is_on_page(document, thing))
    yield from on_pages("P18.registration-colour", document, inside)


def _is_hairline(thing: Painted) -> bool:
    if thing.kind is not Kind.PATH or not thing.is_visible:
        return False
    if thing.stroke is not None:
        return thing.line_width < _HAIRLINE
    box = thing.box
    thin = min(box.right - box.left, box.top - box.bottom)
    return thing.fill is not None and 0 < thin < _HAIRLINE and max(box.right - box.left, box.top - box.bottom) > 1


def _is_registration(thing: Painted) -> bool:
    return thing.is_visible and any(
        paint is not None and (_is_all(paint) or _is_full(paint)) for paint in (thing.fill, thing.stroke)
    )


def _is_full(paint: Paint) -> bool:
    """Whether all four inks are solid, as crop marks are made where there is no registration colour."""
    inks = channels(paint.space, paint.values) if paint.values else None
    return inks is not None and min(inks) >= _SOLID
