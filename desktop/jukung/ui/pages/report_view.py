"""One report on screen: what it counts, its chart, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.report_chart import ReportChart
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import PAGE, PagedRows, Wanted
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.figures.reports.report import ReportTable
    from jukung.ui.pages.report_work import Counted

_NARROWEST, _WIDEST, _LOOKED_AT, _MANY = 56, 230, 200, 9


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it is read; the last may be the total."""

    cells: tuple[str, ...]
    is_total: bool = False


class ReportView(Stack):
    """The table is made anew for each report; its rows come a page at a time."""

    shown_table = Signal(object)
    """The table now shown."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[_Line, ...] = ()
        self._rows: PagedRows[_Line] | None = None
        self.table: Table | None = None
        self.chart = ReportChart()
        self._title = label("", "title", wrap=True)
        self._definition = label("", "second", wrap=True)
        self._source = label("", "small", wrap=True)
        self._full, self._none = QWidget(), Card()
        self._card = Card(flush=True)
        self._empty = EmptyState(
            "chart-column",
            _("Reports"),
            _("Loans, visits, members and the collection, counted and drawn."),
            wide=310,
        )
        self._none.body.addWidget(self._empty)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._definition)
        column.addWidget(self._source)
        column.addWidget(self.chart)
        column.addWidget(self._card, 1)
        self.addWidget(self._none)
        self.addWidget(self._full)

    def show_report(self, counted: Counted) -> None:
        """Show a report; one without rows says so."""
        table = counted.table
        self._title.setText(table.title)
        self._title.setToolTip(table.definition)
        self._definition.setText(table.definition)
        self._source.setText(table.source)
        self.chart.show_chart(counted.chart)
        last = len(counted.lines) - 1 if table.total is not None else -1
        self._lines = tuple(
            _Line(cells, is_total=place == last) for place, cells in enumerate(counted.lines)
        )
        if self._lines:
            self._put_table(table)
            self.setCurrentWidget(self._full)
        else:
            self._empty.show_words(
                table.title,
                f"{table.definition}\n\n"
                + _("Nothing is recorded of these days. Choose other days above."),
            )
            self.setCurrentWidget(self._none)
        self.shown_table.emit(table)

    def lines(self) -> list[tuple[str, ...]]:
        """Every row as it is read, the total last."""
        return [line.cells for line in self._lines]

    def become_low(self, *, low: bool) -> None:
        """Leave more room for the table; what is counted is then told by the title."""
        self._definition.setHidden(low)
        self.chart.become_low(low=low)

    def say_source(self, words: str) -> None:
        """Say something where the source stands, such as that it is being counted."""
        self._source.setText(words)

    def _put_table(self, table: ReportTable) -> None:
        had_focus = False
        if self.table is not None:
            had_focus = self.table.hasFocus()
            self._card.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        rows: PagedRows[_Line] = PagedRows(
            self._columns(table), self._bring, mark=lambda line: line.is_total
        )
        self._rows = rows
        made = self.table = Table(rows, parent=self._card)
        rows.setParent(made)
        made.setAccessibleName(table.title)
        made.verticalHeader().setDefaultSectionSize(theme.px(34))
        self._card.body.addWidget(made)
        rows.begin(len(self._lines))
        if had_focus:
            made.setFocus()

    def _bring(self, wanted: Wanted) -> None:
        if self._rows is not None:
            here = self._lines[wanted.offset : wanted.offset + wanted.limit]
            self._rows.arrive(wanted, here)

    def _columns(self, table: ReportTable) -> list[Column[_Line]]:
        looked = [*self._lines[: min(_LOOKED_AT, PAGE)], *self._lines[-1:]]
        measure = QFontMetricsF(theme.font(bold=True))
        any_wide = any(column.wide for column in table.columns)
        # Many columns are scrolled sideways; one that only took the rest would be crushed.
        many = len(table.columns) > _MANY
        made: list[Column[_Line]] = []
        for place, column in enumerate(table.columns):
            texts = [column.title, *(line.cells[place] for line in looked)]
            widest = max(measure.horizontalAdvance(text) for text in texts)
            wide = round(widest / theme.current().scale) + 34
            fitted = min(max(wide, _NARROWEST), _WIDEST)
            stretches = not many and (column.wide or (not any_wide and place == 0))
            made.append(
                Column(
                    column.title,
                    partial(_cell, place),
                    width=0 if stretches else fitted,
                    align="right" if table.is_figure[place] else "left",
                )
            )
        return made


def _cell(place: int, line: _Line) -> Cell:
    return Cell(line.cells[place], strong=line.is_total)
