"""Gives the site fonts for Chinese out of our own, cut down to the characters that stand on its pages.

In: the finished HTML and fonts/. Out: woff2 files beside the style sheets. A reader's own fonts come first for the
text (site.css), so that these are mostly fetched for headings and code.
"""  # noqa: INP001 - conf.py puts this folder on the path

from __future__ import annotations

import logging
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FONTS = Path(__file__).resolve().parents[2] / "fonts"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
FACES = {
    "sans-400.woff2": "NotoSansSC-Regular.ttf",
    "sans-700.woff2": "NotoSansSC-Bold.ttf",
    "song-700.woff2": "NotoSerifSC-Bold.ttf",
}


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the fonts of the site that `app` has built."""
    if error or app.builder.name != "html":
        return
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # Sphinx would print all that it notes
    text = {character for page in app.outdir.rglob("*.html") for character in unescape(page.read_text("utf-8"))}
    words = (app.outdir / "_static" / "translations.js").read_text("utf-8")  # what the search says
    text |= {chr(int(code, 16)) for code in _ESCAPE.findall(words)}
    for name, source in FACES.items():
        options = subset.Options(flavor="woff2", layout_features=["kern", "locl"], hinting=False, drop_tables=["DSIG"])
        font = subset.load_font(FONTS / source, options)
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(text)))
        cutter.subset(font)
        subset.save_font(font, app.outdir / "_static" / name, options)
