"""How a tile takes a picture: by keys, the clipboard, a click or a drop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui.pages.member_picture import source_of
from jukung.words import _


class PictureTaking(QObject):
    """Watches a tile; Delete takes the picture away, Enter or a click asks for a file."""

    given = Signal(object)
    """A file's path, or a picture."""

    pressed = Signal()
    removed = Signal()

    def __init__(self, tile: QWidget, *, name: str) -> None:
        super().__init__(tile)
        self._tile = tile
        tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tile.setAcceptDrops(True)
        tile.setCursor(Qt.CursorShape.PointingHandCursor)
        tile.setAccessibleName(name)
        tile.setToolTip(_("Ctrl V pastes a picture, Delete takes it away"))
        tile.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._hear(event)
        if event.type() is QEvent.Type.MouseButtonPress:
            self._tile.setFocus()
            self.pressed.emit()
            return True
        # A drop is a drag that enters, by Qt's classes; its kind tells them apart.
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._take(source_of(event.mimeData()))
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragEnterEvent) and source_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def _hear(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(source_of(QGuiApplication.clipboard().mimeData()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            return False
        return True

    def _take(self, source: object) -> None:
        if source is not None:
            self.given.emit(source)
