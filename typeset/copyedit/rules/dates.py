"""Dates that cannot be, that lie after the issue, or long before it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.passage import Finding, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.copyedit.passage import IssueText, Passage

# How many intervals back an article may be dated: a semi-monthly takes what is a month old.
_INTERVALS = 2
_DATE = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?)?(?<![\d.])(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?"
    r"(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天]))?"
)
_WEEKDAYS = "一二三四五六日"
_LONGEST_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What is told as having happened on the day; 将、拟、预计 before it make it a plan.
_TOLD = re.compile(
    rf"[日号]，?[{HAN}（）]{{0,8}}(?:讯|电[，,]|发布(?!会)|公布|印发|宣布|表示|透露|闭幕|落幕|在[{HAN}]{{2,10}}(?:举行|召开|开幕|成立))"
)
_NEAR = 40
_PLAN = re.compile("将|拟|计划|预计|定于|即将|起|前|底|截止|至|到")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the dates in the text and in the front matter."""
    for article in issue.articles:
        if issue.date and "date" in article.head:
            yield from _check_head(article.head["date"], issue.date, issue.interval_days)
        for passage in article.texts():
            yield from _check_text(passage, issue.date)


def _check_head(passage: Passage, issue_date: dt.date, interval: int | None) -> Iterator[Finding]:
    try:
        date = dt.date.fromisoformat(passage.text)
    except ValueError:  # the schema has said so
        return
    values = {"text": passage.text, "issue": issue_date.isoformat()}
    whole = (0, len(passage.text), values)
    if date > issue_date:
        yield Finding("check.date-after-issue", passage, *whole)
    elif interval and (issue_date - date).days > interval * _INTERVALS:
        yield Finding("check.date-long-ago", passage, *whole)


def _check_text(passage: Passage, issue_date: dt.date | None) -> Iterator[Finding]:
    for match in _DATE.finditer(passage.text):
        month, day = int(match["month"]), int(match["day"] or 1)
        year = int(match["year"]) if match["year"] else 0
        # 18个月 is no month; 13月 alone may be a span of a story, 13月5日 never is.
        if match["day"] is None and not year:
            continue
        if (
            not 1 <= month <= len(calendar.month_name) - 1
            or not 1 <= day <= _LONGEST_MONTH[month]
            or not _exists(year, month, day)
        ):
            yield found("check.date-impossible", passage, match)
            continue
        if match["day"] is None:
            continue
        # Without a year it is the year of the issue, or the one before for months that still lie ahead.
        own = year or (issue_date.year if issue_date else 0)
        if not own or not _exists(own, month, day):
            continue
        date = dt.date(own, month, day)
        if match["weekday"] and year:
            weekday = _WEEKDAYS[date.weekday()]
            if match["weekday"].replace("天", "日") != weekday:
                yield found("check.weekday", passage, match, weekday=weekday)
        elif issue_date and date > issue_date and (year or (date - issue_date).days < 62):  # noqa: PLR2004 - two months
            sentence = re.split("[。；！？]", passage.text[match.start() :], maxsplit=1)[0]
            before = re.split("[，。；！？]", passage.text[: match.start()])[-1]
            if (told := _TOLD.search(sentence, 0, _NEAR)) and not _PLAN.search(before + told[0]):
                yield found("check.told-too-early", passage, match, issue=issue_date.isoformat())


def _exists(year: int, month: int, day: int) -> bool:
    if not year:
        return True
    return day <= calendar.monthrange(year, month)[1]
