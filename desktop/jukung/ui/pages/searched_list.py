"""A long list with a search line above it: titles, members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from jukung.ui import theme
from jukung.ui.cells import Column
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.room import Room
from jukung.ui.rows import PAGE, PagedRows, Wanted
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jukung.library.desk import Desk

V = TypeVar("V")
MOST_FOUND = 50
_TOP = Wanted(list_=0, number=0, offset=0, limit=PAGE, start=None, after=None)


@dataclass(frozen=True, slots=True)
class Source(Generic[V]):
    """Where the rows come from; each is called on the reading lane."""

    count: Callable[[Desk], int]
    page: Callable[[Desk, Wanted], Sequence[V]]
    find: Callable[[Desk, str], Sequence[V] | Found[V]]
    empty: str = ""
    """What is said where nothing is in the list, if other than always."""


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """What a search found, and what is to be said of it besides how many."""

    values: Sequence[V]
    said: str = ""


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the list says: of its whole, and where there is nothing in it."""

    placeholder: str
    counted: Callable[[int], str]
    empty: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """The list for what was typed; the whole list comes by pages."""

    count: int
    found: tuple[Any, ...] | None
    first: Sequence[Any]
    """The page at the top, so that nothing is painted empty first."""
    said: str = ""


class SearchedList(QObject, Generic[V]):
    """Holds the search line and the card with the list; a page lays them out."""

    pointed = Signal(object)
    """The value the cursor moved to."""

    chosen = Signal(object)
    """The value of the row on Enter or double click."""

    def __init__(
        self,
        room: Room,
        columns: Sequence[Column[V]],
        *,
        source: Source[V],
        words: ListWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._room, self._source, self._words = room, source, words
        self._found: tuple[V, ...] | None = None
        self._points = False
        self.line = SearchLine(words.placeholder)
        self._rows: PagedRows[V] = PagedRows(columns, self._bring, parent=self)
        self.table = Table(self._rows, rows="two")
        self.table.be_opaque()
        self._said = label("", "note")
        self.card = Card(flush=True)
        self._lay_out()
        self._connect()

    def search(self, text: str) -> None:
        """Search for words; empty ones show the whole list."""
        self.line.setText(text)
        self._look()

    def search_and_point(self, text: str) -> None:
        """Search for words and show the likeliest value."""
        self.line.setText(text)
        self._look(points=True)

    @Slot()
    def refresh(self) -> None:
        """Read the list again and stay where it was."""
        self._look(stays=True)

    def use(self, source: Source[V]) -> None:
        """Take the rows from elsewhere, such as through another filter; what was typed stays."""
        self._source = source
        self._look()

    def said(self) -> str:
        """What is said of the list at its foot."""
        return self._said.text()

    def values(self) -> list[V]:
        """The values of the rows that are here, from the top."""
        here = (self._rows.value_at(row) for row in range(min(self._rows.rowCount(), MOST_FOUND)))
        return [value for value in here if value is not None]

    def count(self) -> int:
        """How many rows the list has."""
        return self._rows.rowCount()

    def add_at_foot(self, widget: QWidget) -> None:
        """Put something at the right of what is said of the list."""
        self._foot.addWidget(widget)

    def _look(self, *, stays: bool = False, points: bool = False) -> None:
        text = self.line.text().strip()
        source = self._source

        def work(desk: Desk) -> _Answer:
            if text:
                found = source.find(desk, text)
                said = found.said if isinstance(found, Found) else ""
                values = tuple(found.values if isinstance(found, Found) else found)
                return _Answer(len(values), values, values[:PAGE], said)
            return _Answer(source.count(desk), None, source.page(desk, _TOP))

        self._room.jobs.read(
            work,
            owner=self,
            then=lambda answer: self._show(answer, stays=stays, points=points),
            latest="list",
        )

    def _show(self, answer: _Answer, *, stays: bool, points: bool) -> None:
        bar = self.table.verticalScrollBar()
        row, place = self.table.currentIndex().row(), bar.value()
        self._found = answer.found
        self._points = points or (answer.found is not None and answer.count == 1)
        # Pointing again at the same place must not choose who stands there now.
        is_again = stays and self._rows.rowCount() > 0
        self._rows.begin(answer.count, first=() if is_again else answer.first)
        self._tell(answer)
        if stays and 0 <= row < answer.count:
            self.table.point_at(row)
            bar.setValue(place)
        elif self._points and answer.first:
            self._points = False
            self.table.point_at(0)

    def _bring(self, wanted: Wanted) -> None:
        if self._found is not None:
            self._arrive(wanted, self._found[wanted.offset : wanted.offset + wanted.limit])
            return
        page = self._source.page
        self._room.jobs.read(
            lambda desk: page(desk, wanted),
            owner=self,
            then=lambda values: self._arrive(wanted, values),
        )

    def _arrive(self, wanted: Wanted, values: Sequence[V]) -> None:
        self._rows.arrive(wanted, values)
        if self._points and values:
            self._points = False
            self.table.point_at(0)

    def _tell(self, answer: _Answer) -> None:
        if answer.found is None:
            self.table.set_empty(self._source.empty or self._words.empty)
            said = self._words.counted(answer.count)
        elif answer.count >= MOST_FOUND:
            said = _("The first {count}; type more words to narrow it").format(count=answer.count)
        else:
            self.table.set_empty(
                _("Nothing found for “{words}”. Try fewer letters.").format(
                    words=self.line.text().strip()
                )
            )
            said = _("{count} found").format(count=number(answer.count))
        if answer.said and not answer.count:
            self.table.set_empty(answer.said)
        self._said.setText(" · ".join(filter(None, (answer.said, said))))

    @Slot(object)
    def _tell_pointed(self, value: V | None) -> None:
        # None means only that the list begins anew, or that its page is on the way.
        if value is not None:
            self.pointed.emit(value)

    @Slot()
    def _go_down(self) -> None:
        if self._rows.rowCount():
            self.table.setFocus()
            self.table.point_at(max(self.table.currentIndex().row(), 0))

    def _lay_out(self) -> None:
        self.card.body.addWidget(self.table, 1)
        self._foot = foot = self.card.add_foot()
        foot.setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(8))
        foot.addWidget(self._said, 1)

    def _connect(self) -> None:
        self.line.searched.connect(self.search)
        self.line.entered.connect(self.search_and_point)
        self.line.left_down.connect(self._go_down)
        self.line.gather_from(self.table)
        self.table.pointed.connect(self._tell_pointed)
        self.table.chosen.connect(self.chosen)
