"""Every word of CSS Text that the composer takes does what it says."""

from __future__ import annotations

import pytest

from tests.press.laid_out import Press, lines_of

SIZE, LEFT, RIGHT = 10.0, 20.0, 220.0


def gaps(press: Press, css: str, text: str) -> list[float]:
    """The gaps of a line set naturally, in em, by cluster."""
    (run,) = press(f"<p>{text}</p>", f"p {{ text-align: left; text-indent: 0; {css} }}").runs()
    return [round(gap / SIZE, 2) for gap in run.gaps_pt]


@pytest.mark.parametrize(
    ("value", "beside_letter", "beside_digit"),
    [
        ("normal", 0.25, 0.25),
        ("auto", 0.25, 0.25),
        ("no-autospace", 0.0, 0.0),
        ("ideograph-alpha", 0.25, 0.0),
        ("ideograph-numeric", 0.0, 0.25),
        ("ideograph-alpha ideograph-numeric", 0.25, 0.25),
    ],
)
def test_text_autospace(press: Press, value: str, beside_letter: float, beside_digit: float) -> None:
    found = gaps(press, f"text-autospace: {value}", "甲a乙2丙")
    assert found[0:2] == [beside_letter, beside_letter]
    assert found[2:4] == [beside_digit, beside_digit]


def test_text_autospace_keeps_or_replaces_a_typed_space(press: Press) -> None:
    def step(value: str, text: str) -> float:
        (run,) = press(f"<p>{text}</p>", f"p {{ text-align: left; text-autospace: {value} }}").runs()
        return run.width_pt / SIZE

    both = "ideograph-alpha ideograph-numeric"
    assert step(f"{both} replace", "甲 a") == pytest.approx(step(both, "甲a"))
    assert step("ideograph-alpha insert; letter-spacing: 0", "甲 a") == pytest.approx(
        step("no-autospace", "甲 a"), abs=0.01
    )


@pytest.mark.parametrize(("value", "filled"), [("auto", True), ("inter-character", True), ("none", False)])
def test_text_justify(press: Press, value: str, filled: bool) -> None:  # noqa: FBT001
    proof = press(f"<p>{'汉' * 15}ABCDEFGHIJKLMN{'汉' * 30}</p>", f"p {{ text-indent: 0; text-justify: {value} }}")
    ends: dict[float, float] = {}
    for run in proof.runs():
        ends[run.baseline_pt] = max(ends.get(run.baseline_pt, 0.0), run.x_pt + run.width_pt)
    found = [end for _, end in sorted(ends.items())][:-1]
    assert all(abs(end - RIGHT) < 0.2 for end in found) is filled


def test_text_justify_by_words_widens_nothing_else(press: Press) -> None:
    body = "<p>seven words of Latin stand here together 汉字汉字汉字汉字汉字汉字</p>"
    (first, *_) = sorted(
        press(body, "p { text-indent: 0; text-justify: inter-word }").runs(), key=lambda run: run.baseline_pt
    )
    widened = {first.text[place] for place, gap in enumerate(first.gaps_pt) if gap > 0.5}
    assert widened <= {" "}
    assert first.x_pt + first.width_pt == pytest.approx(RIGHT, abs=0.2)


@pytest.mark.parametrize(
    ("value", "ends"), [("none", [220, 225]), ("allow-end", [230, 225]), ("force-end", [230, 230])]
)
def test_hanging_punctuation(press: Press, value: str, ends: list[float]) -> None:
    # Twenty Han leave no room for a pause; nineteen and an interpunct leave half an em, which is all it takes.
    texts = ("一" * 20 + "，" + "二" * 9, "一" * 10 + "·" + "一" * 9 + "，" + "二" * 9)
    for text, end in zip(texts, ends, strict=True):
        css = f"p {{ text-indent: 0; text-wrap-style: stable; hanging-punctuation: {value} }}"
        first = min(press(f"<p>{text}</p>", css).runs(), key=lambda run: run.baseline_pt)
        assert first.x_pt + first.width_pt == pytest.approx(end, abs=0.2)


@pytest.mark.parametrize(("value", "first"), [("loose", 20), ("normal", 20), ("strict", 19)])
def test_line_break(press: Press, value: str, first: int) -> None:
    # Only the strict level keeps a dash off the start of a line.
    text = "一" * 20 + "——" + "二" * 9
    css = f"p {{ text-align: left; text-indent: 0; text-wrap-style: stable; line-break: {value} }}"
    assert len(lines_of(press(f"<p>{text}</p>", css))[0]) == first


@pytest.mark.parametrize(("value", "lengths"), [("stable", [20, 3]), ("balance", [12, 11])])
def test_text_wrap_style(press: Press, value: str, lengths: list[int]) -> None:
    css = f"p {{ text-align: left; text-indent: 0; text-wrap-style: {value} }}"
    found = [len(line) for line in lines_of(press(f"<p>{'一' * 23}</p>", css))]
    assert sorted(found, reverse=True) == lengths


def test_a_pretty_paragraph_ends_in_no_single_character(press: Press) -> None:
    css = "p {{ text-indent: 0; text-wrap-style: {} }}"
    text = f"<p>{'一' * 10}，{'一' * 10}。</p>"
    assert len(lines_of(press(text, css.format("pretty")))[-1]) > 2
