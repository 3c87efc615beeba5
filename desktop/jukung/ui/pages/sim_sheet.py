"""The SIM typing aid: activities at the left, the values of one at the right."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.ready_parts import ReadySheet
from jukung.ui.pages.ready_saving import save_bytes
from jukung.ui.pages.ready_work import activities, sim_file
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, number, short_month

if TYPE_CHECKING:
    from jukung.figures.ready.sim import SimActivity, SimGroup, SimValue
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

FOLDER = "reports"


@dataclass(frozen=True, slots=True)
class _Row:
    """An activity, or the strategy that follows."""

    group: SimGroup
    activity: SimActivity | None = None


class SimSheet(ReadySheet):
    """Enter goes to the values and copies one; Ctrl Y ticks what is typed."""

    copied = Signal(object)
    """The value now in the clipboard."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("SIM TPBIS typing aid"),
            _("A list to type from; it is not an official form. Enter copies a value."),
            parent=parent,
        )
        self._room = room
        self._rows: Rows[_Row] = Rows(
            [
                Column(_("Activity"), _activity),
                Column(_("Typed"), _typed, width=100, from_width=320),
            ],
            mark=lambda row: row.activity is None,
        )
        self._values: Rows[SimValue] = Rows(
            [
                Column(_("Field"), lambda each: Cell(each.name, soft=True), width=112),
                Column(_("Value"), lambda each: Cell(each.value or "–", strong=bool(each.value))),
            ]
        )
        self.table = Table(self._rows, rows="two", parent=self)
        self.values = Table(self._values, parent=self)
        self.values.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.table.setAccessibleName(_("Activities"))
        self.values.setAccessibleName(_("Values"))
        self.table.set_empty(_("No activity in these days. Record them under Activities."))
        self.month = QComboBox()
        self.month.setAccessibleName(_("Month"))
        self.month.addItem(_("Whole year"), 0)
        for month in range(1, 13):
            self.month.addItem(short_month(month), month)
        self._tick = Button(_("Typed"), key="Ctrl+Y", icon="check")
        self._copy = Button(_("Copy"), key="Ctrl+C")
        self._paper = paper_field(room, FOLDER, SHORT)
        self._save = Button(_("Save…"), key="Ctrl+S", icon="save")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._printing = PaperPrinting(room, self)
        self._lay_out()
        self.show_year(room.today().year)
        self._connect()

    def shown(self) -> None:
        """List what is recorded now."""
        self.banner.clear()
        self._read()

    def listed(self) -> list[SimActivity]:
        """The activities in the list, from the top."""
        return [row.activity for row in self._rows.values() if row.activity is not None]

    def shown_values(self) -> list[SimValue]:
        """The values of the activity that is pointed at."""
        return self._values.values()

    def days(self) -> tuple[date, date]:
        """The first and last day of the month or year chosen."""
        year, month = self.year.value(), int(self.month.currentData())
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

    @Slot()
    def _read(self) -> None:
        first, last = self.days()
        self._room.jobs.read(
            lambda desk: activities(desk, first, last),
            owner=self,
            then=self._show,
            refused=self.refuse,
            latest="sim",
        )

    def _show(self, groups: tuple[SimGroup, ...]) -> None:
        kept: _Row | None = self.table.current_value()
        was = kept.activity.id if kept and kept.activity else ""
        rows: list[_Row] = []
        for group in groups:
            if group.activities:
                rows += [_Row(group), *(_Row(group, each) for each in group.activities)]
        self._rows.show_values(rows)
        place = next(
            (n for n, row in enumerate(rows) if row.activity and row.activity.id == was), 1
        )
        if rows:
            self.table.point_at(place)
        for each in (self._save, self._print):
            each.setEnabled(bool(rows))

    @Slot(object)
    def _point(self, row: _Row | None) -> None:
        activity = row.activity if row else None
        self._values.show_values(activity.values if activity else ())
        self._tick.setEnabled(activity is not None)
        self._copy.setEnabled(activity is not None)
        if activity is not None:
            self.values.point_at(0)
            self._tick.setText(_("Not typed") if activity.is_typed else _("Typed"))

    @Slot(object)
    def _go_to_values(self, row: _Row) -> None:
        if row.activity is not None:
            self.values.take_focus()

    @Slot()
    def _copy_value(self) -> None:
        value: SimValue | None = self.values.current_value()
        if value is None:
            return
        if not value.value:
            self.tell(_("{field} was not recorded.").format(field=value.name), "gold")
            return
        QGuiApplication.clipboard().setText(value.value)
        sounds.play("done")
        self.banner.say(_("Copied: {value}").format(value=value.value), value.name, tint="good")
        self.copied.emit(value.value)
        # The next field of the SIM wants the next value.
        place = self.values.currentIndex().row() + 1
        if place < len(self._values.values()):
            self.values.point_at(place)

    @Slot()
    def _turn_tick(self) -> None:
        row: _Row | None = self.table.current_value()
        activity = row.activity if row else None
        if activity is None:
            return
        typed = not activity.is_typed
        self._room.jobs.change(
            lambda desk: verbs.sim_aid.tick(desk, activity, typed=typed),
            owner=self,
            then=lambda _done: self._ticked(),
            refused=self.refuse,
            touched={"settings"},
        )

    def _ticked(self) -> None:
        sounds.play("done")
        self._read()
        self.table.setFocus()

    @Slot()
    def _ask_where(self) -> None:
        first, last = self.days()
        paper = str(self._paper.currentData())
        save_bytes(
            self,
            self._room,
            self._name(),
            lambda desk, suffix: sim_file(desk, first, last, suffix=suffix, paper=paper),
        )

    @Slot()
    def _ask_printer(self) -> None:
        first, last = self.days()
        paper = str(self._paper.currentData())

        def make(desk: Desk) -> bytes:
            return sim_file(desk, first, last, suffix=".pdf", paper=paper)

        self._printing.ask_printer(
            Printable(
                make,
                file=f"{self._name()}.pdf",
                folder=FOLDER,
                printed=_("The paper is at the printer."),
                colour=True,
            )
        )

    def _name(self) -> str:
        month = int(self.month.currentData())
        return f"sim-tpbis-{self.year.value()}" + (f"-{month:02d}" if month else "")

    def _connect(self) -> None:
        self.year.valueChanged.connect(self._read)
        self.month.activated.connect(self._read)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._go_to_values)
        self.values.chosen.connect(self._copy_value)
        self._copy.clicked.connect(self._copy_value)
        self._tick.clicked.connect(self._turn_tick)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self.tell)
        self._printing.refused.connect(self.refuse)

    def _lay_out(self) -> None:
        self.head.addWidget(self.month)
        both = QHBoxLayout()
        both.setSpacing(theme.px(10))
        for table, part in ((self.table, 4), (self.values, 6)):
            card = Card(flush=True)
            card.body.addWidget(table)
            both.addWidget(card, part)
        self.column.addLayout(both, 1)
        self._paper.setMinimumWidth(theme.px(64))
        self.add_foot((self._tick, self._copy), (self._paper, self._save, self._print))


def _activity(row: _Row) -> Cell:
    if row.activity is not None:
        said = " · ".join(filter(None, (brief_day(row.activity.on), _typed(row).text)))
        return Cell(row.activity.name, said, indent=1)
    said = _("{count} activities, {people} participants").format(
        count=len(row.group.activities), people=number(row.group.participants)
    )
    return Cell(row.group.title, said, strong=True)


def _typed(row: _Row) -> Cell:
    if row.activity is None:
        return Cell()
    if row.activity.is_changed:
        return Cell(_("changed"), chip="gold")
    return Cell(_("typed"), chip="good") if row.activity.is_typed else Cell()
