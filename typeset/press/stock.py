"""What all parts of an issue are set with: fonts, style sheets and pictures, made ready once."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from weasyprint import css, layout
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.images import get_image_from_uri

from typeset.diagnostics import Diagnostic, Place
from typeset.press.engine import weasyprint
from typeset.press.fetcher import FolderFetcher
from typeset.press.fontconfig import HermeticFonts
from typeset.press.repeats import Repeats
from typeset.press.useragent import SHEET, are_usual, is_usual
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.rendering import Rendering
    from typeset.source import SourceText
    from typeset.stopwatch import Watch
    from typeset.typefaces import FontCatalogue

PDF_VARIANT = "pdf/ua-1"
# What a layout paints on the page itself is laid out as far as any bleed may reach (settings.PrintSettings).
_BLEED = "@page { bleed: 10mm }"
_LOGGER = logging.getLogger("weasyprint")
# What concerns all pages of the issue at once, or its first page: sections cannot be set apart with it.
_OF_THE_WHOLE = re.compile(
    r"""counters?\(\s*pages\b|target-text\(|target-counters\(|target-counter\((?:[^(),]|\([^()]*\))*,(?!\s*page\b)"""
    r"""|\bposition\s*:\s*fixed\b|\bposition\s*:\s*running\(|\b\d+(?:vw|vh|vmin|vmax|vi|vb)\b"""
)


class Stock(Struct, frozen=True, eq=False):
    """What a rendering is set with.

    Attributes:
        fonts: The engine's fonts, those of the catalogue.
        fetcher: Loads pictures.
        counter_style: The counter styles of the style sheets.
        styles: The style sheets.
        address: That of the document.
        of_the_whole: Whether the style sheets say something of the whole that a part cannot know.
        usual: Whether the style sheets ask for no more than the usual rules of the user agent.
        images: The pictures that were loaded, as the engine keeps them.
        pictures: Their files, and what tells each from what it may become.
        common: What the styles of parts have in common, as `shortcuts.matching` keeps it.
        repeats: The running heads and page numbers that were composed.
    """

    fonts: HermeticFonts
    fetcher: FolderFetcher
    counter_style: Any
    styles: tuple[Any, ...]
    address: str
    of_the_whole: bool
    usual: bool
    images: dict[str, Any] = field(default_factory=dict)
    pictures: dict[Path, tuple[int, int]] = field(default_factory=dict)
    common: dict[Any, Any] = field(default_factory=dict)
    repeats: Repeats = field(default_factory=Repeats)

    @classmethod
    def of(cls, rendering: Rendering, catalogue: FontCatalogue, report: Report, watch: Watch = UNWATCHED) -> Stock:
        """Make ready what `rendering` needs; what is wrong with its style sheets goes to `report`."""
        with watch.stage("fonts"):
            fonts = HermeticFonts(catalogue, rendering.cache)
        fetcher = FolderFetcher(rendering.folders)
        counter_style = CounterStyle()
        with fonts.current():
            styles = [weasyprint.CSS(string=_BLEED, url_fetcher=fetcher, font_config=fonts)]
            for style in rendering.styles:
                with listening(report, style), watch.stage("css"):
                    styles.append(
                        weasyprint.CSS(
                            string=style.text,
                            base_url=fetcher.address(style.path),
                            url_fetcher=fetcher,
                            font_config=fonts,
                            counter_style=counter_style,
                        )
                    )
        of_the_whole = any(_concerns_whole(style) for style in styles) or any(
            _OF_THE_WHOLE.search(style.text) for style in rendering.styles
        )
        usual = are_usual(style.text for style in rendering.styles)
        address = fetcher.address(rendering.base)
        return cls(fonts, fetcher, counter_style, tuple(styles), address, of_the_whole, usual)

    def forget_failures(self) -> None:
        """Try again what could not be loaded: the engine complains of a picture only where it tries to load it."""
        for address in [address for address, image in self.images.items() if image is None]:
            del self.images[address]

    def document(self, html: str) -> Document:
        """The document that `html` says."""
        return Document(html, self)

    def context(self, html: Document, targets: Any) -> Any:
        """What the engine's `Document._build_layout_context` makes, with targets of ours."""
        if html.usual and not self.of_the_whole:
            html._typeset_common = self.common
        style_for = get_all_computed_styles(
            html,
            self.styles,
            presentational_hints=False,
            font_config=self.fonts,
            counter_style=self.counter_style,
            color_profiles={},
            page_rules=[],
            layers=[],
            target_collector=targets,
            forms=None,
        )
        image = partial(
            get_image_from_uri,
            cache=self.images,
            url_fetcher=html.url_fetcher,
            options=weasyprint.DEFAULT_OPTIONS,
        )
        return layout.LayoutContext(style_for, image, self.fonts, self.counter_style, targets)

    def rendered(self, html: str) -> Any:
        """The pages of `html` as the engine makes them by itself."""
        return self.document(html).render(
            stylesheets=self.styles,
            font_config=self.fonts,
            counter_style=self.counter_style,
            pdf_variant=PDF_VARIANT,
        )


class Document(weasyprint.HTML):
    """A document as the engine has it, and the rules of the user agent that hold for it.

    Attributes:
        usual: Whether the usual ones are all that it asks for.
    """

    def __init__(self, html: str, stock: Stock) -> None:
        """Parse `html`."""
        super().__init__(string=html, base_url=stock.address, url_fetcher=stock.fetcher)
        self.usual = stock.usual and is_usual(self.etree_element)

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return super()._ua_stylesheets(forms) if self.usual else [_unabridged()[0]]

    def _ua_counter_style(self) -> list[Any]:
        return super()._ua_counter_style() if self.usual else [_unabridged()[1].copy()]


@cache
def _unabridged() -> tuple[Any, Any]:
    """The style sheet of the user agent with all its rules, and its counter styles."""
    counter_style = CounterStyle()
    written = (resources.files(css) / SHEET).read_text("utf-8")
    return weasyprint.CSS(string=written, counter_style=counter_style), counter_style


def _concerns_whole(style: Any) -> bool:
    """Whether a page rule of `style` counts the pages of the whole issue."""
    kinds = [selector[2] for _, selectors, _ in style.page_rules for selector in selectors]
    return any(kind.first or (kind.index is not None and kind.index[2] is None) for kind in kinds)


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
        self._report.take(Diagnostic(code, place, {"message": message}))


@contextmanager
def listening(report: Report, style: SourceText | None = None) -> Iterator[None]:
    """Take what WeasyPrint logs inside the block into `report`; of `style`, where it says."""
    ear = _Ear(report, style)
    _LOGGER.addHandler(ear)
    try:
        yield
    finally:
        _LOGGER.removeHandler(ear)
