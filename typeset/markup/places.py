"""Places inside a text: the parser knows the lines of blocks only, the rest is searched for in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markdown_it.tree import SyntaxTreeNode

    from typeset.diagnostics import Report

# Of each kind; nobody reads more, and thousands of them only come from a file that is no article.
_MOST_FINDINGS = 100


class Source(Struct, frozen=True, dict=True):
    """The text that a tree is made of, to find places in."""

    text: str
    path: Path
    first_line: int
    report: Report
    findings: Counter[str] = field(default_factory=Counter)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each line begins, and where the text ends."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def line(self, offset: int) -> int:
        """The line of the file that `offset` stands on."""
        return bisect_right(self.starts, offset) - 1 + self.first_line

    def note(self, code: str, offset: int, length: int = 1, **values: object) -> None:
        """Report `code` at the text from `offset` on."""
        self.findings[code] += 1
        if self.findings[code] <= _MOST_FINDINGS:
            line = self.line(offset)
            column = offset - self.starts[line - self.first_line] + 1
            self.report.add(code, Place(self.path, line, column, max(1, length)), **values)

    def span(self, node: SyntaxTreeNode) -> tuple[int, int]:
        """From where to where the lines of `node` reach."""
        begin, end = node.map or (0, len(self.starts) - 1)
        return self.starts[begin], self.starts[min(end, len(self.starts) - 1)]

    def cursor(self, node: SyntaxTreeNode) -> Cursor:
        """A cursor at the beginning of `node`."""
        return Cursor(self, *self.span(node))


class Cursor(Struct):
    """Follows the reading of one block through its lines, since the parser knows no places inside them."""

    source: Source
    offset: int
    end: int

    def take(self, needle: str) -> int:
        """Move past the next `needle` (its first line) and return where it begins; stay where there is none."""
        piece = needle if needle == "\n" else needle.split("\n", maxsplit=1)[0]
        found = self.source.text.find(piece, self.offset, self.end) if piece else -1
        if found < 0:
            return self.offset
        self.offset = found + len(piece)
        return found

    def note(self, code: str, needle: str, **values: object) -> None:
        """Report `code` at the next `needle`, and move past it."""
        begin = self.take(needle)
        self.source.note(code, begin, self.offset - begin, **values)
