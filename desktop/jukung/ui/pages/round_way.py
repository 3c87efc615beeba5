"""The way of a round: its stops from the top, how many are done, and the papers of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal

from jukung.ui.pages.round_stops import stop_columns
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jukung.library.round_views import RoundView, Stop


class RoundWay(Card):
    """The stops in a list; one that is pointed at is in turn."""

    pointed = Signal(object)
    """A stop, or none."""

    chosen = Signal()
    papers_wanted = Signal(object)
    """`list` or `form`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._stops: Rows[Stop] = Rows(stop_columns())
        self._table = Table(self._stops)
        self._count = Chip("", "good")
        self._block, self._size = label("", "heading"), label("", "small")
        self.list = Button(_("Book list"), key="Ctrl+P", icon="printer")
        self.form = Button(_("Paper form"), key="Ctrl+O", icon="printer")
        self._lay_out()
        self._table.pointed.connect(self.pointed)
        self._table.chosen.connect(lambda _stop: self.chosen.emit())
        self.list.clicked.connect(lambda: self.papers_wanted.emit("list"))
        self.form.clicked.connect(lambda: self.papers_wanted.emit("form"))

    def show_way(self, view: RoundView, key: str) -> None:
        """Show a round with the stop in turn pointed at."""
        self._block.setText(_("Block {name}").format(name=view.block))
        rooms = many("{count} room", "{count} rooms", view.rooms).format(count=number(view.rooms))
        people = many("{count} card", "{count} cards", view.cards).format(count=number(view.cards))
        self._size.setText(f"{rooms} · {people}")
        done, stops = number(view.done_count), number(len(view.stops))
        self._count.show_words(f"{done} / {stops}", "good")
        with QSignalBlocker(self._table):
            self._stops.change_values(view.stops)
            place = next((n for n, stop in enumerate(view.stops) if stop.key == key), -1)
            if place >= 0:
                self._table.point_at(place)

    def offer_papers(self, *, offered: bool) -> None:
        """Offer the papers, or not to who prints none."""
        for button in (self.list, self.form):
            button.setVisible(offered)

    def _lay_out(self) -> None:
        head = self.add_head()
        head.addWidget(self._block)
        head.addWidget(self._size)
        head.addStretch(1)
        head.addWidget(self._count)
        self.body.addWidget(self._table, 1)
        below = self.add_foot()
        below.addWidget(self.list)
        below.addWidget(self.form)
        below.addStretch(1)
