"""The left of the desk: who is here, and how the day goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import BorrowerStatus
from jukung.ui import theme
from jukung.ui.pages import resident_words
from jukung.ui.pages.member_photo import MemberPhoto
from jukung.ui.pages.month_reminder import MonthReminder
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import Fact, FactRows
from jukung.ui.pieces.label import label
from jukung.ui.vault.names_chip import NamesChip
from jukung.words import _, brief_day, number, rupiah, short_day

if TYPE_CHECKING:
    from jukung.library.hold_lines import HoldLine
    from jukung.library.members import MemberView
    from jukung.library.sanctions import SanctionLine
    from jukung.library.slips import DayCounts
    from jukung.ui.pages.desk_turn import Turn
    from jukung.ui.room import Room

WIDTH, NARROW, LOW, TINY = 300, 236, 680, 520


class DeskSide(QWidget):
    """The member's card above, what waits for them, today's figures below."""

    pay_wanted = Signal()
    receipt_wanted = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._is_wide = True
        self.setFixedWidth(theme.px(WIDTH))
        self.reminder = MonthReminder(room)
        self._picture = MemberPhoto()
        self._name = label("", "title", wrap=True)
        self._card_line = label("", "second")
        self._address = label("", "small", wrap=True)
        self._standing = Chip()
        self.names = NamesChip(room)
        self._out = Fact(_("On loan"), tint="accent")
        self._late = Fact(_("Overdue"), tint="neutral")
        self._owed = Fact(_("Owes"), tint="bad")
        self._pay = Button(_("Pay"), key="Ctrl+B")
        self._pay.clicked.connect(self.pay_wanted)
        self._receipt = Button(_("Receipt"), key="Ctrl+P", icon="printer")
        self._receipt.clicked.connect(self.receipt_wanted)
        self._note = label("", "small", tint="gold", wrap=True)
        self._nobody_head = label("", "heading")
        self._nobody_words = label("", "small", wrap=True)
        self._ready_words = label("", "small", wrap=True)
        self._ready = self._make_ready()
        self._member_card = self._make_member_card()
        self._nobody = self._make_nobody()
        self._day = FactRows()
        self._today = Card()
        self._is_low = self._is_tiny = self._has_member = False
        self._lay_out()
        self.show_turn(None)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(420))

    def say_anew(self) -> None:
        """Say who is waited for in the words of the library that is open."""
        self._nobody_head.setText(_("Nobody at the desk yet"))
        self._nobody_words.setText(
            _("Scan a card or type a name. A copy scanned now comes back to the shelf.")
        )

    def be_wide(self, room: int, *, high: int) -> None:
        """Leave the table enough room where the page is narrow, and the box where it is low."""
        wide = room >= theme.px(1000)
        self._is_low, self._is_tiny = high < theme.px(LOW), high < theme.px(TINY)
        self._make_way()
        self.setFixedWidth(theme.px(WIDTH if wide else NARROW))
        self._is_wide = wide
        self._show_picture()

    def _show_picture(self) -> None:
        """Nobody is pictured where there are no names."""
        self._picture.setVisible(self._is_wide and not self._room.is_prison)

    def show_turn(self, turn: Turn | None) -> None:
        """Show who is at the desk and what waits for them; None where nobody is."""
        member = turn.member if turn else None
        self._show_ready(turn.holds if turn else ())
        self._has_member = member is not None
        self._make_way()
        self._member_card.setVisible(member is not None)
        self._nobody.setVisible(member is None)
        if member is None:
            # A hidden word can still be read by a program for the blind, and by the next aide.
            for each in (self._name, self._card_line, self._address, self._note):
                each.clear()
            self.names.show_for("")
            self.say_anew()
            return
        name = member.name or member.card
        self._picture.show_member(member, turn.photo if turn else None)
        self._show_picture()
        self.names.show_for("" if member.name else member.card)
        self._name.setText(name)
        kind = _(messages.BORROWER_KINDS[member.kind])
        self._card_line.setText(f"{member.card} · {kind}" if member.name else kind)
        lives = turn.resident if turn else None
        address = resident_words.whereabouts(lives) if lives else member.address
        self._address.setText(address)
        self._address.setVisible(bool(address))
        must = lives is not None and lives.must_come_back and lives.loans_out > 0
        self._standing.show_words(*(resident_words.must_words() if must else standing(member)))
        self._out.show_number(
            number(member.open_count), f"/ {number(turn.limit if turn else 0)}", tint="accent"
        )
        late = member.overdue_count
        self._late.show_number(number(late), tint="gold" if late else "neutral")
        self._owed.setVisible(bool(member.owed))
        self._owed.show_number(rupiah(member.owed), tint="bad")
        self._pay.setVisible(bool(member.owed))
        notes = [member.note, *(told_words(line) for line in (turn.told if turn else ()))]
        self._note.setText("\n".join(filter(None, notes)))
        self._note.setVisible(bool(self._note.text()))

    def offer_receipt(self, *, offered: bool) -> None:
        """Show the way to a receipt, or not."""
        self._receipt.setVisible(offered)

    def _make_way(self) -> None:
        """On a low screen the day's figures give way to what concerns the member.

        On a tiny one the report that waits is said in the header alone.
        """
        self._today.setVisible(not (self._is_low and self._has_member))
        self.reminder.make_way(away=self._has_member or self._is_tiny, brief=self._is_low)

    def show_day(self, counts: DayCounts) -> None:
        """Show what happened today; visits nobody tallied are a dash."""
        rows = [
            (_("Loans"), number(counts.lent)),
            (_("Returns"), number(counts.returned)),
            (_("Visitors"), number(counts.visits)),
            (_("Due tomorrow"), number(counts.due_tomorrow)),
        ]
        # The card is small; what a village rarely has comes with its first one.
        if counts.in_house:
            rows.append((_("Read here"), number(counts.in_house)))
        if counts.holds_ready:
            rows.append((_("On the ready shelf"), number(counts.holds_ready)))
        self._day.show_rows(rows)

    def _make_member_card(self) -> Card:
        card = Card()
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for each in (self._name, self._card_line, self._address):
            words.addWidget(each)
        # A chip is as wide as its words, and the lines above it must not be.
        words.addWidget(self._standing, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.names, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(14))
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        card.body.addLayout(top)
        facts = QHBoxLayout()
        facts.setSpacing(theme.px(10))
        facts.addWidget(self._out, 1)
        facts.addWidget(self._late, 1)
        card.body.addSpacing(theme.px(4))
        card.body.addLayout(facts)
        money = QHBoxLayout()
        money.setSpacing(theme.px(10))
        money.addWidget(self._owed, 1)
        money.addWidget(self._pay)
        card.body.addLayout(money)
        card.body.addWidget(self._receipt)
        card.body.addWidget(self._note)
        return card

    def _show_ready(self, holds: tuple[HoldLine, ...]) -> None:
        self._ready.setVisible(bool(holds))
        self._ready_words.setText(
            "\n".join(
                _("“{title}” waits until {day}.").format(
                    title=hold.title, day=short_day(hold.until_on)
                )
                for hold in holds
                if hold.until_on is not None
            )
        )

    def _make_ready(self) -> Card:
        card = Card(tint="gold")
        card.body.addWidget(label(_("Reserved and ready"), "heading", tint="gold"))
        card.body.addWidget(self._ready_words)
        return card

    def _make_nobody(self) -> Card:
        card = Card()
        card.body.addWidget(self._nobody_head)
        card.body.addWidget(self._nobody_words)
        return card

    def _lay_out(self) -> None:
        self._today.body.addWidget(label(_("Today"), "field"))
        self._today.body.addWidget(self._day)
        self._today.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self._member_card)
        column.addWidget(self._nobody)
        column.addWidget(self._ready)
        column.addWidget(self.reminder)
        column.addWidget(self._today, 1)
        column.addStretch()


def standing(member: MemberView) -> tuple[str, str]:
    """Whether a member may borrow, as the word and tint of a chip."""
    if member.status is BorrowerStatus.suspended:
        if member.suspended_until is not None:
            day = brief_day(member.suspended_until)
            return _("Suspended until {day}").format(day=day), "bad"
        return _("Suspended"), "bad"
    if member.status is BorrowerStatus.left:
        return _("Has left"), "bad"
    if member.until_on is None:
        return _("Active"), "good"
    return _("Active until {day}").format(day=brief_day(member.until_on)), "good"


def told_words(line: SanctionLine) -> str:
    """A warning, task or suspension as the desk says it."""
    kind = _(messages.SANCTION_KINDS[line.kind])
    return f"{kind}: {line.reason}" if line.reason else kind
