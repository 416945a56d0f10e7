"""How fast pages are made: layout and writing of the same HTML with the composer against plain WeasyPrint.

Run as `python -m bench.speed [--runs N] [--pages 24 --pages 240] [--warm-only]`. Runs are paired and interleaved, so
that whatever else the machine does meets both; medians and the median of the pairs' ratios are printed. The bounds
are held against processor time, which a busy machine disturbs less than the clock.
"""

from __future__ import annotations

import argparse
import gc
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING
from unittest import mock

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.fonts import read_catalogue
from typeset.layout import Placement, read_layout
from typeset.pipeline import read_edition
from typeset.render import render
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.rendering import Rendering
    from typeset.typefaces import FontCatalogue

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "issue-293"
BOUNDS = {24: 0.75, 240: 0.6}
_ENGINES = ("composed", "plain")


@dataclass(frozen=True, slots=True)
class Job:
    """A document to lay out."""

    rendering: Rendering
    catalogue: FontCatalogue


@contextmanager
def plain() -> Iterator[None]:
    """WeasyPrint as it is: our properties are known, and nothing of it is replaced."""
    with mock.patch("typeset.press.hooks.SUPPORTED", ()):
        yield


def make_workspace(folder: Path, times: int) -> Workspace:
    """The project's issue in `folder`, its articles repeated `times` times."""
    shutil.copytree(ROOT / "issues", folder / "issues", ignore=shutil.ignore_patterns(".schema"))
    workspace = Workspace(folder)
    issue = workspace.issues / ISSUE
    for path in sorted((issue / "articles").glob("*.md")) if times > 1 else ():
        for copy in range(2, times + 1):
            shutil.copy(path, path.with_stem(f"{path.stem}-{copy}"))
    manifest = issue / "issue.yaml"
    manifest.write_text(_repeat(manifest.read_text("utf-8"), times), "utf-8")
    return workspace


def _repeat(manifest: str, times: int) -> str:
    """The manifest with every article listed once more for each copy; copies stay out of the contents."""
    lines = []
    for part in re.split(r"(?m)^(?=  - title:)", manifest):
        head, mark, articles = part.partition("    articles:\n")
        names = re.findall(r"(?m)^      - (?:file: )?([a-z0-9-]+)$", articles)
        copies = [
            f"      - file: {name}-{copy}\n        contents: false\n" for copy in range(2, times + 1) for name in names
        ]
        lines += [head, mark, articles, *copies]
    return "".join(lines)


def prepare(folder: Path, layout_name: str = "bulletin") -> Job:
    """Read and render the issue of the workspace in `folder`. Raises ContentError."""
    report = Report()
    workspace = Workspace(folder)
    edition, _ = read_edition(workspace, workspace.issues / ISSUE, report)
    layout = read_layout(layout_name, workspace.layout_folders, None, report)
    catalogue = read_catalogue(workspace.font_folders, report)
    if edition is None or layout is None or catalogue is None:
        raise ContentError(report)
    rendering = render(edition, layout, Placement(layout.placements[0]), report)
    if rendering is None:
        raise ContentError(report)
    return Job(rendering, catalogue)


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took, in seconds."""

    clock: float
    processor: float


def run(job: Job, engine: str) -> tuple[Took, int]:
    """Lay out and write once: what it took, and the pages."""
    from typeset.press.sheet import lay_out  # noqa: PLC0415

    gc.collect()
    with plain() if engine == "plain" else nullcontext():
        clock, processor = time.perf_counter(), time.process_time()
        proof = lay_out(job.rendering, job.catalogue, Report())
        proof.write("bench", variant="pdf/ua-1")
        took = Took(time.perf_counter() - clock, time.process_time() - processor)
        return took, proof.page_count


def warm(job: Job, runs: int) -> tuple[dict[str, list[Took]], int]:
    """Paired runs in this process, after one of each that does not count; and the number of pages."""
    seconds: dict[str, list[Took]] = {engine: [] for engine in _ENGINES}
    pages = 0
    for number in range(runs + 1):
        for engine in _ENGINES if number % 2 else _ENGINES[::-1]:
            took, count = run(job, engine)
            pages = count if engine == "composed" else pages
            if number:
                seconds[engine].append(took)
    return seconds, pages


def cold(folder: Path, runs: int) -> dict[str, list[Took]]:
    """Paired runs as processes of their own, reading and rendering included."""
    seconds: dict[str, list[Took]] = {engine: [] for engine in _ENGINES}
    for number in range(runs):
        for engine in _ENGINES if number % 2 else _ENGINES[::-1]:
            clock, processor = time.perf_counter(), _children()
            command = [sys.executable, "-m", "bench.speed", "--once", engine, "--folder", str(folder)]
            subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - ourselves
            seconds[engine].append(Took(time.perf_counter() - clock, _children() - processor))
    return seconds


def _children() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def rows(name: str, seconds: dict[str, list[Took]], bound: float | None) -> Iterator[str]:
    """The lines of the result: by the processor, and by the clock."""
    for kind in ("processor", "clock"):
        composed, own = ([getattr(took, kind) for took in seconds[engine]] for engine in _ENGINES)
        ratio = statistics.median(a / b for a, b in zip(composed, own, strict=True))
        told = f"  bound {bound:.2f} {'holds' if ratio <= bound else '✗'}" if bound and kind == "processor" else ""
        medians = f"composed {statistics.median(composed):7.2f} s   plain {statistics.median(own):7.2f} s"
        yield f"{name:<16} {kind:<9} {medians}   ratio {ratio:.2f}{told}"


def main(words: Sequence[str] | None = None) -> int:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser(prog="bench.speed", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", action="append", type=int, choices=sorted(BOUNDS))
    parser.add_argument("--warm-only", action="store_true")
    parser.add_argument("--once", choices=_ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.once:
        run(prepare(options.folder), options.once)
        return 0
    say = partial(print, flush=True)
    for wanted in options.pages or sorted(BOUNDS):
        with tempfile.TemporaryDirectory() as folder:
            make_workspace(Path(folder), max(wanted // 24, 1))
            seconds, pages = warm(prepare(Path(folder)), options.runs)
            say("\n".join(rows(f"{pages} pages, warm", seconds, BOUNDS[wanted])))
            if not options.warm_only:
                say("\n".join(rows(f"{pages} pages, cold", cold(Path(folder), options.runs), None)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
