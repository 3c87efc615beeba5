"""A table of figures with its two charts; Enter opens a row where it can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages.two_years import TwoYearsChart
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.report_chart import ReportChart
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.agency_pages.indicator_look import Shown

_NARROWEST, _WIDEST, _LOOKED_AT, _MANY = 64, 190, 60, 7
_CHART, _LOW_CHART = 168, 92


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it is read, and what it opens."""

    cells: tuple[str, ...]
    key: str
    is_total: bool = False


class IndicatorView(QWidget):
    """The table is made anew for each figure, because its columns differ."""

    opened = Signal(object)
    """The key of the row that was opened."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._note = label("", "heading", wrap=True), label("", "note", wrap=True)
        self._legend = label("", "note", wrap=True)
        self.years, self.bars = TwoYearsChart(height=_CHART), ReportChart()
        self.table: Table | None = None
        self._card = Card(flush=True)
        self._charts = QWidget()
        row = QHBoxLayout(self._charts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        self._line_card, self._bar_card = Card(), Card()
        for card in (self._line_card, self._bar_card):
            card.body.setContentsMargins(*(theme.px(12), theme.px(8)) * 2)
            card.body.setSpacing(theme.px(3))
        self._line_card.body.addWidget(self.years, 1)
        self._line_card.body.addWidget(self._legend)
        self._bar_card.body.addWidget(self.bars)
        row.addWidget(self._line_card, 3)
        row.addWidget(self._bar_card, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._charts)
        column.addWidget(self._card, 1)
        self._narrow = False
        self._has_bars = False

    def show_table(self, shown: Shown) -> None:
        """Show another figure, or another depth of it."""
        table = shown.table
        self._title.setText(table.title)
        self._note.setText(" ".join(filter(None, (table.definition, table.note))))
        self.years.show_years(shown.years)
        self.years.setAccessibleName(table.title)
        self._legend.setText(legend(shown))
        self._has_bars = shown.bars is not None
        self.bars.show_chart(shown.bars)
        self._bar_card.setVisible(self._has_bars and not self._narrow)
        last = len(shown.lines) - 1 if table.total is not None else -1
        keys = (*shown.keys, "")
        lines = [
            _Line(cells, keys[place] if place < len(keys) else "", is_total=place == last)
            for place, cells in enumerate(shown.lines)
        ]
        self._put_table(shown, lines)

    def rows(self) -> list[tuple[str, ...]]:
        """Every row as it is read, the total last."""
        model = self.table.model() if self.table else None
        return [line.cells for line in model.values()] if isinstance(model, Rows) else []

    def take_focus(self) -> None:
        """Let the keys move in the table."""
        if self.table is not None:
            self.table.take_focus()

    def become_small(self, *, narrow: bool, low: bool) -> None:
        """Leave out what does not fit: the bars, then the definition."""
        self._narrow = narrow
        self._bar_card.setVisible(self._has_bars and not narrow)
        self._note.setHidden(low)
        high = theme.px(_LOW_CHART if low else _CHART)
        self._charts.setFixedHeight(high + theme.px(42))
        self.bars.become_low(low=low)

    def _put_table(self, shown: Shown, lines: list[_Line]) -> None:
        had_focus = False
        if self.table is not None:
            had_focus = self.table.hasFocus()
            self._card.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        rows: Rows[_Line] = Rows(_columns(shown, lines), mark=lambda line: line.is_total)
        made = self.table = Table(rows, parent=self._card)
        rows.setParent(made)
        made.setAccessibleName(shown.table.title)
        made.set_empty(_("No library has reported this figure in these months."))
        made.verticalHeader().setDefaultSectionSize(theme.px(34))
        made.chosen.connect(self._open)
        self._card.body.addWidget(made)
        rows.show_values(lines)
        if had_focus:
            made.take_focus()

    @Slot(object)
    def _open(self, line: _Line) -> None:
        self.opened.emit(line.key)


def legend(shown: Shown) -> str:
    """Which line is which year, and which libraries are counted."""
    return years_words(shown.years.months, shown.years.words, has_before=_has_before(shown))


def years_words(months: tuple[object, ...], words: str, *, has_before: bool) -> str:
    """The legend below two lines."""
    if not months:
        return words
    year = getattr(months[-1], "year", 0)
    now = _("— until {year}").format(year=year)
    before = _("- - the year before")
    return " · ".join(filter(None, (now, before if has_before else "", words)))


def _has_before(shown: Shown) -> bool:
    return any(each is not None for each in shown.years.before)


def _columns(shown: Shown, lines: list[_Line]) -> list[Column[_Line]]:
    looked = [*lines[:_LOOKED_AT], *lines[-1:]]
    measure = QFontMetricsF(theme.font(bold=True))
    # Beside many columns the name would be crushed; they are scrolled sideways then.
    many = len(shown.table.columns) > _MANY
    made: list[Column[_Line]] = []
    for place, column in enumerate(shown.table.columns):
        texts = [column.title, *(line.cells[place] for line in looked)]
        widest = max(measure.horizontalAdvance(text) for text in texts)
        wide = min(max(round(widest / theme.current().scale) + 32, _NARROWEST), _WIDEST)
        figure = shown.table.is_figure[place]
        made.append(
            Column(
                column.title,
                partial(_cell, place),
                width=0 if column.wide and not many else wide,
                align="right" if figure else "left",
                # The last columns are remarks: narrow windows do without.
                from_width=640 if place >= 5 and not many else 0,
            )
        )
    return made


def _cell(place: int, line: _Line) -> Cell:
    return Cell(line.cells[place], strong=line.is_total)
