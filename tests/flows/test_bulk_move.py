"""Three hundred are moved by a spreadsheet in the real window: looked through, stored, undone."""

import pytest
import xlsxwriter
from keyboard import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from jukung.app import Program
from jukung.domain.kinds import ResidentState
from jukung.library import check, clearances, house, residents
from jukung.library.desk import open_library
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.preferences import Preferences
from makers import a_library
from prison_makers import in_room

COUNT, SICK, GONE = 300, 20, 5


@pytest.fixture
def prison(tmp_path, home):
    """A closed prison library of three hundred in block B, and a sheet that moves them to A."""
    library = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        house.add_many(desk, "A 1-20\nB 1-20")
        people = [in_room(desk, "B", str(1 + at % 20)) for at in range(COUNT)]
    library.close()
    lines = [("No Kartu", "Blok", "Kamar", "Status")]
    for at, each in enumerate(people):
        state = "SAKIT" if at < SICK else "PULANG" if at >= COUNT - GONE else "AKTIF"
        lines.append((each.card, "A", str(1 + at % 20), state))
    with xlsxwriter.Workbook(tmp_path / "mutasi.xlsx") as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([*lines, ("W999999", "A", "1", "AKTIF")]):
            sheet.write_row(row, 0, line)
    return {"path": library.path, "people": people, "sheet": tmp_path / "mutasi.xlsx"}


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
    """A keyboard, and a look at the answer."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.keys = window, qtbot, Keyboard(window.window)

    def look(self):
        self.qtbot.waitUntil(lambda: self.window.jobs.pending() == 0, timeout=60_000)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.keys.key(key, modifiers)
        self.look()

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def choose(self, path):
        """Answer the system's question for a file."""
        (dialog,) = self.window.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        self.look()
        self.window.window.activateWindow()
        self.qtbot.waitUntil(self.window.window.isActiveWindow)


@pytest.fixture
def hands(window, qtbot):
    return Hands(window, qtbot)


def inside(prison):
    """Where everybody is in what state, the clearances, and the flaws, by a second reader."""
    library = open_library(prison["path"])
    with library.reading() as desk:
        found = residents.listed(desk, states=list(ResidentState), most=1000)
        where = {each.card: (each.place, each.state.value) for each in found}
        cleared, flaws = {each.card for each in clearances.opened(desk)}, check.examine(desk).flaws
    library.close()
    return where, cleared, flaws


@pytest.mark.parametrize("undone", [False, True])
def test_three_hundred_are_planned_stored_and_put_back(hands, prison, window, undone):
    hands.press(Qt.Key.Key_F4)
    hands.control(Qt.Key.Key_4)
    hands.control(Qt.Key.Key_O)
    hands.choose(prison["sheet"])
    view = window.window.current_page().view("moves")
    planned = [str(line.verdict) for line in view.lines()]
    hands.control(Qt.Key.Key_S)
    said = view.words()
    if undone:
        hands.control(Qt.Key.Key_Z)

    QApplication.processEvents()
    window.close()
    where, cleared, flaws = inside(prison)
    people = prison["people"]
    gone = [each.card for each in people[-GONE:]]
    counts = {verdict: planned.count(verdict) for verdict in sorted(set(planned))}
    assert counts == {"doubtful": 1, "left": GONE, "moved": COUNT - GONE}
    assert said == "300 residents changed"
    if undone:
        assert where == {each.card: (each.place, "present") for each in people}
        assert (cleared, flaws) == (set(), ())
        return
    wanted = {each.card: (f"A-{1 + at % 20}", "present") for at, each in enumerate(people)}
    wanted |= {each.card: (wanted[each.card][0], "sick") for each in people[:SICK]}
    wanted |= dict.fromkeys(gone, ("", "released"))
    assert where == wanted
    assert (cleared, flaws) == (set(gone), ())
