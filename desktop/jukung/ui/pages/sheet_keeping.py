"""Own sheets in the library's file: kept, deleted, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.ui import verbs
from jukung.ui.pages import sheet_work

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.paper.sheets import Sheet
    from jukung.ui.pages.sheet_work import Judged
    from jukung.ui.room import Room

_TOUCHES = frozenset({"sheet"})


class SheetKeeping(QObject):
    """Remembers the sheet deleted last as it was written."""

    kept = Signal(object)
    deleted = Signal(str)
    brought_back = Signal(object)
    refused = Signal(object)

    def __init__(self, room: Room, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._gone: tuple[str, str] | None = None

    def keep(self, judged: Judged, *, instead_of: str) -> None:
        """Keep a sheet, in place of the one of that name."""
        self._room.jobs.change(
            lambda desk: sheet_work.keep(desk, judged, instead_of=instead_of),
            owner=self,
            then=self.kept.emit,
            refused=self.refused.emit,
            touched=_TOUCHES,
        )

    def delete(self, name: str) -> None:
        """Delete a sheet."""

        def work(desk: Desk) -> str:
            written = dict(verbs.own_sheets.every(desk)).get(name, "")
            verbs.own_sheets.remove(desk, name)
            return written

        self._room.jobs.change(
            work,
            owner=self,
            then=lambda written: self._tell_deleted(name, written),
            refused=self.refused.emit,
            touched=_TOUCHES,
        )

    @Slot()
    def bring_back(self) -> None:
        """Bring the sheet deleted last back."""
        if self._gone is None:
            return
        name, written = self._gone

        def work(desk: Desk) -> Sheet:
            verbs.own_sheets.save(desk, name, written)
            sheet: Sheet = verbs.sheets.parse(name, written, own=True)
            return sheet

        self._room.jobs.change(
            work,
            owner=self,
            then=self.brought_back.emit,
            refused=self.refused.emit,
            touched=_TOUCHES,
        )

    def _tell_deleted(self, name: str, written: str) -> None:
        self._gone = (name, written)
        self.deleted.emit(name)
