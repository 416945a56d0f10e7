"""The boxes of pages, and what reaches them: bleed, marks, the safe zone (P1, P2, P3, P14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.colour import ink_of
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.pages import Page, pages_of
from typeset.preflight.pdf.painted import Kind, Painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.objects import Rectangle
    from typeset.settings import Profiles

_MM = 72 / 25.4
_SAFE = 5 * _MM
_TOLERANCE = 0.1
# What ends this near to the trim was meant to be cut.
_TOUCHES = 0.4
# No mark is a filled area thicker than this, in points.
_THICK = 2


def check_boxes(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every page has a trim box or an art box, not both; boxes lie in each other; all pages are of one size."""
    sizes: dict[tuple[int, int], int] = {}
    for page in document.once(pages_of):
        if page.trim is None and page.art is None:
            yield Finding("P14.no-trim", page.number)
        elif page.trim is not None and page.art is not None:
            yield Finding("P14.trim-and-art", page.number)
        outer = page.bleed or page.media
        nested = (page.trim or page.art or outer).within(outer) and outer.within(page.media)
        if not nested:
            yield Finding("P14.boxes-not-nested", page.number)
        finished = page.finished
        size = (round(finished.right - finished.left), round(finished.top - finished.bottom))
        sizes.setdefault(size, page.number)
    if len(sizes) > 1:
        first, (other, number) = next(iter(sizes)), list(sizes.items())[1]
        values = {"first": _in_mm(first), "other": _in_mm(other)}
        yield Finding("P14.sizes-differ", number, values=values)


def _in_mm(size: tuple[int, int]) -> str:
    return f"{size[0] / _MM:.0f}×{size[1] / _MM:.0f} mm"


def check_bleed(document: Document, settings: Profiles) -> Iterator[Finding]:
    """The bleed is as wide as agreed, and what touches the trim reaches its edge."""
    width = settings.print.bleed_mm
    if not width:
        return
    for content in document.here(contents_of):
        page = content.page
        if page.trim is None:
            continue
        wanted = page.trim.grown(width * _MM)
        if page.bleed is None or not wanted.within(page.bleed, _TOLERANCE):
            yield Finding("P1.no-bleed", page.number, values={"width": f"{width:g}"})
            continue
        short = [thing for thing in content.things if _is_cut_short(thing, page.trim, wanted)]
        yield from on_pages("P1.bleed-not-reached", document, short, width=f"{width:g}")


def _is_cut_short(thing: Painted, trim: Rectangle, bleed: Rectangle) -> bool:
    if thing.kind is Kind.TEXT or not thing.is_visible or not thing.box.meets(trim, 1) or _is_white(thing):
        return False
    box = thing.box
    return (
        (box.left <= trim.left + _TOUCHES and box.left > bleed.left + _TOLERANCE)
        or (box.right >= trim.right - _TOUCHES and box.right < bleed.right - _TOLERANCE)
        or (box.bottom <= trim.bottom + _TOUCHES and box.bottom > bleed.bottom + _TOLERANCE)
        or (box.top >= trim.top - _TOUCHES and box.top < bleed.top - _TOLERANCE)
    )


def _is_white(thing: Painted) -> bool:
    paints = [paint for paint in (thing.fill, thing.stroke) if paint]
    return bool(paints) and all(paint.values and ink_of(paint.space, paint.values) == 0 for paint in paints)


def check_marks(document: Document, _: Profiles) -> Iterator[Finding]:
    """What stands outside the trim altogether stands outside the bleed too."""
    for content in document.here(contents_of):
        trim, bleed = content.page.trim, content.page.bleed
        if trim and bleed:
            inside = (thing for thing in content.things if _is_in_bleed(thing, trim, bleed))
            yield from on_pages("P2.mark-in-bleed", document, inside)


def _is_in_bleed(thing: Painted, trim: Rectangle, bleed: Rectangle) -> bool:
    # A strip of colour is the bleed itself, as some engines paint it.
    sides = thing.box.right - thing.box.left, thing.box.top - thing.box.bottom
    if thing.kind is not Kind.TEXT and thing.fill is not None and min(sides) > _THICK:
        return False
    # A line has no width of its own: give it one, so that it can meet anything.
    box = thing.box.grown(_TOLERANCE)
    return (
        thing.is_visible
        and not _is_white(thing)
        and not box.meets(trim, 3 * _TOLERANCE)
        and box.meets(bleed, 3 * _TOLERANCE)
    )


def check_safe_zone(document: Document, _: Profiles) -> Iterator[Finding]:
    """Text keeps 5 mm from the trim."""
    for content in document.here(contents_of):
        near = [thing for thing in content.things if thing.kind is Kind.TEXT and _is_near(thing, content.page)]
        yield from on_pages("P3.text-near-trim", document, near)


def _is_near(thing: Painted, page: Page) -> bool:
    trim = page.finished
    if not thing.is_visible or not thing.box.meets(trim) or not thing.text.strip():
        return False
    return not thing.box.within(trim.grown(-_SAFE), _TOLERANCE)
