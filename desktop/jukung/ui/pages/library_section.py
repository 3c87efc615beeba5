"""What this library is called and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, verbs
from jukung.ui.pages.library_fields import LibraryFields, LibraryWords
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Profile


class LibrarySection(Card):
    """A form that is loaded from the file and saved by its button."""

    renamed = Signal(object)
    """The library's profile after it was changed."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self.fields = LibraryFields(npp=True)
        self._answer = Banner(corners="all")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self.body.addWidget(label(_("This library"), "heading"))
        self.body.addWidget(self.fields)
        self.body.addWidget(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        self.body.addLayout(row)
        self._save.clicked.connect(self.save)
        self.fields.entered.connect(self.save)
        self._room.opened.connect(self.shown)

    @Slot()
    def shown(self) -> None:
        """Read what the library is called; typed words not saved are gone."""
        self._answer.clear()
        self._room.jobs.read(
            lambda desk: desk.profile, owner=self, then=self._show, latest="profile"
        )

    def take_focus(self) -> None:
        """Go to the first field."""
        self.fields.take_focus()

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    def show_words(self, words: LibraryWords) -> None:
        """Type words into the form."""
        self.fields.show_words(words)

    @Slot()
    def save(self) -> None:
        """Give the library the typed name and place."""
        try:
            words = self.fields.words()
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._save.setEnabled(False)
        self._room.jobs.change(
            lambda desk: verbs.settings.rename(
                desk,
                name=words.name,
                place_name=words.place_name,
                region_code=words.region_code,
                npp=words.npp,
                zone=words.zone,
            ),
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
            touched={"settings"},
        )

    def _tell_saved(self, profile: Profile) -> None:
        self._save.setEnabled(True)
        sounds.play("done")
        self._answer.say(_("Saved."), tint="good")
        self.renamed.emit(profile)

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        sounds.play("refused")
        self._answer.say(messages.sentence(refusal), tint="bad")

    def _show(self, profile: Profile) -> None:
        self.fields.show_words(
            LibraryWords(
                profile.name,
                profile.place_name,
                profile.region_code,
                profile.zone,
                profile.npp,
            )
        )
