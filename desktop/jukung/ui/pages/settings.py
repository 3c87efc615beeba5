"""Settings: the sections on the left, the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.section_list import NARROW, WIDTH, SectionList, SectionWords
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.keeping_cards import BackupCard, ExamineCard, RestoreCard
    from jukung.ui.pages.keeping_section import KeepingSection
    from jukung.ui.pages.library_fields import LibraryWords
    from jukung.ui.pages.library_section import LibrarySection
    from jukung.ui.pages.look_card import LookCard


class SettingsPage(QWidget):
    """A section is made when it is first shown; nothing is saved by looking at it."""

    renamed = Signal(object)
    """The library's profile after it was changed."""

    open_wanted = Signal(object)
    """The path of a restored library."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._list = SectionList([SectionWords(e.name, _(e.title), e.icon) for e in SECTIONS])
        row = QHBoxLayout(self)
        side = theme.px(22)
        row.setContentsMargins(side, theme.px(18), side, theme.px(18))
        row.setSpacing(theme.px(18))
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self._enter)

    def shown(self) -> None:
        """Show the section of last time, as it is in the file now."""
        self.show_section(self._list_name() or self._room.preferences.section)
        self._list.setFocus()

    def show_section(self, name: str) -> QWidget:
        """Bring a section into view; an unknown name is the first one."""
        section = self.section(name)
        name = next(key for key, made in self._made.items() if made is section)
        self._list.show_chosen(name)
        self._stack.setCurrentWidget(self._places[name])
        if callable(shown := getattr(section, "shown", None)):
            shown()
        return section

    def section(self, name: str) -> QWidget:
        """A section, made the first time; an unknown name is the first one."""
        entry = next((each for each in SECTIONS if each.name == name), SECTIONS[0])
        made = self._made.get(entry.name)
        if made is None:
            made = self._made[entry.name] = entry.make(self._room)
            area = self._places[entry.name] = scrolling()
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(area)
            area.setWidget(_at_top(made, fills=hasattr(made, "fills")))
            for signal in ("renamed", "open_wanted"):
                if told := getattr(made, signal, None):
                    told.connect(getattr(self, signal))
        return made

    @property
    def library(self) -> LibrarySection:
        """What the library is called and where it is."""
        return cast("LibrarySection", self.section("library"))

    @property
    def look(self) -> LookCard:
        """How the program looks and sounds here."""
        return cast("LookCard", self.section("look"))

    @property
    def backup(self) -> BackupCard:
        """The backup's card."""
        return self._keeping().backup

    @property
    def restore(self) -> RestoreCard:
        """The card that makes a library of a backup."""
        return self._keeping().restore

    @property
    def examine(self) -> ExamineCard:
        """The card that examines the file."""
        return self._keeping().examine

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setFixedWidth(theme.px(WIDTH if self.width() >= theme.px(840) else NARROW))

    @Slot()
    def save(self) -> None:
        """Give the library the typed name and place."""
        self.library.save()

    def show_words(self, words: LibraryWords) -> None:
        """Type words into the library's form."""
        self.library.show_words(words)

    def _keeping(self) -> KeepingSection:
        return cast("KeepingSection", self.section("keeping"))

    def _list_name(self) -> str:
        shown = self._stack.currentWidget()
        return next((name for name, place in self._places.items() if place is shown), "")

    @Slot(object)
    def _choose(self, name: str) -> None:
        self._room.preferences.section = name
        self.show_section(name)

    @Slot()
    def _enter(self) -> None:
        section = self.section(self._list.current_name())
        if callable(take := getattr(section, "take_focus", None)):
            take()
        else:
            section.focusNextChild()


def _at_top(section: QWidget, *, fills: bool) -> QWidget:
    """A section at the top of its room; one that `fills` is as high as the room."""
    if fills:
        return section
    whole = QWidget()
    column = QHBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
    return whole
