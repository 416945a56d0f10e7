"""`typeset plan`, and fillers: short texts that all issues share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.printed import Printed

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk

FILLER = "---\ntitle: 一则补白\n---\n\n补白填满一页末尾的空白，长短各备几则，随取随用。\n"
ISSUE = "issues/issue-293/issue.yaml"


def test_the_plan_in_words(desk: Desk, call: Call, snapshot: SnapshotAssertion) -> None:
    desk.write("issues/fillers/short.md", FILLER)
    outcome = call("plan")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == snapshot
    assert call("plan", "--pages", "3").out == snapshot
    assert call("plan", "--pages", "2").out == snapshot
    assert not desk.pdf.exists()


def test_the_plan_as_data(desk: Desk, call: Call) -> None:
    desk.write("issues/fillers/short.md", FILLER)
    plan = json.loads(call("plan", "--format", "json").out)
    assert (plan["pages"], plan["wanted"]) == (3, 4)
    assert [section["title"] for section in plan["sections"]] == ["要闻", "数据"]
    assert plan["sections"][0]["articles"][0]["file"] == "issues/issue-293/articles/first.md"
    assert [(filler["title"], filler["lines"]) for filler in plan["fillers"]] == [("一则补白", 3)]
    assert sum(step["pages"] for step in plan["steps"]) == 1


def test_a_filler_is_set_by_name_and_stays_out_of_the_contents(desk: Desk, call: Call) -> None:
    desk.write("issues/fillers/short.md", FILLER)
    desk.replace(ISSUE, "      - first\n", "      - first\n      - file: short\n        filler: true\n")
    outcome = call("build", "--strict", "--format", "json")
    assert outcome.code == 0, outcome.err
    printed = Printed(desk.pdf.read_bytes())
    assert any("一则补白" in line.text for line in printed.pages[1])
    assert not any("一则补白" in line.text for line in printed.pages[0])
    plan = json.loads(call("plan", "--format", "json").out)
    assert plan["fillers"] == []


def test_a_filler_that_is_not_there(desk: Desk, call: Call) -> None:
    desk.write("issues/fillers/short.md", FILLER)
    desk.replace(ISSUE, "      - first\n", "      - first\n      - file: shirt\n        filler: true\n")
    found = call("build", "--format", "json").found("manifest.article-missing-guess")
    assert "fillers/shirt.md" in found["message"]
    assert "short" in found["hint"]


def test_a_broken_filler_is_told(desk: Desk, call: Call) -> None:
    desk.write("issues/fillers/short.md", "没有题目\n")
    outcome = call("plan", "--format", "json")
    plan = json.loads(outcome.out)
    assert plan["fillers"] == []
    assert plan["diagnostics"][0]["file"] == "issues/fillers/short.md"
