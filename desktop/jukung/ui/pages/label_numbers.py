"""Fields for numbers that say what they do not take, and keep what was there."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from jukung.ui import sounds, theme
from jukung.ui.pieces.fields import MARGIN
from jukung.ui.pieces.tint import dress
from jukung.words import _, number

LONGEST = 9


class CountField(QSpinBox):
    """Takes any number while it is typed; one out of its range is given back.

    Qt takes the sign or the last digits away without a word: -5 would become 5.
    """

    unlikely = Signal(str)
    """What was typed and is not taken; the number of before stands there again."""

    def __init__(
        self, lowest: int, highest: int, *, value: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self.setValue(value)
        self._before = self.value()
        # Qt 6.12 gives style sheets no say in where the line of a spin box begins.
        self.lineEdit().setTextMargins(theme.px(MARGIN), 0, 0, 0)
        self.editingFinished.connect(self._remember)

    @override
    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        typed = self._bare(input)
        state = QValidator.State.Invalid
        if re.fullmatch(rf"-?\d{{0,{LONGEST}}}", typed):
            fits = typed.strip("-") and self.minimum() <= int(typed) <= self.maximum()
            state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, input, pos

    @override
    def fixup(self, str: str) -> str:
        typed = self._bare(str)
        if typed:
            self.unlikely.emit(typed)
        return f"{self.prefix()}{self._before}"

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._remember()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lineEdit().deselect()

    @Slot()
    def _remember(self) -> None:
        self._before = self.value()

    def _bare(self, text: str) -> str:
        return text.removeprefix(self.prefix()).strip()


class RangeNote(QLabel):
    """Under number fields: what was not taken, and what may stand there."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        dress(self, look="small", tint="gold")
        self.hide()

    def watch(
        self,
        field: QAbstractSpinBox,
        unlikely: SignalInstance,
        limits: Callable[[], tuple[str, str]],
    ) -> None:
        """Say of a field what it did not take; `limits` are its least and its most."""
        unlikely.connect(lambda typed: self.tell(typed, *limits()))
        line: QLineEdit = field.lineEdit()
        line.textEdited.connect(self.hide)

    def watch_count(self, field: CountField) -> None:
        """Say of a field for a count what it did not take."""
        self.watch(
            field, field.unlikely, lambda: (number(field.minimum()), number(field.maximum()))
        )

    def tell(self, typed: str, least: str, most: str) -> None:
        """Say that something is not taken here."""
        sounds.play("attention")
        words = _("{typed} is not possible here: {least} to {most}. The number of before is kept.")
        self.setText(words.format(typed=typed, least=least, most=most))
        # Shown from within the field's own leaving, which lays out anew.
        QTimer.singleShot(0, self, self.show)
