"""Pages in tests: a room with an open library, and lanes that answer at once."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library


@pytest.fixture
def room(qapp, library, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()


@pytest.fixture
def prison_room(qapp, home, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()
    library.close()


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


@pytest.fixture
def stand(qtbot):
    """Show a card by itself, in a window as narrow as a page's side."""
    windows = []

    def put(card):
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        column = QVBoxLayout(window)
        column.addWidget(card)
        window.resize(420, 640)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return card

    return put
