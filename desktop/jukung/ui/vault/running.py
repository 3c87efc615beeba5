"""The vault's process as the main window's process has it: a pipe, and an end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from jukung.ui.vault.frames import FrameWrong, Unpacking, packed
from jukung.ui.vault.protocol import ToVault

_END_MS = 2_000


class RunningVault(QObject):
    """One process, from its start to its end; made anew for the next."""

    came = Signal(object)
    """A message."""

    gone = Signal()
    """It ended by itself."""

    failed = Signal()
    """It did not start, or said what is no message."""

    def __init__(self, command: Sequence[str], *, parent: QObject) -> None:
        super().__init__(parent)
        self._unpacking = Unpacking()
        self._process = process = QProcess(self)
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._tell_gone)
        process.errorOccurred.connect(self._tell_failed)
        self._is_over = False

    def start(self) -> None:
        """Start it."""
        self._process.start()

    def process_id(self) -> int:
        """Its id; 0 before it has one."""
        return int(self._process.processId())

    def say(self, message: ToVault) -> None:
        """Give it a message."""
        self._process.write(packed(message))

    def end(self) -> None:
        """End it now, whatever it does, and tell nothing more of it."""
        self._is_over = True
        # Nothing can be copied out of its window, so its clipboard needs no good-bye.
        self._process.kill()
        self._process.waitForFinished(_END_MS)
        self.deleteLater()

    @Slot()
    def _hear(self) -> None:
        came = bytes(self._process.readAllStandardOutput().data())
        try:
            for message in self._unpacking.take(came):
                if self._is_over:
                    return
                self.came.emit(message)
        except FrameWrong:
            self._tell_failed()

    @Slot()
    def _tell_gone(self) -> None:
        if not self._is_over:
            self.gone.emit()

    @Slot()
    def _tell_failed(self) -> None:
        if not self._is_over:
            self.failed.emit()
