"""The parts that need no server: blocks, search, editors, what is watched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from typeset.preview.editors import command_for, text_file, visual
from typeset.preview.watching import Inputs
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from tests.desk import Desk


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("code", ["code", "--goto", "/a b.md:7"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "/a b.md:7"]),
        ("emacsclient", ["emacsclient", "--no-wait", "+7", "/a b.md"]),
        ("gedit", ["gedit", "+7", "/a b.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_way(editor: str, expected: list[str]) -> None:
    assert command_for((editor,), Path("/a b.md"), 7) == expected


def test_an_editor_has_to_open_a_window_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("gedit", "vim"):
        (tmp_path / name).touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert visual({"VISUAL": "gedit --wait"}) == ("gedit", "--wait")
    assert visual({"VISUAL": "vim", "EDITOR": "gedit"}) == ("gedit",)
    assert visual({"VISUAL": "vim"}) == ()
    assert visual({"VISUAL": "not-there"}) == ()
    assert visual({"VISUAL": "'"}) == ()
    assert visual({}) == ()


@pytest.mark.parametrize(
    "name", ["../outside.md", "/etc/passwd", "issues", "no.md", ".typeset/x", "a\0b", "", "link.md"]
)
def test_only_files_of_the_workspace_are_opened(name: str, desk: Desk) -> None:
    desk.write("../outside.md", "")
    desk.write(".typeset/x", "")
    (desk.root / "link.md").symlink_to(desk.root.parent / "outside.md")
    assert text_file(desk.workspace, name) is None
    assert text_file(desk.workspace, "issues/publication.yaml") == desk.root / "issues/publication.yaml"


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("issues/publication.yaml", True),
        ("issues/issue-1/issue.yaml", True),
        ("issues/issue-1/articles/a.md", True),
        ("issues/masthead.svg", True),
        ("issues/fillers/f.md", True),
        ("layouts/own/styles/a.css", True),
        ("issues/issue-1/articles/.a.md.swp", False),
        ("issues/issue-1/articles/a.md~", False),
        ("issues/issue-2/articles/a.md", False),
        ("issues/.schema/issue.json", False),
        ("issues/notes.txt", False),
    ],
)
def test_what_the_issue_is_made_of_is_watched(name: str, matters: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "layouts").mkdir()
    inputs = Inputs(Workspace(tmp_path), tmp_path / "issues" / "issue-1")
    assert inputs.matter(None, str(tmp_path / name)) is matters
