"""Activities of the inclusion programme: the list, and a form of one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.activity_form import STRATEGIES, ActivityForm
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, number

if TYPE_CHECKING:
    from jukung.library.activities import ActivityView
    from jukung.library.desk import Desk
    from jukung.library.undoing import Undone


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list, and the day it is in the library."""

    today: date
    activities: tuple[ActivityView, ...]


class ActivitiesPage(QWidget):
    """A list that turns into a form, and back when it is saved."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today = room.today()
        self._count = label("", "note")
        self._rows: Rows[ActivityView] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self._new = Button(_("New activity"), kind="primary", key="Ctrl+N", icon="plus")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._first = Button(_("Record the first activity"), kind="primary", key="Ctrl+N")
        self._empty = EmptyState(
            "calendar-days",
            _("No activity yet"),
            _(
                "Story hours, trainings, discussions: write down who took part. "
                "The month's report counts them from here."
            ),
            button=self._first,
        )
        self._form = ActivityForm()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the list again."""
        self._refresh()
        self._table.setFocus()

    @Slot()
    def begin(self) -> None:
        """Open the form for a new activity."""
        self._stack.setCurrentWidget(self._form)
        self._form.begin(self._today)

    @Slot(object)
    def edit(self, activity: ActivityView) -> None:
        """Open the form of a recorded activity."""
        self._stack.setCurrentWidget(self._form)
        self._form.show_activity(activity, self._today)

    @Slot()
    def save(self) -> None:
        """Record what the form says, or change what was recorded."""
        try:
            answers, which = self._form.answers(), self._form.activity_id()
        except Refusal as refusal:
            self._form.refuse(refusal)
            return
        self._form.wait()

        def work(desk: Desk) -> ActivityView:
            draft = verbs.activities.ActivityDraft(**answers)
            if which:
                return verbs.activities.edit(desk, which, draft)
            return verbs.activities.record(desk, draft)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._close_new if not which else self._close,
            refused=self._form.refuse,
            touched={"activity"},
        )

    @Slot()
    def leave(self) -> None:
        """Close the form; what was not saved is gone."""
        self._stack.setCurrentIndex(0)
        self._table.setFocus()

    @Slot()
    def undo(self) -> None:
        """Take back the activity recorded last."""
        kinds = frozenset({ActKind.record_activity})
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo_last(desk, kinds=kinds),
            owner=self,
            then=self._show_undone,
            touched={"activity"},
        )

    # --- what follows -----------------------------------------------------------------------

    @Slot(object)
    def _close_new(self, activity: ActivityView) -> None:
        self._close(activity)
        self._undo.show()

    @Slot(object)
    def _close(self, _activity: ActivityView) -> None:
        sounds.play("done")
        self._undo.hide()
        self.leave()
        self._refresh()

    @Slot(object)
    def _show_undone(self, undone: Undone) -> None:
        self._undo.hide()
        self._room.say(_("Undone: {activity}").format(activity=undone.title))
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._room.jobs.read(_listed, owner=self, then=self._show, latest="list")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if "activity" in touched and self.isVisible():
            self._refresh()

    @Slot(object)
    def _show(self, listed: _Listed) -> None:
        self._today = listed.today
        self._rows.show_values(listed.activities)
        some = bool(listed.activities)
        self._list.setVisible(some)
        self._empty.setVisible(not some)
        self._count.setText(_summary(listed))
        if some:
            self._table.point_at(0)

    # --- how it looks -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list = Card(flush=True)
        head = self._list.add_head()
        head.addWidget(self._count, 1)
        self._list.body.addWidget(self._table, 1)
        foot = self._list.add_foot()
        foot.addWidget(label(_("Enter opens the activity."), "note"))
        foot.addStretch(1)
        foot.addWidget(self._undo)
        foot.addWidget(self._new)
        self._undo.hide()
        view = QWidget()
        row = QHBoxLayout(view)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._list)
        row.addWidget(self._empty)
        self._list.hide()
        self._empty.hide()
        self._stack.addWidget(view)
        self._stack.addWidget(self._form)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.addWidget(self._stack)
        self.setFocusProxy(self._table)

    def _connect(self) -> None:
        self._table.chosen.connect(self.edit)
        self._new.clicked.connect(self.begin)
        self._first.clicked.connect(self.begin)
        self._undo.clicked.connect(self.undo)
        self._form.saved.connect(self.save)
        self._form.left.connect(self.leave)
        self._room.jobs.changed.connect(self._follow)


def _listed(desk: Desk) -> _Listed:
    return _Listed(desk.today, verbs.activities.listed(desk))


def _summary(listed: _Listed) -> str:
    """How many activities this year, and how many took part."""
    year = [a for a in listed.activities if a.draft.on.year == listed.today.year]
    known = [a.participant_count for a in year if a.participant_count is not None]
    return _("{count} activities in {year} · {people} participants").format(
        count=number(len(year)),
        year=listed.today.year,
        people=number(sum(known) if known else None),
    )


def _columns() -> list[Column[ActivityView]]:
    return [
        Column(_("Day"), lambda a: brief_day(a.draft.on), width=118),
        Column(_("Activity"), _what),
        Column(_("Strategy"), lambda a: _(STRATEGIES[a.draft.strategy]), width=196, from_width=760),
        Column(_("Women"), lambda a: number(a.draft.female_count), width=114, align="right"),
        Column(_("Men"), lambda a: number(a.draft.male_count), width=100, align="right"),
        Column(_("Participants"), _everybody, width=118, align="right"),
    ]


def _what(activity: ActivityView) -> Cell:
    draft = activity.draft
    second = " · ".join(filter(None, (draft.place, draft.theme, draft.partner)))
    return Cell(draft.name, second, strong=True)


def _everybody(activity: ActivityView) -> Cell:
    return Cell(number(activity.participant_count), strong=True)
