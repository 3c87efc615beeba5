"""Saying who one is: an account by its digit, then its PIN.

A scanner's burst is neither: it is dropped with a soft tone, and nothing happens.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors, pins
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.account_rows import AccountRows
from jukung.ui.jobs import Jobs
from jukung.ui.pace import FAST_MS, Pace
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.pin_field import PinField
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library, StaffMember
    from jukung.library.staff import Account

QUIET_MS, DIGIT_WAITS_MS, SECOND_MS, RETRY_MS = 150, 60, 1000, 20
ROWS_SHOWN = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _WatchedPin(PinField):
    """The PIN's line at the door: its keys are asked about first."""

    def __init__(self, chooser: AccountChooser) -> None:
        super().__init__(parent=chooser)
        self._chooser = chooser

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._chooser.take_in_pin(event):
            super().keyPressEvent(event)


class AccountChooser(QFrame):
    """The accounts, the PIN of the chosen one, and what is wrong with it."""

    entered = Signal(object)
    """The `StaffMember` who signed in."""

    def __init__(self, jobs: Jobs[Desk], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Callable[[], Library] | None = None
        self._waits = False
        self._pace = Pace()
        self._digit = 0
        self._pause_s = 0
        self.rows = AccountRows()
        self.pin = _WatchedPin(self)
        self._enter = Button(_("Sign in"), kind="primary", key="Return")
        self._answer = Banner(corners="all")
        self._hint = label("", "note", wrap=True)
        self._pin_name = label("", "field")
        self._quiet = self._timer(QUIET_MS, self._end_burst)
        self._chosen_soon = self._timer(DIGIT_WAITS_MS, self._choose_digit)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._count_down)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows.chosen.connect(self._choose)
        self._enter.clicked.connect(self.sign_in)

    def begin(
        self, library: Callable[[], Library], accounts: Sequence[Account], *, standing: int = 0
    ) -> None:
        """Show the accounts; the one at the desk, by its row, stands last to be chosen."""
        self._library = library
        self._answer.clear()
        self._stop_pause()
        only = accounts[0] if len(accounts) == 1 else None
        marked = only or next((each for each in accounts if each.row == standing), None)
        self.rows.show_accounts(accounts, chosen=marked.id if marked else "")
        self._area.setFixedHeight(
            min(self.rows.sizeHint().height(), theme.px(58) * ROWS_SHOWN) + theme.px(2)
        )
        self._show_pin(only if only and only.has_pin else None)
        if only is not None and only.has_pin:
            self._ask_pause(only)

    def refresh(self, accounts: Sequence[Account]) -> None:
        """Show the accounts as they are now; what is typed stays."""
        marked = self.rows.marked()
        self.rows.show_accounts(accounts, chosen=marked.id if marked else "")

    def take_focus(self) -> None:
        """Be ready for the PIN, or for a digit."""
        (self.pin if self._asks_pin() and self.pin.isEnabled() else self).setFocus()

    def step_back(self) -> bool:
        """Leave what was typed, then the chosen account; False when nothing is left."""
        if self._waits:
            # What never answered must not hold the door shut.
            self._waits = False
            self._enter.setEnabled(True)
        if self.pin.text():
            self.pin.clear()
            return True
        if self._asks_pin() and self.rows.at(2) is not None:
            self._answer.clear()
            self._stop_pause()
            self._show_pin(None)
            self.take_focus()
            return True
        return False

    def words(self) -> str:
        """The sentence shown; empty when there is none."""
        return self._answer.words()

    @Slot()
    def sign_in(self) -> None:
        """Try the PIN of the chosen account; a PIN too short to be one costs no try."""
        account = self.rows.marked()
        pin = self.pin.text() if self._asks_pin() else ""
        if account is None or self._waits or self._pause_s:
            return
        if account.has_pin and not self._asks_pin():
            self._choose(account)
            return
        if account.has_pin and len(pin) < pins.LEAST:
            self._say(errors.PinTooShort(pins.LEAST))
            return
        self._waits = True
        self._enter.setEnabled(False)
        self._try(account, pin)

    def take_in_pin(self, event: QKeyEvent) -> bool:
        """Answer a key of the PIN's line; True where the line must not have it."""
        if self._swallows(event):
            return True
        if event.key() in _ENTER:
            self.sign_in()
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows.at(2) is not None:
            self._step(event)
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._swallows(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(event)
        elif event.key() in _ENTER:
            self.sign_in()
        elif (digit := event.text()).isascii() and digit.isdigit() and digit != "0":
            # A scanner begins like this too; its next key comes before the wait is over.
            self._digit = int(digit)
            self._chosen_soon.start()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and self.isEnabled():
            self.take_focus()

    # --- a scanner's burst --------------------------------------------------------------------

    def _swallows(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to a burst, which is no PIN and no choice."""
        if self._quiet.isActive():
            self._quiet.start()
            return True
        written = event.text()
        # The system's own moment: a late window must not turn fingers into a scanner.
        at = float(event.timestamp()) or time.monotonic() * 1000
        in_list = not self._asks_pin()
        if event.key() in _ENTER and in_list and at - self._pace.last() < 2 * FAST_MS:
            self._begin_burst()
            return True
        if not (written and written.isprintable()):
            return False
        self._pace.press(at, place=0, held=event.isAutoRepeat())
        if self._pace.is_burst() or (in_list and self._chosen_soon.isActive()):
            self._begin_burst()
            return True
        return False

    def _begin_burst(self) -> None:
        self._chosen_soon.stop()
        self._pace.forget()
        self.pin.clear()
        self._quiet.start()

    @Slot()
    def _end_burst(self) -> None:
        self._pace.forget()
        self.pin.clear()
        sounds.play("attention")
        self._answer.say(_("Nothing was scanned. Sign in first."), tint="gold")

    # --- choosing -----------------------------------------------------------------------------

    @Slot()
    def _choose_digit(self) -> None:
        if (account := self.rows.at(self._digit)) is not None:
            self.rows.mark(account.id)
            self._choose(account)

    def _step(self, event: QKeyEvent) -> None:
        self.rows.step(1 if event.key() == Qt.Key.Key_Down else -1)
        self._answer.clear()
        self._stop_pause()
        if self._asks_pin():
            self._show_pin(None)
            self.take_focus()

    @Slot(object)
    def _choose(self, account: Account) -> None:
        if self._waits:
            return
        self._answer.clear()
        self._stop_pause()
        self._pace.forget()
        if not account.has_pin:
            self._show_pin(None)
            self.sign_in()
            return
        self._show_pin(account)
        self.take_focus()
        self._ask_pause(account)

    def _show_pin(self, account: Account | None) -> None:
        self.pin.clear()
        self._pin_row.setVisible(account is not None)
        if account is not None:
            self.pin.setAccessibleName(_("PIN of {name}").format(name=account.name))
            self._pin_name.setText(_("PIN of {name}").format(name=account.name))
        many = self.rows.at(2) is not None
        self._hint.setVisible(account is None and many)
        self._hint.setText(_("Choose with the digits or ↑ ↓ and Enter.") if many else "")

    def _asks_pin(self) -> bool:
        return not self._pin_row.isHidden()

    # --- signing in ---------------------------------------------------------------------------

    def _try(self, account: Account, pin: str) -> None:
        if self._library is None:
            return
        if self._jobs.pending_changes():
            # What was scanned before belongs to who stood here then.
            QTimer.singleShot(RETRY_MS, self, lambda: self._try(account, pin))
            return
        library = self._library()
        self._jobs.run(
            lambda _progress, _stopped: verbs.staff.sign_in(library, account.id, pin),
            owner=self,
            then=self._let_in,
            refused=self._refuse,
        )

    def _let_in(self, member: StaffMember) -> None:
        self._waits = False
        self._enter.setEnabled(True)
        self.pin.clear()
        self._answer.clear()
        self.entered.emit(member)

    def _refuse(self, refusal: Refusal) -> None:
        self._waits = False
        self._enter.setEnabled(True)
        self.pin.clear()
        if isinstance(refusal, errors.PinLocked):
            self._begin_pause(refusal.seconds)
        else:
            self._say(refusal)
            self.take_focus()

    def _say(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._answer.say(messages.sentence(refusal), tint="bad")

    # --- the pause ----------------------------------------------------------------------------

    def _ask_pause(self, account: Account) -> None:
        if self._library is None:
            return
        library = self._library()
        self._jobs.run(
            lambda _progress, _stopped: verbs.staff.pause_left(library, account.id),
            owner=self,
            then=lambda seconds: self._begin_pause(seconds) if seconds else None,
            refused=self._say,
        )

    def _begin_pause(self, seconds: int) -> None:
        self._pause_s = seconds
        self.pin.clear()
        self.pin.setEnabled(False)
        self._enter.setEnabled(False)
        self._say(errors.PinLocked(seconds))
        self._second.start()
        self.take_focus()

    @Slot()
    def _count_down(self) -> None:
        self._pause_s -= 1
        if self._pause_s <= 0:
            self._answer.clear()
            self._stop_pause()
            self.take_focus()
        else:
            self._answer.say(messages.sentence(errors.PinLocked(self._pause_s)), tint="bad")

    def _stop_pause(self) -> None:
        self._pause_s = 0
        self._second.stop()
        self.pin.setEnabled(True)
        self._enter.setEnabled(not self._waits)

    # --- how it looks -------------------------------------------------------------------------

    def _timer(self, pause: int, ring: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(ring)
        return timer

    def _lay_out(self) -> None:
        self._area = scrolling(self.rows)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pin_row = QWidget()
        fields = QHBoxLayout(self._pin_row)
        fields.setContentsMargins(0, theme.px(4), 0, 0)
        fields.setSpacing(theme.px(10))
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self._pin_name)
        column.addWidget(self.pin)
        fields.addLayout(column, 1)
        fields.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignBottom)
        self._pin_row.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(10))
        page.addWidget(self._area)
        page.addWidget(self._pin_row)
        page.addWidget(self._answer)
        page.addWidget(self._hint)
