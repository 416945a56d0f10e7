"""How wide marks are, as `text-spacing-trim` and `typeset-punctuation` say (C1 to C4)."""

from __future__ import annotations

import pytest

from tests.press.laid_out import Press, lines_of
from typeset.press.style import hyphenate

SIZE, LEFT = 10.0, 20.0
STYLE = "p { text-align: left; text-indent: 0 }"


def starts(press: Press, css: str, text: str) -> list[float]:
    """Where each line begins, in em from the edge of the column."""
    first: dict[float, float] = {}
    for run in press(f"<p>{text}</p>", f"{STYLE} p {{ {css} }}").runs():
        first.setdefault(run.baseline_pt, (run.x_pt - LEFT) / SIZE)
    return list(first.values())


def width(press: Press, css: str, text: str) -> float:
    """From the start of the first 甲 to that of the first 乙, in em."""
    (run,) = press(f"<p>{text}</p>", f"{STYLE} p {{ {css} }}").runs()
    advances = [1.0 + gap / SIZE for gap in run.gaps_pt]
    return sum(advances[run.text.index("甲") : run.text.index("乙")])


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("text-spacing-trim: auto", [-0.5, -0.5]),
        ("text-spacing-trim: trim-both", [-0.5, -0.5]),
        ("text-spacing-trim: trim-start", [-0.5, -0.5]),
        ("text-spacing-trim: trim-all", [-0.5, -0.5]),
        ("text-spacing-trim: space-first", [0.0, -0.5]),
        ("text-spacing-trim: normal", [0.0, 0.0]),
        ("text-spacing-trim: space-all", [0.0, 0.0]),
    ],
)
def test_c2_line_starts_are_trimmed_as_the_style_sheet_says(press: Press, css: str, found: list[float]) -> None:
    assert starts(press, css, f"“{'一' * 17}<br>“{'一' * 5}") == pytest.approx(found)


@pytest.mark.parametrize(
    ("css", "widths"),
    [
        # A pause, a stop, and a stop before a closing mark.
        ("text-spacing-trim: auto", (2.0, 2.0, 2.5)),
        ("text-spacing-trim: trim-all", (1.5, 1.5, 2.0)),
        ("text-spacing-trim: space-all", (2.0, 2.0, 3.0)),
        ("typeset-punctuation: quanjiao", (2.0, 2.0, 2.5)),
        ("typeset-punctuation: kaiming", (1.5, 2.0, 2.0)),
        ("typeset-punctuation: banjiao", (1.5, 1.5, 2.0)),
        ("typeset-punctuation: hangmobanjiao", (2.0, 2.0, 3.0)),
        ("text-spacing-trim: trim-all; typeset-punctuation: quanjiao", (2.0, 2.0, 2.5)),
    ],
)
def test_marks_are_as_wide_as_the_style_sheet_says(press: Press, css: str, widths: tuple[float, ...]) -> None:
    texts = ("甲，乙", "甲。乙", "甲。”乙")
    assert [width(press, css, text) for text in texts] == pytest.approx(widths)


@pytest.mark.parametrize(
    ("css", "on_line"),
    [("text-spacing-trim: auto", 21), ("text-spacing-trim: normal", 21), ("text-spacing-trim: space-all", 19)],
)
def test_c1_line_ends_are_trimmed_but_where_all_marks_keep_their_em(press: Press, css: str, on_line: int) -> None:
    # 19 Han, an interpunct of half an em and a pause: 20 em only if the pause takes half of one too.
    lines = lines_of(press(f"<p>一·{'一' * 18}，{'一' * 10}</p>", f"{STYLE} p {{ {css} }}"))
    assert len(lines[0]) == on_line


@pytest.mark.parametrize("word", ["ChatGPT", "OpenAI", "UNESCO", "SensorTower"])
def test_names_with_capitals_inside_stay_whole(word: str) -> None:
    assert hyphenate(word) == []


@pytest.mark.parametrize(("word", "places"), [("Intelligence", [2, 5, 7]), ("organization", [2, 4, 6])])
def test_words_are_divided_by_the_dictionary(word: str, places: list[int]) -> None:
    assert hyphenate(word)[: len(places)] == places
