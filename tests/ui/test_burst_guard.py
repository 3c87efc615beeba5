"""A scan that falls on a button or a form confirms nothing (F40)."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukung.ui.burst_guard import BurstGuard
from jukung.ui.scan_field import ScanField


@pytest.fixture
def guard(qapp):
    made = BurstGuard()
    yield made
    made.deleteLater()


@pytest.fixture
def window(qtbot, guard):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def show(window, widget, qtbot):
    window.layout().addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widget.setFocus()
    qtbot.waitUntil(lambda: window.focusWidget() is not None)


def press(window, text, *, every, key=Qt.Key.Key_Return):
    """Give the window keys as the system does, with their moments."""
    at = 500_000
    keys = [(Qt.Key.Key_unknown, sign) for sign in text] + [(key, "\r")]
    for code, sign in keys:
        at += every
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(at)
        QApplication.sendEvent(window.windowHandle(), event)


def test_a_scan_does_not_press_the_button_under_the_cursor(window, guard, qtbot):
    button = QPushButton("Erase")
    pressed, strayed = [], []
    button.clicked.connect(lambda: pressed.append(1))
    button.setAutoDefault(True)
    guard.strayed.connect(lambda: strayed.append(1))
    show(window, button, qtbot)

    press(window, "0003317", every=10)

    assert (pressed, strayed) == ([], [1])


def test_a_scan_does_not_save_a_form(window, qtbot):
    line = QLineEdit()
    entered = []
    line.returnPressed.connect(lambda: entered.append(line.text()))
    show(window, line, qtbot)

    press(window, "0003317", every=10)

    assert (entered, line.text()) == ([], "0003317")


def test_fingers_still_go_on_with_enter(window, qtbot):
    line = QLineEdit()
    entered = []
    line.returnPressed.connect(lambda: entered.append(line.text()))
    show(window, line, qtbot)

    press(window, "0003317", every=120)

    assert entered == ["0003317"]


def test_the_box_of_the_desk_hears_its_scans(window, qtbot):
    field = ScanField("Scan a copy")
    entered = []
    field.entered.connect(entered.append)
    show(window, field, qtbot)

    press(window, "0003317", every=10)

    assert entered == ["0003317"]
