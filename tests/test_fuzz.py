"""Damaged files of every kind that is read: only diagnostics come of them. `bench.fuzz` does it at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.fuzz import FILES, attempt, make_workspace, run

if TYPE_CHECKING:
    from pathlib import Path

CASES = 40
# What once ended in a traceback.
FOUND = [
    ("catalogue", f"fonts:\n  - file: {'a' * 300}.ttf\n"),
    ("issue", f"year: 2026\nnumber: 1\ndate: 2026-11-25\nsections:\n  - title: 要闻\n    articles: [{'a' * 300}]\n"),
    ("issue", f"year: 2026\nnumber: 1\ndate: 2026-11-25\nsections:\n  - title: 要闻\n    articles: [{'a' * 300}/b]\n"),
    ("publication", f"title: 试刊\nsponsor: 某某\nmasthead: {'a' * 300}.svg\n"),
    ("publication", f"title: 试刊\nsponsor: 某某\nlayout: {'a' * 300}\n"),
    ("layout", f"title: 自家\nextends: {'a' * 300}\nstyles: [{'a' * 300}.css]\n"),
]


@pytest.mark.parametrize("kind", FILES)
def test_damage_ends_in_diagnostics(kind: str, tmp_path: Path) -> None:
    failures, _ = run(tmp_path.resolve(), [kind], CASES, seed=1)
    assert [failure.what for failure in failures] == []


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_what_was_found_once_stays_mended(kind: str, text: str, tmp_path: Path) -> None:
    assert attempt(make_workspace(tmp_path.resolve()), kind, text.encode()) == ""
