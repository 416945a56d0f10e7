"""How well the copy editor reads: its false alarms, how many mistakes put into a text it finds, and its time.

Run as `python -m bench.copyedit alarms FOLDER…`, `python -m bench.copyedit seeded FOLDER… --words FILE` or `python -m
bench.copyedit time`. FOLDER holds articles (`*.md`, with `source: 海湾日报` and `date: 2030-06-18` on top), each an
issue of its own: they come from public sources, are well edited, and are kept outside of the repository, as is the
list of wrong and right words. Whether an alarm is false is judged by hand: `alarms` prints each with its words. The
mistakes are made by `mistakes.py`, the same in every run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING

from bench.mistakes import APART, ISSUE_DATE, TERMS, Mistake, Recipe, Stretch, kinds_of
from typeset.copyedit.check import diagnose
from typeset.copyedit.passage import IssueText
from typeset.copyedit.reading import read_manuscript
from typeset.copyedit.terms import Term
from typeset.diagnostics import Severity
from typeset.markup.passages import Kind
from typeset.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typeset.copyedit.passage import Manuscript
    from typeset.diagnostics import Diagnostic

ROOT = Path(__file__).resolve().parents[1]
MISTAKES, LEAST_FOUND = 300, 270
BOUNDS = {Severity.ERROR: 1.0, Severity.WARNING: 5.0}  # false alarms in 10,000 characters
SECONDS = 0.5
# A finding counts when it begins this near to a mistake.
_NEAR = 6
# What is done to the front matter, how often, and which rules may say so; no front matter: a paragraph comes twice.
_A_HEAD = 10
_TRIES = 2000
HEADS: Mapping[str, tuple[str, str, set[str]]] = {
    "title with another figure": ("title: ", "title: 全年投入{n}.7亿元　", {"check.title-figure"}),
    "title with another name": (
        "title: ",
        "title: 《海湾市{n}号行动方案》印发　",
        {"check.title-name", "check.title-figure"},
    ),
    "source spelled otherwise": ("source: 海湾日报", "source: 《海湾日报》", {"check.source-spelling"}),
    "source missing": ("source: 海湾日报\n", "", {"check.source-missing"}),
    "dated after the issue": ("date: 2030-06-18", "date: 2030-07-18", {"check.date-after-issue"}),
    "paragraph of another article": ("", "", {"check.repeated-paragraph"}),
}


def main() -> int:
    """Measure what is asked for; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["alarms", "seeded", "time"])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--mistakes", type=int, default=MISTAKES)
    parser.add_argument("--words", type=Path, help="a list of wrong and right words, a pair a line parted by a tab")
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    articles = [path for folder in chosen.folders for path in sorted(folder.glob("*.md"))]
    if chosen.what == "alarms":
        return alarms(articles)
    if chosen.what == "time":
        return processor_time(chosen.runs)
    if not chosen.words:
        parser.error("seeded needs --words")
    words = [line.split("\t")[0] for line in chosen.words.read_text("utf-8").splitlines() if line]
    return seeded(articles, chosen.mistakes, words)


def alarms(paths: Sequence[Path]) -> int:
    """Print every alarm for a person to judge, and how many there are in 10,000 characters."""
    counts: Counter[Severity] = Counter()
    characters = 0
    for path in paths:
        text = path.read_text("utf-8")
        manuscript = read_manuscript(SourceText(path, text))
        characters += sum(len(passage.text) for passage in manuscript.passages)
        for diagnostic in diagnose(IssueText((manuscript,))):
            counts[diagnostic.severity] += 1
            if diagnostic.severity in BOUNDS:
                _out(f"{diagnostic.severity:8}{diagnostic.code:28}{path.name}:{_around(text, diagnostic)}")
    _out(f"{len(paths)} articles, {characters} characters")
    for severity in Severity:
        rate = counts[severity] * 1e4 / max(1, characters)
        bound = f" (false ones at most {BOUNDS[severity]:.0f})" if severity in BOUNDS else ""
        _out(f"{severity:8}{counts[severity]:5}  {rate:5.2f} in 10,000{bound}")
    return 0


def seeded(paths: Sequence[Path], mistakes: int, words: Sequence[str]) -> int:
    """Put mistakes into the articles, the same ones in every run, and count those that are found.

    A finding counts where it is a new one, an error or a warning, and begins at the mistake.
    """
    chance = random.Random(15834)  # noqa: S311 - reproducible, not secret
    texts = {path: path.read_text("utf-8") for path in paths}
    placed = _place(texts, mistakes, kinds_of(words), chance)
    made, found, missed = Counter[str](), Counter[str](), list[str]()
    for path, ones in placed.items():
        text, places = _spoiled(texts[path], ones)
        before = {_key(texts[path], diagnostic) for diagnostic in _findings(path, texts[path])}
        new = [d for d in _findings(path, text) if d.severity in BOUNDS and _key(text, d) not in before]
        for mistake, place in places:
            made[mistake.kind] += 1
            if any(_hits(text, diagnostic, place, mistake) for diagnostic in new):
                found[mistake.kind] += 1
            else:
                missed.append(f"missed  {mistake.kind}: {path.name}: {text[place - 10 : place + 20]!r}")
    _heads(paths, texts, chance, made, found)
    for kind in made:
        _out(f"{found[kind]:4} of {made[kind]:3}  {kind}")
    for line in missed:
        _out(line)
    _out(f"{found.total()} of {made.total()} found (at least {LEAST_FOUND} of {MISTAKES})")
    return int(found.total() * MISTAKES < made.total() * LEAST_FOUND)


def _place(
    texts: Mapping[Path, str], mistakes: int, kinds: Sequence[Recipe], chance: random.Random
) -> Mapping[Path, list[Mistake]]:
    """Mistakes in all of the articles, of each kind in turn; those of `_heads` come on top."""
    placed: dict[Path, list[Mistake]] = {path: [] for path in texts}
    stretches = {path: tuple(_stretches(path, text)) for path, text in texts.items()}
    wanted = mistakes - len(HEADS) * _A_HEAD
    for number in range(wanted):
        for _ in range(_TRIES):
            path = chance.choice([path for path in texts if stretches[path]])
            mistake = kinds[number % len(kinds)].make(chance.choice(stretches[path]), chance)
            if mistake and all(abs(mistake.begin - one.begin) > APART for one in placed[path]):
                placed[path].append(mistake)
                break
    return placed


def _stretches(path: Path, text: str) -> Iterator[Stretch]:
    for passage in _manuscript(path, text).passages:
        begin, end = passage.written(0, len(passage.text))
        if passage.kind is Kind.PARAGRAPH and len(passage.text) > APART and text[begin:end] == passage.text:
            yield Stretch(passage.text, begin)


def _heads(
    paths: Sequence[Path], texts: Mapping[Path, str], chance: random.Random, made: Counter[str], found: Counter[str]
) -> None:
    """What concerns an article as a whole: its title, source and date, and a paragraph that another has as well."""
    for kind, (old, new, codes) in HEADS.items():
        for path, other in (chance.sample(list(paths), 2) for _ in range(_A_HEAD)):
            spoiled = texts[path].replace(old, new.format(n=chance.randrange(100, 999)), 1)
            if not old and any(_stretches(other, texts[other])):
                spoiled = f"{texts[path]}\n{max(_stretches(other, texts[other]), key=lambda s: len(s.text)).text}\n"
            clean = [_manuscript(each, texts[each]) for each in paths if each != path]
            articles = [*clean, _manuscript(path, spoiled)]
            said = {d.code for d in diagnose(_issue(articles)) if d.place and d.place.path == path}
            made[kind] += 1
            found[kind] += bool(said & codes)


def processor_time(runs: int) -> int:
    """The processor time of the whole command on the sample issue, start of Python included."""
    times = []
    for _ in range(runs):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "typeset", "check", "issue-293"], cwd=ROOT, check=True, capture_output=True
        )
        after = getrusage(RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    median = statistics.median(times)
    _out(f"typeset check issue-293: {median:.3f} s of processor time, median of {runs} (at most {SECONDS} s)")
    return int(median > SECONDS)


def _manuscript(path: Path, text: str) -> Manuscript:
    return read_manuscript(SourceText(path, text))


def _spoiled(text: str, mistakes: Sequence[Mistake]) -> tuple[str, list[tuple[Mistake, int]]]:
    parts, places, done, length = list[str](), list[tuple[Mistake, int]](), 0, 0
    for mistake in sorted(mistakes, key=lambda one: one.begin):
        kept = text[done : mistake.begin]
        places.append((mistake, length + len(kept)))
        parts += [kept, mistake.new]
        length += len(kept) + len(mistake.new)
        done = mistake.begin + len(mistake.old)
    return "".join([*parts, text[done:]]), places


def _hits(text: str, diagnostic: Diagnostic, place: int, mistake: Mistake) -> bool:
    """Whether a finding is at the mistake; a lost partner is reported at the one that is left, in the same line."""
    begin = _offset(text, diagnostic)
    if mistake.kind == "partner lost":
        same = text.count("\n", 0, begin) == text.count("\n", 0, place)
        return same and diagnostic.code in {"check.unpaired", "check.nesting"}
    return place - _NEAR <= begin <= place + len(mistake.new) + _NEAR


def _offset(text: str, diagnostic: Diagnostic) -> int:
    """Where in `text` a finding begins."""
    if diagnostic.place is None:
        return -1
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return starts[diagnostic.place.line - 1] + diagnostic.place.column - 1


def _key(text: str, diagnostic: Diagnostic) -> tuple[str, str]:
    """The same for a finding of the clean text and of the spoiled one."""
    begin = _offset(text, diagnostic)
    return diagnostic.code, text[max(0, begin - _NEAR) : begin + _NEAR]


def _findings(path: Path, text: str) -> list[Diagnostic]:
    return diagnose(_issue([_manuscript(path, text)]))


def _issue(articles: Sequence[Manuscript]) -> IssueText:
    terms = tuple(Term(right, (wrong,), Severity.ERROR, "") for right, wrong in TERMS)
    return IssueText(tuple(articles), dt.date.fromisoformat(ISSUE_DATE), 15, terms)


def _around(text: str, diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    if place is None:
        return ""
    line = text.split("\n")[place.line - 1]
    at = place.column - 1
    return (
        f"{place.line} {line[max(0, at - 14) : at]}【{line[at : at + place.length]}】{line[at + place.length :][:14]}"
    )


def _out(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
