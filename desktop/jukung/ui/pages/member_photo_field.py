"""The photo in the form: chosen, pasted, dropped or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme
from jukung.ui.pages.member_photo import RADIUS, MemberPhoto
from jukung.ui.pages.member_picture import PATTERN
from jukung.ui.pages.picture_taking import PictureTaking
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.words import _

WIDE, HIGH = 84, 108


class PhotoField(QWidget):
    """A tile that takes a picture; what it holds is stored with the form."""

    given = Signal(object)
    """A file's path, or a picture, to be made small."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: bytes | None = None
        self._now: bytes | None = None
        self.tile = _Tile()
        taking = PictureTaking(self.tile, name=_("Photo"))
        self._choose = Button(_("Photo…"), kind="link")
        self._choose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.tile)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(_("Ctrl V"), "note"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setFixedWidth(theme.px(WIDE))
        self._choose.clicked.connect(self.ask)
        taking.pressed.connect(self.ask)
        taking.given.connect(self.given)
        taking.removed.connect(self._remove)

    def load(self, name: str, jpeg: bytes | None) -> None:
        """Show what is kept of somebody."""
        self._before = self._now = jpeg
        self.tile.show_name(name, of_nobody=not name)
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
        files.choose_file(self, _("A photo"), pattern=pattern, then=self._give)

    def _give(self, path: Path) -> None:
        self.given.emit(path)

    @Slot()
    def _remove(self) -> None:
        self._now = None
        self.tile.show_jpeg(None)


class _Tile(MemberPhoto):
    """The tile itself, which has the keyboard's focus."""

    def __init__(self) -> None:
        super().__init__(wide=WIDE, high=HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            radius = theme.px(RADIUS)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
            painter.end()
