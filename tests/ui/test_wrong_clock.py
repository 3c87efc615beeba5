"""A computer whose clock is wrong says so in the window, and is believed on request."""

from datetime import UTC, datetime, timedelta

import pytest

from jukung.library import days
from jukung.library.desk import open_library
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from makers import a_library, a_title

WRONG = "The computer's clock seems to be wrong"


@pytest.fixture
def open_window(qapp, home, tmp_path, qtbot):
    """A window on a library whose last act was recorded so many days from now."""
    opened = []

    def show(ahead):
        made = a_library(tmp_path, clock=lambda: datetime.now(UTC) + timedelta(days=ahead))
        with made.changing() as desk:
            a_title(desk)
        made.close()
        window = LibraryWindow(made.path, Preferences(tmp_path / "preferences.ini"))
        opened.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.room.profile is not None, timeout=20_000)
        qtbot.waitUntil(lambda: window.jobs.pending() == 0, timeout=20_000)
        return window

    yield show
    for window in opened:
        window.close()


def test_a_clock_behind_the_last_act_is_told(open_window, qtbot):
    window = open_window(ahead=1000)

    qtbot.waitUntil(lambda: window.window.alerts.words() == WRONG, timeout=20_000)


def test_a_clock_that_is_right_is_not_spoken_of(open_window):
    window = open_window(ahead=0)

    assert window.window.alerts.words() != WRONG


def test_a_clock_is_believed_when_somebody_compared_it(open_window, qtbot):
    window = open_window(ahead=1000)
    qtbot.waitUntil(lambda: window.window.alerts.words() == WRONG, timeout=20_000)

    window._trust_clock()

    qtbot.waitUntil(lambda: window.window.alerts.words() == "", timeout=20_000)
    path = window.path
    window.close()
    library = open_library(path)
    with library.reading() as desk:
        wrong = days.clock_is_wrong(desk)
    library.close()
    assert wrong is None
