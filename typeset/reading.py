"""An issue as it was last read: a file is read again where it says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.article import pictures_of, read_article
from typeset.cores import shared
from typeset.diagnostics import Report
from typeset.manifest import check_flatplan, read_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typeset.article import Article
    from typeset.manifest import Manifest


_MANY = 100  # articles, from where on it pays to copy this process
_STRETCH = 10


class Reading(Struct):
    """Reads the manifest and the articles of an issue, those again that changed or of which there is something to say.

    An article with pictures is always read again, for they are files of their own.
    """

    _read: dict[Path, tuple[bytes, Article]] = field(default_factory=dict)
    _manifest: tuple[tuple[bytes, ...], Manifest] | None = None

    def manifest(self, folder: Path, publication_file: Path, report: Report) -> Manifest | None:
        """The manifest of the issue in `folder`, as `read_manifest` has it."""
        try:
            texts = tuple(path.read_bytes() for path in (publication_file, folder / "issue.yaml"))
        except OSError:
            texts = ()
        if texts and self._manifest and self._manifest[0] == texts:
            manifest = self._manifest[1]
        else:
            own = Report()
            read = read_files(folder, publication_file, own)
            for diagnostic in own:
                report.take(diagnostic)
            self._manifest = (texts, read) if texts and read and not len(own) else None
            if read is None:
                return None
            manifest = read
        check_flatplan(manifest, report)
        return manifest

    def articles(self, paths: Sequence[Path], folder: Path, report: Report, jobs: int = 1) -> dict[Path, Article]:
        """The articles in those of `paths` that can be used; where there are many, `jobs` processes read them."""

        def read(stretch: Sequence[Path]) -> tuple[dict[Path, Article | None], Report]:
            own = Report()
            return {path: self.article(path, folder, own) for path in stretch}, own

        stretches = [paths[begin : begin + _STRETCH] for begin in range(0, len(paths), _STRETCH)]
        found: dict[Path, Article] = {}
        for articles, own in shared(read, stretches, jobs if len(paths) >= _MANY else 1):
            found |= {path: article for path, article in articles.items() if article}
            for diagnostic in own:
                report.take(diagnostic)
        return found

    def article(self, path: Path, folder: Path, report: Report) -> Article | None:
        """The article in `path`, as `read_article` has it."""
        try:
            text = path.read_bytes()
        except OSError:
            return read_article(path, folder, report)
        kept = self._read.get(path)
        if kept and kept[0] == text:
            return kept[1]
        own = Report()
        article = read_article(path, folder, own)
        for diagnostic in own:
            report.take(diagnostic)
        self._read.pop(path, None)
        if article and not len(own) and not any(pictures_of(article.blocks)):
            self._read[path] = text, article
        return article
