"""On which days a library is open, as far as due days care.

A `Calendar` is read once for an act: closed weekdays, public holidays, and the
library's own closings and openings, of which the later one wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

# A year of nothing but closed days is a mistake, not a calendar.
LONGEST_SEARCH = 400


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last, both included, and why they are special."""

    first: date
    last: date
    name: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """When this library is closed; Monday is weekday 0."""

    closed_weekdays: frozenset[int] = frozenset()
    holidays: Mapping[date, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()

    def closed_why(self, day: date) -> str | None:
        """Why the library is closed on a day: a name, empty for a weekday; None when open."""
        for span in reversed(self.spans):
            if span.first <= day <= span.last:
                return None if span.is_open else span.name
        if day in self.holidays:
            return self.holidays[day]
        return "" if day.weekday() in self.closed_weekdays else None

    def is_open(self, day: date) -> bool:
        """Whether somebody can bring a copy back on that day."""
        return self.closed_why(day) is None

    def next_open(self, day: date) -> date:
        """That day, or the first open one after it; itself where none opens for a year."""
        for ahead in range(LONGEST_SEARCH):
            candidate = day + timedelta(days=ahead)
            if self.is_open(candidate):
                return candidate
        return day

    def open_days(self, first: date, last: date) -> int:
        """How many open days lie between two days, both included; 0 when they cross."""
        span = (last - first).days + 1
        return sum(self.is_open(first + timedelta(days=n)) for n in range(max(0, span)))


ALWAYS_OPEN = Calendar()
