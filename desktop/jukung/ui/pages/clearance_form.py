"""The form of a clearance letter: whose it is, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.ui import sounds, theme, verbs
from jukung.ui.burst_guard import TAKES_SCANS
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _, many, number, rupiah

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.ui.room import Room

TYPING_RESTS_MS = 200


def whose(desk: Desk, text: str) -> MemberView:
    """The member of a card, or of a name that only one has; refuses MemberUnknown."""
    try:
        return verbs.members.by_card(desk, text)
    except errors.MemberUnknown:
        found = [each for each in verbs.suggesting.suggest(desk, text) if each.kind == "member"]
        if len(found) != 1:
            raise
        return verbs.members.by_card(desk, found[0].key)


class ClearanceForm(Card):
    """Scan a card; what is still open is said, with the way to settle it."""

    changed = Signal()
    """Somebody else, or another purpose."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._member: MemberView | None = None
        self._is_clear = False
        self._card, self._purpose = QLineEdit(), QLineEdit()
        self._card.setProperty(TAKES_SCANS, True)
        self._card.setPlaceholderText(
            _("Scan a card") if room.is_prison else _("Scan a card or type a name")
        )
        self._purpose.setMaxLength(200)
        self._purpose.setPlaceholderText(_("Such as: moving to another school"))
        self._who = label("", "heading", wrap=True)
        self._banner = Banner(corners="all")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._lay_out()
        self._rest.timeout.connect(self.changed)
        self._card.returnPressed.connect(self._look_up)
        self._purpose.textEdited.connect(self._rest.start)
        self._purpose.returnPressed.connect(self.changed)

    def call(self, card: str) -> None:
        """Begin with a card, such as of the member chosen on another page."""
        self._card.setText(card)
        self._look_up()

    def card(self) -> str:
        """The card of somebody with nothing open; empty where there is nobody."""
        return self._member.card if self._member is not None and self._is_clear else ""

    def purpose(self) -> str:
        """What the letter is for."""
        return self._purpose.text().strip()

    def words(self) -> str:
        """What is still open, or why nobody was found."""
        return self._banner.words()

    def take_focus(self) -> None:
        """Be ready for a card."""
        self._card.setFocus()
        self._card.selectAll()

    @Slot()
    def refresh(self) -> None:
        """Look again whether something is open."""
        if self._member is not None:
            self.call(self._member.card)

    @Slot()
    def _look_up(self) -> None:
        text = self._card.text().strip()
        if not text:
            return
        # The next card may come before the answer: it replaces this one.
        self._card.selectAll()

        def work(desk: Desk) -> MemberView:
            return whose(desk, text)

        self._room.jobs.read(
            work,
            owner=self,
            then=lambda member: self._show(member, text),
            refused=lambda refusal: self._refuse(refusal, text),
            latest="member",
        )

    def _show(self, member: MemberView, text: str) -> None:
        self._member = member
        self._is_clear = not (member.open_count or member.owed)
        if self._card.text().strip() == text:
            self._card.setText(member.card)
            self._card.selectAll()
        self._who.setText(f"{member.name} · {member.card}" if member.name else member.card)
        self._who.show()
        self._banner.clear()
        if not self._is_clear:
            self._say_open(member)
        self.changed.emit()

    def _say_open(self, member: MemberView) -> None:
        parts = []
        if member.open_count:
            said = many("{count} copy at home", "{count} copies at home", member.open_count)
            parts.append(said.format(count=number(member.open_count)))
        if member.owed:
            parts.append(_("{amount} owed").format(amount=rupiah(member.owed)))
        button = Button(_("To the desk"), icon="scan-barcode", key="Ctrl+Return")
        button.clicked.connect(self._go_to_desk)
        self._banner.say(
            _("Not clear yet: {what}").format(what=" · ".join(parts)),
            _("Take it back or settle it at the desk, then come here again."),
            tint="gold",
            button=button,
        )
        sounds.play("attention")

    def _refuse(self, refusal: errors.Refusal, text: str) -> None:
        self._member, self._is_clear = None, False
        self._who.hide()
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
        if self._card.text().strip() == text:
            self._card.selectAll()
        self.changed.emit()

    @Slot()
    def _go_to_desk(self) -> None:
        if self._member is not None and self._room.go is not None:
            page: Any = self._room.go("circulation")
            page.call_member(self._member.card)

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.px(10))
        self.body.addWidget(label(_("Clearance letter"), "heading"))
        self.body.addWidget(
            label(
                _("Says that somebody has brought back everything and owes nothing."),
                "note",
                wrap=True,
            )
        )
        name = _("Card") if self._room.is_prison else _("Card or name")
        self.body.addLayout(named(name, self._card))
        self.body.addWidget(self._who)
        self.body.addWidget(self._banner)
        self.body.addLayout(named(_("What for, if it should be said"), self._purpose))
        self.body.addStretch(1)
        self._who.hide()
