"""The composer inside WeasyPrint: wherever lines are set, they are ours and exact."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.press.laid_out import Press, lines_of
from typeset.diagnostics import Report
from typeset.press import hooks
from typeset.press.engine import weasyprint

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "电子商务的增长，来自“新业态”与“新常态”的接续；2023年上半年，跨境电商进出口1.1万亿元，同比增长16%。" * 3
LEFT, RIGHT = 20.0, 220.0


def ends(proof: object, page: int = 1) -> list[tuple[float, float, str]]:
    """Left edge, right edge and text of every line of a page, from the glyphs' own advances."""
    lines: dict[float, list[tuple[float, float, str]]] = {}
    for run in proof.runs():  # type: ignore[attr-defined]
        if run.page == page and run.text.strip():
            lines.setdefault(round(run.baseline_pt, 1), []).append((run.x_pt, run.x_pt + run.width_pt, run.text))
    return [
        (min(r[0] for r in runs), max(r[1] for r in runs), "".join(r[2] for r in sorted(runs)))
        for _, runs in sorted(lines.items())
    ]


def test_every_line_but_the_last_is_flush(press: Press) -> None:
    lines = ends(press(f"<p>{TEXT}</p>"))
    assert len(lines) > 5
    for left, right, text in lines[1:-1]:
        # A mark at the edge is trimmed by half an em: its box sticks out, its ink does not.
        opening, closing = text[0] in "“（《", text[-1] in "，。；”）》、"
        assert left == pytest.approx(LEFT - (5 if opening else 0), abs=0.2)
        assert right == pytest.approx(RIGHT + (5 if closing else 0), abs=0.2)


def test_the_lines_are_the_text(press: Press) -> None:
    assert "".join(lines_of(press(f"<p>{TEXT}</p>"))) == TEXT


def test_a_paragraph_goes_on_on_the_next_page(press: Press) -> None:
    proof = press(f"<p>{TEXT * 4}</p>")
    assert proof.page_count > 1
    assert "".join(lines_of(proof)) == TEXT * 4


def test_lines_beside_a_float_keep_off_it(press: Press) -> None:
    proof = press(f'<div style="float: right; width: 60pt; height: 50pt"></div><p>{TEXT}</p>')
    lines = ends(proof)
    beside = [right for _, right, _ in lines[:2]]
    below = [right for _, right, _ in lines[4:-1]]
    assert max(beside) <= RIGHT - 60 + 5.1
    assert max(below) > RIGHT - 10
    assert "".join(lines_of(proof)) == TEXT


def test_lines_in_columns(press: Press) -> None:
    css = "div { columns: 2; column-gap: 20pt } p { text-indent: 0 }"
    proof = press(f"<div><p>{TEXT}</p></div>", css)
    runs = list(proof.runs())
    assert {run.x_pt < 120 for run in runs} == {True, False}
    assert all(run.x_pt + run.width_pt <= (115.2 if run.x_pt < 120 else 225.2) for run in runs)
    ordered = sorted(runs, key=lambda run: (run.page, run.x_pt >= 120, run.baseline_pt, run.x_pt))
    assert "".join(run.text for run in ordered) == TEXT


@pytest.mark.parametrize(
    "body",
    [
        "<h2>{}</h2>",
        "<ul><li>{}</li></ul>",
        "<blockquote>{}</blockquote>",
        "<table><tr><td>{}</td></tr></table>",
        "<figure><figcaption>{}</figcaption></figure>",
        "<p>{}</p>",
        "<p><strong>{}</strong></p>",
        '<p><a href="https://example.org">{}</a></p>',
        '<div style="display: flex"><p>{}</p></div>',
        '<div style="display: grid"><p>{}</p></div>',
        '<p><span style="padding: 0 3pt">{}</span></p>',
    ],
)
def test_the_composer_sets_lines_everywhere(body: str, press: Press) -> None:
    proof = press(body.format("面积2平方米"), "li { list-style: none }")
    composed = [run for run in proof.runs() if "面积" in run.text]
    assert composed
    assert all(run.gaps_pt for run in composed)
    # Han–Western gaps are there although the text has no spaces.
    assert any(gap > 1 for run in composed for gap in run.gaps_pt)


def test_running_heads_and_contents_are_composed(press: Press) -> None:
    css = """
    @page { @top-left { content: string(head) } }
    h1 { string-set: head content() }
    a::after { content: leader(".") target-counter(attr(href), page) }
    """
    proof = press('<p><a href="#a">第1节</a></p><h1 id="a">第1节</h1>', css)
    heads = [run for run in proof.runs() if run.baseline_pt < 20]
    assert [run.text for run in heads] == ["第1节"]
    assert heads[0].gaps_pt
    entry = [run for run in proof.runs() if 20 < run.baseline_pt < 40]
    assert [run.text.strip(".") for run in entry if run.text.strip(".")] == ["第1节", "1"]
    assert entry[-1].x_pt + entry[-1].width_pt == pytest.approx(RIGHT, abs=0.1)


def test_a_footnote_stands_at_the_foot_with_its_mark_in_the_text(press: Press) -> None:
    css = "span { float: footnote; font-size: 8pt; line-height: 10pt }"
    proof = press("<p>正文2处<span>注3条</span>。</p>", css)
    runs = sorted(proof.runs(), key=lambda run: run.x_pt)
    text = [run for run in runs if run.baseline_pt < 45]
    assert "".join(run.text for run in text) == "正文2处1。"
    mark = next(run for run in text if run.text == "1")
    before = next(run for run in text if run.text.endswith("处"))
    assert mark.x_pt == pytest.approx(before.x_pt + before.width_pt, abs=0.01)
    assert mark.baseline_pt < before.baseline_pt
    note = next(run for run in runs if "注3条" in run.text)
    assert 240 < note.baseline_pt < 280


def test_an_inline_picture_is_never_broken_from_the_line(press: Press) -> None:
    picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='10'/%3E"
    proof = press(f'<p>{TEXT[:20]}<img src="{picture}" alt="图">{TEXT[:30]}</p>')
    assert "".join(lines_of(proof)) == TEXT[:20] + TEXT[:30]


def test_a_line_break_is_forced(press: Press) -> None:
    assert lines_of(press("<p>甲乙<br>丙丁</p>")) == ["甲乙\n", "丙丁"]


def test_western_words_are_hyphenated_where_the_style_asks(press: Press) -> None:
    words = "The international internationalization of telecommunications infrastructure organizations."
    css = "p { hyphens: auto; text-indent: 0 }"
    lines = lines_of(press(f'<p lang="zh-CN">{words}</p>', css))
    assert any(line.endswith("-") for line in lines)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == words.replace(" ", "")


def test_bold_and_kai_do_not_raise_the_line(press: Press) -> None:
    css = "strong { font-family: hei } em { font-family: kai; font-style: normal }"
    proof = press(f"<p>{TEXT[:30]}<strong>粗体</strong>{TEXT[:30]}<em>楷体</em>{TEXT[:30]}</p>", css)
    baselines = sorted({round(run.baseline_pt, 2) for run in proof.runs()})
    assert {round(b - a, 2) for a, b in pairwise(baselines)} == {20.0}


def test_a_figure_keeps_the_grid(press: Press) -> None:
    css = "div { height: 33pt; block-step-size: 20pt }"
    proof = press(f"<p>{TEXT}</p><div></div><p>{TEXT}</p>", css)
    baselines = sorted({run.baseline_pt for run in proof.runs() if run.page == 1})
    steps = {round((b - a) / 20, 3) for a, b in pairwise(baselines)}
    assert steps == {1.0, 3.0}


def test_another_engine_is_left_alone_with_a_warning(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    report = Report()
    proof = press(f"<p>{TEXT}</p>", report=report)
    assert [d.code for d in report] == ["press.unsupported-engine"]
    assert not any(run.gaps_pt for run in proof.runs())


def test_a_changed_signature_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hooks.supported()
    monkeypatch.setattr(hooks.HOOKS[0].module, hooks.HOOKS[0].name, lambda context: context)
    assert not hooks.supported()


def test_the_engine_is_as_before_afterwards(press: Press) -> None:
    before = [getattr(hook.module, hook.name) for hook in hooks.HOOKS]
    press("<p>甲</p>")
    assert [getattr(hook.module, hook.name) for hook in hooks.HOOKS] == before


def test_the_drawn_glyphs_stand_where_the_composer_put_them(press: Press, tmp_path: Path) -> None:
    """Widths in the PDF and TJ numbers add up: the end of each line is where the right edge is."""
    path = tmp_path / "a.pdf"
    path.write_bytes(press(f"<p>{TEXT}</p>").write("0" * 32, variant="pdf/ua-1"))
    import pdfplumber  # noqa: PLC0415 - slow

    with pdfplumber.open(path) as pdf:
        characters = pdf.pages[0].chars
    by_line: dict[int, list[dict[str, float]]] = {}
    for character in characters:
        by_line.setdefault(round(character["top"]), []).append(character)
    rights = [max(c["x0"] for c in line) for _, line in sorted(by_line.items())][:-1]
    # The last glyph of a justified line begins 1 em, or for a trimmed mark half an em, before the edge.
    assert all(min(abs(RIGHT - 10 - x), abs(RIGHT - 5 - x)) < 0.2 for x in rights)
    with pikepdf.open(path) as document:
        assert b"ActualText" in document.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("filler", range(6, 14))
def test_a_footnote_stays_on_the_page_of_its_mark(filler: int, press: Press) -> None:
    css = "p { orphans: 2; widows: 2 } span { float: footnote; font-size: 8pt; line-height: 10pt }"
    body = "<p>正文<span>注文</span></p>" + "<p>一行</p>" * filler + f"<p>{TEXT}</p>"
    runs = list(press(body, css).runs())
    mark = next(run for run in runs if run.text == "1")
    assert [run.page for run in runs if "注文" in run.text] == [mark.page]
