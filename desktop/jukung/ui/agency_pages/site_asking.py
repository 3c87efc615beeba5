"""Asking for the files and folders of the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui import files
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.agency_pages.office_room import OfficeRoom
    from jukung.ui.agency_pages.site_side import SiteSide
    from jukung.ui.agency_pages.site_work import SiteWork


class SiteAsking(QObject):
    """Opens the system's dialogs; what is chosen goes on."""

    card_folder_chosen = Signal(object)
    """The folder for this agency's card."""

    def __init__(self, room: OfficeRoom, page: QWidget, side: SiteSide, work: SiteWork) -> None:
        super().__init__(page)
        self._preferences, self._page, self._side, self._work = room.preferences, page, side, work
        side.card_wanted.connect(self._for_card)
        side.card_folder_wanted.connect(self._for_card_folder)
        side.invite_folder_wanted.connect(self._for_invitations)
        side.list_wanted.connect(self._for_list)

    @Slot()
    def _for_card(self) -> None:
        files.choose_files(
            self._page,
            _("Choose the library's card, or photographs of its codes"),
            pattern=_("Card") + " (*.jkc *.png *.jpg *.jpeg)",
            start=self._preferences.folder("cards"),
            then=lambda paths: self._work.read_card(paths, self._side.compare),
        )

    @Slot()
    def _for_card_folder(self) -> None:
        start = self._preferences.folder("cards")
        files.choose_folder(
            self._page,
            _("Where shall the card be written?"),
            start=start,
            then=self.card_folder_chosen.emit,
        )

    @Slot()
    def _for_invitations(self) -> None:
        files.choose_folder(
            self._page,
            _("Where shall the invitations be written?"),
            start=self._preferences.folder("cards"),
            then=self._side.invite_into,
        )

    @Slot()
    def _for_list(self) -> None:
        def chosen(path: Path) -> None:
            self._work.plan_list(path, self._side.show_plan)

        files.choose_file(
            self._page,
            _("Choose the list of libraries"),
            pattern=_("List") + " (*.xlsx *.csv *.txt)",
            start=self._preferences.folder("lists"),
            then=chosen,
        )
