"""Another card for a member: the old one is lost, or wore out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView


class CardTask(MemberTask):
    """Gives the next number, or one that is typed; a lost card can turn up again."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Give the new card"))
        self._old = label("", "second", wrap=True)
        self._lost = QCheckBox(_("The old card is lost"))
        self._number = QLineEdit()
        self._lost_before = label("", "small", wrap=True)
        self._found = Button("", icon="check")
        self.fields.addWidget(self._old)
        self.fields.addWidget(self._lost)
        self.add_words(_("With a lost card nobody can borrow. Returning always works."), "note")
        self.fields.addLayout(named(_("New card number"), self._number))
        self.fields.addSpacing(theme.px(8))
        self.fields.addWidget(self._lost_before)
        self.fields.addWidget(self._found)
        self.fields.addStretch(1)
        self._number.returnPressed.connect(self.press_save)
        self._found.clicked.connect(self._bring_back)
        self._numbers: tuple[str, ...] = ()

    @override
    def show_task(self, member: MemberView) -> None:
        self._old.setText(_("Card now: {card}").format(card=member.card))
        self._lost.setChecked(True)
        self._number.clear()
        self._show_lost(())
        self.room.jobs.read(
            lambda desk: (
                verbs.members.next_card(desk),
                verbs.cards.lost_cards(desk, member.id),
            ),
            owner=self,
            then=lambda read: self._show_read(*read),
            latest="card",
        )

    @override
    def take_focus(self) -> None:
        self._number.setFocus()

    @override
    def do(self) -> None:
        if self.member is None:
            return
        member_id, lost = self.member.id, self._lost.isChecked()
        number = self._number.text().strip()
        self.change(
            lambda desk: verbs.cards.replace_card(desk, member_id, lost=lost, card=number),
            lambda after: self.done.emit(_("The new card is {card}.").format(card=after.card)),
        )

    def _show_read(self, next_card: str, lost: tuple[str, ...]) -> None:
        self._number.setPlaceholderText(_("empty: {card}").format(card=next_card))
        self._show_lost(lost)

    def _show_lost(self, lost: tuple[str, ...]) -> None:
        self._numbers = lost
        self._lost_before.setText(_("Reported lost: {cards}").format(cards=", ".join(lost)))
        self._lost_before.setVisible(bool(lost))
        if lost:
            self._found.setText(_("{card} was found again").format(card=lost[-1]))
        self._found.setVisible(bool(lost))

    def _bring_back(self) -> None:
        if not self._numbers:
            return
        number = self._numbers[-1]
        words = _("Card {card} can be used again.").format(card=number)
        self.change(
            lambda desk: verbs.cards.card_found(desk, number), lambda _view: self.done.emit(words)
        )
