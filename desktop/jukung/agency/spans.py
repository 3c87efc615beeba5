"""Months in a row: one month, a quarter, a year, or any others."""

import re
from dataclasses import dataclass
from datetime import date

from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.words import _, long_month


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """From one month to another, both counted."""

    first: Month
    last: Month

    @property
    def months(self) -> tuple[Month, ...]:
        """All of them, oldest first."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(found[-1].after)
        return tuple(found)

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them, as tables have them."""
        return tuple(month.text for month in self.months)

    @property
    def is_one(self) -> bool:
        """Whether it is a single month."""
        return self.first == self.last

    @property
    def before(self) -> "MonthSpan":
        """As many months, right before it."""
        return self.moved(-len(self.months))

    @property
    def after(self) -> "MonthSpan":
        """As many months, right after it."""
        return self.moved(len(self.months))

    @property
    def year_before(self) -> "MonthSpan":
        """The same months a year before."""
        return self.moved(-12)

    @property
    def words(self) -> str:
        """For example `October 2026`, `Quarter 3 of 2026`, `2026`."""
        first, last = self.first, self.last
        if self.is_one:
            return long_month(first.year, first.number)
        if self == year_of(first.year):
            return str(first.year)
        if self == quarter_of(first):
            number = (first.number + 2) // 3
            return _("Quarter {number} of {year}").format(number=number, year=first.year)
        return f"{long_month(first.year, first.number)} – {long_month(last.year, last.number)}"

    @property
    def days(self) -> tuple[date, date]:
        """Its first day and its last."""
        return self.first.first, self.last.last

    def moved(self, count: int) -> "MonthSpan":
        """So many months later, or earlier where it is negative."""
        return MonthSpan(_moved(self.first, count), _moved(self.last, count))


def month_only(month: Month) -> MonthSpan:
    """A single month."""
    return MonthSpan(month, month)


def quarter_of(month: Month) -> MonthSpan:
    """The quarter that a month lies in."""
    first = Month(month.year, month.number - (month.number - 1) % 3)
    return MonthSpan(first, _moved(first, 2))


def year_of(year: int) -> MonthSpan:
    """A calendar year."""
    return MonthSpan(Month(year, 1), Month(year, 12))


def twelve_until(month: Month) -> MonthSpan:
    """The twelve months that end with one."""
    return MonthSpan(_moved(month, -11), month)


def parse_span(text: str) -> MonthSpan:
    """Read `2026-10`, `2026-Q3` or `2026`; refuses MonthUnreadable."""
    if found := re.fullmatch(r"(\d{4})-?[Qq]([1-4])", text.strip()):
        return quarter_of(_year_checked(text, int(found[1]), 3 * int(found[2])))
    if found := re.fullmatch(r"\d{4}", text.strip()):
        return year_of(_year_checked(text, int(found[0]), 1).year)
    return month_only(months.parse_month(text))


def _year_checked(text: str, year: int, number: int) -> Month:
    if not 1900 <= year <= 2999:
        raise errors.MonthUnreadable(text)
    return Month(year, number)


def _moved(month: Month, count: int) -> Month:
    place = month.year * 12 + month.number - 1 + count
    return Month(place // 12, place % 12 + 1)
