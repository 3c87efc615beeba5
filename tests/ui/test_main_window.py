import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jukung.ui.main_window import MainWindow, PageEntry
from jukung.ui.preferences import Preferences


class Page(QWidget):
    def __init__(self, name):
        super().__init__()
        self.name, self.seen = name, 0

    def shown(self):
        self.seen += 1

    def chips(self):
        return [("Due 10 November", "gold")] if self.name == "send" else ()

    def heading(self):
        return "Send the report · October 2026" if self.name == "send" else "Circulation"


@pytest.fixture
def made():
    return []


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "preferences.ini")


@pytest.fixture
def window(qtbot, made, preferences):
    def maker(name):
        def make():
            made.append(name)
            return Page(name)

        return make

    entries = [
        PageEntry("desk", "Circulation", "scan-barcode", "F1", maker("desk")),
        PageEntry("send", "Send the report", "send", "F8", maker("send")),
    ]
    shown = MainWindow(entries, preferences=preferences, sentence=lambda r: r.code)
    qtbot.addWidget(shown)
    shown.setWindowState(Qt.WindowState.WindowNoState)
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    return shown


def words_of(window):
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_pages_are_made_when_first_shown(window, made):
    before = list(made)
    window.show_page("desk")
    window.show_page("desk")

    assert (before, made) == ([], ["desk"])


def test_function_keys_open_pages(window):
    window.show_page("desk")

    QTest.keyClick(window, Qt.Key.Key_F8)

    assert (window.current_name(), window.current_page().seen) == ("send", 1)


def test_a_page_gives_its_own_title(window):
    window.show_page("send")

    assert "Send the report · October 2026" in words_of(window)


def test_the_header_has_the_day_and_the_rail_the_library(window):
    window.show_page("desk")
    window.set_today(date(2026, 11, 22))
    window.set_footer("Pustaka Cahaya", "Desa Contoh", "Siti")

    shown = words_of(window)

    assert "Sunday, 22 November 2026" in shown
    assert ("Pustaka Cahaya · Desa Contoh" in shown, "Staff: Siti" in shown) == (True, True)


def test_where_it_is_narrow_the_day_makes_room(window, qtbot):
    window.show_page("send")
    window.set_today(date(2026, 11, 22))
    window.set_chips([("Backup 14:02 ✓", "good"), ("October report not sent yet", "gold")])

    window.resize(1024, 600)
    qtbot.waitUntil(lambda: "Sunday, 22 November 2026" not in words_of(window))

    assert (window.width(), window.height()) == (1024, 600)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
def test_the_window_takes_the_sizes_it_must(window, size):
    window.show_page("desk")

    window.resize(*size)

    assert (window.width(), window.height()) == size


def test_the_window_comes_back_where_it_was(window, preferences):
    window.close()

    assert not preferences.geometry.isEmpty()


def test_an_alert_is_said_inside_the_window(window):
    window.show_page("desk")

    window.alerts.say("Not lent", "Bring one back first.")
    said = window.alerts.words()
    window.alerts.clear()

    assert (said, window.alerts.words()) == ("Not lent", "")


def test_the_shell_loads_nothing_heavy():
    heavy = ("sqlmodel", "sqlalchemy", "reportlab", "alembic", "pydantic", "cryptography")
    asked = f"import sys, jukung.ui.main_window; print([m for m in {heavy} if m in sys.modules])"

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603 - our own Python

    assert told.stdout.strip() == "[]"


def test_the_window_tells_once_that_it_is_painted(qtbot, window):
    told = []
    window.painted.connect(lambda: told.append("painted"))
    qtbot.waitUntil(lambda: told != [])

    window.repaint()
    window.hide()
    window.show()
    QApplication.processEvents()

    assert told == ["painted"]


def test_escape_closes_the_alert_when_nothing_on_the_page_takes_it(window):
    page = window.show_page("desk")
    window.alerts.say("Not lent", "Bring one back first.")

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert window.alerts.words() == ""


def test_escape_of_the_page_goes_before_the_alert(window):
    page = window.show_page("desk")
    taken = []
    QShortcut(QKeySequence("Esc"), page).activated.connect(lambda: taken.append("page"))
    window.alerts.say("Not lent", "Bring one back first.")

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert (taken, window.alerts.words()) == (["page"], "Not lent")


def many_pages(count, rare):
    return [
        PageEntry(
            f"p{place}",
            f"Page {place}",
            "library",
            f"Ctrl+Shift+F{place + 1}" if place < 12 else "",
            lambda place=place: Page(f"p{place}"),
            is_rare=f"p{place}" in rare,
        )
        for place in range(count)
    ]


def seen_on_rail(window):
    buttons = window._rail._group.buttons()
    return [button.text() for button in buttons if button.isVisible()]


def test_of_many_pages_the_rare_ones_stand_behind_and_keep_their_keys(window):
    window.use_pages(many_pages(15, {"p3", "p14"}))
    window.show_page("p0")

    usual = seen_on_rail(window)
    QTest.mouseClick(window._rail._more, Qt.MouseButton.LeftButton)

    assert len(usual) == 13
    assert seen_on_rail(window) == ["Page 3", "Page 14"]
    window.show_page("p1")
    assert seen_on_rail(window) == usual
    QTest.keyClick(
        window,
        Qt.Key.Key_F4,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.current_name() == "p3"
    assert "Page 3" in seen_on_rail(window)


def test_few_pages_stand_all_on_the_rail(window):
    window.use_pages(many_pages(14, {"p3"}))
    window.show_page("p0")

    assert len(seen_on_rail(window)) == 14
    assert not window._rail._more.isVisible()


def test_who_is_offered_a_few_sees_them_all_at_once(window):
    window.use_pages(many_pages(16, {"p3"}))
    window.offer_only(("p0", "p3"))

    assert seen_on_rail(window) == ["Page 0", "Page 3"]
    assert not window._rail._more.isVisible()
