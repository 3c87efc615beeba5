"""Which card each aide's account is tied to: it ends when the card's resident leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jukung import messages
from jukung.ui import sounds, theme, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.aides import TiedAide
    from jukung.library.desk import Desk
    from jukung.ui.room import Room


class AideCard(Card):
    """Choose an aide, type or scan the card, Enter."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._aides: tuple[TiedAide, ...] = ()
        self._answer = Banner(corners="all")
        self.who, self.line = QComboBox(), QLineEdit()
        self.line.setPlaceholderText(_("Number on the card; empty for none"))
        self._tie = Button(_("Tie to this card"))
        self.body.addWidget(label(_("Aides"), "heading"))
        words = _("An account that is tied to a card ends when its resident leaves.")
        self.body.addWidget(label(words, "small", wrap=True))
        self.body.addWidget(self._answer)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addLayout(named(_("Aide"), self.who), 1)
        row.addLayout(named(_("Card"), self.line), 1)
        self.body.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._tie)
        self.body.addLayout(foot)
        self.line.returnPressed.connect(self.tie)
        self._tie.clicked.connect(self.tie)
        self.who.currentIndexChanged.connect(self._show_card)

    def show_aides(self, aides: tuple[TiedAide, ...]) -> None:
        """Show the accounts that are open."""
        self._aides = tuple(aide for aide in aides if aide.active)
        self.setVisible(bool(self._aides))
        chosen = max(self.who.currentIndex(), 0)
        self.who.blockSignals(True)
        self.who.clear()
        for aide in self._aides:
            self.who.addItem(f"{aide.name} · {aide.card}" if aide.card else aide.name)
        self.who.setCurrentIndex(min(chosen, len(self._aides) - 1))
        self.who.blockSignals(False)
        self._show_card()

    def words(self) -> str:
        """The sentence in the card; empty when there is none."""
        return self._answer.words()

    @Slot()
    def tie(self) -> None:
        """Tie the chosen account to the typed card."""
        place = self.who.currentIndex()
        if not 0 <= place < len(self._aides):
            return
        staff_id, card = self._aides[place].staff_id, self.line.text().strip()

        def work(desk: Desk) -> tuple[TiedAide, ...]:
            verbs.aides.tie(desk, staff_id, card)
            return verbs.aides.listed(desk)

        self._room.jobs.change(work, owner=self, then=self._tell, refused=self._refuse)

    def _tell(self, aides: tuple[TiedAide, ...]) -> None:
        sounds.play("done")
        self._answer.say(_("Saved."), tint="good")
        self.show_aides(aides)

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _show_card(self) -> None:
        place = self.who.currentIndex()
        self.line.setText(self._aides[place].card if 0 <= place < len(self._aides) else "")
