"""A card: white ground, a one-pixel line, radius 12."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.tint import dress


class Card(QFrame):
    """A card with its content in `body`; flush cards let a table touch the edges."""

    def __init__(
        self, *, tint: str = "", flush: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        dress(self, look="card", tint=tint)
        self.body = QVBoxLayout(self)
        edge = 1 if flush else theme.px(16)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(0 if flush else theme.px(8))

    def show_tint(self, tint: str) -> None:
        """Change what the card's colour says."""
        dress(self, tint=tint)

    def add_head(self) -> QHBoxLayout:
        """A strip along the top of a flush card, for its heading."""
        return self._add_strip("head")

    def add_foot(self) -> QHBoxLayout:
        """A strip along the bottom of a flush card, for its buttons."""
        return self._add_strip("foot")

    def _add_strip(self, look: str) -> QHBoxLayout:
        strip = QFrame()
        dress(strip, look=look)
        row = QHBoxLayout(strip)
        side, above = theme.px(16), theme.px(12)
        row.setContentsMargins(side, above, side, above)
        row.setSpacing(theme.px(10))
        self.body.addWidget(strip)
        return row


def rule() -> QFrame:
    """A one-pixel line between rows."""
    made = QFrame()
    dress(made, look="rule")
    return made
