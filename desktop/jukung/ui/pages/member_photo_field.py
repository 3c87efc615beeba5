"""The photo in the form: chosen, pasted, dropped or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme
from jukung.ui.pages.member_photo import RADIUS, MemberPhoto
from jukung.ui.pages.member_picture import PATTERN, source_of
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
        self.tile.setToolTip(_("Ctrl V pastes a picture, Delete takes it away"))
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
        self.tile.pressed.connect(self.ask)
        self.tile.given.connect(self.given)
        self.tile.removed.connect(self._remove)

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

    given = Signal(object)
    pressed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__(wide=WIDE, high=HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Photo"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(source_of(QGuiApplication.clipboard().mimeData()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self.pressed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if source_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._take(source_of(event.mimeData()))
        event.acceptProposedAction()

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

    def _take(self, source: object) -> None:
        if source is not None:
            self.given.emit(source)
