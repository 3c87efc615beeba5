"""The strips of the desk, each made when it first opens."""
# ruff: noqa: PLC0415 - the first window must not wait for them

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.kinds import Role
from jukung.ui import theme

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.ui.pages.desk_rows import DeskRow
    from jukung.ui.pages.desk_strips import (
        HarmStrip,
        InHouseStrip,
        PermitStrip,
        Strip,
    )
    from jukung.ui.pages.money_card import PayStrip
    from jukung.ui.pages.receipt_strip import ReceiptStrip
    from jukung.ui.room import Room


class DeskAsking(QObject):
    """Opens under the box what asks one thing; `place` is where."""

    permitted = Signal(object)
    """The reason of an exception."""

    harmed = Signal(object)
    """What happened to a copy."""

    paid = Signal(object)

    paper_chosen = Signal(object)
    """The paper that is in the receipt printer."""

    scanned = Signal(object)
    """A number that a scanner sent into a strip; the box takes it."""

    left = Signal()
    """The box has the keys again: a strip closed, or needs none."""

    def __init__(self, room: Room, *, page: QWidget) -> None:
        super().__init__(page)
        self._room, self._page = room, page
        self.place = QVBoxLayout()
        self.place.setSpacing(theme.px(14))
        self._permit: PermitStrip | None = None
        self._harm: HarmStrip | None = None
        self._here: InHouseStrip | None = None
        self._pay: PayStrip | None = None
        self._paper: ReceiptStrip | None = None

    def reads_here(self) -> bool:
        """Whether every copy scanned now was read in the library."""
        return self._here is not None and self._here.isVisibleTo(self._page)

    def ask_permit(self, barcode: str) -> None:
        """Ask why a copy is lent or renewed although a rule says no."""
        if self._permit is None:
            from jukung.ui.pages.desk_strips import PermitStrip

            self._permit = PermitStrip(prison=self._room.is_prison, parent=self._page)
            self._permit.answered.connect(self.permitted)
            self._open(self._permit)
        self._permit.ask(barcode)

    def ask_harm(self, row: DeskRow) -> None:
        """Ask what happened to a copy that is out, or just came back."""
        if self._harm is None:
            from jukung.ui.pages.desk_strips import HarmStrip

            self._harm = HarmStrip(money=not self._room.is_prison, parent=self._page)
            self._harm.answered.connect(self.harmed)
            self._open(self._harm)
        staff, act_id = self._room.staff, row.act_id if row.returned else ""
        writes = staff is None or staff.role is not Role.aide
        self._harm.ask(row.barcode, row.title, act_id=act_id, writes=writes)

    def ask_payment(self, member: MemberView) -> None:
        """Ask how much a member pays."""
        if self._pay is None:
            from jukung.ui.pages.money_card import PayStrip

            self._pay = PayStrip(self._room, parent=self._page)
            self._pay.paid.connect(self.paid)
            self._pay.scanned.connect(self.scanned)
            self._open(self._pay)
        self._pay.begin(member)

    @Slot()
    def ask_paper(self) -> None:
        """Ask which paper is in the receipt printer; the box keeps the keys."""
        for other in (self._permit, self._harm, self._pay):
            if other is not None and other.isVisibleTo(self._page):
                other.leave()
        if self._paper is None:
            from jukung.ui.pages.receipt_strip import ReceiptStrip

            self._paper = ReceiptStrip(parent=self._page)
            self._paper.answered.connect(self.paper_chosen)
            self._open(self._paper)
        self._paper.ask()
        self.left.emit()

    def drop_paper(self) -> None:
        """Stop asking for the paper: somebody goes on without the receipt."""
        if self._paper is not None:
            self._paper.hide()

    @Slot()
    def toggle_reading(self) -> None:
        """Begin to count copies that are read here, or end it."""
        if self._here is None:
            from jukung.ui.pages.desk_strips import InHouseStrip

            self._here = InHouseStrip(parent=self._page)
            self._open(self._here)
        self._here.toggle()

    def close_one(self) -> bool:
        """Close the strip that is open; whether there was one."""
        for strip in (self._permit, self._harm, self._pay, self._paper, self._here):
            if strip is not None and strip.isVisibleTo(self._page):
                strip.leave()
                return True
        return False

    def _open(self, strip: Strip) -> None:
        self.place.addWidget(strip)
        strip.left.connect(self.left)
