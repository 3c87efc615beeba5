"""The forms of an account: who it is, and its PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from jukung.domain.kinds import Role
from jukung.ui.account_rows import ROLE_WORDS
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    go_on_with_enter,
    show_choice,
)
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.pin_field import PinField
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.staff import Account

LONGEST_NAME = 60
VILLAGE_ROLES = (Role.head, Role.librarian, Role.assistant)
PRISON_ROLES = (Role.officer, Role.aide)

_DUTIES = {
    Role.head: N_("Everything, and who works here."),
    Role.librarian: N_("Everything at the desk, settings and reports."),
    Role.assistant: N_("The desk, members and catalogue; no settings, waivers or erasing."),
    Role.officer: N_("Everything in this library."),
    Role.aide: N_("Lends and takes back by card number; needs no PIN and sees no settings."),
}


class AccountForm(SectionForm):
    """Name and role; an aide has a number in place of a name."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.account: Account | None = None
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._role = choice_field({})
        self._active = QCheckBox(_("May sign in"))
        self._duties = label("", "note", wrap=True)
        self.pin, self.again = PinField(), PinField()
        self._pin_row = QWidget()
        pin, again = named(_("PIN"), self.pin), named(_("Once more"), self.again)
        pins = beside((pin, 1), (again, 1))
        pins.setContentsMargins(0, 0, 0, 0)
        self._pin_row.setLayout(pins)
        self._asks_pin = False
        name, role = named(_("Name"), self._name), named(_("Role"), self._role)
        self.fields.addLayout(beside((name, 3), (role, 2)))
        self.fields.addWidget(self._duties)
        self.fields.addWidget(self._pin_row)
        self.fields.addWidget(self._active)
        self._name.returnPressed.connect(self._go_on)
        go_on_with_enter([self.pin, self.again], self.press_save)
        self._role.currentIndexChanged.connect(self._explain)

    def begin_account(
        self, account: Account | None, roles: Sequence[Role], *, asks_pin: bool = False
    ) -> None:
        """Show an account, or an empty form for a new one; with its PIN where others have one."""
        self.account = account
        self._asks_pin = asks_pin and account is None
        self.clear()
        self._role.clear()
        for role in roles:
            self._role.addItem(_(ROLE_WORDS[role]), str(role))
        last = roles[-1] if roles else Role.assistant
        show_choice(self._role, account.role if account else last)
        self._name.setText(account.name if account else "")
        self._active.setChecked(account.active if account else True)
        self._active.setVisible(account is not None)
        # An officer does not become a resident, nor the other way round.
        self._role.setEnabled(account is None or Role.aide not in roles)
        self.begin(account.name if account else _("New account"))
        self._explain()
        (self._name if self._name.isEnabled() else self._role).setFocus()

    def answers(self) -> tuple[str, Role, bool]:
        """Name, role and whether the account may sign in."""
        role = Role(choice_of(self._role))
        name = "" if role is Role.aide else self._name.text()
        return name, role, self._active.isChecked()

    def asks_pin(self) -> bool:
        """Whether the account must have a PIN to be of use."""
        return self._asks_pin and Role(choice_of(self._role)) is not Role.aide

    def are_alike(self) -> bool:
        """Whether the PIN was typed twice the same."""
        return self.pin.text() == self.again.text()

    def clear(self) -> None:
        """Forget the PIN that was typed."""
        self.pin.clear()
        self.again.clear()

    @Slot()
    def _go_on(self) -> None:
        if self.asks_pin():
            self.pin.setFocus()
        else:
            self.press_save()

    @Slot()
    def _explain(self) -> None:
        if not self._role.count():
            return
        role = Role(choice_of(self._role))
        self._duties.setText(_(_DUTIES.get(role, "")))
        self._name.setEnabled(role is not Role.aide)
        self._pin_row.setVisible(self.asks_pin())
        if role is Role.aide and self.account is None:
            self._name.clear()
        self._name.setPlaceholderText(_("gets a number, no name") if role is Role.aide else "")


class PinForm(SectionForm):
    """A new PIN, twice; one's own is changed with the old one."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.account: Account | None = None
        self.old, self.new, self.again = PinField(), PinField(), PinField()
        self._old_row = QWidget()
        row = named(_("PIN until now"), self.old)
        row.setContentsMargins(0, 0, 0, 0)
        self._old_row.setLayout(row)
        self._note = label("", "note", wrap=True)
        self.fields.addWidget(self._old_row)
        new, again = named(_("New PIN"), self.new), named(_("Once more"), self.again)
        self.fields.addLayout(beside((new, 1), (again, 1)))
        self.fields.addWidget(self._note)
        go_on_with_enter([self.old, self.new, self.again], self.press_save)

    def begin_account(self, account: Account, *, is_own: bool, removable: bool) -> None:
        """Ask for the PIN of an account."""
        self.account = account
        self.clear()
        asks_old = is_own and account.has_pin
        self._old_row.setVisible(asks_old)
        words = _("Four to twelve digits. Nobody can read it back, not even here.")
        if removable and account.has_pin:
            words += " " + _("Empty takes the PIN away.")
        self._note.setText(words)
        self.begin(_("PIN of {name}").format(name=account.name))
        (self.old if asks_old else self.new).setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.old, self.new, self.again):
            field.clear()

    def are_alike(self) -> bool:
        """Whether the new PIN was typed twice the same."""
        return self.new.text() == self.again.text()
