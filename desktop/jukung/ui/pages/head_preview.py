"""The head of a letter as it will be printed, while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.pages import letter_work
from jukung.ui.printing import page_image
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.library.letterhead import LetterheadView
    from jukung.ui.room import Room

RESTS_MS, SHOWN_MM, POINT_MM, MOST_WIDE = 150, 70.0, 25.4 / 72, 640
PAPER, EDGE = "#FFFFFF", "#D9D2C4"


class HeadPreview(QWidget):
    """The upper part of an A4 page with the letterhead and a letter's number.

    Another `heading` than a letter's has no number.
    """

    def __init__(self, room: Room, *, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._heading = room, heading
        self._view: Callable[[], LetterheadView] | None = None
        self._number = ""
        self._image: QImage | None = None
        self._asked = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._make)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Head of a letter"))

    def show_head(self, view: Callable[[], LetterheadView]) -> None:
        """Show another head soon; `view` is called on a lane."""
        self._view = view
        self._rest.start()

    def show_number(self, number: str) -> None:
        """Show another letter number soon."""
        self._number = number
        self._rest.start()

    def image(self) -> QImage | None:
        """What is shown now."""
        return self._image

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(240))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = round(self._wide(self.width()) / 210 * SHOWN_MM)
        if high != self.height():
            self.setFixedHeight(high)
        self._rest.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = self._wide(self.width())
        area = QRectF((self.width() - wide) / 2, 0.5, wide - 1, self.height() - 1)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(area)
        if self._image is not None:
            part = QRectF(0, 0, self._image.width(), self._image.height())
            painter.drawImage(area.adjusted(1, 1, -1, -1), self._image, part)
        painter.end()

    def _wide(self, room: int) -> int:
        return min(room, theme.px(MOST_WIDE))

    @Slot()
    def _make(self) -> None:
        if self._view is None:
            return
        self._asked += 1
        view, number, asked = self._view, self._number, self._asked
        heading = self._heading
        scale = self._wide(self.width()) / 210 * POINT_MM * self.devicePixelRatioF()
        self._room.jobs.run(
            lambda *_steps: _head(view(), heading or number, scale, is_letter=not heading),
            owner=self,
            then=lambda image: self._show(image, asked),
        )

    def _show(self, image: QImage, asked: int) -> None:
        if asked == self._asked:
            self._image = image
            self.update()


def _head(view: LetterheadView, words: str, scale: float, *, is_letter: bool) -> QImage:
    """The top of a page, cut off where the letter itself would begin."""
    head = letter_work.drawn_head(view)
    document = verbs.document.Document("a4", title=_("Letterhead"), letterhead=head)
    if is_letter:
        number = _("Letter number: {number}").format(number=words)
        document.heading(_("Library clearance letter"), number=number)
    else:
        document.heading(words)
    whole = page_image(document.finished(), 0, scale=scale, colour=True)
    return whole.copy(0, 0, whole.width(), round(whole.width() / 210 * SHOWN_MM))
