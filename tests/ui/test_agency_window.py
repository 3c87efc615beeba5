"""The agency's window opens on an agency's file, whatever its name."""

from jukung.app import window_for
from jukung.ui.agency_file import is_agency_file
from jukung.ui.agency_window import AgencyWindow
from jukung.ui.preferences import Preferences
from parcel_makers import an_office


def test_a_file_is_known_by_its_mark(tmp_path, library):
    office = an_office(tmp_path, file="renamed.jukung")
    office.close()

    assert is_agency_file(office.path)
    assert not is_agency_file(library.path)
    assert not is_agency_file(tmp_path / "not there.jukung")


def test_the_window_opens_and_shows_the_summary(qtbot, tmp_path):
    office = an_office(tmp_path)
    office.close()
    shown = window_for(office.path, Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(shown.window)

    with qtbot.waitSignal(shown.room.opened):
        shown.show()
    qtbot.waitUntil(lambda: shown.window.current_page().view() is not None)
    title = shown.window.windowTitle()
    shown.close()

    assert isinstance(shown, AgencyWindow)
    assert title == "Dinas Perpustakaan Contoh – Jukung"
