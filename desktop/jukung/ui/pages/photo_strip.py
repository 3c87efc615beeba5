"""Up to six small photographs: chosen, pasted, dropped or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme
from jukung.ui.pages.member_picture import PATTERN, jpeg_of
from jukung.ui.pages.picture_taking import PictureTaking
from jukung.ui.pieces.icon import paint_icon
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukung.library.activity_photos import ActivityPhotoView
    from jukung.ui.pages.member_picture import Source

MOST = 6
WIDE, HIGH, RADIUS = 104, 76, 8
_MOST_WIDE, _MOST_HIGH, _MOST_BYTES = 1280, 960, 240_000


@dataclass(frozen=True, slots=True)
class HeldPhoto:
    """A photograph in the form; one that is not stored yet has no id."""

    jpeg: bytes
    id: str = ""


def small_jpeg(source: Source) -> bytes:
    """A picture as small as the library's file takes it; refuses PhotoUnreadable."""
    return jpeg_of(source, wide=_MOST_WIDE, high=_MOST_HIGH, most_bytes=_MOST_BYTES)


class PhotoStrip(QWidget):
    """Tiles of which the first empty one takes a picture; stored with the form."""

    given = Signal(object)
    """A file's path, or a picture, to be made small."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: list[HeldPhoto] = []
        self._tiles = [_Tile(place) for place in range(MOST)]
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(6))
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // 3, place % 3)
            taking = PictureTaking(tile, name=_("Add a photo"))
            taking.given.connect(self.given)
            taking.pressed.connect(partial(self._press, tile))
            taking.removed.connect(partial(self._remove, place))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(self._grid)
        self._grid.setColumnStretch(3, 1)
        words = _(
            "Enter chooses a picture, Ctrl V pastes one, Delete takes it away. "
            "Photos stay in this library's file; nothing sends them."
        )
        column.addWidget(label(words, "note", wrap=True))
        self._show()

    def load(self, photos: Sequence[ActivityPhotoView]) -> None:
        """Show what is kept of an activity."""
        self._held = [HeldPhoto(photo.jpeg, photo.id) for photo in photos]
        self._show()

    def hold(self, jpeg: bytes) -> None:
        """Hold one more picture; a seventh is not taken."""
        if len(self._held) < MOST:
            self._held.append(HeldPhoto(jpeg))
            self._show()

    def held(self) -> tuple[HeldPhoto, ...]:
        """The pictures held now."""
        return tuple(self._held)

    @Slot()
    def ask(self) -> None:
        """Ask for a file."""
        if len(self._held) < MOST:
            pattern = _("Pictures ({endings})").format(endings=PATTERN)
            files.choose_file(self, _("A photo"), pattern=pattern, then=self._give)

    def _give(self, path: Path) -> None:
        self.given.emit(path)

    def _press(self, tile: _Tile) -> None:
        """Ask for a file where there is room; a picture is not replaced by a slip."""
        if tile.is_empty():
            self.ask()

    def _remove(self, place: int) -> None:
        if place < len(self._held):
            del self._held[place]
            self._show()

    def _show(self) -> None:
        for place, tile in enumerate(self._tiles):
            tile.show_jpeg(self._held[place].jpeg if place < len(self._held) else None)
            tile.setVisible(place <= len(self._held))


class _Tile(QWidget):
    """One picture, or the place for the next one."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self._image = QImage()
        self.setFixedSize(QSize(theme.px(WIDE), theme.px(HIGH)))

    def is_empty(self) -> bool:
        """Whether it is the place for the next picture."""
        return self._image.isNull()

    def show_jpeg(self, jpeg: bytes | None) -> None:
        """Show a picture, or the place for one."""
        self._image = QImage.fromData(QByteArray(jpeg)) if jpeg else QImage()
        name = _("Photo {number}").format(number=self._place + 1) if jpeg else _("Add a photo")
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = theme.px(RADIUS)
        if self._image.isNull():
            painter.setPen(QPen(theme.colour("control_line"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour("fact_ground"))
            painter.drawRoundedRect(edge, radius, radius)
            side = theme.px(22)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(edge.center())
            paint_icon(painter, spot, "plus", "faint")
        else:
            shape = QPainterPath()
            shape.addRoundedRect(edge, radius, radius)
            painter.setClipPath(shape)
            painter.drawImage(_covering(self._image, edge), self._image)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(edge, radius, radius)
        painter.end()


def _covering(image: QImage, edge: QRectF) -> QRectF:
    """Where a picture goes so that it fills the tile."""
    scale = max(edge.width() / image.width(), edge.height() / image.height())
    spot = QRectF(0, 0, image.width() * scale, image.height() * scale)
    spot.moveCenter(edge.center())
    return spot
