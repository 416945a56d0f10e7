"""What a file is, by its bytes rather than its name, and the reader for it: bytes in, a Manuscript or diagnostics out.

Nothing is read or written here but through `beside`; whatever the bytes are, no exception comes out.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Place, Report
from typeset.readers.characters import tidy
from typeset.readers.docx.document import read_docx
from typeset.readers.encoding import decode
from typeset.readers.extracted.lines import LineKind, classify
from typeset.readers.html.page import declared, read_page
from typeset.readers.manuscript import Draft, Manuscript, Remark
from typeset.readers.markdown import read_markdown
from typeset.readers.shape.article import shape
from typeset.readers.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_BYTES = 100_000_000
_LARGEST_TEXT = 12_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"From: <Saved by", "MHTML"),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|section|div|article|meta)\b", re.IGNORECASE | re.DOTALL
)
_PAGES = frozenset([".html", ".htm", ".xhtml", ".shtml"])
_MARKED = frozenset([".md", ".markdown", ".mdown", ".mkd"])
_UNFIT = re.compile(r"[^\w.-]+|\.+$")
_LONGEST_STEM = 60
_FIRST_LINES = 60


class Reading(Struct, frozen=True):
    """What was made of a file: a manuscript, or none and errors in `report`."""

    manuscript: Manuscript | None
    report: Report


def read_manuscript(
    data: bytes, name: str, beside: Callable[[str], bytes | None] = lambda _name: None, *, stem: str = ""
) -> Reading:
    """Read the file `data`, called `name`, as one manuscript.

    `beside` gives the bytes of a file by its path relative to this one, for the pictures of a page that was saved
    whole; None where there is none. The names of pictures begin with `stem`, or with the name of the file.
    """
    path, report = Path(name), Report()
    draft = _read(data, path, stem or stem_of(name), beside, report)
    if draft is None or report.errors:
        return Reading(None, report)
    if not draft.pieces:
        report.add("import.nothing", Place(path))
        return Reading(None, report)
    try:
        manuscript = shape(draft, tidy(PurePath(name).stem).strip() or "untitled")
        if manuscript.blocks:
            return Reading(manuscript, report)
        report.add("import.nothing", Place(path))
        return Reading(None, report)
    except RecursionError:
        report.add("import.too-deep-file", Place(path))
        return Reading(None, report)


def _read(data: bytes, path: Path, stem: str, beside: Callable[[str], bytes | None], report: Report) -> Draft | None:
    if len(data) > LARGEST_BYTES:
        report.add("import.too-large", Place(path), size=len(data) // 1_000_000, limit=LARGEST_BYTES // 1_000_000)
        return None
    if data.startswith((_ZIP, _OLE)):
        return read_docx(data, path, stem, report)
    text = _text(data, path, report)
    if text is None:
        return None
    words, encoding = text
    try:
        draft = _of_text(words, path, stem, beside)
    except RecursionError:
        report.add("import.too-deep-file", Place(path))
        return None
    if encoding == "utf-8":
        return draft
    remark = Remark("import.encoding", 0, "", encoding)
    return Draft(draft.pieces, draft.text, draft.unit, draft.head, draft.pictures, (*draft.remarks, remark))


def _of_text(text: str, path: Path, stem: str, beside: Callable[[str], bytes | None]) -> Draft:
    suffix = path.suffix.lower()
    if suffix in _PAGES or (suffix not in _MARKED and _HTML.match(text[:2000])):
        return read_page(text, stem, beside)
    return read_markdown(text, stem, beside) if suffix in _MARKED else read_text(text)


def _text(data: bytes, path: Path, report: Report) -> tuple[str, str] | None:
    """The text of `data` and its encoding; None, with an error in `report`, where it is none."""
    for signature, kind in _OTHERS:
        if data.startswith(signature):
            report.add("import.other-kind", Place(path), kind=kind)
            return None
    if len(data) > _LARGEST_TEXT:
        report.add("import.too-large", Place(path), size=len(data) // 1_000_000, limit=_LARGEST_TEXT // 1_000_000)
        return None
    text = decode(data, declared(data))
    if text is None:
        report.add("import.no-text-file", Place(path))
    return text


def stem_of(name: str) -> str:
    """The name of `name` without its ending, as it can name an article and its pictures."""
    stem = _UNFIT.sub("-", tidy(PurePath(name.replace("\\", "/")).stem)).strip("-._ ")
    return stem[:_LONGEST_STEM].strip("-._ ") or "manuscript"


def is_whole_issue(data: bytes, name: str) -> bool:
    """Whether `data` is the extracted text of a whole issue: a masthead or an imprint, and more than one section."""
    if data.startswith((_ZIP, _OLE)) or Path(name).suffix.lower() in _PAGES:
        return False
    text = decode(data)
    if text is None:
        return False
    kinds = [classify(line)[0] for line in text[0].split("\n")]
    sections = kinds.count(LineKind.SECTION)
    masthead = LineKind.MASTHEAD in kinds[:_FIRST_LINES]
    return (masthead and sections > 0) or (sections > 1 and kinds.count(LineKind.SOURCE) > 1)
