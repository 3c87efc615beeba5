"""A crest for the letterhead: chosen, pasted, dropped or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain import errors
from jukung.ui import files, theme
from jukung.ui.pages.member_picture import PATTERN, Source, on_white, read_picture
from jukung.ui.pages.picture_taking import PictureTaking
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.icon import paint_icon
from jukung.ui.pieces.label import label
from jukung.words import _

SIDE, RADIUS = 92, 8
# A crest is printed 20 mm high: that is 500 dots in 25 mm at 508 dpi.
MOST_PIXELS, MOST_BYTES = 500, 262_144


def emblem_of(source: Source) -> bytes:
    """The picture as a small PNG on white; refuses EmblemUnreadable, EmblemTooLarge."""
    picture = read_picture(source) if isinstance(source, Path) else source
    if picture.isNull():
        raise errors.EmblemUnreadable
    for most in (MOST_PIXELS, MOST_PIXELS // 2):
        written = _png(on_white(_fitted(picture, most)))
        if len(written) <= MOST_BYTES:
            return written
    raise errors.EmblemTooLarge(MOST_BYTES // 1024)


def _fitted(picture: QImage, most: int) -> QImage:
    if max(picture.width(), picture.height()) <= most:
        return picture
    return picture.scaled(
        most,
        most,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(picture):
        raise errors.EmblemUnreadable
    return bytes(buffer.data().data())


class EmblemField(QWidget):
    """A tile that takes a picture; what it holds is stored with the form."""

    given = Signal(object)
    """A file's path, or a picture, to be made small."""

    changed = Signal()

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: bytes | None = None
        self._now: bytes | None = None
        self.tile = _Tile()
        taking = PictureTaking(self.tile, name=name)
        self._choose, self._remove = Button(_("Choose…")), Button(_("Remove"), kind="link")
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(label(name, "field"))
        words.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        self._choose.clicked.connect(self.ask)
        self._remove.clicked.connect(self.clear)
        taking.pressed.connect(self.ask)
        taking.given.connect(self.given)
        taking.removed.connect(self.clear)
        self._show()

    def load(self, image: bytes | None) -> None:
        """Show what is kept."""
        self._before = self._now = image
        self._show()

    def hold(self, image: bytes | None) -> None:
        """Hold another picture, or none."""
        self._now = image
        self._show()
        self.changed.emit()

    def image(self) -> bytes | None:
        """The picture held now."""
        return self._now

    def is_changed(self) -> bool:
        """Whether it is another than the one that is kept."""
        return self._now != self._before

    @Slot()
    def ask(self) -> None:
        """Ask for a file."""
        pattern = _("Pictures ({endings})").format(endings=PATTERN)
        files.choose_file(self, _("A crest"), pattern=pattern, then=self._give)

    @Slot()
    def clear(self) -> None:
        """Hold no picture."""
        if self._now is not None:
            self.hold(None)

    def _give(self, path: Path) -> None:
        self.given.emit(path)

    def _show(self) -> None:
        self.tile.show_image(self._now)
        self._remove.setVisible(self._now is not None)


class _Tile(QWidget):
    """The tile itself, which has the keyboard's focus."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFixedSize(QSize(theme.px(SIDE), theme.px(SIDE)))

    def show_image(self, image: bytes | None) -> None:
        """Show a picture, or the place for one."""
        self._image = QImage.fromData(QByteArray(image)) if image else QImage()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        dashes = Qt.PenStyle.SolidLine if not self._image.isNull() else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour("control_line"), 1, dashes))
        # A crest is seen on white, as on paper.
        full = not self._image.isNull()
        painter.setBrush(QColor(Qt.GlobalColor.white) if full else theme.colour("fact_ground"))
        painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
        if full:
            self._paint_picture(painter, edge)
        else:
            side = theme.px(26)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(edge.center())
            paint_icon(painter, spot, "upload", "faint")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(edge, theme.px(RADIUS), theme.px(RADIUS))
        painter.end()

    def _paint_picture(self, painter: QPainter, edge: QRectF) -> None:
        inset = theme.px(6)
        room = edge.adjusted(inset, inset, -inset, -inset)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(room.center())
        painter.drawImage(spot, self._image)
