"""Issues on a real cluster: a scheduler and workers as processes of this machine, one of them killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.desk import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Call, Desk, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed as POSIX does")
pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil")

WORKERS = 2
ISSUES = 4


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler without workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    arguments = ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"]
    process = dask(tmp_path, *arguments)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield address
    process.kill()
    process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers of one thread each."""
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "scratch")]
    started = [dask(tmp_path, "worker", scheduler, *options, "--name", f"w{n}") for n in range(WORKERS)]
    yield started
    for process in started:
        process.kill()
        process.wait()


def dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / "dask.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own machine
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            env=environment(),
            cwd=folder,
            stdout=log,
            stderr=log,
        )


@pytest.fixture
def many(desk: Desk) -> Desk:
    for number in range(1, ISSUES):
        shutil.copytree(desk.issue, desk.issue.with_name(f"issue-{number}"))
    return desk


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((desk.root / "dist").iterdir())}


@pytest.mark.usefixtures("workers")
def test_a_lost_worker_loses_nothing(
    many: Desk, scheduler: str, workers: list[subprocess.Popen[bytes]], run: Run
) -> None:
    call = [sys.executable, "-m", "typeset", "build", "--all", "--cluster", scheduler, "--format", "json"]
    building = subprocess.Popen(call, cwd=many.root, env=environment(), stdout=subprocess.PIPE)  # noqa: S603
    receipts = many.root / ".typeset" / "builds"
    for _ in range(1200):
        at_work = psutil.Process(workers[0].pid).children()
        if (at_work and list(receipts.glob("*/web.json"))) or building.poll() is not None:
            break
        time.sleep(0.05)
    assert building.poll() is None
    os.kill(workers[0].pid, signal.SIGKILL)
    before = {path.parent.name: path.stat().st_mtime_ns for path in receipts.glob("*/web.json")}
    out, _ = building.communicate(timeout=120)
    report = json.loads(out)
    assert (building.returncode, report["built"], report["failed"]) == (0, ISSUES, 0)
    # What was finished before was not built again.
    after = {path.parent.name: path.stat().st_mtime_ns for path in receipts.glob("*/web.json")}
    assert {name: after[name] for name in before} == before
    there = files(many)
    assert [*there] == sorted(f"{path.name}.pdf" for path in many.workspace.issue_folders())
    assert run("build", "--all").out.startswith(f"{ISSUES} 期：排好 0，没变 {ISSUES}")
    assert run("build", "issue-2", "-o", "alone.pdf").code == 0
    assert (many.root / "alone.pdf").read_bytes() == there["issue-2.pdf"]


def test_a_scheduler_that_is_not_there_is_said(call: Call) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    outcome = call("build", "--all", "--cluster", f"tcp://127.0.0.1:{port}")
    assert outcome.code == 3
    assert "cluster.unreachable" in outcome.err
