"""The order of the site's pages: put onto its first page here, so that a forge does not show what only Sphinx reads."""  # noqa: INP001 - conf.py puts this folder on the path

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.application import Sphinx

FIRST = "index"
BELOW = {"reference/diagnostics": "reference/diagnostics/*"}
ORDER: Mapping[str, tuple[str, ...]] = {
    "开始": ("tutorial", "guide/install"),
    "指南": tuple(
        f"guide/{name}"
        for name in (
            *("manifest", "import", "article", "layout", "fonts", "check", "preview", "proofs", "copyfit", "print"),
            *("archive", "automation", "*"),
        )
    ),
    "参考": tuple(
        f"reference/{name}"
        for name in (
            *("commands", "yaml", "diagnostics", "check-rules", "preflight-rules", "css", "python", "exits"),
            *("glossary", "*"),
        )
    ),
    "概念": ("concepts/line", "concepts/page", "concepts/speed", "concepts/fonts", "concepts/standards", "concepts/*"),
    "给设计师": ("designers/index", "designers/layout", "designers/templates"),
    "开发": ("architecture", "en/index"),
}


def read(app: Sphinx, page: str, source: list[str]) -> None:
    """Put the tables of contents below the text of the first page."""
    tables = ORDER if page == FIRST else {"": (BELOW[page],)} if page in BELOW else {}
    source[0] += "".join(_table(caption, pages, app.env.found_docs) for caption, pages in tables.items())


def _table(caption: str, pages: tuple[str, ...], found: Collection[str]) -> str:
    named = {name for names in ORDER.values() for name in names}
    kept: list[str] = []
    for page in pages:
        others = sorted(name for name in found if name not in named and _holds(page, name))
        kept += [name for name in others or [page] if name in found and name not in kept]
    names = [f"/{name}" for name in kept]
    return "\n".join(
        ["\n```{toctree}", ":hidden:", *([f":caption: {caption}"] if caption else []), "", *names, "```", ""]
    )


def _holds(pattern: str, name: str) -> bool:
    """Whether `name` is of the folder that `pattern` names, and of no folder below it."""
    return fnmatch(name, pattern) and name.count("/") == pattern.count("/")
