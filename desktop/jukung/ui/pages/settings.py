"""Settings: whose library this is, how it looks, and keeping it safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import last_backup, sounds, theme, verbs
from jukung.ui.pages.keeping_cards import BackupCard, ExamineCard, RestoreCard
from jukung.ui.pages.library_fields import LibraryFields, LibraryWords
from jukung.ui.pages.look_card import LookCard
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Profile


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page shows of the library."""

    profile: Profile
    backup_at: datetime | None


class SettingsPage(QWidget):
    """Cards in two columns; nothing is saved by looking at it."""

    renamed = Signal(object)
    """The library's profile after it was changed."""

    open_wanted = Signal(object)
    """The path of a restored library."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._fields = LibraryFields(npp=True)
        self._answer = Banner(corners="all")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._path = label("", "note", wrap=True)
        self.look = LookCard(room.preferences)
        self.backup = BackupCard(room)
        self.restore = RestoreCard(room)
        self.examine = ExamineCard(room)
        self._lay_out()
        self._save.clicked.connect(self.save)
        self._fields.entered.connect(self.save)
        self.restore.open_wanted.connect(self.open_wanted)
        self._room.opened.connect(self._refresh)

    def shown(self) -> None:
        """Read what the library is called; typed words not saved are gone."""
        self._refresh()
        self._fields.take_focus()

    @Slot()
    def save(self) -> None:
        """Give the library the typed name and place."""
        try:
            words = self._fields.words()
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

    def show_words(self, words: LibraryWords) -> None:
        """Type words into the form."""
        self._fields.show_words(words)

    @Slot(object)
    def _tell_saved(self, profile: Profile) -> None:
        self._save.setEnabled(True)
        sounds.play("done")
        self._answer.say(_("Saved."), tint="good")
        self.renamed.emit(profile)

    def _refuse(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        sounds.play("refused")
        self._answer.say(messages.sentence(refusal), tint="bad")

    @Slot()
    def _refresh(self) -> None:
        self._answer.clear()
        self._room.jobs.read(_known, owner=self, then=self._show, latest="known")

    @Slot(object)
    def _show(self, known: _Known) -> None:
        profile = known.profile
        self._fields.show_words(
            LibraryWords(
                profile.name,
                profile.place_name,
                profile.region_code,
                profile.zone,
                profile.npp,
            )
        )
        self.backup.show_last(known.backup_at)
        self._path.setText(str(self._path_of_library()))

    def _path_of_library(self) -> Path:
        return self._room.library.path

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self._library_card(), self.look)),
            (right, (self.backup, self.restore, self.examine, self._about_card())),
        ):
            column.setSpacing(theme.px(14))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        page = QHBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(18))
        page.addLayout(left, 1)
        page.addLayout(right, 1)

    def _library_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("This library"), "heading"))
        card.body.addWidget(self._fields)
        card.body.addWidget(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        card.body.addLayout(row)
        return card

    def _about_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("About Jukung"), "heading"))
        card.body.addWidget(label(_("Version {version}").format(version=version()), "small"))
        card.body.addWidget(label(_("The library's file:"), "small"))
        card.body.addWidget(self._path)
        card.body.addWidget(
            label(
                _("Free software under the GNU General Public License, version 3 or later."),
                "note",
                wrap=True,
            )
        )
        return card


def version() -> str:
    """The version of this program; a dash where it is not installed."""
    try:
        return metadata.version("jukung")
    except metadata.PackageNotFoundError:
        return "–"


def _known(desk: Desk) -> _Known:
    return _Known(desk.profile, last_backup.last(desk))
