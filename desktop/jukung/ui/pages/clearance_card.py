"""One clearance: its copies, writing off, closing, and the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.kinds import ClearanceReason, WriteOffReason
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import choice_field, choice_of
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.clearances import ClearanceDetail, ClearanceView, HeldLine

_REASONS = {
    ClearanceReason.moved: N_("Transferred"),
    ClearanceReason.released: N_("Released"),
    ClearanceReason.died: N_("Died"),
    ClearanceReason.left: N_("Leaves"),
}


def reason_words(reason: ClearanceReason) -> str:
    """Why somebody leaves."""
    return _(_REASONS[reason])


class ClearanceCard(Card):
    """Shows a clearance; tells what is wanted with it."""

    write_off_wanted = Signal(str, object, str)
    """The id of a loan, why, and a note."""

    close_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    minutes_wanted = Signal()
    desk_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._detail: ClearanceDetail | None = None
        self._card, self._said = label("", "title"), label("", "second", wrap=True)
        self._state = Chip()
        self._lines: Rows[HeldLine] = Rows(_columns())
        self.table = Table(self._lines, rows="wrap")
        self.table.set_empty(_("Nothing was at home."))
        self.reason: QComboBox = choice_field(messages.WRITE_OFF_REASONS)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("A note, without names"))
        self._off = Button(_("Write off"), icon="x", key="Ctrl+R")
        self._desk = Button(_("To the desk"), icon="scan-barcode", key="Ctrl+Return")
        self._print = Button(_("Clearance letter"), icon="printer", key="Ctrl+P")
        self._save = Button(_("PDF"), icon="file-down", key="Ctrl+S")
        self._minutes = Button(_("Minutes"), icon="file-down", key="Ctrl+U")
        self._close = Button(_("Close"), kind="primary", icon="check", key="Ctrl+L")
        self._form = QWidget()
        self._lay_out()
        self._off.clicked.connect(self.write_off)
        self.note.returnPressed.connect(self.write_off)
        self._desk.clicked.connect(self.desk_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._minutes.clicked.connect(self.minutes_wanted)
        self._close.clicked.connect(self.close_wanted)

    def show_detail(self, detail: ClearanceDetail) -> None:
        """Show a clearance with its copies, those still out first."""
        same = self._detail is not None and self._detail.clearance.id == detail.clearance.id
        self._detail = detail
        view = detail.clearance
        self._card.setText(view.card)
        parts = [reason_words(view.reason), short_day(view.opened_on)]
        if view.last_place:
            parts.append(_("last in {place}").format(place=view.last_place))
        if view.letter_number:
            parts.append(_("letter {number}").format(number=view.letter_number))
        self._said.setText(" · ".join(parts))
        self._state.show_words(*_standing(view))
        self._lines.show_values(detail.lines)
        is_open, is_out = view.closed_on is None, view.still_out > 0
        self._form.setVisible(is_open and is_out)
        self._close.setVisible(is_open)
        self._minutes.setVisible(any(line.written_off for line in detail.lines))
        self._close.setEnabled(not is_out)
        for button in (self._print, self._save):
            button.setEnabled(not is_out)
        if not same:
            self.note.clear()
        if detail.lines:
            self.table.point_at(0)

    def clearance(self) -> ClearanceView | None:
        """The clearance shown."""
        return self._detail.clearance if self._detail else None

    def lines(self) -> list[HeldLine]:
        """The copies shown."""
        return self._lines.values()

    def take_focus(self) -> None:
        """Begin with the copies, or with closing where nothing is out."""
        if self._form.isVisible():
            self.table.setFocus()
        else:
            self._close.setFocus()

    @Slot()
    def write_off(self) -> None:
        """Write off the copy the cursor is on."""
        line = self.table.current_value()
        if line is not None and line.returned_on is None:
            reason = WriteOffReason(choice_of(self.reason))
            self.write_off_wanted.emit(line.loan_id, reason, self.note.text().strip())

    def _lay_out(self) -> None:
        side = theme.px(16)
        top = QVBoxLayout()
        top.setContentsMargins(side, side, side, theme.px(8))
        top.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.addWidget(self._card, 1)
        head.addWidget(self._state)
        top.addLayout(head)
        top.addWidget(self._said)
        minutes = QHBoxLayout()
        minutes.addWidget(self._minutes)
        minutes.addStretch(1)
        top.addLayout(minutes)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(side, theme.px(8), side, theme.px(10))
        form.setSpacing(theme.px(8))
        form.addLayout(named(_("Why the chosen copy will not come back"), self.reason))
        form.addWidget(self.note)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(8))
        ways.addWidget(self._desk)
        ways.addStretch(1)
        ways.addWidget(self._off)
        form.addLayout(ways)
        self.body.addWidget(self._form)
        foot = self.add_foot()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._print)
        foot.addWidget(self._save)
        foot.addStretch(1)
        foot.addWidget(self._close)


def _standing(view: ClearanceView) -> tuple[str, str]:
    if view.closed_on is not None:
        return _("Closed on {day}").format(day=short_day(view.closed_on)), "good"
    if view.still_out:
        words = many("{count} still out", "{count} still out", view.still_out)
        return words.format(count=number(view.still_out)), "gold"
    return _("Nothing out"), "good"


def _columns() -> list[Column[HeldLine]]:
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.number, strong=True)),
        Column(_("What became of it"), _fate, width=176),
    ]


def _fate(line: HeldLine) -> Cell:
    if line.written_off is not None:
        return Cell(_(messages.WRITE_OFF_REASONS[line.written_off]), line.note, tint="bad")
    if line.returned_on is not None:
        return Cell(_("Came back"), short_day(line.returned_on), tint="good")
    lent = _("lent to {place}").format(place=line.place) if line.place else short_day(line.due_on)
    return Cell(_("Still out"), lent, strong=True, tint="gold")
