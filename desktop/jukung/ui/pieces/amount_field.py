"""A field for whole rupiah that does not take a scanned number for money."""

import re
import time

from PySide6.QtCore import QEvent, QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from jukung.ui.burst_guard import TAKES_SCANS
from jukung.ui.pace import Pace
from jukung.words import number

_AMOUNT = re.compile(r"[1-9]\d{0,9}|[1-9]\d{0,2}([.,]\d{3}){1,3}")


class AmountField(QLineEdit):
    """Digits, with points between thousands if wished."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pace = Pace()
        self._keys = ""
        self._offered = 0
        self.setProperty(TAKES_SCANS, True)
        self.setMaxLength(13)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setPlaceholderText("Rp")
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9.,]*"), self))

    def amount(self) -> int:
        """The rupiah typed; 0 where it is no amount, such as `007` or `1.50`."""
        typed = self.text().strip()
        return int(re.sub(r"\D", "", typed)) if _AMOUNT.fullmatch(typed) else 0

    def offer(self, amount: int) -> None:
        """Stand ready with an amount, to be confirmed or typed over; 0 is empty."""
        self._forget()
        self._offered = amount
        self.setText(number(amount) if amount else "")
        self.selectAll()

    def take_scan(self) -> str:
        """What a scanner sent here instead of an amount; the offered amount is back then."""
        if not self._pace.is_burst():
            return ""
        heard = self._pace.scanned(self._keys).strip()
        self.offer(self._offered)
        return heard

    @override
    def event(self, arg__1: QEvent) -> bool:
        # Esc goes to the strip around the field, also where a page has Esc itself.
        overrides = arg__1.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(arg__1, QKeyEvent) and arg__1.key() == Qt.Key.Key_Escape:
            arg__1.accept()
            return True
        return super().event(arg__1)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        written = arg__1.text()
        if written and written.isprintable():
            at = float(arg__1.timestamp()) or time.monotonic() * 1000
            self._pace.press(at, place=len(self._keys), held=arg__1.isAutoRepeat())
            self._keys += written
        elif arg__1.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Shift):
            self._forget()
        super().keyPressEvent(arg__1)

    def _forget(self) -> None:
        self._pace.forget()
        self._keys = ""
