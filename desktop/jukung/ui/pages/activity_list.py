"""A year's activities: the list, and a calendar beside it or in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages import activity_words
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.year_calendar import YearCalendar
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.activities import ActivityView
    from jukung.ui.pages.activity_work import Known
    from jukung.ui.room import Room

BOTH, CALENDAR = 900, 400
"""From this width both are shown; and so wide is the calendar then."""


class ActivityList(QWidget):
    """Shows what it is given; what somebody wants is told by signals."""

    new_wanted = Signal(object)
    """A new activity, of a day or of today (None)."""

    edit_wanted = Signal(object)
    sheet_wanted = Signal(object)
    """An attendance sheet, of an activity or a blank one (None)."""

    remove_wanted = Signal(object)
    year_wanted = Signal(object)
    undone = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = room.today()
        self._year = self._today.year
        self._activities: tuple[ActivityView, ...] = ()
        self._some = self._has_both = False
        self.answer = UndoBanner(room, touched={"activity"}, then=lambda _act: self.undone.emit())
        self.rows: Rows[ActivityView] = Rows(activity_words.columns())
        self.table = Table(self.rows, rows="two")
        self.calendar = YearCalendar(self._today)
        self._title, self._count = label("", "heading"), label("", "note")
        self._before = Button("", icon="chevron-left", key="Ctrl+Left")
        self._after = Button("", icon="chevron-right", key="Ctrl+Right")
        self._turn = Button(_("Calendar"), key="Ctrl+J", icon="calendar-days")
        self._list_button = Button(_("List"), key="Esc", icon="list-checks")
        self._remove = Button(_("Take out"), key="Del", icon="trash")
        self._sheet = Button(_("Attendance sheet"), key="Ctrl+P", icon="printer")
        self._new = Button(_("New activity"), kind="primary", key="Ctrl+N", icon="plus")
        self._first = Button(_("Record the first activity"), kind="primary", key="Ctrl+N")
        self.empty = EmptyState(
            "calendar-days",
            _("No activity yet"),
            _(
                "Story hours, trainings, discussions: write down who took part. "
                "The month's report counts them from here."
            ),
            button=self._first,
        )
        self.card, self._year_card = Card(flush=True), Card()
        self._said = label("", "note", wrap=True)
        self._lay_out()
        self._connect()

    def show_known(self, known: Known) -> None:
        """Show a year; the cursor stays on its activity."""
        before = self.table.current_value()
        self._today, self._year, self._some = known.today, known.year, known.some
        self._activities = known.activities
        self.rows.show_values(known.activities)
        self.calendar.show_year(
            known.year, activity_words.marks(known.activities, known.year), today=known.today
        )
        self._title.setText(str(known.year))
        self._count.setText(activity_words.summary(known.activities, known.year))
        self.table.set_empty(_("Nothing was recorded in {year}.").format(year=known.year))
        self._remove.setEnabled(bool(known.activities))
        if known.activities:
            ids = [each.id for each in known.activities]
            is_there = before is not None and before.id in ids
            self.table.point_at(ids.index(before.id) if is_there else 0)
        self._arrange()
        self._tell_day(self.calendar.cursor_day())

    def take_focus(self) -> None:
        """Go to the list, or to what stands in its place."""
        if not self._some:
            self._first.setFocus()
        elif self.card.isHidden():
            self.calendar.setFocus()
        else:
            self.table.setFocus()

    def keep_focus(self) -> None:
        """Take the keys again where what had them is hidden now."""
        # PySide6 says that there always is one.
        held: QWidget | None = self.window().focusWidget()
        if held is None or not held.isVisible():
            self.take_focus()

    def year(self) -> int:
        """The year shown."""
        return self._year

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self.answer.words()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_both = self.width() >= theme.px(BOTH)
        if has_both != self._has_both:
            self._has_both = has_both
            self.card.show()
            self._year_card.setHidden(not has_both)
            self._arrange()

    # --- what the keys do -------------------------------------------------------------------

    @Slot()
    def turn(self) -> None:
        """Show the calendar in place of the list, or the list again."""
        if self._has_both:
            self.calendar.setFocus()
            return
        to_calendar = self._year_card.isHidden()
        self._year_card.setVisible(to_calendar)
        self.card.setVisible(not to_calendar)
        (self.calendar if to_calendar else self.table).setFocus()

    @Slot(object)
    def _go_to(self, day: date) -> None:
        """Go to what was on a day; nothing was: begin an activity of it."""
        found = [each for each in self._activities if activity_words.is_on(each, day)]
        if not found:
            if day <= self._today:
                self.new_wanted.emit(day)
            return
        if not self._has_both:
            self.turn()
        self.table.point_at(self._activities.index(found[0]))
        self.table.setFocus()

    @Slot(object)
    def _tell_day(self, day: date) -> None:
        found = [each.draft.name for each in self._activities if activity_words.is_on(each, day)]
        hint = _("Enter records one.") if day <= self._today else ""
        said = ", ".join(found) or _("no activity. {hint}").format(hint=hint)
        self._said.setText(f"{brief_day(day)} · {said}".rstrip())

    def _ask_sheet(self) -> None:
        self.sheet_wanted.emit(self.table.current_value())

    def _ask_remove(self) -> None:
        if (activity := self.table.current_value()) is not None:
            self.remove_wanted.emit(activity)

    def _step(self, years: int) -> None:
        if 1900 <= self._year + years <= self._today.year + 1:
            self.year_wanted.emit(self._year + years)

    # --- how it looks -----------------------------------------------------------------------

    def _arrange(self) -> None:
        self.empty.setVisible(not self._some)
        self._lists.setVisible(self._some)
        self._turn.setVisible(not self._has_both)
        self._list_button.setVisible(not self._has_both)

    def _lay_out(self) -> None:
        head = self.card.add_head()
        head.addWidget(self._before)
        head.addWidget(self._title)
        head.addWidget(self._after)
        head.addSpacing(theme.px(8))
        head.addWidget(self._count, 1)
        self.card.body.addWidget(self.table, 1)
        foot = self.card.add_foot()
        foot.addWidget(self._remove)
        foot.addStretch(1)
        for button in (self._sheet, self._new):
            foot.addWidget(button)
        head.addWidget(self._turn)
        self._year_card.body.addWidget(self.calendar, 1)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._list_button)
        self._year_card.body.addLayout(below)
        self._lists = QWidget()
        beside = QHBoxLayout(self._lists)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(16))
        beside.addWidget(self.card, 1)
        beside.addWidget(self._year_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for each in (self.answer, self._lists, self.empty):
            column.addWidget(each)
        column.setStretch(1, 1)
        column.setStretch(2, 1)
        self._year_card.hide()
        self._lists.hide()
        self.empty.hide()

    def _connect(self) -> None:
        self.table.chosen.connect(self.edit_wanted)
        self.calendar.chosen.connect(self._go_to)
        self.calendar.pointed.connect(self._tell_day)
        self.calendar.year_wanted.connect(self.year_wanted)
        for button in (self._new, self._first):
            button.clicked.connect(lambda: self.new_wanted.emit(None))
        self._sheet.clicked.connect(self._ask_sheet)
        self._remove.clicked.connect(self._ask_remove)
        self._turn.clicked.connect(self.turn)
        self._list_button.clicked.connect(self.turn)
        self._before.clicked.connect(lambda: self._step(-1))
        self._after.clicked.connect(lambda: self._step(1))
