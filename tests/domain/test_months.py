from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import errors, months
from jukung.domain.kinds import Zone
from jukung.domain.months import Month

MONTHS = st.builds(Month, st.integers(1901, 2998), st.integers(1, 12))


@given(MONTHS)
def test_a_month_is_read_back_from_its_text(month):
    assert months.parse_month(month.text) == month


@given(MONTHS)
def test_the_month_after_the_month_before_is_the_month(month):
    assert month.before.after == month == month.after.before


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month):
    assert (month.after.first - month.last).days == 1


@given(st.dates(date(1901, 1, 1), date(2998, 12, 31)))
def test_a_day_lies_in_its_month(day):
    month = months.month_of(day)

    assert month.first <= day <= month.last


@given(MONTHS, MONTHS)
def test_months_are_ordered_as_their_texts(one, other):
    assert (one < other) == (one.text < other.text)


def test_february_knows_leap_years():
    assert [Month(year, 2).last.day for year in (1900, 2000, 2026, 2028)] == [28, 29, 28, 29]


@pytest.mark.parametrize("text", ["2026-11", "202611", " 2026-11 "])
def test_a_month_is_read(text):
    assert months.parse_month(text) == Month(2026, 11)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "26-11", "2026-1", "November", "2026-11-22", "0001-01"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(errors.MonthUnreadable) as refused:
        months.parse_month(text)

    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["2026-11-22", "22-11-2026", "22/11/2026", "22.11.2026", "2026/11/22"]
)
def test_a_day_is_read(text):
    assert months.parse_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["", "2026-02-30", "22 November", "11-2026", "22-11-26"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(errors.DayUnreadable):
        months.parse_day(text)


@pytest.mark.parametrize(("zone", "hours"), [(Zone.WIB, 7), (Zone.WITA, 8), (Zone.WIT, 9)])
def test_the_three_zones_lie_an_hour_apart(zone, hours):
    moment = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).astimezone(months.zone_info(zone))

    assert moment.hour == 12 + hours
    assert moment.utcoffset().total_seconds() == hours * 3600


@pytest.mark.parametrize(("zone", "day"), [(Zone.WIB, 22), (Zone.WITA, 22), (Zone.WIT, 23)])
def test_one_moment_is_two_days_in_indonesia(zone, day):
    moment = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)

    assert moment.astimezone(months.zone_info(zone)).date() == date(2026, 11, day)


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("63.03.05.2007", Zone.WITA),
        ("62.71", Zone.WIB),
        ("61", Zone.WIB),
        ("64", Zone.WITA),
        ("65", Zone.WITA),
        ("11", Zone.WIB),
        ("33", Zone.WIB),
        ("51", Zone.WITA),
        ("81", Zone.WIT),
        ("94", Zone.WIT),
        ("", Zone.WIB),
        ("00", Zone.WIB),
    ],
)
def test_a_province_has_its_zone(region, zone):
    assert months.zone_of_region(region) == zone
