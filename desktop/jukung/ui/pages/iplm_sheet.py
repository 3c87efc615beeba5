"""The IPLM workbook: its columns, what fills each, and the filled file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import files, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import ready_work
from jukung.ui.pages.iplm_column import ColumnPane, value_cell
from jukung.ui.pages.ready_parts import TINTS, ReadySheet
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.fields import number_field
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.figures.ready.iplm import FillLine
    from jukung.library.desk import Desk
    from jukung.ui.pages.ready_work import Read
    from jukung.ui.room import Room

FOLDER = "reports"
_TOUCHES = frozenset({"settings"})


class IplmSheet(ReadySheet):
    """A column at a time: choose what fills it, or type what nobody counts."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("IPLM workbook"),
            _("One row of the official workbook. What was not recorded stays empty."),
            parent=parent,
        )
        self._room = room
        self._read: Read | None = None
        self._rows: Rows[FillLine] = Rows(self._columns())
        self.table = Table(self._rows, rows="two", parent=self)
        self.table.setAccessibleName(_("Columns of the workbook"))
        self.row = number_field(1, 9_999)
        self.row.setKeyboardTracking(False)
        self.row.setEnabled(False)
        self.pane = ColumnPane()
        self._counts = label("", "small", wrap=True)
        self._open = Button(_("Choose workbook…"), key="Ctrl+O", icon="folder-open")
        self._evidence = Button(_("Evidence…"), key="Ctrl+E", icon="list-checks")
        self._save = Button(_("Save filled…"), kind="primary", key="Ctrl+S", icon="save")
        self._middle, self._full = InView(), QWidget()
        self._none = Card()
        self._none.body.addWidget(
            EmptyState(
                "clipboard-check",
                _("IPLM workbook"),
                _(
                    "Choose the workbook of the agency (.xlsx). One row of it is filled in, "
                    "in a new file; the chosen one stays as it is."
                ),
                wide=330,
            )
        )
        self._lay_out()
        self.show_year(room.today().year - 1)
        self._connect()
        self._allow()

    def shown(self) -> None:
        """Count again for the workbook chosen before."""
        self.banner.clear()
        self._count()

    def lines(self) -> list[FillLine]:
        """The columns listed, from the first."""
        return self._rows.values()

    def open_workbook(self, path: Path) -> None:
        """Read a workbook and show what fills it."""
        self.banner.clear()
        self._room.preferences.keep_folder(FOLDER, path.parent)
        year = self.year.value()
        self._room.jobs.read(
            lambda desk: ready_work.read(desk, path, year=year),
            owner=self,
            then=self._begin,
            refused=self.refuse,
            latest="workbook",
        )

    def save(self, path: Path) -> None:
        """Write the filled workbook; the chosen one is never written over."""
        if self._read is None:
            return
        chosen = self._read.chosen
        suffix = chosen.package.path.suffix
        target = path if path.suffix else path.with_name(f"{path.name}{suffix}")
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.iplm_workbook.write(chosen, target),
            owner=self,
            then=lambda done: self.tell(_("Saved: {file}").format(file=done.name)),
            refused=self.refuse,
        )

    def write_evidence(self, folder: Path) -> None:
        """Write the lists that prove the figures into a folder."""
        year = self.year.value()
        self._room.preferences.keep_folder(FOLDER, folder)
        self._room.jobs.read(
            lambda desk: verbs.iplm_workbook.write_evidence(desk, folder, year=year),
            owner=self,
            then=self._tell_evidence,
            refused=self.refuse,
        )

    def point_at(self, column: str) -> None:
        """Go to a column by its letters."""
        self.table.point_at(next(n for n, line in enumerate(self.lines()) if line.column == column))

    # --- what follows ---

    @Slot()
    def _count(self) -> None:
        before, year, row = self._read, self.year.value(), self.row.value()
        if before is None:
            return
        self._room.jobs.read(
            lambda desk: ready_work.counted(desk, before, year=year, row=row),
            owner=self,
            then=self._show,
            refused=self.refuse,
            latest="workbook",
        )

    def _begin(self, read: Read) -> None:
        self._show(read)
        self.table.point_at(0)
        self.table.setFocus()

    def _show(self, read: Read) -> None:
        place = max(self.table.currentIndex().row(), 0)
        self._read = read
        row = read.chosen.row
        self.pane.offer(row.sources, read.asked)
        self._rows.show_values(row.lines)
        self.table.point_at(min(place, len(row.lines) - 1))
        layout = read.chosen.layout
        self._show_row(layout.head_row + 1, layout.row)
        said = _("{file} · sheet {sheet}, row {row}").format(
            file=read.chosen.package.path.name, sheet=layout.sheet.name, row=layout.row
        )
        counts = _("{filled} filled · {open} not recorded · {choose} to choose").format(
            filled=number(row.count("filled")),
            open=number(row.count("unrecorded")),
            choose=number(row.count("unchosen")),
        )
        self._counts.setText(counts)
        self._counts.setToolTip(said)
        self.said.setText(said)
        self._middle.setCurrentWidget(self._full)
        self._allow()

    def _show_row(self, least: int, row: int) -> None:
        before = self.row.blockSignals(True)
        self.row.setMinimum(least)
        self.row.setValue(row)
        self.row.setEnabled(True)
        self.row.blockSignals(before)

    @Slot(object)
    def _point(self, line: FillLine | None) -> None:
        self.pane.show_line(line)
        # What stands below may have become higher, and hidden the row.
        QTimer.singleShot(0, self, self._keep_in_view)

    @Slot()
    def _keep_in_view(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    @Slot(object)
    def _map(self, code: str) -> None:
        line: FillLine | None = self.table.current_value()
        if line is None or self._read is None:
            return
        mark = self._read.chosen.layout.fingerprint
        self._change(lambda desk: verbs.iplm_row.choose(desk, mark, line.column, source=code))

    @Slot(object, object)
    def _remember(self, code: str, typed: str) -> None:
        year = self.year.value()
        self._change(lambda desk: verbs.answers.save(desk, code, typed, year=year))

    def _change(self, work: Callable[[Desk], None]) -> None:
        self.banner.clear()
        self._room.jobs.change(
            work,
            owner=self,
            then=lambda _done: self._count(),
            refused=self.refuse,
            touched=_TOUCHES,
        )

    @Slot(object)
    def _step_in(self, _line: FillLine) -> None:
        self.pane.take_focus()

    @Slot()
    def _ask_which(self) -> None:
        files.choose_file(
            self,
            _("Choose the official workbook"),
            pattern=_("Workbook (*.xlsx)"),
            start=self._room.preferences.folder(FOLDER),
            then=self.open_workbook,
        )

    @Slot()
    def _ask_where(self) -> None:
        if self._read is None:
            return
        path = self._read.chosen.package.path
        files.choose_new_file(
            self,
            _("Save filled workbook"),
            pattern=_("Workbook (*.xlsx)"),
            start=verbs.iplm_workbook.beside(path, self.year.value()),
            then=self.save,
        )

    @Slot()
    def _ask_folder(self) -> None:
        files.choose_folder(
            self,
            _("Folder for the evidence"),
            start=self._room.preferences.folder(FOLDER),
            then=self.write_evidence,
        )

    def _tell_evidence(self, made: tuple[Path, ...]) -> None:
        if not made:
            self.tell(_("Nothing is recorded of these days."), "gold")
            return
        said = _("{count} lists written into {folder}").format(
            count=len(made), folder=made[0].parent.name
        )
        self.tell(said)

    def _allow(self) -> None:
        self._save.setEnabled(self._read is not None)

    # --- how it looks ---

    def _connect(self) -> None:
        self.year.valueChanged.connect(self._count)
        self.row.valueChanged.connect(self._count)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._step_in)
        self.pane.mapped.connect(self._map)
        self.pane.answer.answered.connect(self._remember)
        self._open.clicked.connect(self._ask_which)
        self._save.clicked.connect(self._ask_where)
        self._evidence.clicked.connect(self._ask_folder)

    def _lay_out(self) -> None:
        row = label(_("Row"), "field")
        row.setBuddy(self.row)
        self.row.setAccessibleName(_("Row of the workbook"))
        self.head.addWidget(row)
        self.head.addWidget(self.row)
        card = Card(flush=True)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(card, 1)
        column.addWidget(self.pane)
        column.addWidget(self._counts)
        self._middle.addWidget(self._none)
        self._middle.addWidget(self._full)
        self.column.addWidget(self._middle, 1)
        self.add_foot((self._open,), (self._evidence, self._save))

    def _columns(self) -> list[Column[FillLine]]:
        return [
            Column(_("Col."), lambda line: line.column, width=58),
            Column(_("Heading"), lambda line: Cell(line.heading, line.title)),
            Column(_("Value"), value_cell, width=120, align="right"),
            Column(_("State"), self._state, width=150, from_width=440),
        ]

    def _state(self, line: FillLine) -> Cell:
        if self._read is None:
            return Cell()
        return Cell(self._read.states[line.state], chip=TINTS.get(line.state, "neutral"))
