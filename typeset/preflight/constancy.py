"""Whether a periodical keeps its layout and its size for a year (requirement M6), by the issue before in that year.

In: what this issue looks like; `issue.yaml` of the others, and the PDF of the one before where it stands in `dist/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.manifest import Issue, Kind
from typeset.preflight.document import Document
from typeset.preflight.pdf.pages import pages_of
from typeset.schema import validate
from typeset.yamltext import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.manifest import Manifest
    from typeset.press.proof import Proof

_MM = 72 / 25.4
_TOLERANCE_MM = 1  # GB/T 788


def check_constancy(manifest: Manifest, layout: str, proof: Proof, dist: Path, report: Report) -> None:
    """Report where the issue is set in another `layout`, or cut to another size, than the one before it."""
    if manifest.publication.kind is not Kind.PERIODICAL:
        return
    before = max(_earlier(manifest), key=lambda found: found[1].number, default=None)
    if before is None:
        return
    folder, issue = before
    place = manifest.place("layout") if manifest.issue.layout else manifest.publication_place("layout")
    their_layout = issue.layout or manifest.publication.layout
    if their_layout != layout:
        report.add("regulation.layout-changed", place, layout=layout, before=their_layout, issue=folder.name)
    theirs, ours = _size_mm(dist / f"{folder.name}.pdf"), tuple(side / _MM for side in proof.page_size(1))
    if theirs and any(abs(a - b) > _TOLERANCE_MM for a, b in zip(theirs, ours, strict=True)):
        report.add("regulation.size-changed", place, size=_said(ours), before=_said(theirs), issue=folder.name)


def _earlier(manifest: Manifest) -> Iterator[tuple[Path, Issue]]:
    """The other issues of the year with a lower number; what is wrong with their files is not said here."""
    for path in sorted(manifest.folder.parent.glob("*/issue.yaml")):
        tree = read_yaml_file(path, Report())
        issue = validate(Issue, tree, Report()) if tree else None
        if issue and issue.year == manifest.issue.year and issue.number < manifest.issue.number:
            yield path.parent, issue


def _size_mm(path: Path) -> tuple[float, float] | None:
    """Width and height of the first page as cut; None where there is no PDF that can be read."""
    try:
        pages = Document(path.read_bytes(), path.name).once(pages_of)
    except (OSError, ContentError):
        return None
    if not pages:
        return None
    trim = pages[0].finished
    return (trim.right - trim.left) / _MM, (trim.top - trim.bottom) / _MM


def _said(size_mm: tuple[float, ...]) -> str:
    return " × ".join(f"{side:.0f}" for side in size_mm)
