"""The trolley: loaded before the round, and put away after it until nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import RoundOutcome, RoundState
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.round_acts import CELL_ACTS, TOUCHED
from jukung.ui.pages.round_words import LINE_STATES
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.round_views import RoundView
    from jukung.library.rounds import Carried
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class TrolleyRow:
    """A copy to be found, or one that lies on the trolley."""

    barcode: str
    title: str
    call_number: str
    for_whom: str
    state: str
    tint: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done, and the round after it."""

    view: RoundView
    words: str


class RoundTrolley(QWidget):
    """One box: before the round it loads, after it it puts away."""

    left = Signal()
    finished = Signal()
    changed = Signal(object)

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._round_id = ""
        self._view: RoundView | None = None
        self._loads = True
        self.field = ScanField(key="Esc")
        self._rows: Rows[TrolleyRow] = Rows(_columns())
        self._table = Table(self._rows)
        self._banner = Banner(corners="all")
        self._title, self._count = label("", "heading"), Chip("", "accent")
        self._load = Button(_("Load"), kind="choice", key="Ctrl+1")
        self._unload = Button(_("Put away"), kind="choice", key="Ctrl+2")
        self._missing = Button(_("Not on the shelf"), key="Ctrl+M")
        self._gone = Button(_("Missing"), key="Ctrl+G")
        self._clean = Button(_("All checked"), key="Ctrl+J")
        self._all = Button(_("All shelved"), key="Ctrl+L")
        self._undo = Button(_("Undo"), key="Ctrl+Z")
        self._go = Button(_("To the cells"), kind="primary", key="Ctrl+Return")
        self._end = Button(_("End the round"), kind="primary", key="Ctrl+Return")
        self._lay_out()
        self._connect()

    def open(self, view: RoundView) -> None:
        """Show the trolley of a round: to load before it has begun, else to put away."""
        self._round_id = view.id
        self._loads = view.state is RoundState.planned or not any(s.is_done for s in view.stops)
        self._banner.clear()
        self._show(view)

    def take_focus(self) -> None:
        """Be ready for the next scan."""
        self.field.take_focus()

    def words(self) -> str:
        """The sentence of the banner; empty when there is none."""
        return self._banner.words()

    @Slot(object)
    def enter(self, typed: str) -> None:
        """Put a copy onto the trolley, or away from it."""
        by_scanner, verb = self.field.came_by_scanner(), "take" if self._loads else "shelve"

        def work(desk: Desk) -> str:
            done: Carried = getattr(verbs.rounds, verb)(
                desk, self._round_id, typed, by_scanner=by_scanner
            )
            if done.card:
                words = _("“{title}” for {room} · {card}")
                return words.format(title=done.title, room=done.room, card=done.card)
            words = _("“{title}” taken along") if verb == "take" else _("“{title}” put away")
            return words.format(title=done.title)

        self._do(work)

    @Slot()
    def undo(self) -> None:
        """Take back the last act of the round."""

        def work(desk: Desk) -> str:
            verbs.undoing.undo_last(desk, kinds=CELL_ACTS)
            return _("Undone.")

        self._do(work)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.field.eventFilter(self, event):
            super().keyPressEvent(event)

    # --- what follows ------------------------------------------------------------------------

    def _do(self, work: Callable[[Desk], str]) -> None:
        def change(desk: Desk) -> _Done:
            words = work(desk)
            return _Done(verbs.round_views.show(desk, self._round_id), words)

        self._room.jobs.change(
            change, owner=self, then=self._tell, refused=self._refuse, touched=TOUCHED
        )
        self.take_focus()

    def _tell(self, done: _Done) -> None:
        sounds.play("done")
        self._show(done.view)
        self._banner.say(done.words, tint="good")

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _not_found(self) -> None:
        row: TrolleyRow | None = self._table.current_value() or self._rows.value_at(0)
        if row is None or not row.line:
            return

        def work(desk: Desk) -> str:
            slip = verbs.round_cells.settle(desk, self._round_id, row.line, RoundOutcome.not_found)
            if slip.barcode:
                return _("Take number {barcode} instead").format(barcode=slip.barcode)
            return _("No other copy is free; {card} is served next time.").format(card=slip.card)

        self._do(work)

    @Slot()
    def _miss(self) -> None:
        row: TrolleyRow | None = self._table.current_value()
        if row is None:
            self._banner.say(_("Point at a line first."), tint="gold")
            return

        def work(desk: Desk) -> str:
            verbs.rounds.miss(desk, self._round_id, row.barcode)
            return _("{number} is missing from now on.").format(number=row.barcode)

        self._do(work)

    @Slot()
    def _check_all(self) -> None:
        def work(desk: Desk) -> str:
            verbs.return_checks.check_rest(desk, self._round_id)
            return _("All that came back was looked through.")

        self._do(work)

    @Slot()
    def _shelve_all(self) -> None:
        def work(desk: Desk) -> str:
            verbs.rounds.shelve_all(desk, self._round_id)
            return _("Everything is on the shelf again.")

        self._do(work)

    @Slot()
    def _finish(self) -> None:
        self._end_round()

    @Slot()
    def _finish_all_the_same(self) -> None:
        self._end_round(leaves_open=True)

    def _end_round(self, *, leaves_open: bool = False) -> None:
        self._room.jobs.change(
            lambda desk: verbs.rounds.finish(desk, self._round_id, leaves_open=leaves_open),
            owner=self,
            then=lambda _act: self.finished.emit(),
            refused=self._ask_or_refuse,
            touched=TOUCHED,
        )

    def _ask_or_refuse(self, refusal: Refusal) -> None:
        """Say what would be left out, and let it be ended knowingly."""
        if not isinstance(refusal, errors.StopsStillOpen):
            self._refuse(refusal)
            return
        sounds.play("attention")
        words = many("{count} stop is still open.", "{count} stops are still open.", refusal.stops)
        detail = _("What is not done is planned again on the next round.")
        if refusal.count:
            more = many(
                "{count} book was not brought.", "{count} books were not brought.", refusal.count
            )
            detail = f"{more.format(count=number(refusal.count))} {detail}"
        button = Button(_("End it all the same"), key="Ctrl+3")
        button.clicked.connect(self._finish_all_the_same)
        self._banner.say(
            words.format(count=number(refusal.stops)), detail, tint="gold", button=button
        )

    @Slot()
    def _choose(self) -> None:
        self._loads = self.sender() is self._load
        self.field.forget_last()
        if self._view is not None:
            self._show(self._view)
        self.take_focus()

    # --- how it looks ------------------------------------------------------------------------

    def _show(self, view: RoundView) -> None:
        self._view = view
        loads = self._loads
        rows = _to_load(view) if loads else _to_put_away(view)
        self._rows.show_values(rows)
        lies = len(view.on_trolley)
        words = many("{count} on the trolley", "{count} on the trolley", lies)
        self._count.show_words(words.format(count=number(lies)), "accent")
        self._title.setText(_("Take along") if loads else _("Put away"))
        self.field.set_placeholder(
            _("Scan a book onto the trolley") if loads else _("Scan a book back onto the shelf")
        )
        self._table.set_empty(
            _("Nothing was asked for. Scan what you want to take along.")
            if loads
            else _("The trolley is empty. The round can be ended.")
        )
        self._load.setChecked(loads)
        self._unload.setChecked(not loads)
        for button in (self._missing, self._go):
            button.setVisible(loads)
        for button in (self._gone, self._clean, self._all, self._end):
            button.setVisible(not loads)
        self._clean.setEnabled(bool(view.unchecked))
        self._all.setEnabled(bool(view.on_trolley))
        self.changed.emit(view)

    def _connect(self) -> None:
        self.field.entered.connect(self.enter)
        self._load.clicked.connect(self._choose)
        self._unload.clicked.connect(self._choose)
        self._missing.clicked.connect(self._not_found)
        self._gone.clicked.connect(self._miss)
        self._clean.clicked.connect(self._check_all)
        self._all.clicked.connect(self._shelve_all)
        self._undo.clicked.connect(self.undo)
        self._go.clicked.connect(self.left)
        self._end.clicked.connect(self._finish)
        self.field.stepped_below.connect(self._table.take_focus)

    def _lay_out(self) -> None:
        self.field.set_hint(_("back to the cells"))
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        head.addWidget(self._load)
        head.addWidget(self._unload)
        card.body.addWidget(self._table, 1)
        below = card.add_foot()
        for button in (self._missing, self._gone, self._clean, self._all, self._undo):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self._go)
        below.addWidget(self._end)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addWidget(self.field)
        page.addWidget(self._banner)
        row = QHBoxLayout()
        row.addWidget(card)
        page.addLayout(row, 1)


def _to_load(view: RoundView) -> list[TrolleyRow]:
    rows = []
    for stop in view.stops:
        for line in stop.lines:
            if line.state.value not in ("to_find", "on_trolley"):
                continue
            word, tint = LINE_STATES[line.state]
            shown = _("To be found") if line.state.value == "to_find" else _(word)
            tint = "gold" if line.state.value == "to_find" else "good"
            whom = f"{stop.room} · {stop.card}"
            rows.append(
                TrolleyRow(line.barcode, line.title, line.call_number, whom, shown, tint, line.row)
            )
    planned = {row.barcode for row in rows}
    rows += [
        TrolleyRow(copy.barcode, copy.title, copy.call_number, "", _("On the trolley"), "good")
        for copy in view.on_trolley
        if copy.barcode not in planned
    ]
    return rows


def _to_put_away(view: RoundView) -> list[TrolleyRow]:
    left = {copy.barcode: copy for copy in (*view.on_trolley, *view.unchecked)}
    waiting = {copy.barcode for copy in view.unchecked}
    return [
        TrolleyRow(
            copy.barcode,
            copy.title,
            copy.call_number,
            _("came back") if copy.came.value == "cell" else _("from the shelf"),
            _("To be looked through") if copy.barcode in waiting else _("To be put away"),
            "gold" if copy.barcode in waiting else "accent",
        )
        for copy in left.values()
    ]


def _columns() -> tuple[Column[TrolleyRow], ...]:
    return (
        Column(_("Number"), lambda row: row.barcode, width=106),
        Column(_("Title"), lambda row: Cell(row.title, strong=True)),
        Column(_("Call number"), lambda row: row.call_number, width=150, from_width=760),
        Column(_("For"), lambda row: row.for_whom, width=160, from_width=640),
        Column("", lambda row: Cell(row.state, chip=row.tint), width=178),
    )
