"""What the lists of the programme have in common: a month, a sentence, saving and printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.programme_saving import ListSaving, Paper
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.domain.errors import Refusal
    from jukung.domain.months import Month
    from jukung.figures.reports.report import ReportTable


class ListPane(QWidget):
    """A list of one month that is saved and printed as it is shown."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._month: Month | None = None
        self._banner = Banner(corners="top")
        self._save = Button(_("Save…"), key="Ctrl+S", icon="save")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self.saving = ListSaving(room, self)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self.saving.said.connect(self._tell)
        self.saving.refused.connect(self._refuse)

    def look_at(self, month: Month) -> None:
        """Show the list of a month."""
        self._month = month
        self._refresh()

    def words(self) -> str:
        """The sentence above the list."""
        return self._banner.words()

    def tables(self, desk: OfficeDesk) -> tuple[ReportTable, ...]:
        """The list as it is saved and printed; called on a lane."""
        raise NotImplementedError

    def _paper(self) -> Paper | None:
        """What makes the PDF, where it is more than the tables."""
        return None

    def _file(self) -> str:
        """The name that is proposed for the file, without its ending."""
        raise NotImplementedError

    @Slot()
    def _refresh(self) -> None:
        """Read the list of the month."""
        raise NotImplementedError

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        parts.refuse(self._banner, refusal)

    @Slot(object, object)
    def _tell(self, words: str, tint: str = "good") -> None:
        parts.tell(self._banner, words, tint)

    @Slot()
    def _ask_where(self) -> None:
        self.saving.ask_where(self._file(), self.tables, self._paper())

    @Slot()
    def _ask_printer(self) -> None:
        self.saving.print_it(self._file(), self.tables, self._paper())
