"""A picture in a form: chosen from a file, pasted, dropped or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import files, theme
from jukung.ui.pages.member_picture import PATTERN
from jukung.ui.pages.picture_taking import PictureTaking
from jukung.ui.pages.picture_tile import PictureTile
from jukung.ui.pieces.button import Button
from jukung.words import _


class PictureField(QWidget):
    """A tile that takes a picture; what it holds is stored with the form."""

    given = Signal(object)
    """A file's path, or a picture, to be made small."""

    def __init__(
        self,
        tile: PictureTile,
        *,
        name: str,
        choose: str,
        asking: str,
        below: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before: bytes | None = None
        self._now: bytes | None = None
        self._asking = asking
        self._tile = tile
        taking = PictureTaking(tile, name=name)
        self._choose = Button(choose, kind="link")
        self._choose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(tile)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        if below is not None:
            column.addWidget(below, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setFixedWidth(tile.minimumWidth())
        self._choose.clicked.connect(self.ask)
        taking.pressed.connect(self.ask)
        taking.given.connect(self.given)
        taking.removed.connect(self._remove)

    def keep_jpeg(self, jpeg: bytes | None) -> None:
        """Show the picture that is kept; another one is a change."""
        self._before = self._now = jpeg
        self._tile.show_jpeg(jpeg)

    def show_jpeg(self, jpeg: bytes) -> None:
        """Hold another picture."""
        self._now = jpeg
        self._tile.show_jpeg(jpeg)

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
        files.choose_file(self, self._asking, pattern=pattern, then=self._give)

    def _give(self, path: Path) -> None:
        self.given.emit(path)

    @Slot()
    def _remove(self) -> None:
        self._now = None
        self._tile.show_jpeg(None)
