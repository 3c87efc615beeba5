"""Which labels, on which sheet, from where, and how this printer is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from jukung.domain.kinds import PrintWhat
from jukung.ui import theme
from jukung.ui.office_papers import millimetres
from jukung.ui.pages.fit_choices import FitChoices
from jukung.ui.pages.label_kinds import Kind
from jukung.ui.pages.label_looks import LabelLooks
from jukung.ui.pages.label_numbers import CountField, RangeNote
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.fold import Fold
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.paper.sheets import Sheet

MOST_EACH = 99
_OWN = "\0own"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where on the sheet: the start cell, and how many of each."""

    start_cell: int
    each: int


class SheetChoices(Card):
    """What is printed, the sheet, where on it, and under More how it looks."""

    changed = Signal()
    what_changed = Signal()
    sheet_changed = Signal()
    editor_wanted = Signal(object)
    """A sheet to be changed or copied; None for a new one."""

    def __init__(self, kinds: Sequence[Kind], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._kinds = {str(kind.what): kind for kind in kinds}
        self._sheets: dict[str, Sheet] = {}
        self._what = Segments({name: kind.name() for name, kind in self._kinds.items()})
        self._sheet = QComboBox()
        self._edit = Button("", icon="pencil")
        self._edit.setFixedWidth(self._edit.sizeHint().height() + theme.px(6))
        self._start = CountField(1, 1, value=1)
        self._start_name = label("", "field")
        self._start_name.setBuddy(self._start)
        self._each = CountField(1, MOST_EACH, value=1)
        self._note = RangeNote()
        for count in (self._start, self._each):
            self._note.watch_count(count)
        self._each_name = label("", "field")
        self._ended = label("", "small", wrap=True)
        self._go_on = Button("", kind="link")
        self._warning = label("", "small", tint="gold", wrap=True)
        self.fit = FitChoices()
        self.looks = LabelLooks()
        self._fold = Fold(_("More"), key="Ctrl+M")
        self._next: int | None = None
        self._last = ""
        self._starts: dict[str, int] = {}
        """Where each sheet begins that was looked at; half used it stays half used."""
        self._lay_out()
        self._what.chosen.connect(self._change_what)
        self._sheet.currentIndexChanged.connect(self._change_sheet)
        self._edit.clicked.connect(self._edit_sheet)
        self._go_on.clicked.connect(self._continue_sheet)
        self._start.valueChanged.connect(self._keep_start)
        for count in (self._start, self._each):
            count.valueChanged.connect(self.changed)
        self.looks.changed.connect(self.changed)
        self._change_what()

    def kind(self) -> Kind:
        """What is to be printed."""
        return self._kinds[self._what.name()]

    def choose_what(self, what: PrintWhat) -> None:
        """Choose what is to be printed."""
        self._what.choose(str(what))

    def show_sheets(self, sheets: Sequence[Sheet], chosen: str) -> None:
        """Offer the sheets; the one of this name is chosen."""
        with QSignalBlocker(self._sheet):
            self._sheet.clear()
            self._sheets = {sheet.name: sheet for sheet in sheets}
            for sheet in sheets:
                self._sheet.addItem(_sheet_words(sheet), sheet.name)
            self._sheet.addItem(_("Own sheet…"), _OWN)
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
        each = self._each.value() if self.kind().each else 1
        return Placed(self._start.value(), each)

    def start_at(self, cell: int) -> None:
        """Start at a cell of the sheet, counted from 1."""
        self._start.setValue(cell)
        self._show_ended()

    def show_next(self, cell: int | None) -> None:
        """Say where the last sheet of this kind ended; None where nobody knows."""
        self._next = cell
        self._show_ended()

    def show_measured(self, *, measured: bool) -> None:
        """Warn of a sheet that nobody measured, here on this printer or anywhere."""
        sheet = self.sheet()
        is_known = measured or sheet is None or sheet.verified or sheet.own
        self._warning.setText(
            "" if is_known else _("Nobody has measured this sheet yet. Print on plain paper first.")
        )
        self._warning.setVisible(not is_known)

    def take_focus(self) -> None:
        """Go to the first field."""
        self._sheet.setFocus()

    @Slot()
    def _change_what(self) -> None:
        kind = self.kind()
        self._each.setVisible(bool(kind.each))
        self._each_name.setVisible(bool(kind.each))
        self._each_name.setText(_(kind.each) if kind.each else "")
        self._each.setAccessibleName(self._each_name.text())
        start = _("Start at card") if self._is_cards() else _("Start at label")
        self._start_name.setText(start)
        self._start.setAccessibleName(start)
        self._note.hide()
        self.looks.show_kind(kind)
        self.what_changed.emit()

    @Slot()
    def _change_sheet(self) -> None:
        if self._sheet.currentData() == _OWN:
            self._sheet.setCurrentIndex(max(self._sheet.findData(self._last), 0))
            self.editor_wanted.emit(None)
            return
        sheet = self.sheet()
        if sheet is None:
            return
        self._last = sheet.name
        with QSignalBlocker(self._start):
            self._start.setMaximum(sheet.cells)
            self._start.setValue(self._starts.get(sheet.name, 1))
        self._start.setEnabled(sheet.cells > 1)
        self._note.hide()
        self.show_measured(measured=False)
        words = _("Change this sheet") if sheet.own else _("Make an own sheet like this one")
        self._edit.setToolTip(words)
        self._edit.setAccessibleName(words)
        self._next = None
        self._show_ended()
        self.sheet_changed.emit()

    @Slot(int)
    def _keep_start(self, cell: int) -> None:
        self._starts[self._last] = cell

    @Slot()
    def _edit_sheet(self) -> None:
        self.editor_wanted.emit(self.sheet())

    @Slot()
    def _continue_sheet(self) -> None:
        if self._next is not None:
            self.start_at(self._next)

    @Slot()
    def _show_ended(self) -> None:
        sheet, cell = self.sheet(), self._next
        known = sheet is not None and cell is not None and 1 < cell <= sheet.cells
        self._ended.setVisible(known)
        self._go_on.setVisible(known and cell != self._start.value())
        if known and cell is not None:
            words = _("The last sheet ended at label {cell}.")
            if self._is_cards():
                words = _("The last sheet ended at card {cell}.")
            self._ended.setText(words.format(cell=cell - 1))
            self._go_on.setText(_("Start at {cell}").format(cell=cell))

    def _is_cards(self) -> bool:
        return self.kind().uses == "cards"

    def _lay_out(self) -> None:
        if len(self._kinds) > 1:
            self.body.addWidget(self._what)
        self._sheet.setMinimumContentsLength(14)
        self._sheet.setMaxVisibleItems(16)
        self._sheet.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        sheet = QHBoxLayout()
        sheet.setSpacing(theme.px(6))
        above = named(_("Sheet"), self._sheet)
        above.takeAt(1)
        sheet.addWidget(self._sheet, 1)
        sheet.addWidget(self._edit)
        above.addLayout(sheet)
        self.body.addLayout(above)
        self.body.addWidget(self.looks.open)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        grid.addWidget(self._start_name, 0, 0)
        grid.addWidget(self._start, 1, 0)
        grid.addWidget(self._each_name, 0, 1)
        grid.addWidget(self._each, 1, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._note, 2, 0, 1, 2)
        self.body.addLayout(grid)
        ended = QHBoxLayout()
        ended.addWidget(self._ended, 1)
        ended.addWidget(self._go_on)
        self.body.addLayout(ended)
        self.body.addWidget(self._warning)
        self.body.addWidget(self.fit)
        self.body.addWidget(self._fold)
        self._fold.head.insertWidget(0, self.fit.measure)
        self._fold.body.addWidget(self.looks)
        self._fold.body.addWidget(self.fit.more)
        for each in (self._warning, self._ended, self._go_on):
            each.hide()
        self._start.valueChanged.connect(self._show_ended)


def _sheet_words(sheet: Sheet) -> str:
    size = f"{millimetres(sheet.cell_width)} × {millimetres(sheet.cell_height)} mm"
    if sheet.cells == 1:
        return _("{sheet} — {size}").format(sheet=sheet.title, size=size)
    return _("{sheet} — {size} · {count}").format(sheet=sheet.title, size=size, count=sheet.cells)
