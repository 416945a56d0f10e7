"""Fitting an issue to a page count: other settings of the body, tried on the press, the nearest first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.copyfit.setting import Setting, settings_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.copyfit.lengths import Lengths
    from typeset.layout import FitBounds
    from typeset.press.proof import Proof

# A line whose Han stand further apart than this looks loose (in em; D4 of the requirements, tightened by issue 3).
LOOSE_EM = 0.035
_MOST_TRIALS = 10
_HAN = ("一", "鿿")


class Trial(Struct, frozen=True):
    """One setting on the press, and how many of its lines are loose."""

    setting: Setting
    proof: Proof
    loose_lines: int

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return self.proof.page_count


def try_setting(setting: Setting, proof: Proof) -> Trial:
    """`proof`, laid out with `setting`, and its loose lines counted."""
    return Trial(setting, proof, loose_lines(proof))


def fit(
    pages: int, natural: Trial, lengths: Lengths, bounds: FitBounds, lay_out: Callable[[Setting], Proof]
) -> tuple[Trial | None, tuple[Trial, ...]]:
    """The trial with `pages` pages that is nearest to the `natural` one, and all trials made.

    One without a loose line more than the natural setting has is taken at once; failing that, the one with the fewest.
    None where no setting inside `bounds` gives that many pages.
    """
    trials: list[Trial] = []
    for setting in _likely(pages, natural, lengths, bounds):
        trial = try_setting(setting, lay_out(setting))
        trials.append(trial)
        if trial.page_count == pages and trial.loose_lines <= natural.loose_lines:
            return trial, tuple(trials)
        if len(trials) == _MOST_TRIALS:
            break
    fitting = [trial for trial in trials if trial.page_count == pages]
    best = min(fitting, key=lambda trial: (trial.loose_lines, trial.setting.cost(natural.setting)), default=None)
    return best, tuple(trials)


def loose_lines(proof: Proof) -> int:
    """How many lines have Han further apart than `LOOSE_EM`."""
    loose = set()
    for run in proof.runs():
        # Clusters are characters, but for runs with ligatures or combining marks; those are left out.
        if not run.source or len(run.gaps_pt) != len(run.text):
            continue
        pairs = zip(run.text, run.text[1:], run.gaps_pt, strict=False)
        if any(_is_han(a) and _is_han(b) and gap > LOOSE_EM * run.size_pt for a, b, gap in pairs):
            loose.add((run.page, round(run.baseline_pt, 1), run.x_pt // 100))
    return len(loose)


def _likely(pages: int, natural: Trial, lengths: Lengths, bounds: FitBounds) -> Iterator[Setting]:
    """The settings that should come within a page of `pages`, the nearest to the natural one first; then the others."""
    size_pt, leading_pt = natural.proof.body_type_pt
    tighter = pages < natural.page_count
    settings = list(settings_within(bounds, natural.setting, leading_pt / size_pt, tighter=tighter))
    likely = [setting for setting in settings if abs(_estimate(setting, natural, lengths) - pages) <= 1]
    yield from likely
    # What gives the most, or the least: where even that does not reach, nothing does.
    yield from [setting for setting in settings[-1:] if setting not in likely]


def _estimate(setting: Setting, natural: Trial, lengths: Lengths) -> float:
    """How many pages `setting` should take, from the lines that the sections have in the natural one."""
    held = lengths.page_lines * setting.lines / natural.setting.lines
    pages = lengths.page_count - sum(section.page_count for section in lengths.sections)
    for section in lengths.sections:
        extra = (setting.gap - natural.setting.gap) * len(section.articles)
        used = lengths.page_lines * (section.page_count - 1) + section.over_lines
        pages += math.ceil((used * natural.setting.characters / setting.characters + extra) / held)
    return pages


def _is_han(character: str) -> bool:
    return _HAN[0] <= character <= _HAN[1]
