"""Figures of months, quarters and years, beside a count by hand."""

import pytest

import small_province
from jukung.agency import span_totals
from jukung.agency.spans import MonthSpan, month_only, parse_span, quarter_of, year_of
from jukung.agency.tables import FigureSource
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)


@pytest.fixture
def province(agency):
    small_province.write(agency)
    return agency


def sums(agency, span, *codes):
    with agency.reading() as desk:
        return {
            (each.district, each.code): (each.total, each.sites)
            for each in span_totals.by_district(desk, span, codes)
        }


def test_a_month_is_added_up_by_kabupaten(province):
    found = sums(province, month_only(OCTOBER), "visits", "loans")

    assert found == {
        ("63.03", "visits"): (150, 1),
        ("63.03", "loans"): (78, 2),
        ("63.05", "visits"): (50, 1),
        ("63.05", "loans"): (20, 1),
        ("63.71", "visits"): (33, 1),
        ("63.71", "loans"): (12, 1),
    }


def test_visits_of_a_year_are_added_up_and_each_library_counts_once(province):
    found = sums(province, year_of(2026), "visits")

    assert found == {
        ("63.03", "visits"): (90 + 110 + 150 + 300, 2),
        ("63.05", "visits"): (110, 1),
        ("63.71", "visits"): (63, 1),
    }


def test_of_members_the_last_that_was_reported_stands(province):
    found = sums(province, year_of(2026), "members")

    assert found == {
        ("63.03", "members"): (62 + 12, 2),
        ("63.05", "members"): (9, 1),
        ("63.71", "members"): (80, 1),
    }


def test_different_readers_of_months_are_never_added_up(province):
    assert sums(province, quarter_of(OCTOBER.before), "readers_unique") == {}
    assert sums(province, month_only(OCTOBER), "readers_unique")["63.03", "readers_unique"] == (
        30,
        1,
    )


def test_a_year_is_one_table(province):
    with province.reading() as desk:
        found = {
            row.code: row
            for row in span_totals.year_table(
                desk, 2026, codes=("visits", "members", "readers_unique", "copies_held")
            )
        }

    assert found["visits"].months == (None,) * 7 + (90, 500, 233, None, None)
    assert found["visits"].year == 823
    assert found["members"].months == (None,) * 7 + (60, 159, 83, None, None)
    assert found["members"].year == 62 + 12 + 9 + 80
    assert (found["readers_unique"].months[9], found["readers_unique"].year) == (75, None)
    assert found["copies_held"].months == (None,) * 12
    assert found["copies_held"].year is None


def test_every_library_of_a_kabupaten_is_listed_with_its_sums(province):
    with province.reading() as desk:
        found = span_totals.by_site(desk, year_of(2026), ("visits", "members"), district="63.03")
        everywhere = span_totals.by_site(desk, year_of(2026), ("visits",))

    assert [(each.code, each.months, each.values) for each in found] == [
        ("63.03.05.2007", 3, {"visits": 350, "members": 62}),
        ("63.03.06.2001", 2, {"visits": 300, "members": 12}),
    ]
    assert [each.is_estimated for each in everywhere] == [False, False, True, False]
    assert everywhere[-1].kind is LibraryKind.prison


def test_a_librarys_months_say_where_they_come_from(province):
    with province.reading() as desk:
        (_august, september, october) = span_totals.months_of_site(
            desk, "63.03.05.2007", year_of(2026), codes=("visits",)
        )
        typed = span_totals.months_of_site(
            desk, "63.05.01.2001", month_only(OCTOBER), codes=("loans",)
        )
        unknown = span_totals.months_of_site(desk, "63.99.01.2001", year_of(2026), codes=("loans",))

    assert (september.month, september.source) == (SEPTEMBER, FigureSource.parcel)
    assert october.values == {"visits": (150, "ok")}
    assert (typed[0].source, typed[0].values["loans"]) == (FigureSource.typed, (20, "estimated"))
    assert unknown == ()


def test_spans_are_read_and_named():
    assert parse_span("2026-Q3") == quarter_of(SEPTEMBER)
    assert parse_span("2026") == year_of(2026)
    assert parse_span("202610") == month_only(OCTOBER)
    assert quarter_of(OCTOBER).words == "Quarter 4 of 2026"
    assert (year_of(2026).words, month_only(OCTOBER).words) == ("2026", "October 2026")
    assert quarter_of(Month(2026, 1)).before == quarter_of(Month(2025, 12))
    assert year_of(2026).after == year_of(2027)
    assert MonthSpan(SEPTEMBER, OCTOBER).words == "September 2026 – October 2026"
    with pytest.raises(errors.MonthUnreadable):
        parse_span("2026-Q5")
