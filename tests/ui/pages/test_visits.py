from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import visits
from jukung.ui.pages.visits import VisitsPage
from makers import TODAY


@pytest.fixture
def page(room, open_page):
    return open_page(VisitsPage(room))


def tally(library, day=TODAY):
    with library.reading() as desk:
        found = visits.tallies(desk, day, day)
    return (found[0].female, found[0].male, found[0].unknown) if found else None


def test_one_key_records_one_visitor(page, library):
    page.setFocus()

    QTest.keyClick(page, Qt.Key.Key_P)
    QTest.keyClick(page, Qt.Key.Key_P)
    QTest.keyClick(page, Qt.Key.Key_L)
    QTest.keyClick(page, Qt.Key.Key_T)

    assert tally(library) == (2, 1, 1)
    assert page._total.text() == "4"


def test_a_day_without_a_tally_is_a_dash(page):
    assert page._total.text() == "–"
    assert page._days.lines()[0].total is None


def test_control_z_takes_the_last_visitor_back(page, library):
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P)
    QTest.keyClick(page, Qt.Key.Key_L)

    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert tally(library) == (1, 0, 0)
    assert page._said.text() == "Undone: 1 of Sun 22 Nov"


def test_nothing_to_undo_is_said_kindly(page):
    page.undo()

    assert page._said.text() == "There is nothing to undo."


def test_a_past_day_is_typed_and_added(page, library):
    yesterday = TODAY - timedelta(days=1)
    page.choose_day(yesterday)

    QTest.keyClicks(page._counts["female"], "12")
    QTest.keyClicks(page._counts["male"], "8")
    QTest.keyClick(page._counts["male"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert tally(library, yesterday) == (12, 8, 0)
    assert tally(library) is None
    assert page._counts["female"].count() is None
    assert page._days.lines()[1].total == 20


def test_letters_typed_into_a_count_do_not_tally(page, library):
    page._counts["female"].setFocus()

    QTest.keyClicks(page._counts["female"], "1P2")

    assert page._counts["female"].text() == "12"
    assert tally(library) is None


def test_empty_counts_are_refused_beside_the_form(page, library):
    page.save()

    assert page._already.text() == "Please type at least one number."
    assert tally(library) is None


def test_the_last_fourteen_days_are_shown_latest_first(page):
    days = [line.on for line in page._days.lines()]

    assert days == [TODAY - timedelta(days=back) for back in range(14)]
