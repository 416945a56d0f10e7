"""The next round of proof: made, numbered and kept for good with all that a later comparison asks for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

import typeset
from typeset.clock import today
from typeset.delivery.output import only_one, write_folder
from typeset.delivery.slip import Slip, round_name
from typeset.diagnostics import Place, Report
from typeset.jsontext import to_file
from typeset.pipeline import make
from typeset.profile import Profile
from typeset.rounds.inputs import checksums
from typeset.rounds.passages import article_texts
from typeset.rounds.record import Record, StoredFile
from typeset.rounds.shelf import PROOF, RECORD, TEXT, last_record, next_number, shelf
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from typeset.pipeline import Made
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace


class Kept(Struct, frozen=True):
    """A round that is kept: its folder, its record, what was noticed; `new` unless nothing had changed."""

    folder: Path
    record: Record
    report: Report
    new: bool


def keep_proof(
    workspace: Workspace,
    folder: Path,
    *,
    date: dt.date | None = None,
    note: str = "",
    again: bool = False,
    watch: Watch = UNWATCHED,
) -> Kept:
    """Make the next round of the issue in `folder`; where nothing changed since the last, that one, unless `again`.

    Raises ContentError, EnvironmentProblem, UsageError; in each case no round is added and none is touched.
    """
    report, issue = Report(), folder.name
    with only_one(workspace.state / "locks" / f"{issue}.lock", issue):
        number = next_number(workspace, issue)
        slip = Slip(
            number=number,
            date=date or today(),
            file=f"{issue}-{number}-{PROOF}",
            layout_folders=workspace.layout_folders,
            kept=True,
            note=note,
        )
        last = last_record(workspace, issue)
        made = make(workspace, folder, [Profile.PROOF], report, slip=lambda _edition: slip, watch=watch)
        files = _files(made)
        record = _record(workspace, made, slip, files)
        if last and not again and (last.inputs, last.text) == (record.inputs, record.text):
            kept = shelf(workspace, issue) / str(last.number)
            report.add("rounds.unchanged", Place(kept), name=round_name(last.number))
            return Kept(kept, last, report, new=False)
        target = shelf(workspace, issue) / str(number)
        write_folder(target, {**files, RECORD: to_file(record)})
    return Kept(target, record, report, new=True)


def _files(made: Made) -> dict[str, bytes]:
    from typeset.press.dump import dump_pages  # noqa: PLC0415 - who only reads rounds has no need of the press

    dump = "".join(f"{line}\n" for line in dump_pages(made.consignment.proof))
    return {PROOF: made.files[Profile.PROOF], TEXT: dump.encode()}


def stored(name: str, data: bytes) -> StoredFile:
    """What a record says of the file `name` with these bytes."""
    return StoredFile(file=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def _record(workspace: Workspace, made: Made, slip: Slip, files: dict[str, bytes]) -> Record:
    consignment = made.consignment
    edition, layout, catalogue = consignment.edition, consignment.layout, consignment.catalogue
    return Record(
        number=slip.number,
        issue=edition.folder.name,
        title=edition.name,
        date=slip.date,
        note=slip.note,
        layout=layout.name,
        program=typeset.__version__,
        pages=consignment.proof.page_count,
        proof=stored(PROOF, files[PROOF]),
        text=stored(TEXT, files[TEXT]),
        inputs=checksums(workspace, edition, layout, catalogue, consignment.profiles),
        articles=article_texts(consignment),
    )
