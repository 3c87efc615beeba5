"""The files of a stocktake: a scanner's list, another PC's, and what is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.domain import errors
from jukung.domain.kinds import StocktakeState
from jukung.ui import files, verbs
from jukung.ui.pages import stocktake_work
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.stocktakes import StocktakeView
    from jukung.ui.jobs import Progress, Stopped
    from jukung.ui.room import Room

FOLDER = "stocktake"


class StocktakeFiles(QObject):
    """Reads and writes for the page whose child it is."""

    counted = Signal(object)
    """What a file brought, after it is on the disk."""

    saved = Signal(object)
    """The file that was written."""

    refused = Signal(object)

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page

    def ask_for_file(self, view: StocktakeView, where: str) -> None:
        """Let the list of a hand scanner or of another PC be chosen."""
        files.choose_file(
            self._page,
            _("Choose the scanner's list, or the file of the other PC"),
            pattern=_("Lists of numbers") + " (*.txt *.csv *.tsv *.dat *)",
            start=self._room.preferences.folder(FOLDER),
            then=lambda path: self.read_file(path, view, where),
        )

    def read_file(self, path: Path, view: StocktakeView, where: str) -> None:
        """Count the numbers of a file that were seen at a place."""
        self._room.preferences.keep_folder(FOLDER, path.parent)

        def work(_progress: Progress, _stopped: Stopped) -> bytes:
            limit = verbs.stocktake_files.LIMIT_MB
            try:
                with path.open("rb") as file:
                    return file.read(limit * 1_000_000 + 1)
            except OSError as trouble:
                raise errors.ScanListUnreadable(path.name) from trouble

        self._room.jobs.run(
            work,
            owner=self,
            then=lambda content: self._count(content, path.name, view, where),
            refused=self._refuse,
        )

    def ask_where_to_write(self, view: StocktakeView) -> None:
        """Ask for the place of the list for the other PC, or of the workbook."""
        suffix = ".txt" if view.state is StocktakeState.open else ".xlsx"
        start = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self._page,
            _("Where shall the file go?"),
            pattern=_("Files") + f" (*{suffix})",
            start=start / file_name(view, suffix),
            then=lambda path: self.write(path, view),
        )

    def write(self, path: Path, view: StocktakeView) -> None:
        """Write the codes seen so far for another PC, or everything as a workbook."""
        self._room.preferences.keep_folder(FOLDER, path.parent)

        def work(desk: Desk) -> bytes:
            if path.suffix.casefold() == ".xlsx":
                return stocktake_work.stocktake_workbook(desk, view.id)
            return verbs.stocktake_files.export(desk, view.id)

        self._room.jobs.read(
            work,
            owner=self,
            then=lambda content: self._keep(path, content),
            refused=self._refuse,
        )

    def _count(self, content: bytes, name: str, view: StocktakeView, where: str) -> None:
        self._room.jobs.change(
            lambda desk: verbs.stocktake_files.count_file(
                desk, view.id, content, file=name, where=where
            ),
            owner=self,
            then=self.counted.emit,
            refused=self._refuse,
        )

    def _keep(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=self.saved.emit,
            refused=self._refuse,
        )

    @Slot(object)
    def _refuse(self, refusal: errors.Refusal) -> None:
        self.refused.emit(refusal)


def file_name(view: StocktakeView, suffix: str) -> str:
    """The name of a stocktake as a file may have it."""
    plain = "".join("-" if sign in '/\\:*?"<>|' else sign for sign in view.name)
    return (plain.strip() or "stocktake") + suffix
