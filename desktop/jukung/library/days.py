"""The true day of what is recorded: today, or an earlier day from a paper slip."""

from datetime import date, timedelta

from jukung.domain import errors
from jukung.library.desk import Desk

# Slips of the last years may still turn up; one of 1925 is a slip of the finger.
EARLIEST_DAYS = 1100


def true_day(desk: Desk, on: date | None) -> date:
    """The day something happened; refuses DayInFuture, DayTooLongAgo."""
    if on is None:
        return desk.today
    if on > desk.today:
        raise errors.DayInFuture(on)
    if on < desk.today - timedelta(days=EARLIEST_DAYS):
        raise errors.DayTooLongAgo(on, EARLIEST_DAYS)
    return on
