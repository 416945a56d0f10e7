"""Runs what the documentation shows: each page's commands, one after the other, in a folder of their own.

A page takes part that has the mark `<!-- sessions: nothing -->`, to begin in an empty folder, or
`<!-- sessions: issue-293 -->`, to begin in a copy of the workspace of this repository. Lines after `$ ` in a block
`console` are commands, what follows is what they print; a block after `<!-- file: NAME -->` is written to that file.

    python tools/sessions.py            # says where a page shows something else than is printed, and leaves with 1
    python tools/sessions.py --write    # puts what is printed onto the pages
    python tools/sessions.py docs/tutorial.md
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
# The day on the pages: what is printed must not depend on the calendar.
DAY = 1795600000  # 2026-11-25
_MARK = re.compile(r"^<!-- sessions: (?P<start>nothing|issue-293) -->$", re.MULTILINE)
_BLOCK = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n)?(?P<fence>`{3,})(?P<language>[a-z]*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_END = "--- end of command ---"


@dataclass(frozen=True)
class Step:
    """A block of a page: a file to write, or commands with what they print; `span` is where its text stands."""

    file: str
    text: str
    span: tuple[int, int]

    @property
    def commands(self) -> list[str]:
        """The commands."""
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]


def steps(page: str) -> Iterator[Step]:
    """The blocks of `page` that take part, in order."""
    for match in _BLOCK.finditer(page):
        if match["file"] or match["language"] == "console":
            yield Step(match["file"] or "", match["text"], match.span("text"))


def run(page: str, folder: Path | None = None) -> str:
    """`page` with what its commands print now, in `folder` or in one that is thrown away.

    Raises ValueError where it does not take part.
    """
    mark = _MARK.search(page)
    if mark is None:
        raise ValueError(page[:40])
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "desk"
            folder.mkdir()
            return run(page, folder)
    if mark["start"] != "nothing":
        shutil.copytree(ROOT / "issues", folder / "issues")
    made, last = [], 0
    with _shell(folder) as shell:
        if mark["start"] != "nothing":  # whoever has a workspace has told the shell, as the tutorial says
            _ask(shell, "alias typeset=typeset-zh")
        for step in steps(page):
            if step.file:
                _ask(shell, f"mkdir -p $(dirname {step.file}) && cat > {step.file} <<'{_END}'\n{step.text}{_END}")
                continue
            printed = "".join(f"$ {command}\n{_ask(shell, command)}" for command in step.commands)
            made += [page[last : step.span[0]], printed]
            last = step.span[1]
    return "".join([*made, page[last:]])


def _shell(folder: Path) -> subprocess.Popen[str]:
    """A shell in `folder` that finds our command and speaks Chinese."""
    kept = {name: os.environ[name] for name in ("DYLD_FALLBACK_LIBRARY_PATH",) if name in os.environ}
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "LANG": "zh_CN.UTF-8",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(DAY),
        **kept,
    }
    return subprocess.Popen(
        ["bash", "--norc", "-O", "expand_aliases", "-s"],  # noqa: S607 - the one on the path
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _ask(shell: subprocess.Popen[str], command: str) -> str:
    """What `command` prints, both streams as they come."""
    if shell.stdin is None or shell.stdout is None:
        raise ValueError(command)
    shell.stdin.write(f"{command}\necho '{_END}'\n")
    shell.stdin.flush()
    lines = []
    for line in shell.stdout:
        if line.endswith(f"{_END}\n"):
            return "".join([*lines, line.removesuffix(f"{_END}\n")])
        lines.append(line)
    raise ChildProcessError(command)


def taking_part(paths: list[Path]) -> dict[Path, str]:
    """The pages with a mark among `paths`."""
    texts = {path: path.read_text("utf-8") for path in paths}
    return {path: text for path, text in texts.items() if _MARK.search(text)}


def main(arguments: list[str]) -> int:
    """Run the pages named, all of docs/ by default."""
    named = [Path(argument).resolve() for argument in arguments if argument != "--write"]
    pages = taking_part(named or sorted(DOCS.rglob("*.md")))
    wrong = 0
    for path, text in pages.items():
        new = run(text)
        if new == text:
            continue
        wrong += 1
        name = path.relative_to(ROOT).as_posix()
        if "--write" in arguments:
            path.write_text(new, "utf-8")
        difference = difflib.unified_diff(text.splitlines(), new.splitlines(), name, f"{name} as printed", lineterm="")
        sys.stdout.write("\n".join(difference) + "\n")
    sys.stdout.write(f"{len(pages)} pages with commands, {wrong} of them not as printed\n")
    return 1 if (wrong and "--write" not in arguments) or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
