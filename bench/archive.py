"""How fast a whole archive is built: the same issues one at a time and two at a time, in turns.

Run as `python -m bench.archive [--issues 300] [--chunk 50] [--jobs 2] [--keep FOLDER]`. It makes an archive of varied
copies of the project's issue, whole ones and smaller ones, and builds it a chunk at a time: each chunk with one job and
with several, by turns which is first, everything forced. A run may use as many processors as it has jobs: one job is
what one processor can do. Printed are throughput, the ratio of each pair and of all; the processor
time of both, which other work on the machine disturbs less than the clock; and how much of the run the jobs were at
work: what a ratio lacks is either there, or in issues that take longer beside each other. The result is kept as a dated
file in bench/results/.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
ISSUE = ROOT / "issues" / "issue-293"
RESULTS = ROOT / "bench" / "results"
BOUND = 1.8
# Of ten issues in a row, how much of the sample issue each takes: whole ones and extras, as a periodical has them.
_SHARES = (1.0, 0.5, 0.25, 0.5, 0.75, 0.25, 0.5, 0.25, 0.5, 0.25)
_A_YEAR = 24
_FIRST_YEAR = 1995


def make_archive(folder: Path, count: int) -> None:
    """A workspace in `folder` with `count` issues, no two alike, from 1995 on."""
    shutil.copytree(ROOT / "issues", folder / "issues", ignore=shutil.ignore_patterns(".schema", "issue-*"))
    manifest = yaml.safe_load((ISSUE / "issue.yaml").read_text("utf-8"))
    for number in range(1, count + 1):
        _make_issue(folder / "issues" / f"issue-{number}", number, manifest)


def _make_issue(folder: Path, number: int, manifest: dict[str, object]) -> None:
    year, within = divmod(number - 1, _A_YEAR)
    date = dt.date(_FIRST_YEAR + year, within // 2 + 1, 5 if within % 2 == 0 else 20)
    share = _SHARES[number % len(_SHARES)]
    (folder / "articles").mkdir(parents=True)
    shutil.copytree(ISSUE / "images", folder / "images")
    sections = []
    for section in manifest["sections"]:  # type: ignore[attr-defined]
        entries = section["articles"]
        kept = max(1, round(share * len(entries)))
        turned = [entries[(at + number) % len(entries)] for at in range(kept)]
        sections.append({**section, "articles": turned})
        for entry in turned:
            name = entry if isinstance(entry, str) else entry["file"]
            text = (ISSUE / "articles" / f"{name}.md").read_text("utf-8")
            titled = re.sub(r"(?m)^(title: .*?)(['\"]?)$", rf"\1（{number}）\2", text, count=1)
            (folder / "articles" / f"{name}.md").write_text(titled, "utf-8")
    own = {"year": date.year, "number": within + 1, "total": number, "date": date.isoformat()}
    text = yaml.safe_dump({**manifest, **own, "sections": sections}, allow_unicode=True, sort_keys=False)
    (folder / "issue.yaml").write_text(re.sub(r"(?m)^date: '(.*)'$", r"date: \1", text), "utf-8")


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took, in seconds, the pages it made, and the share of its time that its jobs were at work."""

    clock: float
    processor: float
    pages: int
    busy: float


@contextmanager
def processors(count: int) -> Iterator[None]:
    """Have what is started inside the block use `count` processors at most, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_of_them)[-count:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


def build(folder: Path, issues: Sequence[str], jobs: int) -> Took:
    """Build `issues` anew with `jobs` at a time, as an editor would. Raises CalledProcessError where one fails."""
    chosen = [word for issue in issues for word in ("--only", issue)]
    command = [sys.executable, "-m", "typeset", "build", "--all", *chosen, "--force", "--jobs", str(jobs)]
    clock = time.perf_counter()
    with processors(jobs):
        done = subprocess.run([*command, "--format", "json"], cwd=folder, check=True, stdout=subprocess.PIPE)  # noqa: S603
    seconds = time.perf_counter() - clock
    report = json.loads(done.stdout)
    # Those who build are no children of ours, and say themselves what they took.
    processor = sum(issue["processor_seconds"] for issue in report["issues"])
    busy = sum(issue["seconds"] for issue in report["issues"]) / (jobs * seconds)
    return Took(seconds, processor, report["pages"], busy)


def measure(folder: Path, count: int, chunk: int, jobs: int) -> dict[str, object]:
    """Build all issues of `folder` with one job and with `jobs`, a chunk at a time, and print each pair."""
    names = [f"issue-{number}" for number in range(1, count + 1)]
    pairs: list[tuple[Took, Took]] = []
    for turn, start in enumerate(range(0, count, chunk)):
        issues = names[start : start + chunk]
        took = {which: build(folder, issues, which) for which in ((1, jobs) if turn % 2 else (jobs, 1))}
        pairs.append((took[1], took[jobs]))
        one, many = pairs[-1]
        print(  # noqa: T201 - it is what this is for
            f"{len(issues)} issues, {one.pages} pages   1 job {one.clock:6.1f} s   {jobs} jobs {many.clock:6.1f} s   "
            f"ratio {one.clock / many.clock:.2f}   processor {one.processor:6.1f} s, {many.processor:6.1f} s   "
            f"at work {one.busy:.0%}, {many.busy:.0%}",
            flush=True,
        )
    sums = {
        f"{name}_{which}": round(sum(getattr(pair[at], which) for pair in pairs), 2)
        for at, name in enumerate(("one", "many"))
        for which in ("clock", "processor")
    }
    ratios = [one.clock / many.clock for one, many in pairs]
    return {
        "issues": count,
        "pages": sum(one.pages for one, _ in pairs),
        "jobs": jobs,
        **sums,
        "ratio": round(sums["one_clock"] / sums["many_clock"], 3),
        "median_ratio": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
    }


def machine() -> str:
    """The machine in general terms."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print and keep the result."""
    parser = argparse.ArgumentParser(prog="bench.archive", description=__doc__)
    parser.add_argument("--issues", type=int, default=300)
    parser.add_argument("--chunk", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="make the archive here and leave it there")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        make_archive(folder, options.issues)
        found = measure(folder, options.issues, options.chunk, options.jobs)
    load = os.getloadavg()[0]
    result = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "machine": machine(), "load": round(load, 2), **found}
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"archive-{result['date']}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    holds = found["ratio"] >= BOUND  # type: ignore[operator]
    print(  # noqa: T201
        f"all: 1 job {found['one_clock']} s, {options.jobs} jobs {found['many_clock']} s; "
        f"throughput × {found['ratio']} (pairs {found['median_ratio']}), bound {BOUND} {'holds' if holds else '✗'}; "
        f"processor {found['one_processor']} s, {found['many_processor']} s; load {result['load']}\n{path.name}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
