"""Single manuscripts come into an issue: an article, its pictures, a line in the flatplan, a chapter in the report.

In: files anywhere on the machine, which are only read. Out: new files in the folder of the issue; none that exists is
written over, and the report and issue.yaml only grow. A file whose checksum the report holds has been imported before.
"""

from __future__ import annotations

import errno
import hashlib
import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from typeset.article import read_article
from typeset.delivery.output import write_whole
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, TypesetError, UsageError
from typeset.flatplan import with_entry
from typeset.intake import IMPORT_REPORT
from typeset.manifest import read_manifest
from typeset.markup.write import write_markdown
from typeset.readers.kinds import LARGEST_BYTES, read_manuscript, stem_of
from typeset.readers.record import tell, to_markdown
from typeset.scaffold import check_name, new_issue, quoted
from typeset.source import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from typeset.diagnostics import Language
    from typeset.manifest import Manifest
    from typeset.readers.manuscript import Head, Manuscript
    from typeset.workspace import Workspace

_LARGEST_BESIDE = 40_000_000


class Admitted(Struct, frozen=True):
    """A manuscript in its issue: the original, the article made of it, and what was read."""

    original: Path
    article: Path
    section: str
    manuscript: Manuscript


class Admission(Struct, frozen=True):
    """What one call made: the manuscripts that went in, and all that was noticed, errors of single files too."""

    folder: Path
    admitted: tuple[Admitted, ...]
    report: Report


def admit(
    workspace: Workspace,
    files: Sequence[Path],
    folder: Path,
    *,
    section: str | None,
    again: bool,
    language: Language,
) -> Admission:
    """Import `files` as articles into the issue in `folder`, a new one where there is none, last in `section`.

    A file that cannot be read is reported, and keeps none of the others out. Raises UsageError where there is no such
    section, ContentError where the manifest is wrong.
    """
    report = Report()
    read = [found for file in files if (found := _read(file, report)) is not None]
    if not read:
        return Admission(folder, (), report)
    if not folder.exists():
        new_issue(workspace, folder.name, None)
    admitted = []
    for original, data in read:
        manifest = read_manifest(folder, workspace.publication, known := Report())
        if manifest is None:
            raise ContentError(known)
        made = _admit(
            original, data, manifest, _section(manifest, section), again=again, language=language, report=report
        )
        if made is not None:
            admitted.append(made)
    return Admission(folder, tuple(admitted), report)


def folder_of(workspace: Workspace, name: str, start: Path) -> Path:
    """The folder of the issue that `name` means, seen from `start`; that of a new one where there is none yet."""
    try:
        return workspace.issue_folder(name, start=start)
    except UsageError:
        check_name(name)
        return workspace.issues / (f"issue-{name}" if name.isdigit() else name)


def _read(file: Path, report: Report) -> tuple[Path, bytes] | None:
    try:
        size = file.stat().st_size
        if size > LARGEST_BYTES:
            report.add("import.too-large", Place(file), size=size // 1_000_000, limit=LARGEST_BYTES // 1_000_000)
            return None
        return file, file.read_bytes()
    except FileNotFoundError:
        report.add("source.missing", Place(file), name=file.name)
    except OSError as error:
        report.add("source.unreadable", Place(file), name=file.name, reason=errno.errorcode.get(error.errno or 0, ""))
    return None


def _section(manifest: Manifest, title: str | None) -> int:
    titles = [section.title for section in manifest.issue.sections]
    if title in titles:
        return titles.index(title)
    if title is not None or not titles:
        values = {"title": title or "—", "known": "、".join(titles) or "—"}
        raise UsageError(Diagnostic("flatplan.unknown-section", manifest.place("sections"), values))
    return len(titles) - 1


def _admit(
    original: Path,
    data: bytes,
    manifest: Manifest,
    section: int,
    *,
    again: bool,
    language: Language,
    report: Report,
) -> Admitted | None:
    digest = hashlib.sha256(data).hexdigest()
    before = _chapter_of(digest, manifest.folder / IMPORT_REPORT)
    if before is not None and not again:
        report.add("import.again", Place(original), article=before)
        return None
    stem = _free(manifest.folder, stem_of(original.name))
    reading = read_manuscript(data, original.name, _beside(original), stem=stem)
    for diagnostic in reading.report:
        report.take(replace(diagnostic, place=Place(original)))
    manuscript = reading.manuscript
    if manuscript is None:
        return None
    tell(manuscript, original, report)
    article = manifest.folder / "articles" / f"{stem}.md"
    chapter = to_markdown(manuscript, f"articles/{article.name}", digest, len(data), original.name, language)
    _write(manuscript, article, manifest, section, chapter)
    return Admitted(original, article, manifest.issue.sections[section].title, manuscript)


def _beside(original: Path) -> Callable[[str], bytes | None]:
    """The files in the folder of `original` and below, as a page that was saved whole has them."""

    def read(name: str) -> bytes | None:
        folder = original.parent.resolve()
        try:
            file = (folder / name).resolve()
            fit = file.is_relative_to(folder) and file.is_file() and file.stat().st_size <= _LARGEST_BESIDE
            return file.read_bytes() if fit else None
        except (OSError, ValueError, RuntimeError):
            return None

    return read


def _free(folder: Path, stem: str) -> str:
    """`stem`, with a number where an article or a picture of that name exists."""
    taken = {path.stem.lower() for path in folder.glob("articles/*")}
    taken |= {path.stem.rpartition("-")[0].lower() for path in folder.glob("images/*")}
    names = (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
    return next((name for name in names if name.lower() not in taken), stem)


def _chapter_of(digest: str, record: Path) -> str | None:
    """The article that the report says was made of the original with this checksum; None where it names none."""
    text = record.read_text("utf-8", errors="replace") if record.is_file() else ""
    before, found, _ = text.partition(f"`{digest}`")
    if not found:
        return None
    names = re.findall(r"(?m)^# .*?(articles/\S+\.md)", before)
    return names[-1] if names else record.name


def article_text(head: Head, manuscript: Manuscript) -> str:
    """The text of the article's file."""
    lines = ["---", f"title: {quoted(head.title)}"]
    lines += [
        f"{key}: {quoted(value)}"
        for key, value in (("source", head.source), ("selected_by", head.selected_by), ("author", head.author))
        if value
    ]
    if head.date:
        lines.append(f"date: {head.date.isoformat()}")
    return "\n".join([*lines, "---"]) + "\n\n" + write_markdown(manuscript.blocks).text


def _write(manuscript: Manuscript, article: Path, manifest: Manifest, section: int, chapter: str) -> None:
    """Write the files of one manuscript; where one cannot be written, those written before go again."""
    plan = manifest.folder / "issue.yaml"
    planned = _planned(plan, section, article.stem)
    files = {manifest.folder / "images" / picture.name: picture.data for picture in manuscript.pictures}
    files[article] = article_text(manuscript.head, manuscript).encode()
    record = manifest.folder / IMPORT_REPORT
    old = record.read_bytes() if record.is_file() else None
    written: list[Path] = []
    try:
        for path, data in files.items():
            written.append(path)
            write_whole(path, data)
        _check(article, manifest.folder)
        write_whole(record, (old + b"\n" if old else b"") + chapter.encode())
        write_whole(plan, planned.encode())
    except (TypesetError, OSError):
        for path in written:
            path.unlink(missing_ok=True)
        if old is not None:
            write_whole(record, old)
        else:
            record.unlink(missing_ok=True)
        raise


def _check(article: Path, folder: Path) -> None:
    """What we write has to be what an editor may write. Raises ContentError."""
    report = Report()
    if read_article(article, folder, report) is None:
        raise ContentError(report)


def _planned(plan: Path, section: int, stem: str) -> str:
    report = Report()
    source = read_source(plan, report)
    text = with_entry(source, section, quoted(stem)) if source else None
    if text is None:
        raise UsageError(Diagnostic("flatplan.by-hand", Place(plan), {"entry": stem}))
    return text
