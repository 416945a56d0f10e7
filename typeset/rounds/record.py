"""What is kept of a proof beside its PDF: record.json, enough to compare it with another years later."""

from __future__ import annotations

import datetime as dt  # msgspec reads the annotations at run time
from typing import TYPE_CHECKING

from typeset.delivery.slip import round_name
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError
from typeset.jsontext import from_json
from typeset.schema import Model

if TYPE_CHECKING:
    from pathlib import Path


# Stands for the file of a text that is not parted into articles.
WHOLE = "*"


class Passage(Model, frozen=True, kw_only=True):
    """A paragraph, heading, item, row, caption or note as plain text, and the page it begins on."""

    text: str
    page: int | None


class ArticleText(Model, frozen=True, kw_only=True):
    """What an article says; the first of an issue has no file and says what stands on cover and imprint."""

    file: str
    section: str
    title: str
    pages: tuple[int, ...]
    passages: tuple[Passage, ...]


class StoredFile(Model, frozen=True, kw_only=True):
    """A file as it was: its name, size and SHA-256."""

    file: str
    bytes: int
    sha256: str


class Record(Model, frozen=True, kw_only=True):
    """A proof that was kept."""

    number: int
    issue: str
    title: str
    date: dt.date
    note: str
    layout: str
    program: str
    pages: int
    proof: StoredFile
    text: StoredFile
    inputs: dict[str, str]
    articles: tuple[ArticleText, ...]

    @property
    def name(self) -> str:
        """The name of the round."""
        return round_name(self.number)


def read_record(path: Path) -> Record:
    """The record in `path`. Raises ContentError where it is missing or was damaged."""
    try:
        return from_json(Record, path.read_bytes())
    except (OSError, ValueError) as error:
        raise ContentError(Report([broken(path, error)])) from None


def broken(path: Path, error: Exception) -> Diagnostic:
    """That the record in `path` cannot be read, and why."""
    reason = str(error).splitlines()[-1].strip() if str(error) else type(error).__name__
    return Diagnostic("rounds.record-broken", Place(path), {"file": path.name, "reason": reason})
