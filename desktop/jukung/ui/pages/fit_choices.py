"""How this printer is put right on this sheet, and the paper it is fed with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.office_papers import PAPERS, millimetres
from jukung.ui.pages.label_numbers import RangeNote
from jukung.ui.pages.measure_field import MeasureField
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.paper.sheets import Sheet

OFFSET_LIMIT, CREEP_LIMIT = 20.0, 3.0
_SIDES = {
    "left": N_("On {paper}, lying left"),
    "centre": N_("On {paper}, in the middle"),
    "right": N_("On {paper}, lying right"),
}


class FitChoices(QWidget):
    """The shift in millimetres; the creep and the paper are in `more`."""

    changed = Signal()
    ruler_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.more = QWidget()
        self._right = MeasureField(-OFFSET_LIMIT, OFFSET_LIMIT)
        self._down = MeasureField(-OFFSET_LIMIT, OFFSET_LIMIT)
        self._creep_right = MeasureField(-CREEP_LIMIT, CREEP_LIMIT, decimals=2)
        self._creep_down = MeasureField(-CREEP_LIMIT, CREEP_LIMIT, decimals=2)
        self._note, self._creep_note = RangeNote(), RangeNote()
        self._paper = QComboBox()
        self._kept = label("", "small", wrap=True)
        self.measure = Button(_("Measure with a ruler…"), kind="link", key="Ctrl+R")
        self._lay_out()
        for field in self._fields():
            field.valueChanged.connect(self.changed)
            field.setValue(0.0)
            creeps = field in (self._creep_right, self._creep_down)
            note = self._creep_note if creeps else self._note
            limit = millimetres(CREEP_LIMIT if creeps else OFFSET_LIMIT)
            note.watch(field, field.unlikely, partial(_limits, limit))
        self._paper.currentIndexChanged.connect(self.changed)
        self.measure.clicked.connect(self.ruler_wanted)

    def fit(self) -> tuple[float, float, float, float]:
        """Right, down and both creeps, in millimetres."""
        right, down, creep_right, creep_down = (round(f.value(), 2) for f in self._fields())
        return (right, down, creep_right, creep_down)

    def carrier(self) -> str:
        """The paper and the side the sheet lies at; empty for the sheet's own size."""
        return str(self._paper.currentData() or "")

    def show_fit(self, sheet: Sheet, fit: tuple[float, ...], *, carrier: str, printer: str) -> None:
        """Show what was kept for a printer and a sheet, without telling of a change."""
        for field, value in zip(self._fields(), fit, strict=True):
            with QSignalBlocker(field):
                field.setValue(value)
        with QSignalBlocker(self._paper):
            self._paper.clear()
            size = _("{width} × {height} mm").format(
                width=millimetres(sheet.paper_width), height=millimetres(sheet.paper_height)
            )
            self._paper.addItem(_("The sheet's own size ({size})").format(size=size), "")
            for paper, (wide, high) in PAPERS.items():
                if _is_smaller(sheet, wide, high):
                    for side, words in _SIDES.items():
                        self._paper.addItem(_(words).format(paper=paper.upper()), f"{paper} {side}")
            self._paper.setCurrentIndex(max(self._paper.findData(carrier), 0))
            self._paper.setEnabled(self._paper.count() > 1)
        words = _("Kept for {printer} and this sheet.")
        self._kept.setText(words.format(printer=printer or _("this printer")))

    def _fields(self) -> tuple[MeasureField, ...]:
        return (self._right, self._down, self._creep_right, self._creep_down)

    @Slot()
    def _lay_out(self) -> None:
        grid = _grid(
            (_("Move right (mm)"), self._right),
            (_("Move down (mm)"), self._down),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(grid)
        column.addWidget(self._note)
        column.addWidget(self._kept)
        more = QVBoxLayout(self.more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(theme.px(8))
        self._paper.setMinimumContentsLength(14)
        self._paper.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        more.addLayout(named(_("Paper in the printer"), self._paper))
        more.addLayout(
            _grid(
                (_("Wider by (mm in 100)"), self._creep_right),
                (_("Longer by (mm in 100)"), self._creep_down),
            )
        )
        more.addWidget(self._creep_note)


def _limits(limit: str) -> tuple[str, str]:
    return f"−{limit}", limit


def _grid(*fields: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(10))
    for place, (name, field) in enumerate(fields):
        grid.addLayout(named(name, field), 0, place)
        grid.setColumnStretch(place, 1)
    return grid


def _is_smaller(sheet: Sheet, wide: float, high: float) -> bool:
    smaller = sheet.paper_width < wide - 1 or sheet.paper_height < high - 1
    return smaller and sheet.paper_width <= wide and sheet.paper_height <= high
