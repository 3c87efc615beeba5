"""Late entry: a day's paper slips, typed quickly with their true days, recorded as one act.

What is typed is kept at once. The whole batch is checked after each line; what
cannot be is marked and waits, what the desk would only have minded is said.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal, SlipsConflict
from jukung.domain.kinds import SlipAct
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.slip_grid import SlipGrid
from jukung.ui.pages.slip_row import (
    DAY,
    NUMBER,
    TIME,
    WHAT,
    act_letter,
    act_word,
    letters,
    said,
)
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.key_hint import KeyHint
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from jukung.domain.months import Month
    from jukung.domain.typed import TypedSlip
    from jukung.library.desk import Desk
    from jukung.library.late_entry import Batch, SlipView

HINTS_FROM_WIDTH = 1000
_HEAD, _ROW = 37, 58


@dataclass(frozen=True, slots=True)
class _Look:
    """What a batch meant when it was asked about."""

    lines: tuple[TypedSlip, ...]
    views: tuple[SlipView, ...]


class LateEntryPage(QWidget):
    """Type, look at what is marked, record."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._kept: tuple[TypedSlip, ...] | None = None
        self._busy = False
        self._scans: deque[tuple[str, int]] = deque()
        self._act_id = ""
        self._grid = SlipGrid()
        self._banner = Banner()
        self._count = label("", "second")
        self._sentence = label("", "small", wrap=True)
        self._remove = Button(_("Remove slip"), key="Ctrl+Del", icon="trash")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._record = Button(_("Record"), kind="primary", key="Ctrl+Return")
        self._hints = self._make_hints()
        self._empty = EmptyState(
            "pencil",
            _("For slips written on paper"),
            _(
                "After a power cut, on the road, or once a week: type each slip in the line "
                "above with its true day. Keep a sheet with the same columns at the desk: "
                "day, time, card, number. What is typed here is kept until it is recorded."
            ),
            wide=520,
        )
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Bring back what was typed and not yet recorded."""
        if self._kept is None:
            self._room.jobs.read(
                lambda desk: verbs.late_entry.drafts(desk),  # noqa: PLW0108 - looked up on the lane
                owner=self,
                then=self._load,
                refused=self._refuse,
                latest="drafts",
            )
        else:
            self._look()
            self._grid.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hints.setVisible(self.width() >= theme.px(HINTS_FROM_WIDTH))

    def grid(self) -> SlipGrid:
        """The slips."""
        return self._grid

    def words(self) -> str:
        """What the banner says."""
        return self._banner.words()

    def sentence(self) -> str:
        """What is said of the row being typed."""
        return self._sentence.text()

    @Slot()
    def record(self) -> None:
        """Record every slip, if nothing is against any of them."""
        self._store(only_good=False)

    @Slot()
    def record_good(self) -> None:
        """Record what can be recorded; the others wait here."""
        self._store(only_good=True)

    @Slot()
    def undo(self) -> None:
        """Bring back the slip that was removed last, else take the last batch back."""
        if self._grid.restore():
            return
        act_id, self._act_id = self._act_id, ""
        if not act_id:
            return
        typed = self._grid.slips()
        self._busy = True

        def work(desk: Desk) -> tuple[TypedSlip, ...]:
            verbs.undoing.undo(desk, act_id)
            back = verbs.late_entry.drafts(desk)
            # Slips of the batch come first; what was typed since stays behind them.
            slips = (*(slip for slip in back if slip not in typed), *typed)
            verbs.late_entry.keep_drafts(desk, slips)
            return slips

        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_undone,
            refused=self._refuse_keeping,
            touched={"loan"},
        )

    # --- keeping what is typed ----------------------------------------------------------------

    def _load(self, slips: tuple[TypedSlip, ...]) -> None:
        self._kept = slips
        self._grid.show_slips(slips)
        self._show_counts()
        self._look()
        self._grid.take_focus()

    @Slot()
    def _follow(self) -> None:
        """A slip changed: keep it, and look at the whole batch again."""
        self._banner.clear()
        self._keep()
        self._look()
        self._show_counts()

    def _keep(self) -> None:
        slips = self._grid.slips()
        if self._busy or self._kept is None or slips == self._kept:
            return
        self._busy = True
        self._room.jobs.change(
            lambda desk: verbs.late_entry.keep_drafts(desk, slips),
            owner=self,
            then=lambda _none: self._after_keeping(slips),
            refused=self._refuse_keeping,
        )

    def _after_keeping(self, slips: tuple[TypedSlip, ...]) -> None:
        self._kept, self._busy = slips, False
        self._keep()

    def _refuse_keeping(self, refusal: Refusal) -> None:
        self._busy = False
        self._refuse(refusal)

    def _look(self) -> None:
        lines = self._grid.lines()
        self._room.jobs.read(
            lambda desk: _Look(lines, verbs.late_entry.look(desk, lines)),
            owner=self,
            then=self._show_look,
            refused=self._refuse,
            latest="look",
        )

    def _show_look(self, look: _Look) -> None:
        self._grid.show_views(look.lines, look.views)
        self._show_counts()

    # --- scanning -----------------------------------------------------------------------------

    @Slot(object)
    def _take_scan(self, scan: tuple[str, int]) -> None:
        """Ask what was scanned; one after the other, so that none overtakes another."""
        self._scans.append(scan)
        if len(self._scans) == 1:
            self._ask()

    def _ask(self) -> None:
        scanned = self._scans[0][0]
        self._room.jobs.read(
            lambda desk: verbs.late_entry.kind_of(desk, scanned),
            owner=self,
            then=self._put,
            refused=self._drop_scans,
        )

    def _put(self, kind: str) -> None:
        scanned, column = self._scans.popleft()
        self._grid.put(scanned, kind, column)
        sounds.play("done" if kind else "attention")
        if self._scans:
            self._ask()

    def _drop_scans(self, refusal: Refusal) -> None:
        self._scans.clear()
        self._refuse(refusal)

    # --- recording ------------------------------------------------------------------------------

    def _store(self, *, only_good: bool) -> None:
        slips = self._grid.slips()
        # A draft kept behind the recording would bring the recorded slips back.
        self._busy = True

        def work(desk: Desk) -> tuple[Batch, tuple[TypedSlip, ...]]:
            batch = verbs.late_entry.record(desk, slips, only_good=only_good)
            return batch, verbs.late_entry.drafts(desk)

        self._room.jobs.change(
            work,
            owner=self,
            then=partial(self._show_recorded, slips),
            refused=self._refuse_keeping,
            touched={"loan"},
        )

    def _show_recorded(
        self, given: tuple[TypedSlip, ...], answer: tuple[Batch, tuple[TypedSlip, ...]]
    ) -> None:
        batch, left = answer
        self._act_id, self._busy = batch.act_id, False
        since = [slip for slip in self._grid.slips() if slip not in given]
        self._load((*left, *since))
        self._kept = left
        self._keep()
        sounds.play("done")
        lines = [*map(_reopened, batch.reopened_months)]
        if batch.left_count:
            words = many(
                "{count} slip waits here for a look.",
                "{count} slips wait here for a look.",
                batch.left_count,
            )
            lines.insert(0, words.format(count=number(batch.left_count)))
        button = None
        if batch.reopened_months:
            button = Button(_("Go to the report"), icon="send")
            button.clicked.connect(partial(self._go_to_month, batch.reopened_months[0]))
        tint = "gold" if lines else "good"
        self._banner.say(_recorded(batch), " ".join(lines), tint=tint, button=button)
        self._show_counts()

    def _go_to_month(self, month: Month, _checked: object = None) -> None:
        if self._room.go is not None:
            page: Any = self._room.go("send")
            page.choose_month(month)

    def _show_undone(self, slips: tuple[TypedSlip, ...]) -> None:
        sounds.play("done")
        self._busy = False
        self._load(slips)
        self._banner.say(
            _("Undone: nothing of this batch is recorded any more."),
            _("Its slips are here again."),
            tint="good",
        )

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        button = None
        if isinstance(refusal, SlipsConflict):
            self._grid.go_to_stop()
            if good := len(self._grid.slips()) - int(refusal.facts["count"]):
                words = many("Record the other one", "Record the other {count}", good)
                button = Button(words.format(count=number(good)), key="Ctrl+Shift+Return")
                button.clicked.connect(self.record_good)
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad", button=button)

    # --- how it looks ---------------------------------------------------------------------------

    @Slot()
    def _show_sentence(self) -> None:
        view = self._grid.current_view()
        hint = "" if view is not None and view.stop else _hint(self._grid.column())
        tint = "" if view is None or hint else "bad" if view.stop else "gold" if view.notes else ""
        known = view is not None and (view.number or view.stop)
        self._sentence.setText(hint or (said(view) if known else ""))
        dress(self._sentence, tint=tint)

    def _show_counts(self) -> None:
        count, stopped = len(self._grid.slips()), self._grid.stopped()
        words = many("{count} slip", "{count} slips", count).format(count=number(count))
        if stopped:
            words += " · " + _("{count} need a look").format(count=number(stopped))
        self._count.setText(words if count else "")
        dress(self._count, tint="bad" if stopped else "")
        self._empty.setVisible(not count)
        high = theme.px(_HEAD) + theme.px(_ROW) + 2
        self._grid.setMaximumHeight(high if not count else 16_777_215)
        self._record.setEnabled(bool(count))
        self._undo.setEnabled(bool(self._act_id) or self._grid.can_restore())
        self._show_sentence()

    def _lay_out(self) -> None:
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(label(_("Slips from paper"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._hints)
        card.body.addWidget(self._banner)
        card.body.addWidget(self._grid, 1)
        card.body.addWidget(self._empty, 1)
        below = QVBoxLayout()
        below.setSpacing(theme.px(8))
        self._sentence.setMinimumHeight(theme.px(18))
        below.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._record)
        below.addLayout(row)
        card.add_foot().addLayout(below)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.addWidget(card)
        self.setFocusProxy(self._grid)

    def _make_hints(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for what in SlipAct:
            row.addWidget(KeyHint(act_letter(what)))
            row.addWidget(label(act_word(what), "note"))
        row.addWidget(KeyHint("Esc"))
        row.addWidget(label(_("other member or day"), "note"))
        return made

    def _connect(self) -> None:
        self._grid.changed.connect(self._follow)
        self._grid.moved.connect(self._show_sentence)
        self._grid.scanned.connect(self._take_scan)
        self._remove.clicked.connect(self._grid.remove)
        self._undo.clicked.connect(self.undo)
        self._record.clicked.connect(self.record)
        self._room.jobs.changed.connect(self._hear)

    @Slot(object)
    def _hear(self, touched: frozenset[str]) -> None:
        if touched & {"loan", "member", "title"} and self.isVisible():
            self._look()


def _hint(column: int | None) -> str:
    """What can be typed in a column."""
    hints = {
        DAY: _("A day like 21/11 or 21, or k for yesterday."),
        TIME: _("A time like 9.30; it may stay empty."),
        WHAT: letters(),
    }
    return hints.get(NUMBER if column is None else column, "")


def _recorded(batch: Batch) -> str:
    parts = [
        (batch.lent_count, _("{count} lent")),
        (batch.returned_count, _("{count} returned")),
        (batch.renewed_count, _("{count} renewed")),
        (batch.in_house_count, _("{count} read here")),
    ]
    done = ", ".join(words.format(count=number(count)) for count, words in parts if count)
    return _("Recorded: {done}.").format(done=done)


def _reopened(month: Month) -> str:
    words = _("{month} was closed before: close it again to send its replacement.")
    return words.format(month=long_month(month.year, month.number))
