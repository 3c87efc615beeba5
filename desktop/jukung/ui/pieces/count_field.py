"""A field for a count that may be unknown: empty is a dash, never a zero."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override


class CountField(QLineEdit):
    """Digits only; what was not counted stays empty."""

    def __init__(self, most: int = 99_999, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(0, most, self))
        self.setMaxLength(len(str(most)))
        self.setPlaceholderText("–")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def count(self) -> int | None:
        """The count; None where nothing is typed."""
        typed = self.text().strip()
        return int(typed) if typed else None

    def show_count(self, count: int | None) -> None:
        """Show a count, or that there is none."""
        self.setText("" if count is None else str(count))

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        super().focusInEvent(arg__1)
        if arg__1.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
