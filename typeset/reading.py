"""Articles as they were last read: one is read again where its file says something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typeset.article import pictures_of, read_article
from typeset.diagnostics import Report

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.article import Article


@dataclass
class Reading:
    """Reads the articles of an issue, those again that changed or of which there is something to say.

    An article with pictures is always read again, for they are files of their own.
    """

    _read: dict[Path, tuple[bytes, Article]] = field(default_factory=dict)

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
