"""The whole build, stage by stage.

issue.yaml ── manifest ──┐
articles/*.md ── article ─┼─ edition ── render ── press ── preflight ── delivery
layouts/NAME ──── layout ─┘   Edition     HTML     Proof     findings     files
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.delivery.consignment import Consignment
from typeset.delivery.handover import deliver, file_name, order
from typeset.delivery.output import only_one, write_whole
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.edition import make_edition
from typeset.errors import ContentError, UsageError
from typeset.fonts import read_catalogue
from typeset.layout import read_layout
from typeset.makeup import make_up
from typeset.picture import foreign_reference, is_picture
from typeset.profile import Profile
from typeset.reading import Reading
from typeset.render import document
from typeset.rounds.draft import Draft
from typeset.source import is_file
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from typeset.delivery.slip import Slip
    from typeset.edition import Edition
    from typeset.layout import Layout
    from typeset.manifest import Manifest
    from typeset.press.keeping.standing import Standing
    from typeset.pressroom import Pressroom
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace


class Build(Struct, frozen=True):
    """What a build made: a file for each profile, the pages of the issue and of each file, and what was noticed."""

    files: Mapping[Profile, Path]
    page_count: int
    report: Report
    page_counts: Mapping[Profile, int] = field(default_factory=dict)


class Made(Struct, frozen=True):
    """The files of an issue in memory with the pages of each, and what they were made of."""

    consignment: Consignment
    files: Mapping[Profile, bytes]
    page_counts: Mapping[Profile, int]


def build(
    workspace: Workspace,
    folder: Path,
    *,
    profiles: Sequence[Profile] = (Profile.WEB,),
    output: Path | None = None,
    layout_name: str | None = None,
    pages: int | None = None,
    strict: bool = False,
    draft: Draft = Draft(),  # noqa: B008 - frozen
    check: bool = False,
    room: Pressroom | None = None,
    watch: Watch = UNWATCHED,
) -> Build:
    """Build the issue in `folder` into a PDF for each of `profiles`, in `dist/`; `output` names a single one.

    `pages` is the page count to fit the issue to, inside the bounds that the layout states.
    `strict` makes warnings stop the build; `check` has the text checked first; `draft` says what a proof is for;
    it is laid out in `room`, if there is one, and checked by as many processes; `watch` is told of every stage.

    Raises ContentError with all that is wrong, or EnvironmentProblem; in either case the last good files stay as they
    were.
    """
    report = Report()
    wanted = tuple(dict.fromkeys(profiles))
    if output and len(wanted) > 1:
        raise UsageError(Diagnostic("output.one-name", None, {"file": output.name}))
    if draft.article and Profile.PROOF not in wanted:
        raise UsageError(Diagnostic("rounds.article-alone"))
    with only_one(workspace.state / "locks" / f"{folder.name}.lock", folder.name):
        made = make(
            workspace,
            folder,
            wanted,
            report,
            layout_name=layout_name,
            pages=pages,
            strict=strict,
            check=check,
            slip=lambda edition: draft.slip(workspace, edition),
            room=room,
            watch=watch,
        )
        files = dict.fromkeys(made.files, output) if output else file_paths(workspace, folder, made)
        write_files(made, files)
    return Build(files, made.consignment.proof.page_count, report, made.page_counts)


def make(
    workspace: Workspace,
    folder: Path,
    profiles: Sequence[Profile],
    report: Report,
    *,
    slip: Callable[[Edition], Slip],
    layout_name: str | None = None,
    pages: int | None = None,
    strict: bool = False,
    check: bool = False,
    room: Pressroom | None = None,
    watch: Watch = UNWATCHED,
) -> Made:
    """Make the file of each of `profiles` and write none; `slip` is asked for where a proof is among them."""
    if check:
        with watch.stage("check"):
            _copyedit(workspace, folder, report, strict=strict)
    consignment = make_consignment(
        workspace,
        folder,
        report,
        layout_name=layout_name,
        pages=pages,
        room=room,
        meanwhile=partial(order, profiles[0]),
        watch=watch,
    )
    _stop_at_errors(report, strict=strict)
    if Profile.PROOF in profiles:
        consignment = replace(consignment, slip=slip(consignment.edition))
    files = {}
    for profile in profiles:
        with watch.stage("delivery"), watch.stage(profile):
            files[profile] = deliver(profile, consignment, report)
    if room:
        room.dismiss()
    _stop_at_errors(report, strict=strict)
    page_counts = {}
    for profile, data in files.items():
        name, jobs = file_name(folder.name, profile), room.jobs if room else 1
        with watch.stage("preflight"), watch.stage(profile):
            page_counts[profile] = _inspect(data, name, profile, consignment, report, jobs)
    _stop_at_errors(report, strict=strict)
    return Made(consignment, files, page_counts)


def file_paths(workspace: Workspace, folder: Path, made: Made) -> dict[Profile, Path]:
    """Where the files of the issue in `folder` go."""
    names = {profile: file_name(folder.name, profile) for profile in made.files}
    slip = made.consignment.slip
    names |= {Profile.PROOF: slip.file} if slip else {}
    return {profile: workspace.dist / name for profile, name in names.items()}


def write_files(made: Made, paths: Mapping[Profile, Path]) -> None:
    """Write each file whole. Raises EnvironmentProblem."""
    for profile, path in paths.items():
        write_whole(path, made.files[profile])


def _copyedit(workspace: Workspace, folder: Path, report: Report, *, strict: bool) -> None:
    from typeset.copyedit.check import check_issue  # noqa: PLC0415 - a build without it does not pay for the rules

    check_issue(workspace, folder, report)
    _stop_at_errors(report, strict=strict)


def _stop_at_errors(report: Report, *, strict: bool) -> None:
    if report.errors or (strict and report.warnings):
        raise ContentError(report)


def make_consignment(
    workspace: Workspace,
    folder: Path,
    report: Report,
    *,
    layout_name: str | None = None,
    pages: int | None = None,
    room: Pressroom | None = None,
    meanwhile: Callable[[Consignment], None] | None = None,
    watch: Watch = UNWATCHED,
) -> Consignment:
    """Read, lay out and check the issue in `folder`; what is noticed goes to `report`.

    `meanwhile` is told of it before it is checked.

    Raises ContentError where there is nothing to lay out; what the checks find is left to the caller.
    """
    made = lay_out_issue(workspace, folder, report, layout_name=layout_name, pages=pages, room=room, watch=watch)
    if meanwhile:
        meanwhile(made)
    with watch.stage("preflight"):
        _preflight(made, workspace, report)
    return made


def lay_out_issue(
    workspace: Workspace,
    folder: Path,
    report: Report,
    *,
    layout_name: str | None = None,
    pages: int | None = None,
    room: Pressroom | None = None,
    standing: Standing | None = None,
    reading: Reading | None = None,
    watch: Watch = UNWATCHED,
) -> Consignment:
    """Read and lay out the issue in `folder`, unchecked; `room` and `standing` as in `make_up`. Raises ContentError."""
    reading = reading or Reading()
    manifest = _manifest(workspace, folder, report, reading, watch)
    of_setting = Report()  # said after what is wrong with the articles
    with watch.stage("layout"):
        layout = _layout(workspace, manifest, layout_name, of_setting)
        catalogue = read_catalogue(workspace.font_folders, of_setting)
    if room and manifest and layout and catalogue:
        room.get_ready(document("", manifest.folder, layout, workspace.cache), catalogue)
    edition = _edition(manifest, report, reading, watch, room.jobs if room else 1) if manifest else None
    for diagnostic in of_setting:
        report.take(diagnostic)
    if edition is None or manifest is None or layout is None or catalogue is None:
        raise ContentError(report)
    with watch.stage("press"):
        proof = make_up(
            edition,
            layout,
            catalogue,
            report,
            pages=pages,
            cache=workspace.cache,
            room=room,
            standing=standing,
            watch=watch,
        )
    return Consignment(edition, layout, catalogue, proof, manifest)


def read_edition(
    workspace: Workspace,
    folder: Path,
    report: Report,
    *,
    reading: Reading | None = None,
    watch: Watch = UNWATCHED,
) -> tuple[Edition | None, Manifest | None]:
    """Read all the text of an issue, or what has changed since the last `reading`.

    There is no edition, but every error is in `report`, where anything is unusable.
    """
    reading = reading or Reading()
    manifest = _manifest(workspace, folder, report, reading, watch)
    return (_edition(manifest, report, reading, watch) if manifest else None), manifest


def _manifest(workspace: Workspace, folder: Path, report: Report, reading: Reading, watch: Watch) -> Manifest | None:
    with watch.stage("manifest"):
        return reading.manifest(folder, workspace.publication, report)


def _edition(manifest: Manifest, report: Report, reading: Reading, watch: Watch, jobs: int = 1) -> Edition | None:
    with watch.stage("articles"):
        paths = [manifest.article_path(entry) for section in manifest.issue.sections for entry in section.articles]
        articles = reading.articles([path for path in paths if is_file(path)], manifest.folder, report, jobs)
    _check_masthead(manifest, report)
    return None if report.errors else make_edition(manifest, articles)


def _check_masthead(manifest: Manifest, report: Report) -> None:
    name = manifest.publication.masthead
    if name is None:
        return
    folder = manifest.folder.parent
    place = manifest.publication_place("masthead")
    if not (folder / name).resolve().is_relative_to(folder.resolve()):
        report.add("manifest.masthead-outside", place, file=name)
    elif not is_file(folder / name):
        report.add("manifest.masthead-missing", place, file=name)
    elif not is_picture(folder / name) or foreign_reference(folder / name):
        report.add("manifest.masthead-broken", place, file=name)


def _layout(workspace: Workspace, manifest: Manifest | None, name: str | None, report: Report) -> Layout | None:
    if manifest is None:
        return None
    place: Place | None = None
    if name is None and manifest.issue.layout:
        name, place = manifest.issue.layout, manifest.place("layout")
    elif name is None:
        name, place = manifest.publication.layout, manifest.publication_place("layout")
    return read_layout(name, workspace.layout_folders, place, report)


def _preflight(made: Consignment, workspace: Workspace, report: Report) -> None:
    from typeset.preflight.constancy import check_constancy  # noqa: PLC0415 - imported while pages are laid out
    from typeset.preflight.contents import check_contents  # noqa: PLC0415
    from typeset.preflight.glyphs import check_glyphs  # noqa: PLC0415
    from typeset.preflight.imprint import check_imprint  # noqa: PLC0415
    from typeset.preflight.text import check_text  # noqa: PLC0415

    check_contents(made.edition, made.proof, report)
    runs = tuple(made.proof.runs())  # which are unpacked each time that they are asked for
    check_glyphs(runs, made.catalogue, report)
    check_text(made.edition, runs, report)
    check_imprint(made.edition, made.manifest, made.proof, report)
    check_constancy(made.manifest, made.layout.name, made.proof, workspace.dist, report)


def _inspect(data: bytes, name: str, profile: Profile, consignment: Consignment, report: Report, jobs: int) -> int:
    """Add what preflight finds in a finished PDF, and tell its pages; what holds for several PDFs is said once."""
    from typeset.preflight.document import Document  # noqa: PLC0415 - see above
    from typeset.preflight.inspection import inspect  # noqa: PLC0415
    from typeset.preflight.telling import add_to  # noqa: PLC0415

    document = Document(data, name)
    add_to(report, inspect(document, profile, consignment.profiles, jobs=jobs))
    return document.page_count


__all__ = [
    "Build",
    "Made",
    "build",
    "file_paths",
    "lay_out_issue",
    "make",
    "make_consignment",
    "read_edition",
    "write_files",
]
