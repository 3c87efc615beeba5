"""Targets and their progress, counted by hand."""

import pytest
from xlsxwriter import Workbook

from jukung.agency import target_sheets, targets
from jukung.agency.targets import Pace
from jukung.domain import errors
from programme_makers import a_site, month, says


@pytest.fixture
def province(agency):
    """Visits: January 10 and 5, February nobody, March 20. Members: 7 + 4, then 9."""
    rawa = a_site(agency, "63.05.01.2001", "Rawa")
    sungai = a_site(agency, "63.07.01.2001", "Sungai")
    says(agency, rawa, "2025-12", members=5)
    says(agency, rawa, "2026-01", visits=10, members=7)
    says(agency, sungai, "2026-01", visits=5, members=4)
    says(agency, rawa, "2026-02", visits=None)
    says(agency, rawa, "2026-03", visits=20, members=9)


def set_(agency, *wanted, year=2026):
    with agency.changing(by="Rahmi") as desk:
        for district, code, value in wanted:
            targets.set_target(desk, year, code, value=value, district=district)


def progress(agency, until="2026-03"):
    with agency.reading() as desk:
        return targets.progress(desk, 2026, month(until))


@pytest.mark.usefixtures("province")
def test_flows_are_cumulated_and_gaps_stay_gaps(agency):
    set_(agency, ("", "visits", 120), ("63.05", "visits", 30))

    whole, tapin = progress(agency)

    assert whole.months[:4] == (15, None, 20, None)
    assert whole.reached[:4] == (15, 15, 35, None)
    assert (whole.now, whole.expected, whole.pace) == (35, 30, Pace.on_track)
    assert (tapin.now, tapin.pace) == (30, Pace.reached)


@pytest.mark.usefixtures("province")
def test_of_stocks_each_librarys_last_figure_counts(agency):
    set_(agency, ("", "members", 29))

    (found,) = progress(agency)

    assert found.reached[:4] == (11, 11, 13, None)
    assert (found.before, found.expected, found.pace) == (5, 11, Pace.on_track)


@pytest.mark.usefixtures("province")
def test_nothing_recorded_is_not_zero(agency):
    set_(agency, ("", "loans", 100))

    (found,) = progress(agency)

    assert (found.now, found.share, found.pace) == (None, None, Pace.unknown)


def test_behind_is_said(agency):
    site = a_site(agency, "63.05.01.2001", "Rawa")
    says(agency, site, "2026-01", loans=1)
    set_(agency, ("63.05", "loans", 100))

    (found,) = progress(agency, "2026-06")

    assert (found.expected, found.pace) == (50, Pace.behind)


def test_last_years_targets_are_copied_once(agency):
    set_(agency, ("", "visits", 100), ("63.05", "loans", 10), year=2025)
    set_(agency, ("", "visits", 7))

    with agency.changing() as desk:
        count = targets.copy_year(desk, 2025, into=2026, percent=110)
        found = {(each.district, each.code): each.value for each in targets.listed(desk, 2026)}
        with pytest.raises(errors.NothingToCopy):
            targets.copy_year(desk, 2025, into=2026)

    assert (count, found) == (1, {("", "visits"): 7, ("63.05", "loans"): 11})


def test_a_target_is_taken_away_and_strange_ones_refused(agency):
    set_(agency, ("", "visits", 100))
    set_(agency, ("", "visits", None))

    with agency.changing() as desk:
        assert targets.listed(desk, 2026) == ()
        with pytest.raises(errors.FigureUnknown):
            targets.set_target(desk, 2026, "dragons", value=1)
        with pytest.raises(errors.CountOutOfRange):
            targets.set_target(desk, 2026, "visits", value=-1)


def test_targets_are_read_from_a_workbook(agency, tmp_path):
    path = tmp_path / "target.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(
            (
                ("Target 2026",),
                ("Indikator", "Total", "Tapin", "63.07", "Atlantis"),
                ("visits", 1200, "1.000", 200),
                ("Loans", 90, "-", "banyak"),
                ("Naga", 5),
            )
        ):
            sheet.write_row(row, 0, cells)

    with agency.changing() as desk:
        read = target_sheets.read(desk, path, 2026)
        target_sheets.store(desk, read)
        found = {(each.district, each.code): each.value for each in targets.listed(desk, 2026)}

    assert found == {
        ("", "visits"): 1200,
        ("63.05", "visits"): 1000,
        ("63.07", "visits"): 200,
        ("", "loans"): 90,
    }
    assert read.unknown == ("Atlantis", "Loans: banyak", "Naga")


@pytest.mark.usefixtures("province")
def test_the_progress_is_a_table(agency):
    set_(agency, ("", "visits", 120))

    with agency.reading() as desk:
        until = month("2026-03")
        made = target_sheets.progress_table(desk, 2026, until, targets.progress(desk, 2026, until))

    assert made.lines[0][:7] == ("Visits", "Whole office", "120", "35", "29.2 %", "30", "on track")
    assert made.lines[0][7:11] == ("15", "15", "35", "–")
