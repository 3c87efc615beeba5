"""The second step of a month's report: its figures in groups, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.cells import VALUE, Cell, Column
from jukung.ui.pages.send_lines import FigureLine, GroupLine, Line, grouped
from jukung.ui.pages.send_month import MonthView
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number, short_month

if TYPE_CHECKING:
    from jukung.domain.months import Month

REMARK_FROM = 560
"""Narrower tables have the remarks beneath the names."""


class FigureTable(QWidget):
    """The table of figures, and beneath it the words about the row pointed at."""

    figure_wanted = Signal(object)
    """The line of a figure that is to be opened."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: MonthView | None = None
        self._is_narrow = False
        self._asked: frozenset[tuple[Month, str]] = frozenset()
        self._rows: Rows[Line] = Rows(_columns(None, runs=False, narrow=False), mark=_has_changed)
        self._table = Table(self._rows)
        self._table.setMinimumHeight(theme.px(160))
        self._about = label("", "small", wrap=True)
        self._law = label("", "note", wrap=True)
        self._all = Button(_("All parts"), kind="choice", key="Ctrl+B")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._table, 1)
        self._foot = self._make_foot()
        column.addWidget(self._foot)
        self._table.entered.connect(self._explain_hovered)
        self._table.pointed.connect(self._explain)
        self._table.chosen.connect(self._open)
        self._table.linked.connect(self._open)
        self._all.toggled.connect(self._show)
        self._explain(None)
        self.setFocusProxy(self._table)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Fixed, so that the rows stay where they are under the mouse.
        self._foot.setFixedHeight(theme.px(62 if self.width() > theme.px(620) else 96))
        if self._is_narrow is not (self.width() < theme.px(REMARK_FROM)):
            self._is_narrow = not self._is_narrow
            self._show()

    def show_month(self, view: MonthView) -> None:
        """Show a month's figures; the headings name the months."""
        self._view = view
        self._show()

    @Slot(object)
    def show_asked(self, asked: frozenset[tuple[Month, str]]) -> None:
        """Mark the figures that the agency asks about, each given as its month and code."""
        if asked != self._asked:
            self._asked = asked
            self._show()

    def values(self) -> list[FigureLine]:
        """The figures of the month, also parts that are not shown."""
        return list(self._view.lines) if self._view else []

    def point_at(self, code: str) -> None:
        """Move the cursor to a figure, and show all parts where it is one."""
        if any(line.code == code and not line.is_main for line in self.values()):
            self._all.setChecked(True)
        for row, line in enumerate(self._rows.values()):
            if isinstance(line, FigureLine) and line.code == code:
                self._table.point_at(row)

    def take_focus(self) -> None:
        """Take the keys, at the first figure where none is pointed at."""
        self._table.setFocus()
        if not isinstance(self._table.current_value(), FigureLine):
            self._table.point_at(1)

    @Slot()
    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        line = self._table.current_value()
        shown = [each for each in view.lines if each.is_main or self._all.isChecked()]
        self._rows.columns = tuple(
            _columns(
                view.month,
                runs=not view.checklist.is_over,
                narrow=self._is_narrow,
                asked=frozenset(code for month, code in self._asked if month == view.month),
            )
        )
        self._rows.show_values(grouped(shown))
        self._all.setVisible(any(not each.is_main for each in view.lines))
        if isinstance(line, FigureLine):
            self.point_at(line.code if line.is_main or line in shown else line.part_of)

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        dress(foot, look="foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(9))
        row.setSpacing(theme.px(10))
        words = QVBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._all, 0, Qt.AlignmentFlag.AlignVCenter)
        words.setSpacing(theme.px(1))
        for each in (self._about, self._law):
            words.addWidget(each)
        words.addStretch(1)
        return foot

    @Slot(object)
    def _explain(self, line: Line | None) -> None:
        if not isinstance(line, FigureLine):
            self._about.setText(_("Enter opens a figure: what it was counted from, day by day."))
            self._law.setText("")
            return
        title = line.title[:1].upper() + line.title[1:]
        self._about.setText(f"{title}: {line.definition}")
        said = [f"{_upper(outside_words(line))}. {line.guarded}"] if line.guarded else []
        if line.words:
            said.append(_("Explained: {words}").format(words=line.words))
        if said:
            self._law.setText(" ".join(said))
        else:
            self._law.setText(_("Asked for by: {law}").format(law=line.law))

    @Slot(QModelIndex)
    def _explain_hovered(self, index: QModelIndex) -> None:
        self._explain(index.data(VALUE))

    @Slot(object)
    def _open(self, line: Line) -> None:
        if isinstance(line, FigureLine):
            self.figure_wanted.emit(line)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _has_changed(line: Line) -> bool:
    return isinstance(line, FigureLine) and line.has_changed


def _columns(
    month: Month | None, *, runs: bool, narrow: bool, asked: frozenset[str] = frozenset()
) -> list[Column[Line]]:
    now = short_month(month.number) if month else ""
    before = short_month(month.before.number) if month else ""
    return [
        Column(_("Indicator"), lambda line: _title(line, runs=runs, narrow=narrow, asked=asked)),
        Column(now, _value, width=76, align="right"),
        Column(before, _before, width=76, align="right"),
        Column(_("12 months"), _year, width=150, from_width=640),
        Column(
            "",
            lambda line: _remark(line, runs=runs, asked=asked),
            width=190,
            from_width=REMARK_FROM,
        ),
    ]


def _title(line: Line, *, runs: bool, narrow: bool, asked: frozenset[str]) -> Cell:
    if isinstance(line, GroupLine):
        return Cell(line.title, soft=True, tint="accent")
    remark = _remark(line, runs=runs, asked=asked).text if narrow else ""
    if line.is_part:
        return Cell(line.title, second=remark, indent=1, tint="neutral")
    return Cell(line.title, second=remark, strong=True)


def _value(line: Line) -> Cell:
    if isinstance(line, GroupLine):
        return Cell()
    tint = "gold" if line.has_changed else ""
    return Cell(_figure(line.value), strong=not line.is_part, tint=tint)


def _before(line: Line) -> Cell:
    return Cell() if isinstance(line, GroupLine) else Cell(_figure(line.before), tint="neutral")


def _year(line: Line) -> Cell:
    return Cell() if isinstance(line, GroupLine) else Cell(bars=line.year)


def _figure(value: int | None) -> str:
    return "—" if value is None else number(value)


def _remark(line: Line, *, runs: bool, asked: frozenset[str]) -> Cell:
    """What a person should know of a figure; most have nothing."""
    if isinstance(line, FigureLine) and line.code in asked:
        return Cell(_("The agency asks"), chip="gold")
    if isinstance(line, GroupLine) or line.has_changed or line.is_estimated:
        return _standing(line)
    if line.value is None and not line.is_part:
        return Cell(_("not recorded"), link=_("fill in"))
    if line.words:
        return Cell(line.words, soft=True)
    if line.jumps and not runs:
        return Cell(_jump_words(line), link=_("explain"))
    return Cell(outside_words(line), soft=True)


def outside_words(line: FigureLine) -> str:
    """How a figure is told outside, where it is not told as it is."""
    if not line.outside:
        return ""
    if line.outside == "…":
        return _("outside: left out")
    return _("outside: {value}").format(value=line.outside)


def _standing(line: Line) -> Cell:
    """Whether a figure is another than was reported, or was typed."""
    if isinstance(line, GroupLine):
        return Cell()
    if line.has_changed:
        words = _("reported: {value}").format(value=_figure(line.reported))
        return Cell(words, soft=True, tint="gold")
    return Cell(_("typed by hand"), soft=True, tint="accent")


def _jump_words(line: FigureLine) -> str:
    value, before = line.value or 0, line.before or 0
    if not value:
        return _("suddenly none")
    return _("much more") if value > before else _("much less")
