"""Fields for names: what is in them cannot be copied out of this window.

What is pasted into them is taken out of the clipboard, or the next at the desk pastes it.
"""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from jukung.ui.clipboards import clear_all_clipboards

_OUT = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


def is_copying(event: QKeyEvent) -> bool:
    """Whether a key would take words out of a field into the clipboard."""
    return any(event.matches(key) for key in _OUT)


def is_pasting(event: QKeyEvent) -> bool:
    """Whether a key brings the clipboard into a field."""
    return event.matches(QKeySequence.StandardKey.Paste)


class NameField(QLineEdit):
    """One line that is typed or pasted, never copied."""

    def __init__(self, *, most: int = 120, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(most)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if is_copying(arg__1):
            return
        super().keyPressEvent(arg__1)
        if is_pasting(arg__1):
            clear_all_clipboards()

    @override
    def mouseReleaseEvent(self, arg__1: QMouseEvent) -> None:
        super().mouseReleaseEvent(arg__1)
        if arg__1.button() is Qt.MouseButton.MiddleButton:
            clear_all_clipboards()


class PhraseField(NameField):
    """A phrase, which nobody reads over the shoulder."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(most=200, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class NameText(QPlainTextEdit):
    """Some lines that are typed or pasted, never copied."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        clear_all_clipboards()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if not is_copying(e):
            super().keyPressEvent(e)


def clear_clipboards() -> None:
    """Empty what this process put into the clipboard, such as a marked word on X11."""
    clipboard = QGuiApplication.clipboard()
    for mode, owns in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (QClipboard.Mode.Selection, clipboard.ownsSelection()),
    ):
        if owns:
            clipboard.clear(mode)
