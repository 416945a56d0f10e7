"""Damaged files by the thousand, given to all that reads what editors write: no traceback, no hang, no flood of memory.

Run as `python -m bench.fuzz [--cases 100000] [--seed 5] [--kind KIND]… [--keep FOLDER]`. Every case is one file of a
workspace, mutated (`mutation.py`); what is wrong with it may only come out as diagnostics, in every form they have. A
case has ten seconds, the process 1 GB. Ends with 1 where one failed; `--keep` writes the files that did.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.mutation import MUTATORS, mutate
from bench.seeds import SEEDS
from typeset.cli.formats import Format, lines
from typeset.copyedit.check import check_issue
from typeset.copyedit.fix import difference, plan_fixes
from typeset.diagnostics import Report
from typeset.errors import TypesetError
from typeset.fonts import read_catalogue
from typeset.layout import read_layout
from typeset.pipeline import read_edition
from typeset.readers.extracted import read_extracted, to_markdown
from typeset.readers.kinds import read_manuscript
from typeset.render import render
from typeset.source import read_source
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType

_A_SIGN_OF_LIFE = 5000
CASES, SECONDS, BYTES = 100_000, 10, 1 << 30
ISSUE = "issues/issue-1"
# Where the file of each kind stands in the workspace.
FILES: Mapping[str, str] = {
    "publication": "issues/publication.yaml",
    "issue": f"{ISSUE}/issue.yaml",
    "article": f"{ISSUE}/articles/a.md",
    "terms": "issues/terms.yaml",
    "layout": "layouts/own/layout.yaml",
    "catalogue": "fonts/catalogue.yaml",
    "extracted": "manuscripts/a.txt",
    "docx": "manuscripts/b.docx",
    "html": "manuscripts/c.html",
    "markdown": "manuscripts/d.md",
    "text": "manuscripts/e.txt",
}


class OverTime(Exception):  # noqa: N818 - it is no error of the program
    """The time of a case is over."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a case came to grief with: the last line says what, the last frame of ours says where."""

    kind: str
    number: int
    data: bytes
    trace: str

    @property
    def what(self) -> str:
        """The same for failures of one cause."""
        frames = [line.strip() for line in self.trace.splitlines() if "/typeset/" in line]
        return f"{self.kind}: {self.trace.splitlines()[-1][:120]} ({frames[-1] if frames else 'outside of typeset'})"


def main() -> int:
    """Run the cases; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--kind", action="append", choices=sorted(TRIALS))
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        failures, made = run(Path(folder).resolve(), chosen.kind or sorted(TRIALS), chosen.cases, chosen.seed)
    for failure in failures:
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{failure.kind}-{failure.number}").write_bytes(failure.data)
            (chosen.keep / f"{failure.kind}-{failure.number}.trace").write_text(failure.trace, "utf-8")
    for what, count in Counter(failure.what for failure in failures).most_common():
        sys.stdout.write(f"{count:6}  {what}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{sum(made.values())} cases ({', '.join(f'{kind} {count}' for kind, count in sorted(made.items()))}), "
        f"{len(failures)} failed, {peak:.0f} MB at most, {time.monotonic() - began:.0f} s\n"
    )
    return int(bool(failures))


def run(root: Path, kinds: Sequence[str], cases: int, seed: int) -> tuple[list[Failure], Counter[str]]:
    """Try `cases` files in the workspace `root`, which is made; the kinds take turns."""
    workspace = make_workspace(root)
    failures, made = list[Failure](), Counter[str]()
    signal.signal(signal.SIGALRM, _over)
    for number in range(cases):
        if number and number % _A_SIGN_OF_LIFE == 0:
            sys.stderr.write(f"{number} cases, {len(failures)} failed\n")
        kind = kinds[number % len(kinds)]
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - reproducible, not secret
        others = [text for texts in SEEDS.values() for text in texts]
        data = MUTATORS.get(kind, mutate)(chance.choice(SEEDS[kind]), others, chance)
        made[kind] += 1
        trace = attempt(workspace, kind, data)
        if trace:
            failures.append(Failure(kind, number, data, trace))
    return failures, made


def attempt(workspace: Workspace, kind: str, data: bytes) -> str:
    """Read one file; the traceback where that failed."""
    path = workspace.root / FILES[kind]
    good = path.read_bytes()
    path.write_bytes(data)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        TRIALS[kind](workspace, path)
    except TypesetError:
        return ""
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        path.write_bytes(good)
    return ""


def make_workspace(root: Path) -> Workspace:
    """A small workspace of good files, one of each kind."""
    for kind, name in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SEEDS[kind][0])
    (root / ISSUE / "articles" / "b.md").write_bytes(SEEDS["article"][-1])
    return Workspace(root)


def try_text(workspace: Workspace, _path: Path) -> None:
    """All that happens to text before pages are laid out: check, corrections, the edition, its HTML."""
    folder = workspace.root / ISSUE
    report = Report()
    checked = check_issue(workspace, folder, report)
    if checked:
        difference(checked[0], plan_fixes(*checked), workspace.root)
    edition, manifest = read_edition(workspace, folder, report)
    layout = read_layout("bulletin", workspace.layout_folders, None, report)
    if edition and manifest and layout:
        render(edition, layout, layout.placements[0], report)
    _tell(report, workspace)


def try_layout(workspace: Workspace, _path: Path) -> None:
    """A layout of the workspace."""
    report = Report()
    read_layout("own", workspace.layout_folders, None, report)
    _tell(report, workspace)


def try_catalogue(workspace: Workspace, _path: Path) -> None:
    """The fonts of the workspace."""
    report = Report()
    read_catalogue(workspace.font_folders, report)
    _tell(report, workspace)


def try_extracted(workspace: Workspace, path: Path) -> None:
    """The extracted text of a whole issue."""
    report = Report()
    source = read_source(path, report)
    if source:
        issue = read_extracted(source.text, path, report)
        if not report.errors:
            issue.files()
            to_markdown(issue.report, "zh")
    _tell(report, workspace)


def try_manuscript(workspace: Workspace, path: Path) -> None:
    """A manuscript of any kind, by its name."""
    _tell(read_manuscript(path.read_bytes(), path.name).report, workspace)


TRIALS: Mapping[str, Callable[[Workspace, Path], None]] = {
    **dict.fromkeys(("publication", "issue", "article", "terms"), try_text),
    "layout": try_layout,
    "catalogue": try_catalogue,
    "extracted": try_extracted,
    **dict.fromkeys(("docx", "html", "markdown", "text"), try_manuscript),
}


def _tell(report: Report, workspace: Workspace) -> None:
    for form in Format:
        for line in lines(report, form, workspace.root):
            line.encode()


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise OverTime


if __name__ == "__main__":
    sys.exit(main())
