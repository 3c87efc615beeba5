"""The calendar in the settings, by the keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from jukung.library import circulation, closures
from jukung.ui.pages.calendar_section import CalendarSection
from jukung.ui.pieces.button import Button
from makers import TODAY, a_loan

CONTROL = Qt.KeyboardModifier.ControlModifier
DUE = TODAY + timedelta(days=7)


@pytest.fixture
def loans(library):
    with library.changing() as desk:
        return [a_loan(desk) for _ in range(2)]


@pytest.fixture
def page(room, loans, open_page):
    return open_page(CalendarSection(room))


def read(library, work):
    with library.reading() as desk:
        return work(desk)


def due_days(library):
    found = read(library, lambda desk: desk.session.execute(text("SELECT due_on FROM loan")).all())
    return {row[0] for row in found}


def press(page, words):
    """Press a button of the banner."""
    next(each for each in page._answer.findChildren(Button) if each.text() == words).click()


def write(field, day):
    field.setFocus()
    QTest.keyClicks(field.line, day)


def close(page, first, last, name):
    """Type a closing and save it."""
    QTest.keyClick(page._table, Qt.Key.Key_N, CONTROL)
    write(page.form._first, f"{first:%d%m%Y}")
    write(page.form._last, f"{last:%d%m%Y}")
    QTest.keyClicks(page.form._name, name)
    QTest.keyClick(page.form._name, Qt.Key.Key_Return)


def test_the_list_begins_with_the_next_day_of_this_year(page):
    assert page.year() == 2026
    assert page._table.current_value().first == date(2026, 12, 25)


def test_a_closing_says_what_it_moves_then_moves_it_and_is_taken_back(page, library):
    page.begin_closing()
    write(page.form._first, f"{DUE:%d%m%Y}")
    counted = page.form.counted()
    page._leave()
    close(page, DUE, DUE + timedelta(days=1), "Banjir")
    moved, said = due_days(library), page.words()

    QTest.keyClick(page._table, Qt.Key.Key_Z, CONTROL)

    assert counted == "2 copies are due then; they would be due Mon 30 Nov."
    assert said == "Closed: 29 Nov 2026 – 30 Nov 2026"
    assert moved == {"2026-12-01"}
    assert due_days(library) == {"2026-11-29"}
    assert page._answer._detail.text() == "2 due days moved back."


def test_an_undo_says_how_many_stayed(page, library, loans):
    close(page, DUE, DUE, "Banjir")
    with library.changing() as desk:
        circulation.give_back(desk, loans[0].barcode)

    page._answer.undo()

    assert page._answer._detail.text().startswith("1 due day moved back. 1 stayed")


def test_a_closing_without_a_reason_asks_for_the_reason_where_it_is_typed(page):
    close(page, DUE, DUE, " ")

    assert page.form.words() == "Please type the reason first."
    assert page.form._name.hasFocus()
    assert page.form.isVisible()


def test_the_last_day_follows_the_first(page):
    page.begin_closing()

    write(page.form._first, "24/12")

    assert page.form.words_typed().last == date(2026, 12, 24)


def test_enter_on_a_holiday_opens_the_library_all_the_same(page, library):
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    QTest.keyClicks(page.form._name, "Kegiatan desa")
    QTest.keyClick(page.form._name, Qt.Key.Key_Return)

    natal = date(2026, 12, 25)
    assert read(library, lambda desk: closures.next_open_day(desk, natal)) == natal
    assert any(entry.is_open for entry in page.days())


def test_an_entry_of_our_own_is_removed(page, library):
    close(page, DUE, DUE, "Banjir")
    own = next(place for place, entry in enumerate(page.days()) if entry.closure_id)
    page._table.point_at(own)

    QTest.keyClick(page._table, Qt.Key.Key_Delete)
    press(page, "Only remove")

    assert page.words() == "Removed: Banjir"
    assert due_days(library) == {"2026-11-30"}
    assert not any(entry.closure_id for entry in page.days())


def test_a_closing_whose_banner_is_gone_still_moves_its_due_days_back(page, library):
    close(page, DUE, DUE, "Banjir")
    page.shown()
    own = next(place for place, entry in enumerate(page.days()) if entry.closure_id)
    page._table.point_at(own)

    QTest.keyClick(page._table, Qt.Key.Key_Delete)
    asked = page.words()
    press(page, "Remove and move the due days back")

    assert asked == "Banjir moved 2 due days."
    assert due_days(library) == {"2026-11-29"}
    assert page.words() == "Removed: Banjir"
    assert page._answer._detail.text() == "2 due days moved back."
    assert not any(entry.closure_id for entry in page.days())


def test_a_closing_that_moved_nothing_is_removed_without_a_question(page):
    close(page, date(2027, 1, 5), date(2027, 1, 5), "Rapat")
    own = next(place for place, entry in enumerate(page.days()) if entry.closure_id)
    page._table.point_at(own)

    QTest.keyClick(page._table, Qt.Key.Key_Delete)

    assert page.words() == "Removed: Rapat"


def test_escape_leaves_a_closing_in_the_calendar(page):
    close(page, DUE, DUE, "Banjir")
    own = next(place for place, entry in enumerate(page.days()) if entry.closure_id)
    page._table.point_at(own)
    QTest.keyClick(page._table, Qt.Key.Key_Delete)

    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)

    assert page.words() == ""
    assert any(entry.closure_id for entry in page.days())


def test_a_day_typed_in_eight_figures_is_that_day(page, library):
    page.begin_closing()

    write(page.form._first, "05012027")
    words = page.form._first.words()
    QTest.keyClicks(page.form._name, "Rapat desa")
    QTest.keyClick(page.form._name, Qt.Key.Key_Return)

    assert words == "Tue 5 Jan 2027"
    assert page.words() == "Closed: 5 Jan 2027"
    assert page.year() == 2027


def test_a_day_that_cannot_be_read_closes_nothing(page, library):
    page.begin_closing()

    write(page.form._first, "31/2")
    QTest.keyClicks(page.form._name, "Rapat desa")
    QTest.keyClick(page.form._name, Qt.Key.Key_Return)

    assert page.form.words().startswith("“31/2” is not a day.")
    assert page.form._first.line.hasFocus()
    assert not any(entry.closure_id for entry in page.days())


def test_tab_goes_through_the_fields_and_then_to_the_buttons(page):
    page.begin_closing()
    stops = []
    for _press in range(6):
        stops.append(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)

    form = page.form
    assert stops == [
        form._first.line, form._last.line, form._name, form._moves, form._leave, form._save
    ]  # fmt: skip


def test_a_weekday_is_closed_at_a_press(page, library):
    page._week._days[6].click()

    chosen = read(library, closures.choices)
    assert chosen.closed_weekdays == frozenset({6})
    assert page.words() == "Saved."


def test_the_last_open_weekday_stays_open(page, library):
    for button in page._week._days:
        button.click()

    assert page.words() == "At least one weekday must be open."
    assert [button.isChecked() for button in page._week._days] == [False] * 6 + [True]
    assert len(read(library, closures.choices).closed_weekdays) == 6


def test_joint_leave_needs_public_holidays(page, library):
    page._week._joint.click()
    both = read(library, closures.choices)
    page._week._public.click()

    assert (both.national, both.joint) == (True, True)
    assert page.days() == []
    assert not page._week._joint.isEnabled()


def test_the_years_are_turned_by_keys(page):
    QTest.keyClick(page._table, Qt.Key.Key_Right, CONTROL)

    assert page.year() == 2027
    estimated = [entry for entry in page.days() if entry.estimated]
    assert estimated[0].name == "Eid al-Fitr"
