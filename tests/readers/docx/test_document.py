"""Word manuscripts of different making: nothing is lost, and what cannot be kept is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.manuscripts import BUILT, EMF, HEADINGS, LIBREOFFICE, Parts, p, r, raw_count, raw_words, squeezed, style
from typeset.diagnostics import Report, Severity
from typeset.markup.parse import parse
from typeset.markup.write import write_markdown
from typeset.readers.account import tally, words
from typeset.readers.kinds import read_manuscript
from typeset.readers.manuscript import Role, role_of
from typeset.readers.record import tell

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from typeset.readers.manuscript import Manuscript

SAMPLES = {**{name: build() for name, build in BUILT.items()}, **{path.stem: path.read_bytes() for path in LIBREOFFICE}}


def read(data: bytes, name: str = "a.docx") -> Manuscript:
    reading = read_manuscript(data, name)
    assert reading.manuscript is not None, list(map(str, reading.report))
    return reading.manuscript


def article(data: bytes) -> str:
    return write_markdown(read(data).blocks).text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_character_is_accounted_for(name: str) -> None:
    manuscript = read(SAMPLES[name], f"{name}.docx")
    counted = raw_count(SAMPLES[name])
    assert tally(manuscript.text) == counted
    account = manuscript.account
    assert not account.lost
    assert not account.surplus
    assert account.read == counted.total() > 50
    assert account.read + account.added == account.placed + account.left


@pytest.mark.parametrize("name", SAMPLES)
def test_every_passage_stands_in_the_article_or_in_the_report(name: str) -> None:
    manuscript = read(SAMPLES[name], f"{name}.docx")
    head = manuscript.head
    placed = "".join(
        [head.title, head.source, head.selected_by, head.author, head.written_date, *words(manuscript.blocks)]
    )
    left = "".join(remark.text for remark in manuscript.remarks)
    held = squeezed(placed) + squeezed(left)
    assert [text for text in raw_words(SAMPLES[name]) if squeezed(text) not in held] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_article_is_read_back_without_any_finding(name: str) -> None:
    written = write_markdown(read(SAMPLES[name]).blocks)
    report = Report()
    parse(written.text, Path("text"), 1, report)
    assert list(map(str, report)) == []
    assert not written.unmarked


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_made_of_a_manuscript(name: str, snapshot: SnapshotAssertion) -> None:
    manuscript = read(SAMPLES[name], f"{name}.docx")
    remarks = "\n".join(
        f"{role_of(remark).value} {remark.code} {remark.place} {remark.text} {remark.detail}".rstrip()
        for remark in manuscript.remarks
    )
    assert f"{manuscript.head}\n\n{write_markdown(manuscript.blocks).text}\n{remarks}" == snapshot


def test_pictures_are_kept_with_names_of_the_manuscript() -> None:
    manuscript = read(SAMPLES["pictures"], "河边的树.docx")
    names = [(picture.name, picture.used) for picture in manuscript.pictures]
    assert names[:4] == [
        ("河边的树-1.png", True),
        ("河边的树-2.png", True),
        ("河边的树-3.png", True),
        ("河边的树-4.emf", False),
    ]
    assert manuscript.pictures[3].data == EMF


def test_a_heading_of_the_same_level_as_its_title_is_no_title() -> None:
    body = p("题目", style="1") + p("第一节", style="1") + p("正文。") + p("小节", style="2") + p("正文。")
    manuscript = read(Parts(body, HEADINGS).data())
    assert manuscript.head.title == "题目"
    assert "## 第一节\n\n正文。\n\n### 小节" in write_markdown(manuscript.blocks).text


def test_numbers_in_a_row_are_a_list_and_no_headings() -> None:
    body = p("题目", style="t") + p("有三件事：") + p("一、买菜") + p("二、做饭") + p("三、洗碗")
    assert "##" not in article(Parts(body, HEADINGS).data())


def test_bold_of_a_style_is_bold() -> None:
    styles = HEADINGS + style("lead", "lead", "<w:rPr><w:b/></w:rPr>")
    body = p("题目", style="t") + p("这一段是提要，用的样式是粗体，所以也是粗体，长到不像标题。", style="lead")
    assert "**这一段" in article(Parts(body, styles).data())


def test_hei_is_bold_unless_all_is_in_it() -> None:
    hei = '<w:rFonts w:eastAsia="黑体"/>'
    mixed = p("题目") + p(r("先说结论。", hei), "后面的话比黑体长得多，所以黑体是强调。")
    assert "**先说结论。**" in article(Parts(mixed).data())
    assert "**" not in article(Parts(p("题目") + p(r("先说结论。整篇都是黑体。", hei))).data())


def test_what_was_left_has_a_role_and_a_weight() -> None:
    remarks = [remark for name in SAMPLES for remark in read(SAMPLES[name]).remarks]
    assert {role_of(remark) for remark in remarks} == set(Role)
    assert Severity.WARNING in {reading.severity for reading in _told(SAMPLES["word-tracked"])}


def _told(data: bytes) -> Report:
    report = Report()
    tell(read(data), Path("a.docx"), report)
    return report


def test_a_mark_without_its_note_is_told() -> None:
    body = p("题目", style="t") + p("正文", '<w:r><w:footnoteReference w:id="9"/></w:r>', "一段。")
    manuscript = read(Parts(body, HEADINGS).data())
    assert write_markdown(manuscript.blocks).text == "正文一段。\n"
    assert ("import.note-lost", 2) in {(remark.code, remark.place) for remark in manuscript.remarks}
