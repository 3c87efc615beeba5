"""What goes down to the libraries: messages, questions, doubts, new keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages.messages_doubts import DoubtsPane
from jukung.ui.agency_pages.messages_keys import KeysPane
from jukung.ui.agency_pages.messages_questions import QuestionsPane
from jukung.ui.agency_pages.messages_words import WordsPane
from jukung.ui.pieces.segments import Segments
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.agency_pages.office_room import OfficeRoom


class MessagesPage(QWidget):
    """Four lists, and whose name stands under what is done here."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._by = QLineEdit(room.preferences.person)
        self._by.setPlaceholderText(_("Your name"))
        self._by.setAccessibleName(_("Your name"))
        self._by.setMaxLength(60)
        self._by.setFixedWidth(theme.px(180))
        self._panes: dict[str, WordsPane | QuestionsPane | DoubtsPane | KeysPane] = {
            "words": WordsPane(room),
            "questions": QuestionsPane(room),
            "doubts": DoubtsPane(room),
            "keys": KeysPane(room),
        }
        self._which = Segments(
            {
                "words": _("Messages"),
                "questions": _("Questions"),
                "doubts": _("Implausible figures"),
                "keys": _("New keys"),
            },
            keys={"words": "Alt+1", "questions": "Alt+2", "doubts": "Alt+3", "keys": "Alt+4"},
        )
        self._pile = QStackedWidget()
        self._lay_out()
        self._which.chosen.connect(self._choose)
        self._by.editingFinished.connect(self._keep_name)

    def shown(self) -> None:
        """Read the list that is open anew."""
        self._panes[self._which.name()].shown()

    def open(self, name: str) -> QWidget:
        """Open one of the lists: `words`, `questions`, `doubts` or `keys`."""
        self._which.choose(name)
        return self._panes[name]

    @Slot(object)
    def _choose(self, name: str) -> None:
        self._pile.setCurrentWidget(self._panes[name])
        self._panes[name].shown()

    @Slot()
    def _keep_name(self) -> None:
        self._room.preferences.person = self._by.text().strip()

    def _lay_out(self) -> None:
        for pane in self._panes.values():
            self._pile.addWidget(pane)
        above = QHBoxLayout()
        above.setSpacing(theme.px(14))
        above.addWidget(self._which)
        above.addStretch(1)
        above.addWidget(self._by)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addLayout(above)
        page.addWidget(self._pile, 1)
        self.setFocusProxy(self._which)
