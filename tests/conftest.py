"""The fixtures that all tests may ask for."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.desk import ARTICLES, COMMAND, ISSUE, PUBLICATION, Desk, Outcome, environment
from typeset.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.desk import Call, Run


def pytest_configure() -> None:
    """Let what tests start be interrupted: a shell has a run in the background ignore Ctrl-C, and all its children."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace with one issue of three short articles."""
    made = Desk(tmp_path / "desk")
    made.write("issues/publication.yaml", PUBLICATION)
    made.write("issues/issue-293/issue.yaml", ISSUE)
    for name, (title, text) in ARTICLES.items():
        made.article(name, text, title)
    return made


@pytest.fixture
def call(desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Call]:
    """Run the command line in this process, standing in the workspace: all of it but the start of Python."""
    before = signal.getsignal(signal.SIGTERM)
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.chdir(desk.root)

    def calling(*arguments: str) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        code = left.value.code
        assert isinstance(code, int)
        return Outcome(code, *capfd.readouterr())

    yield calling
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def run(desk: Desk) -> Run:
    """Run the command line in the workspace, as a shell would."""

    def running(*arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Outcome:
        done = subprocess.run(  # noqa: S603 - our own command
            [*COMMAND, *arguments],
            cwd=cwd or desk.root,
            env=environment(env),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return running
