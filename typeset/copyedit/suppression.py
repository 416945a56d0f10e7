"""`<!-- check: allow RULE 理由 -->`: what an author wants to be left alone, and why.

At the end of a line it is about that line; on a line of its own, about the lines that follow until an empty one. In
YAML the same is written `# check: allow RULE 理由`. Several rules are parted by commas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from typeset.source import SourceText

_COMMENT = re.compile(r"<!--[ \t]*check:(?P<words>[^\n]*?)-->")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*check:(?P<words>.*)$")
_WORDS = re.compile(r"\s*allow\s+(?P<rules>[\w.-]+(?:\s*[,，]\s*[\w.-]+)*)(?:\s+(?P<reason>.*?))?\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")


class Suppression(Struct, frozen=True):
    """`rules` are allowed on the lines `first` to `last` of `place.path`; no rules where it is malformed."""

    place: Place
    rules: tuple[str, ...]
    reason: str
    first: int
    last: int

    def covers(self, rule: str, place: Place) -> bool:
        """Whether it allows what `rule` found at `place`."""
        return rule in self.rules and place.path == self.place.path and self.first <= place.line <= self.last


def read_suppressions(source: SourceText) -> tuple[Suppression, ...]:
    """The suppressions of a file: comments of Markdown, and those of YAML in front matter and in a YAML file."""
    return tuple(_read(source)) if "check:" in source.text else ()


def _read(source: SourceText) -> Iterator[Suppression]:
    lines = source.text.split("\n")
    yaml = source.path.suffix in {".yaml", ".yml"}
    front = not yaml and lines[0].rstrip() == "---"
    fenced = False
    for number, line in enumerate(lines, 1):
        if front and number > 1 and line.rstrip() == "---":
            front = False
            continue
        fenced ^= _FENCE.match(line) is not None
        match = None if fenced else (_YAML_COMMENT if yaml or front else _COMMENT).search(line)
        if match:
            alone = not (line[: match.start()] + line[match.end() :]).strip(" \t>")
            first, last = _reach(lines, number, one=yaml or front) if alone else (number, number)
            words = _WORDS.fullmatch(match["words"])
            place = Place(source.path, number, match.start() + 1, len(match[0]))
            rules = [rule.strip().removeprefix("check.") for rule in re.split("[,，]", words["rules"])] if words else []
            yield Suppression(place, tuple(rules), (words["reason"] or "") if words else "", first, last)


def _reach(lines: list[str], number: int, *, one: bool) -> tuple[int, int]:
    """The lines after `number` up to an empty one (or `one` line only), empty lines right after it skipped."""
    first = number + 1
    while first <= len(lines) and not lines[first - 1].strip(" \t>"):
        first += 1
    last = first
    while not one and last < len(lines) and lines[last].strip(" \t>"):
        last += 1
    return first, last


def judge(
    suppressions: Collection[Suppression], used: Collection[Suppression], known: Collection[str], ran: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong with the suppressions themselves; unused is one whose rules all `ran` and found nothing."""
    for suppression in suppressions:
        strangers = [rule for rule in suppression.rules if rule not in known]
        if strangers or not suppression.rules:
            values = {"rule": "、".join(strangers) or "—"}
            yield Diagnostic("check.suppression-unknown", suppression.place, values)
            continue
        if not suppression.reason:
            yield Diagnostic("check.suppression-reason", suppression.place, {"rule": "、".join(suppression.rules)})
        if suppression not in used and set(suppression.rules) <= set(ran):
            yield Diagnostic("check.suppression-unused", suppression.place, {"rule": "、".join(suppression.rules)})
