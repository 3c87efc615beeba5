"""The list of the catalogue written as a workbook, as it is searched and filtered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui import files, verbs
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.exports.list_files import ListWritten
    from jukung.ui.jobs import Progress, Stopped

FOLDER = "lists"
Shown = Callable[[], tuple[str, dict[str, Any]]]
"""Gives what was typed, and the facts of the filters."""


class TitleFile(QObject):
    """Asks where, and writes what the list shows at that moment."""

    written = Signal(object)
    """The file and its rows."""

    refused = Signal(object)

    def __init__(self, room: Room, page: QWidget, *, shown: Shown) -> None:
        super().__init__(page)
        self._room, self._page, self._shown = room, page, shown

    @Slot()
    def ask(self) -> None:
        """Ask where the list goes."""
        start = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self._page,
            _("Where shall the file go?"),
            pattern=_("Workbooks") + " (*.xlsx)",
            start=start / _("titles-{day}.xlsx").format(day=self._room.today().isoformat()),
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the titles of the list."""
        library = self._room.library
        typed, facts = self._shown()
        self._room.preferences.keep_folder(FOLDER, path.parent)

        def work(progress: Progress, stopped: Stopped) -> ListWritten:
            where = verbs.title_filters.TitleFilter(**facts)
            return verbs.shown_titles.write(
                library, path, typed=typed, where=where, progress=progress, stopped=stopped
            )

        self._room.jobs.run(work, owner=self, then=self.written.emit, refused=self.refused.emit)
