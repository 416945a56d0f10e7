"""Corrections that are certain: marks, spaces and the width of characters. No letter, digit or Han is ever changed.

In: an issue as it was read. Out: new texts of its files, and the difference to show before anything is written.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

from typeset.copyedit.check import sift
from typeset.copyedit.reading import with_texts
from typeset.delivery.output import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from typeset.copyedit.passage import Finding, IssueText
    from typeset.settings import Level

# One correction may make another possible (a mark that stands beside it). More rounds than these are never needed.
_MOST_ROUNDS = 12


def plan_fixes(issue: IssueText, levels: Mapping[str, Level], *, only: Collection[str] = ()) -> Mapping[Path, str]:
    """The new text of every file that changes. Applying the plan leaves nothing to plan."""
    before = {article.path: article.source.text for article in issue.articles}
    before |= {a.short_title.source.path: a.short_title.source.text for a in issue.articles if a.short_title}
    texts: dict[Path, str] = {}
    for _ in range(_MOST_ROUNDS):
        edits = _edits(sift(with_texts(issue, texts), levels, only=only)[0])
        changed = False
        for path, pieces in edits.items():
            text = texts.get(path, before[path])
            new = _edited(text, pieces)
            if new != text:
                texts[path] = new
                changed = True
        if not changed:
            break
    return {path: text for path, text in texts.items() if text != before[path]}


def difference(issue: IssueText, texts: Mapping[Path, str], root: Path) -> str:
    """The unified diff from the files as they are to `texts`, paths seen from `root`."""
    before = {article.path: article.source.text for article in issue.articles}
    before |= {a.short_title.source.path: a.short_title.source.text for a in issue.articles if a.short_title}
    parts: list[str] = []
    for path, text in texts.items():
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        old, new = before[path].splitlines(keepends=True), text.splitlines(keepends=True)
        parts += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in parts)


def write_fixes(texts: Mapping[Path, str]) -> list[Path]:
    """Replace each file as a whole, its line ends and byte order mark kept; the files written.

    A file whose line ends are mixed is left alone: it cannot be written back without changing other lines.
    """
    written = []
    for path, text in texts.items():
        old = path.read_bytes()
        mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
        ends = "\r\n" if b"\r\n" in old else "\n"
        plain = old[len(mark) :].decode("utf-8")
        if plain.replace("\r\n", "\n").replace("\n", ends) == plain:
            write_whole(path, mark + text.replace("\n", ends).encode())
            written.append(path)
    return written


def _edits(findings: Collection[Finding]) -> dict[Path, list[tuple[int, int, str]]]:
    edits: dict[Path, list[tuple[int, int, str]]] = {}
    for finding in findings:
        passage = finding.passage
        if finding.replacement is None:
            continue
        begin, end = passage.written(finding.begin, finding.end)
        text = passage.text[finding.begin : finding.end]
        if passage.source.text[begin:end] == text and _letters(text) == _letters(finding.replacement):
            edits.setdefault(passage.source.path, []).append((begin, end, finding.replacement))
    return edits


def _edited(text: str, edits: Collection[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for begin, end, replacement in sorted(edits):
        if begin >= done:
            parts += [text[done:begin], replacement]
            done = end
    return "".join([*parts, text[done:]])


def _letters(text: str) -> str:
    """What carries meaning, regardless of width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
