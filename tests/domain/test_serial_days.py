"""When issues are expected."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.kinds import Frequency
from jukung.domain.serial_days import MOST, USUAL_DAYS, expected, following, weekdays_of, written_of


@pytest.mark.parametrize(
    ("frequency", "after"),
    [
        (Frequency.daily, date(2026, 2, 2)),
        (Frequency.weekly, date(2026, 2, 7)),
        (Frequency.fortnightly, date(2026, 2, 14)),
        (Frequency.monthly, date(2026, 2, 28)),
        (Frequency.two_monthly, date(2026, 3, 31)),
        (Frequency.quarterly, date(2026, 4, 30)),
        (Frequency.half_yearly, date(2026, 7, 31)),
        (Frequency.yearly, date(2027, 1, 31)),
        (Frequency.irregular, None),
        (Frequency.none, None),
    ],
)
def test_the_next_issue_follows_the_rhythm(frequency, after):
    assert following(frequency, date(2026, 1, 31)) == after


def test_an_issue_some_days_late_is_not_expected_beside_its_own_day():
    known = [date(2026, 1, 1), date(2026, 2, 5), date(2026, 3, 1)]

    assert list(expected(Frequency.monthly, known, until=date(2026, 3, 31))) == []


@given(
    frequency=st.sampled_from(Frequency),
    known=st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), max_size=6),
    until=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
def test_expected_days_are_few_and_between(frequency, known, until):
    found = [day for day, _count in expected(frequency, known, until=until)]

    assert len(found) <= MOST * len(set(known))
    assert all(min(known) < day <= until for day in found)
    assert not set(found) & set(known)


def test_a_daily_one_is_not_expected_on_sundays_nor_on_holidays():
    sunday, holiday = date(2026, 11, 22), date(2026, 11, 25)

    found = [
        (day.day, count)
        for day, count in expected(
            Frequency.daily, [date(2026, 11, 20)], until=date(2026, 11, 27), passed={holiday}
        )
    ]

    assert sunday.weekday() == 6
    assert found == [(21, 1), (23, 2), (24, 3), (26, 4), (27, 5)]


def test_one_that_comes_on_sundays_is_expected_then():
    every = frozenset(range(7))

    found = expected(Frequency.daily, [date(2026, 11, 20)], until=date(2026, 11, 23), on=every)

    assert [day.day for day, _count in found] == [21, 22, 23]


def test_a_day_that_came_beside_the_usual_ones_hides_no_gap():
    known = [date(2026, 11, 19), date(2026, 11, 22)]

    found = expected(Frequency.daily, known, until=date(2026, 11, 24))

    assert [day.day for day, _count in found] == [20, 21, 23, 24]


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_days_of_the_week_are_written_and_read_again(weekdays):
    assert weekdays_of(written_of(weekdays)) == weekdays


def test_nothing_written_is_monday_to_saturday():
    assert weekdays_of("") == USUAL_DAYS
    assert written_of(range(6)) == ""
