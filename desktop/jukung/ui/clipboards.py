"""The system's clipboard, emptied of what an officer copied for the vault of names."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication


def clear_all_clipboards() -> None:
    """Empty the clipboard and, on X11, the marked words, whichever program they are of.

    What a system keeps as a history of its clipboard is out of reach.
    """
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        # Only what is our own can be taken away again: X11 leaves another program its words.
        clipboard.setMimeData(QMimeData(), mode)
        clipboard.clear(mode)
