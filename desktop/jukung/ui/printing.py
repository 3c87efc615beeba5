"""Pages on a printer at their true size, one after another.

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

MM = 25.4


def printer_for(width_mm: float, height_mm: float, *, name: str, dots_per_inch: float) -> QPrinter:
    """A printer set to a sheet's paper: its own size, no margins, nothing scaled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(round(dots_per_inch))
    printer.setCreator("Jukung")
    set_paper(printer, width_mm, height_mm, name=name)
    return printer


def set_paper(printer: QPrinter, width_mm: float, height_mm: float, *, name: str) -> None:
    """Choose paper of these millimetres; the dialog may have chosen another."""
    size = QPageSize(
        QSizeF(width_mm, height_mm),
        QPageSize.Unit.Millimeter,
        name,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point
        )
    )
    printer.setFullPage(True)


def page_image(pdf: bytes, page: int, *, scale: float) -> QImage:
    """A page as greys; may be called on a lane."""
    picture = verbs.picture.page_picture(pdf, page, scale=scale)
    line = picture.width * 4
    shown = QImage(picture.rgba, picture.width, picture.height, line, QImage.Format.Format_RGBX8888)
    return shown.convertToFormat(QImage.Format.Format_Grayscale8)


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
    ) -> None:
        super().__init__(parent)
        self._printer, self._pdf, self._jobs = printer, pdf, jobs
        self._scale = dots_per_inch / 72
        self._painter = QPainter()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._page = 0
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

    @Slot(object)
    def _open(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self._sizes = sizes
        if not self._painter.begin(self._printer):
            self.finished.emit(False)
            return
        # Bars must not be made soft by a compression for photographs.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._ask()

    def _ask(self) -> None:
        pdf, page, scale = self._pdf, self._page, self._scale
        self._jobs.run(
            lambda _progress, _stopped: page_image(pdf, page, scale=scale),
            owner=self,
            then=self._draw,
        )

    @Slot(object)
    def _draw(self, image: QImage) -> None:
        if self._stopped:
            self._end(whole=False)
            return
        if self._page and not self._printer.newPage():
            self._end(whole=False)
            return
        wide, high = (side / MM * self._printer.resolution() for side in self._sizes[self._page])
        self._painter.drawImage(QRectF(0, 0, wide, high), image)
        self._page += 1
        self.stepped.emit(self._page, len(self._sizes))
        if self._page < len(self._sizes):
            self._ask()
        else:
            self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        if not whole:
            self._printer.abort()
        self._painter.end()
        self.finished.emit(whole)
