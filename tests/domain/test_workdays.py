"""Which days count: weekdays, holidays, closings, and the later word that wins."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.workdays import ALWAYS_OPEN, LONGEST_SEARCH, Calendar, Span

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)


def test_a_calendar_without_words_is_always_open():
    assert ALWAYS_OPEN.is_open(SUNDAY)
    assert ALWAYS_OPEN.next_open(SUNDAY) == SUNDAY


def test_a_closed_weekday_has_no_name():
    calendar = Calendar(frozenset({6}))

    assert calendar.closed_why(SUNDAY) == ""
    assert calendar.next_open(SUNDAY) == MONDAY


def test_a_holiday_is_named_before_its_weekday():
    calendar = Calendar(frozenset({6}), {SUNDAY: "Hari Raya"})

    assert calendar.closed_why(SUNDAY) == "Hari Raya"


def test_the_later_of_two_entries_wins():
    closed = Span(SUNDAY, SUNDAY, "Banjir")
    opened = Span(SUNDAY, SUNDAY, "Kegiatan desa", is_open=True)

    assert Calendar(spans=(closed, opened)).is_open(SUNDAY)
    assert Calendar(spans=(opened, closed)).closed_why(SUNDAY) == "Banjir"


def test_opening_in_spite_of_a_holiday_and_a_weekday():
    opened = Span(SUNDAY, SUNDAY, "Kegiatan desa", is_open=True)

    assert Calendar(frozenset({6}), {SUNDAY: "Hari Raya"}, (opened,)).is_open(SUNDAY)


def test_a_calendar_that_never_opens_gives_the_day_itself():
    assert Calendar(frozenset(range(7))).next_open(SUNDAY) == SUNDAY


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (SUNDAY, SUNDAY, 0),
        (SUNDAY, MONDAY, 1),
        (MONDAY, SUNDAY, 0),
        (date(2028, 2, 28), date(2028, 3, 1), 3),
        (date(2026, 12, 28), date(2027, 1, 3), 6),
    ],
)
def test_open_days_are_counted_with_both_ends(first, last, count):
    assert Calendar(frozenset({6})).open_days(first, last) == count


@given(
    closed=st.frozensets(st.integers(0, 6), max_size=6),
    start=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    long=st.integers(0, 300),
)
def test_the_next_open_day_is_open_and_nothing_before_it_is(closed, start, long):
    last = date.fromordinal(start.toordinal() + long)
    calendar = Calendar(closed, spans=(Span(start, last, "Banjir"),))

    day = calendar.next_open(start)

    assert calendar.is_open(day)
    assert last < day < date.fromordinal(start.toordinal() + LONGEST_SEARCH)
    assert calendar.open_days(start, day) == 1
