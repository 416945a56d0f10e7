"""Internal material and periodicals say what the regulations want, and nothing that they forbid (M1 to M6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.printed import Printed, squeezed

if TYPE_CHECKING:
    from tests.desk import Call, Desk

PUBLICATION = "issues/publication.yaml"
INTERNAL = """\
kind: internal
notice: 内部资料 免费交流
imprint:
  permit: 沪（A）0001
  compiler: 某某中心
  recipients: 本系统各单位
  printer: 某某印刷厂
  print_run: 1000
"""
FORMAL = """\
kind: periodical
imprint:
  issn: 1000-0003
  cn: 11-1234/F
  supervisor: 某某部
  publisher: 某某出版社
  chief_editor: 甲
  printer: 某某印刷厂
  distributor: 某某发行公司
"""


def publish(desk: Desk, text: str) -> None:
    """Give the publication a kind and what goes with it."""
    desk.replace(PUBLICATION, "imprint:\n", text)
    desk.replace(PUBLICATION, "title: 试刊", "title: 某地动态")


def codes(call: Call) -> list[str]:
    return [code for code in call("build", "--format", "json").codes if code.startswith("regulation.")]


def test_without_a_kind_nothing_is_asked(call: Call) -> None:
    assert codes(call) == []


@pytest.mark.parametrize("text", [INTERNAL, FORMAL], ids=["internal", "formal"])
def test_a_complete_imprint_passes(desk: Desk, call: Call, text: str) -> None:
    publish(desk, text)
    assert call("build", "--format", "json", "--strict").codes == []


@pytest.mark.parametrize("layout", ["bulletin", "magazine"])
def test_what_is_given_is_printed(desk: Desk, call: Call, layout: str) -> None:
    publish(desk, INTERNAL)
    assert call("build", "--layout", layout).code == 0
    printed = Printed(desk.pdf.read_bytes())
    cover = squeezed("".join(line.text for line in printed.pages[0]))
    assert "沪（A）0001" in cover
    assert "内部资料" in cover
    everything = squeezed("".join(line.text for lines in printed.pages for line in lines))
    for value in ("某某印刷厂", "本系统各单位", "1000册"):
        assert value in everything


@pytest.mark.parametrize("key", ["permit", "compiler", "recipients", "printer", "print_run"])
def test_internal_material_needs_each_field(desk: Desk, call: Call, key: str) -> None:
    line = next(line for line in INTERNAL.splitlines() if line.startswith(f"  {key}:"))
    publish(desk, INTERNAL.replace(line + "\n", ""))
    outcome = call("build", "--format", "json")
    found = outcome.found("regulation.field-missing")
    assert key in found["message"]
    assert found["file"].endswith("publication.yaml")
    assert found["line"] > 1
    assert outcome.code == 1


@pytest.mark.parametrize("key", ["issn", "cn", "supervisor", "publisher", "chief_editor", "printer", "distributor"])
def test_a_periodical_needs_each_field(desk: Desk, call: Call, key: str) -> None:
    line = next(line for line in FORMAL.splitlines() if line.startswith(f"  {key}:"))
    publish(desk, FORMAL.replace(line + "\n", ""))
    assert codes(call) == ["regulation.field-missing"]


@pytest.mark.parametrize("notice", ["内部资料", "免费交流"])
def test_the_cover_says_both_words(desk: Desk, call: Call, notice: str) -> None:
    publish(desk, INTERNAL.replace("内部资料 免费交流", notice))
    assert codes(call) == ["regulation.notice-missing"]


def test_a_permit_that_the_cover_hides_is_reported(desk: Desk, call: Call) -> None:
    publish(desk, INTERNAL)
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [house.css]\n")
    desk.write("layouts/house/house.css", ".notice { display: none }")
    outcome = call("build", "--layout", "house", "--format", "json")
    assert "regulation.not-on-cover" in outcome.codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: 某地动态", "title: 某某杂志", "regulation.periodical-word"),
        ("title: 某地动态", "title: 商务报", "regulation.periodical-word"),
        ("compiler: 某某中心", "compiler: 某某杂志社", "regulation.periodical-word"),
        ("compiler: 某某中心", "compiler: 某某中心（协办）", "regulation.trade-word"),
        ("notice: 内部资料 免费交流", "notice: 内部资料 免费交流 定价一元", "regulation.trade-word"),
    ],
)
def test_words_of_periodicals_and_trade_are_reported(desk: Desk, call: Call, old: str, new: str, code: str) -> None:
    publish(desk, INTERNAL)
    desk.replace(PUBLICATION, old, new)
    assert codes(call) == [code]


@pytest.mark.parametrize("text", ["欢迎给本刊投稿。", "据本报了解，行情上涨。"])
def test_internal_material_has_no_name_of_a_periodical_for_itself(desk: Desk, call: Call, text: str) -> None:
    publish(desk, INTERNAL)
    desk.article("first", text)
    found = call("build", "--format", "json").found("regulation.own-name")
    assert found["file"].endswith("first.md")
    assert (found["line"], found["column"]) == (8, text.index("本") + 1)


@pytest.mark.parametrize("text", ["本报告共三章。", "他说：“本刊创办于1949年。”", "基本报酬不变。", "见《本刊启事》。"])
def test_words_that_only_look_like_one_pass(desk: Desk, call: Call, text: str) -> None:
    publish(desk, INTERNAL)
    desk.article("first", text)
    assert codes(call) == []


@pytest.mark.parametrize("value", ["1000-0001", "10000003", "1000-00033"])
def test_a_wrong_issn_is_reported(desk: Desk, call: Call, value: str) -> None:
    publish(desk, FORMAL.replace("issn: 1000-0003", f"issn: {value!r}"))
    assert codes(call) == ["regulation.number-wrong"]


@pytest.mark.parametrize("value", ["1000-0003", "ISSN 2434-561X"])
def test_a_right_issn_passes(desk: Desk, call: Call, value: str) -> None:
    publish(desk, FORMAL.replace("issn: 1000-0003", f"issn: {value}"))
    assert codes(call) == []


def test_a_wrong_cn_is_reported(desk: Desk, call: Call) -> None:
    publish(desk, FORMAL.replace("11-1234/F", "111234"))
    assert codes(call) == ["regulation.number-wrong"]


# M6: the same all year.

BEFORE = "issues/issue-292/issue.yaml"


def issue_before(desk: Desk, **changes: object) -> None:
    """Put an issue before this one, with other values of `issue.yaml` in `changes`."""
    values = {"year": 2023, "number": 15, "date": "2023-08-05", **changes}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    desk.write(BEFORE, f"{lines}sections:\n  - title: 要闻\n    articles: [old]\n")


def test_a_layout_is_kept_for_a_year(desk: Desk, call: Call) -> None:
    publish(desk, FORMAL)
    issue_before(desk, layout="magazine")
    found = call("build", "--format", "json").found("regulation.layout-changed")
    assert found["severity"] == "warning"
    assert "magazine" in found["message"]


@pytest.mark.parametrize(
    "changes",
    [{"layout": "bulletin"}, {"layout": "magazine", "year": 2022}, {"layout": "magazine", "number": 17}, {"year": "x"}],
    ids=["same", "last year", "later", "unreadable"],
)
def test_other_years_and_later_issues_do_not_bind(desk: Desk, call: Call, changes: dict[str, object]) -> None:
    publish(desk, FORMAL)
    issue_before(desk, **changes)
    assert codes(call) == []


def test_only_periodicals_keep_their_layout(desk: Desk, call: Call) -> None:
    publish(desk, INTERNAL)
    issue_before(desk, layout="magazine")
    assert codes(call) == []


@pytest.mark.parametrize(
    ("size_pt", "expected"),
    [
        ((595.28, 841.89), []),
        ((597, 841.89), []),
        ((595.28, 800), ["regulation.size-changed"]),
    ],
)
def test_a_size_is_kept_for_a_year(desk: Desk, call: Call, size_pt: tuple[float, float], expected: list[str]) -> None:
    publish(desk, FORMAL)
    issue_before(desk)
    (desk.root / "dist").mkdir()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size_pt)
        pdf.save(desk.root / "dist" / "issue-292.pdf")
    assert codes(call) == expected


def test_a_broken_pdf_of_the_issue_before_is_left_aside(desk: Desk, call: Call) -> None:
    publish(desk, FORMAL)
    issue_before(desk)
    desk.write("dist/issue-292.pdf", "no PDF")
    assert codes(call) == []
