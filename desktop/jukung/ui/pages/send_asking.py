"""Asking for the files and folders that a month's report goes to and comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jukung.ui import files
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.send_work import SendWork
    from jukung.ui.room import Room


class SendAsking:
    """Opens the system's dialogs; what is chosen goes to the work."""

    def __init__(self, room: Room, page: QWidget, work: SendWork) -> None:
        self._preferences, self._page, self._work = room.preferences, page, work

    def for_stick(self) -> None:
        """Ask where the reports shall be written."""
        files.choose_folder(
            self._page,
            _("Choose the stick"),
            start=self._preferences.folder("parcels"),
            then=self._work.write_to,
        )

    def for_receipt(self) -> None:
        """Ask which receipts shall be read."""
        files.choose_files(
            self._page,
            _("Choose the receipt"),
            pattern=_("Receipt") + " (*.jkr)",
            start=self._preferences.folder("receipts"),
            then=lambda paths: self._work.read_receipt(*paths),
        )

    def for_card_folder(self) -> None:
        """Ask where this library's card shall be written."""
        files.choose_folder(
            self._page,
            _("Where shall the card be written?"),
            start=self._preferences.folder("cards"),
            then=self._work.write_card,
        )

    def for_agency_card(self) -> None:
        """Ask which card the agency gave."""
        files.choose_file(
            self._page,
            _("Choose the agency's card or invitation"),
            pattern=_("Card") + " (*.jkc)",
            start=self._preferences.folder("cards"),
            then=self._work.choose_agency_card,
        )
