"""Standards and accreditation: what is met, what is missing, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.answer_line import AnswerLine
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.ready_parts import TINTS, ReadySheet
from jukung.ui.pages.ready_saving import save_bytes
from jukung.ui.pages.ready_work import Judged, judged, readiness_pdf, readiness_xlsx
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.figures.ready.readiness import Line, Standard
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

FOLDER = "reports"
_TOUCHES = frozenset({"settings"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A demand, or the standard that follows."""

    standard: Standard
    line: Line | None = None


class ReadinessSheet(ReadySheet):
    """Down and Up go through the demands; what a person must say is typed below."""

    wanted = Signal(object, object)
    """The code of the list that proves a line, and the year."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Standards and accreditation"),
            _("Against the standards for this kind of library. Blank is not zero."),
            parent=parent,
        )
        self._room = room
        self._judged: Judged | None = None
        self._rows: Rows[_Row] = Rows(self._columns(), mark=lambda row: row.line is None)
        self.table = Table(self._rows, rows="two", parent=self)
        self.table.setAccessibleName(_("Standards and accreditation"))
        self.answer = AnswerLine()
        self._note = label("", "second", wrap=True)
        self._list = Button(_("Open the list"), key="Ctrl+G", icon="list-checks")
        self._paper = paper_field(room, FOLDER, SHORT)
        self._save = Button(_("Save…"), key="Ctrl+S", icon="save")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._printing = PaperPrinting(room, self)
        self._lay_out()
        self.show_year(room.today().year)
        self.year.valueChanged.connect(self._count)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._step_in)
        self.answer.answered.connect(self._remember)
        self._list.clicked.connect(self._open_list)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self.tell)
        self._printing.refused.connect(self.refuse)

    def shown(self) -> None:
        """Judge what is there now."""
        self.banner.clear()
        self._count()

    def lines(self) -> list[Line]:
        """The demands that are listed, from the top."""
        return [row.line for row in self._rows.values() if row.line is not None]

    def point_at(self, measure: str) -> None:
        """Go to the first demand of a measure."""
        places = [n for n, row in enumerate(self._rows.values()) if row.line]
        place = next(
            n for n in places if (line := self._rows.values()[n].line) and line.measure == measure
        )
        self.table.point_at(place)

    def printable(self) -> Printable:
        """Every standard on paper, signed."""
        year, paper = self.year.value(), str(self._paper.currentData())
        return Printable(
            lambda desk: readiness_pdf(desk, year, paper=paper),
            file=f"{self._name()}.pdf",
            folder=FOLDER,
            printed=_("The paper is at the printer."),
            colour=True,
        )

    @Slot()
    def _count(self) -> None:
        year = self.year.value()
        self._room.jobs.read(
            lambda desk: judged(desk, year),
            owner=self,
            then=self._show,
            refused=self.refuse,
            latest="readiness",
        )

    def _show(self, found: Judged) -> None:
        kept: _Row | None = self.table.current_value()
        self._judged = found
        rows: list[_Row] = []
        for standard in found.readiness.standards:
            rows += [_Row(standard), *(_Row(standard, line) for line in standard.lines)]
        self._rows.show_values(rows)
        place = 1
        if kept is not None and kept.line is not None:
            place = next(
                (
                    n
                    for n, row in enumerate(rows)
                    if row.standard.code == kept.standard.code
                    and row.line
                    and row.line.measure == kept.line.measure
                ),
                1,
            )
        if rows:
            self.table.point_at(place)

    @Slot(object)
    def _point(self, row: _Row | None) -> None:
        line = row.line if row else None
        asked = None
        if line is not None and line.fact and self._judged is not None:
            asked = self._judged.asked.get(line.fact)
        self.answer.show_question(asked)
        self._list.setEnabled(line is not None and bool(line.evidence))
        said = "\n".join(filter(None, (self._told(line), row.standard.note if row else "")))
        self._note.setText(said)
        self._note.setVisible(bool(said))
        # What stands below may have become higher, and hidden the row.
        QTimer.singleShot(0, self, self._keep_in_view)

    def _told(self, line: Line | None) -> str:
        """The state and what is missing; where it is recorded, unless it is answered here."""
        if line is None or self._judged is None:
            return ""
        said = line.missing
        if line.where and not line.fact:
            said = _("Record it: {where}").format(where=line.where)
        return ": ".join(filter(None, (self._judged.states[line.state], said)))

    @Slot()
    def _keep_in_view(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    @Slot(object)
    def _step_in(self, row: _Row) -> None:
        """Go on to what is typed, or open the list that shows the line."""
        if row.line is not None and row.line.fact:
            self.answer.take_focus()
        else:
            self._open_list()

    @Slot(object, object)
    def _remember(self, code: str, typed: str) -> None:
        year = self.year.value()
        self._room.jobs.change(
            lambda desk: verbs.answers.save(desk, code, typed, year=year),
            owner=self,
            then=lambda _done: self._kept(),
            refused=self.refuse,
            touched=_TOUCHES,
        )

    def _kept(self) -> None:
        self.tell(_("Remembered."))
        self._count()
        self.table.setFocus()

    @Slot()
    def _open_list(self) -> None:
        row: _Row | None = self.table.current_value()
        if row is not None and row.line is not None and row.line.evidence:
            self.wanted.emit(row.line.evidence, self.year.value())

    @Slot()
    def _ask_where(self) -> None:
        year, paper = self.year.value(), str(self._paper.currentData())

        def make(desk: Desk, suffix: str) -> bytes:
            if suffix == ".pdf":
                return readiness_pdf(desk, year, paper=paper)
            return readiness_xlsx(desk, year)

        save_bytes(self, self._room, self._name(), make)

    @Slot()
    def _ask_printer(self) -> None:
        self._printing.ask_printer(self.printable())

    def _name(self) -> str:
        words = _("Standards and accreditation").lower().split()
        return f"{'-'.join(words)}-{self.year.value()}"

    def _lay_out(self) -> None:
        card = Card(flush=True)
        card.body.addWidget(self.table)
        self.column.addWidget(card, 1)
        self.column.addWidget(self._note)
        self.column.addWidget(self.answer)
        self._paper.setMinimumWidth(theme.px(64))
        self.add_foot((self._list,), (self._paper, self._save, self._print))

    def _columns(self) -> list[Column[_Row]]:
        return [
            Column(_("Demand"), _demand),
            Column(_("Now"), self._now, width=150),
            Column(_("State"), self._state, width=150, from_width=440),
            Column(_("Still missing"), _missing, width=190, from_width=760),
        ]

    def _now(self, row: _Row) -> Cell:
        if row.line is None:
            return Cell()
        tint = {"met": "good", "missing": "bad"}.get(row.line.state, "")
        return Cell(row.line.value, row.line.wanted, tint=tint)

    def _state(self, row: _Row) -> Cell:
        if row.line is None or self._judged is None:
            return Cell()
        return Cell(self._judged.states[row.line.state], chip=TINTS.get(row.line.state, "neutral"))


def _demand(row: _Row) -> Cell:
    standard, line = row.standard, row.line
    if line is not None:
        return Cell(line.title, line.area, indent=1)
    told = [
        _("{met} met").format(met=standard.count("met")),
        _("{count} not met").format(count=standard.count("missing")),
        _("{count} not recorded").format(count=standard.count("unrecorded")),
    ]
    judged_ = any(each.state in ("met", "missing") for each in standard.lines)
    said = " · ".join([standard.cited, *(told if judged_ else ())])
    return Cell(standard.title, said, strong=True)


def _missing(row: _Row) -> Cell:
    return Cell(row.line.missing or row.line.where, soft=True) if row.line else Cell()
