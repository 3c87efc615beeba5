"""The second step of a month's report: its figures, each with its source and law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.cells import VALUE, Cell, Column
from jukung.ui.pages.send_month import FigureLine, MonthView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number, short_month

if TYPE_CHECKING:
    from jukung.domain.months import Month

MENDED_ON = {
    "visits": "visits",
    "visit_days": "visits",
    "activity_participants": "activities",
}
"""The page where a figure that was not recorded can still be typed."""


class FigureTable(QWidget):
    """The table of figures, and beneath it the words about the row pointed at."""

    page_wanted = Signal(object)
    """The name of a page where a missing figure can be typed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows[FigureLine] = Rows(_columns(None), mark=_has_changed)
        self._table = Table(self._rows)
        self._table.setMinimumHeight(theme.px(160))
        self._about = label("", "small", wrap=True)
        self._law = label("", "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._table, 1)
        self._foot = self._make_foot()
        column.addWidget(self._foot)
        self._table.entered.connect(self._explain_hovered)
        self._table.pointed.connect(self._explain)
        self._table.linked.connect(self._want_page)
        self._explain(None)
        self.setFocusProxy(self._table)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Fixed, so that the rows stay where they are under the mouse.
        self._foot.setFixedHeight(theme.px(62 if self.width() > theme.px(620) else 78))

    def show_month(self, view: MonthView) -> None:
        """Show a month's figures; the headings name the months."""
        self._rows.columns = tuple(_columns(view.month))
        self._rows.show_values(view.lines)

    def values(self) -> list[FigureLine]:
        """The lines shown."""
        return self._rows.values()

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        dress(foot, look="foot")
        words = QVBoxLayout(foot)
        words.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(9))
        words.setSpacing(theme.px(1))
        for each in (self._about, self._law):
            words.addWidget(each)
        words.addStretch(1)
        return foot

    @Slot(object)
    def _explain(self, line: FigureLine | None) -> None:
        if line is None:
            self._about.setText(_("Point at a row to see what is counted and who asks for it."))
            self._law.setText("")
            return
        title = line.title[:1].upper() + line.title[1:]
        self._about.setText(f"{title}: {line.definition}")
        words = _("Source: {origin} · Asked for by: {law}")
        self._law.setText(words.format(origin=line.origin, law=line.law))

    @Slot(QModelIndex)
    def _explain_hovered(self, index: QModelIndex) -> None:
        self._explain(index.data(VALUE))

    @Slot(object)
    def _want_page(self, line: FigureLine) -> None:
        self.page_wanted.emit(MENDED_ON[line.code])


def _has_changed(line: FigureLine) -> bool:
    return line.was_reported and line.value != line.reported


def _columns(month: Month | None) -> list[Column[FigureLine]]:
    now = short_month(month.number) if month else ""
    before = short_month(month.before.number) if month else ""
    return [
        Column(_("Indicator"), _title),
        Column(now, _value, width=82, align="right"),
        Column(before, _before, width=82, align="right"),
        Column(_("12 months"), lambda line: Cell(bars=line.year), width=162, from_width=640),
        Column(_("Source"), _source, width=190, from_width=520),
    ]


def _title(line: FigureLine) -> Cell:
    if line.is_part:
        return Cell(line.title, indent=1, tint="neutral")
    return Cell(line.title, strong=True)


def _value(line: FigureLine) -> Cell:
    return Cell(_figure(line.value), strong=True, tint="gold" if _has_changed(line) else "")


def _before(line: FigureLine) -> Cell:
    return Cell(_figure(line.before), tint="neutral")


def _figure(value: int | None) -> str:
    return "—" if value is None else number(value)


def _source(line: FigureLine) -> Cell:
    if _has_changed(line):
        words = _("reported: {value}").format(value=_figure(line.reported))
        return Cell(words, soft=True, tint="gold")
    if line.value is not None:
        return Cell("" if line.is_part else line.origin, soft=True)
    if line.is_part:
        return Cell()
    if line.code in MENDED_ON:
        return Cell(_("not recorded"), link=_("type it"))
    return Cell(_("not recorded"), soft=True, tint="gold")
