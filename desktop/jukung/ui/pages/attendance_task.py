"""An attendance sheet before it is printed: what stands above its blank lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.typed import Lean
from jukung.ui import theme, verbs
from jukung.ui.pages.form_parts import beside
from jukung.ui.pages.letter_work import letterhead_of
from jukung.ui.pages.paper_bench import PaperBench, paper_field
from jukung.ui.paper_printing import Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import day_field, named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.desk import Desk
    from jukung.ui.room import Room

PURPOSE = "attendance"
LINES, MOST_LINES = 15, 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is begun with; a day of None is left for the pen."""

    activity: str = ""
    on: date | None = None
    until: date | None = None
    place: str = ""
    facilitator: str = ""


class AttendanceTask(QWidget):
    """Choices on the left, the sheet on the right."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked()
        self._activity, self._place = QLineEdit(), QLineEdit()
        self._day = day_field(room.today(), lean=Lean.near)
        self._open_day = QCheckBox(_("Leave the day for the pen"))
        self._lines = number_field(1, MOST_LINES, value=LINES)
        self._paper = paper_field(room, PURPOSE)
        self._back = Button(_("Back"), key="Esc", icon="chevron-left")
        self._is_prison, self._today = room.is_prison, room.today()
        choices = QWidget()
        self.bench = PaperBench(room, choices, empty=_("Say what the sheet is for."))
        self._lay_out(choices)
        for line in (self._activity, self._place):
            line.textChanged.connect(self._show)
        self._day.changed.connect(self._show)
        self._open_day.toggled.connect(self._show)
        self._lines.valueChanged.connect(self._show)
        self._paper.currentIndexChanged.connect(self._show)
        self._back.clicked.connect(self.left)

    def begin(self, asked: Asked, today: date) -> None:
        """Show the sheet of an activity, or a blank one."""
        self._asked, self._today = asked, today
        self._activity.setText(asked.activity)
        self._place.setText(asked.place)
        self._day.show_day(asked.on or today, today=today)
        self._open_day.setChecked(asked.on is None)
        self.bench.banner.clear()
        self._show()
        self._activity.setFocus()

    def printable(self) -> Printable:
        """What would be printed."""
        on = None if self._open_day.isChecked() else self._day.readable()
        moved = on is None or on != self._asked.on
        said = {
            "activity": self._activity.text(),
            "on": on,
            "until": None if moved else self._asked.until,
            "place": self._place.text(),
            "facilitator": self._asked.facilitator,
        }
        lines, paper = self._lines.value(), str(self._paper.currentData())

        def make(desk: Desk) -> bytes:
            return verbs.attendance.attendance_sheet(
                verbs.attendance.Attendance(**said),  # type: ignore[arg-type]  # each by its name
                letterhead=letterhead_of(desk),
                rows=lines,
                paper=paper,
                is_prison=desk.profile.is_prison,
            )

        return Printable(
            make,
            file=_("attendance") + ".pdf",
            folder=PURPOSE,
            printed=_("The sheet is at the printer."),
        )

    @Slot()
    def _show(self) -> None:
        self._day.setEnabled(not self._open_day.isChecked())
        self.bench.show_paper(self.printable())

    def _lay_out(self, choices: QWidget) -> None:
        card = Card()
        card.body.addWidget(label(_("Attendance sheet"), "heading"))
        card.body.addLayout(named(_("Activity"), self._activity))
        card.body.addLayout(named(_("When"), self._day))
        card.body.addWidget(self._open_day)
        card.body.addLayout(named(_("Place"), self._place))
        card.body.addLayout(
            beside((named(_("Lines"), self._lines), 1), (named(_("Paper"), self._paper), 2))
        )
        told = _("Who takes part writes a line; the sums below are typed in afterwards.")
        if self._is_prison:
            told = _("A line has a card number and no name; the sums are typed in afterwards.")
        card.body.addWidget(label(told, "note", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(row)
        column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.bench)
