"""The guest book: a key or a card each, a class at once, and the last fortnight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind, Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import kiosk
from jukung.ui.pages.day_bars import DayBars, DayLine
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pages.tally_button import TallyButton
from jukung.ui.pages.visit_acts import VisitActs
from jukung.ui.pages.visit_asking import VisitAsking
from jukung.ui.pages.visit_form import VisitForm
from jukung.ui.pages.visit_words import WHO, one_of
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.ui.scan_field import ScanField
from jukung.words import _, number, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.visits import CardVisit, DayTally, VisitAct

DAYS = 14
LEFT_WIDTH = (416, 500)
TILE = 84
RUN_ENDS_MS = 90
LONGEST_TALLY = 3
"""So many keys at once may be fingers; a card's number is longer."""

_KEYS = {key: who for who, _name, key in WHO}
_COUNTS = {"child": "children", "group": "in_groups"}


@dataclass(frozen=True, slots=True)
class _Door:
    """What the page shows: the days up to today that have a tally, and today's acts."""

    today: date
    tallies: tuple[DayTally, ...]
    acts: tuple[VisitAct, ...]


class VisitsPage(QWidget):
    """Counts who comes in; digits count only where no scanner sends them."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today = room.today()
        self._run, self._again = "", ""
        self._run_ends = QTimer(self)
        self._run_ends.setSingleShot(True)
        self._run_ends.setInterval(RUN_ENDS_MS)
        self._scan = ScanField(_("Scan a member's card"), key="Ctrl+F")
        self._total = label("–", "door")
        self._buttons = {who: TallyButton(_(name), key=key, high=TILE) for who, name, key in WHO}
        self._asking = VisitAsking()
        self._said = label(_("One key, press or card for each who comes in"), "note", wrap=True)
        self._once_more = Button(_("Count again"), key="Ctrl+Return")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._acts = VisitActs()
        self._days = DayBars()
        self._form = VisitForm(prison=room.is_prison)
        self._many = Button(_("Another day or a class"), key="Ctrl+N", icon="plus")
        self._kiosk = Button(_("Kiosk for visitors"), key="Ctrl+G", icon="door-open")
        self._banner = Banner(corners="all")
        self._right = QStackedWidget()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Count from here; the keys work at once."""
        self._refresh()

    def corner(self) -> QWidget:
        """The way to the kiosk, at the right of the header."""
        return self._kiosk

    def tally(self, who: str) -> None:
        """Record one visitor of today, such as `female` or `child`; a group is asked for."""
        if who == "group":
            self._form.begin_group(self._today)
            self._open_form()
            return
        one = one_of(who) | self._asking.answers()
        name = next(_(words) for each, words, _key in WHO if each == who)
        self._change(
            lambda desk: verbs.visits.record(desk, **one),
            lambda _act: self._tell(_("Counted: {who}").format(who=name)),
        )

    @Slot(object)
    def scan(self, card: str, *, again: bool = False) -> None:
        """Count the member whose card or name this is, once a day."""
        asked = self._asking.answers()
        self._change(
            lambda desk: verbs.visit_names.by_text(desk, card, again=again, **asked),
            self._show_card,
        )
        self.setFocus()

    @Slot()
    def undo(self) -> None:
        """Take back what was counted last, and say what it was."""
        kinds = frozenset({ActKind.record_visits})
        self._take_back(lambda desk: verbs.undoing.undo_last(desk, kinds=kinds).undone_act_id)

    @Slot(object)
    def undo_act(self, act: VisitAct) -> None:
        """Take back one act of the list."""

        def work(desk: Desk) -> str:
            return verbs.undoing.undo(desk, act.act_id).undone_act_id

        self._take_back(work)

    @Slot(object)
    def choose_day(self, day: date) -> None:
        """Open a day of the list to set its totals right."""
        self._form.begin_correction(self._today, day)
        self._open_form()

    @Slot()
    def begin_many(self) -> None:
        """Open the form for a past day, or a class."""
        self._form.begin_day(self._today)
        self._open_form()

    @Slot()
    def save(self) -> None:
        """Add what the form says to its day, or set the day right."""
        try:
            answers = self._form.answers()
        except Refusal as refusal:
            self._form.refuse(refusal)
            return
        self._form.wait()

        def work(desk: Desk) -> str:
            if answers.corrects:
                return verbs.visit_corrections.correct(desk, answers.on, **answers.counts)
            return verbs.visits.record(desk, on=answers.on, **answers.counts, **answers.more)

        words = _("{day} was set right.") if answers.corrects else _("Added to {day}: {count}")
        said = words.format(day=short_day(answers.on), count=number(sum(answers.counts.values())))
        self._room.jobs.change(
            work,
            owner=self,
            then=lambda _act: self._close_form(said),
            refused=self._form.refuse,
            touched={"visit"},
        )

    @Slot()
    def leave(self) -> None:
        """Close the banner or the form; what was not saved is gone."""
        self._banner.clear()
        self._right.setCurrentIndex(0)
        self.setFocus()

    @Slot()
    def take_over(self) -> None:
        """Somebody else stands here: no form stays open, and no answer above it."""
        self._banner.clear()
        self._right.setCurrentIndex(0)
        self._again = ""
        self._once_more.hide()
        self._scan.clear()
        self._said.clear()

    @Slot()
    def open_kiosk(self) -> None:
        """Give the screen to the visitors at the door."""
        kiosk.open_over(self._room, self.window(), without_pin=self._tell_pin_needed)

    @Slot()
    def go_to_staff(self) -> None:
        """Open the accounts, where somebody gets a PIN."""
        self._banner.clear()
        page: Any = self._room.go("settings") if self._room.go else None
        if page is not None:
            page.show_section("staff")

    # --- keys -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wait a moment before a digit counts: a scanner sends the next one at once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._run:
            self._end_run()
        elif self._run or event.text() in _KEYS:
            letters = event.text() if event.text().isprintable() else ""
            if letters and not event.isAutoRepeat():
                self._run += letters
                self._run_ends.start()
        elif event.key() == Qt.Key.Key_Escape and self._is_to_leave():
            self.leave()
        elif not self._scan.eventFilter(self, event):
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._banner.clear()

    @override
    def event(self, event: QEvent) -> bool:
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and self._run and event.type() == QEvent.Type.KeyPress:
            self._end_run()
            return True
        return super().event(event)

    @Slot()
    def _end_run(self) -> None:
        self._run_ends.stop()
        run, self._run = self._run, ""
        if len(run) <= LONGEST_TALLY and all(key in _KEYS for key in run):
            for key in run:
                self.tally(_KEYS[key])
        elif run:
            self.scan(run)

    # --- what follows -----------------------------------------------------------------------

    def _change(self, work: Callable[[Desk], object], then: Callable[..., None]) -> None:
        def change(desk: Desk) -> tuple[object, _Door]:
            done = work(desk)
            return done, _door(desk)

        def show(answer: tuple[object, _Door]) -> None:
            sounds.play("done")
            self._asking.clear()
            then(answer[0])
            self._show(answer[1])

        self._room.jobs.change(
            change, owner=self, then=show, refused=self._refuse, touched={"visit"}
        )

    def _take_back(self, work: Callable[[Desk], str]) -> None:
        self._change(lambda desk: verbs.visits.of_act(desk, work(desk)), self._show_undone)

    def _show_undone(self, tally: DayTally | None) -> None:
        words = _("Undone.")
        if tally is not None:
            taken = _("Undone: {count} of {day}")
            words = taken.format(count=number(tally.total), day=short_day(tally.on))
        self._tell(words)

    def _show_card(self, seen: CardVisit) -> None:
        who = seen.name or seen.card
        if seen.counted:
            self._tell(_("Counted: {who}").format(who=who))
            return
        self._tell(_("{who} is already counted today.").format(who=who), tint="gold")
        self._again = seen.card
        self._once_more.show()

    @Slot()
    def _scan_again(self) -> None:
        self.scan(self._again, again=True)

    def _is_to_leave(self) -> bool:
        return self._right.currentWidget() is self._form or not self._banner.isHidden()

    def _tell_pin_needed(self) -> None:
        """Say on this page why no kiosk came, and lead to where a PIN is given."""
        sounds.play("attention")
        self._once_more.hide()
        close = Button(_("Close"), icon="x", key="Esc", bound=False)
        close.clicked.connect(self.leave)
        buttons = [close]
        detail = _("Only a PIN ends the kiosk, so somebody who works here needs one first.")
        if self._room.go is not None and not _is_aide(self._room):
            give = Button(_("Give a PIN"), kind="primary", key="Ctrl+Return")
            give.clicked.connect(self.go_to_staff)
            buttons.insert(0, give)
        self._banner.say(
            _("The kiosk was not opened: nobody has a PIN yet."),
            detail,
            tint="gold",
            button=side_by_side(*buttons),
        )

    def _open_form(self) -> None:
        self._banner.clear()
        self._right.setCurrentWidget(self._form)
        self._form.take_focus()

    def _close_form(self, said: str) -> None:
        sounds.play("done")
        self._tell(said)
        self.leave()
        self._refresh()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._tell(messages.sentence(refusal), tint="bad")

    def _tell(self, words: str, *, tint: str = "") -> None:
        self._banner.clear()
        self._once_more.hide()
        self._said.setText(words)
        dress(self._said, tint=tint)

    @Slot()
    def _refresh(self) -> None:
        self._room.jobs.read(_door, owner=self, then=self._show, latest="days")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if "visit" in touched and self.isVisible():
            self._refresh()

    @Slot(object)
    def _ask_day(self, day: date) -> None:
        def work(desk: Desk) -> DayTally | None:
            return next(iter(verbs.visits.tallies(desk, day, day)), None)

        self._room.jobs.read(work, owner=self, then=self._form.show_day, latest="day")

    @Slot(object)
    def _show(self, door: _Door) -> None:
        self._today = door.today
        known = {tally.on: tally for tally in door.tallies}
        days = [door.today - timedelta(days=back) for back in range(DAYS)]
        self._days.show_days([_line(day, known.get(day)) for day in days])
        today = known.get(door.today)
        self._total.setText(number(today.total if today else None))
        for who, button in self._buttons.items():
            count = getattr(today, _COUNTS.get(who, who)) if today else None
            button.show_count(count)
        self._acts.show_acts(door.acts)

    # --- how it looks -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(14))
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._today_card())
        left.addWidget(self._acts, 1)
        holder = QWidget()
        holder.setLayout(left)
        holder.setMinimumWidth(theme.px(LEFT_WIDTH[0]))
        holder.setMaximumWidth(theme.px(LEFT_WIDTH[1]))
        self._right.addWidget(self._days_card())
        self._right.addWidget(self._form)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(holder, 4)
        below.addWidget(self._right, 5)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._banner)
        page.addLayout(below, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _today_card(self) -> Card:
        card = Card()
        heads = QVBoxLayout()
        heads.setSpacing(0)
        heads.addWidget(label(_("Visitors today"), "heading"))
        heads.addWidget(self._said)
        top = QHBoxLayout()
        top.addLayout(heads, 1)
        top.addWidget(self._total)
        card.body.addLayout(top)
        card.body.addWidget(self._scan)
        tiles = QGridLayout()
        tiles.setSpacing(theme.px(8))
        for place, button in enumerate(self._buttons.values()):
            tiles.addWidget(button, place // 3, place % 3)
        card.body.addLayout(tiles)
        card.body.addWidget(self._asking)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._once_more)
        below.addWidget(self._undo)
        self._once_more.hide()
        card.body.addLayout(below)
        return card

    def _days_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("The last {days} days").format(days=DAYS), "heading"))
        card.body.addWidget(self._days, 1)
        card.body.addWidget(label(_("Press a day to set it right."), "note"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._many)
        card.body.addLayout(foot)
        return card

    def _connect(self) -> None:
        for who, button in self._buttons.items():
            button.clicked.connect(partial(self.tally, who))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._scan.take_focus)
        self._run_ends.timeout.connect(self._end_run)
        self._scan.entered.connect(self.scan)
        self._undo.clicked.connect(self.undo)
        self._once_more.clicked.connect(self._scan_again)
        self._acts.undo_wanted.connect(self.undo_act)
        self._many.clicked.connect(self.begin_many)
        self._kiosk.clicked.connect(self.open_kiosk)
        self._days.chosen.connect(self.choose_day)
        self._form.asked.connect(self._ask_day)
        self._form.saved.connect(self.save)
        self._form.left.connect(self.leave)
        self._room.jobs.changed.connect(self._follow)


def _door(desk: Desk) -> _Door:
    first = desk.today - timedelta(days=DAYS - 1)
    return _Door(
        desk.today,
        verbs.visits.tallies(desk, first, desk.today),
        verbs.visits.of_day(desk, desk.today),
    )


def _is_aide(room: Room) -> bool:
    return room.staff is not None and room.staff.role is Role.aide


def _line(day: date, tally: DayTally | None) -> DayLine:
    if tally is None:
        return DayLine(day)
    return DayLine(day, tally.female, tally.male, tally.unknown)
