"""When issues of newspapers and magazines are to be expected."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from jukung.domain.kinds import Frequency

_DAYS = {Frequency.weekly: 7, Frequency.fortnightly: 14}
_MONTHS = {
    Frequency.monthly: 1,
    Frequency.two_monthly: 2,
    Frequency.quarterly: 3,
    Frequency.half_yearly: 6,
    Frequency.yearly: 12,
}
MOST = 60
"""So many are expected after one that is known; a longer silence is a pause, not a gap."""

USUAL_DAYS = frozenset(range(6))
"""Monday to Saturday: most newspapers do not come on Sundays."""

_LONGEST_PAUSE = 40


def following(
    frequency: Frequency,
    day: date,
    *,
    on: frozenset[int] = USUAL_DAYS,
    passed: Collection[date] = (),
) -> date | None:
    """The day of the issue after one; none where no rhythm is known.

    A daily one comes `on` these days of the week (Monday 0), but for days `passed` over.
    """
    return next(_coming(frequency, day, on, passed), None)


def expected(
    frequency: Frequency,
    known: Iterable[date],
    *,
    until: date,
    on: frozenset[int] = USUAL_DAYS,
    passed: Collection[date] = (),
) -> Iterator[tuple[date, int]]:
    """The days on which issues are wanting, with how many after the known one before.

    Those between two known ones are found too; one that comes some days early or late
    is not expected beside its own day.
    """
    days = sorted(set(known))
    for place, start in enumerate(days):
        end = days[place + 1] if place + 1 < len(days) else None
        coming = _coming(frequency, start, on, passed)
        day = next(coming, None)
        for count in range(1, MOST + 1):
            after = next(coming, None)
            if day is None or after is None or day > until:
                break
            if end is not None and _is_that(day, end, after, frequency):
                break
            yield day, count
            day = after


def weekdays_of(written: str) -> frozenset[int]:
    """The days of the week that a title's digits mean; the usual ones where it has none."""
    return frozenset(int(digit) - 1 for digit in written) or USUAL_DAYS


def written_of(weekdays: Iterable[int]) -> str:
    """Days of the week as digits, Monday 1; none for the usual ones."""
    chosen = frozenset(weekdays)
    return "" if chosen == USUAL_DAYS else "".join(str(day + 1) for day in sorted(chosen))


def _is_that(day: date, end: date, after: date, frequency: Frequency) -> bool:
    """Whether the next known issue is the one of a day: nearer than half a rhythm."""
    if frequency is Frequency.daily:
        return day >= end
    return 2 * (end - day) < after - day


def _coming(
    frequency: Frequency, day: date, on: frozenset[int], passed: Collection[date]
) -> Iterator[date]:
    if frequency is Frequency.daily:
        yield from _daily(day, on, passed)
        return
    for count in range(1, MOST + 2):
        if frequency in _DAYS:
            yield day + timedelta(days=_DAYS[frequency] * count)
        elif frequency in _MONTHS:
            months = day.year * 12 + day.month - 1 + _MONTHS[frequency] * count
            year, month = divmod(months, 12)
            yield _in_month(year, month + 1, day.day)


def _daily(day: date, on: frozenset[int], passed: Collection[date]) -> Iterator[date]:
    found = silent = 0
    while found <= MOST and silent < _LONGEST_PAUSE:
        day += timedelta(days=1)
        if day.weekday() in on and day not in passed:
            found, silent = found + 1, 0
            yield day
        else:
            silent += 1


def _in_month(year: int, month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    return date(year, month, 28)
