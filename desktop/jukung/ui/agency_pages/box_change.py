"""What is seldom done with a box: its name, a later day, copies found again, its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.agency_pages import box_words
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.boxes import BoxDetail, HeldCopy

COPIES_HIGH = 150


class BoxChangeForm(SectionForm):
    """Fields above are saved; the acts below are done at once, giving up after a second press."""

    found = Signal(object)
    """The number of a copy that is whole again."""

    file_wanted = Signal()
    given_up = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name, self.note = QLineEdit(), QLineEdit()
        self.name.setMaxLength(120)
        self.note.setMaxLength(300)
        self.due = day_field(date(2000, 1, 1), lean=Lean.ahead)
        self._due = QWidget()
        under = named(_("Due back"), self.due)
        under.setContentsMargins(0, 0, 0, 0)
        self._due.setLayout(under)
        self._rows: Rows[HeldCopy] = Rows(_columns())
        self.copies = Table(self._rows, rows="two")
        self.copies.setFixedHeight(theme.px(COPIES_HIGH))
        self._lost = label(_("Enter: the copy is whole and here again"), "field", wrap=True)
        self.again = Button(_("Write its file again…"), icon="file-down", key="Ctrl+E")
        self.end = Button("", kind="link")
        self._is_sure = False
        self.fields.addLayout(named(_("Name"), self.name))
        self.fields.addLayout(named(_("Note"), self.note))
        self.fields.addWidget(self._due)
        self.fields.addWidget(self._lost)
        self.fields.addWidget(self.copies)
        self.fields.addWidget(self.again)
        self.fields.addWidget(self.end, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.addStretch(1)
        self.name.returnPressed.connect(self.note.setFocus)
        self.note.returnPressed.connect(self.saved)
        self.copies.chosen.connect(self._find)
        self.copies.linked.connect(self._find)
        self.again.clicked.connect(self.file_wanted)
        self.end.clicked.connect(self._end)

    def load(self, detail: BoxDetail, *, today: date) -> None:
        """Show a box as it is."""
        line = detail.line
        is_out, is_gone = str(line.state) == "out", str(line.state) == "gone"
        self.name.setText(line.name)
        self.note.setText(detail.note)
        self._due.setVisible(is_out)
        self.due.show_day(line.due_on or today, today=today)
        lost = [each for each in detail.copies if str(each.state) != "in_box"]
        can_find = bool(lost) and not is_out and not is_gone
        self._rows.show_values(lost)
        for each in (self._lost, self.copies):
            each.setVisible(can_find)
        self.again.setVisible(is_out)
        self.end.setVisible(not is_gone)
        self._doubt()
        self.begin(_("Box {number}").format(number=line.number))
        self.name.setFocus()

    def due_on(self) -> date | None:
        """The day it is due back; None where it is here. Refuses DayUnreadable."""
        return None if self._due.isHidden() else self.due.day()

    @Slot(object)
    def _find(self, held: HeldCopy) -> None:
        self.found.emit(held.copy.number)

    @Slot()
    def _end(self) -> None:
        if self._is_sure:
            self.given_up.emit()
            return
        self._is_sure = True
        self.end.setText(_("Yes, this box is no more"))
        self.warn(_("Its copies can go into other boxes then. This cannot be taken back."))

    def _doubt(self) -> None:
        self._is_sure = False
        self.end.setText(_("Give the box up…"))


def _columns() -> list[Column[HeldCopy]]:
    return [
        Column(_("Title"), lambda held: Cell(held.copy.title, held.copy.number)),
        Column(_("State"), _state, width=104),
        Column("", lambda _held: Cell("", link=_("Whole again")), width=104),
    ]


def _state(held: HeldCopy) -> Cell:
    words, tint = box_words.COPY_STATES[str(held.state)]
    return Cell(_(words), chip=tint)
