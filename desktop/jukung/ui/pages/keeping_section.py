"""Safekeeping: backup, restore, examination, and which program this is."""

from __future__ import annotations

from datetime import datetime
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import last_backup, theme
from jukung.ui.pages.keeping_cards import BackupCard, ExamineCard, RestoreCard
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk


class KeepingSection(QWidget):
    """Cards one below the other."""

    open_wanted = Signal(object)
    """The path of a restored library."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.backup, self.restore = BackupCard(room), RestoreCard(room)
        self.examine = ExamineCard(room)
        self.path = label("", "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for card in (self.backup, self.restore, self.examine, self._about_card()):
            column.addWidget(card)
        self.restore.open_wanted.connect(self.open_wanted)
        room.opened.connect(self.shown)

    @Slot()
    def shown(self) -> None:
        """Read when the last backup was written."""
        self._room.jobs.read(_last_backup, owner=self, then=self._show, latest="backup")

    def _show(self, at: datetime | None) -> None:
        self.backup.show_last(at)
        self.path.setText(str(self._room.library.path))

    def _about_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("About Jukung"), "heading"))
        card.body.addWidget(label(_("Version {version}").format(version=version()), "small"))
        card.body.addWidget(label(_("The library's file:"), "small"))
        card.body.addWidget(self.path)
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


def _last_backup(desk: Desk) -> datetime | None:
    return last_backup.last(desk)
