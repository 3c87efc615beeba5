"""The first step of a month's report: what a person should look at before closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.send_month import MonthView
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import rule
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.words import _, long_month, many, number, plain_day

if TYPE_CHECKING:
    from jukung.domain.months import Month

MOST_DAYS = 10


@dataclass(frozen=True, slots=True)
class _Point:
    """One line of the list: whether it is well, and what to do where it is not."""

    is_well: bool
    title: str
    detail: str
    opens: str = ""
    """The page where it can be mended."""


class CheckList(QWidget):
    """The points of a month, well or to look at."""

    page_wanted = Signal(object)
    """The name of a page where something can be mended."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = theme.px(16)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(side, theme.px(6), side, side)
        self._column.setSpacing(0)
        self._shown: list[QWidget] = []
        self._column.addStretch(1)

    def show_month(self, view: MonthView) -> None:
        """Show the points of a month."""
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for point in _points(view):
            if self._shown:
                self._add(rule())
            self._add(self._row(point))

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(len(self._shown), widget)
        self._shown.append(widget)

    def _row(self, point: _Point) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, theme.px(12), 0, theme.px(12))
        row.setSpacing(theme.px(14))
        mark = ("check", "good_ink") if point.is_well else ("triangle-alert", "gold_ink")
        row.addWidget(IconView(*mark, size=22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(point.title, "strong", wrap=True))
        if point.detail:
            words.addWidget(label(point.detail, "note", wrap=True))
        row.addLayout(words, 1)
        if point.opens:
            button = Button(_("Open visits"))
            button.clicked.connect(lambda: self.page_wanted.emit(point.opens))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


def _points(view: MonthView) -> tuple[_Point, ...]:
    return (_over(view), _tally(view), _clock(view), _joined(view))


def _over(view: MonthView) -> _Point:
    name = _month_name(view.month)
    if view.checklist.is_over:
        return _Point(is_well=True, title=_("{month} is over").format(month=name), detail="")
    return _Point(
        is_well=False,
        title=_("{month} is still running").format(month=name),
        detail=_("It can be closed from {day}. The figures so far are on the next step.").format(
            day=plain_day(view.month.after.first)
        ),
    )


def _tally(view: MonthView) -> _Point:
    missing = view.checklist.days_without_visits
    if not missing:
        return _Point(
            is_well=True,
            title=_("Every day with loans has its visit tally"),
            detail="",
        )
    title = many(
        "{count} day had loans but no visit tally",
        "{count} days had loans but no visit tally",
        len(missing),
    )
    return _Point(
        is_well=False,
        title=title.format(count=number(len(missing))),
        detail=_("Days {days}. Type the tally if it was kept on paper; otherwise go on.").format(
            days=_days(missing)
        ),
        opens="visits",
    )


def _clock(view: MonthView) -> _Point:
    count = view.checklist.clock_doubt_count
    if not count:
        return _Point(is_well=True, title=_("The computer's clock was right"), detail="")
    title = many(
        "{count} act was recorded while the clock was in doubt",
        "{count} acts were recorded while the clock was in doubt",
        count,
    )
    return _Point(
        is_well=False,
        title=title.format(count=number(count)),
        detail=_("Compare the computer's date with a calendar, then look whether figures fit."),
    )


def _joined(view: MonthView) -> _Point:
    if view.agency:
        return _Point(
            is_well=True,
            title=_("Reports go to {agency}").format(agency=view.agency),
            detail="",
        )
    return _Point(
        is_well=False,
        title=_("This library has not joined an agency yet"),
        detail=_("The month can be closed. Its report is sealed as soon as the library joins."),
    )


def _month_name(month: Month) -> str:
    return long_month(month.year, month.number)


def _days(days: tuple[date, ...]) -> str:
    """For example `3, 7, 12 …`; the month is said above."""
    shown = ", ".join(str(day.day) for day in days[:MOST_DAYS])
    return f"{shown} …" if len(days) > MOST_DAYS else shown
