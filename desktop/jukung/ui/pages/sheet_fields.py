"""The fields of an own sheet: its name, paper, labels, and the printer's dots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from jukung.ui.pages.form_parts import beside, column
from jukung.ui.pages.label_numbers import CountField, RangeNote
from jukung.ui.pages.measure_field import MeasureField
from jukung.ui.pages.sheet_measures import SheetMeasures
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.paper.sheets import Sheet

LARGEST, MOST, LONGEST_NAME = 2000.0, 200, 60
DOTS = (600, 300, 203)
PAPERS = (
    (N_("A4"), 210.0, 297.0),
    (N_("F4 (folio)"), 215.0, 330.0),
    (N_("A5"), 148.0, 210.0),
    (N_("Small label sheet"), 165.0, 210.0),
    (N_("Letter"), 215.9, 279.4),
)
_SIZES = ("paper_width", "paper_height", "cell_width", "cell_height", "pitch_x", "pitch_y")
_PLACES = ("left", "top", "inset", "gap_x", "gap_y")
_GAPS = (("gap_x", "pitch_x", "cell_width"), ("gap_y", "pitch_y", "cell_height"))


class SheetFields(QWidget):
    """Loaded from measures, gives measures back; judging them is not its business."""

    changed = Signal()

    pointed = Signal(str)
    """The name of the measure whose field somebody came to."""

    start_chosen = Signal(object)
    """The sheet to begin from."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = QComboBox()
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._paper = QComboBox()
        self._dots = QComboBox()
        self._columns, self._rows = CountField(1, MOST, value=1), CountField(1, MOST, value=1)
        self._count_note, self._note = RangeNote(), RangeNote()
        self._measures = {name: _measure(0.1) for name in _SIZES}
        self._measures |= {name: _measure(0.0) for name in _PLACES}
        for gap in ("gap_x", "gap_y"):
            self._measures[gap].setMinimum(-LARGEST)
        self._startable: tuple[Sheet, ...] = ()
        self._lay_out()
        self._connect()

    def show_startable(self, sheets: Sequence[Sheet], *, chosen: str) -> None:
        """Offer the sheets one may begin from."""
        self._startable = tuple(sheets)
        with QSignalBlocker(self._start):
            self._start.clear()
            for sheet in sheets:
                self._start.addItem(sheet.title, sheet.name)
            self._start.setCurrentIndex(max(self._start.findData(chosen), 0))

    def load(self, measures: SheetMeasures) -> None:
        """Show measures, without telling that they changed."""
        fields: tuple[QWidget, ...] = (
            *self._measures.values(),
            *(self._name, self._columns, self._rows, self._dots, self._paper),
        )
        blockers = [QSignalBlocker(field) for field in fields]
        self._count_note.hide()
        self._note.hide()
        self._name.setText(measures.title)
        self._columns.setValue(measures.columns)
        self._rows.setValue(measures.rows)
        for name, field in self._measures.items():
            if not name.startswith("gap"):
                field.setValue(getattr(measures, name))
        for gap, pitch, cell in _GAPS:
            self._measures[gap].setValue(getattr(measures, pitch) - getattr(measures, cell))
        self._show_dots(measures.dots_per_inch)
        self._show_paper()
        self._show_needed()
        for blocker in blockers:
            blocker.unblock()

    def measures(self) -> SheetMeasures:
        """What the fields say."""
        names = [name for name in self._measures if not name.startswith("gap")]
        said = {name: round(self._measures[name].value(), 2) for name in names}
        return SheetMeasures(
            title=" ".join(self._name.text().split()),
            columns=self._columns.value(),
            rows=self._rows.value(),
            dots_per_inch=float(self._dots.currentData()),
            **said,
        )

    def field(self, name: str) -> MeasureField:
        """The field of a measure."""
        return self._measures[name]

    def counts(self) -> tuple[QSpinBox, QSpinBox]:
        """The fields of columns and rows."""
        return self._columns, self._rows

    def name(self) -> QLineEdit:
        """The field of the sheet's name."""
        return self._name

    def notes(self) -> tuple[str, ...]:
        """What is said of numbers that were not taken."""
        return tuple(each.text() for each in (self._count_note, self._note) if not each.isHidden())

    def take_focus(self) -> None:
        """Begin with the name."""
        self._name.setFocus()
        self._name.selectAll()

    # --- what follows from what is typed ---------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        sender = self.sender()
        for gap, pitch, cell in _GAPS:
            fields = self._measures
            if sender in (fields[gap], fields[cell]):
                self._set(pitch, fields[cell].value() + fields[gap].value())
            elif sender is fields[pitch]:
                self._set(gap, fields[pitch].value() - fields[cell].value())
        if sender in (self._measures["paper_width"], self._measures["paper_height"]):
            self._show_paper()
        self._show_needed()
        self.changed.emit()

    @Slot()
    def _take_paper(self) -> None:
        size = self._paper.currentData()
        if size:
            self._set("paper_width", size[0])
            self._set("paper_height", size[1])
            self.changed.emit()
        else:
            self._measures["paper_width"].setFocus()

    @Slot()
    def _choose_start(self) -> None:
        place = self._start.currentIndex()
        if 0 <= place < len(self._startable):
            self.start_chosen.emit(self._startable[place])

    @Slot()
    def _point(self) -> None:
        sender = self.sender()
        self.pointed.emit(next(n for n, field in self._measures.items() if field is sender))

    def _set(self, name: str, value: float) -> None:
        with QSignalBlocker(self._measures[name]):
            self._measures[name].setValue(value)

    def _show_paper(self) -> None:
        size = (self._measures["paper_width"].value(), self._measures["paper_height"].value())
        known = [(wide, high) for _name, wide, high in PAPERS]
        place = known.index(size) if size in known else len(PAPERS)
        with QSignalBlocker(self._paper):
            self._paper.setCurrentIndex(place)

    def _show_dots(self, dots: float) -> None:
        self._dots.clear()
        for each in sorted({*DOTS, round(dots)}, reverse=True):
            self._dots.addItem(str(each), each)
        self._dots.setCurrentIndex(self._dots.findData(round(dots)))

    def _show_needed(self) -> None:
        """One column or row has no next one to be away from."""
        for end, count in (("x", self._columns), ("y", self._rows)):
            for name in ("gap", "pitch"):
                self._measures[f"{name}_{end}"].setEnabled(count.value() > 1)

    # --- how it looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for name, wide, high in PAPERS:
            self._paper.addItem(_(name), (wide, high))
        self._paper.addItem(_("Own size"), None)
        for combo in (self._start, self._paper, self._dots):
            combo.setMinimumContentsLength(6)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        whole = column()
        whole.addLayout(named(_("Name"), self._name))
        start, dots = named(_("Begin as"), self._start), named(_("Printer dots/inch"), self._dots)
        whole.addLayout(beside((start, 3), (dots, 2)))
        paper = named(_("Paper"), self._paper)
        whole.addLayout(self._row("paper_width", "paper_height", before=paper))
        counts = named(_("Columns"), self._columns), named(_("Rows"), self._rows)
        whole.addLayout(beside((counts[0], 1), (counts[1], 1)))
        whole.addWidget(self._count_note)
        for first, second in (
            ("cell_width", "cell_height"),
            ("gap_x", "gap_y"),
            ("pitch_x", "pitch_y"),
            ("left", "top"),
        ):
            whole.addLayout(self._row(first, second))
        inset = _NAMES["inset"]
        whole.addLayout(named(_(inset), self._measures["inset"]))
        whole.addWidget(self._note)
        note = _("Everything in millimetres, as a ruler shows it on the sheet.")
        whole.addWidget(label(note, "note", wrap=True))
        whole.addStretch(1)
        self.setLayout(whole)

    def _row(self, *names: str, before: QVBoxLayout | None = None) -> QHBoxLayout:
        fields = [(named(_(_NAMES[name]), self._measures[name]), 2) for name in names]
        return beside(*([(before, 3)] if before else []), *fields)

    def _connect(self) -> None:
        self._name.textChanged.connect(self.changed)
        self._dots.currentIndexChanged.connect(self.changed)
        self._paper.activated.connect(self._take_paper)
        self._start.activated.connect(self._choose_start)
        for field in self._measures.values():
            field.valueChanged.connect(self._follow)
            field.entered.connect(self._point)
            self._note.watch(field, field.unlikely, partial(_limits, field))
        for count in (self._columns, self._rows):
            count.valueChanged.connect(self._follow)
            self._count_note.watch_count(count)


_NAMES = {
    "paper_width": N_("Width"),
    "paper_height": N_("Height"),
    "cell_width": N_("Label width"),
    "cell_height": N_("Label height"),
    "left": N_("Left edge to first label"),
    "top": N_("Top edge to first label"),
    "gap_x": N_("Gap between columns"),
    "gap_y": N_("Gap between rows"),
    "pitch_x": N_("From column to column"),
    "pitch_y": N_("From row to row"),
    "inset": N_("Kept free inside each label"),
}


def _limits(field: MeasureField) -> tuple[str, str]:
    """The least and the most that a field takes."""
    return field.textFromValue(field.minimum()), field.textFromValue(field.maximum())


def _measure(lowest: float) -> MeasureField:
    return MeasureField(lowest, LARGEST, decimals=2, step=0.5)
