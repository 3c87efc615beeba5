import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from jukung.domain.kinds import Role, Sex
from jukung.library import staff, visits
from jukung.library.desk import StaffMember
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages import kiosk
from jukung.ui.pages.kiosk import Kiosk
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import NOON, TODAY, a_library, a_member

PIN = "4826"


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    made.setCentralWidget(QWidget())
    qtbot.addWidget(made)
    made.resize(1024, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def with_pin(library):
    """Siti may leave the kiosk; gives her account."""
    account = staff.door(library)[0]
    staff.change_pin(library, account.id, PIN)
    staff.sign_in(library, account.id, PIN)
    return account


@pytest.fixture
def view(room, window, with_pin):
    kiosk.open_over(room, window, without_pin=nothing)
    return window.findChild(Kiosk, kiosk.NAME)


def nothing():
    pytest.fail("somebody has a PIN")


def tally(library):
    account = staff.door(library)[0]
    staff.sign_in(library, account.id, PIN)
    with library.reading() as desk:
        found = visits.tallies(desk, TODAY, TODAY)
    return found[0] if found else None


def test_without_any_pin_the_kiosk_does_not_open(room, window):
    told = []

    kiosk.open_over(room, window, without_pin=lambda: told.append("no PIN"))

    assert not kiosk.is_open(window)
    assert (room.preferences.kiosk, told) == ("", ["no PIN"])


def test_the_kiosk_covers_the_window_and_is_remembered(view, room, window, with_pin):
    assert kiosk.is_open(window)
    assert view.geometry() == window.rect()
    assert room.preferences.kiosk == with_pin.id


def test_a_press_counts_and_thanks_without_a_name(view, library):
    view.tally("child")

    assert view.words() == "Thank you. Enjoy your visit!"
    assert tally(library).children == 1


def test_a_member_is_counted_by_card_and_not_named(view, library):
    with library.changing() as desk:
        card = a_member(desk, "Halimah", sex=Sex.female).card

    QTest.keyClicks(view._scan._line, card)
    QTest.keyClick(view._scan._line, Qt.Key.Key_Return)
    thanks = view.words()
    view.scan(card)

    assert thanks == "Thank you. Enjoy your visit!"
    assert view.words() == "Welcome back! You are already counted today."
    assert tally(library).female == 1


def test_a_card_scanned_while_the_last_is_thanked_is_not_lost(view, library):
    with library.changing() as desk:
        card = a_member(desk, "Halimah").card
    view.tally("female")

    QTest.keyClicks(view, card[0])
    QTest.keyClicks(view._scan._line, card[1:])
    QTest.keyClick(view._scan._line, Qt.Key.Key_Return)

    assert tally(library).total == 2


def test_an_unknown_card_is_answered_with_the_buttons(view):
    view.scan("99999")

    assert view.words() == "This card is not known here. Please press one of the buttons."


def test_a_group_says_how_many_it_is(view, library):
    view.tally("group")
    view._step(10)
    view._step(-1)
    view.tally_group()

    found = tally(library)
    assert (found.unknown, found.in_groups) == (11, 11)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_of_the_desk_are_dead(room, window, with_pin, key, modifier):
    pressed = []
    combined = QKeySequence(key | modifier if modifier.value else key)
    QShortcut(combined, window).activated.connect(lambda: pressed.append(key))
    kiosk.open_over(room, window, without_pin=nothing)
    view = window.findChild(Kiosk, kiosk.NAME)

    for target in (view._scan._line, view, window):
        QTest.keyClick(target, key, modifier)

    assert pressed == []
    assert kiosk.is_open(window)


def test_closing_the_window_asks_for_a_pin(view, window):
    window.close()

    assert window.isVisible()
    assert view._pages.currentWidget() is view._leave


def test_a_wrong_pin_stays_and_the_right_one_leaves(view, room, window):
    let_in = []
    room.let_in = let_in.append
    view.ask_pin()
    QTest.keyClicks(view._leave._pin, "1111")
    QTest.keyClick(view._leave._pin, Qt.Key.Key_Return)
    stayed, said = kiosk.is_open(window), view._leave.words()

    QTest.keyClicks(view._leave._pin, PIN)
    QTest.keyClick(view._leave._pin, Qt.Key.Key_Return)

    assert stayed
    assert said != ""
    assert not kiosk.is_open(window)
    assert window.centralWidget().isEnabled()
    assert [member.name for member in let_in] == ["Siti"]
    assert room.preferences.kiosk == ""


def test_a_visitor_finds_back_from_the_pin(view):
    view.ask_pin()

    QTest.keyClick(view._leave._pin, Qt.Key.Key_Escape)

    assert view._pages.currentWidget() is view._front


def test_the_pad_types_the_pin(view, window):
    view.ask_pin()
    for digit in (*PIN, "9", ""):
        view._leave._press(digit)

    view._leave.check()

    assert not kiosk.is_open(window)


def test_visitors_are_counted_after_everybody_signed_out(view, library):
    library.sign_out()

    view.tally("male")

    assert tally(library).male == 1


def test_a_kiosk_in_a_prison_knows_cards_only(qtbot, tmp_path, window):
    library = a_library(tmp_path, kind="prison", clock=lambda: NOON)
    account = staff.door(library)[0]
    staff.change_pin(library, account.id, PIN)
    staff.sign_in(library, account.id, PIN)
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    room.move_in(library, library.profile())
    with library.changing() as desk:
        card = a_member(desk).card
    kiosk.open_over(room, window, without_pin=nothing)
    view = window.findChild(Kiosk, kiosk.NAME)

    view.scan(card)

    assert view.words() == "Thank you. Enjoy your visit!"
    assert tally(library).total == 1
    room.jobs.close()
    library.close()


def test_what_somebody_chose_who_went_away_is_not_the_next_ones(view, library):
    view._asking._purposes["read"].click()
    waits = view._idle.isActive()

    view._idle.timeout.emit()
    view.tally("female")

    staff.sign_in(library, staff.door(library)[0].id, PIN)
    with library.reading() as desk:
        act = visits.of_day(desk, TODAY)[0]
    assert waits
    assert act.purpose == ""


CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two_with_pins(library, with_pin):
    """Rahman has a PIN as well, and stands before Siti in nothing but the list."""
    with library.changing() as desk:
        rahman = staff.add(desk, "Rahman", Role.assistant)
    staff.change_pin(library, rahman.id, "9026")
    return rahman


def test_the_kiosk_can_be_left_without_a_mouse(view, window):
    QTest.keyClicks(view._scan._line, "12")
    QTest.keyClick(view._scan._line, Qt.Key.Key_K, CONTROL)
    asked = view._pages.currentWidget() is view._leave

    QTest.keyClicks(QApplication.focusWidget(), PIN)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert asked
    assert not kiosk.is_open(window)


def test_tab_reaches_the_way_out_of_the_kiosk(view):
    QTest.keyClick(view._scan._line, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget().text()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert reached == "Staff"
    assert view._pages.currentWidget() is view._leave


def test_a_card_scanned_behind_a_stray_tab_still_counts(view, library):
    with library.changing() as desk:
        card = a_member(desk, "Halimah").card
    QTest.keyClick(view._scan._line, Qt.Key.Key_Tab)

    for letter in card:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert tally(library).total == 1


def test_the_pin_form_chooses_who_kept_the_desk(room, window, library, two_with_pins):
    staff.sign_in(library, two_with_pins.id, "9026")
    kiosk.open_over(room, window, without_pin=nothing)
    view = window.findChild(Kiosk, kiosk.NAME)
    view.ask_pin()
    view._leave._who.setCurrentIndex(0)
    QTest.keyClick(view._leave._pin, Qt.Key.Key_Escape)

    QTest.keyClick(view._scan._line, Qt.Key.Key_K, CONTROL)

    assert view._leave._who.currentText() == "Rahman"
    assert view._leave._pin.hasFocus()


def test_a_pin_under_nobodys_name_uses_up_no_tries(room, window, library, two_with_pins):
    with library.changing() as desk:
        plain = staff.add(desk, "Wati", Role.assistant)
    # Whoever stood at the desk before there were PINs still does.
    library.sign_in(StaffMember(plain.row, plain.name, plain.role))
    kiosk.open_over(room, window, without_pin=nothing)
    view = window.findChild(Kiosk, kiosk.NAME)
    view.ask_pin()
    for _try in range(5):
        view._leave._pin.setText("9026")
        view._leave.check()
    said, focused = view._leave.words(), view._leave._who.hasFocus()

    view._leave._who.setCurrentIndex(0)
    view._leave._pin.setText(PIN)
    view._leave.check()

    assert (said, focused) == ("Choose your name first.", True)
    assert not kiosk.is_open(window)


def test_a_pin_too_short_to_be_one_costs_no_try_at_the_kiosk(view, window):
    view.ask_pin()
    for _try in range(5):
        view._leave._pin.setText("12")
        view._leave.check()

    view._leave._pin.setText(PIN)
    view._leave.check()

    assert not kiosk.is_open(window)


def test_tab_goes_round_in_the_pin_form_and_enter_presses_back(view):
    view.ask_pin()
    walked = []
    for _step in range(4):
        walked.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    leave = view._leave
    leave._back.setFocus()
    QTest.keyClick(leave._back, Qt.Key.Key_Return)

    assert walked == [leave._pin, leave._back, leave._go, leave._who]
    assert view._pages.currentWidget() is view._front
