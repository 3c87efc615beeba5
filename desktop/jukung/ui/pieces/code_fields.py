"""The fields of a recovery sheet's code."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain import recovery_code
from jukung.ui import theme
from jukung.ui.pieces.fields import mark_wrong
from jukung.ui.pieces.label import label
from jukung.words import _, number

LONGEST_LINE = 20


class CodeFields(QWidget):
    """The four lines of a code; one that was mistyped is marked when it is left."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = [QLineEdit() for _line in range(recovery_code.LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for place, line in enumerate(self.lines, start=1):
            line.setMaxLength(LONGEST_LINE)
            line.setPlaceholderText("XXXX XXXX XX")
            line.setAccessibleName(_("Line {place}").format(place=number(place)))
            line.editingFinished.connect(self._mark)
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            row.addWidget(label(number(place), "field"))
            row.addWidget(line, 1)
            column.addLayout(row)

    def text(self) -> str:
        """The code as it was typed, its lines one after the other."""
        return "\n".join(line.text() for line in self.lines)

    def clear(self) -> None:
        """Empty the lines."""
        for line in self.lines:
            line.clear()
            mark_wrong(line, wrong=False)

    def wrong(self) -> list[int]:
        """Which lines, counted from 1, cannot be as they were printed."""
        return [
            place + 1
            for place, line in enumerate(self.lines)
            if not recovery_code.is_line(place, line.text())
        ]

    @Slot()
    def _mark(self) -> None:
        wrong = self.wrong()
        for place, line in enumerate(self.lines, start=1):
            mark_wrong(line, wrong=bool(line.text()) and place in wrong)
