"""What the agency's settings share: the answer below a form, and how a choice is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import sounds, theme
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.domain.errors import Refusal

Work = Callable[["OfficeDesk"], Any]


class SaveFoot(QWidget):
    """The answer and the buttons; what was saved can be taken back while it is said."""

    wanted = Signal()
    """Save was pressed."""

    changed = Signal()
    """Something was saved or taken back; the form is to be read anew."""

    def __init__(
        self,
        room: OfficeRoom,
        *others: Button,
        save: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self.answer = Banner(corners="all")
        self.save = save or Button(_("Save"), kind="primary", key="Ctrl+S")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for each in others:
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.answer)
        column.addLayout(row)
        self.save.clicked.connect(self.wanted)

    def words(self) -> str:
        """The sentence shown; empty when there is none."""
        return self.answer.words()

    def change(
        self, work: Work, *, said: str = "", detail: str = "", undo: Callable[[Any], Work] | None
    ) -> None:
        """Do it as who stands here; `undo` makes of its result what takes it back."""
        self.save.setEnabled(False)
        self._room.jobs.change(
            self._by(work),
            owner=self,
            then=lambda made: self._saved(said, detail, undo(made) if undo else None),
            refused=self.refuse,
            touched={"settings"},
        )

    def tell(self, words: str, detail: str = "", *, button: Button | None = None) -> None:
        """Say what was done."""
        self.save.setEnabled(True)
        sounds.play("done")
        self.answer.say(words, detail, tint="good", button=button)
        self._bring_into_view()

    def warn(self, words: str) -> None:
        """Say what is still missing."""
        sounds.play("attention")
        self.answer.say(words, tint="gold")
        self._bring_into_view()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not saved."""
        self.save.setEnabled(True)
        sounds.play("refused")
        self.answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        # The answer has its height only after the layout was made anew.
        QTimer.singleShot(0, self, self._scroll)

    @Slot()
    def _scroll(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.answer)

    def _by(self, work: Work) -> Work:
        who = self._room.preferences.person
        return lambda desk: work(replace(desk, by=who))

    def _saved(self, said: str, detail: str, back: Work | None) -> None:
        self.changed.emit()
        button = None
        if back is not None:
            button = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
            button.clicked.connect(lambda: self._take_back(back))
        self.tell(said or _("Saved."), detail, button=button)

    def _take_back(self, back: Work) -> None:
        self._room.jobs.change(
            self._by(back),
            owner=self,
            then=lambda _done: self._told_back(),
            refused=self.refuse,
            touched={"settings"},
        )

    def _told_back(self) -> None:
        self.changed.emit()
        self.tell(_("Taken back; what was before holds again."))


def card_of(title: str, about: str = "") -> Card:
    """A card with its heading, and what it is for."""
    card = Card()
    card.body.setSpacing(theme.px(10))
    card.body.addWidget(label(title, "heading"))
    if about:
        card.body.addWidget(label(about, "small", wrap=True))
    return card


def stacked(section: QWidget, *parts: QWidget) -> QVBoxLayout:
    """Cards and what follows them, one below the other."""
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(14))
    for part in parts:
        column.addWidget(part)
    return column
