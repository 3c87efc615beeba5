"""The cover of a title: shown, chosen from a file, pasted, dropped or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme
from jukung.ui.pages.member_picture import PATTERN
from jukung.ui.pages.picture_taking import PictureTaking
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.icon import paint_icon
from jukung.words import _

WIDE, HIGH, RADIUS = 72, 98, 6


class CoverTile(QWidget):
    """A tile of fixed size; without a picture it has a book."""

    def __init__(
        self, *, wide: int = WIDE, high: int = HIGH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self.setFixedSize(theme.px(wide), theme.px(high))
        self.setAccessibleName(_("Cover"))

    def show_jpeg(self, jpeg: bytes | None) -> None:
        """Show a cover; None, or one that cannot be read, leaves the book."""
        picture = QImage.fromData(jpeg) if jpeg else QImage()
        self._picture = None if picture.isNull() else picture
        self.update()

    def shows_cover(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.px(RADIUS), theme.px(RADIUS))
        painter.fillPath(shape, theme.colour("initials_ground"))
        if self._picture is not None:
            painter.setClipPath(shape)
            painter.drawImage(self._inside(self._picture), self._picture)
            painter.setClipping(False)
        else:
            side = theme.px(26)
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            paint_icon(painter, QRectF(left, top, side, side), "book-open", "second")
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            edge = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
        painter.end()

    def _inside(self, picture: QImage) -> QRectF:
        """Where the whole picture fits; a cover is not cut."""
        scale = min(self.width() / picture.width(), self.height() / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)


class CoverField(QWidget):
    """A tile that takes a picture; what it holds is stored with the form."""

    given = Signal(object)
    """A file's path, or a picture, to be made small."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: bytes | None = None
        self._now: bytes | None = None
        self.tile = CoverTile()
        taking = PictureTaking(self.tile, name=_("Cover"))
        self._choose = Button(_("Cover…"), kind="link")
        self._choose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.tile)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setFixedWidth(theme.px(WIDE))
        self._choose.clicked.connect(self.ask)
        taking.pressed.connect(self.ask)
        taking.given.connect(self.given)
        taking.removed.connect(self._remove)

    def load(self, jpeg: bytes | None) -> None:
        """Show what is kept of a title."""
        self._before = self._now = jpeg
        self.tile.show_jpeg(jpeg)

    def show_jpeg(self, jpeg: bytes) -> None:
        """Hold another picture."""
        self._now = jpeg
        self.tile.show_jpeg(jpeg)

    def jpeg(self) -> bytes | None:
        """The picture held now."""
        return self._now

    def is_changed(self) -> bool:
        """Whether it is another than the one that is kept."""
        return self._now != self._before

    @Slot()
    def ask(self) -> None:
        """Ask for a file."""
        pattern = _("Pictures ({endings})").format(endings=PATTERN)
        files.choose_file(self, _("A cover"), pattern=pattern, then=self._give)

    def _give(self, path: Path) -> None:
        self.given.emit(path)

    @Slot()
    def _remove(self) -> None:
        self._now = None
        self.tile.show_jpeg(None)
