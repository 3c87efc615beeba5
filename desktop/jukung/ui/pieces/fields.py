"""Fields of a form, with their names above them."""

from datetime import date

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.pieces.day_field import DayField
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress

MARGIN = 10


def named(name: str, field: QWidget) -> QVBoxLayout:
    """A field under its name; the name belongs to it for screen readers too."""
    above = label(name, "field")
    above.setBuddy(field)
    spoken = field.line if isinstance(field, DayField) else field
    spoken.setAccessibleName(name)
    column = QVBoxLayout()
    column.setSpacing(theme.px(4))
    column.addWidget(above)
    column.addWidget(field)
    return column


def number_field(lowest: int, highest: int, *, value: int = 0) -> QSpinBox:
    """A field for a whole number."""
    made = QSpinBox()
    made.setRange(lowest, highest)
    made.setValue(value)
    _make_room(made)
    return made


def decimal_field(lowest: float, highest: float, *, value: float = 0.0) -> QDoubleSpinBox:
    """A field for a measure in tenths, such as millimetres."""
    made = QDoubleSpinBox()
    made.setDecimals(1)
    made.setSingleStep(0.1)
    made.setRange(lowest, highest)
    made.setValue(value)
    _make_room(made)
    return made


def day_field(day: date, *, lean: Lean = Lean.past) -> DayField:
    """A field for a day; the lean says which one is meant without a year."""
    return DayField(day, lean=lean)


def day_of(field: DayField) -> date:
    """The day in a field; refuses DayUnreadable."""
    return field.day()


def mark_wrong(field: QWidget, *, wrong: bool) -> None:
    """Draw a field's border red, or as always; a sentence beside it says why."""
    dress(field, wrong="true" if wrong else "")


def _make_room(field: QAbstractSpinBox) -> None:
    # Qt 6.12 gives style sheets no say in where the line of a spin box begins.
    field.lineEdit().setTextMargins(theme.px(MARGIN), 0, 0, 0)
