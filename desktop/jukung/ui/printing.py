"""Pages on a printer at their true size, one after another, all of them or some.

Each picture comes from a lane; only one is in memory, and the window stays awake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from jukung.ui import verbs
from jukung.ui.jobs import Jobs

if TYPE_CHECKING:
    from jukung.library.desk import Desk

COLOUR_DPI = 300.0


def printer_for(width_mm: float, height_mm: float, *, name: str, dots_per_inch: float) -> QPrinter:
    """A printer set to a sheet's paper: its own size, no margins, nothing scaled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(round(dots_per_inch))
    printer.setCreator("Jukung")
    set_paper(printer, width_mm, height_mm, name=name)
    return printer


def set_paper(
    printer: QPrinter, width_mm: float, height_mm: float, *, name: str, turned: bool = False
) -> None:
    """Choose paper of these millimetres; the dialog may have chosen another.

    Paper that is `turned` lies on its side; its millimetres are those of the upright sheet.
    """
    way = QPageLayout.Orientation
    size = QPageSize(
        QSizeF(width_mm, height_mm),
        QPageSize.Unit.Millimeter,
        name,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            size,
            way.Landscape if turned else way.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Point,
        )
    )
    printer.setFullPage(True)


def page_image(pdf: bytes, page: int, *, scale: float, colour: bool = False) -> QImage:
    """A page as greys, or in colour; may be called on a lane."""
    # Both make a copy: the picture's own bytes do not outlive this call.
    if not colour:
        greys = verbs.picture.page_greys(pdf, page, scale=scale)
        grey = QImage.Format.Format_Grayscale8
        return QImage(greys.rows, greys.width, greys.height, greys.width, grey).copy()
    picture = verbs.picture.page_picture(pdf, page, scale=scale)
    line = picture.width * 4
    shown = QImage(picture.rgba, picture.width, picture.height, line, QImage.Format.Format_RGBX8888)
    return shown.convertToFormat(QImage.Format.Format_RGB888)


class PagePrinting(QObject):
    """One run of the printer; delete it when it has finished."""

    stepped = Signal(object, object)
    """How many pages are drawn, and of how many."""

    finished = Signal(object)
    """Whether every page was given to the printer."""

    def __init__(
        self,
        printer: QPrinter,
        pdf: bytes,
        *,
        jobs: Jobs[Desk],
        dots_per_inch: float,
        parent: QObject,
        first: int = 0,
        count: int | None = None,
        colour: bool = False,
    ) -> None:
        """Pages are counted from 0; no count means all from the first on."""
        super().__init__(parent)
        self._printer, self._pdf, self._jobs = printer, pdf, jobs
        # In colour a page takes four times the room; 300 dots are enough for photos.
        self._scale = (min(dots_per_inch, COLOUR_DPI) if colour else dots_per_inch) / 72
        self._colour = colour
        self._painter = QPainter()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._first = self._page = first
        self._count = count
        self._stopped = False

    def begin(self) -> None:
        """Start; pages follow as their pictures are ready."""
        pdf = self._pdf
        self._jobs.run(
            lambda _progress, _stopped: verbs.picture.page_sizes(pdf),
            owner=self,
            then=self._open,
        )

    @Slot()
    def stop(self) -> None:
        """Print no further page; what the printer already has it may still print."""
        self._stopped = True

    def drawn(self) -> int:
        """How many pages the printer was given so far."""
        return self._page - self._first

    @Slot(object)
    def _open(self, sizes: tuple[tuple[float, float], ...]) -> None:
        last = len(sizes) if self._count is None else self._first + self._count
        self._sizes = sizes[:last]
        if self._first >= len(self._sizes) or not self._painter.begin(self._printer):
            self.finished.emit(False)
            return
        # Bars must not be made soft by a compression for photographs.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._ask()

    def _ask(self) -> None:
        pdf, page, scale, colour = self._pdf, self._page, self._scale, self._colour
        self._jobs.run(
            lambda _progress, _stopped: page_image(pdf, page, scale=scale, colour=colour),
            owner=self,
            then=self._draw,
        )

    @Slot(object)
    def _draw(self, image: QImage) -> None:
        if self._stopped:
            self._end(whole=False)
            return
        if self._page > self._first and not self._printer.newPage():
            self._end(whole=False)
            return
        # The picture is as large as its whole pixels, which the page is not.
        dots = self._printer.resolution() / 72 / self._scale
        self._painter.drawImage(QRectF(0, 0, image.width() * dots, image.height() * dots), image)
        self._page += 1
        self.stepped.emit(self.drawn(), len(self._sizes) - self._first)
        if self._page < len(self._sizes):
            self._ask()
        else:
            self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        # What was drawn before somebody stopped comes out, so that it can be counted.
        if not whole and not (self._stopped and self.drawn()):
            self._printer.abort()
        self._painter.end()
        self.finished.emit(whole)
