"""What laid-out pages say, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from typeset.press.proof import Proof

if TYPE_CHECKING:
    from typeset.leaves import TextRun

Press = Callable[..., Proof]


def lines_of(proof: Proof) -> list[str]:
    """The text of each line, runs of one baseline on one page joined from left to right."""
    found: dict[tuple[int, float], list[TextRun]] = {}
    for run in proof.runs():
        found.setdefault((run.page, round(run.baseline_pt, 1)), []).append(run)
    return ["".join(run.text for run in sorted(runs, key=lambda run: run.x_pt)) for _, runs in sorted(found.items())]
