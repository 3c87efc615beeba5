"""Forms of a box: made of a list, handed over, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from jukung.domain.typed import Lean
from jukung.ui import theme
from jukung.ui.agency_pages import box_words
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import day_field, named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.agency.box_lists import BoxPlan
    from jukung.agency.boxes import BoxDetail, HeldCopy

_USUAL_LOAN = timedelta(days=90)
_MOST_SAID = 8
_HEADING = 30
USE_WIDTH = 170


class NewBoxForm(SectionForm):
    """What a list would become: its columns, what is left out, the box's number and name."""

    changed = Signal(object)
    """Other uses of the columns, by their names."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(save=_("Make the box"), parent=parent)
        self.number, self.name = QLineEdit(), QLineEdit()
        self.number.setMaxLength(40)
        self.name.setMaxLength(120)
        self._about = label("", "second", wrap=True)
        self._found = label("", "small", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(6))
        self._uses: list[QComboBox] = []
        inside = QWidget()
        inside.setLayout(self._grid)
        self._columns = scrolling(inside)
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(10))
        beside.addLayout(named(_("Number on the box"), self.number), 1)
        beside.addLayout(named(_("Name"), self.name), 2)
        self.fields.addWidget(self._about)
        self.fields.addLayout(beside)
        self.fields.addWidget(self._found)
        self.fields.addWidget(label(_("What the columns are"), "field"))
        self.fields.addWidget(self._columns, 1)
        self.number.returnPressed.connect(self.name.setFocus)
        self.name.returnPressed.connect(self.saved)

    def load(self, plan: BoxPlan, *, proposed: str, fresh: bool = True) -> None:
        """Show a plan; a number is proposed for a fresh one."""
        self._about.setText(
            _("{copies} of {file} go into the box.").format(
                copies=box_words.copies_words(len(plan.copies)), file=plan.found.file
            )
        )
        self._found.setText(said_of(plan))
        self._found.setVisible(bool(self._found.text()))
        if not fresh:
            return
        self.number.setText(proposed)
        self.name.clear()
        self._show_columns(plan)
        self.begin(_("New box from a list"))
        self.name.setFocus()

    def _show_columns(self, plan: BoxPlan) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._uses = []
        for place, heading in enumerate(plan.found.header):
            box = QComboBox()
            for name, words in box_words.USES.items():
                box.addItem(_(words), name)
            box.setCurrentIndex(box.findData(str(plan.found.uses[place])))
            box.setAccessibleName(heading)
            sample = next(
                (row[place] for row in plan.found.samples if place < len(row) and row[place]), ""
            )
            box.setFixedWidth(theme.px(USE_WIDTH))
            said = f"{heading[:_HEADING]}\n{sample[:_HEADING]}" if sample else heading[:_HEADING]
            self._grid.addWidget(label(said, "small", wrap=True), place, 0)
            self._grid.addWidget(box, place, 1)
            box.activated.connect(self._tell)
            self._uses.append(box)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(self._uses), 1)
        self._columns.setVisible(bool(self._uses))

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(tuple(str(each.currentData()) for each in self._uses))


class HandOverForm(SectionForm):
    """Which library a box goes to, and until when."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(save=_("Hand over"), parent=parent)
        self.library = QLineEdit()
        self.library.setPlaceholderText(_("Name or code of the library"))
        self.out = day_field(today)
        self.due = day_field(today, lean=Lean.ahead)
        self._codes: dict[str, str] = {}
        self.fields.addLayout(named(_("Library"), self.library))
        self.fields.addLayout(named(_("Handed over on"), self.out))
        self.fields.addLayout(named(_("Due back"), self.due))
        self.fields.addWidget(
            label(
                _(
                    "Its file (.jkb) goes with the box; the minutes are for two signatures. "
                    "Both are written into a folder that you choose."
                ),
                "small",
                wrap=True,
            )
        )
        self.fields.addStretch(1)
        self.library.returnPressed.connect(self.due.line.setFocus)

    def load(
        self, number_: str, site: str, sites: Sequence[tuple[str, str]], *, today: date
    ) -> None:
        """Show the form for a box; `sites` are codes and names."""
        self._codes = {f"{name} · {code}": code for code, name in sites}
        completer = QCompleter(list(self._codes), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.library.setCompleter(completer)
        shown = {code: words for words, code in self._codes.items()}
        self.library.setText(shown.get(site, ""))
        self.out.show_day(today, today=today)
        self.due.show_day(today + _USUAL_LOAN, today=today)
        self.begin(_("Hand over box {number}").format(number=number_))
        self.library.setFocus()

    def code(self) -> str:
        """The code of the library that is named, or what was typed."""
        typed = self.library.text().strip()
        return self._codes.get(typed, typed)


class TakeBackForm(SectionForm):
    """How the copies of a box came back: all whole unless somebody says otherwise."""

    listed = Signal()
    """The library's return list is to be read instead."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(save=_("Take back"), parent=parent)
        self.on = day_field(today)
        self._states: dict[str, str] = {}
        self._copies: tuple[HeldCopy, ...] = ()
        self._rows: Rows[HeldCopy] = Rows(self._shown_columns())
        self._table = Table(self._rows, rows="two")
        self._table.setMinimumHeight(theme.px(110))
        self._sum = label("", "second", wrap=True)
        self._missing = Button(_("Missing"), key="Ctrl+M")
        self._damaged = Button(_("Damaged"), key="Ctrl+D")
        self._read = Button(_("Read its list…"), key="Ctrl+O")
        marks = QHBoxLayout()
        marks.setSpacing(theme.px(8))
        marks.addWidget(self._missing)
        marks.addWidget(self._damaged)
        marks.addWidget(self._read)
        self.fields.addLayout(named(_("Taken back on"), self.on))
        self.fields.addWidget(self._table, 1)
        self.fields.addLayout(marks)
        self.fields.addWidget(self._sum)
        self._missing.clicked.connect(self._mark_missing)
        self._damaged.clicked.connect(self._mark_damaged)
        self._read.clicked.connect(self.listed)

    def load(self, detail: BoxDetail, *, today: date) -> None:
        """Show the copies that went out with a box."""
        self._states = {}
        self._copies = tuple(each for each in detail.copies if str(each.state) == "in_box")
        self.on.show_day(today, today=today)
        self._refresh(0)
        self.begin(_("Take back box {number}").format(number=detail.line.number))
        self._table.take_focus()

    def marked(self, state: str) -> tuple[str, ...]:
        """The numbers that were marked `missing` or `damaged`."""
        return tuple(number_ for number_, marked in self._states.items() if marked == state)

    @Slot()
    def _mark_missing(self) -> None:
        self._mark("missing")

    @Slot()
    def _mark_damaged(self) -> None:
        self._mark("damaged")

    def _mark(self, state: str) -> None:
        held: HeldCopy | None = self._table.current_value()
        if held is None:
            return
        row = self._table.currentIndex().row()
        if self._states.get(held.copy.number) == state:
            del self._states[held.copy.number]
        else:
            self._states[held.copy.number] = state
        self._refresh(row)

    def _refresh(self, row: int) -> None:
        self._rows.show_values(list(self._copies))
        self._table.point_at(row)
        words = _("{here} are here, {missing} missing, {damaged} damaged.")
        missing, damaged = len(self.marked("missing")), len(self.marked("damaged"))
        self._sum.setText(
            words.format(
                here=box_words.copies_words(len(self._copies) - missing - damaged),
                missing=number(missing),
                damaged=number(damaged),
            )
        )

    def _shown_columns(self) -> list[Column[HeldCopy]]:
        return [
            Column(
                _("Title"),
                lambda held: Cell(held.copy.title, f"{held.copy.number} · {held.copy.author}"),
            ),
            Column(_("State"), self._state, width=104),
        ]

    def _state(self, held: HeldCopy) -> Cell:
        marked = self._states.get(held.copy.number)
        if marked is None:
            return Cell(_("here"), soft=True)
        words, tint = box_words.COPY_STATES[marked]
        return Cell(_(words), chip=tint)


def said_of(plan: BoxPlan) -> str:
    """What is odd about a list, by kind, with the first lines of each."""
    lines: list[str] = []
    for what, words in box_words.ODD.items():
        found = [each for each in plan.odd if str(each.what) == what]
        if found:
            lines.append(f"{_(words)}: {number(len(found))} ({_places(found)})")
    if plan.taken:
        shown = ", ".join(f"{each.number} → {each.box}" for each in plan.taken[:_MOST_SAID])
        words = _("Already in another box, left out: {count} ({shown})")
        lines.append(words.format(count=number(len(plan.taken)), shown=shown))
    return "\n".join(lines)


def _places(found: Sequence[object]) -> str:
    shown = ", ".join(str(getattr(each, "line", "")) for each in found[:_MOST_SAID])
    more = "…" if len(found) > _MOST_SAID else ""
    return _("line {lines}").format(lines=shown + more)
