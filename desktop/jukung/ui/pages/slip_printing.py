"""Puts the slips of a list on paper, or into a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import files, printing, verbs
from jukung.ui.pages.slip_work import slips_pdf
from jukung.ui.room import Room
from jukung.words import _

FOLDER = "slips"
DOTS_PER_INCH = 300.0
# Millimetres; the same as `paper.reminders`, which a page does not wait for.
PAPERS = {"a4": (210.0, 297.0), "f4": (215.0, 330.0)}


class SlipPrinting(QObject):
    """Makes the slips, asks where to, and tells how it went."""

    said = Signal(object, object)
    """A sentence, and the tint it is said in."""

    refused = Signal(object)
    stepped = Signal(object, object)
    finished = Signal()
    """Nothing is being printed any more."""

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page
        self._run: printing.PagePrinting | None = None

    def ask_printer(self, kind: str, paper: str) -> None:
        """Open the system's own dialog, then print the slips of a list."""
        if self._run is not None:
            return
        printer = printing.printer_for(
            *PAPERS[paper], name=paper.upper(), dots_per_inch=DOTS_PER_INCH
        )
        if self._room.preferences.printer:
            printer.setPrinterName(self._room.preferences.printer)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
        dialog.finished.connect(lambda result: self._after_dialog(printer, result, kind, paper))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    def ask_where_to_save(self, kind: str, paper: str) -> None:
        """Ask for a file, then write the slips of a list there."""
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        start = folder / _("reminders-{day}.pdf").format(day=self._room.today().isoformat())
        files.choose_new_file(
            self._page,
            _("Save reminders"),
            pattern=_("PDF (*.pdf)"),
            start=start,
            then=lambda path: self.save(path, kind, paper=paper),
        )

    def save(self, path: Path, kind: str, *, paper: str) -> None:
        """Write the slips; a file is either whole or not there."""
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._make(kind, paper, lambda pdf: self._write(path, pdf))

    def print_on(self, printer: QPrinter, kind: str, *, paper: str) -> None:
        """Draw the slips on a printer at true size."""
        self._make(kind, paper, lambda pdf: self._draw(printer, pdf, paper))

    def _after_dialog(self, printer: QPrinter, result: int, kind: str, paper: str) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        if name := printer.printerName():
            self._room.preferences.printer = name
        self.print_on(printer, kind, paper=paper)

    def _make(self, kind: str, paper: str, then: object) -> None:
        self._room.jobs.read(
            lambda desk: slips_pdf(desk, kind, paper=paper),
            owner=self,
            then=then,  # type: ignore[arg-type]  # one of the two above
            refused=self._refuse,
        )

    def _write(self, path: Path, pdf: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, pdf),
            owner=self,
            then=lambda written: self.said.emit(
                _("Saved: {file}").format(file=Path(written).name), "good"
            ),
            refused=self._refuse,
        )

    def _draw(self, printer: QPrinter, pdf: bytes, paper: str) -> None:
        printing.set_paper(printer, *PAPERS[paper], name=paper.upper())
        run = printing.PagePrinting(
            printer, pdf, jobs=self._room.jobs, dots_per_inch=DOTS_PER_INCH, parent=self
        )
        self._run = run
        run.stepped.connect(self.stepped)
        run.finished.connect(lambda whole: self._end(whole=bool(whole)))
        run.begin()

    def _end(self, *, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.finished.emit()
        if whole:
            self.said.emit(_("The slips are at the printer."), "good")
        else:
            self.said.emit(_("The slips were not all printed. Look at the printer."), "gold")

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)
