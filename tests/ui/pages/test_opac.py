"""The catalogue for everybody, by keys and scanner, on a real file."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QWidget
from sqlalchemy import text

from jukung.domain.kinds import Audience, ScreeningResult
from jukung.library import covers, screening, staff
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages import kiosk, opac
from jukung.ui.pages.catalogue import CataloguePage
from jukung.ui.pages.member_picture import jpeg_of
from jukung.ui.pages.opac import Opac
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_library, a_loan, a_member, a_title

PIN = "4826"
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


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
def stocked(library):
    with library.changing() as desk:
        title = a_title(
            desk, "Perahu Kecil", people=("Hamdan",), isbn="9780306406157", call_number="813 HAM p"
        )
        number = a_copy(desk, title_id=title)
        a_copy(desk, title_id=title)
        a_loan(desk, a_member(desk, "Halimah"), number)
        a_copy(desk, title_id=a_title(desk, "Rawa Anak", audience=Audience.children))
        out = a_copy(desk, title_id=a_title(desk, "Rawa Dipinjam"))
        a_loan(desk, a_member(desk, "Halimah"), out)
        a_title(desk, "Rawa Tanpa Eksemplar")
    return number


@pytest.fixture
def view(stocked, room, window):
    account = staff.door(room.library)[0]
    staff.change_pin(room.library, account.id, PIN)
    staff.sign_in(room.library, account.id, PIN)
    opac.open_over(room, window, without_pin=lambda: pytest.fail("somebody has a PIN"))
    return window.findChild(Opac, kiosk.NAME)


def a_jpeg():
    picture = QImage(60, 90, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    return jpeg_of(picture)


def typed(view, words):
    QTest.keyClicks(view.line, words)
    view.search()
    return view.found()


def focused():
    return QApplication.focusWidget()


def all_words(view):
    """Everything that is written anywhere on the screen."""
    said = [getattr(each, "text", str)() for each in view.findChildren(QWidget)]
    return " ".join([*said, *view.found(), *view.title.words()])


def test_new_titles_are_there_at_first_and_only_those_with_copies(view):
    assert view.found() == ["Rawa Dipinjam", "Rawa Anak", "Perahu Kecil"]
    assert view.heading() == "New in the library"


def test_what_is_typed_is_found_and_opened_by_keys_alone(view):
    assert typed(view, "perahu") == ["Perahu Kecil"]

    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert view._pages.currentWidget() is view.title
    assert view.title.words() == [
        "Perahu Kecil",
        "Hamdan",
        "ISBN 9780306406157",
        "On the shelf: 1 of 2",
        "813 HAM p",
    ]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert view._pages.currentWidget() is view._front
    assert view.found() == ["Perahu Kecil"]
    assert view.title.words() == []


def test_one_of_several_is_chosen_with_the_arrows(view):
    typed(view, "rawa")

    QTest.keyClick(view.line, Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert view.title.words()[0] == view.found()[1]


@pytest.mark.parametrize("scanned", ["9780306406157", "number"])
def test_a_scanned_book_opens_itself_also_from_another_title(view, stocked, scanned):
    typed(view, "anak")
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    assert view.title.words()[0] == "Rawa Anak"

    code = stocked if scanned == "number" else scanned
    QTest.keyClicks(focused(), code[0])
    QTest.keyClicks(focused(), code[1:])
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert view.title.words()[0] == "Perahu Kecil"


def test_a_title_that_is_out_says_when_it_comes_back_and_not_with_whom(view):
    typed(view, "dipinjam")
    QTest.keyClick(view.line, Qt.Key.Key_Return)

    said = view.title.words()

    assert said[1] == "Not on the shelf"
    assert said[2].startswith("The first comes back about ")
    assert "Halimah" not in all_words(view)


def test_nobody_is_found_by_name(view):
    assert typed(view, "halimah") == []
    assert "Halimah" not in all_words(view)


def test_a_slip_of_the_finger_is_forgiven_and_said(view):
    assert typed(view, "perabu") == ["Perahu Kecil"]
    assert view.heading() == "Not found as typed. Did you mean: perahu?"


def test_children_see_what_is_for_them_and_what_is_there(view):
    view._audiences[Audience.children].click()
    assert view.found() == ["Rawa Anak"]
    view._audiences[""].click()

    view._on_shelf.click()

    assert view.found() == ["Rawa Anak", "Perahu Kecil"]


def test_the_letters_on_the_screen_type(view):
    QTest.keyClick(view.line, Qt.Key.Key_F2)
    assert view.pad.isVisible()

    for sign in ("a", "n", "x", "", "a", "k"):
        view._press(sign)
    view._rest.timeout.emit()

    assert view.line.text() == "anak"
    assert view.found() == ["Rawa Anak"]
    QTest.keyClick(focused(), Qt.Key.Key_F2)
    assert view.pad.isHidden()


def test_who_goes_away_leaves_nothing(view):
    typed(view, "perahu")
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    waits = view._idle.isActive()

    view._idle.timeout.emit()

    assert waits
    assert view._pages.currentWidget() is view._front
    assert (view.line.text(), view.title.words()) == ("", [])
    assert len(view.found()) == 3
    assert focused() is view.line


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Z, CONTROL),
        (Qt.Key.Key_N, CONTROL),
        (Qt.Key.Key_P, CONTROL),
        (Qt.Key.Key_F, CONTROL),
        (Qt.Key.Key_G, CONTROL),
        (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_Tab, CONTROL),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_of_the_desk_are_dead(view, window, key, modifier):
    pressed = []
    combined = QKeySequence(key | modifier if modifier.value else key)
    QShortcut(combined, window).activated.connect(lambda: pressed.append(key))

    for target in (view.line, view.titles, view, view.title, window):
        QTest.keyClick(target, key, modifier)

    assert pressed == []
    assert kiosk.is_open(window)
    assert view._pages.currentWidget() in (view._front, view.title)


def test_closing_the_window_asks_for_a_pin(view, window):
    window.close()

    assert window.isVisible()
    assert view._pages.currentWidget() is view._leave


def test_only_a_pin_leaves(view, window):
    QTest.keyClick(view.line, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(focused(), "1111")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    stayed = kiosk.is_open(window)

    QTest.keyClicks(focused(), PIN)
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert stayed
    assert not kiosk.is_open(window)


def test_a_right_click_and_a_drop_do_nothing(view):
    for target in (view.line, view.titles, view.titles.viewport(), view, view.title):
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(target, menu)
        QTest.mouseClick(target, Qt.MouseButton.RightButton)
        dropped = QMimeData()
        dropped.setText("Halimah")
        drop = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )

        assert not target.acceptDrops()
        assert not QApplication.sendEvent(target, drop) or view.line.text() == ""

    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu)]
    assert all(not each.acceptDrops() for each in view.findChildren(QLineEdit))
    assert view.line.text() == ""


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_V, CONTROL), (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)],
)
def test_what_the_desk_copied_last_cannot_be_pasted(view, key, modifier):
    QGuiApplication.clipboard().setText("Halimah")

    for line in view.findChildren(QLineEdit):
        QTest.keyClick(line, key, modifier)
        QTest.mouseClick(line, Qt.MouseButton.MiddleButton)

        assert "Halimah" not in line.text()


def test_a_cover_is_shown(view, library, room):
    with library.changing() as desk:
        row = desk.session.execute(text("SELECT id FROM title WHERE title = 'Rawa Anak'"))
        covers.keep(desk, row.scalar_one(), a_jpeg())
    typed(view, "anak")
    assert not view.title.has_cover()

    QTest.keyClick(view.line, Qt.Key.Key_Return)

    assert view.title.has_cover()
    view.show_front()
    assert not view.title.has_cover()


def test_it_is_remembered_for_when_the_computer_starts_again(view, room, window):
    assert room.preferences.kiosk_page == "catalogue"
    assert view.geometry() == window.rect()


def test_the_catalogue_opens_it_and_says_why_not(room, open_page, stocked):
    page = open_page(CataloguePage(room))

    page.corner().click()

    assert not kiosk.is_open(page.window())


@pytest.fixture
def prison(qtbot, tmp_path, window):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    account = staff.door(library)[0]
    staff.change_pin(library, account.id, PIN)
    staff.sign_in(library, account.id, PIN)
    with library.changing() as desk:
        titles = [a_title(desk, name) for name in ("Lolos", "Ditolak", "Belum", "Ditolaq")]
        numbers = [a_copy(desk, title_id=each, screened=False) for each in titles]
        screening.decide(desk, [titles[0]], ScreeningResult.passed)
        a_loan(desk, a_member(desk), numbers[0])
        screening.decide(desk, titles[1:2], ScreeningResult.refused, words="tidak cocok")
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    room.move_in(library, library.profile())
    opac.open_over(room, window, without_pin=lambda: pytest.fail("somebody has a PIN"))
    yield window.findChild(Opac, kiosk.NAME), numbers
    room.jobs.close()
    library.close()


def test_in_a_prison_only_what_passed_is_there(prison):
    view, numbers = prison
    assert view.found() == ["Lolos"]

    for words in ("ditolak", "belum", "ditolax", "tola", *numbers[1:]):
        view.line.clear()
        assert typed(view, words) == []
        assert view.heading() == "Nothing found"


def test_in_a_prison_nobody_learns_when_something_comes_back(prison):
    view, _numbers = prison
    typed(view, "lolos")
    QTest.keyClick(view.line, Qt.Key.Key_Return)

    assert view.title.words()[:2] == ["Lolos", "Not on the shelf"]
    assert not any("comes back" in words for words in view.title.words())


def test_everything_fits_on_a_small_screen(view, window, qtbot):
    window.showNormal()
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: view.width() <= 1024)
    view.turn_pad()

    assert view.minimumSizeHint().width() <= 1024
    assert view.minimumSizeHint().height() <= 600
    assert view.titles.height() > 0
