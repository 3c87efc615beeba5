"""Noticing that nobody touched keys or mouse for some minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from typing_extensions import override

LOOK_MS = 500

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleWatch(QObject):
    """Watches the whole program while there is something to wait for."""

    idle = Signal()
    """The minutes are over; told once, until `begin`."""

    def __init__(
        self, *, running: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._running = running
        self._limit_s = 0
        self._touched = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """After how long nobody is there; 0 never."""
        self._limit_s = 60 * minutes
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Begin to wait anew; somebody is there."""
        app = QCoreApplication.instance()
        self.end()
        if self._limit_s and app is not None:
            self._touched = self._running()
            app.installEventFilter(self)
            self._timer.start()

    @Slot()
    def touch(self) -> None:
        """Somebody is there, although not in this program's own windows."""
        self._touched = self._running()

    @Slot()
    def end(self) -> None:
        """Watch no more, for example while the window is locked."""
        self._timer.stop()
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    @Slot()
    def look(self) -> None:
        """See whether the time is over."""
        if self._running() - self._touched >= self._limit_s:
            self.end()
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._running()
        return False
