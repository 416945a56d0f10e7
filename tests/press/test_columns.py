"""Columns: full where the text goes on, even where it ends, and no notes or figures over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.press.laid_out import Press
    from typeset.press.proof import Proof

# A column has 9 em of 10 pt; a page has 13 lines of 20 pt.
CSS = """
.columns { columns: 2; column-gap: 20pt }
p { text-indent: 0; orphans: 2; widows: 2 }
h3 { margin: 0; font: 10pt/20pt hei; break-after: avoid }
h3.stretch { block-step-stretch: 20pt }
"""
FIGURE = """
figure { float: footnote; margin: 0; height: 80pt }
figure::footnote-call, figure::footnote-marker { content: none }
"""
LINE = "一二三四五六七八九"
FIRST, SECOND = 20.0, 130.0


def paragraphs(*lines: int) -> str:
    """Paragraphs of so many full lines each."""
    return "".join(f"<p>{LINE * count}</p>" for count in lines)


def counts(proof: Proof, size: float = 10) -> list[tuple[int, int]]:
    """For each page how many lines each column has."""
    found: dict[int, tuple[set[float], set[float]]] = {}
    for run in proof.runs():
        if run.text.strip() and run.size_pt == pytest.approx(size):
            found.setdefault(run.page, (set(), set()))[run.x_pt >= SECOND - 10].add(round(run.baseline_pt, 1))
    return [(len(left), len(right)) for left, right in found.values()]


def last_baselines(proof: Proof, page: int = 1) -> list[float]:
    """The last baseline of each column of a page."""
    return [
        max(run.baseline_pt for run in proof.runs() if run.page == page and (run.x_pt >= SECOND - 10) == right)
        for right in (False, True)
    ]


def test_columns_are_filled_to_the_foot_and_end_evenly(press: Press) -> None:
    proof = press(f'<div class="columns">{paragraphs(*[4] * 9)}</div>', CSS + "p { orphans: 1; widows: 1 }")
    assert counts(proof) == [(13, 13), (5, 5)]


@pytest.mark.parametrize(("lines", "expected"), [((7,), (4, 3)), ((4, 4, 4, 4), (8, 8)), ((20,), (10, 10))])
def test_columns_differ_by_a_line_at_most(press: Press, lines: tuple[int, ...], expected: tuple[int, int]) -> None:
    assert counts(press(f'<div class="columns">{paragraphs(*lines)}</div>', CSS)) == [expected]


def test_columns_are_not_evened_out_where_the_sheet_says_so(press: Press) -> None:
    css = CSS + ".columns { column-fill: auto }"
    assert counts(press(f'<div class="columns">{paragraphs(4, 4)}</div>', css)) == [(8, 0)]


def test_no_paragraph_leaves_a_single_line_in_a_column(press: Press) -> None:
    # A line is left for the third paragraph, which cannot be parted, and seven for the fourth and fifth.
    proof = press(f'<div class="columns">{paragraphs(6, 6, 3, 5, 9, 9)}</div>', CSS)
    assert counts(proof)[0] == (12, 13)


def test_a_title_moves_down_by_a_line_so_that_the_column_is_full(press: Press) -> None:
    body = "{}<h3 class='{}'>题目</h3>{}"
    plain = press(f'<div class="columns">{body.format(paragraphs(5), "", paragraphs(6, 3, 9, 9))}</div>', CSS)
    moved = press(f'<div class="columns">{body.format(paragraphs(5), "stretch", paragraphs(6, 3, 9, 9))}</div>', CSS)
    assert last_baselines(moved)[0] == pytest.approx(last_baselines(plain)[0] + 20)
    assert last_baselines(moved)[1] == pytest.approx(last_baselines(plain)[1])


def test_a_title_at_the_head_of_a_column_stays_there(press: Press) -> None:
    body = f"<h3 class='stretch'>题目</h3>{paragraphs(11, 3, 9, 9)}"
    proof = press(f'<div class="columns">{body}</div>', CSS)
    assert min(run.baseline_pt for run in proof.runs()) < 40


def test_text_keeps_off_the_notes_of_its_page(press: Press) -> None:
    css = (
        CSS
        + """
    .note { float: footnote; footnote-policy: line; font: 8pt/20pt song }
    .note::footnote-call { content: ""; vertical-align: baseline; line-height: 1 }
    .note::footnote-marker { content: none }
    @page { @footnote { margin: 0 } }
    """
    )
    body = f'<p>{LINE * 3}一二<span class="note">注</span></p>{paragraphs(*[4] * 9)}'
    proof = press(f'<div class="columns">{body}</div>', css)
    note = next(run for run in proof.runs() if run.text == "注")
    assert note.page == 1
    assert max(last_baselines(proof)) == note.baseline_pt
    assert counts(proof)[0] == (12, 12)  # and the note's line below the left one is of another size


def test_the_text_of_a_note_that_has_no_room_goes_to_the_next_page(press: Press) -> None:
    css = (
        CSS
        + """
    .note { float: footnote; footnote-policy: line; font: 8pt/20pt song }
    .note::footnote-call { content: ""; vertical-align: baseline; line-height: 1 }
    .note::footnote-marker { content: none }
    @page { @footnote { margin: 0 } }
    """
    )
    # The note belongs to the last lines of the page, and takes three.
    note = "<span class='note'>注<br>注<br>注</span>"
    body = f"{paragraphs(5, 4, 4, 5, 6)}<p>{note}{LINE * 2}</p>{paragraphs(4, 4)}"
    proof = press(f'<div class="columns">{body}</div>', css)
    assert {run.page for run in proof.runs() if run.text == "注"} == {2}
    assert counts(proof)[0] == (13, 11)


def test_a_figure_that_has_no_room_goes_to_the_next_page_and_the_text_runs_on(press: Press) -> None:
    body = f"{paragraphs(*[4] * 5)}<figure>图</figure>{paragraphs(*[4] * 5)}"
    proof = press(f'<div class="columns">{body}</div>', CSS + FIGURE + "p { orphans: 1; widows: 1 }")
    assert next(run.page for run in proof.runs() if run.text == "图") == 2
    assert counts(proof)[0] == (13, 13)


def test_a_figure_at_the_end_of_the_text_takes_lines_with_it(press: Press) -> None:
    body = f"{paragraphs(*[4] * 6)}<figure>图</figure>"
    proof = press(f'<div class="columns">{body}</div>', CSS + FIGURE)
    figure = next(run for run in proof.runs() if run.text == "图")
    beside = [run.baseline_pt for run in proof.runs() if run.page == figure.page and run.text != "图"]
    assert beside
    assert max(beside) < figure.baseline_pt


def test_a_figure_stays_on_the_next_page_when_a_paragraph_takes_a_line_more(press: Press) -> None:
    pairs = "<p>" + "——".join(["一二三四五六七"] * 4) + "</p>"
    body = f"{pairs}{paragraphs(4, 4, 3, 4, 4)}<figure>图</figure>{paragraphs(*[4] * 6)}"
    for stretch, lines in ((".1em", 12), ("2em", 13)):
        proof = press(f'<div class="columns">{body}</div>', CSS + FIGURE + f"p {{ paragraph-stretch: {stretch} }}")
        assert counts(proof)[0] == (lines, 13)
        assert next(run.page for run in proof.runs() if run.text == "图") == 2


def test_a_figure_below_a_short_text_follows_it(press: Press) -> None:
    css = """
    figure { float: footnote; margin: 0 }
    figure::footnote-call, figure::footnote-marker { content: none }
    """
    proof = press("<p>一二三</p><figure>图</figure>", css)
    assert next(run.baseline_pt for run in proof.runs() if run.text == "图") < 100
    as_note = press("<p>一二三<span class='n'>注</span></p>", ".n { float: footnote }")
    assert next(run.baseline_pt for run in as_note.runs() if "注" in run.text) > 200


@pytest.mark.parametrize(
    "css", [".columns { columns: 60pt }", ".columns { height: 120pt }", ".columns p:nth-child(2) { column-span: all }"]
)
def test_what_other_columns_have_is_left_to_the_engine(press: Press, css: str) -> None:
    proof = press(f'<div class="columns">{paragraphs(3, 3, 3)}</div>', CSS + css)
    assert sum(len(run.text) for run in proof.runs()) == 9 * len(LINE)
