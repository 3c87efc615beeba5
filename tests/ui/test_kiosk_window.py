"""The kiosk and the opening hours in the real window, with its lanes."""

from datetime import UTC, datetime

import pytest

from jukung.domain import months
from jukung.library import opening, staff
from jukung.library.desk import open_library
from jukung.ui.library_window import LibraryWindow
from jukung.ui.pages import kiosk
from jukung.ui.pages.kiosk import Kiosk
from jukung.ui.pages.opac import Opac
from jukung.ui.pages.request_kiosk import RequestKiosk
from jukung.ui.preferences import Preferences

PIN = "4826"


@pytest.fixture
def path(library):
    """A library whose only account has a PIN; closed, as after a power cut."""
    account = staff.door(library)[0]
    staff.change_pin(library, account.id, PIN)
    library.close()
    return library.path


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def show(path, preferences, qtbot):
    """Open a window and wait until its lanes are empty."""
    shown = []

    def begin():
        window = LibraryWindow(path, preferences)
        shown.append(window)
        window.show()
        qtbot.waitUntil(lambda: window._library is not None, timeout=20_000)
        qtbot.waitUntil(lambda: not window.jobs.pending(), timeout=20_000)
        return window

    yield begin
    for window in shown:
        window.close()


def hours_of_today(path):
    library = open_library(path)
    staff.sign_in(library, staff.door(library)[0].id, PIN)
    with library.reading() as desk:
        found = opening.of_month(desk, months.month_of(desk.today))[-1]
    library.close()
    return found


def test_after_a_restart_the_kiosk_comes_back_before_the_desk(path, preferences, show):
    library = open_library(path)
    preferences.kiosk = staff.door(library)[0].id
    library.close()

    window = show()

    assert kiosk.is_open(window.window)


def test_without_the_memory_of_a_kiosk_a_pin_is_asked_for(show):
    window = show()

    assert not kiosk.is_open(window.window)
    assert window.door.is_locked()


def test_the_pin_leaves_the_kiosk_and_signs_in_whose_it_is(path, preferences, show, qtbot):
    library = open_library(path)
    preferences.kiosk = staff.door(library)[0].id
    library.close()
    window = show()
    view = window.window.findChild(Kiosk, kiosk.NAME)

    view.ask_pin()
    view._leave._pin.setText(PIN)
    view._leave.check()
    qtbot.waitUntil(lambda: not kiosk.is_open(window.window), timeout=20_000)

    assert window.room.staff.name == "Siti"
    assert not window.door.is_locked()
    assert preferences.kiosk == ""


def test_being_left_alone_does_not_lock_the_kiosk(path, preferences, show):
    library = open_library(path)
    preferences.kiosk = staff.door(library)[0].id
    library.close()
    window = show()

    window.door.lock()

    assert kiosk.is_open(window.window)
    assert not window.door.is_locked()


def test_opening_and_closing_the_window_notes_the_hours(path, preferences, show):
    library = open_library(path)
    preferences.kiosk = staff.door(library)[0].id
    library.close()
    window = show()

    window.close()

    found = hours_of_today(path)
    assert found.opened <= found.closed
    assert found.minutes is not None
    assert found.on.year == datetime.now(UTC).year


@pytest.mark.parametrize(("page", "kind"), [("catalogue", Opac), ("requests", RequestKiosk)])
def test_after_a_restart_it_is_the_same_kiosk(path, preferences, show, page, kind):
    library = open_library(path)
    preferences.kiosk = staff.door(library)[0].id
    library.close()
    preferences.kiosk_page = page

    window = show()

    assert type(window.window.findChild(Kiosk, kiosk.NAME)) is kind
