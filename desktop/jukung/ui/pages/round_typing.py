"""A round from paper, typed in: one letter a line, and the cursor goes on by itself.

The lines stand in the order of the form. What the form did not foresee is typed above
as a card and a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import RoundOutcome
from jukung.domain.typed import Lean
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.round_acts import CELL_ACTS, TOUCHED
from jukung.ui.pages.round_typing_rows import (
    TypingRow,
    letters_said,
    mark_of,
    rows_of,
    typing_columns,
)
from jukung.ui.pages.round_words import outcome_of_letter
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fields import day_field, day_of
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.round_paper import Typed
    from jukung.library.round_views import RoundView
    from jukung.ui.room import Room

NOTE_FROM = 940


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What was written, and the round after it."""

    typed: Typed
    view: RoundView


class RoundTyping(QWidget):
    """Letters down the lines, then one key for all of it."""

    left = Signal()
    changed = Signal(object)

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._round_id = ""
        self._rows: Rows[TypingRow] = Rows(typing_columns())
        self._table = Table(self._rows)
        self._table.set_empty(_("Everything on this form is written down."))
        self._banner = Banner(corners="all")
        self._count = Chip("", "accent")
        self._day = day_field(room.today(), lean=Lean.past)
        self._card_field, self._number_field = QLineEdit(), QLineEdit()
        told = _("A letter or Enter for each line; Delete takes it away again.")
        self._told = label(told, "note", wrap=True)
        self._more = Button(_("Something else"), key="Ctrl+N", icon="plus")
        self._undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        self._back = Button(_("Back"), key="Esc", icon="chevron-left")
        self._record = Button(_("Write down"), kind="primary", key="Ctrl+S")
        self._lay_out()
        self._connect()

    def open(self, view: RoundView) -> None:
        """Show the lines of a round; its day stands in the field."""
        if view.id != self._round_id:
            self._rows.show_values(())
        self._round_id = view.id
        self._banner.clear()
        self._show_fields(shown=False)
        self._day.show_day(min(view.on, self._room.today()), today=self._room.today())
        self._show(view)
        self._table.point_at(0)

    def forget(self) -> None:
        """Keep nothing of what was typed before."""
        self._round_id = ""
        self._rows.show_values(())
        self._card_field.clear()
        self._number_field.clear()
        self._banner.clear()

    def take_focus(self) -> None:
        """Be ready for the first letter."""
        self._table.take_focus()

    def words(self) -> str:
        """The sentence of the banner; empty when there is none."""
        return self._banner.words()

    @Slot()
    def record(self) -> None:
        """Write down every line with a mark, as one act."""
        marked = [row for row in self._rows.values() if row.mark is not None or row.is_extra]
        try:
            day = day_of(self._day)
        except Refusal as refusal:
            self._refuse(refusal)
            return

        def work(desk: Desk) -> _Recorded:
            marks = [mark_of(row) for row in marked]
            typed = verbs.round_paper.record(desk, self._round_id, marks, on=day)
            return _Recorded(typed, verbs.round_views.show(desk, self._round_id))

        self._room.jobs.change(
            work,
            owner=self,
            then=lambda done: self._tell(done, marked),
            refused=self._refuse,
            touched=TOUCHED,
        )

    @Slot()
    def undo(self) -> None:
        """Take the last act of the round back."""

        def work(desk: Desk) -> RoundView:
            verbs.undoing.undo_last(desk, kinds=CELL_ACTS)
            return verbs.round_views.show(desk, self._round_id)

        def show(view: RoundView) -> None:
            sounds.play("done")
            self._show(view)
            self._banner.say(_("Undone."), tint="good")

        self._room.jobs.change(work, owner=self, then=show, refused=self._refuse, touched=TOUCHED)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that reach us are marks for the line in turn."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._mark(None)
        elif event.key() == Qt.Key.Key_Space:
            self._mark(RoundOutcome.done)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            outcome = outcome_of_letter(event.text())
            if outcome is None:
                sounds.play("attention")
                self._banner.say(_("That letter has no meaning here."), letters_said(), tint="gold")
            else:
                self._mark(outcome)
        else:
            super().keyPressEvent(event)

    # --- what follows ------------------------------------------------------------------------

    def _mark(self, outcome: RoundOutcome | None) -> None:
        place = self._table.currentIndex().row()
        row = self._rows.value_at(place)
        if row is None:
            return
        rows = self._rows.values()
        if outcome is None and row.is_extra:
            del rows[place]
        elif outcome is RoundOutcome.kept and not row.can_keep:
            sounds.play("attention")
            self._banner.say(_("Only a book that is out can be kept."), tint="gold")
            return
        else:
            rows[place] = replace(row, mark=outcome, stop=None)
        self._banner.clear()
        self._rows.change_values(rows)
        self._say_count()
        step = 1 if outcome is not None else 0
        self._table.point_at(min(place + step, len(rows) - 1))

    @Slot()
    def _enter_line(self) -> None:
        self._mark(RoundOutcome.done)

    @Slot()
    def _begin_more(self) -> None:
        row: TypingRow | None = self._table.current_value()
        if row is not None and not self._card_field.text():
            self._card_field.setText(row.card)
        self._show_fields(shown=True)
        self._card_field.setFocus()
        self._card_field.selectAll()

    @Slot()
    def _add(self) -> None:
        card, typed = self._card_field.text().strip(), self._number_field.text().strip()
        if not card or not typed:
            (self._number_field if card else self._card_field).setFocus()
            return
        rows = self._rows.values()
        same = next((row.room for row in rows if row.card == card), "")
        extra = TypingRow(same, card, _("besides"), typed, "", is_extra=True)
        self._rows.change_values([*rows, extra])
        self._number_field.clear()
        self._number_field.setFocus()
        self._say_count()

    def _tell(self, done: _Recorded, marked: list[TypingRow]) -> None:
        stops = dict(done.typed.stops)
        left = [replace(row, stop=stops[n]) for n, row in enumerate(marked) if n in stops]
        self._rows.show_values(())
        self._show(done.view, keep=left)
        count = done.typed.done_count
        words = many("{count} line written down.", "{count} lines written down.", count)
        title = words.format(count=number(count))
        detail = ""
        if left:
            more = many("{count} waits for a look.", "{count} wait for a look.", len(left))
            detail = more.format(count=number(len(left)))
            sounds.play("attention")
        else:
            sounds.play("done")
        self._banner.say(title, detail, tint="gold" if left else "good")
        self._table.point_at(0)
        self.take_focus()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    # --- how it looks ------------------------------------------------------------------------

    def _show(self, view: RoundView, *, keep: list[TypingRow] | None = None) -> None:
        typed = {row.line: row for row in (keep or self._rows.values()) if row.line}
        rows = [typed.get(row.line, row) if row.line else row for row in rows_of(view)]
        rows += [row for row in (keep or self._rows.values()) if row.is_extra]
        place = max(self._table.currentIndex().row(), 0)
        self._rows.show_values(rows)
        if rows:
            self._table.point_at(min(place, len(rows) - 1))
        self._say_count()
        self.changed.emit(view)

    def _say_count(self) -> None:
        rows = self._rows.values()
        marked = sum(row.mark is not None or row.is_extra for row in rows)
        self._count.show_words(f"{number(marked)} / {number(len(rows))}", "accent")

    def _connect(self) -> None:
        self._table.chosen.connect(lambda _row: self._enter_line())
        self._more.clicked.connect(self._begin_more)
        self._undo.clicked.connect(self.undo)
        self._back.clicked.connect(self._leave)
        self._record.clicked.connect(self.record)
        self._card_field.returnPressed.connect(self._number_field.setFocus)
        self._number_field.returnPressed.connect(self._add)

    @Slot()
    def _leave(self) -> None:
        if self._card_field.hasFocus() or self._number_field.hasFocus():
            self._card_field.clear()
            self._number_field.clear()
            self._show_fields(shown=False)
            self.take_focus()
        else:
            self.left.emit()

    def _show_fields(self, *, shown: bool) -> None:
        self._card_field.setVisible(shown)
        self._number_field.setVisible(shown)
        roomy = self.window().width() >= theme.px(NOTE_FROM)
        self._told.setVisible(not shown and roomy)

    def _lay_out(self) -> None:
        for field, name in ((self._card_field, _("Card")), (self._number_field, _("Number"))):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.setMinimumWidth(theme.px(88))
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(label(_("From paper"), "heading"))
        head.addWidget(label(letters_said(), "note"), 1)
        head.addWidget(self._count)
        card.body.addWidget(self._table, 1)
        below = card.add_foot()
        below.addWidget(self._back)
        below.addStretch(1)
        below.addWidget(self._undo)
        below.addWidget(self._record)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(label(_("Day"), "second"))
        top.addWidget(self._day)
        top.addWidget(self._told, 1)
        top.addWidget(self._more)
        top.addWidget(self._card_field)
        top.addWidget(self._number_field)
        self._show_fields(shown=False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(12))
        page.addLayout(top)
        page.addWidget(self._banner)
        page.addWidget(card, 1)
