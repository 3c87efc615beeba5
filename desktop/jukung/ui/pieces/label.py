"""Words on a page, in one of the looks of the style sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from jukung.ui.pieces.tint import dress


def label(text: str = "", look: str = "", *, tint: str = "", wrap: bool = False) -> QLabel:
    """Plain words; names from a library are never taken for HTML.

    Looks: page, title, heading, strong, number, figure, second, small, note, field, fine.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    dress(made, look=look, tint=tint)
    return made
