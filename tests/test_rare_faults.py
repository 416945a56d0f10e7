"""Faults that take some making: layouts that lose what they should show, settings of the wrong kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk import Call, Desk

HOUSE = "title: 自家\nextends: bulletin\n"
ENTRIES = """\
{% macro list(entries, class) %}<ol>{% for entry in entries %}<li>{{ entry.title }}</li>{% endfor %}</ol>{% endmacro %}
{% macro sections(edition) %}
{% for section in edition.sections %}{{ list(section.entries, "entries") }}{% endfor %}
{% endmacro %}
"""
ARTICLE = '<article data-source="{{ placed.article.path }}"><h3>题</h3>{{ body(placed.article) }}</article>\n'


def unlinked(desk: Desk) -> None:
    desk.write("layouts/house/templates/entries.html", ENTRIES)


def unplaced(desk: Desk) -> None:
    desk.write("layouts/house/templates/article.html", ARTICLE)


def lettered(desk: Desk) -> None:
    desk.replace("issues/publication.yaml", "imprint:", "profiles:\n  print:\n    bleed_mm: 三\nimprint:")


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (unlinked, "preflight.entry-without-link"),
        (unplaced, "preflight.article-not-placed"),
        (lettered, "schema.not-number"),
    ],
)
def test_a_rare_fault_is_told(damage: Callable[[Desk], None], code: str, desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", HOUSE)
    damage(desk)
    outcome = call("build", "--layout", "house", "--format", "json")
    assert outcome.code == 1
    outcome.found(code)
