"""Every rule of typography: a PDF that breaks it, and the like that does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preflight.plate import HEI, KAI, MEASURE, Row, han, paragraph, press
from typeset.preflight import typography
from typeset.preflight.document import Document
from typeset.preflight.rules import rules
from typeset.preflight.typography import check_typography
from typeset.settings import Profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.preflight.finding import Finding


def found(pages: Sequence[Sequence[Row]], **options: dict[str, str]) -> list[Finding]:
    return list(check_typography(Document(press(pages, **options), "plate.pdf"), Profiles()))


def codes(findings: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def column(*middle: Row, count: int = 7) -> list[Row]:
    """A column of clean paragraphs, of which the fourth has `middle` between its first row and its last."""
    rows = [paragraph(seed * 5) for seed in range(count)]
    if middle:
        rows[3] = paragraph(15, *middle)
    return [row for one in rows for row in one]


def start(text: str, **options: object) -> Row:
    return Row(text, fill="end", **options)  # type: ignore[arg-type]


def end(text: str, **options: object) -> Row:
    return Row(text, fill="start", **options)  # type: ignore[arg-type]


def inside(text: str, gaps: dict[int, float] | None = None, **options: object) -> Row:
    shifted = {place + 4: wide for place, wide in (gaps or {}).items()}
    return Row(han(4, 9) + text, fill="end", gaps=shifted, **options)  # type: ignore[arg-type]


def all_rows(change: Callable[[Row], Row]) -> list[list[Row]]:
    return [[change(row) for row in column()]]


def indented(indents: Sequence[float]) -> list[Row]:
    return [row for seed, indent in enumerate(indents) for row in _indented(seed, indent)]


def _indented(seed: int, indent: float) -> list[Row]:
    first, *rest = paragraph(seed * 5)
    return [replace(first, text="", indent=indent, fill="end", seed=seed + 20), *rest]


def title(text: str = "小标题在这里", **options: object) -> Row:
    return Row(text, size=14.0, font=HEI, **options)  # type: ignore[arg-type]


def quoted(untrimmed: int) -> list[Row]:
    """Paragraphs that begin with a quotation mark, of which one keeps its blank."""
    rows = [paragraph(seed * 5) for seed in range(7)]
    for number in range(1, 5):
        rows[number][0] = Row("“后”面", indent=2.0, fill="end", cut=number != untrimmed, seed=number)
    return [row for one in rows for row in one]


def full() -> list[Row]:
    """Paragraphs of two rows, the second as full as the first: its full stop keeps its blank."""
    pairs = [
        (Row("", indent=2.0, fill="end", seed=n), Row("。", fill="start", cut=False, seed=n + 7)) for n in range(8)
    ]
    return [row for pair in pairs for row in pair]


def loosened(row: Row) -> Row:
    """A full row with three characters less."""
    if len(row.text) < MEASURE - 2:
        return row
    text = row.text[:-3]
    wide = (row.width - row.indent - len(text)) / (len(text) - 1)
    return replace(row, text=text, gaps=dict.fromkeys(range(1, len(text)), wide))


COLUMNS = [
    [
        *column(count=5),
        *[replace(row, column=MEASURE + 2.0, top=not place) for place, row in enumerate(column(count=5))],
    ]
]

#: What is wrong, the pages that show it, and all that preflight may say of them.
SEEDED: list[tuple[str, list[list[Row]], set[str]]] = [
    ("a comma starts a line", [column(start("，后面的话"))], {"B1.mark-at-start"}),
    ("a closing quotation mark starts a line", [column(start("”后面的话"))], {"B1.mark-at-start"}),
    ("a full stop is left for the last line", [[*column()[:-1], Row("。" + han(6))]], {"B1.mark-at-start"}),
    ("an opening bracket ends a line", [column(end("前面的话（"))], {"B2.opening-at-end"}),
    ("an opening quotation mark ends a line", [column(end("前面的话“"))], {"B2.opening-at-end"}),
    ("～ starts a line", [column(start("～后面"))], {"B3.connector-at-start"}),
    ("· starts a line", [column(start("·后面"))], {"B3.connector-at-start"}),
    ("a solidus starts a line", [column(start("／后面"))], {"B4.solidus-at-start"}),
    ("a solidus ends a line", [column(end("前面／"))], {"B4.solidus-at-end"}),
    ("a dash on two lines", [column(end("前面—"), start("—后面"))], {"B5.pair-split"}),
    ("an ellipsis on two lines", [column(end("前面…"), start("…后面"))], {"B5.pair-split"}),
    ("a percent sign starts a line", [column(end("增长12"), start("%以上"))], {"B6.suffix-at-start"}),
    ("a year on two lines", [column(end("到了20"), start("23年"))], {"B6.number-split"}),
    ("a sum parted from its currency", [column(end("共计￥"), start("500元"))], {"B6.number-split"}),
    ("a decimal on two lines", [column(end("增长3."), start("14成"))], {"B6.number-split"}),
    ("a date on two lines", [column(end("今年8"), start("月起"))], {"B7.date-parted"}),
    (
        "a note's mark starts a line",
        [column(Row("12", size=6.0, raise_by=5.0), start("行里", indent=0.6, step=0.0))],
        {"B8.note-mark-at-start"},
    ),
    (
        "a word broken without a hyphen",
        [column(inside("Chromium出"), end("用Chro"), start("mium排"))],
        {"B9.word-split"},
    ),
    ("a blank between Han", [column(inside("前面后面", gaps={2: 0.3}))], {"B11.blank-between-han"}),
    ("a mark keeps its blank at a line end", [column(end("前面，", cut=False))], {"C1.untrimmed-at-end"}),
    ("a mark keeps its blank at a line start", [column(start("（后面）", cut=False))], {"C2.untrimmed-at-start"}),
    ("marks side by side keep all blanks", [column(inside("说”，“这", pairs=0.0))], {"C4.pair-too-wide"}),
    ("a bracket cut on the wrong side", [column(inside("（字）", gaps={1: -0.5}))], {"C5.blank-on-wrong-side"}),
    ("an interpunct of a whole em", [column(inside("论·语", gaps={1: 0.25, 2: 0.25}))], {"C6.interpunct-width"}),
    ("a solidus of an em", [column(inside("和/或", gaps={1: 0.3, 2: 0.3}))], {"C7.connector-width"}),
    ("marks in a row too wide", [column(inside("好！？这", pairs=0.0))], {"C8.stacked-too-wide"}),
    ("a dash of less than two em", [column(inside("这⸺是"))], {"C9.dash-broken"}),
    ("a dash with a hole", [column(inside("这——是", gaps={2: 0.3}))], {"C9.dash-broken"}),
    (
        "hanging commas",
        [column(end("前面，", width=MEASURE + 0.5), end("前面，", width=MEASURE + 0.5))],
        {"C10.hanging"},
    ),
    (
        "a hanging bracket",
        [column(end("（前面）", width=MEASURE + 0.5))],
        {"C10.hanging", "C10.hanging-wrong-mark"},
    ),
    ("a line that ends early", [column(Row(han(19, 2)), start("后面"))], {"D1.not-flush"}),
    ("a line that runs over", [column(Row(han(21, 2)))], {"D1.overfull"}),
    ("a wide gap beside a number", [column(inside("有12个", gaps={1: 0.4}))], {"D3.western-gap-wide"}),
    ("a loose line", [column(Row(han(15, 4), gaps=dict.fromkeys(range(1, 15), 5 / 14)), count=9)], {"D4.line-loose"}),
    (
        "a number pulled apart",
        [column(inside("有20230816号", gaps=dict.fromkeys(range(2, 9), 0.1)))],
        {"D5.number-pulled"},
    ),
    (
        "a stretched last line",
        [[*column()[:-1], Row(han(9), gaps=dict.fromkeys(range(1, 9), 0.2))]],
        {"D6.last-line-stretched"},
    ),
    ("no gap beside numbers", [column(inside("有12个", autospace=0.0))], {"E1.no-gap"}),
    ("a gap beside a mark", [column(inside("有，ABC字", gaps={2: 0.25}))], {"E2.gap-beside-mark"}),
    (
        "a typed blank in a last line",
        [[*column()[:-1], Row("有12个和AB在", gaps={5: 0.25}), *paragraph(40)]],
        {"E3.typed-blank"},
    ),
    ("a full-width digit", [column(inside("有１２个"))], {"E4.full-width-western"}),
    ("an indent of another width", [indented([2, 2, 2, 1.5, 2, 2, 2])], {"G1.indent-uneven"}),
    ("a paragraph without indent", [indented([2, 2, 2, 0, 2, 2, 2])], {"G1.indent-missing"}),
    ("indents of three em", [indented([3] * 7)], {"G1.indent-width"}),
    (
        "space between paragraphs",
        [[replace(row, step=1.5) if row.indent else row for row in column()]],
        {"G2.space-between", "I3.off-grid"},
    ),
    ("a last line of one character", [[*column()[:-1], Row("了。")]], {"G3.single-character"}),
    ("a first line left alone", [[*column(), paragraph(50)[0]], [*paragraph(50)[1:], *column()]], {"G4.orphan"}),
    ("a last line left alone", [[*column(), *paragraph(50)[:2]], [paragraph(50)[2], *column()]], {"G4.widow"}),
    (
        "a heading off the grid",
        [[*column(count=6), title(step=1.5), replace(paragraph(9)[0], step=1.2), *paragraph(9)[1:]]],
        {"H1.heading-off-grid", "I3.off-grid"},
    ),
    ("a heading at the foot of a page", [[*column(count=6), title()], column()], {"H3.heading-last"}),
    (
        "a gap after a heading's number",
        [[*column(count=3), title("一、小标题", gaps={2: 0.5}), *column()]],
        {"H5.gap-after-number"},
    ),
    (
        "a measure of twenty and a half em",
        all_rows(lambda row: replace(row, text=row.text[:-1], fill="end", width=20.5) if len(row.text) > 8 else row),
        {"I1.measure-not-whole"},
    ),
    ("lines too close", all_rows(lambda row: replace(row, step=0.75)), {"I2.pitch"}),
    ("commas in the middle of their em", [column(inside("有—这"))], {"A2.mark-centred"}),
    ("a Western quotation mark", [[*column(), Row("他说“好”的", font=KAI, step=2.0)]], {"A3.western-mark"}),
    ("a comma set flush by its ink", [column(end("前面，", width=MEASURE + 0.25))], {"C1.flush-by-ink"}),
    ("opening marks at indents in two ways", [quoted(3)], {"C3.untrimmed-at-indent"}),
    ("an ellipsis on the baseline", [column(inside("有_这"))], {"C9.ellipsis-low", "A3.western-mark"}),
    ("a wide word space", [column(inside("有AB CD的", gaps={4: 0.5}))], {"D3.word-space-wide"}),
    ("loose text", all_rows(loosened), {"D4.text-loose"}),
    (
        "columns too far apart",
        [[replace(row, column=row.column + 2 if row.column else 0.0) for row in COLUMNS[0]]],
        {"I4.gutter"},
    ),
]


#: Glyphs of another shape than the file says: a dash for a comma, a low line for an ellipsis.
SAYS = {"—": "，", "_": "…"}


@pytest.mark.parametrize(("pages", "expected"), [(p, e) for _, p, e in SEEDED], ids=[name for name, *_ in SEEDED])
def test_a_seeded_defect_is_found_and_nothing_else(pages: list[list[Row]], expected: set[str]) -> None:
    findings = found(pages, says=SAYS if expected & {"A2.mark-centred", "C9.ellipsis-low"} else {})
    assert codes(findings) == expected
    for finding in findings:
        for spot in finding.spots:
            assert 1 <= spot.page <= len(pages)
            assert spot.line is not None
            assert spot.box is not None
            assert spot.box.left < spot.box.right
            assert spot.box.top < spot.box.bottom


CLEAN: list[tuple[str, list[list[Row]]]] = [
    ("plain paragraphs", [column()]),
    ("two pages", [column(), [*paragraph(50), *column()]]),
    ("two columns", COLUMNS),
    ("marks at both edges", [column(start("（后面）"), end("前面，"), end("前面”"))]),
    ("adjacent marks", [column(inside("说：“好！”（这是《书》），那"))]),
    ("marks in a row", [column(inside("好！？这"))]),
    ("an interpunct", [column(inside("论·语"))]),
    ("an ellipsis", [column(inside("这……是"))]),
    ("Western words", [column(inside("有12个ABC，用"), end("到了2023"), start("年中有"))][:1]),
    ("a hyphenated word", [column(inside("Chromium出"), end("用Chro-"), start("mium排"))]),
    ("telephone numbers", [column(end("电话010"), start("12345678号"))]),
    ("a connector after a line end", [column(end("从2019～"), start("2023年"))][:1]),
    (
        "a heading of two lines",
        [[*column(count=3), title(step=1.4), replace(paragraph(9)[0], step=1.6), *paragraph(9)[1:]]],
    ),
    ("a last line of two", [[*column()[:-1], Row("好了。")]]),
    ("a paragraph over two pages", [[*column(), *paragraph(50)[:2]], [Row(han(MEASURE, 4)), Row(han(5)), *column()]]),
    ("paragraphs that all end at the edge", [full()]),
    ("the name of a path", [column(end("放在src"), start(".net里"))]),
]


@pytest.mark.parametrize("pages", [pages for _, pages in CLEAN], ids=[name for name, _ in CLEAN])
def test_of_clean_text_nothing_is_said(pages: list[list[Row]]) -> None:
    assert codes(found(pages)) <= {"B7.date-parted"}


def test_a_font_of_another_region_is_found() -> None:
    assert codes(found([column()], names={"NotoSerifSC-Regular": "NotoSerifCJKjp-Regular"})) == {"A2.foreign-font"}


def test_radicals_in_the_text_layer_are_found() -> None:
    findings = found([column(inside("用人"))], says={"人": "\u2f08"})
    assert "U10.radical-for-han" in codes(findings)


def test_what_holds_for_most_places_is_said_once() -> None:
    rows = [end("前面，", cut=False, seed=seed) for seed in range(5)]
    (finding,) = found([column(*rows)])
    assert (finding.code, finding.page, len(finding.others)) == ("C1.untrimmed-at-end", None, 5)


def test_what_is_found_more_than_twenty_times_is_said_once() -> None:
    rows = [start("，后面的话", seed=seed) for seed in range(21)]
    (finding,) = found([column(*rows[:11]), column(*rows[11:])])
    assert (finding.code, len(finding.others)) == ("B1.mark-at-start", 21)
    assert {spot.page for spot in finding.others} == {1, 2}


def test_a_document_without_han_is_left_alone() -> None:
    assert not found([[Row("Just some words, and a comma"), Row(", here")]])


def test_every_rule_of_typography_is_seeded() -> None:
    others = {"A2.foreign-font", "U10.radical-for-han"}
    seeded = set().union(*(expected for _, _, expected in SEEDED)) | others
    sources = "".join(path.read_text("utf-8") for path in Path(typography.__file__).parent.glob("*.py"))
    assert {code for code in rules() if f'"{code}"' in sources} == seeded
