"""Pages in tests: a room with an open library, and lanes that answer at once."""

import pytest

from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room


@pytest.fixture
def room(qapp, library, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
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
        page.shown()
        return page

    return show
