"""The calendar: weekdays, holidays, closings, and due days that move with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.closing_form import ClosingForm, ClosingWords
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pages.week_card import WeekCard
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.closures import Choices, Closed, DayEntry
    from jukung.library.desk import Desk
    from jukung.library.due_moves import Moves

LEAST_HEIGHT = 250
_TOUCHES = frozenset({"calendar", "loan"})
_SOURCES = {
    "national": (N_("Public holiday"), "accent"),
    "joint": (N_("Joint leave"), "neutral"),
    "own": (N_("Our own"), "gold"),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """A year's days, the choices, and which day it is."""

    year: int
    days: tuple[DayEntry, ...]
    choices: Choices
    today: date


@dataclass(frozen=True, slots=True)
class _Preview:
    """What a closing would move, and to which day."""

    count: int
    to: date


class CalendarSection(QWidget):
    """The week, a year's special days, and the form of a closing."""

    fills = True

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._year = room.today().year
        self._today = room.today()
        self._week = WeekCard()
        self._answer = UndoBanner(room, touched=_TOUCHES, then=self._follow_undo)
        self.form = ClosingForm(self._today)
        self._rows: Rows[DayEntry] = Rows(_columns(), mark=lambda entry: entry.source == "own")
        self._table = Table(self._rows)
        self._title, self._stretch = label("", "heading"), QWidget()
        self._stretch.hide()
        self._before = Button("", icon="chevron-left", key="Ctrl+Left")
        self._after = Button("", icon="chevron-right", key="Ctrl+Right")
        self._new = Button(_("Closing"), icon="plus", key="Ctrl+N")
        self._other = Button(_("Open on this day"))
        self._remove = Button(_("Remove"), icon="trash", key="Del")
        self._card = Card(flush=True)
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the year as it is now."""
        self._answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the list."""
        self._table.setFocus()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._answer.words()

    def days(self) -> list[DayEntry]:
        """The days in the list, from the top."""
        return self._rows.values()

    def year(self) -> int:
        """The year shown."""
        return self._year

    @Slot()
    def begin_closing(self) -> None:
        """Open the form of a closing, from today on."""
        self.form.load(self._today, today=self._today)
        self._open(_("Closed on"))
        self._count()

    def _open(self, title: str) -> None:
        self._answer.clear()
        for each in (self._card, self._week):
            each.hide()
        self._stretch.show()
        self.form.begin(title)
        self.form.take_focus()

    @Slot()
    def _do_other(self) -> None:
        """Open on a holiday, or take an entry of our own away."""
        entry: DayEntry | None = self._table.current_value()
        if entry is None:
            return
        if entry.closure_id:
            self._room.jobs.read(
                lambda desk: verbs.due_moves.of_act(desk, entry.act_id),
                owner=self,
                then=lambda moves: self._ask_what_goes(entry, moves),
                latest="moves",
            )
        else:
            self.form.load(entry.first, today=self._today, opens=True)
            self._open(_("Open on {day}").format(day=short_day(entry.first)))

    def _ask_what_goes(self, entry: DayEntry, moves: Moves) -> None:
        """Remove an entry; where due days stand moved by it, ask what is to become of them."""
        if not moves.standing_count:
            self._take_out(entry)
            return
        back = Button(_("Remove and move the due days back"), icon="undo-2")
        only = Button(_("Only remove"))
        leave = Button(_("Cancel"), key="Esc")
        back.clicked.connect(lambda: self._take_back(entry))
        only.clicked.connect(lambda: self._take_out(entry))
        leave.clicked.connect(self._stop_asking)
        choice = side_by_side(leave, only, back)
        words = many(
            "{name} moved {count} due day.", "{name} moved {count} due days.", moves.standing_count
        )
        self._answer.say(
            words.format(name=entry.name, count=number(moves.standing_count)),
            button=choice,
        )
        # A layout shows what it is given only later, and a hidden button takes no key.
        choice.show()
        back.setFocus()

    @Slot()
    def _stop_asking(self) -> None:
        self.take_focus()
        self._answer.clear()

    def _take_out(self, entry: DayEntry) -> None:
        self._change(
            lambda desk: verbs.closures.remove(desk, entry.closure_id),
            lambda act_id: self._tell(
                _("Removed: {name}").format(name=entry.name),
                _("Due days that were moved stay where they are."),
                act_id,
            ),
        )

    def _take_back(self, entry: DayEntry) -> None:
        self._change(
            lambda desk: verbs.undoing.undo(desk, entry.act_id),
            lambda _undone: self._tell_taken_back(entry),
        )

    def _tell_taken_back(self, entry: DayEntry) -> None:
        sounds.play("done")
        self.take_focus()
        self._say_moved_back(entry.act_id, _("Removed: {name}").format(name=entry.name))

    @Slot()
    def _save(self) -> None:
        try:
            typed = self.form.words_typed()
        except Refusal as refusal:
            self.form.refuse(refusal)
            return
        self.form.wait(waits=True)
        if typed.is_open:
            self._change(
                lambda desk: verbs.closures.open_on(desk, typed.first, typed.name),
                lambda act_id: self._tell(
                    _("Open on {day}").format(day=short_day(typed.first)), "", act_id
                ),
                refused=self.form.refuse,
            )
        else:
            self._change(
                lambda desk: verbs.closures.close_days(
                    desk, typed.first, typed.last, typed.name, move_dues=typed.move_dues
                ),
                lambda closed: self._tell_closed(typed, closed),
                refused=self.form.refuse,
            )

    def _tell_closed(self, typed: ClosingWords, closed: Closed) -> None:
        said = _("Closed: {days}").format(days=_span(typed.first, typed.last))
        detail = [
            many("{count} due day moved.", "{count} due days moved.", closed.moved_count).format(
                count=number(closed.moved_count)
            )
            if closed.moved_count
            else _("No due day was moved.")
        ]
        if closed.beyond_count:
            detail.append(
                many(
                    "{count} of them is now after the membership's end or the copy's way home.",
                    "{count} of them are now after the membership's end or the copy's way home.",
                    closed.beyond_count,
                ).format(count=number(closed.beyond_count))
            )
        self._year = typed.first.year
        self._tell(said, " ".join(detail), closed.act_id)

    def _tell(self, said: str, detail: str, act_id: str) -> None:
        self._leave()
        self._answer.tell(said, detail, act_id=act_id)
        self._read()

    @Slot(object)
    def _choose_weekdays(self, closed: frozenset[int]) -> None:
        self._change(
            lambda desk: verbs.closures.set_weekdays(desk, closed),
            lambda act_id: self._tell(
                _("Saved."), _("Copies that are out keep their due days."), act_id
            ),
            refused=self._refuse_choice,
        )

    @Slot(bool, bool)
    def _choose_holidays(self, public: bool, joint: bool) -> None:  # noqa: FBT001 - the signal's
        self._change(
            lambda desk: verbs.closures.use_national(desk, public=public, joint=joint),
            lambda act_id: self._tell(
                _("Saved."), _("Copies that are out keep their due days."), act_id
            ),
            refused=self._refuse_choice,
        )

    def _change(
        self,
        work: Callable[[Desk], object],
        then: Callable[..., object],
        *,
        refused: Callable[[Refusal], object] | None = None,
    ) -> None:
        self._room.jobs.change(
            work, owner=self, then=then, refused=refused or self._answer.refuse, touched=_TOUCHES
        )

    def _refuse_choice(self, refusal: Refusal) -> None:
        self._answer.refuse(refusal)
        self._read()

    def _follow_undo(self, act_id: str) -> None:
        self._say_moved_back(act_id, _("Undone."))

    def _say_moved_back(self, act_id: str, said: str) -> None:
        self._read()
        self._room.jobs.read(
            lambda desk: verbs.due_moves.of_act(desk, act_id),
            owner=self,
            then=lambda moves: self._tell_moved_back(moves, said),
            latest="moves",
        )

    def _tell_moved_back(self, moves: Moves, said: str) -> None:
        if moves.moved_count:
            back = moves.moved_count - moves.standing_count
            detail = [
                many("{count} due day moved back.", "{count} due days moved back.", back).format(
                    count=number(back)
                )
            ]
            if moves.standing_count:
                detail.append(
                    many(
                        "{count} stayed, because the copy came back or was renewed since.",
                        "{count} stayed, because the copies came back or were renewed since.",
                        moves.standing_count,
                    ).format(count=number(moves.standing_count))
                )
            self._answer.say(said, " ".join(detail), tint="good")

    @Slot()
    def _count(self) -> None:
        if (days := self.form.days_typed()) is None:
            return
        self._room.jobs.read(
            lambda desk: _preview(desk, *days),
            owner=self,
            then=lambda found: self.form.show_count(found.count, found.to, short_day(found.to)),
            latest="count",
        )

    @Slot()
    def _leave(self) -> None:
        self._stretch.hide()
        for each in (self._card, self._week):
            each.show()
        self.take_focus()
        self.form.hide()

    @Slot()
    def _go_back(self) -> None:
        self._year -= 1
        self._read()

    @Slot()
    def _go_on(self) -> None:
        self._year += 1
        self._read()

    def _read(self) -> None:
        year = self._year
        self._room.jobs.read(
            lambda desk: _known(desk, year), owner=self, then=self._show, latest="calendar"
        )

    def _show(self, known: _Known) -> None:
        self._today = known.today
        self._title.setText(_("Special days of {year}").format(year=known.year))
        self._before.setEnabled(known.year > known.today.year - 10)
        self._after.setEnabled(known.year < known.today.year + 10)
        chosen = known.choices
        self._week.show_choices(chosen.closed_weekdays, public=chosen.national, joint=chosen.joint)
        self._rows.show_values(known.days)
        self._table.point_at(_place_of(known))
        # A table that was never painted does not know yet what is out of sight.
        QTimer.singleShot(0, self._table, self._show_pointed)
        self._name_other()

    @Slot()
    def _show_pointed(self) -> None:
        self._table.scrollTo(self._table.currentIndex())

    @Slot()
    def _name_other(self) -> None:
        entry: DayEntry | None = self._table.current_value()
        is_own = entry is not None and bool(entry.closure_id)
        self._remove.setVisible(is_own)
        self._other.setVisible(not is_own)
        self._other.setEnabled(entry is not None)

    def _connect(self) -> None:
        self._week.weekdays_chosen.connect(self._choose_weekdays)
        self._week.holidays_chosen.connect(self._choose_holidays)
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)
        self._new.clicked.connect(self.begin_closing)
        self._other.clicked.connect(self._do_other)
        self._remove.clicked.connect(self._do_other)
        self._table.pointed.connect(self._name_other)
        self._table.chosen.connect(self._do_other)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        self.form.days_changed.connect(self._count)

    def _lay_out(self) -> None:
        self._before.setAccessibleName(_("Year before"))
        self._after.setAccessibleName(_("Year after"))
        card = self._card
        head = card.add_head()
        head.addWidget(self._before)
        head.addWidget(self._title)
        head.addWidget(self._after)
        head.addStretch(1)
        head.addWidget(self._new)
        self._table.setMinimumHeight(theme.px(LEAST_HEIGHT))
        self._table.set_empty(
            _("Nothing is closed this year. Add a closing with Ctrl N when one comes.")
        )
        card.body.addWidget(self._table, 1)
        foot = card.add_foot()
        foot.addWidget(
            label(_("Estimated days follow the moon and may still move by a day."), "note",
                  wrap=True), 1
        )  # fmt: skip
        foot.addWidget(self._other)
        foot.addWidget(self._remove)
        self._remove.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self._answer)
        column.addWidget(self._week)
        column.addWidget(self.form)
        column.addWidget(card, 1)
        column.addWidget(self._stretch, 1)


def _known(desk: Desk, year: int) -> _Known:
    return _Known(
        year, verbs.closures.days_of(desk, year), verbs.closures.choices(desk), desk.today
    )


def _preview(desk: Desk, first: date, last: date) -> _Preview:
    count = verbs.closures.would_move(desk, first, last)
    after = date.fromordinal(last.toordinal() + 1)
    return _Preview(count, verbs.closures.next_open_day(desk, after))


def _place_of(known: _Known) -> int:
    """The first day that is not over yet; the top of another year."""
    ahead = (place for place, entry in enumerate(known.days) if entry.last >= known.today)
    return next(ahead, 0) if known.year == known.today.year else 0


def _span(first: date, last: date) -> str:
    if first == last:
        return brief_day(first)
    return _("{first} – {last}").format(first=brief_day(first), last=brief_day(last))


def _columns() -> list[Column[DayEntry]]:
    return [
        Column(_("Day"), _day, width=210),
        Column(_("Name"), _name),
        Column(_("Why"), _source, width=172),
    ]


def _day(entry: DayEntry) -> Cell:
    words = short_day(entry.first) if entry.first == entry.last else _span(entry.first, entry.last)
    return Cell(words, strong=True)


def _name(entry: DayEntry) -> Cell:
    if entry.is_open:
        return Cell(_("Open: {name}").format(name=entry.name), tint="good")
    if entry.estimated:
        return Cell(_("{name} (estimated)").format(name=entry.name))
    return Cell(entry.name)


def _source(entry: DayEntry) -> Cell:
    words, tint = _SOURCES[entry.source]
    return Cell(_(words), chip=tint)
