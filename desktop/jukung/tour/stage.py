"""The stage of the tour: windows, keys, patience, and pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from jukung.domain import errors
from jukung.ui.jobs import Jobs

SIZES = ((1366, 768), (1024, 600))
PATIENCE_MS = 120_000
LIGHTLY = 80
BREATH_MS = 12
SOON_MS = 500
"""Timers that rest no longer than this belong to what was just done."""


class Shown(Protocol):
    """A window with its lanes: a library's, the agency's, or the welcome."""

    @property
    def window(self) -> QMainWindow:
        """What is seen."""

    @property
    def jobs(self) -> Jobs[Any]:
        """Where its work is done."""


class Stage(QObject):
    """Drives windows as hands would, and remembers what was told."""

    def __init__(self, folder: Path, tell: Callable[[str], object]) -> None:
        super().__init__()
        self.folder = folder
        self._tell = tell
        self.lines: list[str] = []
        self._count = 0

    def say(self, line: str) -> None:
        """Tell one step."""
        self.lines.append(line)
        self._tell(line)

    def wait(self, shown: Shown, until: Callable[[], bool] | None = None) -> None:
        """Let the window work until its lanes are empty, or something is true."""
        left = PATIENCE_MS / BREATH_MS
        while left > 0:
            self._pause(BREATH_MS)
            left -= 1
            if shown.jobs.pending() or not (until is None or until()):
                continue
            # What came home may have asked for more, or has yet to be laid out.
            self._pause(BREATH_MS)
            if self._is_at_rest(shown):
                return
        raise errors.TourStuck(self.lines[-1] if self.lines else "")

    def type(self, text: str, *, enter: bool = True) -> None:
        """Type into whatever has the focus, as a keyboard or scanner would."""
        for sign in text:
            target = QApplication.focusWidget()
            if target is not None:
                QTest.keyClicks(target, sign)
        if enter:
            self.press(Qt.Key.Key_Return)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key where the focus is."""
        target = QApplication.focusWidget()
        if target is not None:
            QTest.keyClick(target, key, modifier)

    def next_mark(self) -> str:
        """What the names of the next pictures begin with."""
        self._count += 1
        return f"{self._count:03}"

    def picture(
        self, shown: Shown, name: str, *, before: Callable[[], object] | None = None
    ) -> None:
        """Keep a picture of the window at each size; `before` brings something into view."""
        mark = self.next_mark()
        for width, height in SIZES:
            shown.window.resize(width, height)
            self.wait(shown)
            if before is not None:
                before()
                self.wait(shown)
            path = self.folder / f"{mark}-{name}-{width}x{height}.png"
            # Packed lightly: the picture is looked at once, and saved hundreds of times.
            if not shown.window.grab().save(str(path), "PNG", LIGHTLY):
                raise errors.CannotWrite(str(path))
        shown.window.resize(*SIZES[0])
        self.wait(shown)

    def open(self, shown: Shown) -> None:
        """Show a window at its best size and bring it to the front."""
        shown.window.showNormal()
        shown.window.resize(*SIZES[0])
        shown.window.activateWindow()

    def leave(self, shown: Shown) -> None:
        """Close a window and let it go for good."""
        shown.window.close()
        self._pause(60)

    def _is_at_rest(self, shown: Shown) -> bool:
        """Whether nothing is on its way: no job, and no pause after typing."""
        return not shown.jobs.pending() and not any(
            timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
            for timer in shown.window.findChildren(QTimer)
        )

    def _pause(self, milliseconds: int) -> None:
        # An event loop lets the lanes run; QTest.qWait would hold them up.
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
