"""Newspapers and magazines by keys: their days of the week."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import Frequency, IssueState
from jukung.library import issues, serials
from jukung.library.issues import IssueLine
from jukung.ui.pages.stocktake_hub import CollectionPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def newspaper(library):
    """A daily newspaper of which one issue of a Friday came."""
    with library.changing() as desk:
        id_ = serials.add(desk, "Warta Rawa", Frequency.daily)
        day = date(2026, 11, 20)
        issues.check_in(desk, IssueLine("", id_, "", "", "7", day, IssueState.expected))
    return id_


@pytest.fixture
def page(newspaper, room, open_page):
    return open_page(CollectionPage(room))


@pytest.fixture
def pane(page):
    return page.show_part("serials")


def expected(pane):
    return [line.dated_on for line in pane.lines() if line.state == "expected"]


def test_no_newspaper_is_waited_for_on_a_sunday(pane):
    assert date(2026, 11, 22).weekday() == 6
    assert expected(pane) == [date(2026, 11, 23), date(2026, 11, 21)]


def test_its_days_are_chosen_by_keys_and_remembered(pane, library, newspaper, qtbot):
    QTest.keyClick(pane, Qt.Key.Key_H, CONTROL)
    qtbot.waitUntil(pane.days.isVisible)
    pane.days.ticks.press(6)
    QTest.keyClick(pane.days, Qt.Key.Key_Return)

    assert expected(pane) == [date(2026, 11, day) for day in (23, 22, 21)]
    assert pane.words() == "“Warta Rawa” is expected on: Mon–Sun"
    with library.reading() as desk:
        assert serials.listed(desk)[0].days == set(range(7))


def test_a_chosen_day_is_taken_back(pane):
    pane.ask_days()
    pane.days.ticks.press(6)
    QTest.keyClick(pane.days, Qt.Key.Key_Return)

    pane.banner.undo()

    assert expected(pane) == [date(2026, 11, 23), date(2026, 11, 21)]


def test_escape_leaves_the_days_as_they_are(pane):
    pane.ask_days()
    pane.days.ticks.press(6)
    QTest.keyClick(pane.days, Qt.Key.Key_Escape)

    assert not pane.days.isVisible()
    assert pane.serials()[0].days == set(range(6))


def test_no_day_at_all_is_refused_with_the_next_step(pane):
    pane.ask_days()
    pane.days.ticks.show_days(frozenset())
    QTest.keyClick(pane.days, Qt.Key.Key_Return)

    assert pane.words() == "No day is chosen yet."


def test_only_what_comes_daily_asks_for_days(pane):
    pane.begin_new()
    monthly = pane.form.ticks.isVisible()
    pane.form.title.setText("Warta Minggu")
    pane.form.frequency.setCurrentIndex(pane.form.frequency.findData("daily"))
    daily = pane.form.ticks.isVisible()
    pane.form.ticks.show_days(frozenset({6}))
    pane.save()

    assert (monthly, daily) == (False, True)
    assert {line.title: line.days for line in pane.serials()}["Warta Minggu"] == {6}
