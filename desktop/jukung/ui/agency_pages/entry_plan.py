"""What a filled-in sheet would store, before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, long_month, number

if TYPE_CHECKING:
    from jukung.agency.entry_imports import EntryPlan, PlannedMonth

_TINTS = {"new": "good", "changed": "gold", "same": "neutral", "empty": "neutral"}


class EntryPlanView(Card):
    """A row for each column of the sheet; Esc leaves without storing."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._plan: EntryPlan | None = None
        self._rows: Rows[PlannedMonth] = Rows(_columns())
        self.table = Table(self._rows, rows="wrap")
        head = self.add_head()
        self._title = label("", "heading", wrap=True)
        head.addWidget(self._title, 1)
        self.body.addWidget(self.table, 1)
        foot = self.add_foot()
        self._back = Button(_("Back"))
        self.keep = Button(_("Keep them"), kind="primary", key="Ctrl+Return", icon="check")
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self.keep)
        self._back.clicked.connect(self.left)
        self.keep.clicked.connect(self._ask)

    def show_plan(self, plan: EntryPlan) -> None:
        """Show what a sheet would store."""
        self._plan = plan
        count = len(plan.stored)
        self._title.setText(
            _("{file}: {count} of {all} columns would be kept").format(
                file=plan.file, count=number(count), all=number(len(plan.months))
            )
        )
        self._rows.show_values(plan.months)
        self.keep.setEnabled(bool(count))
        self.table.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _ask(self) -> None:
        if self._plan is not None:
            self.wanted.emit(self._plan)


def _columns() -> list[Column[PlannedMonth]]:
    return [
        Column(_("Library"), lambda each: Cell(each.name or each.code, each.code, strong=True)),
        Column(_("Month"), _month, width=140),
        Column(_("Figures"), lambda each: number(len(each.figures)), width=80, align="right"),
        Column(_("What becomes of it"), _state, width=210),
        Column(_("To look at"), _looks, width=300, from_width=880),
    ]


def _month(each: PlannedMonth) -> str:
    return long_month(each.period.year, each.period.number)


def _state(each: PlannedMonth) -> Cell:
    return Cell(verbs.entry_imports.state_words(each.state), chip=_TINTS.get(each.state, "bad"))


def _looks(each: PlannedMonth) -> Cell:
    unread = [_("no figure: {cell}").format(cell=cell) for cell in each.unread]
    said = [*unread, *(hint.words for hint in each.hints)]
    return Cell(" ".join(said[:3]), soft=True)
