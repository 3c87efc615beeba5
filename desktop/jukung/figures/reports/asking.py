"""Questions to the file about some days, each answered by one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text

from jukung.domain.months import Month, month_of
from jukung.figures.reports.report import Row, Span
from jukung.library.desk import Desk
from jukung.library.journal import WORK
from jukung.words import short_month

LENT = "FROM loan WHERE cancel_act IS NULL AND lent_on BETWEEN :first AND :last"
ENDED = "FROM loan WHERE cancel_act IS NULL AND returned_on BETWEEN :first AND :last"
VISITED = "FROM visit WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
HELD = "FROM activity WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
READ_HERE = "FROM in_house_use WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
OWN = (
    "FROM copy c JOIN owner o ON o.row = c.owner WHERE o.kind = 'own' AND c.added_on <= :last "
    "AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :last)"
)

_WORK = ", ".join(f"'{kind}'" for kind in WORK)
_WORKED = (
    f"SELECT DISTINCT lent_on AS d {LENT} UNION SELECT DISTINCT returned_on {ENDED} "  # noqa: S608 - our own words
    f"UNION SELECT on_day {VISITED} UNION SELECT on_day {HELD} UNION SELECT on_day {READ_HERE} "
    "UNION SELECT on_day FROM renewal WHERE cancel_act IS NULL "
    "AND on_day BETWEEN :first AND :last "
    "UNION SELECT on_day FROM open_day WHERE on_day BETWEEN :first AND :last "
    f"UNION SELECT DISTINCT on_day FROM journal_act WHERE kind IN ({_WORK}) "
    "AND on_day BETWEEN :first AND :last"
)
_BEGUN = (
    "SELECT min(d) FROM (SELECT min(lent_on) AS d FROM loan "  # noqa: S608 - our own words
    "UNION ALL SELECT min(on_day) FROM visit UNION ALL SELECT min(on_day) FROM activity "
    "UNION ALL SELECT min(on_day) FROM open_day UNION ALL "
    f"SELECT min(on_day) FROM journal_act WHERE kind IN ({_WORK}))"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks the file of a desk about a span."""

    desk: Desk
    span: Span

    def rows(self, sql: str, **more: object) -> list[Row]:
        """What a statement finds; `:first` and `:last` are the days of the span."""
        named: dict[str, object] = {
            "first": self.span.first.isoformat(),
            "last": self.last.isoformat(),
        }
        found = self.desk.session.connection().execute(text(sql), named | more)
        return [tuple(row) for row in found]

    def one(self, sql: str, **more: object) -> Any:  # noqa: ANN401 - the file's own answer
        """The first figure of the first row."""
        return self.rows(sql, **more)[0][0]

    def pairs(self, sql: str, **more: object) -> dict[str, int]:
        """A count for each name."""
        found: list[Any] = self.rows(sql, **more)
        return {str(name): int(count) for name, count in found}

    @property
    def last(self) -> date:
        """The last day of the span that has come."""
        return min(self.span.last, max(self.desk.today, self.span.first))

    def has_begun(self) -> bool:
        """Whether anything was ever recorded up to the last day."""
        begun = self.one(_BEGUN)
        return begun is not None and date.fromisoformat(begun) <= self.last

    def worked(self) -> frozenset[str]:
        """The days on which anything at all was recorded, so that zero means zero."""
        return frozenset(str(day) for (day,) in self.rows(_WORKED))

    def days(self) -> list[str]:
        """The days from the library's first on, as far as they have come."""
        begun = self.one(_BEGUN)
        if begun is None:
            return []
        day = max(self.span.first, date.fromisoformat(begun))
        found = []
        while day <= self.last:
            found.append(day.isoformat())
            day += timedelta(days=1)
        return found

    def months(self) -> list[Month]:
        """The months of those days."""
        days = self.days()
        if not days:
            return []
        month, last = month_of(date.fromisoformat(days[0])), month_of(self.last)
        found = []
        while month <= last:
            found.append(month)
            month = month.after
        return found

    def by_day(self, *counts: Mapping[str, int]) -> tuple[Row, ...]:
        """A row a day; figures are None on days without anything recorded."""
        worked = self.worked()
        return tuple(
            (
                date.fromisoformat(day),
                *(each.get(day, 0) if day in worked else None for each in counts),
            )
            for day in self.days()
        )

    def by_month(self, *counts: Mapping[str, int]) -> tuple[Row, ...]:
        """A row a month; figures are None in months without anything recorded."""
        worked = {day[:7] for day in self.worked()}
        return tuple(
            (
                month_words(month),
                *(each.get(month.text, 0) if month.text in worked else None for each in counts),
            )
            for month in self.months()
        )


def month_words(month: Month) -> str:
    """For example `Nov 2026`."""
    return f"{short_month(month.number)} {month.year}"


def shares(counts: Mapping[str, int], named: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each name with its count and its part of all; the nameless only if counted."""
    whole = sum(counts.values())
    rest = [name for name in counts if name not in named]
    return tuple(
        (named.get(name, name), counts.get(name, 0), part(counts.get(name, 0), whole))
        for name in (*named, *sorted(rest))
        if name or counts.get(name)
    )


def part(count: int, whole: int) -> float | None:
    """What part of a whole a count is; None of nothing."""
    return count / whole if whole else None
