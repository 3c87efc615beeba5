"""When issues of newspapers and magazines are to be expected."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from jukung.domain.kinds import Frequency

_DAYS = {Frequency.daily: 1, Frequency.weekly: 7, Frequency.fortnightly: 14}
_MONTHS = {
    Frequency.monthly: 1,
    Frequency.two_monthly: 2,
    Frequency.quarterly: 3,
    Frequency.half_yearly: 6,
    Frequency.yearly: 12,
}
MOST = 60
"""So many are expected after one that is known; a longer silence is a pause, not a gap."""


def following(frequency: Frequency, day: date, *, count: int = 1) -> date | None:
    """The day of the issue that is `count` after one; none where no rhythm is known."""
    if frequency in _DAYS:
        return day + timedelta(days=_DAYS[frequency] * count)
    if frequency not in _MONTHS:
        return None
    months = day.year * 12 + day.month - 1 + _MONTHS[frequency] * count
    year, month = divmod(months, 12)
    return _in_month(year, month + 1, day.day)


def expected(
    frequency: Frequency, known: Iterable[date], *, until: date
) -> Iterator[tuple[date, int]]:
    """The days on which issues are wanting, with how many after the known one before.

    Those between two known ones are found too; one that comes some days early or late
    is not expected beside its own day.
    """
    days = sorted(set(known))
    for place, start in enumerate(days):
        end = days[place + 1] if place + 1 < len(days) else None
        for count in range(1, MOST + 1):
            day, after = (following(frequency, start, count=count + more) for more in (0, 1))
            if day is None or after is None or day > until:
                break
            # Nearer to the next known issue than half a rhythm, it is that one.
            if end is not None and 2 * (end - day) < after - day:
                break
            yield day, count


def _in_month(year: int, month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    return date(year, month, 28)
