"""The project's own issue, built as an editor builds it, and its figures."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.extraction import Extraction, extract
from bench.measure import Figures, measure_text
from bench.pages import read_pages
from bench.paragraphs import read_text
from bench.typography import ISSUE, ROOT, first_body_page, issue_text, read
from typeset.pipeline import build
from typeset.profile import Profile
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.measure import Sample


@dataclass(frozen=True)
class Issue:
    """The figures of the finished PDF, and what is read out of it again."""

    figures: Figures
    extractions: dict[str, Extraction]


def built_issue(folder: Path, layout: str, measure_pt: float | None = None) -> Issue:
    """Build the issue in `folder` with a layout, and measure it."""
    shutil.copytree(ROOT / "issues", folder / "issues")
    workspace = Workspace(folder)
    path = build(workspace, workspace.issues / ISSUE, layout_name=layout).files[Profile.WEB]
    text = read_text(read_pages(path), first_page=first_body_page(path), measure_pt=measure_pt)
    return Issue(measure_text(text, issue_text(read(workspace))), {e.program: e for e in extract(path, text)})


def shown(samples: Sequence[Sample]) -> list[str]:
    """The first of the samples, as a failing test shows them."""
    return [str(sample) for sample in samples[:20]]
