"""A banner inside the window: what happened, then what to do."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress

MARK, NARROW = 26, 480
_MARKS = {"bad": "!", "gold": "!", "good": "✓"}


class _Mark(QWidget):
    """A filled circle with a sign, so that colour does not speak alone."""

    def __init__(self) -> None:
        super().__init__()
        self._tint = "bad"
        self.setFixedSize(self.sizeHint())

    def show_tint(self, tint: str) -> None:
        """Show the sign of a tint."""
        self._tint = tint if tint in _MARKS else "gold"
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(MARK), theme.px(MARK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._tint))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme.colour(f"on_{self._tint}"))
        painter.setFont(theme.font(15, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _MARKS[self._tint])
        painter.end()


class Banner(QFrame):
    """A tinted strip with a sentence, its next step, and a button if wished.

    `corners` is `top` inside a flush card, `all` standing alone, else square.
    """

    def __init__(self, *, corners: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, look="banner", tint="bad", round=corners)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._mark = _Mark()
        self._title = label("", "heading", wrap=True)
        self._detail = label("", "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        side, above = theme.px(16), theme.px(11)
        row.setContentsMargins(side, above, side, above)
        row.setSpacing(theme.px(12))
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        self._row = row
        self._button: QWidget | None = None
        self.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Beside a button a narrow banner would have a word a line.
        narrow = self._button is not None and self.width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._mark.setVisible(not narrow)

    def say(
        self, title: str, detail: str = "", *, tint: str = "bad", button: QWidget | None = None
    ) -> None:
        """Show a sentence; a button given is the banner's until the next one."""
        self._take_away_button()
        dress(self, tint=tint)
        dress(self._title, tint=tint)
        self._mark.show_tint(tint)
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        if button is not None:
            self._row.addWidget(button)
            self._button = button
        self.setAccessibleName(title)
        self.show()

    def clear(self) -> None:
        """Take the banner away."""
        self._take_away_button()
        self.hide()

    def words(self) -> str:
        """The sentence shown now; empty when there is none."""
        return "" if self.isHidden() else self._title.text()

    def _take_away_button(self) -> None:
        if self._button is not None:
            self._row.removeWidget(self._button)
            self._button.hide()
            self._button.deleteLater()
            self._button = None
