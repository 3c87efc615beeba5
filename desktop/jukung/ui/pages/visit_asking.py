"""What for, and a computer: small choices for the next visitor only."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jukung.domain.kinds import VisitPurpose
from jukung.ui import theme
from jukung.ui.pages.visit_words import PURPOSES
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.key_hint import key_words
from jukung.words import N_, _

COMPUTER = N_("Computer")


class VisitAsking(QWidget):
    """Buttons that stay pressed until the next visitor was counted."""

    pressed = Signal()

    def __init__(
        self, *, columns: int = 2, high: int = 36, keys: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._purposes: dict[VisitPurpose, Button] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        names = [*PURPOSES, (VisitPurpose.computer, COMPUTER)]
        for place, (purpose, name) in enumerate(names):
            key = f"Ctrl+{place + 1}" if keys else ""
            button = Button(_(name), kind="choice", key=key)
            button.setFixedHeight(theme.px(high))
            button.setToolTip(key_words(key) if key else "")
            grid.addWidget(button, place // columns, place % columns)
            self._purposes[purpose] = button
            button.clicked.connect(partial(self._choose, purpose))
        self._computer = self._purposes.pop(VisitPurpose.computer)

    def answers(self) -> dict[str, Any]:
        """What was pressed, as `visits.record` and `visits.by_card` take it."""
        pressed = [purpose for purpose, button in self._purposes.items() if button.isChecked()]
        computer = self._computer.isChecked()
        purpose = pressed[0] if pressed else (VisitPurpose.computer if computer else "")
        return {"purpose": str(purpose), "computer": computer}

    def clear(self) -> None:
        """Ask anew for the next visitor."""
        for button in (*self._purposes.values(), self._computer):
            button.setChecked(False)

    def take_no_focus(self) -> None:
        """Leave the focus where scans are waited for."""
        for button in (*self._purposes.values(), self._computer):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _choose(self, purpose: VisitPurpose) -> None:
        """One purpose at most; the computer stands apart."""
        self.pressed.emit()
        if purpose is VisitPurpose.computer:
            return
        for other, button in self._purposes.items():
            if other is not purpose:
                button.setChecked(False)
