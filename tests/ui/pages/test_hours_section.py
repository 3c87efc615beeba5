from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung import places, words
from jukung.domain.months import Month
from jukung.library import opening
from jukung.library.opening import DayState
from jukung.ui.pages.hours_section import HoursSection
from makers import TODAY, at

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(room, open_page):
    return open_page(HoursSection(room))


def hours(library, day=TODAY):
    with library.reading() as desk:
        return next(each for each in opening.of_month(desk, Month(2026, 11)) if each.on == day)


def test_a_month_without_any_noted_day_says_so(section):
    assert section._total.text() == "No opening day was noted this month."
    assert section.table.model().rowCount() == 22


def test_a_day_is_set_right_by_keys_alone(section, library):
    section.table.point_at(1)
    QTest.keyClick(section.table, Qt.Key.Key_Return)

    QTest.keyClicks(section.opened, "8.00")
    QTest.keyClick(section.opened, Qt.Key.Key_Return)
    QTest.keyClicks(section.closed, "12:30")
    QTest.keyClick(section.closed, Qt.Key.Key_Return)

    found = hours(library, date(2026, 11, 21))
    assert (found.opened, found.closed, found.minutes) == ("08:00", "12:30", 270)
    assert section._total.text() == "1 opening days · 4 h 30 min"


def test_a_day_of_typing_is_marked_not_open_and_taken_back(room, section, library):
    with library.changing() as desk:
        opening.touch(at(desk, hour=8))
    section.shown()
    QTest.keyClick(section.table, Qt.Key.Key_L, CONTROL)
    marked = hours(library).state

    QTest.keyClick(section.table, Qt.Key.Key_Z, CONTROL)

    assert marked is DayState.not_open
    assert hours(library).opened == "08:00"


def test_hours_that_run_backwards_are_refused_beside_them(section, library):
    section.opened.setText("12:00")
    section.closed.setText("08:00")

    section.save()

    assert section._answer.words().startswith("08:00 is before 12:00.")
    assert hours(library).state is DayState.unrecorded


def test_the_usual_week_is_kept_and_proposed(section, library):
    opened, closed = section.usual[6]
    opened.setText("09:00")
    closed.setText("13:00")

    section.keep_usual()

    assert (section.opened.text(), section.closed.text()) == ("09:00", "13:00")
    assert hours(library).state is DayState.unrecorded


def test_another_month_is_shown(section):
    section.choose_month(Month(2026, 10))

    assert section.table.model().rowCount() == 31


def test_hours_are_written_as_they_are_spoken_and_taken_back_so(section, library):
    with library.changing() as desk:
        opening.set_hours(desk, TODAY, "08:00", "12:30")
    words.speak("id", places.resources() / "words")
    section.shown()
    listed = section.table.model().index(0, 1).data()
    typed = (section.opened.text(), section.closed.text())

    section.save()
    words.speak("en", places.resources() / "words")

    assert (listed, typed) == ("08.00–12.30", ("08.00", "12.30"))
    assert (hours(library).opened, hours(library).closed) == ("08:00", "12:30")
