"""One side of a comparison: a round that is kept, the issue as it is now, or any PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.delivery.proof import bare_pages
from typeset.delivery.slip import round_name
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, UsageError
from typeset.pipeline import make_consignment
from typeset.preflight.document import Document
from typeset.rounds.passages import article_texts
from typeset.rounds.record import read_record
from typeset.rounds.shelf import PROOF, RECORD, folder_of, numbers
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from typeset.rounds.record import ArticleText
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace

CURRENT = "current"


class Side(Struct, frozen=True):
    """What is compared: the pages without slugs, and the texts of the articles where they are known.

    `round` and `date` name a round that is kept; `file` names any other PDF; without either it is the issue as it is.
    """

    pdf: bytes
    articles: tuple[ArticleText, ...] | None
    round: str = ""
    date: str = ""
    file: str = ""


def last_round(workspace: Workspace, issue: str) -> str:
    """The name of the last round that is kept. Raises UsageError where there is none."""
    known = numbers(workspace, issue)
    if not known:
        raise UsageError(Diagnostic("rounds.none", None, {"issue": issue}))
    return str(known[-1])


def find_side(
    workspace: Workspace | None,
    folder: Path | None,
    name: str,
    *,
    watch: Watch = UNWATCHED,
) -> Side:
    """The side that `name` means: the number of a round, `current`, or the path of a PDF.

    Raises UsageError where there is no such thing, ContentError where it is unusable.
    """
    path = Path(name)
    if name.isascii() and name.isdigit() and workspace and folder:
        return _kept(folder_of(workspace, folder.name, int(name)))
    if workspace and folder and name in {round_name(number) for number in numbers(workspace, folder.name)}:
        number = next(number for number in numbers(workspace, folder.name) if round_name(number) == name)
        return _kept(folder_of(workspace, folder.name, number))
    if name == CURRENT and workspace and folder:
        return _current(workspace, folder, watch)
    if not path.is_file():
        raise UsageError(Diagnostic("rounds.no-side", None, {"name": name}))
    if path.name == PROOF and (path.parent / RECORD).is_file():
        return _kept(path.parent)
    return Side(_pages(path), None, file=path.name)


def _kept(folder: Path) -> Side:
    record = read_record(folder / RECORD)
    return Side(_pages(folder / PROOF), record.articles, record.name, record.date.isoformat())


def _current(workspace: Workspace, folder: Path, watch: Watch) -> Side:
    report = Report()
    consignment = make_consignment(workspace, folder, report, watch=watch)
    if report.errors:
        raise ContentError(report)
    pages = consignment.proof.write(consignment.identifier, variant=None)
    return Side(bare_pages(pages), article_texts(consignment))


def _pages(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        values = {"name": path.name, "reason": error.strerror or ""}
        raise ContentError(Report([Diagnostic("source.unreadable", Place(path), values)])) from None
    document = Document(data, path.name)
    if not document.page_count:
        values = {"file": path.name, "reason": "0 pages"}
        raise ContentError(Report([Diagnostic("preflight.unreadable", Place(path), values)]))
    return bare_pages(data)
