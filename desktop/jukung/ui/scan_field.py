"""The one box of the desk: for the scanner and for typing, always ready.

A scanner's burst completes with Enter, with Tab, or by itself after a pause.
What fingers type completes with Enter, and asks for suggestions meanwhile.
"""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.burst_guard import TAKES_SCANS
from jukung.ui.pace import Pace
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.key_hint import KeyHint
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress

if TYPE_CHECKING:
    from jukung.ui.suggestions import SuggestionList

HINT_FROM_WIDTH = 860
BURST_ENDS_MS, TYPING_RESTS_MS = 150, 120
TWICE_MS = 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_LETTERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class _Line(QLineEdit):
    """The line itself: keys that mean something to the box go to the box."""

    left = Signal()

    @override
    def event(self, arg__1: QEvent) -> bool:
        box = self.parentWidget()
        if isinstance(arg__1, QKeyEvent) and isinstance(box, ScanField):
            kind = arg__1.type()
            if kind == QEvent.Type.ShortcutOverride and box.wants(arg__1):
                arg__1.accept()
                return True
            if kind == QEvent.Type.ShortcutOverride and box.leaves(arg__1):
                arg__1.ignore()
                return False
            if kind == QEvent.Type.KeyPress and box.take(arg__1):
                arg__1.accept()
                return True
        return super().event(arg__1)

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        self.left.emit()


class ScanField(QFrame):
    """The box; it clears at once, never waits, and keeps the focus."""

    entered = Signal(object)
    """A number scanned, or words typed and confirmed."""

    typed = Signal(object)
    """Words typed so far, when fingers rest; answer with `offer`."""

    chosen = Signal(object)
    """The payload of a suggestion."""

    repeated = Signal(object)
    """A number that the scanner sent once more within two seconds; it is not entered (F36)."""

    stepped_below = Signal()
    """The cursor wants to go down from the empty box, where no list is open."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        key: str = "Esc",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, look="scan")
        self.setProperty(TAKES_SCANS, True)
        self._pace = Pace()
        self._by_scanner = False
        self._last_scan = ("", 0.0)
        self._line = _Line(self)
        self._placeholder = label()
        self._key = KeyHint(key)
        self._hint = label("", "note")
        self._list: SuggestionList | None = None
        self._burst_end = self._timer(BURST_ENDS_MS, self._finish_burst)
        self._rest = self._timer(TYPING_RESTS_MS, self._tell_typed)
        self._lay_out()
        self._line.textEdited.connect(self._follow_typing)
        self._line.textChanged.connect(self._show_placeholder)
        self._line.left.connect(self._close_list)
        self.set_placeholder(placeholder)
        self.set_hint(hint)

    def set_placeholder(self, text: str, *, strong: str = "") -> None:
        """What to scan; `strong` stands darker behind it, such as a cell and card."""
        self._line.setAccessibleName(f"{text} {strong}".strip())
        self._placeholder.setText(text)
        self._strong.setText(strong)
        self._show_placeholder()

    def set_hint(self, words: str) -> None:
        """What the key at the right does now; nothing hides it."""
        self._hint.setText(words)
        self._key.setToolTip(words)
        self._key.setVisible(bool(words))
        self._make_room()

    def put_back(self, text: str) -> None:
        """Show words again that were entered, because they fit several things."""
        if not self._line.text():
            self._line.setText(text)

    def offer(
        self, suggestions: Sequence[tuple[str, str, object]], *, point_first: bool = False
    ) -> None:
        """Open the list under the box; ignored when nothing is typed any more."""
        if self._list is None:
            # The first window does not wait for a list that opens later.
            from jukung.ui.suggestions import SuggestionList  # noqa: PLC0415 - as just said

            self._list = SuggestionList(self.window())
            self._list.chosen.connect(self._choose)
            self.destroyed.connect(self._list.deleteLater)
        waited_for = self._line.text().strip() and self._line.hasFocus()
        self._list.offer(suggestions if waited_for else (), self)
        if point_first and self._is_open():
            self._list.step(1)

    def take_focus(self) -> None:
        """Be ready for the next scan."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def gather_from(self, page: QWidget) -> None:
        """Take letters that reach the page because nothing else there wants them."""
        page.installEventFilter(self)

    def came_by_scanner(self) -> bool:
        """Whether what was entered last came in a burst, not from fingers."""
        return self._by_scanner

    def forget_last(self) -> None:
        """Take the next scan as new, even of the same number: a person came between."""
        self._last_scan = ("", 0.0)

    def text(self) -> str:
        """What stands in the box."""
        return self._line.text()

    def clear(self) -> None:
        """Empty the box and close its list."""
        self._pace.forget()
        self._burst_end.stop()
        self._rest.stop()
        self._line.clear()
        self._close_list()

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is ours although a button has it too: Esc with words."""
        is_escape = event.key() == Qt.Key.Key_Escape
        return is_escape and bool(self._line.text() or self._is_open())

    def leaves(self, event: QKeyEvent) -> bool:
        """Whether a key is the page's although lines have it too: Ctrl Z without words."""
        return event.matches(QKeySequence.StandardKey.Undo) and not self._line.text()

    def take(self, event: QKeyEvent) -> bool:
        """Answer a key of the line; False leaves it to the line."""
        key = event.key()
        if key in _ENTER:
            self._confirm(_moment(event))
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._take_tab()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._take_step(1 if key == Qt.Key.Key_Down else -1)
        if key == Qt.Key.Key_Escape:
            return self._take_escape()
        self._follow_pace(event)
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def catch(self, event: QKeyEvent) -> bool:
        """Take a letter that was typed elsewhere; say whether it was one."""
        letters = event.text().isprintable() and bool(event.text())
        if not letters or event.modifiers() & _NO_LETTERS:
            return False
        self.take_focus()
        QApplication.sendEvent(self._line, event)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if self.catch(event):
            return True
        return super().eventFilter(watched, event)

    # --- keys -------------------------------------------------------------------------------

    def _take_tab(self) -> bool:
        if not (self._is_scan() and self._burst_end.isActive()):
            return False
        self._finish_burst()
        return True

    def _take_step(self, rows: int) -> bool:
        if self._list is None or not self._is_open():
            if rows > 0 and not self._line.text():
                self.stepped_below.emit()
                return True
            return False
        self._list.step(rows)
        return True

    def _take_escape(self) -> bool:
        if not (self._line.text() or self._is_open()):
            return False
        if self._is_open():
            self._close_list()
        else:
            self.clear()
        return True

    def _follow_pace(self, event: QKeyEvent) -> None:
        written = event.text()
        if not (written and written.isprintable()) or event.modifiers() & _NO_LETTERS:
            if written or event.modifiers() & _NO_LETTERS:
                self._pace.forget()
            return
        at = _moment(event)
        selected = self._line.selectionStart()
        place = self._line.cursorPosition() if selected < 0 else selected
        self._pace.press(at, place=place, held=event.isAutoRepeat(), key=event.nativeScanCode())

    # --- what follows -----------------------------------------------------------------------

    @Slot()
    def _follow_typing(self) -> None:
        if self._is_scan():
            self._rest.stop()
            self._burst_end.start()
        elif self._line.text().strip():
            self._burst_end.stop()
            self._rest.start()
        else:
            self._rest.stop()
            self._close_list()

    @Slot()
    def _finish_burst(self) -> None:
        if self._is_scan():
            text = self._scanned()
            before, self._last_scan = self._last_scan, (text, self._pace.ended_at)
            if text == before[0] and self._last_scan[1] - before[1] < TWICE_MS:
                self.clear()
                self.repeated.emit(text)
                return
            self._enter(text, by_scanner=True)

    def _is_scan(self) -> bool:
        """Whether a scanner typed this: fast, and a number; words wait for Enter."""
        return self._pace.is_burst() and any(sign.isdigit() for sign in self._scanned())

    def _scanned(self) -> str:
        return self._pace.scanned(self._line.text(), x11=_is_x11()).strip()

    @Slot()
    def _tell_typed(self) -> None:
        if typed := self._line.text().strip():
            self.typed.emit(typed)

    def _confirm(self, at: float) -> None:
        pointed = self._list.current() if self._list and self._is_open() else None
        if self._is_scan():
            self._finish_burst()
        elif pointed:
            self._choose(pointed.payload)
        else:
            line = self._line.text()
            self._enter(line, by_scanner=self._pace.is_cut(at, line=line))

    def _enter(self, text: str, *, by_scanner: bool = False) -> None:
        self.clear()
        self._by_scanner = by_scanner
        if text := text.strip():
            self.entered.emit(text)

    @Slot(object)
    def _choose(self, payload: object) -> None:
        self.clear()
        self._by_scanner = False
        self.chosen.emit(payload)

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    @Slot()
    def _close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    # --- how it looks -------------------------------------------------------------------------

    def _timer(self, pause: int, ring: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(ring)
        return timer

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(IconView("scan-barcode", "accent", size=30))
        row.addWidget(self._line, 1)
        row.addWidget(self._key)
        row.addWidget(self._hint)
        self.setFixedHeight(theme.px(62))
        self.setFocusProxy(self._line)
        over = QHBoxLayout(self._line)
        over.setContentsMargins(theme.px(3), 0, 0, 0)
        over.setSpacing(theme.px(7))
        self._strong = label()
        dress(self._placeholder, look="placeholder")
        dress(self._strong, look="scan-strong")
        for words in (self._placeholder, self._strong):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setMinimumWidth(1)
            over.addWidget(words)
        over.addStretch(1)

    def _make_room(self) -> None:
        """Where it is narrow the words of the hint go, and the key stays."""
        roomy = self.width() >= theme.px(HINT_FROM_WIDTH)
        self._hint.setVisible(roomy and bool(self._hint.text()))

    @Slot()
    def _show_placeholder(self) -> None:
        empty = not self._line.text()
        self._placeholder.setVisible(empty)
        self._strong.setVisible(empty and bool(self._strong.text()))


def _moment(event: QKeyEvent) -> float:
    # The system's own moment: a late window must not turn fingers into a scanner.
    return float(event.timestamp()) or time.monotonic() * 1000


def _is_x11() -> bool:
    return QGuiApplication.platformName() in ("xcb", "wayland")
