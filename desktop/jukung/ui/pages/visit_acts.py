"""The acts that counted today's visitors, each with its undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from jukung.ui.cells import Cell, Column
from jukung.ui.pages.visit_asking import COMPUTER
from jukung.ui.pages.visit_words import PURPOSES
from jukung.ui.pieces.card import Card
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.ui.theme import px
from jukung.words import _, clock_of, number

if TYPE_CHECKING:
    from jukung.library.visits import VisitAct

LEAST = 132


class VisitActs(Card):
    """A short table, the latest first; Enter or the link takes one back."""

    undo_wanted = Signal(object)
    """The act to take back."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._rows: Rows[VisitAct] = Rows(
            [
                Column(_("Time"), lambda act: Cell(clock_of(act.time), soft=True), width=64),
                Column(_("Who"), lambda act: Cell(who(act))),
                Column("", lambda _act: Cell(link=_("Undo")), width=88),
            ]
        )
        self.table = Table(self._rows)
        self.table.set_empty(_("Whoever is counted today stands here and can be taken back."))
        self.table.setMinimumHeight(px(LEAST))
        # As low as that: the page has words that wrap, and goes by what is wished.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.table)
        self.table.linked.connect(self.undo_wanted)
        self.table.chosen.connect(self.undo_wanted)

    def show_acts(self, acts: Sequence[VisitAct]) -> None:
        """Show the acts of today."""
        self._rows.show_values(acts)

    def acts(self) -> list[VisitAct]:
        """The acts shown."""
        return self._rows.values()


def who(act: VisitAct) -> str:
    """What one act counted, in words."""
    if act.corrects:
        return _("The day was set right")
    named = (
        (_("women"), act.female),
        (_("men"), act.male),
        (_("children") if act.is_child else _("not noted"), act.unknown),
    )
    parts = [f"{number(count)} {name}" for name, count in named if count]
    if act.total == 1:
        parts = [_single(act)]
    marks = (
        act.group_name,
        _("member card") if act.by_card else "",
        _("with a disability") if act.disability and act.total > 1 else "",
        next((_(name) for purpose, name in PURPOSES if purpose == act.purpose), ""),
        _(COMPUTER) if act.computer else "",
    )
    return " · ".join([", ".join(parts), *filter(None, marks)])


def _single(act: VisitAct) -> str:
    if act.is_child and not act.by_card:
        return _("Child")
    if act.disability:
        return _("With a disability")
    if act.female:
        return _("Woman")
    return _("Man") if act.male else _("Not noted")
