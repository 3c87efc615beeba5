"""The yearly programme: whom to ask, targets, the award, and typed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.chase import ChasePane
from jukung.ui.agency_pages.entry_pane import EntryPane
from jukung.ui.agency_pages.leagues import LeaguesPane
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.targets import TargetsPane
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.months import Month


class ProgrammePage(QWidget):
    """Four lists, one at a time, of the month in the corner."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._month: Month | None = None
        self._chooser = MonthChooser()
        self.segments = Segments(
            {
                "chase": _("Chase list"),
                "targets": _("Targets"),
                "leagues": _("Award lists"),
                "entries": _("Libraries without Jukung"),
            },
            keys={"chase": "Alt+1", "targets": "Alt+2", "leagues": "Alt+3", "entries": "Alt+4"},
        )
        self._who = QLineEdit(room.preferences.person)
        self._who.setPlaceholderText(_("Your name"))
        self._who.setAccessibleName(_("Your name"))
        self._who.setToolTip(_("It stands beside what you note here."))
        self._who.setFixedWidth(theme.px(130))
        self.chase = ChasePane(room)
        self.targets = TargetsPane(room)
        self.leagues = LeaguesPane(room)
        self.entries = EntryPane(room)
        self._panes: dict[str, ChasePane | TargetsPane | LeaguesPane | EntryPane] = {
            "chase": self.chase,
            "targets": self.targets,
            "leagues": self.leagues,
            "entries": self.entries,
        }
        self._pile = InView()
        self._lay_out()
        self.segments.chosen.connect(self._open)
        self._chooser.chosen.connect(self.choose_month)
        self._who.editingFinished.connect(self._keep_name)

    def shown(self) -> None:
        """Read what is in view anew."""
        self._who.setText(self._room.preferences.person)
        self._room.jobs.read(work.choices, owner=self, then=self._begin, latest="months")

    def corner(self) -> QWidget:
        """The month."""
        return self._chooser

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Show another month."""
        self._month = month
        self.shown()

    def _begin(self, months: tuple[Month, ...]) -> None:
        self._month = self._month or months[-2]
        self._chooser.show_months(months, self._month)
        self._open(self.segments.name())

    @Slot(object)
    def _open(self, name: str) -> None:
        pane = self._panes[name]
        self._pile.setCurrentWidget(pane)
        if self._month is not None:
            pane.look_at(self._month)

    @Slot()
    def _keep_name(self) -> None:
        self._room.preferences.person = self._who.text().strip()

    def _lay_out(self) -> None:
        for pane in self._panes.values():
            self._pile.addWidget(pane)
        top = QHBoxLayout()
        top.setSpacing(theme.px(14))
        top.addWidget(self.segments, 1)
        top.addWidget(self._who)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(16), side, theme.px(16))
        page.setSpacing(theme.px(12))
        page.addLayout(top)
        page.addWidget(self._pile, 1)
        self.setFocusProxy(self.segments)
