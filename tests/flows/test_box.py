"""A box comes on a stick, is lent, and goes back, in the real window by keys and scanner."""

import pytest
from keyboard import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jukung.app import Program
from jukung.exchange.packs import returns
from jukung.exchange.packs.boxes import write_box
from jukung.exchange.parcels import join
from jukung.library import check
from jukung.library.desk import open_library
from jukung.store import database
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.preferences import Preferences
from lent_box_makers import Agency, copies
from makers import a_copy, a_library, a_member

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
COUNT = 12


@pytest.fixture
def village(tmp_path, home):
    """A closed library that joined an agency, with a box of twelve on a stick."""
    agency = Agency()
    library = a_library(tmp_path, clock=None)
    with library.changing() as desk:
        join.join(desk, agency.card)
        a_copy(desk, "B0005", title="Milik Desa")
        card = a_member(desk, "Nur Hasanah").card
    library.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    path = write_box(stick / "JKB-1.jkb", agency.box(*copies(COUNT)), agency.key)
    return {"path": library.path, "stick": stick, "file": path, "card": card}


@pytest.fixture
def window(qapp, village, tmp_path, qtbot):
    """The program's own window on that library."""
    sounds.switch(on=False)
    guard = BurstGuard()
    program = Program(Preferences(tmp_path / "preferences.ini"))
    shown = program.open(village["path"])
    shown.show()
    qtbot.waitUntil(lambda: shown.room.profile is not None, timeout=20_000)
    shown.window.activateWindow()
    qtbot.waitUntil(lambda: shown.jobs.pending() == 0, timeout=20_000)
    yield shown
    program.close()
    guard.deleteLater()


class Helper:
    """Who checks the box: hands on the keys, a scanner, and a look at the answer."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.keys = window, qtbot, Keyboard(window.window)

    def look(self):
        self.qtbot.waitUntil(lambda: self.window.jobs.pending() == 0, timeout=20_000)

    def page(self):
        return self.window.window.current_page()

    def open_boxes(self):
        self.keys.key(Qt.Key.Key_B, CONTROL_SHIFT)
        self.look()

    def control(self, key):
        self.keys.control(key)
        self.look()

    def scan(self, *numbers):
        for number in numbers:
            self.keys.scan(number)
            self.look()


@pytest.fixture
def helper(window, qtbot):
    return Helper(window, qtbot)


def test_a_box_comes_is_lent_and_goes(helper, village, window):
    numbers = [each.number for each in copies(COUNT)]

    helper.open_boxes()
    helper.page().read_file(village["file"])
    helper.look()
    check_it_in(helper, numbers)
    lend_two(helper, village)
    put_it_together(helper, numbers)
    helper.page().write_return(village["stick"])
    helper.look()

    QApplication.processEvents()
    window.close()
    (back,) = [each for each in village["stick"].glob("*.jkb") if each != village["file"]]
    came = {number: str(how) for number, how in returns.read_return(back).copies}
    assert came == dict.fromkeys(numbers, "found") | {"B0003": "damaged", "B0012": "missing"}
    bare = database.connect(village["path"], None)
    assert bare.execute("SELECT count(*) FROM loan WHERE returned_on IS NULL").fetchone() == (0,)
    assert bare.execute("SELECT state FROM box").fetchall() == [("returned",)]
    bare.close()
    library = open_library(village["path"])
    with library.reading() as desk:
        assert check.examine(desk).flaws == ()
    library.close()


def check_it_in(helper, numbers):
    helper.control(Qt.Key.Key_Return)
    helper.scan(*numbers[:-1])
    helper.scan(numbers[0])
    helper.control(Qt.Key.Key_Return)
    assert "not scanned" in helper.page().scan.banner.words()
    helper.control(Qt.Key.Key_Return)
    assert helper.page().words() == "Box KB-01 is on the shelf"


def lend_two(helper, village):
    helper.keys.key(Qt.Key.Key_F1)
    helper.look()
    helper.scan(village["card"], "B0001", "KB-01-B0005")
    helper.keys.key(Qt.Key.Key_Escape)
    helper.look()


def put_it_together(helper, numbers):
    helper.open_boxes()
    helper.control(Qt.Key.Key_Return)
    assert "still with readers" in helper.page().scan.banner.words()
    helper.scan("B0001")
    assert "still lent" in helper.page().scan.banner.words()
    helper.keys.key(Qt.Key.Key_F1)
    helper.look()
    helper.scan("B0001", "KB-01-B0005")
    helper.open_boxes()
    helper.scan(*numbers[:3])
    helper.control(Qt.Key.Key_M)
    helper.scan(*numbers[3:4], "KB-01-B0005", *numbers[5:-1])
    helper.control(Qt.Key.Key_Return)
    assert helper.page().words() == "Box KB-01 goes back"
