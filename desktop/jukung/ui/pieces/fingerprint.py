"""A fingerprint in groups of four digits, large enough to be read aloud."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from jukung.ui import theme
from jukung.ui.pieces.label import label

GROUPS = 5


def in_lines(fingerprint: str) -> str:
    """Ten groups in two lines of five."""
    groups = fingerprint.split(" ")
    lines = (groups[start : start + GROUPS] for start in range(0, len(groups), GROUPS))
    return "\n".join("  ".join(line) for line in lines)


def fingerprint_label(fingerprint: str = "", *, parent: QWidget | None = None) -> QLabel:
    """The label of a fingerprint; its words may be copied."""
    made = label(in_lines(fingerprint), "strong")
    made.setParent(parent) if parent else None
    made.setFont(theme.font(15, bold=True, tabular=True))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
