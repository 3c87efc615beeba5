"""The chosen member as they are read: who, until when, and what is at home."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung.domain.kinds import BorrowerStatus
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import member_words
from jukung.ui.pages.member_photo import MemberPhoto
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.library.slips import LoanLine


class MemberPanel(Card):
    """Shows a member; tells what is wanted with them."""

    edit_wanted = Signal()
    desk_wanted = Signal()
    renewal_wanted = Signal()
    more_wanted = Signal()
    account_wanted = Signal()
    """Money and sanctions are asked for."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._banner = Banner(corners="top")
        self._photo = MemberPhoto()
        self._name = label("", "title", wrap=True)
        self._card_line = label("", "second", wrap=True)
        self._contact = label("", "small", wrap=True)
        self._standing, self._owes, self._ready = Chip(), Chip(), Chip()
        self._note = label("", "small", tint="gold", wrap=True)
        self._count = label("", "strong")
        self._loans: Rows[LoanLine] = Rows(_columns())
        self._table = Table(self._loans, rows="wrap", selectable=False)
        self._renew = Button(_("Renew"), key="Ctrl+R")
        self._edit = Button(_("Edit"), key="Ctrl+E")
        self._more = Button(_("More"), key="Ctrl+M")
        self._account = Button(_("Account"), key="Ctrl+B")
        self._to_desk = Button(_("To the desk"), icon="scan-barcode", key="Ctrl+Return")
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._to_desk.clicked.connect(self.desk_wanted)
        self._renew.clicked.connect(self.renewal_wanted)
        self._more.clicked.connect(self.more_wanted)
        self._account.clicked.connect(self.account_wanted)

    def show_member(
        self,
        member: MemberView,
        loans: tuple[LoanLine, ...],
        *,
        today: date,
        kind: str,
        jpeg: bytes | None = None,
    ) -> None:
        """Show a member, what the library calls their kind, and what they have at home."""
        self._banner.clear()
        self._photo.show_member(member, jpeg)
        self._photo.setVisible(bool(member.name))
        self._name.setText(member.name or member.card)
        self._card_line.setText(f"{member.card} · {kind}" if member.name else kind)
        contact = (member.address, member.phone, member_words.guardian(member))
        _show(self._contact, "\n".join(filter(None, contact)))
        self._standing.show_words(*member_words.standing_on(member, today))
        self._owes.show_words(*member_words.owes(member))
        self._ready.show_words(*member_words.ready(member))
        # Nothing to prolong where a membership has no end.
        renewable = member.until_on is not None and member.status is not BorrowerStatus.left
        self._renew.setVisible(renewable)
        _show(self._note, member.note)
        said = many("{count} copy on loan", "{count} copies on loan", len(loans))
        self._count.setText(said.format(count=number(len(loans))))
        self._loans.show_values(loans)

    def say(self, title: str, detail: str = "", *, button: QWidget | None = None) -> None:
        """Tell what was stored; a button given is the sentence's."""
        self._banner.say(title, detail, tint="good", button=button)

    def warn(self, title: str, detail: str = "") -> None:
        """Tell why something was not done."""
        self._banner.say(title, detail, tint="bad")

    def words(self) -> str:
        """The sentence shown above the member; empty when there is none."""
        return self._banner.words()

    def chips(self) -> list[str]:
        """The chips that are shown."""
        every = (self._standing, self._owes, self._ready)
        return [chip.words() for chip in every if chip.words()]

    def name(self) -> str:
        """The name shown, or the card where there are no names."""
        return self._name.text()

    def loans(self) -> list[LoanLine]:
        """The loans shown."""
        return self._loans.values()

    def shows_photo(self) -> bool:
        """Whether there is a photo."""
        return self._photo.shows_picture()

    @Slot()
    def take_focus(self) -> None:
        """Begin with the way to the desk."""
        self._to_desk.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self._banner)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        for each in (self._name, self._card_line, self._contact):
            words.addWidget(each)
        words.addStretch(1)
        top = QHBoxLayout()
        side = theme.px(16)
        top.setContentsMargins(side, side, side, 0)
        top.setSpacing(theme.px(14))
        top.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.body.addLayout(top)
        below = QVBoxLayout()
        below.setContentsMargins(side, theme.px(8), side, theme.px(8))
        below.setSpacing(theme.px(6))
        below.addLayout(_row(self._standing, None, self._renew))
        below.addLayout(_row(self._owes, self._ready, None, self._edit, self._account))
        below.addWidget(self._note)
        below.addSpacing(theme.px(2))
        below.addWidget(self._count)
        self.body.addLayout(below)
        self.body.addWidget(self._table, 1)
        self._table.set_empty(_("Nothing at home."))
        foot = self.add_foot()
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._to_desk)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Small things side by side; None is the room that is left."""
    made = QHBoxLayout()
    made.setSpacing(theme.px(8))
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made


def _show(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


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
