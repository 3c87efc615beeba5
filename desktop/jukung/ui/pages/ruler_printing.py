"""The ruler page on paper, put on the printer just as the labels are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jukung.ui import files, printing, verbs
from jukung.words import _

if TYPE_CHECKING:
    from jukung.paper.placement import Placement
    from jukung.paper.sheets import Sheet
    from jukung.ui.room import Room

FOLDER = "labels"


@dataclass(frozen=True, slots=True)
class RulerOrder:
    """What is to fit: a sheet on a printer, printed as it is placed now."""

    sheet: Sheet
    printer: str
    placement: Placement

    def page(self) -> bytes:
        """The page as a PDF; may be called on a lane."""
        made: bytes = verbs.ruler.ruler_page(
            self.sheet, placement=self.placement, printer=self.printer
        )
        return made

    def size(self) -> tuple[float, float]:
        """Width and height of the paper, in mm."""
        return self.placement.page(self.sheet)


class RulerPrinting(QObject):
    """Saves or prints one page, and tells how it went."""

    saved = Signal(object)
    """The file that was written."""

    printed = Signal(object)
    """Whether the printer has all of it."""

    printer_chosen = Signal(str)
    """The printer of the dialog; the order may be another one after it."""

    refused = Signal(object)

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page
        self._run: printing.PagePrinting | None = None
        self.order: RulerOrder | None = None

    def is_printing(self) -> bool:
        """Whether a page is on its way to the printer."""
        return self._run is not None

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for the name of the PDF."""
        if self.order is None:
            return
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self._page,
            _("Save the ruler page"),
            pattern=_("PDF (*.pdf)"),
            start=folder / _("ruler-{sheet}.pdf").format(sheet=self.order.sheet.name),
            then=self.save,
        )

    def save(self, path: Path) -> None:
        """Write the ruler page; a file is either whole or not there."""
        order = self.order
        if order is None:
            return
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, order.page()),
            owner=self,
            then=self.saved.emit,
            refused=self.refused.emit,
        )

    @Slot()
    def ask_printer(self) -> None:
        """Open the system's own dialog with the right paper chosen."""
        order = self.order
        if order is None:
            return
        wide, high = order.size()
        dots = order.sheet.dots_per_inch
        printer = printing.printer_for(wide, high, name=order.sheet.title, dots_per_inch=dots)
        if order.printer:
            printer.setPrinterName(order.printer)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
        dialog.finished.connect(lambda result: self._print_after_dialog(printer, result))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    def print_on(self, printer: QPrinter) -> None:
        """Draw the ruler page on a printer at true size."""
        order = self.order
        if order is None or self._run is not None:
            return
        wide, high = order.size()
        printing.set_paper(printer, wide, high, name=order.sheet.title)
        self._room.jobs.run(
            lambda _progress, _stopped: order.page(),
            owner=self,
            then=lambda pdf: self._draw(printer, pdf, order.sheet.dots_per_inch),
            refused=self.refused.emit,
        )

    def _print_after_dialog(self, printer: QPrinter, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            if printer.printerName():
                self.printer_chosen.emit(printer.printerName())
            self.print_on(printer)

    def _draw(self, printer: QPrinter, pdf: bytes, dots_per_inch: float) -> None:
        if self._run is not None:
            return
        self._run = printing.PagePrinting(
            printer, pdf, jobs=self._room.jobs, dots_per_inch=dots_per_inch, parent=self
        )
        self._run.finished.connect(self._end)
        self._run.begin()

    @Slot(object)
    def _end(self, whole: object) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.printed.emit(whole)
