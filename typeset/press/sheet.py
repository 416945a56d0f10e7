"""Laying out: a Rendering and a catalogue of fonts become a Proof."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weasyprint.css.counters import CounterStyle

from typeset.diagnostics import Place
from typeset.press.engine import weasyprint
from typeset.press.fetcher import FolderFetcher
from typeset.press.fontconfig import HermeticFonts
from typeset.press.hooks import composing
from typeset.press.proof import Proof
from typeset.press.timing import timed
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.diagnostics import Report
    from typeset.fonts import FontCatalogue
    from typeset.render import Rendering
    from typeset.source import SourceText
    from typeset.stopwatch import Watch

PDF_VARIANT = "pdf/ua-1"
# What a layout paints on the page itself is laid out as far as any bleed may reach (settings.PrintSettings).
_BLEED = "@page { bleed: 10mm }"
_LOGGER = logging.getLogger("weasyprint")


def lay_out(rendering: Rendering, catalogue: FontCatalogue, report: Report, *, watch: Watch = UNWATCHED) -> Proof:
    """Lay out `rendering` with the fonts of `catalogue`; what the engine complains of goes to `report`."""
    with watch.stage("fonts"):
        fonts = HermeticFonts(catalogue)
    fetcher = FolderFetcher(rendering.folders)
    counter_style = CounterStyle()
    with fonts.current(), composing(report), timed(watch):
        styles = [weasyprint.CSS(string=_BLEED, url_fetcher=fetcher, font_config=fonts)]
        for style in rendering.styles:
            with _listening(report, style), watch.stage("css"):
                styles.append(
                    weasyprint.CSS(
                        string=style.text,
                        base_url=fetcher.address(style.path),
                        url_fetcher=fetcher,
                        font_config=fonts,
                        counter_style=counter_style,
                    )
                )
        with _listening(report):
            base_url = fetcher.address(rendering.base)
            with watch.stage("html"):
                html = weasyprint.HTML(string=rendering.html, base_url=base_url, url_fetcher=fetcher)
            document = html.render(
                stylesheets=styles, font_config=fonts, counter_style=counter_style, pdf_variant=PDF_VARIANT
            )
    return Proof(document, fonts, fetcher.files, watch)


class _Ear(logging.Handler):
    """Turns what WeasyPrint logs into diagnostics."""

    def __init__(self, report: Report, style: SourceText | None) -> None:
        super().__init__(logging.WARNING)
        self._report = report
        self._style = style

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        place = None
        if self._style:
            position = re.search(r" at (\d+):(\d+)", message)
            place = Place(self._style.path, *(map(int, position.groups()) if position else ()))
        code = "press.failed" if record.levelno >= logging.ERROR else "press.notice"
        self._report.add(code, place, message=message)


@contextmanager
def _listening(report: Report, style: SourceText | None = None) -> Iterator[None]:
    ear = _Ear(report, style)
    _LOGGER.addHandler(ear)
    try:
        yield
    finally:
        _LOGGER.removeHandler(ear)
