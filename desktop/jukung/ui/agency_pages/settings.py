"""Settings of the agency: its papers, its address, its regions, its terms, its keys."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_sections import SECTIONS
from jukung.ui.pages.section_pages import SectionPages
from jukung.words import _


class AgencySettingsPage(SectionPages[OfficeRoom]):
    """The sections of an agency; who stands here is named in the corner."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(room, room.preferences, SECTIONS, parent=parent)
        self._room = room
        self.person = QLineEdit(room.preferences.person, self)
        self.person.setPlaceholderText(_("Your name"))
        self.person.setAccessibleName(_("Your name"))
        self.person.setToolTip(_("It stands beside what you change here."))
        self.person.setFixedWidth(theme.px(150))
        self.person.hide()
        self.person.editingFinished.connect(self._keep_name)

    def corner(self) -> QWidget:
        """Who stands here."""
        self.person.show()
        return self.person

    @override
    def shown(self) -> None:
        """Show the section of last time, as it is in the file now."""
        self.person.setText(self._room.preferences.person)
        super().shown()

    @Slot()
    def _keep_name(self) -> None:
        self._room.preferences.person = self.person.text().strip()
