from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung import places, words
from jukung.domain.kinds import Sex
from jukung.library import visits
from jukung.ui.pages.visits import VisitsPage
from makers import TODAY, a_member

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(room, open_page):
    made = open_page(VisitsPage(room))
    made.setFocus()
    return made


@pytest.fixture
def press(page, qtbot):
    """Press digits as fingers do, one after the other has counted."""

    def one_by_one(keys):
        for key in keys:
            QTest.keyClicks(page, key)
            qtbot.waitUntil(lambda: not page._run)

    return one_by_one


def tally(library, day=TODAY):
    with library.reading() as desk:
        found = visits.tallies(desk, day, day)
    return found[0] if found else None


def counts(library, day=TODAY):
    found = tally(library, day)
    return (found.female, found.male, found.unknown) if found else None


def a_card(library, **draft):
    with library.changing() as desk:
        return a_member(desk, "Halimah", **draft).card


def test_one_key_records_one_visitor(page, library, press):
    press("1126")

    assert counts(library) == (2, 1, 1)
    assert page._total.text() == "4"


def test_children_and_people_with_a_disability_have_their_keys(library, press):
    press("34")

    found = tally(library)
    assert (found.total, found.children, found.disability) == (2, 1, 1)


def test_a_scanned_card_counts_its_owner_and_none_of_its_digits(page, library, qtbot):
    card = a_card(library, card="123456", sex=Sex.female)

    QTest.keyClicks(page, card)
    QTest.keyClick(page, Qt.Key.Key_Return)

    assert counts(library) == (1, 0, 0)
    assert page._said.text() == "Counted: Halimah"


@pytest.mark.parametrize("ending", [Qt.Key.Key_Tab, None])
def test_a_scan_without_enter_is_the_card_all_the_same(page, library, qtbot, ending):
    a_card(library, card="123456", sex=Sex.male)

    QTest.keyClicks(page, "123456")
    if ending:
        QTest.keyClick(page, ending)
    qtbot.waitUntil(lambda: not page._run)

    assert counts(library) == (0, 1, 0)


def test_a_card_that_begins_with_a_letter_goes_to_the_line(page, library):
    card = a_card(library)

    QTest.keyClicks(page, card[0])
    line = page._scan._line
    QTest.keyClicks(line, card[1:])
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert counts(library) == (0, 0, 1)
    assert page.hasFocus()


def test_a_card_counts_once_and_again_when_asked(page, library):
    card = a_card(library)
    page.scan(card)
    page.scan(card)
    said = page._said.text()

    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)

    assert said == "Halimah is already counted today."
    assert counts(library) == (0, 0, 2)


def test_an_unknown_card_counts_nobody_and_says_so(page, library):
    page.scan("99999")

    assert counts(library) is None
    assert "99999" in page._said.text()


def test_what_for_and_a_computer_belong_to_the_next_visitor_only(page, library, press):
    QTest.keyClick(page, Qt.Key.Key_3, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_6, CONTROL)
    press("12")

    with library.reading() as desk:
        acts = visits.of_day(desk, TODAY)
    assert [(act.purpose, act.computer) for act in acts] == [("", False), ("study", True)]


def test_a_held_key_counts_once(page, library, qtbot):
    none = Qt.KeyboardModifier.NoModifier
    for repeats in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, none, "1", repeats)
        QApplication.sendEvent(page, event)
    qtbot.waitUntil(lambda: not page._run)

    assert counts(library) == (1, 0, 0)


def test_a_day_without_a_tally_is_a_dash(page):
    assert page._total.text() == "–"
    assert page._days.lines()[0].total is None


def test_control_z_takes_the_last_visitor_back(page, library, press):
    press("12")

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert counts(library) == (1, 0, 0)
    assert page._said.text() == "Undone: 1 of Sun 22 Nov"


def test_any_act_of_today_is_taken_back_from_the_list(page, library, press):
    press("12")

    page._acts.table.point_at(1)
    QTest.keyClick(page._acts.table, Qt.Key.Key_Return)

    assert counts(library) == (0, 1, 0)
    assert len(page._acts.acts()) == 1


def test_nothing_to_undo_is_said_kindly(page):
    page.undo()

    assert page._said.text() == "There is nothing to undo."


def test_a_class_is_asked_for_and_counted_at_once(page, library, press):
    press("5")
    form = page._form

    QTest.keyClicks(form._group, "Class IV")
    QTest.keyClick(form._group, Qt.Key.Key_Return)
    QTest.keyClicks(form.counts["female"], "12")
    QTest.keyClicks(form.counts["male"], "8")
    form._children.setChecked(True)
    QTest.keyClick(form.counts["male"], Qt.Key.Key_S, CONTROL)

    found = tally(library)
    assert (found.female, found.male, found.children, found.in_groups) == (12, 8, 20, 20)
    assert page._right.currentIndex() == 0


def test_a_past_day_is_typed_and_added(page, library):
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    form = page._form

    QTest.keyClicks(form.counts["female"], "12")
    QTest.keyClick(form.counts["female"], Qt.Key.Key_S, CONTROL)

    yesterday = TODAY - timedelta(days=1)
    assert counts(library, yesterday) == (12, 0, 0)
    assert counts(library) is None
    assert page._days.lines()[1].total == 12


def test_a_day_is_opened_with_its_totals_and_set_right(page, library):
    yesterday = TODAY - timedelta(days=1)
    with library.changing() as desk:
        visits.record(desk, female=30, male=4, on=yesterday)
    page.choose_day(yesterday)
    female = page._form.counts["female"]
    shown = female.count()

    QTest.keyClicks(female, "3")
    QTest.keyClick(female, Qt.Key.Key_S, CONTROL)

    assert shown == 30
    assert counts(library, yesterday) == (3, 4, 0)


def test_letters_typed_into_a_count_do_not_tally(page, library):
    page.begin_many()

    QTest.keyClicks(page._form.counts["female"], "1P2")

    assert page._form.counts["female"].text() == "12"
    assert counts(library) is None


def test_empty_counts_are_refused_above_the_form(page, library):
    page.begin_many()

    page.save()

    assert page._form.words().startswith("Please type at least one number.")
    assert counts(library) is None


def test_escape_leaves_the_form(page):
    page.begin_many()

    QTest.keyClick(page._form.counts["female"], Qt.Key.Key_Escape)

    assert page._right.currentIndex() == 0


def test_the_last_fourteen_days_are_shown_latest_first(page):
    days = [line.on for line in page._days.lines()]

    assert days == [TODAY - timedelta(days=back) for back in range(14)]


def test_the_banner_of_the_kiosk_stays_on_its_page_and_escape_closes_it(page, room):
    told = []
    room.alerts = told
    page._kiosk.click()
    said = page._banner.words()

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert said == "The kiosk was not opened: nobody has a PIN yet."
    assert (page._banner.words(), told) == ("", [])


def test_the_banner_of_the_kiosk_goes_when_the_page_is_left(page):
    page.open_kiosk()

    page.hide()
    page.show()

    assert page._banner.words() == ""


def test_the_banner_of_the_kiosk_leads_to_the_accounts(page, room):
    went = []

    class Settings:
        show_section = went.append

    def go(name):
        went.append(name)
        return Settings

    room.go = go
    page._kiosk.click()

    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)

    assert went == ["settings", "staff"]
    assert page._banner.words() == ""


def test_a_typed_name_that_only_one_member_has_is_counted(page, library):
    with library.changing() as desk:
        a_member(desk, "Putri Hakim", sex=Sex.female)
        a_member(desk, "Putra Rahman", address="Jalan Putri")

    QTest.keyClicks(page._scan._line, "putri h")
    QTest.keyClick(page._scan._line, Qt.Key.Key_Return)

    assert page._said.text() == "Counted: Putri Hakim"
    assert counts(library) == (1, 0, 0)


def test_a_name_of_several_is_not_called_nobody(page, library):
    with library.changing() as desk:
        for _each in range(3):
            a_member(desk, "Putri Hakim")

    page.scan("Putri Hakim")

    assert page._said.text() == (
        "3 members have the name “Putri Hakim”. Scan the card, or type its number."
    )
    assert counts(library) is None


def test_every_button_of_what_for_shows_its_key_on_a_small_screen(page):
    page.resize(800, 540)

    purposes = (*page._asking._purposes.values(), page._asking._computer)

    assert [each.text() for each in purposes if each.width() < each.sizeHint().width()] == []


def test_times_in_the_list_are_written_as_they_are_spoken(page, press):
    press("1")
    table = page._acts.table.model()
    english = table.index(0, 0).data()

    words.speak("id", places.resources() / "words")
    page.shown()
    indonesian = table.index(0, 0).data()
    words.speak("en", places.resources() / "words")

    assert (english, indonesian) == ("12:00", "12.00")
