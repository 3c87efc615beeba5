"""The five tints, and how a widget takes one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

TINTS = ("good", "gold", "bad", "accent", "neutral")

_INKS = {
    "good": "good_ink",
    "gold": "gold_ink",
    "bad": "bad_ink",
    "accent": "accent_ink",
    "neutral": "second",
}
_GROUNDS = {
    "good": "good_ground",
    "gold": "gold_ground",
    "bad": "bad_ground",
    "accent": "accent_ground",
    "neutral": "neutral_ground",
}


def ink(tint: str) -> str:
    """The colour token of words in a tint; plain ink where there is none."""
    return _INKS.get(tint, "ink")


def ground(tint: str) -> str:
    """The colour token behind words in a tint."""
    return _GROUNDS.get(tint, "neutral_ground")


def dress(widget: QWidget, **properties: object) -> None:
    """Set style sheet properties (`look`, `tint`, …) and have them drawn."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    # A widget that was never shown is polished when it is; to do so here
    # for each one would hold up the first window.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
