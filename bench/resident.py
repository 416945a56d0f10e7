"""One article changed in a preview: from the save to the new PDF on disk, again and again, in one process.

Run as `python -m bench.resident [--changes N] [--pages 24]`. Every change is to another article; the last PDF is
compared with that of one that has kept nothing. Printed are medians by the clock and by the processor.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.volume import ISSUE, make_volume
from typeset.preview.resident import Resident, residing
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOR_24 = 24


def measure(folder: Path, changes: int) -> tuple[list[float], list[float], bool]:
    """Seconds by the clock and of the processor for each change, and whether the last PDF is what it should be."""
    workspace = Workspace(folder)
    issue, output = workspace.issues / ISSUE, folder / "resident.pdf"
    articles = sorted((issue / "articles").glob("*.md"))
    clock, processor = [], []
    with residing():
        resident = Resident(workspace, issue)
        resident.lay_out()
        resident.write(output)
        for number in range(changes):
            path = articles[number * 7 % len(articles)]
            path.write_text(path.read_text("utf-8").rstrip() + "补上一句。\n", "utf-8")
            resident.rest()
            begin, began = time.perf_counter(), time.process_time()
            resident.lay_out()
            resident.write(output)
            clock.append(time.perf_counter() - begin)
            processor.append(time.process_time() - began)
        kept = output.read_bytes()
        other = Resident(workspace, issue)
        other.lay_out()
        other.write(output)
    return clock, processor, output.read_bytes() == kept


def main(words: Sequence[str] | None = None) -> int:
    """Print the medians."""
    parser = argparse.ArgumentParser(prog="bench.resident", description=__doc__)
    parser.add_argument("--changes", type=int, default=12)
    parser.add_argument("--pages", type=int, default=_FOR_24)
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        make_volume(Path(folder), max(1, options.pages // _FOR_24))
        clock, processor, same = measure(Path(folder), options.changes)
    told = "the same bytes as anew" if same else "✗ other bytes than anew"
    sys.stdout.write(
        f"one article changed: {statistics.median(clock):.3f} s by the clock (least {min(clock):.3f}), "
        f"{statistics.median(processor):.3f} s of the processor (least {min(processor):.3f}); {told}\n"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
