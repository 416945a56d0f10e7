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
