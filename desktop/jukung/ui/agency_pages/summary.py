"""The province in one month: who reported, what it adds up to, what is to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.agency_pages import province
from jukung.ui.agency_pages.indicator_look import PRISONS
from jukung.ui.agency_pages.indicator_view import years_words
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.province import MAIN, ProvinceView, RegionLine
from jukung.ui.agency_pages.summary_parts import FigureCard, Legend, MatterList
from jukung.ui.agency_pages.two_years import TwoYearsChart
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, language, number, short_month

if TYPE_CHECKING:
    from jukung.domain.months import Month
    from jukung.ui.header import ChipWords

WIDE, NARROW = 440, 252


class SummaryPage(QWidget):
    """Who has reported a month, and what all libraries add up to."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: ProvinceView | None = None
        self._month: Month | None = None
        self._receive = Button(_("Receive reports…"), key="Ctrl+O", icon="inbox")
        self._chooser = MonthChooser()
        self._sites = FigureCard(_("Libraries reporting"))
        self._main = {
            "visits": FigureCard(_("Visits")),
            "loans": FigureCard(_("Loans")),
            "activity_participants": FigureCard(_("Participants of activities")),
        }
        self._regions: Rows[RegionLine] = Rows(_region_columns())
        self._region_table = Table(self._regions)
        self._region_table.set_empty(_("Counting…"))
        self._matters = MatterList()
        self._visits, self._visits_words = TwoYearsChart(), label("", "note", wrap=True)
        self._go_to_sites = Button(_("Libraries"), kind="primary", icon="library")
        self._lay_out()
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self._chooser.chosen.connect(self.choose_month)
        self._receive.clicked.connect(self._open_inbox)
        self._go_to_sites.clicked.connect(self._open_sites)
        self._region_table.chosen.connect(self._open_region)
        self._matters.opened.connect(self._open_matters)

    def shown(self) -> None:
        """Count anew."""
        self._refresh()

    def chips(self) -> tuple[ChipWords, ...]:
        """How many things wait for a person."""
        count = len(self._view.matters) if self._view else 0
        if not count:
            return ()
        return ((_("{count} to act on").format(count=number(count)), "gold"),)

    def corner(self) -> QWidget:
        """The month, and the way to the inbox."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._chooser)
        row.addWidget(self._receive)
        return made

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Show another month."""
        self._month = month
        self._refresh()

    def view(self) -> ProvinceView | None:
        """What is shown; None before the first reading is home."""
        return self._view

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1000)
        self._right.setFixedWidth(theme.px(WIDE if wide else NARROW))
        if self._legend_strip is not None:
            self._legend_strip.setVisible(wide)

    def _refresh(self) -> None:
        month = self._month
        self._room.jobs.read(
            lambda desk: province.look(desk, month),
            owner=self,
            then=self._show,
            latest="summary",
        )

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()

    @Slot(object)
    def _show(self, view: ProvinceView) -> None:
        self._view, self._month = view, view.month
        self._chooser.show_months(view.choices, view.month)
        self._pile.setCurrentWidget(self._filled if view.site_count else self._empty)
        self._show_figures(view)
        self._regions.show_values(view.regions)
        self._matters.show_matters(view.matters)
        self._visits.show_years(view.visits)
        has_before = any(each is not None for each in view.visits.before)
        self._visits_words.setText(
            years_words(view.visits.months, view.visits.words, has_before=has_before)
        )
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _show_figures(self, view: ProvinceView) -> None:
        share = round(100 * view.reported / view.expected) if view.expected else 0
        active = _("of {expected} active · {share} %")
        self._sites.show_figure(
            number(view.reported), active.format(expected=number(view.expected), share=share)
        )
        before = view.month.before
        words = _("against {month}, in the same {count} libraries")
        for code in MAIN:
            line = view.total(code)
            against = words.format(month=short_month(before.number), count=number(line.sites))
            shown = against if line.change is not None else ""
            self._main[code].show_figure(_figure(line.value), shown, change=line.change)

    @Slot()
    def _open_inbox(self) -> None:
        page = self._room.go("inbox") if self._room.go else None
        if callable(ask := getattr(page, "ask_for_files", None)):
            ask()

    @Slot()
    def _open_matters(self) -> None:
        if self._room.go is not None:
            self._room.go("inbox")

    @Slot()
    def _open_sites(self) -> None:
        if self._room.go is not None:
            self._room.go("sites")

    @Slot(object)
    def _open_region(self, line: RegionLine) -> None:
        """A kabupaten's libraries; prisons have no code in common, so their figures."""
        name = "indicators" if line.code == PRISONS else "sites"
        page = self._room.go(name) if self._room.go else None
        if line.code == PRISONS and callable(open_ := getattr(page, "open", None)):
            open_(line.code)
        elif callable(search := getattr(page, "search", None)):
            search(line.code)

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "library",
            _("No library is enrolled yet"),
            _(
                "Give the libraries this agency's card, and enrol each of them by the card "
                "that it gives you. Their reports are then counted here."
            ),
            button=self._go_to_sites,
        )
        self._filled = QWidget()
        self._pile = QStackedWidget()
        self._pile.addWidget(self._filled)
        self._pile.addWidget(self._empty)
        figures = QHBoxLayout()
        figures.setSpacing(theme.px(14))
        for card in (self._sites, *self._main.values()):
            figures.addWidget(card, 1)
        page = QVBoxLayout(self._filled)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addLayout(figures)
        page.addLayout(self._make_below(), 1)
        column = QVBoxLayout(self)
        side = theme.px(22)
        column.setContentsMargins(side, theme.px(18), side, theme.px(18))
        column.addWidget(self._pile)
        self.setFocusProxy(self._region_table)

    def _make_below(self) -> QHBoxLayout:
        regions = Card(flush=True)
        regions.body.addWidget(self._region_table, 1)
        self._legend = Legend()
        foot = regions.add_foot()
        foot.addWidget(self._legend, 1)
        self._legend_strip = foot.parentWidget()
        visits = Card()
        visits.body.addWidget(label(_("Visits, 12 months"), "heading"))
        visits.body.addWidget(self._visits, 1)
        visits.body.addWidget(self._visits_words)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(14))
        right.addWidget(self._matters, 1)
        right.addWidget(visits, 1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(14))
        below.addWidget(regions, 1)
        below.addWidget(self._right)
        return below


def _region_columns() -> list[Column[RegionLine]]:
    return [
        Column(_("Regency or city"), lambda line: Cell(line.name, strong=True)),
        Column(_("Reporting"), _reporting, width=88, align="right"),
        Column(_("Completeness, 12 months"), lambda line: Cell(squares=line.year), width=280),
        Column(
            _("Per 1,000"),
            lambda line: _rate(line.per_thousand),
            width=92,
            align="right",
            from_width=620,
        ),
    ]


def _reporting(line: RegionLine) -> str:
    return f"{number(line.reported)} / {number(line.expected)}"


def _rate(value: float | None) -> str:
    """Visits per 1,000 inhabitants; whole from ten on."""
    if value is None:
        return "—"
    tenths = round(value * 10)
    mark = "," if language() == "id" else "."
    return number(round(value)) if value >= 10 else f"{tenths // 10}{mark}{tenths % 10}"


def _figure(value: int | None) -> str:
    return "—" if value is None else number(value)
