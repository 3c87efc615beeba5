"""The five fields of the slip that is being typed, and what their keys mean."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from jukung.domain import codes
from jukung.domain.kinds import SlipAct
from jukung.ui.pace import FAST_MS, Pace
from jukung.ui.pages.slip_row import CARD, DAY, NUMBER, TIME, WHAT, act_of_letter, act_word
from jukung.ui.pieces.tint import dress
from jukung.words import _

BURST_ENDS_MS, REST_MS = 150, 400
LONGEST = 60

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WITH = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ACTS = tuple(SlipAct)


class _Field(QLineEdit):
    """A field of the row; it tells when it is left."""

    left = Signal()

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        self.left.emit()


class SlipFields(QObject):
    """Fields laid over the current row; keys go from one to the next and on to other rows."""

    entered = Signal(object)
    """Enter or Tab in a column."""

    back_wanted = Signal(object)
    """Shift Tab in a column."""

    stepped = Signal(object)
    """Up (-1) or down (1)."""

    escaped = Signal(object)
    """Esc in a column."""

    scanned = Signal(object)
    """A scanner's burst: the number, and the column it went into."""

    focused = Signal()
    """The cursor is in another column."""

    removal_wanted = Signal()
    edited = Signal()
    """What was typed rests for a moment, or a field was left."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._what = SlipAct.lend
        self._pace = Pace()
        self._before, self._letters, self._last = "", "", 0.0
        self._what_before = self._what
        self._fields = {column: _Field(over) for column in (DAY, TIME, WHAT, CARD, NUMBER)}
        self._burst_end = self._timer(BURST_ENDS_MS)
        self._burst_end.timeout.connect(self._finish_burst)
        self._rest = self._timer(REST_MS)
        self._rest.timeout.connect(self.edited)
        names = {
            DAY: (_("Day"), "21/11"),
            TIME: (_("Time"), "9.30"),
            WHAT: (_("What"), ""),
            CARD: (_("Card"), ""),
            NUMBER: (_("Number"), ""),
        }
        for column, field in self._fields.items():
            dress(field, look="cell")
            field.setMaxLength(LONGEST)
            field.setAccessibleName(names[column][0])
            field.setPlaceholderText(names[column][1])
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            field.installEventFilter(self)
            field.textEdited.connect(self._follow_typing)
            field.left.connect(self._leave)
        self._fields[WHAT].setReadOnly(True)

    def hide(self) -> None:
        """Take the fields away until they have a row."""
        for field in self._fields.values():
            field.hide()

    def field(self, column: int) -> QLineEdit:
        """The field of a column."""
        return self._fields[column]

    def what(self) -> SlipAct:
        """What was done."""
        return self._what

    def show_what(self, what: SlipAct) -> None:
        """Show what was done; only a loan has a card."""
        self._what = what
        self._fields[WHAT].setText(act_word(what))
        self._fields[CARD].setEnabled(what is SlipAct.lend)

    def text(self, column: int) -> str:
        """What stands in a column, without blanks around it."""
        return self._fields[column].text().strip()

    def show_text(self, column: int, text: str) -> None:
        """Put a text into a column."""
        if self._fields[column].text() != text:
            self._fields[column].setText(text)

    def focus(self, column: int) -> None:
        """Go to a column, ready to type over what stands there."""
        field = self._fields[column]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        self._forget()
        self.focused.emit()

    def column(self) -> int | None:
        """The column with the cursor."""
        return next((c for c, field in self._fields.items() if field.hasFocus()), None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if event.type() == QEvent.Type.ShortcutOverride and self._belongs_to_page(
                watched, event
            ):
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._take(watched, event)
        return super().eventFilter(watched, event)

    # --- keys -------------------------------------------------------------------------------

    def _belongs_to_page(self, field: QLineEdit, event: QKeyEvent) -> bool:
        """Keys that lines have too: removing a word, and undoing where nothing was typed."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & _WITH:
            return True
        return event.matches(QKeySequence.StandardKey.Undo) and not field.isUndoAvailable()

    def _take(self, field: QLineEdit, event: QKeyEvent) -> bool:
        column = next(c for c, each in self._fields.items() if each is field)
        if event.modifiers() & _WITH:
            return False
        if self._take_way(column, event) or self._take_change(column, event):
            return True
        self._follow_pace(field, event)
        return False

    def _take_way(self, column: int, event: QKeyEvent) -> bool:
        """Keys that go somewhere else."""
        key = event.key()
        if key in _ENTER or key == Qt.Key.Key_Tab:
            if not self._finish_burst():
                self.entered.emit(column)
        elif key == Qt.Key.Key_Backtab:
            self.back_wanted.emit(column)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._forget()
            self.escaped.emit(column)
        else:
            return False
        return True

    def _take_change(self, column: int, event: QKeyEvent) -> bool:
        """Keys that change the row without being letters of a line."""
        key = event.key()
        if key == Qt.Key.Key_Delete and (column == WHAT or not self._fields[column].text()):
            self.removal_wanted.emit()
            return True
        if column != WHAT:
            return False
        steps = {Qt.Key.Key_Space: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if key in steps:
            place = (_ACTS.index(self._what) + steps[Qt.Key(key)]) % len(_ACTS)
            self._choose(_ACTS[place])
            return True
        self._follow_letter(event)
        return bool(event.text().strip())

    def _follow_letter(self, event: QKeyEvent) -> None:
        """A letter chooses what was done, unless a scanner's next one is close behind."""
        if not event.text().strip():
            return
        if _moment(event) - self._last >= FAST_MS:
            self._letters, self._what_before = "", self._what
            if chosen := act_of_letter(event.text()):
                self._choose(chosen)
        elif self._what is not self._what_before:
            self._choose(self._what_before)
        self._follow_pace(self._fields[WHAT], event)
        self._letters += event.text()
        if self._pace.is_burst():
            self._burst_end.start()

    def _choose(self, what: SlipAct) -> None:
        self.show_what(what)
        self.edited.emit()

    # --- bursts -------------------------------------------------------------------------------

    def _follow_pace(self, field: QLineEdit, event: QKeyEvent) -> None:
        written = event.text()
        if not (written and written.isprintable()):
            if written:
                self._forget()
            return
        at = _moment(event)
        if at - self._last >= FAST_MS:
            # What stood here before a scanner wrote over it.
            self._before = field.text()
        self._last = at
        selected = field.selectionStart()
        place = field.cursorPosition() if selected < 0 else selected
        if field.isReadOnly():
            place = len(self._letters)
        self._pace.press(at, place=place, held=event.isAutoRepeat(), key=event.nativeScanCode())

    @Slot()
    def _follow_typing(self) -> None:
        self._rest.start()
        if self._pace.is_burst():
            self._burst_end.start()
        else:
            self._burst_end.stop()

    @Slot()
    def _finish_burst(self) -> bool:
        """Give on what a scanner sent, and leave the field as it was; False without one."""
        self._burst_end.stop()
        column = self.column()
        if column is None or not self._pace.is_burst():
            return False
        field = self._fields[column]
        number = self._pace.scanned(self._letters if column == WHAT else field.text()).strip()
        self._forget()
        if not _is_scan(number, column):
            return False
        self._rest.stop()
        if column != WHAT:
            field.setText(self._before)
        self.scanned.emit((number, column))
        return True

    @Slot()
    def _leave(self) -> None:
        self._forget()
        self._burst_end.stop()
        self._rest.stop()
        self.edited.emit()

    def _forget(self) -> None:
        """Begin anew: what comes next is no part of what came before."""
        self._pace.forget()
        self._last = 0.0

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        return timer


def _moment(event: QKeyEvent) -> float:
    """When a key was pressed; the system's own moment where it tells one."""
    return float(event.timestamp()) or time.monotonic() * 1000


def _is_scan(text: str, column: int) -> bool:
    """Whether a burst is a number; a day or time typed at once is not."""
    if not codes.looks_like_number(text):
        return False
    return column in (CARD, NUMBER) or not set(text) & set("/-.:,")
