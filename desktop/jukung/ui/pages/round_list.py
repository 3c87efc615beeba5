"""The rounds under way and ended, and where a new one is planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind
from jukung.domain.typed import Lean
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.round_words import ROUND_STATES, bare
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.house import BlockView
    from jukung.library.round_views import RoundSummary
    from jukung.library.undoing import Undone
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class _Known:
    """What the list shows."""

    rounds: tuple[RoundSummary, ...]
    blocks: tuple[BlockView, ...]


class RoundList(QWidget):
    """Choose a round to go on with, or a block and a day for a new one."""

    opened = Signal(object)
    """The id of a round."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._rows: Rows[RoundSummary] = Rows(_columns())
        self._table = Table(self._rows)
        self._table.set_empty(
            _(
                "Books are carried from cell to cell, and what is due comes back. "
                "Choose a block and a day, then plan the first round."
            )
        )
        self._block = QComboBox()
        self._day = day_field(room.today(), lean=Lean.near)
        self._plan = Button(_("Plan the round"), kind="primary", key="Ctrl+N", icon="plus")
        self._open = Button(_("Go on"), key="Ctrl+Return")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._banner = Banner(corners="all")
        self._lay_out()
        self._table.chosen.connect(self._open_round)
        self._open.clicked.connect(self._open_pointed)
        self._plan.clicked.connect(self.plan)
        self._undo.clicked.connect(self.undo)
        self._day.line.returnPressed.connect(self.plan)

    def show_again(self) -> None:
        """Read the rounds and the blocks."""
        self._room.jobs.read(_known, owner=self, then=self._show, latest="rounds")

    def take_focus(self) -> None:
        """Be ready: at the rounds where there are some, else at the block."""
        if self._rows.rowCount():
            self._table.take_focus()
        else:
            self._block.setFocus()

    def forget(self) -> None:
        """Keep nothing of what was said before."""
        self._banner.clear()

    def words(self) -> str:
        """The sentence of the banner; empty when there is none."""
        return self._banner.words()

    def say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Tell something above the rounds."""
        self._banner.say(title, detail, tint=tint)

    @Slot()
    def plan(self) -> None:
        """Plan a round through the block on the day."""
        block = self._block.currentData()
        if not block:
            self._refuse_words()
            return
        try:
            day = day_of(self._day)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._room.jobs.change(
            lambda desk: verbs.rounds.plan(desk, str(block), on=day).id,
            owner=self,
            then=self._open_planned,
            refused=self._refuse,
            touched={"round"},
        )

    @Slot()
    def undo(self) -> None:
        """Take the last act on rounds back, such as a plan."""
        kinds = frozenset({ActKind.plan_round, ActKind.go_round, ActKind.check_return})
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo_last(desk, kinds=kinds),
            owner=self,
            then=self._tell_undone,
            refused=self._refuse,
            touched={"round", "loan", "copy", "hold"},
        )

    def _tell_undone(self, _undone: Undone) -> None:
        sounds.play("done")
        self.say(_("Undone."))
        self.show_again()

    def _open_planned(self, round_id: str) -> None:
        sounds.play("done")
        self._banner.clear()
        self.opened.emit(round_id)

    @Slot(object)
    def _open_round(self, chosen: RoundSummary) -> None:
        self._banner.clear()
        self.opened.emit(chosen.id)

    @Slot()
    def _open_pointed(self) -> None:
        chosen = self._table.current_value() or self._rows.value_at(0)
        if chosen is not None:
            self._open_round(chosen)

    def _refuse_words(self) -> None:
        sounds.play("refused")
        self.say(
            _("There is no block yet."),
            _("An officer adds blocks and rooms under Settings."),
            tint="gold",
        )

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot(object)
    def _show(self, known: _Known) -> None:
        chosen = self._block.currentData()
        self._block.clear()
        for block in known.blocks:
            self._block.addItem(_("Block {name}").format(name=block.name), block.id)
        self._block.setCurrentIndex(max(self._block.findData(chosen), 0))
        had = self._table.hasFocus() or self._block.hasFocus()
        self._rows.show_values(known.rounds)
        self._open.setEnabled(bool(known.rounds))
        if had or self.isVisible():
            self.take_focus()

    def _lay_out(self) -> None:
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(label(_("Rounds"), "heading"), 1)
        card.body.addWidget(self._table, 1)
        below = card.add_foot()
        below.addWidget(self._open)
        below.addWidget(self._undo)
        below.addStretch(1)
        new = Card()
        new.body.addWidget(label(_("New round"), "heading"))
        new.body.addLayout(named(_("Block"), self._block))
        new.body.addLayout(named(_("Day"), self._day))
        told = _(
            "Requests of the block and what is due are put on the list. "
            "A past day is that of a round on paper."
        )
        new.body.addWidget(label(told, "note", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._plan)
        new.body.addLayout(row)
        right = QVBoxLayout()
        right.addWidget(new)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(theme.px(18))
        both.addWidget(card, 3)
        both.addLayout(right, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addWidget(self._banner)
        page.addLayout(both, 1)


def _known(desk: Desk) -> _Known:
    return _Known(verbs.round_views.listed(desk, ended=True), verbs.house.blocks(desk))


def _columns() -> tuple[Column[RoundSummary], ...]:
    return (
        Column(_("Block"), lambda each: Cell(each.block, strong=True)),
        Column(_("Day"), lambda each: short_day(each.on), width=124),
        Column(
            _("Stops"),
            lambda each: f"{number(each.done)} / {number(each.stops)}",
            width=96,
            from_width=420,
        ),
        Column(_("Trolley"), lambda each: number(each.on_trolley), width=80, from_width=480),
        Column("", _state, width=122),
    )


def _state(each: RoundSummary) -> Cell:
    word, tint = ROUND_STATES[each.state]
    return Cell(bare(word), chip=tint)
