"""Builds the issues and test columns, measures them, and prints one table with typst beside us.

Run as `python -m bench.typography [--samples N] [--layout NAME …]`; ✗ marks what misses a bound of issue 3.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from bench.column import SIZE_PT, paragraphs, set_column, set_column_by_typst, typst_version
from bench.extraction import Extraction, extract
from bench.measure import Figures, Sample, deviation, mean, measure_text, share
from bench.pages import read_pages
from bench.paragraphs import read_text
from bench.tags import missing_paragraphs
from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.intake import import_extracted
from typeset.pipeline import build, read_edition
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typeset.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT.parent / "shared" / "seeds" / "issue-293.txt"
ISSUE = "issue-293"
LAYOUTS = ("bulletin", "magazine")
MEASURES_EM = (37.0, 37.8, 24.0, 18.0, 14.0)
_WIDE_EM = 37.0
_ABOUT_EM = 0.05
_CONTENTS = ("目次", "目录")


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished PDF and its figures; `issue` tells an issue in a layout of its own from a test column.

    `paragraphs` are those of the source, `untagged` those of them that no single P element of the tag tree holds.
    """

    name: str
    ours: bool
    issue: bool
    measure_em: float
    figures: Figures
    extractions: dict[str, Extraction]
    paragraphs: tuple[str, ...] = ()
    untagged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: What it shows.
        value: The figure; None where there is nothing to count.
        form: How it is printed.
        bound: Whether a value is good enough; None for what is only told.
        holds_for: Which documents the bound is for.
        samples: Where a miss can be looked at.
    """

    name: str
    value: Callable[[Measured], float | None]
    form: str = "{:.0f}"
    bound: Callable[[float], bool] | None = None
    holds_for: Callable[[Measured], bool] = lambda _document: True
    samples: Callable[[Measured], Sequence[Sample | str]] = lambda _document: ()

    def misses(self, document: Measured) -> bool:
        """Whether `document` misses the bound."""
        value = self.value(document)
        return (
            value is not None
            and self.bound is not None
            and self.holds_for(document)
            and not self.bound(round(value, 6))
        )


def _none(name: str, samples: Callable[[Figures], Sequence[Sample]]) -> Row:
    """A row that counts what there must be none of."""
    return Row(
        name,
        lambda document: len(samples(document.figures)),
        bound=lambda value: value == 0,
        samples=lambda document: samples(document.figures),
    )


def _count(name: str, value: Callable[[Figures], float], form: str = "{:.0f}") -> Row:
    return Row(name, lambda document: value(document.figures), form)


def _worst(samples: Sequence[Sample], normal: float = 0.0) -> list[Sample]:
    return sorted(samples, key=lambda sample: -abs(sample.value - normal))


def _is_wide(document: Measured) -> bool:
    return document.measure_em > _WIDE_EM - _ABOUT_EM


def _is_37(document: Measured) -> bool:
    return abs(document.measure_em - _WIDE_EM) < _ABOUT_EM


def _is_issue(document: Measured) -> bool:
    return document.issue


def _in_order(program: str) -> Row:
    return Row(
        f"{program}: Han in order",
        lambda document: document.extractions[program].share if program in document.extractions else None,
        "{:.2%}",
        lambda value: value >= 0.9999,  # noqa: PLR2004 - the issue's bound
    )


def _spaces(program: str, *, bound: bool) -> Row:
    return Row(
        f"{program}: spurious spaces",
        lambda document: len(document.extractions[program].spaces) if program in document.extractions else None,
        bound=(lambda value: value == 0) if bound else None,
        samples=lambda document: document.extractions[program].spaces,
    )


ROWS: tuple[Row, ...] = (
    Row("measure, em", lambda document: document.measure_em, "{:.1f}"),
    _count("pages", lambda f: f.pages),
    _count("body paragraphs", lambda f: f.paragraphs),
    _count("body lines", lambda f: f.lines),
    _count("justified lines", lambda f: f.justified),
    _none("forbidden line starts (basic = gb)", lambda f: f.forbidden_starts),
    _none("forbidden line ends, basic", lambda f: f.forbidden_ends_basic),
    _none("forbidden line ends, gb", lambda f: f.forbidden_ends_gb),
    _none("forbidden, other sizes", lambda f: f.forbidden_others),
    _none("splits of what stays whole", lambda f: f.splits),
    _none("overfull lines", lambda f: f.overfull),
    Row(
        "flush within .02 em",
        lambda d: d.figures.flush_share,
        "{:.1%}",
        lambda value: value == 1,
        samples=lambda d: _worst(d.figures.not_flush),
    ),
    _none("marks untrimmed at line edges", lambda f: f.untrimmed),
    Row(
        "Han gap, 95th percentile",
        lambda d: d.figures.han_p95,
        "{:.4f}",
        lambda value: value <= 0.02,  # noqa: PLR2004 - the issue's bounds, here and below
        _is_wide,
        lambda d: _worst(d.figures.han_gaps),
    ),
    Row(
        "Han gap, max",
        lambda d: d.figures.han_max,
        "{:.4f}",
        lambda value: value <= 0.035,  # noqa: PLR2004
        _is_wide,
        lambda d: _worst(d.figures.han_gaps),
    ),
    Row(
        "mark width, standard deviation",
        lambda d: d.figures.mark_deviation,
        "{:.4f}",
        lambda value: value <= 0.04,  # noqa: PLR2004
        _is_wide,
        lambda d: _worst(d.figures.mark_widths, 1.0),
    ),
    _count("marks below .9 em", lambda f: f.squeezed_share, "{:.1%}"),
    _count("gaps after run-in heads (not in it)", lambda f: len(f.run_in_gaps)),
    _count("opening marks, standard deviation", lambda f: deviation(f.opening_widths), "{:.4f}"),
    _count("adjacent marks", lambda f: len(f.pairs)),
    _none("adjacent marks not at 1.5 em", lambda f: f.loose_pairs),
    _count("Han–Western gaps", lambda f: len(f.western_gaps)),
    Row(
        "… within .1 to .35 em",
        lambda d: 1 - share([True] * len(d.figures.wild_western_gaps) + [False] * _tame(d.figures)),
        "{:.1%}",
        lambda value: value == 1,
        samples=lambda d: _worst(d.figures.wild_western_gaps, 0.25),
    ),
    Row(
        "… standard deviation",
        lambda d: deviation(d.figures.western_gaps),
        "{:.4f}",
        lambda value: value <= 0.022,  # noqa: PLR2004
        _is_37,
        lambda d: _worst(d.figures.western_gaps, 0.25),
    ),
    _count("… in justified lines only", lambda f: deviation(f.western_gaps_justified), "{:.4f}"),
    _none("… beside marks, in brackets", lambda f: f.beside_marks),
    _none("last lines of a single Han", lambda f: f.single_last_lines),
    _none("widows", lambda f: f.widows),
    _none("orphans", lambda f: f.orphans),
    _none("headings last on a page", lambda f: f.stranded_headings),
    _none("source lines first on a page", lambda f: f.stranded_sources),
    Row(
        "body baselines on one grid",
        lambda d: d.figures.grid_share,
        "{:.1%}",
        lambda value: value == 1,
        samples=lambda d: _worst(d.figures.off_grid),
    ),
    Row(
        "unused lines where the text goes on",
        lambda d: mean(d.figures.unused),
        "{:.2f}",
        lambda value: value <= 0.5,  # noqa: PLR2004
        _is_issue,
        lambda d: _worst(d.figures.unused),
    ),
    _count("unused lines, all but before sections", lambda f: mean(f.unused_all), "{:.2f}"),
    Row(
        "columns differ where a section ends, lines",
        lambda d: max((sample.value for sample in d.figures.uneven), default=None),
        bound=lambda value: value <= 1,
        holds_for=_is_issue,
        samples=lambda d: _worst(d.figures.uneven),
    ),
    _none("wrong “”‘’——……·: font or width", lambda f: f.wrong_marks),
    *(_in_order(program) for program in ("poppler", "pdfminer", "pdfium")),
    _spaces("poppler", bound=True),
    _spaces("pdfminer", bound=False),
    _spaces("pdfium", bound=False),
    Row(
        "tag tree: one string a paragraph",
        lambda d: 1 - len(d.untagged) / len(d.paragraphs) if d.paragraphs else None,
        "{:.1%}",
        lambda value: value == 1,
        samples=lambda d: d.untagged,
    ),
)


def _tame(figures: Figures) -> int:
    return len(figures.western_gaps) - len(figures.wild_western_gaps)


def take(
    name: str,
    path: Path,
    source: str,
    texts: Sequence[str] = (),
    *,
    ours: bool = True,
    measure_em: float | None = None,
) -> Measured:
    """Measure one finished PDF; `texts` are the paragraphs that its tag tree has to hold."""
    measure_pt = measure_em * SIZE_PT if measure_em else None
    text = read_text(read_pages(path), first_page=first_body_page(path), measure_pt=measure_pt)
    extractions = {extraction.program: extraction for extraction in extract(path, text)}
    found_em = (
        max((c.right_pt - c.left_pt for columns in text.columns.values() for c in columns), default=0) / text.size_pt
    )
    return Measured(
        name,
        ours,
        measure_em is None,
        measure_em or found_em,
        measure_text(text, source),
        extractions,
        tuple(texts),
        tuple(missing_paragraphs(path, texts)) if texts else (),
    )


def first_body_page(path: Path) -> int:
    """The page that the first entry of the outline after cover and contents leads to; 1 without an outline."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        items = [item for item in _items(outline.root) if item.title not in _CONTENTS]
        targets = [numbers.get(page.objgen, 1) for item in items if (page := _target(item))]
        return min((number for number in targets if number > 1), default=1)


def _items(items: Sequence[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _target(item: pikepdf.OutlineItem) -> pikepdf.Object | None:
    destination: object = item.destination
    if destination is None and item.action is not None:
        destination = item.action.get("/D")
    return destination[0] if isinstance(destination, pikepdf.Array) else None


def issue_text(edition: Edition) -> str:
    """All the words of an edition, to tell a parted word from two."""
    from typeset.markup.text import plain_text  # noqa: PLC0415

    articles = [placed.article for section in edition.sections for placed in section.articles]
    return "\n".join([*(article.title for article in articles), *(plain_text(a.blocks) for a in articles)])


def read(workspace: Workspace) -> Edition:
    """The edition of the issue in `workspace`. Raises ContentError."""
    report = Report()
    edition, _ = read_edition(workspace, workspace.issues / ISSUE, report)
    if edition is None:
        raise ContentError(report)
    return edition


def own_workspace(folder: Path) -> Workspace:
    """A copy of the project's issue in `folder`, so that nobody else's build stands in the way."""
    shutil.copytree(ROOT / "issues", folder / "issues")
    return Workspace(folder)


def seed_workspace(folder: Path) -> Workspace:
    """A workspace in `folder` with the seed text imported."""
    workspace = Workspace(folder)
    workspace.issues.mkdir(parents=True)
    shutil.copy(ROOT / "issues" / "publication.yaml", workspace.publication)
    import_extracted(workspace, SEED, ISSUE, "zh")
    return workspace


def measure_issues(folder: Path, layouts: Sequence[str]) -> Iterator[Measured]:
    """The issue, and the seed where it is present, in each layout."""
    workspaces = {"293": own_workspace(folder / "own")}
    if SEED.is_file():
        workspaces["seed"] = seed_workspace(folder / "seed")
    for name, workspace in workspaces.items():
        edition = read(workspace)
        source, texts = issue_text(edition), list(paragraphs(edition))
        for layout in layouts:
            path = folder / f"{name}-{layout}.pdf"
            build(workspace, workspace.issues / ISSUE, output=path, layout_name=layout)
            yield take(f"{name} {layout[:4]}", path, source, texts)


def measure_columns(folder: Path, measures: Sequence[float]) -> Iterator[Measured]:
    """The issue's paragraphs at each measure, by us and by typst."""
    workspace = Workspace(ROOT)
    edition = read(workspace)
    texts = list(paragraphs(edition))
    source = "\n".join(texts)
    for measure_em in measures:
        path = folder / f"ours-{measure_em:g}.pdf"
        set_column(workspace, edition, measure_em, path)
        yield take(f"{measure_em:g} em", path, source, texts, measure_em=measure_em)
        if typst_version():
            path = folder / f"typst-{measure_em:g}.pdf"
            set_column_by_typst(texts, measure_em, path)
            yield take(f"{measure_em:g} typst", path, source, ours=False, measure_em=measure_em)


def table(documents: Sequence[Measured]) -> Iterator[str]:
    """The figures of all documents, a row a figure."""
    width = max(_width(row.name) for row in ROWS)
    widths = [max(len(document.name), 8) for document in documents]
    heads = [document.name.rjust(column) for document, column in zip(documents, widths, strict=True)]
    yield "  ".join([" " * width, *(f"{head} " for head in heads)]).rstrip()
    for row in ROWS:
        cells = []
        for document, column in zip(documents, widths, strict=True):
            value = row.value(document)
            shown = "–" if value is None else row.form.format(value)
            cells.append(shown.rjust(column) + ("✗" if row.misses(document) else " "))
        yield "  ".join([row.name + " " * (width - _width(row.name)), *cells]).rstrip()


def misses(documents: Sequence[Measured], samples: int) -> Iterator[str]:
    """Where our own documents miss a bound."""
    for document in documents:
        for row in ROWS:
            if document.ours and row.misses(document):
                yield f"✗ {document.name}: {row.name} {row.form.format(row.value(document) or 0)}"
                yield from (f"    {sample}" for sample in row.samples(document)[:samples])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; the exit code tells whether all bounds hold."""
    parser = argparse.ArgumentParser(prog="bench.typography", description=__doc__)
    parser.add_argument("--samples", type=int, default=3, help="places shown for each miss")
    parser.add_argument("--layout", action="append", help="only these layouts")
    parser.add_argument("--measure", action="append", type=float, help="only these measures, in em")
    parser.add_argument("--keep", type=Path, help="folder to leave the PDFs in")
    options = parser.parse_args(words)
    say = partial(print, flush=True)
    layouts = options.layout or [name for name in LAYOUTS if (ROOT / "layouts" / name / "layout.yaml").is_file()]
    if typst_version() is None:
        say("typst is not installed (pip install typst): its columns are left out")
    if not SEED.is_file():
        say(f"{SEED} is not there: the seed's columns are left out")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        documents = [*measure_issues(folder, layouts), *measure_columns(folder, options.measure or MEASURES_EM)]
    for line in [*table(documents), "", *misses(documents, options.samples)]:
        say(line)
    return int(any(row.misses(document) for document in documents for row in ROWS if document.ours))


if __name__ == "__main__":
    sys.exit(main())
