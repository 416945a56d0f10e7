"""The same issue by typeset, plain WeasyPrint, typst, XeLaTeX and Chromium: time, processor time and memory.

Run as `python -m bench.engines [--pages 24 --pages 240 --pages 2400] [--runs N] [--engine NAME …] [--keep]`. Every run
is a process of its own; runs of all engines are interleaved, and ratios are medians of those of one round, so that
whatever else the machine does meets all. Engines that are not installed are left out; `--engine` names those to run
beside ours. `--keep` writes `results/DATE-PAGES.json`, and the picture of the growth anew.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.growth import growth
from bench.rivals import ENGINES, PAGES, TARGETS, Engine
from bench.volume import ISSUE, ROOT, Volume, make_volume
from typeset.preflight.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RESULTS = Path(__file__).resolve().parent / "results"
_FOR_24 = 24
_MEGABYTE = 1024  # of what the system counts in


@dataclass(frozen=True, slots=True)
class Took:
    """What a run took: seconds by the clock and of processors, and the megabytes of its largest process."""

    clock: float
    processor: float
    memory_mb: float


def run(engine: Engine, volume: Volume, log: Path) -> Took:
    """Run `engine` once on `volume`. Raises OSError where it fails."""
    clock = processor = 0.0
    memory = 0
    for words, folder, environment in engine.commands(volume):
        begin = time.perf_counter()
        with log.open("ab") as told:
            process = os.posix_spawn(
                words[0],
                words,
                {**os.environ, **environment, "PWD": str(folder)},
                file_actions=[(os.POSIX_SPAWN_DUP2, told.fileno(), 1), (os.POSIX_SPAWN_DUP2, told.fileno(), 2)],
            )
            _, status, usage = os.wait4(process, 0)
        clock += time.perf_counter() - begin
        processor += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss)
        if os.waitstatus_to_exitcode(status):
            raise OSError(f"{engine.name}: {log.read_text('utf-8', 'replace')[-2000:]}")
    return Took(clock, processor, memory / _MEGABYTE)


def measured(engines: Sequence[Engine], volume: Volume, runs: int) -> dict[str, list[Took]]:
    """`runs` rounds of all `engines`, each round in another order."""
    took: dict[str, list[Took]] = {engine.name: [] for engine in engines}
    log = volume.folder / "log"
    for number in range(runs):
        for engine in engines if number % 2 else engines[::-1]:
            took[engine.name].append(run(engine, volume, log))
            log.unlink(missing_ok=True)
    return took


def ratio(took: Mapping[str, Sequence[Took]], one: str, other: str, kind: str) -> float:
    """The median of the rounds' ratios of `one` to `other`."""
    pairs = zip(took[one], took[other], strict=True)
    return statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in pairs)


def rows(took: Mapping[str, Sequence[Took]], pages: Mapping[str, int], wanted: int) -> Iterator[str]:
    """The table."""
    yield f"{'':18}{'pages':>7}{'clock s':>10}{'cpu s':>9}{'MB':>7}{'× clock':>10}{'× cpu':>8}   (× typeset's)"
    for name, runs in took.items():
        clock, processor, memory = (
            statistics.median(getattr(one, kind) for one in runs) for kind in ("clock", "processor", "memory_mb")
        )
        times = [1 / ratio(took, "typeset", name, kind) for kind in ("clock", "processor")]
        yield (
            f"{name:18}{pages[name]:>7}{clock:>10.2f}{processor:>9.2f}{memory:>7.0f}{times[0]:>10.2f}{times[1]:>8.2f}"
        )
    for target in TARGETS:
        if target.pages == wanted and target.engine in took and target.ours in took:
            found = ratio(took, target.ours, target.engine, "clock")
            told = "holds" if found <= target.most else "✗"
            yield f"{target.ours} / {target.engine}: {found:.2f} of the clock, at most {target.most:.2f}: {told}"


def stages(volume: Volume) -> str:
    """What each stage of a build in one process costs."""
    log = volume.folder / "stages"
    engine = next(engine for engine in ENGINES if engine.name == "typeset")
    (words, folder, environment), *_ = engine.commands(volume)
    run(Engine("stages", lambda _: [((*words, "--timings"), folder, environment)]), volume, log)
    return log.read_text("utf-8")


def describe() -> str:
    """The machine, in general terms."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cores} × {platform.machine()}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="bench.engines", description=__doc__)
    parser.add_argument("--pages", action="append", type=int, choices=PAGES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--engine", action="append", choices=[engine.name for engine in ENGINES])
    parser.add_argument("--no-stages", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args(words)
    say = partial(print, flush=True)
    chosen = [engine for engine in ENGINES if not options.engine or engine.name in (*options.engine, "typeset")]
    for engine in chosen:
        if not engine.installed():
            say(f"{engine.name} is not installed and left out")
    engines = [engine for engine in chosen if engine.installed()]
    compileall.compile_dir(ROOT / "typeset", quiet=1)  # as an installation does with every engine in Python
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # and what is compiled later is kept, as it is by default
    say(describe())
    for wanted in options.pages or PAGES:
        with tempfile.TemporaryDirectory() as folder:
            volume = make_volume(Path(folder), wanted // _FOR_24)
            took = measured(engines, volume, options.runs)
            pages = {engine.name: _pages(engine, volume) for engine in engines}
            say(f"\n{pages['typeset']} pages, {options.runs} rounds")
            say("\n".join(rows(took, pages, wanted)))
            if not options.no_stages:
                say(stages(volume))
        if options.keep:
            keep(wanted, took, pages)
    return 0


def _pages(engine: Engine, volume: Volume) -> int:
    path = engine.output(volume)
    return Document(path.read_bytes(), path.name).page_count


def keep(wanted: int, took: Mapping[str, Sequence[Took]], pages: Mapping[str, int]) -> None:
    """Write what was measured to a dated file, and draw the growth of all that is kept of this day."""
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    RESULTS.mkdir(exist_ok=True)
    runs = {name: [asdict(one) for one in runs] for name, runs in took.items()}
    data = {"day": day, "machine": describe(), "issue": ISSUE, "wanted": wanted, "pages": dict(pages), "runs": runs}
    (RESULTS / f"{day}-{wanted}.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    kept = [json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob(f"{day}-*.json"))]
    (RESULTS / f"{day}.svg").write_text(growth(kept), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
