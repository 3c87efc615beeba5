"""The stop in turn: who or which corner it is, the books there, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from jukung.domain.kinds import RoundOutcome
from jukung.ui import theme
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pages.round_stops import line_columns
from jukung.ui.pages.round_words import must_return
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.ui.vault.names_chip import NamesChip
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from jukung.library.permissions_asked import PermissionLine
    from jukung.library.round_views import Stop, StopLine
    from jukung.ui.room import Room

LOW = 680
_OUT = ("to_collect", "out")


class StopHead(Card):
    """The card, where it is, what must come back, and what an officer was asked for."""

    answered = Signal(object, object)
    """A `PermissionLine`, and whether it is permitted."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._who, self._where = label("", "title"), label("", "second")
        self._must_words = ""
        self.names = NamesChip(room)
        self.must = Banner(corners="all")
        self.asked = Banner(corners="all")
        who = QHBoxLayout()
        who.setSpacing(theme.px(12))
        who.addWidget(self._who)
        who.addWidget(self._where)
        who.addStretch(1)
        who.addWidget(self.names)
        self.body.addLayout(who)
        self.body.addWidget(self.must)
        self.body.addWidget(self.asked)

    def show_stop(self, stop: Stop | None, *, is_covered: bool) -> None:
        """Show who is in turn; `is_covered` while a banner says something below."""
        self._must_words = ""
        self.must.clear()
        if stop is None:
            self._who.setText("")
            self._where.setText("")
            return
        self.names.show_for("" if stop.is_room or stop.corner else stop.card)
        if stop.corner:
            self._who.setText(stop.room)
            self._where.setText(_("Block {block} · Reading corner").format(block=stop.block))
            return
        self._who.setText(_("The room") if stop.is_room else stop.card)
        place = _("Block {block} · Room {room}") if stop.room_name else _("Block {block}")
        self._where.setText(place.format(block=stop.block, room=stop.room_name))
        self._must_words = must_return(stop)
        if self._must_words:
            detail = "" if self._is_low() else _("Why is only for officers to see.")
            self.must.say(self._must_words, detail, tint="gold")
            self.make_room(is_covered=is_covered)

    def show_asked(self, asked: Sequence[PermissionLine]) -> None:
        """Let an officer answer here what was asked for this card, the oldest first."""
        if not asked:
            self.asked.clear()
            return
        line = asked[0]
        permit = Button(_("Permit it"), key="Ctrl+4", icon="check")
        refuse = Button(_("Do not permit"), key="Ctrl+5")
        permit.clicked.connect(lambda: self.answered.emit(line, True))
        refuse.clicked.connect(lambda: self.answered.emit(line, False))
        words = _("Asked for: “{title}”").format(title=line.title)
        detail = "" if self._is_low() else _("It goes out on an officer's word.")
        self.asked.say(words, detail, tint="gold", button=side_by_side(permit, refuse))

    @Slot()
    def make_room(self, *, is_covered: bool) -> None:
        """On a low screen what was just said stands where the count of books was."""
        self.must.setVisible(bool(self._must_words) and not (is_covered and self._is_low()))

    def _is_low(self) -> bool:
        return self.window().height() < theme.px(LOW)


class StopBooks(Card):
    """The books of a stop; the buttons below are those of a cell or of a corner."""

    settled = Signal(object, object)
    """A line, and what became of it."""

    passed = Signal(object)
    """Why nothing was done here."""

    missed = Signal(object)
    """The line of a book that is not in the corner any more."""

    taken = Signal(object)
    """The line of a book that is taken out of the corner."""

    unpointed = Signal()
    """A button wants a line, and none is pointed at."""

    undo_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._stop: Stop | None = None
        self._lines: Rows[StopLine] = Rows(line_columns(), mark=lambda line: line.is_open)
        self.table = Table(self._lines, rows="wrap")
        self._keep = Button(_("Keeps it"), key="Ctrl+L")
        self.missing = Button(_("Not found"), key="Ctrl+M")
        self._unwanted = Button(_("Not wanted"), key="Ctrl+R")
        self._isolated = Button(_("Isolation"), key="Ctrl+I")
        self._absent = Button(_("Nobody there"), key="Ctrl+J")
        self.reading = Button(_("Count reading"), kind="choice", key="Ctrl+U")
        self._out = Button(_("Take it out"), key="Ctrl+R")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._lay_out()
        self._connect()
        self._offer(at_corner=False)

    def show_stop(self, stop: Stop | None) -> None:
        """Show the books of a stop."""
        if stop is None or self._stop is None or stop.key != self._stop.key:
            self.reading.setChecked(False)
        self._stop = stop
        self._lines.show_values(stop.lines if stop else ())
        if stop is None:
            return
        at_corner = bool(stop.corner)
        self._offer(at_corner=at_corner)
        self.table.set_empty(
            _("Nothing lies here yet. Scan what shall lie in this corner.")
            if at_corner
            else _("Nothing to bring or collect here.")
        )
        is_here = any(line.state.value == "here" for line in stop.lines)
        self.missing.setEnabled(is_here if at_corner else bool(stop.open_lines))
        self._out.setEnabled(is_here)
        self._unwanted.setEnabled(bool(stop.open_lines))
        has_loan = any(line.due_on and line.state.value != "lent" for line in stop.lines)
        self._keep.setEnabled(has_loan)
        for button in (self._isolated, self._absent):
            button.setEnabled(not stop.is_done)

    def counts_reading(self) -> bool:
        """Whether each scan at a corner counts that a book was read there."""
        return self.reading.isChecked() and self.reading.isVisibleTo(self)

    def _settle(self, outcome: RoundOutcome) -> None:
        line = self._line(keeps=outcome is RoundOutcome.kept)
        if line is not None:
            self.settled.emit(line, outcome)

    def _line(self, *, keeps: bool) -> StopLine | None:
        """The line that a button means: the one pointed at, else the first that is open."""
        fitting = [
            line
            for line in (self._stop.lines if self._stop else ())
            if (line.state.value in _OUT if keeps else line.is_open)
        ]
        pointed = self.table.current_value()
        return pointed if pointed in fitting else (fitting[0] if fitting else None)

    @Slot()
    def _miss(self) -> None:
        if self._stop is None or not self._stop.corner:
            self._settle(RoundOutcome.not_found)
        else:
            self._tell_of_pointed(self.missed)

    def _tell_of_pointed(self, signal: Any) -> None:  # noqa: ANN401 - a bound signal
        line = self.table.current_value()
        if line is not None and line.state.value == "here":
            signal.emit(line)
        else:
            self.unpointed.emit()

    def _offer(self, *, at_corner: bool) -> None:
        for button in (self._keep, self._unwanted, self._isolated, self._absent):
            button.setVisible(not at_corner)
        for button in (self.reading, self._out):
            button.setVisible(at_corner)

    def _connect(self) -> None:
        self._keep.clicked.connect(lambda: self._settle(RoundOutcome.kept))
        self.missing.clicked.connect(self._miss)
        self._unwanted.clicked.connect(lambda: self._settle(RoundOutcome.refused))
        self._isolated.clicked.connect(lambda: self.passed.emit(RoundOutcome.isolated))
        self._absent.clicked.connect(lambda: self.passed.emit(RoundOutcome.not_found))
        self._out.clicked.connect(lambda: self._tell_of_pointed(self.taken))
        self._undo.clicked.connect(self.undo_wanted)

    def _lay_out(self) -> None:
        self.body.addWidget(self.table, 1)
        below = QGridLayout()
        below.setSpacing(theme.px(8))
        self.add_foot().addLayout(below)
        # Those of a cell and of a corner never stand there together.
        upper = (self._keep, self.missing, self._unwanted)
        lower = (self._isolated, self._absent, self._undo)
        for row, buttons in enumerate((upper, lower)):
            for place, button in enumerate(buttons):
                below.addWidget(button, row, place)
        below.addWidget(self.reading, 0, 0)
        below.addWidget(self._out, 1, 0)
