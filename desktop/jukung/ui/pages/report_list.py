"""The reports by their groups, with a line to find one while fingers type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.pieces.segments import Segments
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.figures.reports.running import ReportName

REPORTS, READY = "reports", "ready"
_EVIDENCE = "evidence_"


@dataclass(frozen=True, slots=True)
class SheetName:
    """A ready sheet as the list shows it, like the name of a report."""

    code: str
    title: str
    group: str
    definition: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A report or ready sheet, or the name of the group that follows."""

    title: str
    report: ReportName | SheetName | None = None


class ReportList(Card):
    """Up and Down choose; letters search in titles and in what they count."""

    chosen = Signal(object)
    """The code of the report that the cursor is on."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._reports: tuple[ReportName | SheetName, ...] = ()
        self._code = ""
        self._quiet = False
        self.kinds = Segments({REPORTS: _("Reports"), READY: _("Ready sheets")})
        self.search = SearchLine(_("Find a report"))
        self._rows: Rows[_Line] = Rows([Column(_("Reports"), _cell)], parent=self)
        self.table = Table(self._rows)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.table.setAccessibleName(_("Reports"))
        self.table.set_empty(_("No report is called so. Try another word."))
        above = QVBoxLayout()
        side = theme.px(10)
        above.setContentsMargins(side, side, side, side)
        above.setSpacing(theme.px(8))
        above.addWidget(self.kinds)
        above.addWidget(self.search)
        self.body.addLayout(above)
        self.body.addWidget(self.table, 1)
        self.kinds.chosen.connect(self._turn)
        self.search.gather_from(self.table)
        self.search.searched.connect(self._find)
        self.search.entered.connect(self._go_to_first)
        self.search.left_down.connect(self.table.setFocus)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._point)

    def show_reports(
        self, reports: Sequence[ReportName], sheets: Sequence[SheetName] = (), *, code: str
    ) -> None:
        """Show what may be seen, with the cursor on a report; else on the first."""
        lists = [each for each in reports if _is_ready(each)]
        rest = [each for each in reports if not _is_ready(each)]
        self._reports = (*rest, *sheets, *lists)
        known = {report.code for report in self._reports}
        self.choose(code if code in known else self._reports[0].code)

    def choose(self, code: str) -> None:
        """Go to a report or ready sheet, whatever is searched for."""
        self._code = code
        self.search.clear()
        ready = any(each.code == code and _is_ready(each) for each in self._reports)
        self._quiet = True
        self.kinds.choose(READY if ready else REPORTS)
        self._quiet = False
        self._find("")
        self.chosen.emit(code)

    def code(self) -> str:
        """The report chosen; empty before there are any."""
        return self._code

    def titles(self) -> list[str]:
        """What is listed now, groups and reports, from the top."""
        return [line.title for line in self._rows.values()]

    @Slot(object)
    def _find(self, typed: str) -> None:
        words = typed.casefold().split()
        ready = self.kinds.name() == READY
        # Words are looked for everywhere; without any, one kind is listed.
        found = [
            each
            for each in self._reports
            if (_matches(each, words) if words else _is_ready(each) == ready)
        ]
        lines: list[_Line] = []
        for report in found:
            if not lines or _group(lines) != report.group:
                lines.append(_Line(report.group))
            lines.append(_Line(report.title, report))
        self._quiet = True
        self._rows.show_values(lines)
        place = next(
            (n for n, each in enumerate(lines) if each.report and each.report.code == self._code),
            None,
        )
        if place is not None:
            self.table.point_at(place)
        self._quiet = False

    @Slot(object)
    def _turn(self, _kind: str) -> None:
        """Show the other kind, and its first one."""
        if self._quiet:
            return
        self.search.clear()
        ready = self.kinds.name() == READY
        first = next((each for each in self._reports if _is_ready(each) == ready), None)
        self._code = first.code if first else self._code
        self._find("")
        self.chosen.emit(self._code)

    @Slot(object)
    def _go_to_first(self, _typed: str) -> None:
        self._find(self.search.text())
        lines = self._rows.values()
        places = [n for n, each in enumerate(lines) if each.report]
        # A title that says the words goes before a sentence that does.
        words = self.search.text().casefold().split()
        places.sort(key=lambda n: not all(word in lines[n].title.casefold() for word in words))
        if places:
            self.table.setFocus()
            self.table.point_at(places[0])
            self._point(lines[places[0]])

    @Slot(object)
    def _point(self, line: _Line | None) -> None:
        if self._quiet or line is None or line.report is None or line.report.code == self._code:
            return
        self._code = line.report.code
        self.chosen.emit(self._code)


def _is_ready(report: ReportName | SheetName) -> bool:
    return isinstance(report, SheetName) or report.code.startswith(_EVIDENCE)


def _group(lines: Sequence[_Line]) -> str:
    report = lines[-1].report
    return report.group if report else ""


def _matches(report: ReportName | SheetName, words: Sequence[str]) -> bool:
    told = f"{report.title} {report.group} {report.definition}".casefold()
    return all(word in told for word in words)


def _cell(line: _Line) -> Cell:
    if line.report is None:
        return Cell(line.title, soft=True, strong=True)
    return Cell(_within(line.report), indent=1)


def _within(report: ReportName | SheetName) -> str:
    """A title under its group's name, which it need not say again."""
    rest = report.title.removeprefix(f"{report.group} ")
    return rest[:1].upper() + rest[1:]
