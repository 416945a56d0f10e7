"""The next issue: year, number, total and date, derived from the last one and the rhythm of the publication."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.manifest import Rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Numbering(Struct, frozen=True):
    """What tells one issue from another (GB/T 3179: year, number within the year, total number, date)."""

    year: int
    number: int
    total: int | None
    date: dt.date

    def following(self, rhythm: Rhythm) -> Numbering:
        """The numbering of the issue after this one: the number begins anew with the year, the total goes on."""
        date = _STEPS[rhythm](self.date)
        same_year = date.year == self.date.year
        return Numbering(
            year=self.year if same_year else self.year + 1,
            number=self.number + 1 if same_year else 1,
            total=self.total + 1 if self.total is not None else None,
            date=date,
        )


def _months_later(date: dt.date, months: int) -> dt.date:
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))


def _half_month_later(date: dt.date) -> dt.date:
    """Fifteen days on in the first half of a month; in the second half, the day fifteen earlier in the next month."""
    if date.day <= 15:  # noqa: PLR2004 - the middle of a month
        last = calendar.monthrange(date.year, date.month)[1]
        return date.replace(day=min(date.day + 15, last))
    return _months_later(date.replace(day=date.day - 15), 1)


def _ten_days_later(date: dt.date) -> dt.date:
    """Ten days on, three times a month: the 5th, 15th and 25th, or the 10th, the 20th and the last."""
    if date.day <= 20:  # noqa: PLR2004 - the last of three periods begins after it
        last = calendar.monthrange(date.year, date.month)[1]
        return date.replace(day=min(date.day + 10, last))
    day = 10 if date.day > 27 else date.day - 20  # noqa: PLR2004 - the last day of any month stands for the 30th
    return _months_later(date.replace(day=1), 1).replace(day=day)


_STEPS: Mapping[Rhythm, Callable[[dt.date], dt.date]] = {
    Rhythm.WEEKLY: lambda date: date + dt.timedelta(days=7),
    Rhythm.TEN_DAY: _ten_days_later,
    Rhythm.SEMI_MONTHLY: _half_month_later,
    Rhythm.MONTHLY: lambda date: _months_later(date, 1),
    Rhythm.BIMONTHLY: lambda date: _months_later(date, 2),
    Rhythm.QUARTERLY: lambda date: _months_later(date, 3),
}
