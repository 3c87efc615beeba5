"""Changes over libraries that reported both periods, beside a count by hand."""

import pytest

import small_province
from jukung.agency import comparisons, per_capita
from jukung.agency.comparisons import Pair
from jukung.agency.spans import month_only, quarter_of, year_of
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)


@pytest.fixture
def province(agency):
    small_province.write(agency)
    return agency


def compared(agency, span, other, code):
    with agency.reading() as desk:
        found = comparisons.changes(desk, span, other, codes=[code])
    return {each.district: (each.now, each.before, each.sites) for each in found}


def test_only_libraries_with_both_months_are_compared(province):
    found = compared(province, month_only(OCTOBER), month_only(SEPTEMBER), "visits")

    # The second library of Banjar counted 300 in September and nothing in October.
    assert found == {"63.03": (150, 110, 1), "63.05": (50, 60, 1), "63.71": (33, 30, 1)}


def test_a_zero_is_compared_and_what_is_not_recorded_is_not(province):
    found = compared(province, month_only(OCTOBER), month_only(SEPTEMBER), "loans")

    assert found == {"63.03": (70, 55, 1), "63.05": (20, 0, 1), "63.71": (12, 15, 1)}


def test_growth_from_nothing_has_no_per_cents(province):
    with province.reading() as desk:
        found = comparisons.changes(
            desk, month_only(OCTOBER), month_only(SEPTEMBER), codes=["loans"]
        )

    by_district = {each.district: each.share for each in found}

    assert by_district["63.05"] is None
    assert by_district["63.71"] == -0.2
    whole = comparisons.together(found, "loans")
    assert (whole.now, whole.before, whole.sites) == (102, 70, 3)
    assert comparisons.together(found, "visits") is None


def test_of_years_only_the_months_are_compared_that_a_library_has_in_both(province):
    found = compared(province, year_of(2026), year_of(2025), "visits")

    # Banjar: September and October; August has no counterpart. Tapin: October alone.
    assert found == {"63.03": (110 + 150, 100 + 120, 1), "63.05": (50, 40, 1)}


def test_of_a_stock_the_last_month_is_compared_that_both_years_have(province):
    found = compared(province, year_of(2026), year_of(2025), "members")

    assert found == {"63.03": (62, 52, 1), "63.05": (9, 7, 1)}


def test_different_readers_are_compared_in_single_months_only(province):
    assert compared(province, year_of(2026), year_of(2025), "readers_unique") == {}
    assert compared(
        province, month_only(OCTOBER), month_only(OCTOBER).year_before, "readers_unique"
    ) == {"63.03": (30, 25, 1), "63.05": (4, 3, 1)}


def test_quarters_are_compared_month_by_month(province):
    found = compared(province, quarter_of(OCTOBER), quarter_of(OCTOBER).before, "visits")

    # October beside July, November beside August: nobody reported July.
    assert found == {}


def test_twelve_months_stand_beside_those_of_the_year_before(province):
    with province.reading() as desk:
        found = comparisons.pairs(desk, OCTOBER, "visits")
        banjar = comparisons.pairs(desk, OCTOBER, "visits", district="63.03")
        prisons = comparisons.pairs(desk, OCTOBER, "visits", kind=LibraryKind.prison)
        one = comparisons.pairs(desk, OCTOBER, "visits", site="63.05.01.2001")

    assert len(found) == 12
    assert found[-1] == Pair(OCTOBER, 200, 160, 2)
    assert found[-2] == Pair(SEPTEMBER, 110, 100, 1)
    assert found[-3] == Pair(Month(2026, 8), None, None, 0)
    assert banjar[-1] == Pair(OCTOBER, 150, 120, 1)
    assert all(pair.now is None for pair in prisons)
    assert one[-1] == Pair(OCTOBER, 50, 40, 1)


def test_figures_per_thousand_need_inhabitants(province):
    with province.reading() as desk:
        people = per_capita.populations(desk)

    assert per_capita.per_thousand(150, people.get("63.03")) == 0.25
    assert per_capita.per_thousand(0, people.get("63.03")) == 0
    assert per_capita.per_thousand(None, people.get("63.03")) is None
    assert per_capita.per_thousand(33, people.get("63.71")) is None
    assert per_capita.of_all({"63.03": 150, "63.05": 50}, people) == 0.25
    assert per_capita.of_all({"63.03": 150, "63.71": 33}, people) is None
    assert per_capita.of_all({}, people) is None
