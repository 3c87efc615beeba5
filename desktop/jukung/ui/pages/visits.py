"""Visitors: one key each, a past day from paper, and the last fortnight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.day_bars import DayBars, DayLine
from jukung.ui.pages.tally_button import TallyButton
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import N_, _, number, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.visits import DayTally

DAYS = 14
LEFT_WIDTH = 410

# The letters are those of perempuan, laki-laki and tidak dicatat, in both languages.
_SEXES = (
    ("female", N_("Women and girls"), "P"),
    ("male", N_("Men and boys"), "L"),
    ("unknown", N_("Not noted"), "T"),
)


@dataclass(frozen=True, slots=True)
class _Fortnight:
    """What the page shows: today, and the days up to it that have a tally."""

    today: date
    tallies: tuple[DayTally, ...]


class VisitsPage(QWidget):
    """Tally today with a key each; type a past day's counts below."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today: date | None = None
        self._total = label("–", "total")
        self._buttons = {sex: TallyButton(_(name), key=key) for sex, name, key in _SEXES}
        self._said = label("", "small", wrap=True)
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._day = day_field(date(2026, 1, 1))
        self._counts = {sex: CountField(9999) for sex, _name, _key in _SEXES}
        self._already = label("", "note", wrap=True)
        self._save = Button(_("Add to this day"), key="Ctrl+S")
        self._days = DayBars()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Count from here; the keys work at once."""
        self._refresh()

    def tally(self, sex: str) -> None:
        """Record one visitor of today: `female`, `male` or `unknown`."""
        one = {name: int(name == sex) for name in self._buttons}

        def work(desk: Desk) -> _Fortnight:
            _record(desk, one)
            return _fortnight(desk)

        names = {sex: _(name) for sex, name, _key in _SEXES}
        said = _("Counted: {who}").format(who=names[sex])
        self._change(work, said)

    def save(self) -> None:
        """Add the typed counts to the chosen day."""
        day = day_of(self._day)
        counts = {sex: field.count() or 0 for sex, field in self._counts.items()}

        def work(desk: Desk) -> _Fortnight:
            _record(desk, counts, on=day)
            return _fortnight(desk)

        self._change(
            work,
            _("Added to {day}: {count}").format(
                day=short_day(day), count=number(sum(counts.values()))
            ),
            form=True,
        )

    @Slot()
    def undo(self) -> None:
        """Take back what was counted last, and say what it was."""

        def work(desk: Desk) -> tuple[DayTally | None, _Fortnight]:
            kinds = frozenset({ActKind.record_visits})
            undone = verbs.undoing.undo_last(desk, kinds=kinds)
            return verbs.visits.of_act(desk, undone.undone_act_id), _fortnight(desk)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_undone,
            refused=partial(self._refuse, self._said),
            touched={"visit"},
        )

    @Slot(object)
    def choose_day(self, day: date) -> None:
        """Put a day into the form and go to its first count."""
        self._day.setDate(QDate(day.year, day.month, day.day))
        self._counts["female"].setFocus()

    # --- what follows -----------------------------------------------------------------------

    def _change(self, work: object, said: str, *, form: bool = False) -> None:
        self._room.jobs.change(
            work,  # type: ignore[arg-type]  # one of the two works above
            owner=self,
            then=partial(self._show_done, said, form),
            refused=partial(self._refuse, self._already if form else self._said),
            touched={"visit"},
        )

    def _show_done(self, said: str, form: bool, fortnight: _Fortnight) -> None:  # noqa: FBT001 - bound by `partial`
        sounds.play("done")
        _tell(self._said, said)
        if form:
            for field in self._counts.values():
                field.clear()
            self.setFocus()
        self._show(fortnight)

    def _show_undone(self, answer: tuple[DayTally | None, _Fortnight]) -> None:
        tally, fortnight = answer
        sounds.play("done")
        if tally is not None:
            taken = _("Undone: {count} of {day}")
            _tell(self._said, taken.format(count=number(tally.total), day=short_day(tally.on)))
        self._show(fortnight)

    def _refuse(self, where: QLabel, refusal: Refusal) -> None:
        sounds.play("refused")
        _tell(where, messages.sentence(refusal), tint="bad")

    @Slot()
    def _refresh(self) -> None:
        self._room.jobs.read(_fortnight, owner=self, then=self._show, latest="days")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if "visit" in touched and self.isVisible():
            self._refresh()

    @Slot(object)
    def _show(self, fortnight: _Fortnight) -> None:
        today = fortnight.today
        if today != self._today:
            self._begin_day(today)
        known = {tally.on: tally for tally in fortnight.tallies}
        days = [today - timedelta(days=back) for back in range(DAYS)]
        lines = [_line(day, known.get(day)) for day in days]
        self._days.show_days(lines)
        self._total.setText(number(lines[0].total))
        for sex, button in self._buttons.items():
            button.show_count(getattr(lines[0], sex))
        self._show_already()

    def _begin_day(self, today: date) -> None:
        self._today = today
        self._day.setMaximumDate(QDate(today.year, today.month, today.day))
        before = today - timedelta(days=1)
        self._day.setDate(QDate(before.year, before.month, before.day))

    @Slot()
    def _show_already(self) -> None:
        day = day_of(self._day)
        total = next((x.total for x in self._days.lines() if x.on == day), None)
        words = _("For a day whose visitors were counted on paper.")
        if total is not None:
            words = _("{day} already has {count}. What you add comes on top.").format(
                day=short_day(day), count=number(total)
            )
        _tell(self._already, words)

    # --- how it looks -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(14))
        left.addWidget(self._today_card())
        left.addWidget(self._paper_card())
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(theme.px(LEFT_WIDTH))
        page = QHBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(18))
        page.addWidget(holder)
        page.addWidget(self._days_card(), 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _today_card(self) -> Card:
        card = Card()
        heads = QVBoxLayout()
        heads.setSpacing(0)
        heads.addWidget(label(_("Visitors today"), "heading"))
        heads.addWidget(label(_("One key for each who comes in"), "note"))
        heads.addStretch(1)
        top = QHBoxLayout()
        top.addLayout(heads, 1)
        top.addWidget(self._total)
        card.body.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for button in self._buttons.values():
            row.addWidget(button)
        card.body.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._undo)
        card.body.addLayout(below)
        return card

    def _paper_card(self) -> Card:
        card = Card()
        heads = QHBoxLayout()
        heads.addWidget(label(_("Another day"), "heading"), 1)
        self._day.setFixedWidth(theme.px(160))
        self._day.setAccessibleName(_("Day"))
        heads.addWidget(self._day)
        card.body.addLayout(heads)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for sex, name, _key in _SEXES:
            row.addLayout(named(_(name), self._counts[sex]))
        card.body.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(theme.px(10))
        below.addWidget(self._already, 1)
        below.addWidget(self._save)
        card.body.addLayout(below)
        return card

    def _days_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("The last {days} days").format(days=DAYS), "heading"))
        card.body.addWidget(self._days, 1)
        card.body.addStretch(0)
        return card

    def _connect(self) -> None:
        for sex, button in self._buttons.items():
            button.clicked.connect(partial(self.tally, sex))
        for field in self._counts.values():
            field.returnPressed.connect(self.save)
        self._undo.clicked.connect(self.undo)
        self._save.clicked.connect(self.save)
        self._day.dateChanged.connect(self._show_already)
        self._days.chosen.connect(self.choose_day)
        self._room.jobs.changed.connect(self._follow)


def _tell(where: QLabel, words: str, *, tint: str = "") -> None:
    where.setText(words)
    dress(where, tint=tint)


def _record(desk: Desk, counts: Mapping[str, int], *, on: date | None = None) -> None:
    verbs.visits.record(
        desk, female=counts["female"], male=counts["male"], unknown=counts["unknown"], on=on
    )


def _fortnight(desk: Desk) -> _Fortnight:
    first = desk.today - timedelta(days=DAYS - 1)
    return _Fortnight(desk.today, verbs.visits.tallies(desk, first, desk.today))


def _line(day: date, tally: DayTally | None) -> DayLine:
    if tally is None:
        return DayLine(day)
    return DayLine(day, tally.female, tally.male, tally.unknown)
