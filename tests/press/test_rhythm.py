"""Blocks in whole steps: text after them stands on the grid, and the foot of a page is no obstacle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.press.laid_out import Press

STEPPED = "div { block-step-size: 20pt } p { text-indent: 0 }"


@pytest.mark.parametrize(("height", "lines"), [(5, 1), (20, 1), (21, 2), (59, 3)])
def test_a_block_takes_whole_steps(press: Press, height: int, lines: int) -> None:
    runs = list(press(f'<div style="height: {height}pt"></div><p>文</p>', STEPPED).runs())
    assert runs[0].baseline_pt == pytest.approx(20 + lines * 20 + 13.8)


def test_a_block_that_fits_the_page_stays_on_it_though_its_last_step_does_not(press: Press) -> None:
    # The page has 13 lines of 20 pt; 8 pt of them are left for the block when the margin is 12 pt higher.
    css = STEPPED + "@page { margin-bottom: 32pt }"
    proof = press(f'<p>{"文<br>" * 11}文</p><div style="height: 6pt"></div>', css)
    assert proof.page_count == 1
    assert press(f'<p>{"文<br>" * 11}文</p><div style="height: 9pt"></div>', css).page_count == 2


SNAPPED = "p { text-indent: 0 } .kept { line-snap: baseline }"


def baselines(press: Press, body: str, css: str = SNAPPED) -> list[float]:
    return sorted({round(run.baseline_pt, 3) for run in press(body, css).runs()})


@pytest.mark.parametrize(("height", "lines"), [(0, 0), (5, 1), (20, 1), (21, 2)])
def test_snapped_lines_stand_on_the_grid_of_the_page(press: Press, height: int, lines: int) -> None:
    found = baselines(press, f'<div style="height: {height}pt"></div><p class="kept">文<br>文</p>')
    assert found == pytest.approx([33.8 + 20 * lines, 53.8 + 20 * lines])


def test_snapped_lines_of_another_leading_take_the_next_line_of_the_grid(press: Press) -> None:
    found = baselines(press, '<p class="kept" style="line-height: 24pt">文<br>文</p>')
    assert found == pytest.approx([53.8, 93.8])


def test_the_grid_is_the_same_in_every_column_and_on_every_page(press: Press) -> None:
    text = "文<br>" * 30 + "文"
    css = SNAPPED + "section { columns: 2; padding-top: 7pt } p { orphans: 1; widows: 1 }"
    proof = press(f'<section><p class="kept">{text}</p></section>', css)
    found = {round((run.baseline_pt - 33.8) / 20, 3) for run in proof.runs()}
    assert proof.page_count > 1
    assert all(step == round(step) for step in found)


def test_what_is_placed_in_a_snapped_line_moves_with_it(press: Press) -> None:
    placed = '<span style="position: absolute">注</span>'
    body = f'<div style="height: 5pt"></div><p class="kept">文{placed}</p>'
    assert baselines(press, body) == pytest.approx([53.8])
