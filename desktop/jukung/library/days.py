"""The true day of what is recorded: today, or an earlier day from a paper slip.

A computer whose battery is empty begins at the year 2000. Work goes on then: it is
recorded on the last day that can be trusted, and every act says that its clock is in doubt.
"""

from datetime import date, timedelta
from re import fullmatch

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed

# Slips of the last years may still turn up; one of 1925 is a slip of the finger.
EARLIEST_DAYS = 1100


def true_day(desk: Desk, on: date | None) -> date:
    """The day something happened; refuses DayInFuture, DayTooLongAgo."""
    today = trusted_today(desk)
    if on is None:
        return today
    if on > today:
        raise errors.DayInFuture(on)
    if on < today - timedelta(days=EARLIEST_DAYS):
        raise errors.DayTooLongAgo(on, EARLIEST_DAYS)
    return on


def day_back(desk: Desk, on: date | None, *, lent_on: date) -> date:
    """The day a copy came back; never before it was lent, whatever the clock shows.

    Only a day that somebody typed is refused: DayInFuture, DayTooLongAgo, DayTooEarly.
    """
    day = true_day(desk, on)
    if on is not None and day < lent_on:
        raise errors.DayTooEarly(day, lent_on)
    return max(day, lent_on)


def trusted_today(desk: Desk) -> date:
    """Today; the day of the last trusted act while the clock is wrong by days."""
    return journal.sure_day(desk) or desk.today


def true_time(desk: Desk, day: date, time: str | None) -> str | None:
    """The time of day, HH:MM: as typed, now for today, unknown for an earlier day.

    Refuses TimeUnreadable.
    """
    if time is not None:
        if not fullmatch(r"([01]\d|2[0-3]):[0-5]\d", time):
            raise errors.TimeUnreadable(time)
        return time
    return desk.local_now.strftime("%H:%M") if day == desk.today else None


@allowed(DESK)
def clock_is_wrong(desk: Desk) -> date | None:
    """The last day that can be trusted, while the clock is wrong by days; else nothing."""
    return journal.sure_day(desk)


@allowed(KEEPERS)
def trust_clock(desk: Desk) -> date:
    """Believe the clock from now on, because somebody compared it; gives today."""
    act = journal.begin(desk, ActKind.change_settings, trusted=True)
    journal.note(desk, act, "trust_clock", noun="library", noun_id=desk.profile.uid)
    return desk.today
