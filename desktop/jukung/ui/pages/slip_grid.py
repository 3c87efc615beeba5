"""The grid of late entry: one paper slip a line, made for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from jukung.domain.errors import SlipNumberMissing
from jukung.domain.kinds import SlipAct
from jukung.domain.typed import TypedSlip
from jukung.ui import theme
from jukung.ui.pages.slip_fields import SlipFields
from jukung.ui.pages.slip_row import (
    CARD,
    DAY,
    NUMBER,
    TIME,
    WHAT,
    SlipPainter,
    SlipRow,
    columns,
)
from jukung.ui.rows import Rows
from jukung.ui.table import Table

if TYPE_CHECKING:
    from jukung.library.late_entry import SlipView

FIELD_HEIGHT, FIELD_TOP, SIDE = 28, 4, 6
_ORDER = (DAY, TIME, WHAT, CARD, NUMBER)


class SlipGrid(Table):
    """Holds the slips as they are typed; the last row waits for the next one."""

    changed = Signal()
    """A slip is different, new or gone."""

    moved = Signal()
    """Another row is being typed."""

    scanned = Signal(object)
    """A number scanned, and the column it went into; answer with `put`."""

    left = Signal()
    """Esc where nothing is left to take back."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._rows: Rows[SlipRow] = Rows(columns())
        super().__init__(self._rows, rows="two", selectable=False, parent=parent)
        self._painter = SlipPainter(self)
        self.setItemDelegate(self._painter)
        self._slips: list[TypedSlip] = []
        self._shown: list[SlipView | None] = []
        self._removed: list[tuple[int, TypedSlip]] = []
        self._current = 0
        self._fields = SlipFields(self._port)
        self._connect()
        self._fields.hide()

    # --- what the page asks -----------------------------------------------------------------

    def slips(self) -> tuple[TypedSlip, ...]:
        """The slips typed so far; the row that waits at the end is none yet."""
        self._take()
        return tuple(self._slips if self._slips and self._slips[-1].number else self._slips[:-1])

    def lines(self) -> tuple[TypedSlip, ...]:
        """The slips, and the row that waits once it has a card."""
        self._take()
        waits = bool(self._slips) and not (self._slips[-1].number or self._slips[-1].card)
        return tuple(self._slips[:-1] if waits else self._slips)

    def show_slips(self, slips: Sequence[TypedSlip]) -> None:
        """Show other slips in place of all before, with a row for the next one."""
        self._slips = list(slips)
        self._shown = [None] * len(self._slips)
        self._removed.clear()
        self._append()
        self._current = len(self._slips) - 1
        self._show()

    def show_views(self, lines: Sequence[TypedSlip], views: Sequence[SlipView]) -> None:
        """Show what lines mean; an answer for lines that were changed since is passed over."""
        if tuple(lines) != self.lines():
            return
        shown: list[SlipView | None] = [*views]
        if len(lines) > len(self.slips()):
            # Nobody has typed a number there yet; only the card is looked at.
            waiting = views[-1]
            missing = isinstance(waiting.stop, SlipNumberMissing)
            shown[-1] = replace(waiting, stop=None if missing else waiting.stop, due=None)
        self._shown = [*shown, *[None] * (len(self._slips) - len(shown))]
        self._refresh()
        self.moved.emit()

    def current_view(self) -> SlipView | None:
        """What is known of the row being typed."""
        return self._shown[self._current] if self._current < len(self._shown) else None

    def stopped(self) -> int:
        """How many slips cannot be recorded as they are."""
        return sum(view is not None and view.stop is not None for view in self._typed_views())

    def can_restore(self) -> bool:
        """Whether a slip was removed that can come back."""
        return bool(self._removed)

    def column(self) -> int | None:
        """The column with the cursor."""
        return self._fields.column()

    def go_to_stop(self) -> None:
        """Go to the first slip that needs a look."""
        for place, view in enumerate(self._typed_views()):
            if view is not None and view.stop is not None:
                self.go(place, NUMBER)
                return

    @override
    def take_focus(self) -> None:
        """Be ready to type: the day of a first slip, the number of the next."""
        slip = self._slips[self._current] if self._slips else None
        self._fields.focus(DAY if slip is None or not slip.day else _first_empty(slip))

    def go(self, row: int, column: int) -> None:
        """Move to a row and column."""
        self._take()
        if 0 <= row < len(self._slips):
            self._current = row
            self._show()
            self._fields.focus(column if self._fields.field(column).isEnabled() else NUMBER)

    def remove(self) -> None:
        """Remove the row being typed; `restore` brings it back."""
        self._take()
        gone = self._slips[self._current]
        if self._current == len(self._slips) - 1:
            if not gone.number and len(self._slips) > 1:
                return
            self._slips[self._current] = TypedSlip(day=gone.day)
        else:
            del self._slips[self._current], self._shown[self._current]
        if gone.number or gone.card:
            self._removed.append((self._current, gone))
        self._show()
        self._fields.focus(NUMBER)
        self.changed.emit()

    def restore(self) -> bool:
        """Bring back the row that was removed last; False where there is none."""
        if not self._removed:
            return False
        self._take()
        place, slip = self._removed.pop()
        self._slips.insert(place, slip)
        self._shown.insert(place, None)
        self._current = place
        self._show()
        self._fields.focus(NUMBER)
        self.changed.emit()
        return True

    def put(self, number: str, kind: str, column: int) -> None:
        """Put a scanned number where it belongs: `card`, `copy`, or unknown as it was meant."""
        self._take()
        if kind == "card" or (not kind and column == CARD):
            self._put_card(number)
        else:
            self._put_number(number)

    # --- rows ---------------------------------------------------------------------------------

    def _put_card(self, card: str) -> None:
        if self._slips[self._current].number:
            self._next_row()
        slip = self._slips[self._current]
        self._slips[self._current] = replace(slip, what=SlipAct.lend, card=card)
        self._show()
        self._fields.focus(NUMBER)
        self.changed.emit()

    def _put_number(self, number: str) -> None:
        if self._slips[self._current].number:
            self._next_row()
        self._fields.show_text(NUMBER, number)
        self._next_row()

    def _next_row(self) -> None:
        """Go on below; a new row takes over day, act and card."""
        self._take()
        if self._current == len(self._slips) - 1:
            self._append()
        self._current += 1
        self._show()
        slip = self._slips[self._current]
        self._fields.focus(_first_empty(slip) if slip.day else DAY)
        self.changed.emit()

    def _append(self) -> None:
        above = self._slips[-1] if self._slips else TypedSlip()
        self._slips.append(replace(above, time="", number=""))
        self._shown.append(None)

    def _take(self) -> bool:
        """Take what stands in the fields; False where nothing changed."""
        if not self._slips:
            return False
        fields = self._fields
        lent = fields.what() is SlipAct.lend
        taken = TypedSlip(
            fields.text(DAY),
            fields.text(TIME),
            fields.what(),
            fields.text(CARD) if lent else "",
            fields.text(NUMBER),
        )
        if taken == self._slips[self._current]:
            return False
        self._slips[self._current] = taken
        self._shown[self._current] = None
        return True

    def _show(self) -> None:
        slip = self._slips[self._current]
        self._fields.show_what(slip.what)
        texts = {DAY: slip.day, TIME: slip.time, CARD: slip.card, NUMBER: slip.number}
        for column, text in texts.items():
            self._fields.show_text(column, text)
        self._refresh()
        self.moved.emit()

    def _typed_views(self) -> list[SlipView | None]:
        return self._shown[: len(self.slips())]

    def _refresh(self) -> None:
        rows: list[SlipRow] = []
        card = name = ""
        for place, (slip, view) in enumerate(zip(self._slips, self._shown, strict=True)):
            # Until the answer comes, the same card is the same member as above.
            known = view.member_name if view else name if slip.card and slip.card == card else ""
            rows.append(SlipRow(slip, view, place == self._current, known))
            card, name = slip.card, known
        self._rows.change_values(rows)
        self._place()

    # --- keys ---------------------------------------------------------------------------------

    @Slot(object)
    def _go_on(self, column: int) -> None:
        if column == NUMBER:
            if self._fields.text(NUMBER):
                self._next_row()
            return
        after = _ORDER[_ORDER.index(column) + 1]
        skips = after == CARD and self._fields.what() is not SlipAct.lend
        self._fields.focus(NUMBER if skips else after)

    @Slot(object)
    def _go_back(self, column: int) -> None:
        if column == DAY:
            self.go(self._current - 1, NUMBER)
            return
        before = _ORDER[_ORDER.index(column) - 1]
        skips = before == CARD and self._fields.what() is not SlipAct.lend
        self._fields.focus(WHAT if skips else before)

    @Slot(object)
    def _step(self, rows: int) -> None:
        column = self._fields.column()
        if rows > 0 and self._current == len(self._slips) - 1 and self._fields.text(NUMBER):
            self._next_row()
        else:
            self.go(self._current + rows, NUMBER if column is None else column)

    @Slot(object)
    def _escape(self, column: int) -> None:
        """Take back what was typed here; in an empty field go to what changes before it."""
        if column in (CARD, NUMBER) and self._fields.text(column):
            self._fields.show_text(column, "")
            self._edit()
        elif column == NUMBER and self._fields.what() is SlipAct.lend:
            self._fields.show_text(CARD, "")
            self._fields.focus(CARD)
            self._edit()
        elif column in (CARD, NUMBER):
            self._fields.focus(WHAT)
        elif column in (WHAT, TIME):
            self._fields.focus(DAY)
        else:
            self.left.emit()

    @Slot()
    def _edit(self) -> None:
        if self._take():
            self._refresh()
            self.changed.emit()

    # --- how it looks ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.go(index.row(), min(index.column(), NUMBER))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    @Slot()
    def _place(self) -> None:
        """Lay the fields over the current row."""
        if not self._slips:
            return
        model = self.model()
        self.scrollTo(model.index(self._current, DAY), QAbstractItemView.ScrollHint.EnsureVisible)
        self._lay_fields()

    @Slot()
    def _lay_fields(self) -> None:
        side = theme.px(SIDE)
        for column in _ORDER:
            cell = self.visualRect(self.model().index(self._current, column))
            top = cell.top() + theme.px(FIELD_TOP)
            field = self._fields.field(column)
            area = QRect(cell.left() + side, top, cell.width() - side, theme.px(FIELD_HEIGHT))
            field.setGeometry(area)
            field.setVisible(bool(self._slips))

    def _connect(self) -> None:
        self.setFocusProxy(self._fields.field(NUMBER))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._lay_fields)
        self._fields.entered.connect(self._go_on)
        self._fields.back_wanted.connect(self._go_back)
        self._fields.stepped.connect(self._step)
        self._fields.escaped.connect(self._escape)
        self._fields.scanned.connect(self.scanned)
        self._fields.removal_wanted.connect(self.remove)
        self._fields.edited.connect(self._edit)
        self._fields.focused.connect(self.moved)


def _first_empty(slip: TypedSlip) -> int:
    """Where the next slip goes on: the card of a loan without one, else the number."""
    return CARD if slip.what is SlipAct.lend and not slip.card else NUMBER
