"""The laid-out pages as plain text, for eyes and for golden files: one line a piece of text.

== 2
  75.60  145.16  Noto Serif SC 400  12  工信部8月8日发布…  gaps 3.00×4 -6.00×1
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from typeset.leaves import TextRun
    from typeset.press.proof import Proof

# Gaps below this are the rounding of points to two digits.
_SMALLEST_PT = 0.005


def dump_pages(proof: Proof, pages: Container[int] | None = None) -> Iterator[str]:
    """The lines of text that describe `pages` (all, if none are named), top to bottom and left to right.

    Each line gives x and baseline in points from the top left of the page, the faces, the size, the text and the gaps
    that the composer added between its clusters, the most frequent first.
    """
    current = 0
    for run in sorted(proof.runs(), key=lambda run: (run.page, round(run.baseline_pt, 2), run.x_pt)):
        if pages is not None and run.page not in pages:
            continue
        if run.page != current:
            current = run.page
            yield f"== {current}"
        if run.text.strip():
            yield _line(run)


def _line(run: TextRun) -> str:
    faces = " + ".join(run.faces) or ", ".join(run.families)
    parts = [f"{run.x_pt:8.2f}{run.baseline_pt:9.2f}", faces, f"{run.size_pt:g}", run.text.replace("\n", "⏎")]
    counts = Counter(round(gap, 2) for gap in run.gaps_pt if abs(gap) >= _SMALLEST_PT)
    if counts:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        parts.append("gaps " + " ".join(f"{gap:.2f}×{count}" for gap, count in ordered))
    return "  ".join(parts)
