"""A sheet as a file, so that libraries can share what one of them measured."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import files, theme
from jukung.ui.pages import sheet_work
from jukung.ui.pieces.button import Button
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.sheet_work import Judged
    from jukung.ui.room import Room

FOLDER = "sheets"


class SheetSharing(QWidget):
    """Two buttons; only a sheet that fits is written."""

    opened = Signal(object, object)
    """The sheet of a file, and the file's name."""

    written = Signal(object)
    """The name of the file that was written."""

    refused = Signal(object)

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._judged: Judged | None = None
        self._open = Button(_("Open file"), key="Ctrl+O", icon="folder-open")
        self._write = Button(_("Save as file"), key="Ctrl+Shift+S", icon="file-down")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addStretch(1)
        row.addWidget(self._open)
        row.addWidget(self._write)
        self._open.clicked.connect(self.ask_file)
        self._write.clicked.connect(self.ask_where_to_write)

    def show_judged(self, judged: Judged | None) -> None:
        """Take the sheet that can be written; None where it does not fit."""
        self._judged = judged
        self._write.setEnabled(judged is not None)

    @Slot()
    def ask_file(self) -> None:
        """Ask for a sheet's file."""
        files.choose_file(
            self,
            _("Open a sheet"),
            pattern=_("Label sheet (*.toml)"),
            start=self._room.preferences.folder(FOLDER),
            then=self.open_file,
        )

    def open_file(self, path: Path) -> None:
        """Read the sheet of a file; nothing is kept by it."""
        self._room.jobs.run(
            lambda _progress, _stopped: sheet_work.read_file(path),
            owner=self,
            then=lambda sheet: self.opened.emit(sheet, path.name),
            refused=self.refused.emit,
        )

    @Slot()
    def ask_where_to_write(self) -> None:
        """Ask for the name of the file."""
        if self._judged is None:
            return
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self,
            _("Save the sheet as a file"),
            pattern=_("Label sheet (*.toml)"),
            start=folder / f"{_file_name(self._judged.sheet.title)}.toml",
            then=self.write_file,
        )

    def write_file(self, path: Path) -> None:
        """Write the sheet for other libraries."""
        judged = self._judged
        if judged is None:
            return
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: sheet_work.write_file(path, judged.written),
            owner=self,
            then=lambda written: self.written.emit(written.name),
            refused=self.refused.emit,
        )


def _file_name(title: str) -> str:
    """A name that every system takes, from a sheet's title."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in title.casefold())
    return "-".join(filter(None, kept.split("-"))) or "sheet"
