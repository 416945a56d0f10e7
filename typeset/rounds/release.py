"""The release of an issue: which files went out, made of what, after which proof, who said so and when.

`release.json` lies in the folder of the issue. A release is signed only where the files in `dist/` are, byte for byte,
what the inputs give now: everything is made once more in memory and compared.
"""

from __future__ import annotations

import datetime as dt  # msgspec reads the annotations at run time
from typing import TYPE_CHECKING

from msgspec import Struct

import typeset
from typeset.clock import today
from typeset.delivery.handover import file_name
from typeset.delivery.output import only_one, write_whole
from typeset.delivery.slip import round_name
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, UsageError
from typeset.fonts import read_catalogue
from typeset.jsontext import from_json, to_file
from typeset.layout import read_layout
from typeset.pipeline import make, read_edition
from typeset.profile import Profile
from typeset.rounds.inputs import checksum, checksums, input_name, input_path
from typeset.rounds.keep import stored
from typeset.rounds.record import StoredFile, broken
from typeset.rounds.shelf import last_record
from typeset.schema import Model
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typeset.delivery.slip import Slip
    from typeset.edition import Edition
    from typeset.pipeline import Made
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace

RELEASE = "release.json"


class Release(Model, frozen=True, kw_only=True):
    """What release.json holds; `proof` is the number of the last proof that is kept, None where there was none."""

    issue: str
    title: str
    date: dt.date
    by: str
    layout: str
    program: str
    pages: int
    proof: int | None
    files: dict[str, StoredFile]
    inputs: dict[str, str]


class Signed(Struct, frozen=True):
    """A release as it stands; `new` unless it stood there already."""

    path: Path
    release: Release
    report: Report
    new: bool


class Difference(Struct, frozen=True):
    """A file that is not as it was signed: `changed`, `missing` or `added`."""

    kind: str
    file: str


def sign(
    workspace: Workspace,
    folder: Path,
    *,
    by: str,
    date: dt.date | None = None,
    again: bool = False,
    layout_name: str | None = None,
    watch: Watch = UNWATCHED,
) -> Signed:
    """Record the release of the issue in `folder`: every file of it in `dist/` but proofs.

    Raises ContentError where the issue has errors, a file is not what the inputs give, or another release is signed
    (unless `again`, which keeps that beside the new one); UsageError where nothing was built.
    """
    report, issue = Report(), folder.name
    path = folder / RELEASE
    files = built(workspace, issue)
    if not files:
        raise UsageError(Diagnostic("signing.nothing-built", Place(workspace.dist), {"issue": issue}))
    earlier = read_release(path) if path.exists() else None
    with only_one(workspace.state / "locks" / f"{issue}.lock", issue):
        made = make(workspace, folder, list(files), report, slip=_no_slip, layout_name=layout_name, watch=watch)
        _compare(files, made.files, report)
        release = _release(workspace, made, files, by, date or today())
        _check_proof(workspace, release, report)
        if earlier and _content(earlier) == _content(release):
            report.add("signing.same", Place(path), by=earlier.by, date=earlier.date.isoformat())
            return Signed(path, earlier, report, new=False)
        if earlier and not again:
            values = {"by": earlier.by, "date": earlier.date.isoformat()}
            report.add("signing.signed-before", Place(path), **values)
        if report.errors:
            raise ContentError(report)
        if earlier:
            write_whole(_place_beside(path), path.read_bytes())
        write_whole(path, to_file(release))
    return Signed(path, release, report, new=True)


def check(workspace: Workspace, folder: Path) -> tuple[Release, tuple[Difference, ...]]:
    """The release of the issue in `folder`, and what is not as it was signed. Raises UsageError where there is none."""
    path = folder / RELEASE
    if not path.exists():
        raise UsageError(Diagnostic("signing.not-signed", Place(path), {"issue": folder.name}))
    release = read_release(path)
    return release, tuple(_differences(workspace, folder, release))


def read_release(path: Path) -> Release:
    """The release in `path`. Raises ContentError where it was damaged."""
    try:
        return from_json(Release, path.read_bytes())
    except (OSError, ValueError) as error:
        raise ContentError(Report([broken(path, error)])) from None


def built(workspace: Workspace, issue: str) -> dict[Profile, Path]:
    """The files of the issue named `issue` that lie in `dist/`; proofs are not released."""
    paths = {profile: workspace.dist / file_name(issue, profile) for profile in Profile if profile is not Profile.PROOF}
    return {profile: path for profile, path in paths.items() if path.is_file()}


def _no_slip(_edition: Edition) -> Slip:
    raise ValueError(Profile.PROOF)  # proofs are not released


def _compare(files: Mapping[Profile, Path], made: Mapping[Profile, bytes], report: Report) -> None:
    for profile, path in files.items():
        if path.read_bytes() != made[profile]:
            report.add("signing.out-of-date", Place(path), file=path.name, profile=profile.value)


def _release(workspace: Workspace, made: Made, files: Mapping[Profile, Path], by: str, date: dt.date) -> Release:
    consignment = made.consignment
    edition, layout, catalogue = consignment.edition, consignment.layout, consignment.catalogue
    last = last_record(workspace, edition.folder.name)
    return Release(
        issue=edition.folder.name,
        title=edition.name,
        date=date,
        by=by,
        layout=layout.name,
        program=typeset.__version__,
        pages=consignment.proof.page_count,
        proof=last.number if last else None,
        files={
            profile.value: stored(input_name(workspace, path), made.files[profile]) for profile, path in files.items()
        },
        inputs=checksums(workspace, edition, layout, catalogue, consignment.profiles),
    )


def _check_proof(workspace: Workspace, release: Release, report: Report) -> None:
    """Warn where nobody has read what is released: the last proof was made of other inputs, or there is none."""
    last = last_record(workspace, release.issue)
    if last is None:
        report.add("signing.no-proof", None, issue=release.issue)
    elif last.inputs != release.inputs:
        report.add("signing.proof-behind", None, name=round_name(last.number))


def _content(release: Release) -> object:
    return release.files, release.inputs


def _place_beside(path: Path) -> Path:
    """A name that is free: release-1.json for the first release, and so on."""
    number = 1
    while (beside := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return beside


def _differences(workspace: Workspace, folder: Path, release: Release) -> Iterator[Difference]:
    for name, sha256 in [*((f.file, f.sha256) for f in release.files.values()), *release.inputs.items()]:
        path = input_path(workspace, name)
        if not path.is_file():
            yield Difference("missing", name)
        elif checksum(path) != sha256:
            yield Difference("changed", name)
    now = _inputs_now(workspace, folder, release.layout)
    yield from (Difference("added", name) for name in sorted(now.keys() - release.inputs.keys()))


def _inputs_now(workspace: Workspace, folder: Path, layout_name: str) -> Mapping[str, str]:
    """The inputs as they are now; none where they cannot be read, which shows as a change of what was signed."""
    report = Report()
    edition, manifest = read_edition(workspace, folder, report)
    layout = read_layout(layout_name, workspace.layout_folders, None, report)
    catalogue = read_catalogue(workspace.font_folders, report)
    if edition is None or manifest is None or layout is None or catalogue is None:
        return {}
    return checksums(workspace, edition, layout, catalogue, manifest.publication.profiles)
