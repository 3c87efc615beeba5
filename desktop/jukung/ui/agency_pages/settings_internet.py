"""Where reports are taken over the internet, and the card that tells libraries so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.ui import files, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk


class InternetSection(QWidget):
    """One field; after it is saved the card is to be written anew."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.write = Button(_("Write the agency's card…"), icon="file-down", key="Ctrl+E")
        self.foot = SaveFoot(room, self.write)
        card = card_of(
            _("Internet address"),
            _(
                "Libraries with internet send their reports to this address, where the receiver "
                "of this office runs. Leave it empty where reports come on sticks or as paper."
            ),
        )
        card.body.addLayout(named(_("Address of the receiver"), self.address))
        words = _("It stands in the card that libraries join with, so write the card anew after "
                  "a change and give it out.")  # fmt: skip
        card.body.addWidget(label(words, "note", wrap=True))
        stacked(self, card, self.foot)
        self.foot.wanted.connect(self.save)
        self.foot.changed.connect(self._read)
        self.address.returnPressed.connect(self.save)
        self.write.clicked.connect(self._ask_where)

    @Slot()
    def shown(self) -> None:
        """Read the address; what was typed and not saved is gone."""
        self.foot.answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the field."""
        self.address.setFocus()

    @Slot()
    def save(self) -> None:
        """Keep the address."""
        typed = self.address.text()

        def work(desk: OfficeDesk) -> str:
            before = verbs.public_card.address_of(desk)
            verbs.public_card.choose_address(desk, typed)
            return before

        self.foot.change(
            work,
            detail=_("Now write the agency's card anew: Ctrl E."),
            undo=lambda before: lambda desk: verbs.public_card.choose_address(desk, before),
        )

    def write_card(self, folder: Path) -> None:
        """Write the agency's card with its address into a folder."""
        office = self._room.office

        def work(_progress: object, _stopped: object) -> Path:
            with office.reading() as desk:
                return verbs.enrol.write_agency_card(desk, folder)

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(
            work,
            owner=self,
            then=lambda path: self.foot.tell(
                _("Card written: {file}").format(file=path.name),
                _("Give it to the libraries: whoever joins with it has the address."),
            ),
            refused=self.foot.refuse,
        )

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.public_card.address_of(desk),  # noqa: PLW0108 - on the lane
            owner=self,
            then=self.address.setText,
            latest="address",
        )

    @Slot()
    def _ask_where(self) -> None:
        files.choose_folder(
            self,
            _("Where shall the card go?"),
            start=self._room.preferences.folder("cards"),
            then=self.write_card,
        )
