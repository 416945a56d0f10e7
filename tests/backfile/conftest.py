"""A workspace with several small issues."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.desk import ISSUE
from typeset.backfile.order import Order
from typeset.backfile.program import program

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk import Desk

    MakeOrder = Callable[..., Order]


@pytest.fixture
def back_issues(desk: Desk) -> Desk:
    """Issues 291 to 293 of 2022 and 2023."""
    for number, year in ((291, 2022), (292, 2023)):
        folder = desk.issue.with_name(f"issue-{number}")
        shutil.copytree(desk.issue, folder)
        text = ISSUE.replace("year: 2023", f"year: {year}").replace("total: 293", f"total: {number}")
        (folder / "issue.yaml").write_text(text.replace("number: 16", f"number: {number - 277}"), "utf-8")
    return desk


@pytest.fixture
def order_for(back_issues: Desk) -> MakeOrder:
    """Makes the order of an issue."""
    built_with = program()

    def make(issue: str = "issue-293", **options: object) -> Order:
        folder = back_issues.root / "issues" / issue
        return replace(Order(root=back_issues.root, folder=folder, program=built_with), **options)

    return make
