"""Several processes make of an issue what one makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.press.test_parts import CSS, body
from typeset.cores import copies
from typeset.diagnostics import Report
from typeset.press import sharing
from typeset.press.drawnproof import DrawnProof
from typeset.press.sheet import lay_out
from typeset.rendering import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.press.proof import Proof
    from typeset.typefaces import FontCatalogue

pytestmark = pytest.mark.skipif(not copies(), reason="processes cannot be copied here")

PAGE = """
@page { size: 240pt 300pt; margin: 20pt }
@page :left { margin-left: 30pt; margin-right: 10pt }
html { font: 10pt/20pt song }
"""


@pytest.fixture
def set_with(catalogue: FontCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(sharing, "_SHORTEST", 0)

    def setting(text: str, jobs: int) -> Proof:
        html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title></head><body>{text}</body></html>'
        styles = (SourceText(tmp_path / "page.css", PAGE + CSS),)
        return lay_out(Rendering(html, styles, tmp_path, (tmp_path,)), catalogue, Report(), jobs=jobs)

    return setting


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_same_bytes_and_the_same_answers(set_with: object, jobs: int) -> None:
    assert callable(set_with)
    alone, together = (set_with(body(7, back=True), count) for count in (1, jobs))
    assert isinstance(together, DrawnProof)
    assert not isinstance(alone, DrawnProof)
    for proof in (alone, together):
        proof.write("x", variant="pdf/ua-1")
    assert together.write("x", variant="pdf/ua-1") == alone.write("x", variant="pdf/ua-1")
    assert together.page_count == alone.page_count
    assert list(together.runs()) == list(alone.runs())
    assert list(together.links()) == list(alone.links())
    assert [together.page_of(f"t{number}") for number in range(8)] == [alone.page_of(f"t{n}") for n in range(8)]
    assert together.page_size(2) == alone.page_size(2)
    assert together.description == alone.description
    # What needs pages that are kept has them laid out again.
    assert together.page_type(2) == alone.page_type(2)
    assert together.write("x", variant=None) == alone.write("x", variant=None)


def test_what_a_crew_cannot_share_is_set_by_one(set_with: object) -> None:
    assert callable(set_with)
    proof = set_with(body(3).replace("甲乙丙", '<a href="#t0" class="page">甲</a>'), 2)
    assert isinstance(proof, DrawnProof)
    proof = set_with(body(3).replace("<main>", "<main><div>").replace("</main>", "</div></main>") + "<p>后</p>", 2)
    assert proof.page_count > 3


def test_workers_end_with_their_master() -> None:
    program = """
import sys, time, types
from typeset.press import crew
blank = types.SimpleNamespace(after=None, bodies=(), anchors={}, heads={})
crew._laid_out = lambda *_: (blank, None)
workers = crew.Crew((None,), None, 2)._workers
print(*(worker.pid for worker in workers), flush=True)
time.sleep(60)
"""
    words = [sys.executable, "-c", program]
    master = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert master.stdout
    workers = [int(number) for number in master.stdout.readline().split()]
    assert len(workers) == 2
    os.kill(master.pid, signal.SIGKILL)
    master.wait()
    master.stdout.close()
    for _ in range(100):
        if not any(_alive(worker) for worker in workers):
            break
        time.sleep(0.1)
    assert not any(_alive(worker) for worker in workers)


def _alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
