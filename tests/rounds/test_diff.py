"""What changed between two proofs: each kind of change once, in articles, paragraphs and pages, and of plain PDFs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from typeset.rounds.comparison import Comparison, compare
from typeset.rounds.pictures import pair_pages
from typeset.rounds.side import find_side
from typeset.rounds.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk

ISSUE = "issues/issue-293/issue.yaml"
FIRST = "issues/issue-293/articles/first.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect x="{}" width="90" height="90"/></svg>'


def difference(desk: Desk) -> Comparison:
    return compare(find_side(desk.workspace, desk.issue, "1"), find_side(desk.workspace, desk.issue, "current"))


def replace(name: str, old: str, new: str) -> Callable[[Desk], object]:
    return lambda desk: desk.replace(name, old, new)


CASES = {
    "a changed character": (replace(FIRST, "正文第一段", "正文第一节"), "first", "changed", ["changed"]),
    "an added paragraph": (replace(FIRST, "\n\n**要点", "\n\n中间加一段。\n\n**要点"), "first", "changed", ["added"]),
    "a removed paragraph": (replace(FIRST, "\n\n**要点：**第二段。", ""), "first", "changed", ["removed"]),
    "a changed source": (replace(FIRST, "《某报》", "《另一报》"), "first", "changed", ["changed"]),
    "an article that is gone": (replace(ISSUE, "      - first\n", ""), "first", "removed", ["removed"] * 3),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_once(case: str, proofed: Desk) -> None:
    damage, file, kind, passages = CASES[case]
    damage(proofed)
    changes = [change for change in difference(proofed).articles if change.article.file == file]
    assert [change.kind.value for change in changes] == [kind]
    assert [passage.kind.value for passage in changes[0].passages] == passages


def test_nothing_changed(proofed: Desk, call: Call) -> None:
    assert difference(proofed).same
    outcome = call("diff")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "一校（2023-08-21） → 现在的稿子：3 页 → 3 页\n没有不同。\n"


def test_a_change_without_words_shows_in_the_pages_only(proofed: Desk) -> None:
    proofed.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [a.css]\n")
    proofed.write("layouts/house/a.css", ".article-title { color: red }")
    proofed.replace("issues/publication.yaml", "rhythm", "layout: house\nrhythm")
    found = difference(proofed)
    assert not found.articles
    assert [pair.after for pair in found.pages if not pair.same] == [2, 3]


def test_a_moved_article(desk: Desk, call: Call) -> None:
    desk.article("fourth", "又一篇。", "第四篇")
    desk.replace(ISSUE, "        short_title: 短题\n", "        short_title: 短题\n      - fourth\n")
    assert call("proof").code == 0
    desk.replace(ISSUE, "      - fourth\n", "")
    desk.replace(ISSUE, "      - first\n", "      - fourth\n      - first\n")
    changes = [change for change in difference(desk).articles if change.article.file]
    assert [(change.kind, change.article.file, change.order) for change in changes] == [(Kind.MOVED, "fourth", (3, 1))]


def test_an_article_in_another_section_and_on_another_page(proofed: Desk) -> None:
    entry = "      - file: second\n        highlight: true\n        short_title: 短题\n"
    proofed.replace(ISSUE, entry, "")
    proofed.replace(ISSUE, "      - file: third\n", f"{entry}      - file: third\n")
    change = next(change for change in difference(proofed).articles if change.article.file == "second")
    assert (change.new_section, change.new_page, change.order) == (("要闻", "数据"), (2, 3), None)


def test_a_changed_title(proofed: Desk) -> None:
    proofed.replace(FIRST, "title: 头一篇", "title: 头两篇")
    changes = {change.article.file: change for change in difference(proofed).articles}
    assert [(span.kind.value, span.text) for span in changes["first"].title] == [
        ("same", "头"),
        ("removed", "一"),
        ("added", "两"),
        ("same", "篇"),
    ]
    # The contents have it too.
    assert [passage.kind for passage in changes[""].passages] == [Kind.CHANGED]


def test_an_article_with_a_new_file_name_is_the_same(proofed: Desk) -> None:
    (proofed.root / FIRST).rename(proofed.root / FIRST.replace("first", "erste"))
    proofed.replace(ISSUE, "- first", "- erste")
    assert difference(proofed).same


def test_a_changed_picture_is_marked_where_it_stands(desk: Desk, call: Call) -> None:
    desk.write("issues/issue-293/images/a.svg", SVG.format(0))
    desk.article("third", "一段。\n\n![方块](images/a.svg)", "第三篇")
    assert call("proof").code == 0
    desk.write("issues/issue-293/images/a.svg", SVG.format(100))
    found = difference(desk)
    assert not found.articles
    (pair,) = (pair for pair in found.pages if not pair.same)
    assert pair.after == 3
    assert pair.removed == pair.added == ()
    assert all(0.1 < region.left < region.right < 0.9 for region in pair.regions)


def test_marks_stand_on_the_characters_that_changed(proofed: Desk) -> None:
    proofed.replace(FIRST, "数字", "文字")
    (pair,) = (pair for pair in difference(proofed).pages if not pair.same)
    for side, regions, character in (("1", pair.removed, "数"), ("current", pair.added, "文")):
        pages = find_side(proofed.workspace, proofed.issue, side).pdf
        (region,) = regions
        with pypdfium2.PdfDocument(pages) as document:
            page = document[1]
            width, height = page.get_size()
            box = (region.left * width, (1 - region.bottom) * height, region.right * width, (1 - region.top) * height)
            assert page.get_textpage().get_text_bounded(*box) == character
        assert (region.right - region.left) * 595 == pytest.approx(12, abs=0.1)


def test_pages_that_came_and_went(proofed: Desk) -> None:
    proofed.article("first", "\n\n".join(f"第{number}段。" + "这一段文字很长。" * 30 for number in range(9)), "头一篇")
    found = difference(proofed)
    assert found.page_counts == (3, 5)
    assert [pair for pair in found.pages if pair.before is None]
    moved = {change.article.file: change.new_page for change in found.articles}
    assert moved["third"] == (3, 5)


def test_pages_are_paired_by_what_they_say() -> None:
    assert pair_pages(["甲", "乙"], ["甲", "新", "乙"]) == [(1, 1), (None, 2), (2, 3)]
    assert pair_pages(["甲", "乙", "丙"], ["甲", "丙"]) == [(1, 1), (2, None), (3, 2)]
    assert pair_pages(["甲", "乙"], ["甲", "变"]) == [(1, 1), (2, 2)]


# On the command line.


def seeded(desk: Desk) -> None:
    desk.replace(FIRST, "正文第一段", "正文第一节")
    desk.replace(FIRST, "title: 头一篇", "title: 头两篇")
    desk.replace(FIRST, "\n\n**要点：**第二段。", "")


def test_what_a_terminal_shows(proofed: Desk, call: Call, snapshot: SnapshotAssertion) -> None:
    seeded(proofed)
    outcome = call("diff")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out == snapshot


def test_what_json_says(proofed: Desk, call: Call) -> None:
    seeded(proofed)
    outcome = call("diff", "--format", "json")
    data: dict[str, Any] = json.loads(outcome.out)
    assert (outcome.code, data["same"], data["page_counts"]) == (1, False, [3, 3])
    first = next(article for article in data["articles"] if article["file"] == "first")
    assert (first["change"], first["title"], first["old_title"]) == ("changed", "头两篇", "头一篇")
    assert [passage["change"] for passage in first["passages"]] == ["changed", "removed"]
    assert [page["after"] for page in data["pages"]] == [1, 2]


@pytest.mark.parametrize("names", [("1", "2"), ("一校", "二校"), ("proofs/issue-293/1/proof.pdf", "2"), ()])
def test_the_sides_go_by_number_name_and_path(names: tuple[str, ...], proofed: Desk, call: Call) -> None:
    seeded(proofed)
    assert call("proof", "--date", "2023-08-22").code == 0
    outcome = call("diff", *names)
    assert (outcome.code, outcome.out.count("头[-一-]{+两+}篇")) == ((1, 2) if names else (0, 0))


def test_plain_pdfs_are_compared_by_the_text_on_their_pages(proofed: Desk, call: Call) -> None:
    assert call("build", "-o", "before.pdf").code == 0
    same = call("diff", "1", "before.pdf")
    assert (same.code, same.out.splitlines()[-1]) == (0, "没有不同。")
    seeded(proofed)
    assert call("build", "-o", "after.pdf").code == 0
    (proofed.root / "issues").rename(proofed.root / "away")  # no workspace is needed
    outcome = call("diff", "before.pdf", "after.pdf")
    assert outcome.code == 1
    assert "第 2 页 正文第一[-段-]{+节+}，有“引号”和2023年的数…" in outcome.out
    assert "删 第 2 页 [-要点：第二段。-]" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["9"], "rounds.unknown-round"),
        (["九校"], "rounds.no-side"),
        (["1", "no.pdf"], "rounds.no-side"),
        (["1", "issues/publication.yaml"], "preflight.unreadable"),
        (["1", "--issue", "issue-9"], "workspace.unknown-issue"),
        (["proofs/issue-293/2/proof.pdf", "1"], "rounds.record-broken"),
    ],
)
def test_trouble_is_exit_code_two(arguments: list[str], code: str, proofed: Desk, call: Call) -> None:
    proofed.write("proofs/issue-293/2/proof.pdf", "")
    proofed.write("proofs/issue-293/2/record.json", "{}")
    outcome = call("diff", *arguments, "--format", "json")
    assert (outcome.code, outcome.codes) == (2, [code])


def test_an_issue_that_cannot_be_laid_out_is_trouble(proofed: Desk, call: Call) -> None:
    proofed.article("first", "字[^1]。")
    outcome = call("diff", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["markup.note-missing"])


def test_without_any_proof_there_is_nothing_to_compare(call: Call) -> None:
    outcome = call("diff", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["rounds.none"])


def test_a_terminal_is_not_steered_by_what_a_pdf_says(proofed: Desk, call: Call) -> None:
    record = proofed.root / "proofs/issue-293/1/record.json"
    record.write_text(record.read_text("utf-8").replace("正文第一段", "正文\\u001b[31m第一段"), "utf-8")
    outcome = call("diff")
    assert outcome.code == 1
    assert "\x1b" not in outcome.out
