"""What a member owes: paid at the desk, or looked at and settled in their account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.money_strips import ChargeStrip, WaiveStrip
from jukung.ui.pieces.amount_field import AmountField
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.key_hint import KeyHint
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import _, brief_day, rupiah

if TYPE_CHECKING:
    from jukung.library.ledger import Account, Charge, Newest, Paid
    from jukung.library.members import MemberView
    from jukung.ui.pages.money_strips import ChargeWords, WaiverWords

RECEIPT_MS = 12_000
TOUCHES = frozenset({"member", "money"})


class PayStrip(Strip):
    """Asks how much is paid: Enter takes it all, or the part that was typed over it."""

    paid = Signal(object)
    """What was paid, once it is committed."""

    scanned = Signal(object)
    """A number that a scanner sent into the amount; nothing was paid with it."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._room = room
        self._card = ""
        self._what = label("", "heading", wrap=True)
        self._said = label("", "small", tint="bad", wrap=True)
        self._amount = AmountField()
        self._amount.setAccessibleName(_("Amount"))
        self._amount.setMaximumWidth(theme.px(180))
        self._amount.setMinimumWidth(theme.px(96))
        # A shortcut on Enter would also pay where a scanner's Enter ends a scan.
        self._enter = KeyHint("Enter")
        self._pay = Button(_("Pay"), kind="primary")
        self._leave = Button(_("Close"), key="Esc")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._amount)
        row.addWidget(self._enter)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._pay)
        self.body.addWidget(self._what)
        self.body.addWidget(self._said)
        self.body.addLayout(row)
        self._receipt_ends = QTimer(self)
        self._receipt_ends.setSingleShot(True)
        self._receipt_ends.setInterval(RECEIPT_MS)
        self._receipt_ends.timeout.connect(self.hide)
        self._amount.returnPressed.connect(self._take)
        self._pay.clicked.connect(self._take)
        self._leave.clicked.connect(self.leave)

    def begin(self, member: MemberView) -> None:
        """Open for a member, with all that is owed in the field."""
        self._receipt_ends.stop()
        self._leave.show()
        self._card = member.card
        owes = bool(member.owed) and not self._room.is_prison
        name = member.name or member.card
        words = _("{name} owes {amount}") if owes else _("{name} owes nothing.")
        self._what.setText(words.format(name=name, amount=rupiah(member.owed)))
        self.show_tint("gold" if owes else "good")
        dress(self._what, tint="gold" if owes else "good")
        self._said.hide()
        self._open_for_payment(opens=owes)
        self._amount.offer(member.owed)
        self.show()
        first: QWidget = self._amount if owes else self._leave
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """Who owes what, or the receipt."""
        return "" if self.isHidden() else self._what.text()

    def refusal_words(self) -> str:
        """Why it was not taken; empty when nothing is wrong."""
        return "" if self._said.isHidden() else self._said.text()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._enter.setVisible(not self._amount.isHidden() and self._is_wide())

    def _is_wide(self) -> bool:
        return self.width() >= theme.px(400)

    @Slot()
    def _take(self) -> None:
        if not self._pay.isEnabled() or self._pay.isHidden():
            return
        if scan := self._amount.take_scan():
            self.scanned.emit(scan)
            return
        card, amount = self._card, self._amount.amount()
        self._pay.setEnabled(False)
        self._room.jobs.change(
            lambda desk: verbs.ledger.pay(desk, card, amount),
            owner=self,
            then=self._show_paid,
            refused=self._refuse,
            touched=TOUCHES,
        )

    def _show_paid(self, paid: Paid) -> None:
        sounds.play("done")
        self._what.setText(receipt_words(paid))
        self.show_tint("good")
        dress(self._what, tint="good")
        self._said.hide()
        self._open_for_payment(opens=False)
        # Esc belongs to the page again, and the receipt goes by itself.
        self._leave.hide()
        self._receipt_ends.start()
        self.paid.emit(paid)

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._pay.setEnabled(True)
        self._said.setText(messages.sentence(refusal))
        self._said.show()
        self._amount.selectAll()
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_for_payment(self, *, opens: bool) -> None:
        self._pay.setEnabled(opens)
        self._pay.setVisible(opens)
        self._amount.setVisible(opens)
        self._enter.setVisible(opens and self._is_wide())


class MoneyCard(Card):
    """A member's charges with every payment and waiver, and the ways to settle them."""

    changed = Signal()
    """Something was charged, paid or waived."""

    asking = Signal(bool)
    """Whether a strip is open, whose Esc comes first."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._member: MemberView | None = None
        self._owed = label("", "strong", wrap=True)
        self._rows = _Charges()
        self._said = label("", "small", tint="bad", wrap=True)
        self.pay = PayStrip(room)
        self.charge = ChargeStrip()
        self.waive = WaiveStrip()
        self._pay = Button(_("Pay"), key="Ctrl+B")
        self._waive = Button(_("Waive"), key="Ctrl+W")
        self._charge = Button(_("Charge"), key="Ctrl+G")
        self._newest: Newest | None = None
        self._last = QWidget()
        self._last_words = label("", "small", wrap=True)
        self._undo = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
        self._lay_out()
        self._connect()

    def show_member(self, member: MemberView) -> None:
        """Read and show a member's account; nothing where no money is kept."""
        self._member = member
        self._close_strips()
        self._said.hide()
        self.setVisible(not self._room.is_prison)
        if not self._room.is_prison:
            self._refresh()

    def words(self) -> str:
        """What is owed, in words."""
        return self._owed.text()

    def refusal_words(self) -> str:
        """Why something was not done; empty when nothing is wrong."""
        return "" if self._said.isHidden() else self._said.text()

    def lines(self) -> list[str]:
        """The charges shown, each in one line."""
        return self._rows.lines()

    def last_words(self) -> str:
        """What was last done today and can be undone; empty when there is nothing."""
        return "" if self._last.isHidden() else self._last_words.text()

    @Slot()
    def undo(self) -> None:
        """Take back the newest charge, payment or waiver of today."""
        if (newest := self._newest) is None:
            return
        self._newest = None
        self._undo.setEnabled(False)
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo(desk, newest.act_id),
            owner=self,
            then=self._follow,
            refused=self._refuse_undo,
            touched=TOUCHES,
        )

    @Slot()
    def begin_pay(self) -> None:
        """Open the strip that takes a payment."""
        if self._member is not None:
            self._close_strips()
            self.pay.begin(self._member)
            self.asking.emit(True)

    @Slot()
    def _begin_waive(self) -> None:
        if self._member is not None:
            self._close_strips()
            self.waive.ask(self._member.owed)
            self.asking.emit(True)

    @Slot()
    def _begin_charge(self) -> None:
        self._close_strips()
        self.charge.ask()
        self.asking.emit(True)

    def _refresh(self) -> None:
        if self._member is None:
            return
        member_id, card = self._member.id, self._member.card
        self._room.jobs.read(
            lambda desk: (
                verbs.members.show(desk, member_id),
                verbs.ledger.account(desk, card),
            ),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="account",
        )

    def _show(self, read: tuple[MemberView, Account]) -> None:
        self._member, account = read
        words = _("Owes {amount}") if account.owed else _("Owes nothing.")
        self._owed.setText(words.format(amount=rupiah(account.owed)))
        dress(self._owed, tint="gold" if account.owed else "good")
        self._pay.setEnabled(bool(account.owed))
        self._waive.setEnabled(bool(account.owed))
        self._rows.show_charges(account.charges)
        self._show_newest(account.newest)

    def _show_newest(self, newest: Newest | None) -> None:
        self._newest = newest
        self._last.setVisible(newest is not None)
        self._undo.setEnabled(newest is not None and not self._is_asking())
        if newest is not None:
            kind = _(messages.LEDGER_KINDS[newest.kind])
            self._last_words.setText(
                _("Last today: {what}").format(what=f"{kind} {rupiah(newest.amount)}")
            )

    def _is_asking(self) -> bool:
        return any(not strip.isHidden() for strip in (self.pay, self.charge, self.waive))

    @Slot(bool)
    def _follow_asking(self, asks: bool) -> None:  # noqa: FBT001 - a signal's argument
        # Ctrl Z belongs to the line that is being typed in.
        self._undo.setEnabled(not asks and self._newest is not None)

    @Slot(object)
    def _record_charge(self, words: ChargeWords) -> None:
        card = self._member.card if self._member else ""
        self._room.jobs.change(
            lambda desk: verbs.ledger.charge_by_hand(
                desk,
                card,
                kind=words.kind,
                amount=words.amount,
                reason=words.reason,
                barcode=words.barcode,
            ),
            owner=self,
            then=self._follow,
            refused=self.charge.refuse,
            touched=TOUCHES,
        )

    @Slot(object)
    def _record_waiver(self, words: WaiverWords) -> None:
        card = self._member.card if self._member else ""
        self._room.jobs.change(
            lambda desk: verbs.ledger.waive(desk, card, words.amount, words.reason),
            owner=self,
            then=self._follow,
            refused=self.waive.refuse,
            touched=TOUCHES,
        )

    @Slot(object)
    def _follow(self, done: object) -> None:
        del done
        sounds.play("done")
        self.charge.leave()
        self.waive.leave()
        self._after_change()

    @Slot(object)
    def _after_payment(self, _paid: Paid) -> None:
        self._after_change()
        self.take_focus()

    @Slot()
    def _after_change(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self._said.setText(messages.sentence(refusal))
        self._said.show()

    def _refuse_undo(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._refuse(refusal)
        self._refresh()

    @Slot()
    def take_focus(self) -> None:
        """Go back to the first thing that can be done."""
        self.asking.emit(False)
        first = self._pay if self._pay.isEnabled() else self._charge
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_strips(self) -> None:
        for strip in (self.pay, self.charge, self.waive):
            strip.hide()

    def _lay_out(self) -> None:
        self.body.addWidget(label(_("Money"), "heading"))
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self._owed, 1)
        top.addWidget(self._pay)
        self.body.addLayout(top)
        self.body.addWidget(self._said)
        self._said.hide()
        self.body.addWidget(self._rows)
        last = QHBoxLayout(self._last)
        last.setContentsMargins(0, 0, 0, 0)
        last.setSpacing(theme.px(8))
        last.addWidget(self._last_words, 1)
        last.addWidget(self._undo)
        self._last.hide()
        self.body.addWidget(self._last)
        for strip in (self.pay, self.charge, self.waive):
            self.body.addWidget(strip)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self._waive)
        foot.addWidget(self._charge)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self._pay.clicked.connect(self.begin_pay)
        self._waive.clicked.connect(self._begin_waive)
        self._charge.clicked.connect(self._begin_charge)
        self._undo.clicked.connect(self.undo)
        self.asking.connect(self._follow_asking)
        self.charge.answered.connect(self._record_charge)
        self.waive.answered.connect(self._record_waiver)
        self.pay.paid.connect(self._after_payment)
        for strip in (self.pay, self.charge, self.waive):
            strip.left.connect(self.take_focus)


class _Charges(QWidget):
    """Charges one below the other, the oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(5))
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        """The charges shown, each in one line."""
        return list(self._lines)

    def show_charges(self, charges: tuple[Charge, ...]) -> None:
        """Show other charges."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._lines = []
        for place, charge in enumerate(charges):
            if place:
                self._column.addWidget(rule())
            self._column.addWidget(self._row(charge))

    def _row(self, charge: Charge) -> QWidget:
        kind = _(messages.LEDGER_KINDS[charge.kind])
        first = f"{kind} · {charge.title}" if charge.title else kind
        parts = [brief_day(charge.on), charge.reason]
        parts += [
            " ".join((_(messages.LEDGER_KINDS[each.kind]), rupiah(each.amount), brief_day(each.on)))
            for each in charge.settlements
        ]
        if charge.settlements and charge.open_amount:
            parts.append(_("open {amount}").format(amount=rupiah(charge.open_amount)))
        second = " · ".join(filter(None, parts))
        self._lines.append(f"{first} {rupiah(charge.amount)} · {second}")
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(label(first, "strong", wrap=True))
        words.addWidget(label(second, "small", wrap=True))
        amount = label(rupiah(charge.amount), "strong", tint="gold" if charge.open_amount else "")
        amount.setFont(theme.font(bold=True, tabular=True))
        whole = QHBoxLayout(row)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        whole.addLayout(words, 1)
        whole.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        return row


def receipt_words(paid: Paid) -> str:
    """The line that stands for a receipt: who, how much, and what is left."""
    name = paid.member_name or paid.card
    if paid.owed:
        return _("{name} paid {amount}; {owed} is still owed.").format(
            name=name, amount=rupiah(paid.amount), owed=rupiah(paid.owed)
        )
    return _("{name} paid {amount}; nothing is owed any more.").format(
        name=name, amount=rupiah(paid.amount)
    )
