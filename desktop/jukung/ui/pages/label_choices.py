"""The choices of the label page: the sheet, where it starts, and which copies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jukung.ui import theme
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.fields import decimal_field, named, number_field
from jukung.ui.pieces.label import label
from jukung.words import N_, _, brief_day, language, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.paper.sheets import Sheet
    from jukung.ui.pages.label_work import Looked, Sources

OFFSET_LIMIT = 20.0
MOST_EACH = 9


class Which(StrEnum):
    """Which copies get a label."""

    unprinted = "unprinted"
    imported = "imported"
    typed = "typed"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where on the sheet: the start cell, how many of each, and the shift in mm."""

    start_cell: int
    each: int
    right_mm: float
    down_mm: float


class SheetChoices(Card):
    """Which sheet, where on it, and how far this printer is off."""

    changed = Signal()
    sheet_changed = Signal()
    offset_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._sheets: dict[str, Sheet] = {}
        self._sheet = QComboBox()
        self._start = number_field(1, 1, value=1)
        self._each = number_field(1, MOST_EACH, value=1)
        self._right = decimal_field(-OFFSET_LIMIT, OFFSET_LIMIT)
        self._down = decimal_field(-OFFSET_LIMIT, OFFSET_LIMIT)
        self._printer = label("", "note", wrap=True)
        self._warning = label("", "small", tint="gold", wrap=True)
        self._lay_out()
        self._sheet.currentIndexChanged.connect(self._change_sheet)
        for count in (self._start, self._each):
            count.valueChanged.connect(self.changed)
        for measure in (self._right, self._down):
            measure.valueChanged.connect(self.offset_changed)

    def show_sheets(self, sheets: Sequence[Sheet], chosen: str) -> None:
        """Offer the sheets; the one of this name is chosen."""
        with QSignalBlocker(self._sheet):
            self._sheet.clear()
            self._sheets = {sheet.name: sheet for sheet in sheets}
            for sheet in sheets:
                self._sheet.addItem(_sheet_words(sheet), sheet.name)
            self._sheet.setCurrentIndex(max(self._sheet.findData(chosen), 0))
        self._change_sheet()

    def choose_sheet(self, name: str) -> None:
        """Choose a sheet by its name."""
        self._sheet.setCurrentIndex(max(self._sheet.findData(name), 0))

    def sheet(self) -> Sheet | None:
        """The sheet chosen; None before they are read."""
        return self._sheets.get(str(self._sheet.currentData()))

    def placed(self) -> Placed:
        """What the fields say."""
        return Placed(
            self._start.value(), self._each.value(), self._right.value(), self._down.value()
        )

    def start_at(self, cell: int) -> None:
        """Start at a cell of the sheet, counted from 1."""
        self._start.setValue(cell)

    def show_offset(self, right: float, down: float, *, printer: str) -> None:
        """Show how far the printer is off, without telling that it changed."""
        with QSignalBlocker(self._right), QSignalBlocker(self._down):
            self._right.setValue(right)
            self._down.setValue(down)
        self._printer.setText(
            _("Not straight? Measure on plain paper. Kept for {printer} and this sheet.").format(
                printer=printer or _("this printer")
            )
        )

    def take_focus(self) -> None:
        """Go to the first field."""
        self._sheet.setFocus()

    @Slot()
    def _change_sheet(self) -> None:
        sheet = self.sheet()
        if sheet is None:
            return
        with QSignalBlocker(self._start):
            self._start.setMaximum(sheet.cells)
        self._warning.setText(
            ""
            if sheet.verified
            else _("Nobody has measured this sheet yet. Print one on plain paper first.")
        )
        self._warning.setVisible(not sheet.verified)
        self.sheet_changed.emit()

    def _lay_out(self) -> None:
        self._sheet.setMinimumContentsLength(14)
        self._sheet.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.body.addLayout(named(_("Label sheet"), self._sheet))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        for place, (name, field) in enumerate(
            (
                (_("Start at label"), self._start),
                (_("Of each copy"), self._each),
                (_("Move right (mm)"), self._right),
                (_("Move down (mm)"), self._down),
            )
        ):
            grid.addLayout(named(name, field), place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addWidget(self._printer)
        self.body.addWidget(self._warning)
        self._warning.hide()


class CopyChoices(Card):
    """Which copies: never printed, the last import, or typed numbers."""

    changed = Signal()
    typed_changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._group = QButtonGroup(self)
        self._radios = {which: QRadioButton(_(words)) for which, words in _WHICH.items()}
        self._counts = {which: label("", "strong") for which in Which}
        self._numbers = QPlainTextEdit()
        self._numbers.setTabChangesFocus(True)
        self._numbers.setPlaceholderText(_("Scan the copies, or type a number on each line"))
        self._numbers.setFixedHeight(theme.px(92))
        self._note = label("", "small", tint="gold", wrap=True)
        self._lay_out()
        self._radios[Which.unprinted].setChecked(True)
        self._group.buttonToggled.connect(self._change)
        self._numbers.textChanged.connect(self.typed_changed)

    def show_sources(self, sources: Sources) -> None:
        """Show how many there are of each."""
        self._counts[Which.unprinted].setText(number(sources.unprinted_count))
        self._counts[Which.imported].setText(number(len(sources.imported)))
        radio = self._radios[Which.imported]
        radio.setEnabled(bool(sources.imported))
        if sources.last_import is not None:
            day = brief_day(sources.last_import.at.date())
            radio.setText(_("Last import, {day}").format(day=day))

    def show_looked(self, looked: Looked) -> None:
        """Show how many of the typed numbers there are, and which are not known."""
        self._counts[Which.typed].setText(number(len(looked.copies)))
        few = ", ".join(looked.unknown[:3]) + ("…" if len(looked.unknown) > 3 else "")
        self._note.setText(_("Not known here: {numbers}").format(numbers=few))
        self._note.setVisible(bool(looked.unknown))

    def which(self) -> Which:
        """Which copies are chosen."""
        return next(which for which, radio in self._radios.items() if radio.isChecked())

    def choose(self, which: Which) -> None:
        """Choose other copies."""
        self._radios[which].setChecked(True)

    def numbers(self) -> tuple[str, ...]:
        """The numbers typed so far, each once."""
        typed = self._numbers.toPlainText().replace(",", "\n").replace(";", "\n").splitlines()
        return tuple(dict.fromkeys(filter(None, (line.strip() for line in typed))))

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Put numbers into the field and choose them."""
        self._numbers.setPlainText("\n".join(numbers) + "\n")
        self.choose(Which.typed)

    @Slot()
    def _change(self) -> None:
        typed = self.which() is Which.typed
        self._numbers.setVisible(typed)
        self._note.setVisible(typed and bool(self._note.text()))
        if typed:
            self._numbers.setFocus()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.body.addWidget(label(_("What to print"), "heading"))
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(1))
        for place, (which, radio) in enumerate(self._radios.items()):
            if place:
                rows.addWidget(rule())
            self._group.addButton(radio)
            rows.addLayout(_row(radio, self._counts[which]))
        self.body.addLayout(rows)
        self.body.addWidget(self._numbers)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self._numbers.hide()
        self._note.hide()


_WHICH = {
    Which.unprinted: N_("Never printed"),
    Which.imported: N_("Last import"),
    Which.typed: N_("Typed or scanned numbers"),
}


def _row(radio: QRadioButton, count: QLabel) -> QHBoxLayout:
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.addWidget(radio, 1)
    row.addWidget(count)
    return row


def _sheet_words(sheet: Sheet) -> str:
    size = f"{millimetres(sheet.cell_width)} × {millimetres(sheet.cell_height)} mm"
    return _("{sheet} — {size}, {count} labels").format(
        sheet=sheet.title, size=size, count=sheet.cells
    )


def millimetres(value: float) -> str:
    """A measure without zeros that say nothing, such as `50` or `37,5`."""
    shown = f"{value:.1f}".removesuffix(".0")
    return shown.replace(".", ",") if language() == "id" else shown
