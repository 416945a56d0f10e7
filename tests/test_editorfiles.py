"""What VS Code, pre-commit and GitHub are given: it parses, and names commands and files that there are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.desk import REPOSITORY
from typeset.cli import COMMANDS
from typeset.cli.formats import Format, lines
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.editorfiles import editor_files
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Run

KNOWN = set(COMMANDS)


def test_init_gives_tasks_and_schemas_and_keeps_what_is_there(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "new"
    (folder / ".vscode").mkdir(parents=True)
    (folder / ".vscode" / "settings.json").write_text("{}", "utf-8")
    assert run("init", str(folder)).code == 0
    assert (folder / ".vscode" / "settings.json").read_text("utf-8") == "{}"
    tasks = json.loads((folder / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    assert {task["args"][0] for task in tasks} == {"build", "check", "preview", "list"}
    assert {task["args"][0] for task in tasks} <= KNOWN
    assert (folder / ".vscode" / "extensions.json").is_file()


def test_every_schema_that_is_mapped_is_written(tmp_path: Path, call: Call) -> None:
    assert call("init", str(tmp_path / "new")).code == 0
    workspace = Workspace(tmp_path / "new")
    settings = json.loads(editor_files(workspace)[workspace.root / ".vscode" / "settings.json"])
    for schema in settings["yaml.schemas"]:
        assert (workspace.root / schema).is_file()


@pytest.mark.parametrize(("column", "expected"), [(5, "5"), (0, None)])
def test_the_matcher_reads_the_short_form(column: int, expected: str | None, tmp_path: Path) -> None:
    place = Place(tmp_path / "issues" / "a.md", 3, column)
    (line,) = lines(Report([Diagnostic("article.empty", place)]), Format.SHORT, tmp_path)
    tasks = json.loads(editor_files(Workspace(tmp_path))[tmp_path / ".vscode" / "tasks.json"])["tasks"]
    found = re.match(tasks[0]["problemMatcher"]["pattern"]["regexp"], line)
    assert found
    assert found.groups()[:5] == ("issues/a.md", "3", expected, "error", "article.empty")


def test_the_hook_of_pre_commit_names_a_command() -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split()[1] in KNOWN
    assert re.search(hook["files"], "issues/issue-293/articles/a.md")
    assert not re.search(hook["files"], "layouts/bulletin/layout.yaml")


def test_the_example_of_an_action_names_commands() -> None:
    text = (REPOSITORY / "examples" / "github-action.yml").read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    commands = [step["run"].split() for step in steps if step.get("run", "").startswith("typeset-zh ")]
    assert [words[1] for words in commands] == ["check", "build"]
    assert {words[1] for words in commands} <= KNOWN
