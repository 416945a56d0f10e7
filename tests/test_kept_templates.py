"""Compiled templates: those that ship are kept with the program, those of a workspace never."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import jinja2
import pytest

from typeset import render
from typeset.diagnostics import Report
from typeset.layout import read_layout
from typeset.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.layout import Layout


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where compiled templates are kept."""
    own = tmp_path / "render.py"
    shutil.copy(render.__file__, own)
    monkeypatch.setattr(render, "_OWN", own)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    render._environment.cache_clear()
    yield tmp_path / "__pycache__"
    render._environment.cache_clear()


def layout(*folders: Path) -> Layout:
    found = read_layout("bulletin", folders, None, Report())
    assert found
    return found


def compiled(of: Layout) -> None:
    """Have a template compiled, in a fresh environment."""
    render._environment.cache_clear()
    render._environment(of.folders).get_template("issue.html")


def test_what_ships_is_kept_and_read_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = layout(shipped().root / "layouts")
    compiled(of)
    assert [file.name.partition(".")[2] for file in kept.iterdir()] == [f"{sys.implementation.cache_tag}.template"]
    monkeypatch.setattr(jinja2.Environment, "_generate", None)
    compiled(of)


@pytest.mark.parametrize("data", [b"", b"j2", b"broken", None])
def test_what_cannot_be_read_is_compiled_again(data: bytes | None, kept: Path) -> None:
    of = layout(shipped().root / "layouts")
    compiled(of)
    file = next(kept.iterdir())
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if data is None else data)
    compiled(of)
    assert file.read_bytes() == whole


def test_another_program_compiles_anew(kept: Path) -> None:
    of = layout(shipped().root / "layouts")
    compiled(of)
    with render._OWN.open("a", encoding="utf-8") as own:
        own.write("# changed\n")
    compiled(of)
    assert len(list(kept.iterdir())) == 2


def test_templates_of_a_workspace_are_not_kept(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped().root / "layouts" / "bulletin", tmp_path / "layouts" / "bulletin")
    compiled(layout(tmp_path / "layouts", shipped().root / "layouts"))
    assert not kept.exists()


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(layout(shipped().root / "layouts"))
    assert not kept.exists()
