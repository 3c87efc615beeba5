"""The left of the desk: who is here, and how the day goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import BorrowerKind, BorrowerStatus
from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import Fact, FactRows
from jukung.ui.pieces.label import label
from jukung.words import N_, _, brief_day, number

if TYPE_CHECKING:
    from jukung.library.circulation import DayCounts
    from jukung.library.members import MemberView

WIDTH, NARROW = 300, 236

KINDS = {
    BorrowerKind.general: N_("General"),
    BorrowerKind.child: N_("Child"),
    BorrowerKind.teacher: N_("Teacher"),
    BorrowerKind.resident: N_("Resident"),
    BorrowerKind.room: N_("Room"),
}


class _Initials(QWidget):
    """A tile with the first letters of a name, where there is no photo."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.setFixedSize(theme.px(64), theme.px(80))

    def show_name(self, name: str) -> None:
        """Show the first letters of the first two words."""
        self._letters = "".join(word[0] for word in name.split()[:2]).upper()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("initials_ground"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))
        painter.setPen(theme.colour("second"))
        painter.setFont(theme.font(22, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()


class DeskSide(QWidget):
    """The member's card above, today's figures below."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(WIDTH))
        self._initials = _Initials()
        self._name = label("", "title", wrap=True)
        self._card_line = label("", "second")
        self._address = label("", "small", wrap=True)
        self._standing = Chip()
        self._out = Fact(_("On loan"), tint="accent")
        self._late = Fact(_("Overdue"), tint="neutral")
        self._note = label("", "small", tint="gold", wrap=True)
        self._member_card = self._make_member_card()
        self._nobody = self._make_nobody()
        self._day = FactRows()
        self._lay_out()
        self.show_member(None, 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(420))

    def be_wide(self, room: int) -> None:
        """Leave the table enough room where the page is narrow."""
        wide = room >= theme.px(1000)
        self.setFixedWidth(theme.px(WIDTH if wide else NARROW))
        self._initials.setVisible(wide)

    def show_member(self, member: MemberView | None, limit: int) -> None:
        """Show who is at the desk; None where nobody is."""
        self._member_card.setVisible(member is not None)
        self._nobody.setVisible(member is None)
        if member is None:
            return
        name = member.name or member.card
        self._initials.show_name(name if member.name else _("W B"))
        self._name.setText(name)
        kind = _(KINDS[member.kind])
        self._card_line.setText(f"{member.card} · {kind}" if member.name else kind)
        self._address.setText(member.address)
        self._address.setVisible(bool(member.address))
        self._standing.show_words(*standing(member))
        self._out.show_number(number(member.open_count), f"/ {number(limit)}", tint="accent")
        late = member.overdue_count
        self._late.show_number(number(late), tint="gold" if late else "neutral")
        self._note.setText(member.note)
        self._note.setVisible(bool(member.note))

    def show_day(self, counts: DayCounts) -> None:
        """Show what happened today; visits nobody tallied are a dash."""
        self._day.show_rows(
            [
                (_("Loans"), number(counts.lent)),
                (_("Returns"), number(counts.returned)),
                (_("Visitors"), number(counts.visits)),
                (_("Due tomorrow"), number(counts.due_tomorrow)),
            ]
        )

    def _make_member_card(self) -> Card:
        card = Card()
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for each in (self._name, self._card_line, self._address, self._standing):
            words.addWidget(each)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(14))
        top.addWidget(self._initials, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        card.body.addLayout(top)
        facts = QHBoxLayout()
        facts.setSpacing(theme.px(10))
        facts.addWidget(self._out, 1)
        facts.addWidget(self._late, 1)
        card.body.addSpacing(theme.px(4))
        card.body.addLayout(facts)
        card.body.addWidget(self._note)
        return card

    def _make_nobody(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Nobody at the desk yet"), "heading"))
        card.body.addWidget(
            label(
                _("Scan a card or type a name. A copy scanned now comes back to the shelf."),
                "small",
                wrap=True,
            )
        )
        return card

    def _lay_out(self) -> None:
        today = Card()
        today.body.addWidget(label(_("Today"), "field"))
        today.body.addWidget(self._day)
        today.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self._member_card)
        column.addWidget(self._nobody)
        column.addWidget(today, 1)


def standing(member: MemberView) -> tuple[str, str]:
    """Whether a member may borrow, as the word and tint of a chip."""
    if member.status is BorrowerStatus.suspended:
        return _("Suspended"), "bad"
    if member.status is BorrowerStatus.left:
        return _("Has left"), "bad"
    if member.until_on is None:
        return _("Active"), "good"
    return _("Active until {day}").format(day=brief_day(member.until_on)), "good"
