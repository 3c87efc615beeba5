"""Stocktakes (stock opname): the list, a new one, and the one that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import stocktake_tables
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.stocktake_count import StocktakeCount
from jukung.ui.pages.stocktake_decisions import TOUCHED
from jukung.ui.pages.stocktake_form import StocktakeForm, scope_words
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.desk import Desk
    from jukung.library.stocktakes import ScopePart, StocktakeView
    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class _Known:
    views: tuple[StocktakeView, ...]
    parts: tuple[ScopePart, ...]
    today: date


class StocktakePane(QWidget):
    """The list; Enter opens a stocktake, Ctrl N begins one."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._known: _Known | None = None
        self._banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._read())
        self._rows: Rows[StocktakeView] = Rows(stocktake_tables.stocktake_columns(scope_words))
        self.table = Table(self._rows, rows="two")
        self.form = StocktakeForm()
        self._form_card = FormCard(self.form, save=_("Begin to count"))
        self.count = StocktakeCount(room)
        self._new = Button(_("New stocktake"), icon="plus", key="Ctrl+N")
        self._drop = Button(_("Give it up"), key="Delete")
        self._open = Button(_("Open"), kind="primary", key="Ctrl+Return")
        self._lay_out()
        self._connect()

    def chips(self) -> Sequence[ChipWords]:
        """How many go on."""
        views = self._known.views if self._known else ()
        going = [each for each in views if each.state == "open"]
        if not going or self._whole.currentWidget() is self.count:
            return ()
        words = many("{count} goes on", "{count} go on", len(going))
        return ((words.format(count=number(len(going))), "gold"),)

    def shown(self) -> None:
        """Read the list anew, or be ready to scan on."""
        self._read()
        if self._whole.currentWidget() is self.count:
            self.count.take_focus()

    def lines(self) -> list[StocktakeView]:
        """The stocktakes in the list."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list."""
        return self._banner.words()

    def is_counting(self) -> bool:
        """Whether one stocktake fills the page."""
        return self._whole.currentWidget() is self.count

    @Slot()
    def begin_new(self) -> None:
        """Open the form of a new stocktake."""
        if self._known is None:
            return
        today = self._known.today
        month = long_month(today.year, today.month)
        self.form.load(self._known.parts, name=_("Stocktake {month}").format(month=month))
        self._form_card.begin(_("A new stocktake"))
        self._whole.setCurrentWidget(self._form_card)
        self._show_buttons()
        self.form.take_focus()

    @Slot()
    def save(self) -> None:
        """Freeze the list of the form and begin to count."""
        name, scope = self.form.chosen()

        def work(desk: Desk) -> StocktakeView:
            chosen = scope or verbs.stocktakes.Scope()
            return verbs.stocktakes.show(desk, verbs.stocktakes.begin(desk, name, chosen))

        self._form_card.wait(waits=True)
        self._room.jobs.change(
            work,
            owner=self,
            then=self._begin,
            refused=self._form_card.refuse,
            touched=TOUCHED,
        )

    @Slot()
    def leave_form(self) -> None:
        """Close the form without a stocktake."""
        self._show_list()
        self.table.take_focus()

    @Slot()
    def open_chosen(self) -> None:
        """Count on in the chosen stocktake, or decide."""
        view = self.table.current_value()
        if view is not None:
            self._begin(view)

    @Slot()
    def leave_count(self) -> None:
        """Go back to the list; what was scanned stands."""
        self._show_list()
        self._read()
        self.table.take_focus()

    @Slot()
    def drop(self) -> None:
        """Give up the chosen stocktake, which can be undone."""
        view = self.table.current_value()
        if view is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.stocktakes.drop(desk, view.id),
            owner=self,
            then=lambda act_id: self._tell_dropped(view, act_id),
            refused=self._banner.refuse,
            touched=TOUCHED,
        )

    def _tell_dropped(self, view: StocktakeView, act_id: str) -> None:
        self._banner.tell(_("“{name}” is given up.").format(name=view.name), act_id=act_id)
        self._read()

    def _begin(self, view: StocktakeView) -> None:
        sounds.play("done")
        self._banner.clear()
        self._whole.setCurrentWidget(self.count)
        self._show_buttons()
        self.count.begin(view)

    def _read(self) -> None:
        self._room.jobs.read(_look, owner=self, then=self._show, latest="stocktakes")

    def _show(self, known: _Known) -> None:
        self._known = known
        row = max(self.table.currentIndex().row(), 0)
        self._rows.show_values(known.views)
        if known.views:
            self.table.point_at(min(row, len(known.views) - 1))
        if self._whole.currentWidget() in (self._list, self._empty):
            self._show_list()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _show_list(self) -> None:
        has = bool(self._known and self._known.views)
        self._whole.setCurrentWidget(self._list if has else self._empty)
        self._show_buttons()

    def _show_buttons(self) -> None:
        here = self._whole.currentWidget()
        self._new.setVisible(here in (self._list, self._empty))
        for each in (self._drop, self._open):
            each.setVisible(here is self._list)

    @Slot(object)
    def _point(self, view: StocktakeView | None) -> None:
        self._drop.setEnabled(view is not None and view.state == "open")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & TOUCHED and self.isVisible() and not self.is_counting():
            self._read()

    def _lay_out(self) -> None:
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                "clipboard-check",
                _("Count the collection once a year"),
                _(
                    "Ctrl N writes down what should be there. Then scan along the shelves, "
                    "with this PC or with a hand scanner, and see what is missing."
                ),
            )
        )
        self._list = Card(flush=True)
        self._list.body.addWidget(self.table, 1)
        self._whole = InView()
        for each in (self._empty, self._list, self._form_card, self.count):
            self._whole.addWidget(each)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._new)
        foot.addStretch(1)
        foot.addWidget(self._drop)
        foot.addWidget(self._open)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(12))
        page.addWidget(self._banner)
        page.addWidget(self._whole, 1)
        page.addLayout(foot)

    def _connect(self) -> None:
        self._new.clicked.connect(self.begin_new)
        self._open.clicked.connect(self.open_chosen)
        self._drop.clicked.connect(self.drop)
        self.table.chosen.connect(self._begin)
        self.table.pointed.connect(self._point)
        self._form_card.saved.connect(self.save)
        self._form_card.left.connect(self.leave_form)
        self.count.left.connect(self.leave_count)
        self._room.jobs.changed.connect(self._follow)


def _look(desk: Desk) -> _Known:
    return _Known(
        verbs.stocktakes.listed(desk), verbs.stocktakes.parts(desk), verbs.days.trusted_today(desk)
    )
