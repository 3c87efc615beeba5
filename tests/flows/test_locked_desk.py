"""A library with PINs in the real window: locked, opened, and locked again."""

import threading

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit

from jukung.domain.kinds import Role
from jukung.library import staff
from jukung.ui import sounds
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from makers import a_library, a_loan, a_member

PIN, NAME, BARCODE = "4071", "Nur Hasanah", "0003317"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LETTERS = [Qt.Key(code) for code in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)]
F_KEYS = [Qt.Key(Qt.Key.Key_F1 + n) for n in range(12) if n != 3]


def a_window(made, tmp_path, qtbot):
    sounds.switch(on=False)
    window = LibraryWindow(made.path, Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(window.window)
    window.window.resize(1366, 768)
    window.show()
    window.window.activateWindow()
    return window


@pytest.fixture
def shown(qtbot, tmp_path, home):
    made = a_library(tmp_path)
    with made.changing() as desk:
        a_loan(desk, a_member(desk, NAME))
    staff.change_pin(made, staff.door(made)[0].id, PIN)
    made.close()
    window = a_window(made, tmp_path, qtbot)
    yield window
    window.close()


@pytest.fixture
def prison(qtbot, tmp_path, home):
    """A prison's desk with an officer at it, who looks at the residents."""
    made = a_library(tmp_path, kind="prison", staff_name="Petugas")
    with made.changing() as desk:
        a_member(desk)
        staff.add(desk, "", Role.aide)
    officer = staff.door(made)[0]
    staff.change_pin(made, officer.id, PIN)
    made.close()
    window = a_window(made, tmp_path, qtbot)
    qtbot.waitUntil(lambda: window.room.profile is not None, timeout=20_000)
    window.door.welcome(staff.check_pin(window.room.library, officer.id, PIN))
    window.window.show_page("members")
    at_rest(window, qtbot)
    yield window
    window.close()


def at_rest(window, qtbot):
    qtbot.waitUntil(lambda: not window.jobs.pending(), timeout=20_000)


def rest(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def let_in(window, qtbot):
    qtbot.waitUntil(window.door.is_locked, timeout=20_000)
    chooser = window.door._lock.chooser
    chooser.pin.setText(PIN)
    QTest.keyClick(chooser.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.room.profile is not None, timeout=20_000)
    at_rest(window, qtbot)


def long_work(window):
    """Work under way that ends when the event is set; who it was done as."""
    ended, begun, done = threading.Event(), threading.Event(), []
    library = window.room.library

    def work(_progress, _stopped):
        begun.set()
        ended.wait(30)
        with library.changing() as desk:
            return desk.staff.role

    window.jobs.run(work, then=done.append)
    begun.wait(20)
    return ended, done


def press_everything(where):
    """Every F-key, and every letter with Ctrl and with Alt, wherever the focus is."""
    for key in (*F_KEYS, Qt.Key.Key_Escape):
        QTest.keyClick(where(), key)
    for letter in LETTERS:
        QTest.keyClick(where(), letter, CONTROL)
        QTest.keyClick(where(), letter, ALT)


def scan(number, where):
    for at, letter in enumerate(number + "\n"):
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter))
        written = "" if letter == "\n" else letter
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, written)
        event.setTimestamp(100_000 + 5 * at)
        QApplication.sendEvent(where(), event)
    rest(250)


def acts_of(library):
    with library.file.reading() as session:
        run = session.connection().exec_driver_sql
        return run("SELECT count(*) FROM journal_act").scalar_one()


def words_shown(window):
    """Every word that is visible: labels, lines, and the lists that show rows."""
    below = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    lines = [each.text() for each in window.findChildren(QLineEdit) if each.isVisible()]
    lists = [each for each in window.findChildren(QAbstractItemView) if each.isVisible()]
    return below + lines, lists


def picture(window):
    return window.grab().toImage()


def test_a_desk_with_pins_opens_locked_and_lets_its_keeper_in(shown, qtbot):
    qtbot.waitUntil(shown.door.is_locked, timeout=20_000)
    before = shown.room.profile

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    page_then = shown.window.current_name()
    let_in(shown, qtbot)

    assert (before, page_then, shown.door.is_locked()) == (None, "circulation", False)
    assert shown.room.staff.name == "Siti"

    shown.door.lock()

    assert (shown.door.is_locked(), shown.room.staff) == (True, None)


@pytest.mark.parametrize("busy", [False, True], ids=["at rest", "with a pending job"])
def test_nothing_acts_in_a_locked_window(shown, qtbot, busy):
    let_in(shown, qtbot)
    shown.window.show_page("members")
    at_rest(shown, qtbot)
    ended, done = long_work(shown) if busy else (threading.Event(), [])
    before = acts_of(shown.room.library)

    shown.door.lock()
    press_everything(lambda: QApplication.focusWidget() or shown.window)
    scan(BARCODE, lambda: QApplication.focusWidget() or shown.window)
    scan("A00012", lambda: shown.window)

    assert (shown.door.is_locked(), shown.window.current_name()) == (True, "members")
    assert acts_of(shown.room.library) == before
    assert shown.room.library.at_desk() is None
    ended.set()
    at_rest(shown, qtbot)
    assert (done, shown.door.is_locked()) == ([Role.librarian] if busy else [], True)


@pytest.mark.parametrize("busy", [False, True], ids=["at rest", "with a pending job"])
def test_a_locked_window_shows_nobodys_name_at_once(shown, qtbot, busy):
    let_in(shown, qtbot)
    shown.window.show_page("members")
    at_rest(shown, qtbot)
    open_lists = words_shown(shown.window)[1]
    open_picture = picture(shown.window)
    ended, _done = long_work(shown) if busy else (threading.Event(), [])

    shown.door.lock()
    words, lists = words_shown(shown.window)
    locked_picture = picture(shown.window)
    ended.set()
    at_rest(shown, qtbot)

    assert open_lists
    assert lists == []
    assert [each for each in words if NAME in each] == []
    assert locked_picture != open_picture
    assert shown.door._lock.rect().size() == shown.window.size()
    # The cover is opaque: what lies beneath may change, and nothing of it is seen.
    assert shown.window.childAt(20, 400) is not None
    assert shown.door._lock.isAncestorOf(shown.window.childAt(20, 400))
    assert [each for each in words_shown(shown.window)[0] if NAME in each] == []


def test_a_prisons_locked_desk_is_the_aides_at_once_whatever_goes_on(prison, qtbot):
    ended, done = long_work(prison)
    officers = prison.window.current_page()
    open_picture = picture(prison.window)

    prison.door.lock()
    at_once = (prison.window.current_name(), officers.isVisible(), prison.room.staff.role)
    locked_picture = picture(prison.window)
    before = acts_of(prison.room.library)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F9):
        QTest.keyClick(QApplication.focusWidget() or prison.window, key)
    for letter in (Qt.Key.Key_D, Qt.Key.Key_T):
        QTest.keyClick(QApplication.focusWidget() or prison.window, letter, CONTROL)

    assert at_once == ("circulation", False, Role.aide)
    assert prison.window.current_name() == "circulation"
    assert prison.room.library.at_desk().role is Role.aide
    assert (acts_of(prison.room.library), locked_picture != open_picture) == (before, True)
    ended.set()
    at_rest(prison, qtbot)
    assert (done, prison.room.staff.role) == ([Role.officer], Role.aide)
