"""The way out of the kiosk: who works here, and their PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors, pins
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.kiosk_parts import DigitPad, DoorButton
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import StaffMember
    from jukung.library.staff import Account

WIDTH = 560


class KioskLeave(QWidget):
    """Checks a PIN; nothing else opens the door to the desk."""

    opened = Signal(object)
    """The `StaffMember` whose PIN was right."""

    left = Signal()
    """Somebody went back to the visitors."""

    def __init__(
        self,
        room: Room,
        accounts: Sequence[Account],
        *,
        keeper_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._keeper_id = room, keeper_id
        self._who = QComboBox()
        self._who.setPlaceholderText(_("Choose your name"))
        for account in accounts:
            self._who.addItem(account.name, account.id)
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,12}"), self))
        self._pad = DigitPad()
        self._said = label("", "second", wrap=True)
        self._back = DoorButton(_("Back"), size=16, high=72, key="Esc")
        self._go = DoorButton(_("To the desk"), size=16, high=72, strong=True, key="Return")
        for button in (self._back, self._go):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self._pad.pressed.connect(self._press)
        self._pin.returnPressed.connect(self.check)
        self._go.clicked.connect(self.check)
        self._back.clicked.connect(self.left)

    def begin(self) -> None:
        """Ask anew; who kept the desk last is most likely the one who comes back."""
        only = 0 if self._who.count() == 1 else -1
        kept = self._who.findData(self._keeper_id) if self._keeper_id else -1
        self._who.setCurrentIndex(kept if kept >= 0 else only)
        self._pin.clear()
        self._said.setText(_("Only staff go on from here. Visitors press Back."))
        dress(self._said, tint="")
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the PIN, or to the names where nobody is chosen."""
        (self._pin if self._who.currentIndex() >= 0 else self._who).setFocus()

    @Slot()
    def check(self) -> None:
        """Compare the PIN; a wrong one is said and asked for again.

        What cannot be somebody's PIN costs nobody a try.
        """
        if not self._go.isEnabled():
            return
        if self._who.currentIndex() < 0:
            self._tell(_("Choose your name first."))
            return
        if len(self._pin.text()) < pins.LEAST:
            self._refuse(errors.PinTooShort(pins.LEAST))
            return
        library, who, pin = self._room.library, str(self._who.currentData()), self._pin.text()
        self._go.setEnabled(False)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.staff.check_pin(library, who, pin),
            owner=self,
            then=self._let_out,
            refused=self._refuse,
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and self._who.hasFocus():
            self.take_focus()
        else:
            # The line of the PIN has answered its own Enter already.
            super().keyPressEvent(event)

    def words(self) -> str:
        """What is said beside the PIN."""
        return self._said.text()

    def _let_out(self, member: StaffMember) -> None:
        self._go.setEnabled(True)
        self._pin.clear()
        self.opened.emit(member)

    def _refuse(self, refusal: Refusal) -> None:
        self._go.setEnabled(True)
        self._pin.clear()
        self._tell(messages.sentence(refusal))

    def _tell(self, words: str) -> None:
        sounds.play("refused")
        self._said.setText(words)
        dress(self._said, tint="bad")
        self.take_focus()

    @Slot(object)
    def _press(self, digit: str) -> None:
        self._pin.setFocus()
        if digit:
            self._pin.insert(digit)
        else:
            self._pin.backspace()

    def _lay_out(self) -> None:
        box = QWidget()
        box.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(box)
        column.setSpacing(theme.px(12))
        column.addWidget(label(_("Back to the desk"), "title"))
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addLayout(named(_("Who"), self._who), 1)
        row.addLayout(named(_("PIN"), self._pin), 1)
        column.addLayout(row)
        column.addWidget(self._pad)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._back)
        buttons.addWidget(self._go)
        column.addLayout(buttons)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(1)
