"""The ready sheets in one place: the one that the list points at is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from jukung.ui.pages.iplm_sheet import IplmSheet
from jukung.ui.pages.readiness_sheet import ReadinessSheet
from jukung.ui.pages.report_list import SheetName
from jukung.ui.pages.sim_sheet import SimSheet
from jukung.ui.pieces.stack import InView
from jukung.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jukung.ui.room import Room

IPLM, SIM, READINESS = "ready_iplm", "ready_sim", "ready_standards"


def sheet_names() -> tuple[SheetName, ...]:
    """The ready sheets as the list shows them."""
    group = _("Ready sheets")
    return (
        SheetName(
            IPLM, _("IPLM workbook"), group, _("The official workbook, one row of it filled in.")
        ),
        SheetName(
            SIM, _("SIM TPBIS typing aid"), group, _("Activities in the order they are typed in.")
        ),
        SheetName(
            READINESS,
            _("Standards and accreditation"),
            group,
            _("SNP and accreditation: what is met, what is missing, what shows it."),
        ),
    )


class ReadySheets(InView):
    """Each sheet is made when it is shown first."""

    wanted = Signal(object, object)
    """The code of a list that proves something, and its year."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._made: dict[str, IplmSheet | SimSheet | ReadinessSheet] = {}

    def has(self, code: str) -> bool:
        """Whether a code is one of a ready sheet."""
        return code in (IPLM, SIM, READINESS)

    def show_sheet(self, code: str) -> None:
        """Show a ready sheet as things are now."""
        if code not in self._made:
            made = self._made[code] = self._make(code)
            self.addWidget(made)
        self.setCurrentWidget(self._made[code])
        self._made[code].shown()

    def sheet(self, code: str) -> QWidget:
        """A sheet that was shown before."""
        return self._made[code]

    def _make(self, code: str) -> IplmSheet | SimSheet | ReadinessSheet:
        if code == IPLM:
            return IplmSheet(self._room)
        if code == SIM:
            return SimSheet(self._room)
        made = ReadinessSheet(self._room)
        made.wanted.connect(self.wanted)
        return made
