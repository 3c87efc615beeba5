"""The chips that every page of a library has: the last backup, the month to send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jukung.ui import last_backup
from jukung.ui.header import ChipWords
from jukung.ui.pages import send_month
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.library.desk import Desk


class WindowChips(QObject):
    """Read when the library opens, and after a backup or a step of the month.

    `show` is the window's `set_chips`.
    """

    def __init__(
        self,
        room: Room,
        show: Callable[[Sequence[ChipWords]], object],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._show = room, show
        room.opened.connect(self.read)
        room.jobs.changed.connect(self._follow)

    @Slot()
    def read(self) -> None:
        """Read them again."""
        self._room.jobs.read(_read, owner=self, then=self._show, latest="chips")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"settings", "month"}:
            self.read()


def _read(desk: Desk) -> list[ChipWords]:
    backup = last_backup.chip(last_backup.last(desk), desk.local_now)
    return [backup, *send_month.waiting_words(desk)]
