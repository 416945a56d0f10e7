"""The whole of `typeset check`: what it reads of a workspace, its settings and house list, and its outcome."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.desk import REPOSITORY
from typeset.copyedit.check import check_issue
from typeset.diagnostics import Report
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk

GOOD = "正文第一段，有“引号”和2023年的数字。"


def codes(desk: Desk) -> list[str]:
    report = Report()
    check_issue(desk.workspace, desk.issue, report)
    return [f"{diagnostic.severity}:{diagnostic.code}" for diagnostic in report]


def test_a_good_issue_has_no_findings(call: Call) -> None:
    outcome = call("check")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "issue-293：3 篇，没有错误，警告 0，提示 0\n"


def test_findings_as_the_editor_sees_them(desk: Desk, call: Call, snapshot: SnapshotAssertion) -> None:
    desk.article("first", "关于开展备案工作的工作的通知,见《办法》、《细则》。\n\n发展呈现三大趋势———是需求常态化。")
    desk.article("third", "拓展020体验店，公司帐号在8月32日开通。", "零售额增长12.5%")
    outcome = call("check", "293")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == snapshot


@pytest.mark.parametrize("output_format", ["json", "github", "short"])
def test_findings_for_programs(output_format: str, desk: Desk, call: Call, snapshot: SnapshotAssertion) -> None:
    desk.article("first", "请用公司帐号付款， 谢谢。")
    outcome = call("check", "--format", output_format)
    assert outcome.code == 0
    assert (outcome.out, outcome.err) == snapshot


def test_errors_in_json_are_a_line_each(desk: Desk, call: Call) -> None:
    desk.article("first", "这里,不对。")
    outcome = call("check", "--format", "json")
    assert (outcome.code, outcome.out, outcome.codes) == (1, "", ["check.half-width-mark"])
    found = outcome.found("check.half-width-mark")
    assert (found["file"], found["line"], found["column"]) == ("issues/issue-293/articles/first.md", 8, 3)


def test_one_rule_can_be_asked_for(desk: Desk, call: Call) -> None:
    desk.article("first", "这里,不对--是吗。")
    assert call("check", "--rule", "dash-form", "--format", "json").codes == ["check.dash-form"]
    assert call("check", "--rule", "check.dash-form", "--rule", "unpaired", "--format", "json").codes == [
        "check.dash-form"
    ]
    assert call("check", "--rule", "two", "--format", "json").code == 0
    outcome = call("check", "--rule", "dash-from", "--format", "json")
    assert (outcome.code, outcome.codes) == (2, ["check.no-such-rule"])
    assert "dash-form" in outcome.err


def test_the_rules_are_listed(call: Call) -> None:
    lines = call("check", "--rules").out.splitlines()
    assert len(lines) > 50
    assert "dash-form\t错误\tGB/T 15834 4.10、5.1.5；N4\t最大的平台--欧图日前宣布。" in lines


def test_strict_fails_on_warnings(desk: Desk, call: Call) -> None:
    desk.article("first", "公司帐号。")
    assert call("check").code == 0
    assert call("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("level", "found"),
    [("error", ["error:check.account"]), ("note", ["note:check.account"]), ("off", [])],
)
def test_the_publication_sets_severities(level: str, found: list[str], desk: Desk) -> None:
    desk.article("first", "公司帐号。")
    desk.replace("issues/publication.yaml", "imprint:", f"check:\n  account: {level}\nimprint:")
    assert codes(desk) == found


def test_a_setting_for_no_rule_is_reported_where_it_stands(desk: Desk) -> None:
    desk.replace("issues/publication.yaml", "imprint:", "check:\n  acount: off\nimprint:")
    report = Report()
    check_issue(desk.workspace, desk.issue, report)
    (found,) = report
    assert (found.code, found.place and found.place.line) == ("check.setting-unknown", 6)
    assert "account" in found.hint()


def test_a_level_is_one_of_four(desk: Desk) -> None:
    desk.replace("issues/publication.yaml", "imprint:", "check:\n  account: loud\nimprint:")
    assert codes(desk) == ["error:schema.not-one-of"]


TERMS = """\
terms:
  - preferred: 某某中心
    wrong: [某某中兴, 某中心]
    kind: body
    severity: error
    note: 用全称
  - preferred: App
    wrong: [APP]
    severity: note
"""


def test_the_house_list(desk: Desk) -> None:
    desk.write("issues/terms.yaml", TERMS)
    desk.article("first", "某某中兴和某某中心的APP，不是APPLE。")
    assert codes(desk) == ["error:check.house-term", "note:check.house-term"]


def test_a_broken_house_list_is_reported(desk: Desk) -> None:
    desk.write("issues/terms.yaml", "terms:\n  - preferred: 甲\n")
    assert codes(desk) == ["error:schema.missing-key"]


def test_what_reading_reports_is_reported_once(desk: Desk) -> None:
    desk.article("first", "这里**没有完。")
    assert codes(desk) == ["warning:markup.stray-asterisks"]
    desk.replace("issues/issue-293/issue.yaml", "- first", "- frist")
    report = Report()
    check_issue(desk.workspace, desk.issue, report)
    assert [found.code for found in report].count("manifest.article-missing-guess") == 1


def test_an_article_with_errors_is_read_as_far_as_it_goes(desk: Desk) -> None:
    desk.article("first", "# 一级\n\n甲,乙。")
    assert codes(desk) == ["error:markup.heading-one", "error:check.half-width-mark"]


def test_an_unusable_manifest_ends_the_check(desk: Desk) -> None:
    desk.write("issues/issue-293/issue.yaml", "year: x\n")
    assert all(code.startswith("error:schema.") for code in codes(desk))


def test_a_short_title_is_found_and_mended_in_the_manifest(desk: Desk, call: Call) -> None:
    desk.replace("issues/issue-293/issue.yaml", "short_title: 短题", "short_title: 短题31家,好")
    found = [(c["code"], c["file"], c["line"]) for c in call("check", "--format", "json").findings]
    where = ("issues/issue-293/issue.yaml", 11)
    assert found == [("check.contents-figure", *where), ("check.half-width-mark", *where)]
    call("check", "--fix", "--yes")
    assert "short_title: 短题31家，好" in (desk.issue / "issue.yaml").read_text("utf-8")


# --fix


def test_fix_shows_the_difference_and_asks_for_yes(desk: Desk, call: Call) -> None:
    path = desk.article("first", "这里,不对。")
    before = path.read_bytes()
    outcome = call("check", "--fix")
    assert outcome.code == 1
    assert "-这里,不对。\n+这里，不对。\n" in outcome.out
    assert outcome.out.endswith("没有改动；要改这 1 个文件，加上 --yes\n")
    assert path.read_bytes() == before


def test_fix_with_yes_changes_the_files_and_checks_again(desk: Desk, call: Call) -> None:
    path = desk.article("first", "这里,不对。")
    outcome = call("check", "--fix", "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("改了 1 个文件\nissue-293：3 篇，没有错误，警告 0，提示 0\n")
    assert "这里，不对。" in path.read_text("utf-8")
    assert call("check", "--fix", "--yes").out.startswith("没有能直接改的\n")


def test_the_difference_can_go_to_a_file(desk: Desk, call: Call) -> None:
    desk.article("first", "这里,不对。")
    call("check", "--fix", "--diff", "dist/check.diff")
    assert "+这里，不对。" in (desk.root / "dist/check.diff").read_text("utf-8")


def test_fix_in_json_says_only_json(desk: Desk, call: Call) -> None:
    desk.article("first", "这里,不对。")
    outcome = call("check", "--fix", "--yes", "--format", "json")
    assert json.loads(outcome.out) == {"issue": "issue-293", "articles": 3, "diagnostics": []}


# build --check


def test_build_checks_the_text_if_asked(desk: Desk, call: Call) -> None:
    desk.article("first", "这里,不对。")
    outcome = call("build", "--check", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["check.half-width-mark"])
    assert not desk.pdf.exists()


def test_the_sample_issue_is_clean() -> None:
    report = Report()
    workspace = Workspace(REPOSITORY)
    check_issue(workspace, workspace.issues / "issue-293", report)
    assert not [*report.errors, *report.warnings]
