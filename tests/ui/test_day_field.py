"""The field for a day, by keys."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from jukung.domain import errors
from jukung.ui.pieces.fields import day_field, day_of, named
from makers import TODAY


@pytest.fixture
def field(qtbot):
    made = day_field(TODAY)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.line.clearFocus()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    "typed", ["05012027", "050127", "5-1-2027", "5/1/2027", "5/1", "5 Jan 2027"]
)
def test_a_day_typed_in_figures_keeps_its_month(field, typed):
    QTest.keyClicks(field.line, typed)

    assert day_of(field) == date(2027, 1, 5)
    assert field.words() == "Tue 5 Jan 2027"


def test_typing_takes_the_place_of_the_day_that_stood_there(field):
    QTest.keyClicks(field.line, "k")
    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert (field.line.text(), field.words()) == ("21-11-2026", "Sat 21 Nov 2026")


def test_what_is_no_day_is_said_when_the_line_is_left_and_never_guessed(field):
    QTest.keyClicks(field.line, "31/2")
    meanwhile = field.words()
    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert meanwhile == ""
    assert field.words() == "This is not a day. Write it like 5/1 or 05012027."
    with pytest.raises(errors.DayUnreadable):
        day_of(field)


def test_the_arrows_go_to_the_next_day(field):
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    QTest.keyClick(field.line, Qt.Key.Key_Down)

    assert day_of(field) == date(2026, 11, 23)


# The platform of the tests has no keyboard to lend to a popup.
@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_day_is_chosen_from_the_calendar(field, qtbot):
    QTest.keyClick(field.line, Qt.Key.Key_F4)
    with qtbot.waitSignal(field.changed):
        field._calendar.activated.emit(QDate(2026, 12, 24))

    assert (day_of(field), field._calendar.isVisible()) == (date(2026, 12, 24), False)


def test_a_day_of_former_times_is_kept_as_it_is(field):
    field.show_day(date(9999, 12, 31))

    assert day_of(field) == date(9999, 12, 31)


def test_the_line_has_the_name_of_the_field(field):
    named("First day", field)

    assert field.line.accessibleName() == "First day"
