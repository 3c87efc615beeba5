"""A member's account: what is owed, and what else was noted against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.money_card import MoneyCard
from jukung.ui.pages.sanction_card import SanctionCard
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView


class MemberAccount(Card):
    """Money and sanctions of one member; Esc goes back to the member."""

    left = Signal()

    changed = Signal()
    """Something about the member changed here."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.money = MoneyCard(room)
        self.sanctions = SanctionCard(room)
        self._name = label("", "heading", wrap=True)
        self._back = Button(_("Back"), key="Esc")
        self._lay_out()
        self._back.clicked.connect(self.left)
        # A strip that opens below the edge is brought into view once it is laid out.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._bring_into_view)
        for card in (self.money, self.sanctions):
            card.changed.connect(self.changed)
            card.asking.connect(self._back.setDisabled)
            card.asking.connect(self._look_soon)

    def show_member(self, member: MemberView) -> None:
        """Show a member's account."""
        self._name.setText(member.name or member.card)
        self._back.setEnabled(True)
        self.money.show_member(member)
        self.sanctions.show_member(member)

    @Slot()
    def take_focus(self) -> None:
        """Begin with the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _look_soon(self, asks: bool) -> None:  # noqa: FBT001 - a signal's argument
        if asks:
            self._look.start()

    @Slot()
    def _bring_into_view(self) -> None:
        for strip in (self.money.pay, self.money.charge, self.money.waive, self.sanctions.strip):
            if strip.isVisible():
                self._room.ensureWidgetVisible(strip)

    def _lay_out(self) -> None:
        head = self.add_head()
        head.addWidget(self._name, 1)
        head.addWidget(self._back)
        cards = QWidget()
        column = QVBoxLayout(cards)
        side = theme.px(8)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(12))
        column.addWidget(self.money)
        column.addWidget(self.sanctions)
        column.addStretch(1)
        self._room = room = scrolling(cards)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(room, 1)
