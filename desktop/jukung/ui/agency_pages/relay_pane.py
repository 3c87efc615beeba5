"""Districts and their province: permits at the one end, carrying on at the other."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui.agency_pages.carry_pane import CarryPane
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.permits_pane import PermitsPane
from jukung.ui.pieces.stack import InView

_PROVINCE = 2
"""How long the code of a province is."""


class RelayPane(QWidget):
    """A province sees its permits; a district what it carries."""

    counted = Signal(int)
    """How many files wait to be carried on."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.permits = PermitsPane(room)
        self.carrying = CarryPane(room)
        self._ends = InView()
        self._ends.addWidget(self.permits)
        self._ends.addWidget(self.carrying)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ends)
        self.carrying.counted.connect(self.counted)

    @property
    def is_district(self) -> bool:
        """Whether this agency lies within a province."""
        profile = self._room.profile
        return profile is not None and len(profile.code) > _PROVINCE

    @Slot()
    def refresh(self) -> None:
        """Look anew at this end."""
        end = self.carrying if self.is_district else self.permits
        self._ends.setCurrentWidget(end)
        end.shown()

    def words(self) -> str:
        """The sentence above the list."""
        return (self.carrying if self.is_district else self.permits).words()
