"""One way for reports: its picture, its words, and its button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label

BESIDE_FROM = 360
"""Narrower, a button stands below its words."""
INDENT = 36
"""Where the words of a way begin, after its picture."""


class Way(QWidget):
    """A way for reports; `more` stands below its words."""

    def __init__(
        self, icon: str, title: str, text: QWidget, button: Button, *, more: QWidget | None = None
    ) -> None:
        super().__init__()
        mark = IconView(icon, "accent", size=22)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(title, "strong"))
        words.addWidget(text)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(10))
        self._row.addLayout(words, 1)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._row)
        if more is not None:
            column.addWidget(more)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, theme.px(12), 0, theme.px(12))
        whole.setSpacing(theme.px(14))
        whole.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(column, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(BESIDE_FROM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way is not self._row.direction():
            self._row.setDirection(way)
