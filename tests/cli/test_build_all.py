"""`typeset build --all` as an editor and as a script meet it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.desk import COMMAND, ISSUE, environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.desk import Call, Desk, Run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def back_issues(desk: Desk) -> Desk:
    """Four issues of two years; the second has an error, the third a warning."""
    for number, year in ((290, 2022), (291, 2022), (292, 2023)):
        folder = desk.issue.with_name(f"issue-{number}")
        shutil.copytree(desk.issue, folder)
        (folder / "issue.yaml").write_text(ISSUE.replace("year: 2023", f"year: {year}"), "utf-8")
    (desk.root / "issues/issue-291/articles/third.md").unlink()
    desk.replace("issues/issue-292/articles/first.md", "正文第一段", "这里**没有完")
    return desk


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((desk.root / "dist").iterdir())}


def test_one_bad_issue_stops_none_and_the_rest_is_not_built_twice(back_issues: Desk, run: Run) -> None:
    first = run("build", "--all", "--jobs", "2")
    assert first.code == 1
    assert first.out.startswith("4 期：排好 3，没变 0，没排成 1；排了 9 页")
    assert [*files(back_issues)] == ["issue-290.pdf", "issue-292.pdf", "issue-293.pdf"]
    for part in ("[4/4] ", "issue-291：没有排成", "—— issue-291 没有排成", "错误[manifest.article-missing", "^"):
        assert part in first.err
    assert "警告[markup.stray-asterisks] 1 处，在 issue-292" in first.err
    stamps = {path: path.stat().st_mtime_ns for path in (back_issues.root / "dist").iterdir()}
    back_issues.article("third", "补上了。")
    shutil.copy(back_issues.issue / "articles/third.md", back_issues.root / "issues/issue-291/articles/third.md")
    again = run("build", "--all", "--format", "json")
    report = json.loads(again.out)
    assert (again.code, again.err) == (0, "")
    assert (report["built"], report["unchanged"], report["failed"], report["not_reached"]) == (2, 2, 0, 0)
    states = {issue["issue"]: issue["state"] for issue in report["issues"]}
    assert states["issue-292"] == states["issue-290"] == "unchanged"
    warned = next(issue for issue in report["issues"] if issue["issue"] == "issue-292")
    assert [found["code"] for found in warned["diagnostics"]] == ["markup.stray-asterisks"]
    for path, stamp in stamps.items():
        assert (path.stat().st_mtime_ns == stamp) == (states[path.stem] == "unchanged")


def test_some_issues_can_be_chosen_and_forced(back_issues: Desk, run: Run) -> None:
    chosen = run("build", "--all", "--years", "2023", "--only", "issue-29[0-2]", "--force", "--timings")
    assert (chosen.code, [*files(back_issues)]) == (0, ["issue-292.pdf"])
    assert "排文" in chosen.err
    again = run("build", "--all", "--years", "2022-2023", "--only", "issue-292", "--force", "--trace", "trace.json")
    assert again.out.startswith("1 期：排好 1，没变 0")
    events = json.loads((back_issues.root / "trace.json").read_text("utf-8"))["traceEvents"]
    assert events[0]["args"]["name"] == "issue-292"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["293", "--all"], "backfile.one-or-all"),
        (["--all", "-o", "x.pdf"], "backfile.one-or-all"),
        (["--all", "--open"], "backfile.one-or-all"),
        (["--jobs", "2"], "backfile.all-only"),
        (["--force"], "backfile.all-only"),
        (["--cluster", "tcp://127.0.0.1:1"], "backfile.all-only"),
        (["--all", "--years", "1999"], "backfile.none-selected"),
        (["--all", "--only", "nothing*"], "backfile.none-selected"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: Sequence[str], code: str, desk: Desk, call: Call) -> None:
    outcome = call("build", *arguments, "--format", "json")
    assert (outcome.code, outcome.codes) == (2, [code])
    assert not (desk.root / "dist").exists()


@pytest.mark.parametrize(("option", "value"), [("--years", "2023-2022"), ("--years", "二〇二三"), ("--jobs", "0")])
def test_a_value_that_makes_no_sense_is_refused(option: str, value: str, call: Call) -> None:
    outcome = call("build", "--all", option, value)
    assert outcome.code == 2
    assert option in outcome.err


# What is stopped in the middle.


@pytest.fixture
def many(desk: Desk) -> Desk:
    """Eight issues."""
    for number in range(1, 8):
        shutil.copytree(desk.issue, desk.issue.with_name(f"issue-{number}"))
    return desk


def start(desk: Desk) -> subprocess.Popen[str]:
    """Begin to build all, and wait until some are done."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "build", "--all", "--jobs", "2"],
        cwd=desk.root,
        env=environment(),
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    for _ in range(3):
        assert "页" in process.stderr.readline()
    return process


def whole(folder: Path) -> bool:
    """Whether every file in `folder` that has its name is a whole PDF."""
    return all(path.read_bytes().endswith(b"%%EOF\n") for path in folder.glob("*.pdf"))


@POSIX
def test_a_killed_run_is_taken_up_and_gives_the_same_bytes(many: Desk, run: Run) -> None:
    process = start(many)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert whole(many.root / "dist")
    done = run("build", "--all", "--jobs", "2", "--format", "json")
    report = json.loads(done.out)
    assert (done.code, report["failed"]) == (0, 0)
    assert report["unchanged"] >= 3
    assert report["built"] >= 1
    killed = files(many)
    shutil.rmtree(many.root / "dist")
    shutil.rmtree(many.root / ".typeset")
    assert run("build", "--all", "--jobs", "1").code == 0
    assert files(many) == killed


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_how_far_it_came_and_leaves_whole_files(number: int, many: Desk) -> None:
    process = start(many)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "再运行一次就接着排" in out
    assert "Traceback" not in err
    names = [path.name for path in (many.root / "dist").iterdir()]
    assert 3 <= len(names) < 8
    assert all(name.startswith("issue-") for name in names)
    assert whole(many.root / "dist")
    time.sleep(0.2)
    assert not [name for name in _commands() if str(many.root) in name]


def _commands() -> list[str]:
    """The folders that processes of this machine stand in, where the system tells."""
    found = []
    for process in os.listdir("/proc") if os.path.isdir("/proc") else ():  # noqa: PTH208, PTH112
        if process.isdigit():
            try:
                found.append(os.readlink(f"/proc/{process}/cwd"))  # noqa: PTH115
            except OSError:
                continue
    return found
