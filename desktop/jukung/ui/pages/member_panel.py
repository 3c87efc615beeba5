"""The chosen member as they are read: who, until when, and what is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.desk_side import KINDS, standing
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.circulation import LoanLine
    from jukung.library.members import MemberView


class MemberPanel(Card):
    """Shows a member; tells what is wanted with them."""

    edit_wanted = Signal()
    desk_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._banner = Banner(corners="top")
        self._name = label("", "title", wrap=True)
        self._card_line = label("", "second", wrap=True)
        self._contact = label("", "small", wrap=True)
        self._standing = Chip()
        self._note = label("", "small", tint="gold", wrap=True)
        self._count = label("", "strong")
        self._loans: Rows[LoanLine] = Rows(_columns())
        self._table = Table(self._loans, rows="wrap", selectable=False)
        self._edit = Button(_("Edit"), key="Ctrl+E")
        self._to_desk = Button(_("To the desk"), icon="scan-barcode", key="Ctrl+D")
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._to_desk.clicked.connect(self.desk_wanted)

    def show_member(self, member: MemberView, loans: tuple[LoanLine, ...]) -> None:
        """Show a member and what they have at home."""
        self._banner.clear()
        self._name.setText(member.name or member.card)
        kind = _(KINDS[member.kind])
        self._card_line.setText(f"{member.card} · {kind}" if member.name else kind)
        self._contact.setText("\n".join(filter(None, (member.address, member.phone))))
        self._contact.setVisible(bool(self._contact.text()))
        self._standing.show_words(*standing(member))
        self._note.setText(member.note)
        self._note.setVisible(bool(member.note))
        said = many("{count} copy on loan", "{count} copies on loan", len(loans))
        self._count.setText(said.format(count=number(len(loans))))
        self._loans.show_values(loans)

    def say(self, title: str, detail: str = "") -> None:
        """Tell what was stored."""
        self._banner.say(title, detail, tint="good")

    def words(self) -> str:
        """The sentence shown above the member; empty when there is none."""
        return self._banner.words()

    def name(self) -> str:
        """The name shown, or the card where there are no names."""
        return self._name.text()

    def loans(self) -> list[LoanLine]:
        """The loans shown."""
        return self._loans.values()

    @Slot()
    def take_focus(self) -> None:
        """Begin with the way to the desk."""
        self._to_desk.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self._banner)
        words = QVBoxLayout()
        side = theme.px(16)
        words.setContentsMargins(side, side, side, theme.px(8))
        words.setSpacing(theme.px(4))
        for each in (self._name, self._card_line, self._contact):
            words.addWidget(each)
        chip = QHBoxLayout()
        chip.addWidget(self._standing)
        chip.addStretch(1)
        words.addSpacing(theme.px(2))
        words.addLayout(chip)
        words.addWidget(self._note)
        words.addSpacing(theme.px(6))
        words.addWidget(self._count)
        self.body.addLayout(words)
        self.body.addWidget(self._table, 1)
        self._table.set_empty(_("Nothing at home."))
        foot = self.add_foot()
        foot.addWidget(self._edit)
        foot.addStretch(1)
        foot.addWidget(self._to_desk)


def _columns() -> list[Column[LoanLine]]:
    return [
        Column(_("Title"), lambda loan: Cell(loan.title, loan.barcode, strong=True)),
        Column(_("Due"), _due, width=150),
    ]


def _due(loan: LoanLine) -> Cell:
    late = loan.overdue_days
    return Cell(
        short_day(loan.due_on),
        _("{days} days overdue").format(days=late) if late else "",
        strong=True,
        tint="bad" if late else "",
    )
