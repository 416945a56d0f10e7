"""Which part of the reference stands on which page: whole pages, and parts between marks on pages written by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tools.reference import commands, copyedit, diagnostics, interface, preflight, styles
from tools.reference.keys import keys
from tools.reference.tables import block, filled
from typeset.scaffold import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOCS = Path(__file__).resolve().parents[2] / "docs"


def action() -> str:
    """The example of a GitHub Action, which lies in a file of its own."""
    return block((DOCS.parent / "examples" / "github-action.yml").read_text("utf-8"), "yaml")


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "guide/automation.md": {"action": action},
    "reference/commands.md": {"common": commands.common, "commands": commands.commands},
    "reference/yaml.md": {name: partial(keys, model) for name, model in SCHEMAS.items()},
    "reference/diagnostics.md": {"index": diagnostics.index},
    "reference/check-rules.md": {"overview": copyedit.overview, "details": copyedit.details},
    "reference/preflight-rules.md": {"rules": preflight.rule_tables, "matterhorn": preflight.matterhorn_table},
    "reference/css.md": {"properties": styles.properties},
    "reference/python.md": {"interface": interface.interface},
}


def pages() -> dict[Path, str]:
    """The text that each page should have."""
    made = {
        DOCS / name: filled((DOCS / name).read_text("utf-8"), {part: make() for part, make in parts.items()})
        for name, parts in PARTS.items()
    }
    return made | {
        DOCS / "reference" / "diagnostics" / f"{name}.md": diagnostics.page(name) for name in diagnostics.PAGES
    }
