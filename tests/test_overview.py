"""`typeset list`: every issue with its state, from draft to signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.desk import ISSUE

if TYPE_CHECKING:
    from tests.desk import Call, Desk


def test_issues_are_listed_with_the_state_that_they_reached(call: Call) -> None:
    def listed() -> tuple[str, int | None]:
        (line,) = json.loads(call("list", "--format", "json").out)
        return line["state"], line["pages"]

    assert listed() == ("draft", None)
    assert call("build").code == 0
    assert listed() == ("built", 3)
    assert call("proof").code == 0
    assert listed() == ("proofed", 3)
    assert call("sign", "--by", "某人").code == 0
    assert listed() == ("signed", 3)


def test_the_list_is_read_by_people_too(desk: Desk, call: Call) -> None:
    desk.write("issues/issue-9/issue.yaml", ISSUE.replace("number: 16", "number: 1"))
    outcome = call("list")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "issue-9\t2023-08-20\t2023年第1期\t草稿\t— 页\t3 篇",
        "issue-293\t2023-08-20\t2023年第16期\t草稿\t— 页\t3 篇",
    ]


def test_an_issue_that_cannot_be_read_is_told_after_the_others(desk: Desk, call: Call) -> None:
    desk.write("issues/issue-294/issue.yaml", "year: x\n")
    outcome = call("list", "--format", "json")
    assert outcome.code == 1
    assert [line["name"] for line in json.loads(outcome.out)] == ["issue-293"]
    assert all(
        finding["file"] == "issues/issue-294/issue.yaml" for finding in map(json.loads, outcome.err.splitlines())
    )
