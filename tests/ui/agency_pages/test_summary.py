"""The province in one month."""

import pytest
from PySide6.QtCore import Qt

import small_province
from jukung.agency import accept
from jukung.exchange.parcels import export
from jukung.ui.agency_pages.summary import SummaryPage
from parcel_makers import OCTOBER, a_joined_library, a_sealed_month, sent

SEPTEMBER = OCTOBER.before


def report(agency, library, stick, month, female):
    a_sealed_month(library, month, female=female)
    export.export(library, stick)
    accept.accept(agency, [stick])


def test_before_a_library_is_enrolled_the_first_step_is_said(office_room, open_page):
    page = open_page(SummaryPage(office_room))

    assert page._pile.currentWidget() is page._empty


def test_a_month_shows_who_reported_and_what_it_adds_up_to(
    office_room, agency, joined, open_page, stick, tmp_path
):
    other = a_joined_library(tmp_path, agency, file="b.jukung", code="63.05.01.2001")
    report(agency, joined, stick, OCTOBER, 30)
    a_sealed_month(other, SEPTEMBER)
    accept.accept(agency, list(sent(other, tmp_path / "b").values()))
    other.close()
    page = open_page(SummaryPage(office_room))

    view = page.view()

    assert (view.month, view.reported, view.expected) == (OCTOBER, 1, 2)
    assert [(line.name, line.reported, line.expected) for line in view.regions] == [
        ("Banjar", 1, 1),
        ("Tapin", 0, 1),
    ]
    assert view.total("visits").value == 30
    assert view.total("activity_participants").value is None


def test_a_change_counts_only_libraries_that_reported_both_months(
    office_room, agency, joined, open_page, stick, tmp_path
):
    other = a_joined_library(tmp_path, agency, file="b.jukung", code="63.05.01.2001")
    report(agency, joined, stick, SEPTEMBER, 20)
    report(agency, joined, stick, OCTOBER, 30)
    a_sealed_month(other, SEPTEMBER, female=500)
    accept.accept(agency, list(sent(other, tmp_path / "b").values()))
    other.close()
    page = open_page(SummaryPage(office_room))

    line = page.view().total("visits")

    assert (line.value, line.before, line.change) == (30, 520, 0.5)


def test_a_gap_stands_in_the_list_with_its_numbers(
    office_room, agency, joined, open_page, tmp_path
):
    a_sealed_month(joined, SEPTEMBER)
    a_sealed_month(joined, OCTOBER)
    accept.accept(agency, [sent(joined, tmp_path / "a")[2]])
    page = open_page(SummaryPage(office_room))

    assert [(each.chip, each.detail) for each in page.view().matters] == [
        ("Something missing", "Report number 1 has not come.")
    ]
    assert page.chips() == (("1 to act on", "gold"),)


@pytest.mark.usefixtures("joined")
def test_another_month_is_chosen_with_the_arrow(office_room, open_page):
    page = open_page(SummaryPage(office_room))

    page._chooser._before.click()

    assert page.view().month == SEPTEMBER


def test_prisons_are_a_row_of_their_own_without_inhabitants(office_room, agency, open_page):
    small_province.write(agency)
    page = open_page(SummaryPage(office_room))

    assert [(line.name, line.per_thousand) for line in page.view().regions] == [
        ("Banjar", 0.25),
        ("Tapin", 0.25),
        ("Prisons", None),
    ]
    assert page.view().total("visits").sites == 3


def test_visits_stand_beside_the_year_before(office_room, agency, open_page):
    small_province.write(agency)
    page = open_page(SummaryPage(office_room))

    drawn = page._visits.drawn()

    assert (drawn.now[-1], drawn.before[-1]) == (200, 160)


def test_a_matter_opens_the_incoming_reports_with_enter(
    office_room, agency, joined, open_page, tmp_path, qtbot
):
    a_sealed_month(joined, SEPTEMBER)
    a_sealed_month(joined, OCTOBER)
    accept.accept(agency, [sent(joined, tmp_path / "a")[2]])
    gone = []
    office_room.go = gone.append
    page = open_page(SummaryPage(office_room))

    qtbot.keyClick(page._matters._shown[0], Qt.Key.Key_Return)

    assert gone == ["inbox"]


def test_the_regency_table_opens_its_libraries_and_the_prisons_figures(
    office_room, agency, open_page
):
    small_province.write(agency)
    gone = []
    office_room.go = gone.append
    page = open_page(SummaryPage(office_room))

    for line in (page.view().regions[0], page.view().regions[-1]):
        page._region_table.chosen.emit(line)

    assert gone == ["sites", "indicators"]
