"""Opening hours: a month's days as they were noted, and the usual week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung import messages
from jukung.domain import months
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind
from jukung.domain.months import Month
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, clock_of, long_day, number, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.opening import DayHours, Hours

WEEK = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
    N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
MONTHS = 36


@dataclass(frozen=True, slots=True)
class _Month:
    """What is shown of a month, and the usual week."""

    month: Month
    today: date
    days: tuple[DayHours, ...]
    usual: tuple[Hours | None, ...]


class HoursSection(QWidget):
    """The days of a month to set right, and beside them the usual hours."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._month: Month | None = None
        self._day: DayHours | None = None
        self._chooser = MonthChooser()
        self._rows: Rows[DayHours] = Rows(_columns())
        self.table = Table(self._rows)
        self._total = label("", "note", wrap=True)
        self._answer = Banner(corners="all")
        self._heading = label("", "heading", wrap=True)
        self.opened, self.closed = _time_field(), _time_field()
        self._save = Button(_("Save the day"), kind="primary", key="Ctrl+S")
        self._not_open = Button(_("Not open that day"), key="Ctrl+L")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self.usual = tuple((_time_field(), _time_field()) for _name in WEEK)
        self._keep = Button(_("Keep the usual hours"), key="Ctrl+U")
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the month again."""
        self._answer.clear()
        self._refresh()

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Show another month."""
        self._month = month
        self._refresh()

    @Slot(object)
    def choose_day(self, day: DayHours | None) -> None:
        """Put a day's hours into the fields, or what its weekday proposes."""
        if day is None:
            return
        self._day = day
        opened, closed = day.opened, day.closed
        if not opened and day.proposed:
            opened, closed = day.proposed
        self._heading.setText(long_day(day.on))
        self.opened.setText(clock_of(opened))
        self.closed.setText(clock_of(closed or (day.proposed[1] if day.proposed else "")))

    @Slot()
    def save(self) -> None:
        """Set the chosen day's hours right."""
        if self._day is None:
            return
        day, opened, closed = self._day.on, self.opened.text(), self.closed.text()
        self._change(
            lambda desk: verbs.opening.set_hours(desk, day, opened, closed),
            _("{day} was set right.").format(day=short_day(day)),
        )

    @Slot()
    def mark_closed(self) -> None:
        """Say that the library was not open on the chosen day."""
        if self._day is None:
            return
        day = self._day.on
        self._change(
            lambda desk: verbs.opening.set_closed(desk, day),
            _("{day} does not count as open.").format(day=short_day(day)),
        )

    @Slot()
    def undo(self) -> None:
        """Take back the last correction of today."""
        kinds = frozenset({ActKind.correct_hours})
        self._change(lambda desk: verbs.undoing.undo_last(desk, kinds=kinds), _("Undone."))

    @Slot()
    def keep_usual(self) -> None:
        """Remember the usual week; it is only proposed."""
        typed = [(opened.text().strip(), closed.text().strip()) for opened, closed in self.usual]
        week = tuple(each if any(each) else None for each in typed)
        self._change(
            lambda desk: verbs.opening.set_usual(desk, week),
            _("Kept. These hours are proposed when you set a day right."),
        )

    # --- what follows -----------------------------------------------------------------------

    def _change(self, work: object, said: str) -> None:
        self._room.jobs.change(
            work,  # type: ignore[arg-type]  # one of the works above
            owner=self,
            then=lambda _done: self._tell_done(said),
            refused=self._refuse,
            touched={"open_day"},
        )

    def _tell_done(self, said: str) -> None:
        sounds.play("done")
        self._answer.say(said, tint="good")
        self._refresh()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _refresh(self) -> None:
        month = self._month
        self._room.jobs.read(
            lambda desk: _read(desk, month), owner=self, then=self._show, latest="month"
        )

    @Slot(object)
    def _show(self, shown: _Month) -> None:
        self._month = shown.month
        this = months.month_of(shown.today)
        choices = [this]
        while len(choices) < MONTHS:
            choices.insert(0, choices[0].before)
        self._chooser.show_months(tuple(choices), shown.month)
        row = max(self.table.currentIndex().row(), 0)
        latest_first = tuple(reversed(shown.days))
        self._rows.show_values(latest_first)
        self._total.setText(_summary(shown.days))
        for fields, hours in zip(self.usual, shown.usual, strict=True):
            for field, text in zip(fields, hours or ("", ""), strict=True):
                field.setText(clock_of(text))
        if latest_first:
            self.table.point_at(min(row, len(latest_first) - 1))

    @Slot()
    def _go_to_hours(self) -> None:
        self.opened.setFocus()
        self.opened.selectAll()

    # --- how it looks -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row = row
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(18))
        row.addWidget(self._month_card(), 3)
        right = QVBoxLayout()
        right.setSpacing(theme.px(14))
        right.addWidget(self._day_card())
        right.addWidget(self._week_card())
        right.addStretch(1)
        row.addLayout(right, 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(1200)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def _month_card(self) -> Card:
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(label(_("Opening days"), "heading"), 1)
        head.addWidget(self._chooser)
        self.table.set_empty(_("Nothing yet. Days are noted when this program is opened."))
        self.table.setMinimumHeight(theme.px(240))
        card.body.addWidget(self.table, 1)
        foot = card.add_foot()
        foot.addWidget(self._total, 1)
        return card

    def _day_card(self) -> Card:
        card = Card()
        card.body.addWidget(self._heading)
        card.body.addWidget(
            label(_("Opened only to type paper slips? Then it was not open."), "note", wrap=True)
        )
        times = QHBoxLayout()
        times.setSpacing(theme.px(10))
        times.addLayout(named(_("Opened"), self.opened))
        times.addLayout(named(_("Closed"), self.closed))
        times.addStretch(1)
        card.body.addLayout(times)
        card.body.addWidget(self._answer)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._undo)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        times.addWidget(self._not_open, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(buttons)
        return card

    def _week_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Usual hours"), "heading"))
        card.body.addWidget(
            label(_("Only proposed for a day you set right; empty is closed."), "note", wrap=True)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        for place, (name, fields) in enumerate(zip(WEEK, self.usual, strict=True)):
            grid.addWidget(label(_(name)), place, 0)
            for column, (field, what) in enumerate(
                zip(fields, (_("Opened"), _("Closed")), strict=True)
            ):
                field.setAccessibleName(f"{_(name)} {what}")
                grid.addWidget(field, place, column + 1)
        grid.setColumnStretch(0, 1)
        card.body.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._keep)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        self._chooser.chosen.connect(self.choose_month)
        self.table.pointed.connect(self.choose_day)
        self.table.chosen.connect(self._go_to_hours)
        self.opened.returnPressed.connect(self.closed.setFocus)
        self.closed.returnPressed.connect(self.save)
        self._save.clicked.connect(self.save)
        self._not_open.clicked.connect(self.mark_closed)
        self._undo.clicked.connect(self.undo)
        self._keep.clicked.connect(self.keep_usual)


def _time_field() -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(5)
    made.setPlaceholderText(clock_of("--:--"))
    made.setFixedWidth(theme.px(84))
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def _read(desk: Desk, month: Month | None) -> _Month:
    chosen = month or months.month_of(desk.today)
    days = verbs.opening.of_month(desk, chosen)
    return _Month(chosen, desk.today, days, verbs.opening.usual(desk))


def _columns() -> list[Column[DayHours]]:
    return [
        Column(_("Day"), lambda day: short_day(day.on), width=120),
        Column(_("Hours"), lambda day: Cell(_span(day), strong=bool(day.opened)), width=130),
        Column(_("How long"), lambda day: Cell(_length(day.minutes), soft=True), width=140),
        Column("", _state),
    ]


def _span(day: DayHours) -> str:
    if not day.opened:
        return "–"
    opened, closed = clock_of(day.opened), clock_of(day.closed)
    return f"{opened}–{closed}" if closed else _("from {time}").format(time=opened)


def _length(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def _state(day: DayHours) -> Cell:
    if day.state == "not_open":
        return Cell(_("Not open"), chip="neutral")
    if day.state == "open" and day.corrected:
        return Cell(_("Set right"), chip="accent")
    return Cell("")


def _summary(days: tuple[DayHours, ...]) -> str:
    """How many days, and how long where it is known."""
    open_days = [day for day in days if day.state == "open"]
    known = [day.minutes for day in open_days if day.minutes is not None]
    if not any(day.state != "unrecorded" for day in days):
        return _("No opening day was noted this month.")
    return _("{days} opening days · {time}").format(
        days=number(len(open_days)), time=_length(sum(known)) if known else _("hours not known")
    )
