"""The strips of a member's money: what is charged by hand, and what is waived."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from jukung import messages
from jukung.domain.errors import AmountOutOfRange, ReasonMissing, Refusal
from jukung.domain.kinds import LedgerKind
from jukung.ui import sounds
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    foot,
    go_on_with_enter,
)
from jukung.ui.pieces.amount_field import AmountField
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _

_KINDS = {
    kind: messages.LEDGER_KINDS[kind]
    for kind in (LedgerKind.damage, LedgerKind.replacement, LedgerKind.fine)
}


@dataclass(frozen=True, slots=True)
class ChargeWords:
    """What is charged, for which copy if any, and why."""

    kind: LedgerKind
    amount: int
    reason: str
    barcode: str


@dataclass(frozen=True, slots=True)
class WaiverWords:
    """How much is waived, and why."""

    amount: int
    reason: str


class ChargeStrip(Strip):
    """Asks what somebody is charged for."""

    answered = Signal(object)
    """The words of the charge."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._kind = choice_field(_KINDS)
        self._amount = AmountField()
        self._barcode, self._reason = QLineEdit(), QLineEdit()
        self._said = label("", "small", tint="bad", wrap=True)
        self._said.hide()
        self._charge = Button(_("Charge"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self.body.addLayout(
            beside((named(_("What for"), self._kind), 1), (named(_("Amount"), self._amount), 1))
        )
        self.body.addLayout(named(_("Number of the copy, if there is one"), self._barcode))
        self.body.addLayout(named(_("Reason"), self._reason))
        self.body.addWidget(self._said)
        self.body.addLayout(foot(self._leave, self._charge))
        go_on_with_enter((self._amount, self._barcode, self._reason), self._answer)
        self._charge.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self) -> None:
        """Open empty."""
        for line in (self._barcode, self._reason):
            line.clear()
        self._amount.offer(0)
        self._said.hide()
        self.show()
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not charged."""
        _show_refusal(self._said, refusal)

    @Slot()
    def _answer(self) -> None:
        if scan := self._amount.take_scan():
            # A label read while the cursor stood in the amount is the copy's number.
            self._barcode.setText(scan)
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._amount.amount():
            self.refuse(AmountOutOfRange(0))
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._said.hide()
        self.answered.emit(
            ChargeWords(
                LedgerKind(choice_of(self._kind)),
                self._amount.amount(),
                self._reason.text().strip(),
                self._barcode.text().strip(),
            )
        )


class WaiveStrip(Strip):
    """Asks how much is waived, and why."""

    answered = Signal(object)
    """The words of the waiver."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._amount, self._reason = AmountField(), QLineEdit()
        self._reason.setPlaceholderText(_("Reason, such as: the house was flooded"))
        self._said = label("", "small", tint="bad", wrap=True)
        self._said.hide()
        self._waive = Button(_("Waive"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self.body.addLayout(named(_("Amount"), self._amount))
        self.body.addLayout(named(_("Reason"), self._reason))
        self.body.addWidget(self._said)
        self.body.addLayout(foot(self._leave, self._waive))
        go_on_with_enter((self._amount, self._reason), self._answer)
        self._waive.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, owed: int) -> None:
        """Open with all that is owed."""
        self._reason.clear()
        self._amount.offer(owed)
        self._said.hide()
        self.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not waived."""
        _show_refusal(self._said, refusal)

    @Slot()
    def _answer(self) -> None:
        if self._amount.take_scan():
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._reason.text().strip():
            self.refuse(ReasonMissing())
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._said.hide()
        self.answered.emit(WaiverWords(self._amount.amount(), self._reason.text().strip()))


def _show_refusal(said: QLabel, refusal: Refusal) -> None:
    sounds.play("refused")
    said.setText(messages.sentence(refusal))
    said.show()
