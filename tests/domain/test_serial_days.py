"""When issues are expected."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.kinds import Frequency
from jukung.domain.serial_days import MOST, expected, following


@pytest.mark.parametrize(
    ("frequency", "after"),
    [
        (Frequency.daily, date(2026, 2, 1)),
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
