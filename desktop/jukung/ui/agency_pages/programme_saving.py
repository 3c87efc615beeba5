"""Lists of the programme as files and on paper: one way for all its pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jukung.ui import files, verbs
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.agency.office import OfficeDesk
    from jukung.figures.reports.report import ReportTable
    from jukung.ui.room import Room

FOLDER = "programme"
_SUFFIXES = (".xlsx", ".csv", ".pdf")

Tables = Callable[["OfficeDesk"], "Sequence[ReportTable]"]
Paper = Callable[["OfficeDesk"], bytes]


class ListSaving(QObject):
    """Asks where to, writes, and tells how it went."""

    said = Signal(object, object)
    refused = Signal(object)

    def __init__(self, room: OfficeRoom, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page
        # It asks of a room what every hall has.
        self._printing = PaperPrinting(cast("Room", room), page)
        self._printing.said.connect(self.said)
        self._printing.refused.connect(self.refused)

    def ask_where(self, name: str, tables: Tables, paper: Paper | None = None) -> None:
        """Let a workbook, CSV or PDF be chosen, then write it."""
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self._page,
            _("Save list"),
            pattern=";;".join((_("Workbook (*.xlsx)"), _("CSV (*.csv)"), _("PDF (*.pdf)"))),
            start=folder / f"{name}.xlsx",
            then=lambda path: self.save(path, tables, paper),
        )

    def save(self, path: Path, tables: Tables, paper: Paper | None = None) -> None:
        """Write the list as the ending of the name says."""
        suffix = path.suffix.lower()
        if suffix not in _SUFFIXES:
            path, suffix = path.with_name(f"{path.name}.xlsx"), ".xlsx"
        self._room.preferences.keep_folder(FOLDER, path.parent)

        def made(desk: OfficeDesk) -> bytes:
            if suffix == ".pdf" and paper is not None:
                return paper(desk)
            return work.contents(desk, tables(desk), suffix)

        self._room.jobs.read(
            made,
            owner=self,
            then=lambda content: self._write(path, content),
            refused=self.refused.emit,
        )

    def print_it(self, name: str, tables: Tables, paper: Paper | None = None) -> None:
        """Ask for a printer, then print."""
        self._printing.ask_printer(
            Printable(
                cast("Any", paper or partial(_paper, tables)),
                file=f"{name}.pdf",
                folder=FOLDER,
                printed=_("The list is at the printer."),
                colour=True,
            )
        )

    def _write(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: self.said.emit(_("Saved: {file}").format(file=done.name), "good"),
            refused=self.refused.emit,
        )


def _paper(tables: Tables, desk: OfficeDesk) -> bytes:
    return work.contents(desk, tables(desk), ".pdf")
