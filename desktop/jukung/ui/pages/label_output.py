"""Where labels go: into a PDF, or through the system's dialog to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jukung.domain.kinds import PrintWhat
from jukung.ui import files, printing
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.label_orders import Order
    from jukung.ui.pages.label_picture import LabelPicture
    from jukung.ui.pages.run_flow import RunFlow
    from jukung.ui.room import Room

FOLDER = "labels"


class LabelOutput(QObject):
    """Asks where to; the run flow does the rest."""

    printer_changed = Signal()
    """Another printer was chosen, which is put right in its own way."""

    def __init__(
        self,
        room: Room,
        flow: RunFlow,
        picture: LabelPicture,
        ready: Callable[[], Order | None],
        *,
        page: QWidget,
    ) -> None:
        """`ready` gives the order, if it can be printed now."""
        super().__init__(page)
        self._room, self._flow, self._picture = room, flow, picture
        self._ready, self._page = ready, page

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for the name of the PDF; the folder is the one of last time."""
        order = self._ready()
        if order is None:
            return
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        day = self._room.today().isoformat()
        name = _("labels-{day}.pdf")
        if order.what is PrintWhat.card:
            name = _("cards-{day}.pdf")
        files.choose_new_file(
            self._page,
            _("Save labels"),
            pattern=_("PDF (*.pdf)"),
            start=folder / name.format(day=day),
            then=self.save_pdf,
        )

    def save_pdf(self, path: Path) -> None:
        """Write the pages, then ask how they came out of the printer."""
        self._room.preferences.keep_folder(FOLDER, path.parent)
        if (order := self._ready()) is not None:
            self._flow.save(order, path)

    def print_on(self, printer: QPrinter, *, one_first: bool | None = None) -> None:
        """Draw the pages on a printer at true size, one sheet first, then ask.

        Into a file everything goes at once: a second go would write over the first.
        """
        order, shown = self._ready(), self._picture.shown()
        if order is None or shown is None:
            return
        printing.set_paper(printer, shown.page_width, shown.page_height, name=order.sheet.title)
        if one_first is None:
            one_first = not printer.outputFileName()
        self._flow.print_on(order, printer, one_first=one_first)

    @Slot()
    def ask_printer(self) -> None:
        """Open the system's own dialog; a sheet's paper is chosen already."""
        order, shown = self._ready(), self._picture.shown()
        if order is None or shown is None:
            return
        printer = printing.printer_for(
            shown.page_width,
            shown.page_height,
            name=order.sheet.title,
            dots_per_inch=order.sheet.dots_per_inch,
        )
        if self._room.preferences.printer:
            printer.setPrinterName(self._room.preferences.printer)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
        dialog.finished.connect(lambda result: self._print_after_dialog(printer, result))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    def _print_after_dialog(self, printer: QPrinter, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        name = printer.printerName()
        if name and name != self._room.preferences.printer:
            self._room.preferences.printer = name
            self.printer_changed.emit()
        self.print_on(printer)
