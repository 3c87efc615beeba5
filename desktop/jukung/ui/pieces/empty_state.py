"""What a page says before there is anything on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label


class EmptyState(QWidget):
    """What the page is for, and the first step."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        button: QWidget | None = None,
        wide: int = 440,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = label(title, "title", wrap=True)
        self._text = label(text, "second", wrap=True)
        for words in (self._title, self._text):
            words.setAlignment(centre)
            words.setFixedWidth(theme.px(wide))
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addStretch(1)
        column.addWidget(IconView(icon, "faint", size=40), 0, centre)
        # No alignment here: aligned labels are not given the height they wrap to.
        column.addWidget(self._title)
        column.addWidget(self._text)
        if button is not None:
            column.addSpacing(theme.px(8))
            column.addWidget(button, 0, centre)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def show_words(self, title: str, text: str = "") -> None:
        """Say something else, such as that a search found nothing."""
        self._title.setText(title)
        self._text.setText(text)
