"""Figures of libraries without Jukung, and the parcel that takes their place."""

import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from xlsxwriter import Workbook

from jukung.agency import (
    accept,
    completeness,
    entries,
    entry_hints,
    entry_imports,
    entry_sheets,
    tables,
    totals,
)
from jukung.agency.entry_imports import State
from jukung.agency.tables import FigureSource
from jukung.domain import errors
from jukung.domain.kinds import ParcelAct
from jukung.exchange.listed.workbook_file import read_workbook
from jukung.exchange.parcels import seal
from parcel_makers import OCTOBER, a_joined_library, a_sealed_month, an_office, sent
from programme_makers import a_site, at_desk, month

RAWA = "63.05.01.2001"


def enter(agency, *, code=RAWA, period=OCTOBER, **figures):
    with at_desk(agency) as desk:
        return entries.enter(desk, code, period, figures=figures)


def shown(agency, code=RAWA, period=OCTOBER):
    with agency.reading() as desk:
        return entries.of_month(desk, code, period)


def total(agency, figure, period=OCTOBER):
    with agency.reading() as desk:
        return totals.totals(desk, period).values[figure]


def test_a_typed_month_counts_and_what_was_left_out_is_not_zero(agency):
    a_site(agency, RAWA, "Rawa")

    enter(agency, visits=12, loans=0)

    assert [total(agency, each) for each in ("visits", "loans", "members")] == [12, 0, None]
    found = shown(agency)
    assert (found.source, found.act) == (FigureSource.typed, ParcelAct.original)
    assert found.revisions[0].by == "Rahmi"


def test_every_revision_is_kept_and_the_newest_speaks(agency):
    a_site(agency, RAWA, "Rawa")

    enter(agency, visits=12, loans=3)
    enter(agency, visits=13)

    assert (total(agency, "visits"), total(agency, "loans")) == (13, None)
    assert [each.figures for each in shown(agency).revisions] == [
        {"visits": 13},
        {"visits": 12, "loans": 3},
    ]


def test_a_month_that_was_taken_back_says_nothing(agency):
    a_site(agency, RAWA, "Rawa")
    enter(agency, visits=12)
    enter(agency, visits=13)

    with at_desk(agency) as desk:
        entries.cancel(desk, RAWA, OCTOBER)
        with pytest.raises(errors.NothingEntered):
            entries.cancel(desk, RAWA, OCTOBER)

    assert total(agency, "visits") is None
    assert all(each.is_cancelled for each in shown(agency).revisions)
    assert enter(agency, visits=1) == 3


@pytest.mark.parametrize(
    ("figures", "refusal"),
    [
        ({}, errors.NoFigureTyped),
        ({"dragons": 1}, errors.FigureUnknown),
        ({"rounds_made": 1}, errors.FigureUnknown),
        ({"visits": -1}, errors.CountOutOfRange),
    ],
)
def test_what_cannot_be_is_refused(agency, figures, refusal):
    a_site(agency, RAWA, "Rawa")

    with pytest.raises(refusal), agency.changing() as desk:
        entries.enter(desk, RAWA, OCTOBER, figures=figures)


def test_published_and_future_months_are_refused(agency):
    a_site(agency, RAWA, "Rawa")
    with agency.changing() as desk:
        completeness.lock(desk, OCTOBER)

    with pytest.raises(errors.MonthPublished):
        enter(agency, visits=1)
    with pytest.raises(errors.MonthNotBegun):
        enter(agency, period=month("2026-12"), visits=1)
    with pytest.raises(errors.SiteUnknown):
        enter(agency, code="63.05.01.9999", visits=1)


def test_a_parcel_takes_the_place_and_its_withdrawal_does_not_bring_it_back(
    agency, joined, tmp_path
):
    code = "63.03.05.2007"
    enter(agency, code=code, visits=100)
    a_sealed_month(joined)
    accept.accept(agency, sent(joined, tmp_path / "a").values())

    superseded = shown(agency, code)
    counted = total(agency, "visits")
    with pytest.raises(errors.ReportsByItself):
        enter(agency, code=code, visits=5)
    with joined.changing() as desk:
        seal.withdraw(desk, OCTOBER)
    accept.accept(agency, sent(joined, tmp_path / "b").values())

    assert (superseded.is_superseded, counted) == (True, 7)
    assert superseded.revisions[0].figures == {"visits": 100}
    assert total(agency, "visits") is None
    assert shown(agency, code).act is ParcelAct.withdrawal


def test_a_sheet_is_handed_out_filled_in_and_read_back(agency, tmp_path):
    a_site(agency, RAWA, "Rawa")
    a_site(agency, "63.05.01.2002", "Ilung")
    enter(agency, visits=12)
    path = tmp_path / "tapin.xlsx"
    with agency.reading() as desk:
        slots = entry_sheets.month_of_district(desk, "63.05", OCTOBER)
        entry_sheets.write(desk, slots, path)
        again = entry_sheets.template(desk, slots)
    path_bytes = path.read_bytes()

    fill(path, {("visits", 0): 15, ("visits", 1): 40, ("loans", 1): 0, ("members", 1): "banyak"})
    with at_desk(agency) as desk:
        plan = entry_imports.plan(desk, path)
        stored = entry_imports.store(desk, plan)

    assert again == path_bytes
    assert [(each.name, each.state) for each in plan.months] == [
        ("Rawa", State.changed),
        ("Ilung", State.new),
    ]
    assert plan.months[1].unread == ("Members: banyak",)
    assert (total(agency, "visits"), total(agency, "loans")) == (55, 0)
    assert shown(agency).revisions[0].origin == f"tapin.xlsx #{stored.number}"

    with at_desk(agency) as desk:
        count = entry_imports.undo(desk, stored.number)
        with pytest.raises(errors.SheetImportUnknown):
            entry_imports.undo(desk, stored.number)

    assert (count, total(agency, "visits")) == (2, 12)


def test_the_codes_stand_in_a_hidden_column_and_row(agency, tmp_path):
    a_site(agency, RAWA, "Rawa")
    path = tmp_path / "rawa.xlsx"

    with agency.reading() as desk:
        entry_sheets.write(desk, entry_sheets.year_of_library(desk, RAWA, 2026), path)

    rows = read_workbook(path, limit=500)
    with zipfile.ZipFile(path) as packed:
        written = packed.read("xl/worksheets/sheet1.xml").decode()
    assert written.count('hidden="1"') == 2
    assert rows[0][:4] == [entry_sheets.MARK, "", "", f"{RAWA}|2026-01"]
    assert rows[3][0] == "visits"
    assert "rounds_made" not in [row[0] for row in rows]


def test_a_foreign_workbook_and_strange_columns_are_told(agency, tmp_path):
    a_site(agency, RAWA, "Rawa")
    foreign, strange = tmp_path / "lain.csv", tmp_path / "aneh.csv"
    foreign.write_text("nama;jumlah\nRawa;3\n")
    strange.write_text(
        f"{entry_sheets.MARK};;;{RAWA}|2026-12;99.99.99.9999|2026-10;{RAWA}|2026-09\n"
        "visits;;;3;4;\nnaga;;;1;1;1\n"
    )

    with agency.reading() as desk:
        with pytest.raises(errors.NotOurSheet):
            entry_imports.plan(desk, foreign)
        plan = entry_imports.plan(desk, strange)

    assert [each.state for each in plan.months] == [State.future, State.unknown, State.empty]
    assert plan.unknown_codes == ("naga",)
    with pytest.raises(errors.NoFigureTyped), agency.changing() as desk:
        entry_imports.store(desk, plan)


def test_hints_are_soft():
    found = entry_hints.hints(
        {"visits": 90, "visits_female": 95, "loans": 5},
        {"visits": 30, "loans": 60},
    )

    assert [each.words for each in found] == [
        "Visits: women and girls is 95, more than the whole, 90.",
        "Visits is 90; the month before it was 30.",
        "Loans is only 5; the month before it was 60.",
    ]


def test_only_libraries_without_jukung_are_listed_unless_asked(agency, joined):
    a_site(agency, RAWA, "Rawa")

    with agency.reading() as desk:
        usual = [each.site.name for each in entries.lines(desk, OCTOBER)]
        every = entries.lines(desk, month("2026-11"), with_jukung=True)

    assert usual == ["Rawa"]
    assert len(every) == 2


@pytest.fixture(scope="module")
def parcels(tmp_path_factory):
    """A library's parcel for October and its correction, and the office that knows it."""
    folder = tmp_path_factory.mktemp("urutan")
    office = an_office(folder)
    library = a_joined_library(folder, office)
    a_sealed_month(library)
    with library.changing() as desk:
        seal.withdraw(desk, OCTOBER)
    a_sealed_month(library, month("2026-11"), female=4)
    found = list(sent(library, folder / "a").values())
    library.close()
    yield office, found
    office.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(["entry 10", "entry 11", "parcel 0", "parcel 1", "parcel 2"]))
def test_in_any_order_typed_figures_and_parcels_end_the_same(parcels, order):
    office, found = parcels
    code = "63.03.05.2007"
    ended = None
    try:
        with office.changing() as desk:
            _forget_all(desk)
        for step in order:
            what, number = step.split()
            if what == "parcel":
                accept.accept(office, [found[int(number)]])
            else:
                with suppress(errors.ReportsByItself):
                    enter(office, code=code, period=month(f"2026-{number}"), visits=100)
        accept.accept(office, found)
        ended = [total(office, "visits", month(text)) for text in ("2026-10", "2026-11")]
    finally:
        assert ended == [None, 4], order


def _forget_all(desk):
    """An agency that has heard nothing yet."""
    for table in (
        tables.SiteFigure, tables.SiteMonthRow, tables.MonthTotal, tables.MonthDue, tables.Entry,
        tables.ReceiptMade, tables.ParcelKept, tables.Claim, tables.Epoch, tables.Held,
    ):  # fmt: skip
        desk.session.execute(delete(table))


def fill(path, cells):
    """Save a template anew as somebody does in a spreadsheet."""
    rows = read_workbook(path, limit=500)
    for (figure, place), value in cells.items():
        row = next(row for row in rows if row[:1] == [figure])
        row += [""] * (4 + place - len(row))  # it ends with its last word
        row[3 + place] = str(value)
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
