"""Settings of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui.pages.section_pages import SectionPages
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.ui.pages.keeping_cards import BackupCard, ExamineCard, RestoreCard
    from jukung.ui.pages.keeping_section import KeepingSection
    from jukung.ui.pages.library_fields import LibraryWords
    from jukung.ui.pages.library_section import LibrarySection
    from jukung.ui.pages.look_card import LookCard


class SettingsPage(SectionPages[Room]):
    """The sections of a library, and what tells the window about them."""

    renamed = Signal(object)
    """The library's profile after it was changed."""

    open_wanted = Signal(object)
    """The path of a restored library."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        sections = tuple(each for each in SECTIONS if room.is_prison or not each.prison)
        super().__init__(room, room.preferences, sections, parent=parent)
        self.made.connect(self._listen_to)

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

    @Slot()
    def save(self) -> None:
        """Give the library the typed name and place."""
        self.library.save()

    def show_words(self, words: LibraryWords) -> None:
        """Type words into the library's form."""
        self.library.show_words(words)

    def _keeping(self) -> KeepingSection:
        return cast("KeepingSection", self.section("keeping"))

    @Slot(object)
    def _listen_to(self, section: QWidget) -> None:
        for signal in ("renamed", "open_wanted"):
            if told := getattr(section, signal, None):
                told.connect(getattr(self, signal))
