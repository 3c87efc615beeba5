"""A field for millimetres, typed with a point or a comma."""

import re

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.fields import MARGIN
from jukung.words import language


class MeasureField(QDoubleSpinBox):
    """Arrows step it; whoever comes to it types over what stands there.

    Qt takes the other sign of the two for thousands: `10.5` would become 105.
    """

    entered = Signal()
    """Somebody came to the field."""

    left_by_enter = Signal()
    """Enter was pressed; the value is typed."""

    unlikely = Signal(str)
    """What was typed and is not taken; the value of before stands there again."""

    def __init__(
        self,
        lowest: float,
        highest: float,
        *,
        decimals: int = 1,
        step: float = 0.1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setSingleStep(step)
        self.setRange(lowest, highest)
        self.setKeyboardTracking(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        # Qt 6.12 gives style sheets no say in where the line of a spin box begins.
        self.lineEdit().setTextMargins(theme.px(MARGIN), 0, 0, 0)
        self.lineEdit().returnPressed.connect(self.left_by_enter)
        self._before = self.value()
        self.editingFinished.connect(self._remember)

    @override
    def textFromValue(self, val: float) -> str:
        text = f"{val:.{self.decimals()}f}"
        if self.decimals() > 1:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", ",") if language() == "id" else text

    @override
    def valueFromText(self, text: str) -> float:
        try:
            return float(text.strip().replace(",", "."))
        except ValueError:
            return self.minimum()

    @override
    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Invalid
        if re.fullmatch(rf"-?\d*[.,]?\d{{0,{self.decimals()}}}", input):
            whole = bool(re.search(r"\d", input))
            fits = whole and self.minimum() <= self.valueFromText(input) <= self.maximum()
            state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, input, pos

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._remember()
        self.entered.emit()
        # A mouse press sets the cursor after this, and takes the selection away.
        QTimer.singleShot(0, self, self.selectAll)

    @override
    def fixup(self, str: str) -> str:
        if str.strip():
            self.unlikely.emit(str.strip())
        return self.textFromValue(self._before)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lineEdit().deselect()

    @Slot()
    def _remember(self) -> None:
        self._before = self.value()
