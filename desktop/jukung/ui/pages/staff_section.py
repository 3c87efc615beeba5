"""Staff: accounts and PINs, the idle lock, and the recovery sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.account_rows import ROLE_WORDS
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.key_card import KeyCard
from jukung.ui.pages.passphrase_card import PassphraseCard
from jukung.ui.pages.recovery_card import RecoveryCard, sheet_of
from jukung.ui.pages.staff_forms import PRISON_ROLES, VILLAGE_ROLES, AccountForm, PinForm
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk, StaffMember
    from jukung.library.staff import Account

MINUTES = (0, 1, 2, 3, 5, 10, 15, 30)
ROW, HEAD, MOST_ROWS = 40, 40, 8


@dataclass(frozen=True, slots=True)
class _Known:
    """What the section shows."""

    accounts: tuple[Account, ...]
    standing: StaffMember
    may_keep: bool
    minutes: int
    sheet_made: datetime | None
    key_is_here: bool
    looking_after: frozenset[str]
    """The accounts of which one must have a PIN before anybody else gets one."""

    @property
    def has_pins(self) -> bool:
        """Whether an account without a PIN cannot sign in."""
        return any(account.has_pin and account.active for account in self.accounts)


class StaffSection(QWidget):
    """The accounts, and the form of the chosen one."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._known: _Known | None = None
        self._new_account = ""
        self._rows: Rows[Account] = Rows(_columns())
        self._table = Table(self._rows)
        self._answer = Banner(corners="all")
        self._card = Card(flush=True)
        self._new = Button(_("New account"), key="Ctrl+N", icon="plus")
        self._edit = Button(_("Edit"), icon="pencil")
        self._pin = Button(_("PIN…"), icon="lock")
        self.form, self.pin_form = AccountForm(), PinForm()
        self._minutes = QComboBox()
        for minutes in MINUTES:
            self._minutes.addItem(_minute_words(minutes), minutes)
        self.sheet = RecoveryCard(
            room.jobs,
            room.preferences,
            lambda: sheet_of(room.library),
            encrypted=room.is_prison,
            parent=self,
        )
        self.signing = KeyCard(room)
        self.passphrase = PassphraseCard(room)
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the accounts as they are now."""
        self._answer.clear()
        self._read()
        self.passphrase.refresh()

    def take_focus(self) -> None:
        """Go to the accounts."""
        self._table.take_focus()

    def words(self) -> str:
        """The sentence above the accounts; empty when there is none."""
        return self._answer.words()

    def accounts(self) -> list[Account]:
        """The accounts in the list, from the top."""
        return self._rows.values()

    # --- accounts -----------------------------------------------------------------------------

    @Slot()
    def _begin_new(self) -> None:
        self._open_form(None)

    @Slot()
    def _begin_edit(self) -> None:
        if (account := self._table.current_value()) is not None:
            self._open_form(account)

    @Slot(object)
    def _open_form(self, account: Account | None) -> None:
        if self._known is None or not self._known.may_keep:
            return
        self._answer.clear()
        self._card.hide()
        self.form.begin_account(account, self._roles(), asks_pin=self._known.has_pins)

    def _roles(self) -> tuple[Role, ...]:
        return PRISON_ROLES if self._room.is_prison else VILLAGE_ROLES

    @Slot()
    def _save_account(self) -> None:
        account = self.form.account
        name, role, active = self.form.answers()
        if self.form.asks_pin():
            self._open_with_pin(name, role)
            return

        def work(desk: Desk) -> Account:
            if account is None:
                return verbs.staff.add(desk, name, role)
            return verbs.staff.edit(desk, account.id, name=name, role=role, active=active)

        self.form.wait(waits=True)
        self._room.jobs.change(
            work, owner=self, then=self._tell_account, refused=self.form.refuse, touched={"staff"}
        )

    def _open_with_pin(self, name: str, role: Role) -> None:
        form = self.form
        if not form.are_alike():
            form.warn(_("The two PINs are not the same. Type them again."))
            return
        library, pin = self._room.library, form.pin.text()
        form.wait(waits=True)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.staff.open_account(library, name, role, pin),
            owner=self,
            then=self._tell_opened,
            refused=form.refuse,
        )

    def _tell_opened(self, account: Account) -> None:
        self._tell_account(account)
        self._room.jobs.changed.emit(frozenset({"staff"}))

    def _tell_account(self, account: Account) -> None:
        self._leave()
        sounds.play("done")
        detail = ""
        lacks_pin = not account.has_pin and account.active and account.role is not Role.aide
        if lacks_pin and self._may_be_next(account):
            detail = _("Give {name} a PIN with the button below.").format(name=account.name)
        self._answer.say(_("Saved."), detail, tint="good")
        self._new_account = account.id if self.form.account is None else ""
        self._read()

    def _go_on_with_new(self, account: Account) -> None:
        """Point at an account that was just opened, and ask for the PIN it lacks."""
        self._table.point_at([each.id for each in self._rows.values()].index(account.id))
        if account.has_pin or account.role is Role.aide or not self._may_be_next(account):
            return
        if not self._may_set_pin(account):
            words = _("{name} chooses a PIN here after signing in.")
        else:
            words = _("Now give {name} a PIN, or press Esc to leave it for later.")
            self._open_pin(account)
        self._answer.say(_("Saved."), words.format(name=account.name), tint="good")

    # --- PINs ---------------------------------------------------------------------------------

    @Slot()
    def _begin_pin(self) -> None:
        account = self._table.current_value()
        if self._known is None or account is None or not self._may_set_pin(account):
            return
        self._answer.clear()
        self._open_pin(account)

    def _open_pin(self, account: Account) -> None:
        standing = self._known.standing.row if self._known else 0
        self._card.hide()
        self.pin_form.begin_account(
            account,
            is_own=account.row == standing,
            removable=not self._room.is_prison,
        )

    @Slot()
    def _save_pin(self) -> None:
        account, form = self.pin_form.account, self.pin_form
        if account is None:
            return
        if not form.are_alike():
            form.warn(_("The two PINs are not the same. Type them again."))
            return
        library, old, new = self._room.library, form.old.text(), form.new.text()
        form.wait(waits=True)
        # Sealing takes a moment, so nobody else waits for it.
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.staff.change_pin(library, account.id, new, old=old),
            owner=self,
            then=self._tell_pin,
            refused=form.refuse,
        )

    def _tell_pin(self, account: Account) -> None:
        self.pin_form.clear()
        self._leave()
        sounds.play("done")
        words = _("{name} has a new PIN.") if account.has_pin else _("{name} has no PIN any more.")
        self._answer.say(words.format(name=account.name), tint="good")
        self._read()
        self._room.jobs.changed.emit(frozenset({"staff"}))

    def _may_set_pin(self, account: Account) -> bool:
        known = self._known
        if known is None or account.role is Role.aide or not account.active:
            return False
        return known.may_keep or account.row == known.standing.row

    def _may_be_next(self, account: Account) -> bool:
        known = self._known
        if known is None:
            return False
        return known.has_pins or account.id in known.looking_after

    # --- the idle lock ------------------------------------------------------------------------

    @Slot()
    def _keep_minutes(self) -> None:
        minutes = str(self._minutes.currentData())
        self._room.jobs.change(
            lambda desk: verbs.staff.keep_idle_minutes(desk, int(minutes)),
            owner=self,
            then=self._tell_minutes,
            refused=self._refuse,
            touched={"settings"},
        )

    def _tell_minutes(self, _nothing: object) -> None:
        self._answer.say(_("Saved."), tint="good")

    # --- reading ------------------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(_known, owner=self, then=self._show, latest="staff")

    @Slot(object)
    def _show(self, known: _Known) -> None:
        self._known = known
        chosen = self._table.current_value()
        self._rows.show_values(known.accounts)
        ids = [account.id for account in known.accounts]
        self._table.point_at(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        shown = min(max(len(ids), 2), MOST_ROWS)
        self._table.setFixedHeight(theme.px(HEAD + ROW * shown) + 2)
        self._minutes.blockSignals(True)  # filling saves nothing
        self._minutes.setCurrentIndex(max(self._minutes.findData(known.minutes), 0))
        self._minutes.blockSignals(False)
        self._minutes.setEnabled(known.may_keep)
        self._lock_note.setText(self._lock_words(has_pins=known.has_pins))
        self.sheet.allow(allowed=known.may_keep)
        self.sheet.show_last(_last_words(known.sheet_made))
        self.signing.setVisible(
            known.may_keep and not known.key_is_here and known.sheet_made is not None
        )
        self._show_buttons()
        new = next((each for each in known.accounts if each.id == self._new_account), None)
        self._new_account = ""
        if new is not None:
            self._go_on_with_new(new)

    def _lock_words(self, *, has_pins: bool) -> str:
        if not has_pins:
            return _("Without a PIN there is nothing to lock. Give one to each person first.")
        if self._room.is_prison:
            return _("When time is up the desk goes back to the aide, or is locked.")
        return _("When time is up the window is locked; what was begun stays as it is.")

    @Slot()
    def _show_buttons(self) -> None:
        account = self._table.current_value()
        may_keep = self._known is not None and self._known.may_keep
        self._new.setEnabled(may_keep)
        self._edit.setEnabled(may_keep and account is not None)
        self._pin.setEnabled(account is not None and self._may_set_pin(account))

    @Slot()
    def _leave(self) -> None:
        self.form.hide()
        self.form.clear()
        self.pin_form.clear()
        self.pin_form.hide()
        self._answer.clear()
        self._card.show()
        self.take_focus()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    # --- how it looks -------------------------------------------------------------------------

    def _connect(self) -> None:
        self._new.clicked.connect(self._begin_new)
        self._edit.clicked.connect(self._begin_edit)
        self._pin.clicked.connect(self._begin_pin)
        self._table.chosen.connect(self._open_form)
        self._table.pointed.connect(self._show_buttons)
        self.form.saved.connect(self._save_account)
        self.form.left.connect(self._leave)
        self.pin_form.saved.connect(self._save_pin)
        self.pin_form.left.connect(self._leave)
        self._minutes.currentIndexChanged.connect(self._keep_minutes)
        self.sheet.made.connect(self._after_sheet)
        self.signing.restored.connect(self._read)

    @Slot()
    def _after_sheet(self) -> None:
        self._read()
        self._room.jobs.changed.emit(frozenset({"settings"}))

    def _lay_out(self) -> None:
        self._card.add_head().addWidget(label(_("Who works here"), "heading"))
        self._card.body.addWidget(self._table)
        foot = self._card.add_foot()
        foot.addWidget(self._pin)
        foot.addWidget(self._edit)
        foot.addStretch(1)
        foot.addWidget(self._new)
        lock = Card()
        lock.body.addWidget(label(_("Lock when nobody is there"), "heading"))
        row = QHBoxLayout()
        row.addLayout(named(_("After"), self._minutes))
        row.addStretch(1)
        lock.body.addLayout(row)
        self._lock_note = label("", "note", wrap=True)
        lock.body.addWidget(self._lock_note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        shown = (
            self._answer,
            self._card,
            self.form,
            self.pin_form,
            lock,
            self.sheet,
            self.passphrase,
            self.signing,
        )
        for each in shown:
            column.addWidget(each)


def _columns() -> list[Column[Account]]:
    return [
        Column(_("Name"), lambda account: Cell(account.name, strong=account.active)),
        Column(_("Role"), lambda account: _(ROLE_WORDS[account.role]), width=170, from_width=480),
        Column(_("PIN"), _pin_cell, width=150),
    ]


def _pin_cell(account: Account) -> Cell:
    if not account.active:
        return Cell(_("Closed"), chip="neutral")
    if account.role is Role.aide:
        return Cell(_("needs none"), soft=True)
    if account.has_pin:
        return Cell(_("PIN set"), chip="good")
    return Cell(_("No PIN yet"), chip="gold")


def _minute_words(minutes: int) -> str:
    if not minutes:
        return _("never")
    return many("{count} minute", "{count} minutes", minutes).format(count=number(minutes))


def _last_words(made: datetime | None) -> str:
    if made is None:
        return _("No sheet was made yet.")
    return _("The newest sheet is of {day}.").format(day=brief_day(made.date()))


def _known(desk: Desk) -> _Known:
    may_keep = verbs.staff.may_keep(desk)
    accounts = verbs.staff.listed(desk, gone=may_keep)
    return _Known(
        accounts,
        desk.staff,
        may_keep,
        verbs.staff.idle_minutes(desk),
        verbs.recovery.last_made(desk),
        may_keep and verbs.recovery.key_is_here(desk),
        frozenset(each.id for each in verbs.staff.keepers(accounts)),
    )
