"""A workspace for the length of a figure, and pages of it as pictures."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from typeset.diagnostics import Report
from typeset.pipeline import lay_out_issue
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from typeset.press.proof import Proof

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
ISSUE = "issue-293"
PAPER = "paper"


@dataclass(frozen=True)
class Printed:
    """A laid-out issue and its PDF."""

    proof: Proof
    pdf: pypdfium2.PdfDocument

    def page(self, number: int, width_px: int, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Image.Image:
        """Page `number`, from 1, `width_px` wide; `crop` is left, bottom, right, top in points."""
        page = self.pdf[number - 1]
        scale = width_px / (page.get_width() - crop[0] - crop[2])
        picture: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        return picture


@contextmanager
def desk() -> Iterator[Workspace]:
    """A copy of our own workspace, with the layout of the figures."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "desk"
        shutil.copytree(ROOT / "issues", root / "issues")
        shutil.copytree(Path(__file__).parent / PAPER, root / "layouts" / PAPER)
        yield Workspace(root)


def lay_out(workspace: Workspace, issue: str, layout: str | None = None) -> Printed:
    """The pages of `issue`. Raises ContentError where it cannot be laid out."""
    proof = lay_out_issue(workspace, workspace.issues / issue, Report(), layout_name=layout).proof
    return Printed(proof, pypdfium2.PdfDocument(proof.write("0" * 32, variant="pdf/ua-1")))
