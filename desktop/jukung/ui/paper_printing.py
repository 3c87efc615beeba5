"""One way to print or save any paper: a PDF made on a lane, at its own true size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import files, printing, verbs
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.pieces.progress_strip import ProgressStrip
    from jukung.ui.room import Room

DOTS_PER_INCH = 300.0

Make = Callable[["Desk"], bytes]


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper that can be made: its pages, its file's name, and what is said of it."""

    make: Make
    """Gives the PDF; may refuse."""
    file: str
    """The name proposed for its file."""
    folder: str
    """What folder and printer are remembered for, such as `slips`."""
    printed: str
    """The sentence once the printer has it all."""
    look: Make | None = None
    """The same pages without changing anything, where making them takes a number."""
    colour: bool = False
    """Whether there may be colours, such as of a crest."""
    touched: frozenset[str] = frozenset()
    """What making it changes; nothing where it only reads."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A PDF, and the size of its paper in mm."""

    pdf: bytes
    width: float
    height: float


class PaperPrinting(QObject):
    """Makes the pages, asks where to, and tells how it went."""

    said = Signal(object, object)
    """A sentence, and the tint it is said in."""

    refused = Signal(object)
    stepped = Signal(object, object)
    """How many pages are drawn, and of how many."""

    began = Signal()
    finished = Signal(object)
    """Nothing is being printed any more; whether all of it went out."""

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page
        self._run: printing.PagePrinting | None = None
        self._asking = False

    def show_on(self, strip: ProgressStrip) -> None:
        """Show how far it is on a strip, and stop by its button."""
        self.began.connect(lambda: strip.begin(_("Printing")))
        self.stepped.connect(strip.advance)
        self.finished.connect(strip.end)
        strip.stopped.connect(self.stop)

    def ask_printer(self, paper: Printable) -> None:
        """Open the system's own dialog with the paper's size chosen, then print."""
        if self._asking or self._run is not None:
            return
        self._asking = True
        look = paper.look or paper.make
        self._room.jobs.read(
            lambda desk: _measured(look(desk)),
            owner=self,
            then=lambda made: self._open_dialog(paper, made),
            refused=self._refuse,
        )

    def print_now(self, paper: Printable) -> None:
        """Print without asking where the purpose's printer is known and there."""
        name = self._room.preferences.printer_of(paper.folder)
        if not name or QPrinterInfo.printerInfo(name).isNull():
            self.ask_printer(paper)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(round(DOTS_PER_INCH))
        printer.setCreator("Jukung")
        printer.setPrinterName(name)
        self.print_on(printer, paper)

    def ask_where_to_save(self, paper: Printable) -> None:
        """Ask for a file, then write the pages there."""
        folder = self._room.preferences.folder(paper.folder) or Path.home()
        files.choose_new_file(
            self._page,
            _("Save PDF"),
            pattern=_("PDF (*.pdf)"),
            start=folder / paper.file,
            then=lambda path: self.save(path, paper),
        )

    def save(self, path: Path, paper: Printable) -> None:
        """Write the pages; a file is either whole or not there."""
        self._room.preferences.keep_folder(paper.folder, path.parent)
        self._make(paper, lambda pdf: self._write(path, pdf))

    def print_on(self, printer: QPrinter, paper: Printable) -> None:
        """Draw the pages on a printer at true size."""
        if self._run is None:
            self._make(paper, lambda pdf: self._measure_and_draw(printer, pdf, paper))

    @Slot()
    def stop(self) -> None:
        """Print no further page."""
        if self._run is not None:
            self._run.stop()

    def _open_dialog(self, paper: Printable, made: _Measured) -> None:
        self._asking = False
        printer = printing.printer_for(
            made.width, made.height, name=_name(made), dots_per_inch=DOTS_PER_INCH
        )
        _set_paper(printer, made)
        if name := self._room.preferences.printer_of(paper.folder):
            printer.setPrinterName(name)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=True)
        dialog.finished.connect(lambda result: self._after_dialog(printer, result, paper, made))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the printer's dialog hides it behind another `open`

    def _after_dialog(
        self, printer: QPrinter, result: int, paper: Printable, made: _Measured
    ) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        if name := printer.printerName():
            self._room.preferences.keep_printer(paper.folder, name)
        if paper.look is None:
            self._draw(printer, made, paper)
        else:
            self.print_on(printer, paper)

    def _make(self, paper: Printable, then: Callable[[bytes], object]) -> None:
        if paper.touched:
            self._room.jobs.change(
                paper.make, owner=self, then=then, refused=self._refuse, touched=paper.touched
            )
        else:
            self._room.jobs.read(paper.make, owner=self, then=then, refused=self._refuse)

    def _write(self, path: Path, pdf: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, pdf),
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
        )

    def _tell_saved(self, written: Path) -> None:
        self.said.emit(_("Saved: {file}").format(file=Path(written).name), "good")

    def _measure_and_draw(self, printer: QPrinter, pdf: bytes, paper: Printable) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: _measured(pdf),
            owner=self,
            then=lambda made: self._draw(printer, made, paper),
            refused=self._refuse,
        )

    def _draw(self, printer: QPrinter, made: _Measured, paper: Printable) -> None:
        if self._run is not None:
            return
        _set_paper(printer, made)
        run = printing.PagePrinting(
            printer,
            made.pdf,
            jobs=self._room.jobs,
            dots_per_inch=DOTS_PER_INCH,
            parent=self,
            colour=paper.colour,
        )
        self._run = run
        run.stepped.connect(self.stepped)
        run.finished.connect(lambda whole: self._end(paper, whole=bool(whole)))
        self.began.emit()
        run.begin()

    def _end(self, paper: Printable, *, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.finished.emit(whole)
        if whole:
            self.said.emit(paper.printed, "good")
        else:
            words = _("Not everything was printed. Look at the printer, then print again.")
            self.said.emit(words, "gold")

    def _refuse(self, refusal: Refusal) -> None:
        self._asking = False
        self.refused.emit(refusal)


def _measured(pdf: bytes) -> _Measured:
    """The paper's size to a tenth of a millimetre; may be called on a lane."""
    width, height = verbs.picture.page_sizes(pdf)[0]
    return _Measured(pdf, round(width, 1), round(height, 1))


def _set_paper(printer: QPrinter, made: _Measured) -> None:
    """Sheets that lie on their side are fed upright and turned; rolls have their own length."""
    turned = made.width > made.height and made.width >= 200
    wide, high = (made.height, made.width) if turned else (made.width, made.height)
    printing.set_paper(printer, wide, high, name=_name(made), turned=turned)


def _name(made: _Measured) -> str:
    return f"{made.width:g} × {made.height:g} mm"
