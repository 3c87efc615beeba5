"""The decisions after a stocktake: a key each, about the ticked copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.domain.kinds import StocktakeDecision, StocktakeState
from jukung.ui import theme, verbs
from jukung.ui.pages.stocktake_strips import WhyStrip
from jukung.ui.pieces.button import Button
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.stocktakes import StocktakeView
    from jukung.ui.pages.tick_table import TickTable
    from jukung.ui.room import Room

TOUCHED = frozenset({"stocktake", "copy"})


class StocktakeDecisions(QWidget):
    """The buttons below the table; `why` is the strip that asks for a reason."""

    decided = Signal(object, object, object)
    """What was done, the decision, and about which copies."""

    refused = Signal(object)

    def __init__(self, room: Room, table: TickTable, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._table = room, table
        self._view: StocktakeView | None = None
        self.why = WhyStrip(listed=False)
        ways = (
            (Button(_("Missing"), key="M"), StocktakeDecision.missing),
            (Button(_("Found"), key="F"), StocktakeDecision.found),
            (Button(_("Repair"), key="R"), StocktakeDecision.repair),
            (Button(_("Leave it"), key="L"), StocktakeDecision.leave),
        )
        withdraw = Button(_("Withdraw…"), key="W")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for button, decision in ways:
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, what=decision: self.decide(what))
        row.addWidget(withdraw)
        withdraw.clicked.connect(self.ask_withdrawal)
        self.why.answered.connect(self._withdraw)
        self.why.left.connect(table.setFocus)

    def show_view(self, view: StocktakeView) -> None:
        """Decide about this one; nothing can be decided while it goes on."""
        self._view = view
        self.setVisible(view.state is StocktakeState.finished)

    def decide(self, decision: StocktakeDecision, reason: str = "") -> None:
        """Decide about the ticked copies, or the one the cursor is on."""
        view, wanted = self._view, self._wanted()
        if view is None or not wanted:
            return
        self._room.jobs.change(
            lambda desk: verbs.stocktake_deciding.decide(
                desk, view.id, wanted, decision, reason=reason
            ),
            owner=self,
            then=lambda done: self.decided.emit(done, decision, wanted),
            refused=self.refused.emit,
            touched=TOUCHED,
        )

    @Slot()
    def ask_withdrawal(self) -> None:
        """Ask why the copies are withdrawn."""
        if wanted := self._wanted():
            copies = many("{count} copy", "{count} copies", len(wanted))
            what = wanted[0] if len(wanted) == 1 else copies.format(count=number(len(wanted)))
            words = _("Why is {what} withdrawn?")
            self.why.ask(words.format(what=what), keep=_("Withdraw"))

    @Slot(object, object)
    def _withdraw(self, _listed: str, words: str) -> None:
        self._table.setFocus()
        self.decide(StocktakeDecision.withdrawn, words)

    def _wanted(self) -> list[str]:
        if ticks := self._table.ticks():
            return ticks
        line = self._table.current_value()
        return [line.number] if line is not None else []
