"""The index of all issues: the same from receipts and from the PDFs themselves, as JSON and as a page."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from typeset.backfile.holdings import Holding, holdings
from typeset.backfile.index import address, order, to_json
from typeset.backfile.receipt import Listed, Listing
from typeset.backfile.webpage import webpage
from typeset.backfile.work import carry_out
from typeset.diagnostics import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk import Call, Desk
    from typeset.backfile.order import Order

    MakeOrder = Callable[..., Order]


def holding(issue: str, year: int, number: int, *articles: tuple[str, str, str, int | None]) -> Holding:
    listed = tuple(
        Listed(title=title, section=section, source=source, author="", anchor=f"article-{at}", page=page)
        for at, (title, section, source, page) in enumerate(articles)
    )
    date = dt.date(year, number, 5)
    listing = Listing(issue=issue, title="刊", year=year, number=number, total=None, date=date, articles=listed)
    return Holding(Path(f"{issue}.pdf"), 8, listing)


HELD = (
    holding("issue-1", 2022, 12, ("中文 <信息>", "要闻", "《新报》", 2), ("北京一题", "数据", "", 3)),
    holding("第 2 期", 2023, 1, ("阿里又一题", "要闻", "《新报》", None), ("A & B", "观点", "某网", 4)),
)
HREFS = {"issue-1": "issue-1.pdf", "第 2 期": "第 2 期.pdf"}


def test_json_has_every_order() -> None:
    data = json.loads(to_json("刊", HELD, HREFS))
    assert data["by_year"] == {"2022": ["issue-1"], "2023": ["第 2 期"]}
    assert data["by_section"]["要闻"] == ["issue-1/article-0", "第 2 期/article-0"]
    assert {source: len(names) for source, names in data["by_source"].items()} == {"《新报》": 2, "某网": 1}
    assert data["by_title"] == [
        "第 2 期/article-1",  # A & B
        "第 2 期/article-0",  # 阿
        "issue-1/article-1",  # 北
        "issue-1/article-0",  # 中
    ]
    hrefs = [article["href"] for issue in data["issues"] for article in issue["articles"]]
    assert hrefs == [
        *("issue-1.pdf#page=2", "issue-1.pdf#page=3"),
        *("%E7%AC%AC%202%20%E6%9C%9F.pdf", "%E7%AC%AC%202%20%E6%9C%9F.pdf#page=4"),
    ]


def test_titles_sort_by_their_sound() -> None:
    titles = ["中", "北", "阿", "电", "上", "7月", "AI"]
    assert sorted(titles, key=order) == ["7月", "AI", "阿", "北", "电", "上", "中"]
    assert address("a b.pdf", 3) == "a%20b.pdf#page=3"


def test_the_page_says_all_without_a_script_and_asks_nothing_of_a_network() -> None:
    page = webpage("刊", "某中心 & 某社", HELD, HREFS)
    assert page == webpage("刊", "某中心 & 某社", HELD, HREFS)
    text = html.unescape(re.sub(r"<[^>]*>", "", page.partition("<script>")[0]))
    for held in HELD:
        for listed in held.listing.articles:
            assert listed.title in text
            assert listed.source in text
    assert page.index('id="y2023"') < page.index('id="y2022"')
    assert "中文 &lt;信息&gt;" in page
    assert page.count("<li") == 4
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|@import|url\(", page)
    assert page.count("<h1>") == page.count("<main") == 1
    assert '<label for="query">' in page


def test_what_was_built_is_listed_by_its_receipt_and_without_it(back_issues: Desk, order_for: MakeOrder) -> None:
    carry_out(order_for("issue-292"))
    carry_out(order_for("issue-293"))
    report = Report()
    told = list(holdings(back_issues.workspace, report))
    assert [held.listing.issue for held in told] == ["issue-292", "issue-293"]
    assert [listed.page for listed in told[0].listing.articles] == [2, 2, 3]
    shutil.rmtree(back_issues.workspace.state)
    assert list(holdings(back_issues.workspace, report)) == told
    assert not list(report)
    back_issues.write("dist/issue-291.pdf", b"no PDF")
    assert list(holdings(back_issues.workspace, report)) == told
    assert [found.code for found in report] == ["backfile.not-listed"]


def test_the_command_writes_a_page_and_json_with_addresses_seen_from_them(
    back_issues: Desk, order_for: MakeOrder, call: Call
) -> None:
    nothing = call("archive")
    assert nothing.code == 2
    assert "backfile.nothing-built" in nothing.err
    carry_out(order_for())
    made = call("archive")
    assert (made.code, made.err) == (0, "")
    assert made.out == "dist/index.html、dist/index.json：1 期，3 篇\n"
    first = (back_issues.root / "dist/index.html").read_bytes(), (back_issues.root / "dist/index.json").read_bytes()
    assert b'href="issue-293.pdf#page=2"' in first[0]
    assert call("archive").code == 0
    assert first == (
        (back_issues.root / "dist/index.html").read_bytes(),
        (back_issues.root / "dist/index.json").read_bytes(),
    )
    assert call("archive", "-o", "site/总目.html").code == 0
    assert b'href="../dist/issue-293.pdf#page=2"' in (back_issues.root / "site/总目.html").read_bytes()
    assert json.loads((back_issues.root / "site/总目.json").read_text("utf-8"))["issues"][0]["pages"] == 3


@pytest.mark.parametrize("name", ["index.css", "index.js"])
def test_the_page_carries_its_parts_whole(name: str) -> None:
    text = (Path(__file__).parents[2] / "typeset" / "backfile" / name).read_text("utf-8")
    assert "</script" not in text
    assert "</style" not in text
