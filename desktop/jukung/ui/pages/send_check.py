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
    from collections.abc import Sequence

    from jukung.domain.months import Month
    from jukung.ui.pages.send_lines import FigureLine

MOST_DAYS, MOST_FIGURES = 10, 6
FIGURES = "figures"
"""In place of a page's name: the second step, at a figure."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list: whether it is well, and what to do where it is not."""

    is_well: bool
    title: str
    detail: str = ""
    opens: str = ""
    """The page where it can be mended."""
    button: str = ""
    code: str = ""
    """The figure to begin with, where it opens the figures."""


class CheckList(QWidget):
    """The points of a month, well or to look at."""

    page_wanted = Signal(object)
    """The name of a page where something can be mended."""

    figures_wanted = Signal(object)
    """The code of a figure to look at."""

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
        for point in points(view):
            if self._shown:
                self._add(rule())
            self._add(self._row(point))

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(len(self._shown), widget)
        self._shown.append(widget)

    def _row(self, point: Point) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, theme.px(10), 0, theme.px(10))
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
            button = Button(point.button)
            button.clicked.connect(lambda: self._want(point))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _want(self, point: Point) -> None:
        if point.opens == FIGURES:
            self.figures_wanted.emit(point.code)
        else:
            self.page_wanted.emit(point.opens)


def points(view: MonthView) -> tuple[Point, ...]:
    """What there is to say of a month, in the order in which it is mended."""
    if view.is_idle:
        return (_over(view), _idle(view), *_slips(view), _joined(view))
    return (
        _over(view),
        _tally(view),
        *_slips(view),
        _clock(view),
        *_missing(view),
        *_jumping(view),
        *_guarded(view),
        _joined(view),
    )


def _over(view: MonthView) -> Point:
    name = _month_name(view.month)
    if view.checklist.is_over:
        return Point(is_well=True, title=_("{month} is over").format(month=name))
    return Point(
        is_well=False,
        title=_("{month} is still running").format(month=name),
        detail=_("It can be closed from {day}. The figures so far are on the next step.").format(
            day=plain_day(view.month.after.first)
        ),
    )


def _idle(view: MonthView) -> Point:
    return Point(
        is_well=False,
        title=_("Nothing was recorded in {month}").format(month=_month_name(view.month)),
        detail=_(
            "If the library was closed, say that nothing happened: the agency then knows "
            "that the report was not forgotten. Work done on paper is typed in first."
        ),
        opens="late_entry",
        button=_("Type slips"),
    )


def _tally(view: MonthView) -> Point:
    missing = view.checklist.days_without_visits
    if not missing:
        return Point(is_well=True, title=_("Every day of work has its visit tally"))
    title = many(
        "{count} day of work has no visit tally",
        "{count} days of work have no visit tally",
        len(missing),
    )
    return Point(
        is_well=False,
        title=title.format(count=number(len(missing))),
        detail=_("Days {days}. Type the tally if it was kept on paper; otherwise go on.").format(
            days=_days(missing)
        ),
        opens="visits",
        button=_("Open visits"),
    )


def _slips(view: MonthView) -> tuple[Point, ...]:
    count = view.checklist.slips_waiting
    if not count:
        return ()
    title = many(
        "{count} paper slip was typed but not recorded",
        "{count} paper slips were typed but not recorded",
        count,
    )
    return (
        Point(
            is_well=False,
            title=title.format(count=number(count)),
            detail=_("The figures count them only once they are recorded."),
            opens="late_entry",
            button=_("Open slips"),
        ),
    )


def _clock(view: MonthView) -> Point:
    count = view.checklist.clock_doubt_count
    if not count:
        return Point(is_well=True, title=_("The computer's clock was right"))
    title = many(
        "{count} act was recorded while the clock was in doubt",
        "{count} acts were recorded while the clock was in doubt",
        count,
    )
    return Point(
        is_well=False,
        title=title.format(count=number(count)),
        detail=_(
            "Days {days}. Compare the computer's date with a calendar, then look whether "
            "the figures fit."
        ).format(days=_days(view.checklist.clock_doubt_days)),
        opens=FIGURES,
        button=_("Open figures"),
        code="loans",
    )


def _missing(view: MonthView) -> tuple[Point, ...]:
    if not view.missing:
        return ()
    title = many(
        "{count} figure was not recorded", "{count} figures were not recorded", len(view.missing)
    )
    return (
        Point(
            # What a library never records is no fault; it only must not be forgotten.
            is_well=not any(_was_recorded(line) for line in view.missing),
            title=title.format(count=number(len(view.missing))),
            detail=_("Sent as not known, never as zero: {figures}").format(
                figures=_titles(view.missing)
            ),
            opens=FIGURES,
            button=_("Fill in"),
            code=view.missing[0].code,
        ),
    )


def _was_recorded(line: FigureLine) -> bool:
    return any(value is not None for value in line.year)


def _jumping(view: MonthView) -> tuple[Point, ...]:
    if not view.jumping:
        return ()
    title = many(
        "{count} figure is far from the month before",
        "{count} figures are far from the month before",
        len(view.jumping),
    )
    return (
        Point(
            is_well=False,
            title=title.format(count=number(len(view.jumping))),
            detail=_("If it is right, a word of why spares the agency a call: {figures}").format(
                figures=_titles(view.jumping)
            ),
            opens=FIGURES,
            button=_("Explain"),
            code=view.jumping[0].code,
        ),
    )


def _guarded(view: MonthView) -> tuple[Point, ...]:
    if not view.guarded:
        return ()
    title = many(
        "{count} figure is sent so that nobody can be recognised",
        "{count} figures are sent so that nobody can be recognised",
        len(view.guarded),
    )
    # Those that were left out, or few by themselves, before those that are always rounded.
    first = min(view.guarded, key=lambda line: (line.outside != "…", line.is_part))
    return (
        Point(
            is_well=True,
            title=title.format(count=number(len(view.guarded))),
            detail=_(
                "Outside, parts of few people stand as about so many (±) or are left out (…); "
                "sums stay exact. Here you see the true figures."
            ),
            opens=FIGURES,
            button=_("Open figures"),
            code=first.code,
        ),
    )


def _joined(view: MonthView) -> Point:
    if view.agency:
        return Point(is_well=True, title=_("Reports go to {agency}").format(agency=view.agency))
    return Point(
        is_well=False,
        title=_("This library has not joined an agency yet"),
        detail=_("The month can be closed. Its report is sealed as soon as the library joins."),
    )


def _titles(lines: Sequence[FigureLine]) -> str:
    shown = ", ".join(line.title for line in lines[:MOST_FIGURES])
    return f"{shown} …" if len(lines) > MOST_FIGURES else shown


def _month_name(month: Month) -> str:
    return long_month(month.year, month.number)


def _days(days: tuple[date, ...]) -> str:
    """For example `3, 7, 12 …`; the month is said above."""
    shown = ", ".join(str(day.day) for day in days[:MOST_DAYS])
    return f"{shown} …" if len(days) > MOST_DAYS else shown
