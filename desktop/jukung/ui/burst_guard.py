"""A scan that falls on the wrong widget confirms nothing (F40).

A scanner ends with Enter, and Enter presses buttons and saves forms.
Outside the boxes that are made for scans, an Enter right behind a burst is
swallowed; the letters stay where they fell, to be seen.
"""

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from jukung.ui.pace import Pace

TAKES_SCANS = "takesScans"
"""The property of a widget in which an Enter behind a burst is wanted."""

_BEHIND_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class BurstGuard(QObject):
    """Stands before every window of the program, dialogs too."""

    strayed = Signal()
    """A scan came where nothing waits for one."""

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = Pace()
        self._last = 0.0
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._stand_before)

    def _stand_before(self, window: QWindow | None) -> None:
        # On the window, not on the application: that would see every event there is.
        if window is not None:
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not _takes_scans(QApplication.focusWidget()) and self._swallows(event)
        return False

    def _swallows(self, event: QKeyEvent) -> bool:
        at = float(event.timestamp()) or time.monotonic() * 1000
        if event.key() in _ENTER:
            strays = self._pace.is_burst() and at - self._last < _BEHIND_MS
            self._pace.forget()
            if strays:
                self.strayed.emit()
            return strays
        if event.text() and event.text().isprintable():
            self._pace.press(at, place=0, held=event.isAutoRepeat())
            self._last = at
        return False


def _takes_scans(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.property(TAKES_SCANS):
            return True
        widget = widget.parentWidget()
    return False
