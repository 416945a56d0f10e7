"""What VS Code is told of a workspace: tasks, extensions worth having, and the schemas of the YAML files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typeset.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from typeset.workspace import Workspace

# The lines of `--format short`.
_MATCHER = {
    "owner": "typeset",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.+?):(\d+):(?:(\d+):)? (error|warning|note)\[(.+?)\] (.*)$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "code": 5,
        "message": 6,
    },
}
# A matcher whose patterns match nothing lets a task that never ends run in the background.
_BACKGROUND = {
    "pattern": {"regexp": "^$", "file": 1, "line": 1, "message": 1},
    "background": {"activeOnStart": True, "beginsPattern": "^$", "endsPattern": "http://127\\.0\\.0\\.1"},
}
_SCHEMAS: Mapping[str, str | list[str]] = {
    "publication": "issues/publication.yaml",
    "issue": "issues/*/issue.yaml",
    "terms": "issues/terms.yaml",
    "layout": "layouts/*/layout.yaml",
    "catalogue": "fonts/catalogue.yaml",
}
_EXTENSIONS = ["redhat.vscode-yaml"]


def editor_files(workspace: Workspace) -> dict[Path, str]:
    """The files of `.vscode/`; paths are absolute."""
    files: dict[str, object] = {
        "tasks.json": {"version": "2.0.0", "tasks": _tasks()},
        "extensions.json": {"recommendations": _EXTENSIONS},
        "settings.json": {
            "yaml.schemas": {f"./issues/.schema/{name}.json": files for name, files in _SCHEMAS.items()},
            "files.eol": "\n",
            "[markdown]": {"editor.wordWrap": "on"},
        },
    }
    return {
        workspace.root / ".vscode" / name: f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"
        for name, data in files.items()
    }


def _tasks() -> list[dict[str, object]]:
    def task(name: str, arguments: list[str], **more: object) -> dict[str, object]:
        return {"label": say(f"{name}.short"), "type": "process", "command": "typeset", "args": arguments, **more}

    build = {"kind": "build", "isDefault": True}
    return [
        task("build", ["build", "--format", "short"], group=build, problemMatcher=_MATCHER),
        task("check", ["check", "--format", "short"], problemMatcher=_MATCHER),
        task("preview", ["preview"], isBackground=True, problemMatcher=_BACKGROUND),
        task("list", ["list"], problemMatcher=[]),
    ]
