"""A line to search with: looks while fingers type, and keeps what was typed."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.key_hint import KeyHint

TYPING_RESTS_MS = 120
KEY = "Ctrl+F"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_LETTERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class SearchLine(QLineEdit):
    """Ctrl F comes here, Esc empties it, the arrow down goes on to the list."""

    searched = Signal(object)
    """The words so far, when fingers rest."""

    entered = Signal(object)
    """The words, confirmed with Enter or by a scanner."""

    left_down = Signal()
    """The arrow down was pressed."""

    def __init__(self, placeholder: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        over = QHBoxLayout(self)
        over.setContentsMargins(theme.px(11), 0, theme.px(6), 0)
        over.addWidget(IconView("search", "second", size=16))
        over.addStretch(1)
        self._key = KeyHint(KEY)
        over.addWidget(self._key)
        self._spare_key()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._rest.timeout.connect(self._tell)
        self.textEdited.connect(self._rest.start)
        self.textChanged.connect(self._spare_key)
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.activated.connect(self.take_focus)

    @Slot()
    def take_focus(self) -> None:
        """Be ready for other words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def gather_from(self, list_: QWidget) -> None:
        """Take letters typed while the list has the focus."""
        list_.installEventFilter(self)

    @override
    def event(self, arg__1: QEvent) -> bool:
        # A button may have Esc too; with words in the line it is ours.
        if (
            isinstance(arg__1, QKeyEvent)
            and arg__1.type() == QEvent.Type.ShortcutOverride
            and arg__1.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            arg__1.accept()
            return True
        if (
            isinstance(arg__1, QKeyEvent)
            and arg__1.type() == QEvent.Type.ShortcutOverride
            and arg__1.matches(QKeySequence.StandardKey.Undo)
        ):
            # A button that shows this key takes it; without one the words are the line's.
            arg__1.ignore()
            return False
        return super().event(arg__1)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key = arg__1.key()
        if key in _ENTER:
            self._rest.stop()
            self.entered.emit(self.text().strip())
            self.selectAll()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif key == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(arg__1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            written = event.text()
            letters = bool(written.strip()) and written.isprintable()
            if letters and not event.modifiers() & _NO_LETTERS:
                self.take_focus()
                QApplication.sendEvent(self, event)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _tell(self) -> None:
        self._rest.stop()
        self.searched.emit(self.text().strip())

    @Slot()
    def _spare_key(self) -> None:
        """Show the key while the line is empty, beside what it is for."""
        empty = not self.text()
        self._key.setVisible(empty)
        right = self._key.sizeHint().width() + theme.px(4) if empty else 0
        self.setTextMargins(theme.px(26), 0, right, 0)
