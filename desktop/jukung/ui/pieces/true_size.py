"""True size: one button that turns it on and off, and how large a millimetre is here."""

from PySide6.QtWidgets import QWidget

from jukung.ui.pieces.button import Button
from jukung.words import _

KEY = "Ctrl+0"
INCH_MM = 25.4

# Screens that lie about their size are taken for ordinary ones.
_LEAST_DPI, _MOST_DPI, _ORDINARY_DPI = 50.0, 400.0, 96.0


class TrueSizeButton(Button):
    """Stays pressed while a millimetre on screen is a millimetre."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("True size"), kind="choice", key=KEY, parent=parent)


def pixels_per_mm(widget: QWidget) -> float:
    """Pixels of a millimetre on the widget's screen, as the screen itself says."""
    dots = widget.screen().physicalDotsPerInch()
    if not _LEAST_DPI <= dots <= _MOST_DPI:
        dots = _ORDINARY_DPI
    return dots / INCH_MM
