"""The agency's pages in tests: a room with an open office, and lanes that answer at once."""

import pytest

from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from parcel_makers import a_joined_library, an_office


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency, place_name="Desa Sungai Melati")
    yield made
    made.close()


@pytest.fixture
def office_room(qapp, agency, tmp_path):
    made = OfficeRoom(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with agency.reading() as desk:
        made.move_in(agency, desk.profile)
    yield made
    made.jobs.close()


@pytest.fixture
def open_page(qtbot):
    """Show a page as the window does."""

    def show(page):
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        if callable(shown := getattr(page, "shown", None)):
            shown()
        return page

    return show


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
