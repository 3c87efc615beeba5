"""Less used fields behind a word that opens and closes them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.words import _


class Fold(QWidget):
    """A link, and under it the fields in `body` while it is open.

    What belongs to the left of the link goes into `head`.
    """

    folded = Signal(object)
    """Whether it is open now."""

    def __init__(self, words: str = "", *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words or _("More")
        self.button = Button(self._words, kind="link", key=key)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, theme.px(4), 0, 0)
        self.body.setSpacing(theme.px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self.head.addStretch(1)
        self.head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self._inside)
        self._inside.hide()
        self.button.clicked.connect(self.turn)

    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return not self._inside.isHidden()

    @Slot()
    def turn(self) -> None:
        """Open it, or close it."""
        self.open(is_open=not self.is_open())

    def open(self, *, is_open: bool = True) -> None:
        """Show the fields, or hide them."""
        self._inside.setVisible(is_open)
        self.button.setText(_("Less") if is_open else self._words)
        self.folded.emit(is_open)
