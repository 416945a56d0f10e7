"""Sphinx's settings: `make docs` builds docs/ into build/docs. Every warning of it is an error there."""  # noqa: INP001 - read by Sphinx

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "_site"))

import anchors  # noqa: E402 - found by the line above
import chinese_search  # noqa: E402
import contents  # noqa: E402
import webfonts  # noqa: E402
import words  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "typeset"
author = "The typeset authors"
language = "zh_CN"
html_title = "typeset"

extensions = ["myst_parser"]
exclude_patterns = ["_site"]
nitpicky = True
# Pygments knows no ideographic space in YAML; it colours the rest.
suppress_warnings = ["misc.highlighting_failure"]

# What a forge understands as well, and no more: the pages are read there too.
myst_enable_extensions = ["alert"]
myst_heading_anchors = 4

html_theme = "furo"
html_static_path = ["_site/static"]
html_css_files = ["fonts.css", "site.css"]
html_search_language = chinese_search.Chinese.lang
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#a8141c",
        "color-brand-content": "#a8141c",
        "color-brand-visited": "#7c2a52",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f08a80",
        "color-brand-content": "#f08a80",
        "color-brand-visited": "#d69bbd",
    },
}


def setup(app: Sphinx) -> None:
    """Let our own parts join in."""
    app.add_search_language(chinese_search.Chinese)
    app.add_post_transform(anchors.HeadingAnchors)
    app.connect("source-read", contents.read)
    app.connect("build-finished", words.write)
    app.connect("build-finished", webfonts.write)
