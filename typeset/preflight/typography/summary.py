"""Many findings of one kind, told as one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST = 20  # findings of one code that are told one by one
_MAJORITY = 0.5
_POLICY_FROM = 3


def merged(findings: Sequence[Finding]) -> Finding:
    """One finding for all the places of `findings`, in the words of the first."""
    spots = tuple(spot for finding in findings for spot in finding.spots)
    return Finding(findings[0].code, values=findings[0].values, others=spots)


def judged(found: Iterable[Finding], total: int) -> Iterator[Finding]:
    """What was found at some of `total` places: one finding where it holds for most of them, and so is a policy."""
    hits = list(found)
    if len(hits) >= _POLICY_FROM and len(hits) >= _MAJORITY * total:
        yield merged(hits)
    else:
        yield from hits


def folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those of a code as one that come too often, or of which one part of a document told many as one."""
    ordered = sorted(findings, key=lambda finding: finding.code)
    for _, group in groupby(ordered, key=lambda finding: finding.code):
        same = list(group)
        many = len(same) > MOST or (len(same) > 1 and any(finding.others for finding in same))
        yield from [merged(same)] if many else same
