"""A fontconfig configuration that sees the catalogued fonts and nothing else.

Roles (song, hei, kai, fangsong) are family names here, so a style sheet, an SVG chart and a template all name them
alike. Pango's FreeType font map applies the substitutions of fontconfig's *current* configuration, whatever
configuration it was given, so ours is made the current one while pages are laid out.
"""

from __future__ import annotations

from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING

from weasyprint.text.constants import FONTCONFIG_WEIGHT
from weasyprint.text.fonts import FontConfiguration

from typeset.press.cuts import Cuts
from typeset.press.engine import libraries
from typeset.press.faces import Faces
from typeset.press.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.typefaces import FontCatalogue

_ffi = libraries.ffi
_fontconfig = libraries.fontconfig

_ffi.cdef(
    """
    FcConfig * FcConfigCreate (void);
    FcConfig * FcConfigReference (FcConfig *config);
    FcBool FcConfigSetCurrent (FcConfig *config);
    """,
    override=True,
)


class HermeticFonts(FontConfiguration):
    """WeasyPrint's font configuration over the faces of a catalogue; with it goes what cuts titles into words."""

    def __init__(self, catalogue: FontCatalogue, cache: Path | None = None) -> None:
        """Load every face of `catalogue` and make its roles family names; what is found out may be kept in `cache`."""
        self.words = Words(cache and cache / "words")
        self._config = _fontconfig.FcConfigCreate()
        _fontconfig.FcConfigParseAndLoadFromMemory(self._config, rules(catalogue).encode(), True)
        for face in catalogue.faces:
            _fontconfig.FcConfigAppFontAddFile(self._config, str(face.path).encode())
        self.font_map = _ffi.gc(libraries.pangoft2.pango_ft2_font_map_new(), libraries.gobject.g_object_unref)
        libraries.pangoft2.pango_fc_font_map_set_config(_ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        self.faces = Faces(catalogue, self.font_map, Cuts(cache and cache / "fonts"))
        # The rest of what WeasyPrint's own initialiser sets.
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}

    @contextmanager
    def current(self) -> Iterator[HermeticFonts]:
        """Make this fontconfig's current configuration for the length of a `with` block."""
        before = _fontconfig.FcConfigReference(_ffi.NULL)
        _fontconfig.FcConfigSetCurrent(self._config)
        try:
            yield self
        finally:
            _fontconfig.FcConfigSetCurrent(before)
            _fontconfig.FcConfigDestroy(before)

    def __del__(self) -> None:
        """Give the configuration back."""
        super().__del__()
        _fontconfig.FcConfigDestroy(self._config)


def rules(catalogue: FontCatalogue) -> str:
    """Fontconfig's rules: a face is called what the catalogue calls it, and a role is a list of families.

    Without the first, fontconfig names a family in the language of the locale, and a font file with another name inside
    than in the catalogue is not found.
    """
    names = "".join(
        '<match target="scan"><test name="file" compare="eq">'
        f"<string>{escape(str(face.path), quote=False)}</string></test>"
        f'<edit name="family" mode="assign_replace"><string>{escape(face.family, quote=False)}</string></edit>'
        '<edit name="familylang" mode="assign_replace"><string>en</string></edit>'
        f'<edit name="weight" mode="assign_replace"><int>{_weight(face.weight)}</int></edit></match>'
        for face in catalogue.faces
    )
    roles = "".join(
        '<match target="pattern"><test name="family" qual="any" compare="eq">'
        f"<string>{escape(role, quote=False)}</string></test>"
        '<edit name="family" mode="assign" binding="same">'
        + "".join(f"<string>{escape(family, quote=False)}</string>" for family in families)
        + "</edit></match>"
        for role, families in sorted(catalogue.roles.items())
    )
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return f"{head}<fontconfig>{names}{roles}</fontconfig>"


def _weight(weight: int) -> int:
    """A CSS weight on fontconfig's scale, by the nearest hundred."""
    return int(FONTCONFIG_WEIGHT[min(9, max(1, round(weight / 100))) * 100])
