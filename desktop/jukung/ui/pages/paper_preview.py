"""The pages of a PDF as they will be printed: one at a time, whole or at true size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.ui import theme, verbs
from jukung.ui.office_papers import millimetres
from jukung.ui.pages.paper_canvas import PaperCanvas
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.true_size import INCH_MM, TrueSizeButton, pixels_per_mm
from jukung.ui.printing import page_image
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.ui.paper_printing import Make
    from jukung.ui.room import Room

RESTS_MS, POINT_MM = 90, INCH_MM / 72
ROOMY, TINY = 620, 330


@dataclass(frozen=True, slots=True)
class _Made:
    """A PDF and the sizes of its pages in mm."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class PaperPreview(QWidget):
    """Give it what makes the PDF; it shows the pages, or why there are none."""

    made = Signal(object)
    """How many pages there are now; 0 where nothing can be printed."""

    def __init__(self, room: Room, *, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._empty = room, empty
        self._make: Make | None = None
        self._pages: _Made | None = None
        self._page = self._asked = self._drawn = 0
        self._canvas = PaperCanvas()
        self._area: QScrollArea = scrolling(self._canvas)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._where, self._above = label("", "small"), label("", "small")
        self._back = Button("", icon="chevron-left", key="PgUp")
        self._next = Button("", icon="chevron-right", key="PgDown")
        self._true = TrueSizeButton()
        self._rest, self._redraw = self._timer(self._begin), self._timer(self._draw)
        self._lay_out()
        self.show_paper(None)

    def show_paper(self, make: Make | None, *, empty: str = "") -> None:
        """Show other pages soon; None shows why there are none yet."""
        self._make = make
        self._empty = empty or self._empty
        self._asked += 1
        if make is None:
            self._rest.stop()
            self._forget(self._empty)
        else:
            if self._pages is None:
                self._canvas.show_words(_("The pages are being made…"))
            self._rest.start()

    def show_now(self) -> None:
        """Make the pages without waiting for fingers to rest."""
        if self._rest.isActive():
            self._rest.stop()
            self._begin()

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sizes) if self._pages else 0

    def page(self) -> int:
        """Which page is in view, counted from 0."""
        return self._page

    def pdf(self) -> bytes:
        """The pages in view; nothing where there are none."""
        return self._pages.pdf if self._pages else b""

    def words(self) -> str:
        """What is said below the page, or in its place."""
        return self._where.text() or self._canvas.accessibleName()

    def paper_area(self) -> QRectF:
        """Where the paper lies on screen."""
        return self._canvas.area()

    @Slot()
    def turn_back(self) -> None:
        """Show the page before."""
        self._turn(self._page - 1)

    @Slot()
    def turn_on(self) -> None:
        """Show the page after."""
        self._turn(self._page + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_where()
        if self._pages is not None:
            self._redraw.start()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(260))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # --- making ---------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        make, asked = self._make, self._asked
        if make is None:
            return
        self._room.jobs.read(
            lambda desk: _opened(make(desk)),
            owner=self,
            then=lambda pages: self._show(pages, asked),
            refused=lambda refusal: self._refuse(refusal, asked),
            latest="paper",
        )

    def _show(self, pages: _Made, asked: int) -> None:
        if asked != self._asked:
            return
        self._pages = pages
        self._page = min(self._page, len(pages.sizes) - 1)
        self._draw()
        self.made.emit(len(pages.sizes))

    @Slot()
    def _draw(self) -> None:
        pages = self._pages
        if pages is None:
            return
        size, page = pages.sizes[self._page], self._page
        self._canvas.wait(size)
        self._canvas.be_true(pixels_per_mm(self) if self._true.isChecked() else 0.0)
        self._tell_where()
        self._drawn += 1
        drawn = self._drawn
        wide = self._canvas.area().width() or 1.0
        scale = wide / size[0] * POINT_MM * self.devicePixelRatioF()
        self._room.jobs.run(
            lambda *_steps: page_image(pages.pdf, page, scale=scale, colour=True),
            owner=self,
            then=lambda image: self._show_image(image, drawn),
        )

    def _show_image(self, image: QImage, drawn: int) -> None:
        if drawn == self._drawn and self._pages is not None:
            self._canvas.show_page(self._pages.sizes[self._page], image)

    def _refuse(self, refusal: Refusal, asked: int) -> None:
        if asked == self._asked:
            self._forget(messages.sentence(refusal))

    def _forget(self, words: str) -> None:
        self._pages, self._page = None, 0
        self._drawn += 1
        self._canvas.show_words(words)
        self._canvas.be_true(0.0)
        self._tell_where()
        self.made.emit(0)

    def _turn(self, page: int) -> None:
        if 0 <= page < self.page_count():
            self._page = page
            self._area.verticalScrollBar().setValue(0)
            self._draw()

    def _tell_where(self) -> None:
        count = self.page_count()
        self._back.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < count - 1)
        for each in (self._back, self._next):
            each.setVisible(count > 1)
        self._true.setVisible(count > 0)
        if self._pages is None:
            self._where.setText("")
            self._show_where()
            return
        wide, high = self._pages.sizes[self._page]
        size = f"{millimetres(wide)} × {millimetres(high)}"
        words = _("Page {page} of {count} · {size} mm") if count > 1 else _("1 page · {size} mm")
        if count > 1 and self.width() < theme.px(ROOMY):
            words = _("Page {page} of {count}")
        self._where.setText(
            words.format(page=number(self._page + 1), count=number(count), size=size)
        )
        self._show_where()

    def _show_where(self) -> None:
        """Between the arrows, or above them where there is no room."""
        tiny = self.width() < theme.px(TINY)
        self._above.setText(self._where.text())
        self._above.setVisible(tiny)
        self._where.setVisible(not tiny)

    def _timer(self, ring: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(RESTS_MS)
        timer.timeout.connect(ring)
        return timer

    def _lay_out(self) -> None:
        self._back.setToolTip(_("Page before"))
        self._next.setToolTip(_("Page after"))
        for words in (self._where, self._above):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._where.setMinimumHeight(theme.px(36))
        for each in (self._back, self._next, self._true):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.turn_back)
        self._next.clicked.connect(self.turn_on)
        self._true.clicked.connect(self._draw)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(6))
        foot.addWidget(self._back)
        foot.addWidget(self._where, 1)
        foot.addWidget(self._next)
        foot.addWidget(self._true)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._area, 1)
        column.addWidget(self._above)
        column.addLayout(foot)


def _opened(pdf: bytes) -> _Made:
    return _Made(pdf, verbs.picture.page_sizes(pdf))
