"""Making up the pages: an Edition and a Layout become a Proof, with the choices that only laid-out pages decide.

Where the contents stand (the first placement of the layout that fits), and, where a page count is wanted, the setting
of the body that gives it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.diagnostics import Place, Report
from typeset.errors import ContentError
from typeset.leaves import CoverTooLong
from typeset.render import render
from typeset.source import SourceText
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.copyfit.fit import Trial
    from typeset.copyfit.setting import Setting
    from typeset.edition import Edition
    from typeset.layout import Layout
    from typeset.press.keeping.standing import Standing
    from typeset.press.proof import Proof
    from typeset.pressroom import Pressroom
    from typeset.rendering import Rendering
    from typeset.stopwatch import Watch
    from typeset.typefaces import FontCatalogue

# What nearly every build does with its pages: delivers them for the web, and checks them.
_AFTERWARDS = (
    "typeset.delivery.web",
    *(f"typeset.preflight.{check}" for check in ("constancy", "contents", "glyphs", "imprint", "text")),
    *(f"typeset.preflight.{part}" for part in ("inspection", "telling", "pages", "typography", "access")),
    *(f"typeset.preflight.reading.{part}" for part in ("columns", "glyphs", "view", "drawn", "paragraphs", "text")),
)


def make_up(
    edition: Edition,
    layout: Layout,
    catalogue: FontCatalogue,
    report: Report,
    *,
    pages: int | None = None,
    cache: Path | None = None,
    room: Pressroom | None = None,
    standing: Standing | None = None,
    watch: Watch = UNWATCHED,
) -> Proof:
    """The pages of `edition`, exactly `pages` of them if that is said; they are laid out in `room`, if there is one.

    What is `standing` from the last time is not set again; what else is found out may be kept in `cache`.

    Raises ContentError where a template of the layout is at fault; a page count out of reach is an error in `report`,
    and the natural pages are returned.
    """
    noticed = Report()
    proof = _lay_out(edition, layout, catalogue, noticed, watch, cache, room, standing)
    if pages is not None and pages != proof.page_count:
        proof, noticed = _fit(pages, edition, layout, catalogue, proof, noticed, watch, cache)
    for diagnostic in noticed:
        report.add(diagnostic.code, diagnostic.place, **diagnostic.values)
    return proof


def _lay_out(
    edition: Edition,
    layout: Layout,
    catalogue: FontCatalogue,
    report: Report,
    watch: Watch,
    cache: Path | None,
    room: Pressroom | None = None,
    standing: Standing | None = None,
) -> Proof:
    """Lay out with the first placement of the contents that the layout allows and that fits."""
    for placement in layout.placements:
        with watch.stage("render"):
            rendering = render(edition, layout, placement, report, cache=cache)
        if rendering is None:
            raise ContentError(report)
        own = Report()
        last = placement is layout.placements[-1]
        try:
            proof = _pages(rendering, catalogue, own, room, standing, watch, short_cover=not last)
        except CoverTooLong:
            continue
        if placement is not layout.placements[0]:
            report.add("layout.contents-moved", None, placement=placement)
        for diagnostic in own:
            report.take(diagnostic)
        return proof
    raise AssertionError  # the last placement is taken however long its cover is


def _pages(
    rendering: Rendering,
    catalogue: FontCatalogue,
    report: Report,
    room: Pressroom | None,
    standing: Standing | None,
    watch: Watch,
    *,
    short_cover: bool,
) -> Proof:
    """The pages, of the room if there is one and it can, else made here. Raises CoverTooLong."""
    proof = room and room.lay_out(rendering, catalogue, report, short_cover=short_cover, meanwhile=get_ready)
    if proof:
        return proof
    with watch.stage("engine"):
        # It takes its time, and errors in the text come first.
        from typeset.press.sheet import lay_out  # noqa: PLC0415

    return lay_out(rendering, catalogue, report, short_cover=short_cover, standing=standing, watch=watch)


def get_ready() -> None:
    """Import what comes after the pages."""
    for name in _AFTERWARDS:
        import_module(name)


def _fit(
    pages: int,
    edition: Edition,
    layout: Layout,
    catalogue: FontCatalogue,
    proof: Proof,
    noticed: Report,
    watch: Watch,
    cache: Path | None,
) -> tuple[Proof, Report]:
    """The pages in a setting that makes `pages` of them, and what was noticed while laying them out."""
    from typeset.copyfit.fit import fit, try_setting  # noqa: PLC0415 - few issues are fitted
    from typeset.copyfit.lengths import lengths_of  # noqa: PLC0415
    from typeset.copyfit.setting import natural_setting  # noqa: PLC0415

    place = Place(layout.folders[0] / "layout.yaml")
    setting = natural_setting(proof)
    if layout.fit is None or setting is None:
        noticed.add("fit.no-bounds", place, layout=layout.name)
        return proof, noticed
    natural = try_setting(setting, proof)
    reports: dict[Setting, Report] = {}

    def lay_out_with(tried: Setting) -> Proof:
        reports[tried] = Report()
        style = SourceText(place.path, tried.style())
        return _lay_out(
            edition, replace(layout, styles=(*layout.styles, style)), catalogue, reports[tried], watch, cache
        )

    best, trials = fit(pages, natural, lengths_of(edition, proof), layout.fit, lay_out_with)
    if best is None:
        nearest = min((natural, *trials), key=lambda trial: abs(trial.page_count - pages))
        code, values = _out_of_reach(pages, nearest, edition)
        noticed.add(code, place, pages=pages, natural=natural.page_count, **values)
        return proof, noticed
    report = reports[best.setting]
    report.add("fit.done", None, **_what_was_done(natural, best))
    if best.loose_lines > natural.loose_lines:
        report.add("fit.looser", None, loose=best.loose_lines, natural=natural.loose_lines)
    return best.proof, report


def _out_of_reach(pages: int, nearest: Trial, edition: Edition) -> tuple[str, dict[str, object]]:
    """The code to report, and by how many pages and lines the nearest trial misses."""
    from typeset.copyfit.lengths import lengths_of, steps_to  # noqa: PLC0415 - see above

    steps = steps_to(lengths_of(edition, nearest.proof), pages)
    values: dict[str, object] = {"nearest": nearest.page_count}
    if steps is None:
        return "fit.out-of-reach", values
    code = "fit.too-long" if nearest.page_count > pages else "fit.too-short"
    return code, values | {"lines": abs(sum(step.lines for step in steps))}


def _what_was_done(natural: Trial, best: Trial) -> dict[str, object]:
    size_pt, leading_pt = best.proof.body_type_pt
    return {
        "natural": natural.page_count,
        "pages": best.page_count,
        "lines": _change(natural.setting.lines, best.setting.lines),
        "leading": f"{leading_pt:.2f}",
        "characters": _change(natural.setting.characters, best.setting.characters),
        "size": f"{size_pt:.2f}",
        "gap": _change(natural.setting.gap, best.setting.gap),
        "loose": _change(natural.loose_lines, best.loose_lines),
    }


def _change(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} → {after}"
