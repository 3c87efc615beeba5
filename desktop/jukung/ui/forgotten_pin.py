"""A new PIN for the head, with the code of the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.jobs import Jobs
from jukung.ui.pages.form_parts import go_on_with_enter
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.code_fields import CodeFields
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.pin_field import PinField
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, StaffMember
    from jukung.library.staff import Account


class ForgottenPin(QWidget):
    """Asks for account, code and new PIN; the sheet opens only a head's account."""

    entered = Signal(object)
    """The `StaffMember` whose PIN is new, and who stands at the desk now."""

    left = Signal()

    def __init__(self, jobs: Jobs[Desk], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Callable[[], Library] | None = None
        self._who = QComboBox()
        self.code = CodeFields()
        self.new, self.again = PinField(), PinField()
        self._answer = Banner(corners="all")
        self._save = Button(_("Set the new PIN"), kind="primary")
        self._leave = Button(_("Cancel"), key="Esc")
        self._lay_out()
        self._save.clicked.connect(self.save)
        self._leave.clicked.connect(self.left)
        go_on_with_enter([*self.code.lines, self.new, self.again], self.save)

    def begin(self, library: Callable[[], Library]) -> None:
        """Ask whose PIN it is, among those whom the sheet opens."""
        self._library = library
        self.clear()
        self._jobs.run(
            lambda _progress, _stopped: verbs.recovery.openers(library()),
            owner=self,
            then=self._show_accounts,
            refused=self._refuse,
        )
        self.take_focus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.code.clear()
        self.new.clear()
        self.again.clear()
        self._answer.clear()
        self._save.setEnabled(True)

    def take_focus(self) -> None:
        """Go to the first line of the code."""
        self.code.lines[0].setFocus()

    def words(self) -> str:
        """The sentence shown; empty when there is none."""
        return self._answer.words()

    @Slot()
    def save(self) -> None:
        """Give the account its new PIN."""
        if not self._save.isEnabled() or self._library is None:
            return
        if wrong := self.code.wrong():
            lines = ", ".join(number(place) for place in wrong)
            self._say(_("Check line {lines} with the sheet.").format(lines=lines))
            self.code.lines[wrong[0] - 1].setFocus()
            return
        if self.new.text() != self.again.text():
            self._say(_("The two PINs are not the same. Type them again."))
            self.new.setFocus()
            return
        library, code, new = self._library(), self.code.text(), self.new.text()
        account = str(self._who.currentData())
        self._save.setEnabled(False)
        self._jobs.run(
            lambda _progress, _stopped: verbs.recovery.reset_pin(library, code, account, new),
            owner=self,
            then=self._let_in,
            refused=self._refuse,
        )

    @Slot(object)
    def _show_accounts(self, accounts: tuple[Account, ...]) -> None:
        self._who.clear()
        for account in accounts:
            self._who.addItem(account.name, account.id)
        self._who.setEnabled(len(accounts) > 1)

    def _let_in(self, member: StaffMember) -> None:
        self.clear()
        self.entered.emit(member)

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        self._say(messages.sentence(refusal))

    def _say(self, sentence: str) -> None:
        sounds.play("refused")
        self._answer.say(sentence, tint="bad")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("Forgotten PIN"), "heading"))
        column.addWidget(
            label(_("Open the envelope with the recovery sheet and type its code."), "note",
                  wrap=True)
        )  # fmt: skip
        column.addLayout(named(_("Whose PIN"), self._who))
        column.addWidget(self.code)
        pins = QHBoxLayout()
        pins.setSpacing(theme.px(10))
        pins.addLayout(named(_("New PIN"), self.new), 1)
        pins.addLayout(named(_("Once more"), self.again), 1)
        column.addLayout(pins)
        column.addWidget(self._answer)
        foot = QHBoxLayout()
        foot.addWidget(self._leave)
        foot.addStretch(1)
        foot.addWidget(self._save)
        column.addLayout(foot)
