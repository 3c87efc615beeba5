"""17 August: three hundred leave in one act, and one paper says what each still had."""

import re

import pypdfium2
import pytest
from keyboard import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from jukung.app import Program
from jukung.domain.kinds import LetterKind
from jukung.library import check, circulation, clearances, house, letters, release_days, residents
from jukung.library.desk import open_library
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.preferences import Preferences
from jukung.ui.vault.protocol import RosterLine, RosterRead
from makers import a_library
from prison_makers import a_passed_copy, in_room

COUNT, WITH_COPIES, ROOMS = 300, 30, 20
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def prison(tmp_path, home):
    """A closed prison library: three hundred with a day to leave, thirty with a copy."""
    library = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        house.add_many(desk, f"A 1\nB 1-{ROOMS}")
        people = [
            in_room(desk, "B", str(1 + at % ROOMS), release_on=desk.today) for at in range(COUNT)
        ]
        stays = in_room(desk, "A", "1")
        numbers = [a_passed_copy(desk, f"Judul {at}") for at in range(WITH_COPIES)]
        for each, number in zip(people, numbers, strict=False):
            circulation.lend(desk, each.card, number)
        today = desk.today
    library.close()
    return {
        "path": library.path,
        "people": people,
        "numbers": numbers,
        "stays": stays,
        "today": today,
    }


@pytest.fixture
def window(qapp, prison, tmp_path, qtbot):
    sounds.switch(on=False)
    guard = BurstGuard()
    program = Program(Preferences(tmp_path / "preferences.ini"))
    shown = program.open(prison["path"])
    shown.show()
    qtbot.waitUntil(lambda: shown.room.profile is not None, timeout=20_000)
    shown.window.resize(1366, 768)
    shown.window.activateWindow()
    qtbot.waitUntil(lambda: shown.jobs.pending() == 0, timeout=20_000)
    yield shown
    program.close()
    guard.deleteLater()


class Hands:
    """A keyboard, a scanner, and a look at the answer."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.keys = window, qtbot, Keyboard(window.window)

    def look(self):
        self.qtbot.waitUntil(lambda: self.window.jobs.pending() == 0, timeout=60_000)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.keys.key(key, modifiers)
        self.look()

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def scan(self, number):
        self.keys.scan(number)
        self.look()

    def save_as(self, path):
        """Answer the system's question for a file."""
        (dialog,) = self.window.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        self.qtbot.waitUntil(path.exists, timeout=20_000)
        self.window.window.activateWindow()
        self.qtbot.waitUntil(self.window.window.isActiveWindow)
        self.look()

    @property
    def page(self):
        return self.window.window.current_page()


@pytest.fixture
def hands(window, qtbot):
    return Hands(window, qtbot)


def words_of(path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def write_minutes(hands, path):
    """Save the minutes of the day that the chosen clearance is of."""
    hands.control(Qt.Key.Key_3)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_U, CONTROL_SHIFT)
    hands.save_as(path)
    return words_of(path)


def reopened(prison, look):
    library = open_library(prison["path"])
    with library.reading() as desk:
        found = look(desk), check.examine(desk).flaws
    library.close()
    return found


def test_three_hundred_ticked_leave_and_one_paper_says_what_became_of_their_copies(
    hands, prison, window, tmp_path
):
    lost, back = prison["numbers"][0], prison["numbers"][1]
    hands.press(Qt.Key.Key_F4)
    hands.control(Qt.Key.Key_2)
    hands.control(Qt.Key.Key_A)
    hands.control(Qt.Key.Key_S)
    assert hands.page.view("releases").banner.words().startswith("300 residents released")
    hands.press(Qt.Key.Key_F1)
    hands.scan(back)
    hands.press(Qt.Key.Key_F4)
    hands.control(Qt.Key.Key_3)
    view = hands.page.view("clearances")
    assert (len(view.listed()), view.listed()[0].card) == (COUNT, prison["people"][0].card)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Up)
    hands.control(Qt.Key.Key_R)
    hands.press(Qt.Key.Key_S, CONTROL_SHIFT)

    said = write_minutes(hands, tmp_path / "ba.pdf")

    QApplication.processEvents()
    window.close()
    cards = {each.card for each in prison["people"]}
    assert set(re.findall(r"W\d{6}", said)) == cards
    assert {number for number in prison["numbers"] if number in said} == set(prison["numbers"])
    assert "270 cards without anything" in said.replace("\r\n", " ").replace("\n", " ")
    assert re.search(rf"{lost}\s.*written off: lost", said)
    assert re.search(rf"{back}\s.*back on", said)
    assert said.count("still out") == WITH_COPIES - 2 + 1
    assert prison["stays"].card not in said
    (register, day), flaws = reopened(
        prison,
        lambda desk: (
            letters.register(desk, year=desk.today.year),
            release_days.show(desk, desk.today),
        ),
    )
    assert [(each.kind, each.card) for each in register] == [(LetterKind.minutes, "")]
    assert register[0].number in said
    assert (day.copies, day.written_off, day.still_out) == (30, 1, 28)
    assert sum(each.closed_on is not None for each in day.leavers) == COUNT - 28
    assert flaws == ()


def test_a_list_of_the_day_releases_three_hundred_and_all_come_back(
    hands, prison, window, tmp_path
):
    hands.press(Qt.Key.Key_F4)
    gone = tuple(RosterLine(0, "left", each.id, each.card) for each in prison["people"])
    view = hands.page.show_view("moves")
    view.take_roster(RosterRead(gone, is_whole=True))
    hands.look()
    hands.control(Qt.Key.Key_S)
    assert view.words() == "300 residents changed"

    said = write_minutes(hands, tmp_path / "ba.pdf")
    hands.control(Qt.Key.Key_4)
    hands.control(Qt.Key.Key_Z)

    QApplication.processEvents()
    window.close()
    assert set(re.findall(r"W\d{6}", said)) == {each.card for each in prison["people"]}
    (here, open_, days), flaws = reopened(
        prison,
        lambda desk: (
            {each.card: each.place for each in residents.listed(desk, most=1000)},
            clearances.opened(desk),
            release_days.listed(desk),
        ),
    )
    everybody = [*prison["people"], prison["stays"]]
    assert here == {each.card: each.place for each in everybody}
    assert (open_, days, flaws) == ((), (), ())
