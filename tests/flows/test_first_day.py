"""The first day: no library yet, one is made, and the desk is ready."""

import pytest

from jukung.app import Program
from jukung.domain.kinds import LibraryKind, Zone
from jukung.ui import sounds
from jukung.ui.library_window import LibraryWindow
from jukung.ui.pages.welcome import LibraryAnswers
from jukung.ui.preferences import Preferences
from jukung.ui.welcome_window import WelcomeWindow

ANSWERS = LibraryAnswers(
    name="Pustaka Rawa",
    kind=LibraryKind.village,
    prison_kind=None,
    place_name="Desa Rawa",
    region_code="63.03.05.2007",
    zone=Zone.WITA,
    staff_name="Siti",
)


@pytest.fixture
def program(qapp, home, tmp_path):
    sounds.switch(on=False)
    made = Program(Preferences(tmp_path / "preferences.ini"))
    yield made
    made.close()


def test_where_there_is_no_file_somebody_is_asked_and_a_library_is_made(program, tmp_path, qtbot):
    path = tmp_path / "desa.jukung"
    program.open(path).show()
    qtbot.waitUntil(lambda: isinstance(program.shown, WelcomeWindow), timeout=20_000)

    program.shown.page.make_wanted.emit(ANSWERS)
    qtbot.waitUntil(lambda: program.shown.page.words() == "Your library is ready.", timeout=20_000)
    program.shown.page.begin_wanted.emit()

    qtbot.waitUntil(lambda: isinstance(program.shown, LibraryWindow), timeout=20_000)
    qtbot.waitUntil(lambda: program.shown.room.profile is not None, timeout=20_000)
    assert program.shown.room.profile.name == "Pustaka Rawa"
    assert path.exists()


def test_a_file_of_something_else_is_named_and_left_as_it_is(program, tmp_path, qtbot):
    path = tmp_path / "surat.jukung"
    path.write_text("Yang terhormat")

    program.open(path).show()

    qtbot.waitUntil(lambda: isinstance(program.shown, WelcomeWindow), timeout=20_000)
    assert path.read_text() == "Yang terhormat"
