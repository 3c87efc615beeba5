"""The vault's own process: its pipe to the main window's, and how it ends.

It ends when the pipe closes, whoever closed it: the key and the names go with it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from jukung.ui.preferences import Preferences
from jukung.ui.vault import protocol as say
from jukung.ui.vault.frames import FrameWrong, Unpacking, packed
from jukung.ui.vault_window.window import VaultWindow

if TYPE_CHECKING:
    from jukung.ui.vault.protocol import FromVault

_PIECE = 65_536


class Pipe(QObject):
    """Messages from the main process and to it; made on the main thread."""

    came = Signal(object)
    closed = Signal()

    _read = Signal(object)

    def __init__(self, *, take: int = 0, give: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take, self._give = take, give
        self._unpacking = Unpacking()
        self._read.connect(self._unpack)

    def begin(self) -> None:
        """Listen, on a thread that ends with the process."""
        threading.Thread(target=self._listen, name="vault-pipe", daemon=True).start()

    def send(self, message: FromVault) -> None:
        """Say something to the main process; nobody there ends us anyway."""
        waiting = packed(message)
        with suppress(OSError):
            while waiting:
                waiting = waiting[os.write(self._give, waiting) :]

    def _listen(self) -> None:
        piece = b"?"
        while piece:
            try:
                piece = os.read(self._take, _PIECE)
            except OSError:
                piece = b""
            self._read.emit(piece)

    @Slot(object)
    def _unpack(self, piece: bytes) -> None:
        if not piece:
            self.closed.emit()
            return
        try:
            for message in self._unpacking.take(piece):
                self.came.emit(message)
        except FrameWrong:
            self.closed.emit()


def run(app: QApplication, *, watch: Callable[[VaultWindow], object] | None = None) -> int:
    """Show the window until somebody ends it; `watch` is given it first, to lead it."""
    give = _own_output()
    pipe = Pipe(give=give)
    window = VaultWindow(pipe.send, Preferences())
    app.installEventFilter(window)
    pipe.came.connect(window.take)
    pipe.closed.connect(window.end)
    window.ended.connect(app.quit)
    if watch is not None:
        watch(window)
    pipe.begin()
    window.show()
    pipe.send(say.Ready())
    code = app.exec()
    # Nothing of ours is worth waiting for, and what is in memory goes at once.
    os._exit(code)


def _own_output() -> int:
    """Our way out, where nothing that somebody prints can get between messages."""
    give = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    sys.stdout = sys.stderr
    return give
