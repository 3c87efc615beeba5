"""The cover of a title: a tile, and the field of its form."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.picture_field import PictureField
from jukung.ui.pages.picture_tile import PictureTile
from jukung.words import _

WIDE, HIGH, RADIUS = 72, 98, 6


class CoverTile(PictureTile):
    """A cover whole, never cut; without one it has a book."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(wide=WIDE, high=HIGH, radius=RADIUS, parent=parent)
        self.setAccessibleName(_("Cover"))

    @override
    def _paint_missing(self, painter: QPainter) -> None:
        self._paint_icon(painter, "book-open", theme.px(26))


class CoverField(PictureField):
    """The cover in the form of a title."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.tile = CoverTile()
        super().__init__(
            self.tile,
            name=_("Cover"),
            choose=_("Cover…"),
            asking=_("A cover"),
            parent=parent,
        )
