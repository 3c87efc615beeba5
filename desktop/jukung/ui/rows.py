"""Rows of frozen values for tables: all at once, or a page at a time.

Cells are made ready when values come, so that a mistake in a column
shows itself once and not in every cell that is painted; of a page only the
first row's, and the others as they come into view.
Sorting and filtering are done where the values come from, never here.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Slot
from typing_extensions import override

from jukung.ui.cells import CELL, MARK, VALUE, Cell, Column, Index

V = TypeVar("V")

PAGE = 256
MOST_PAGES = 16

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_Role = Qt.ItemDataRole


@dataclass(slots=True)
class _Row(Generic[V]):
    """A value with its cells, or without them until they are seen."""

    value: V
    cells: tuple[Cell, ...] | None = None
    marked: bool = False

    def make(self, columns: Sequence[Column[V]], mark: Callable[[V], bool] | None) -> None:
        """Make the cells ready."""
        self.cells = tuple(column.cell_of(self.value) for column in columns)
        self.marked = bool(mark and mark(self.value))


def _made(
    columns: Sequence[Column[V]], values: Sequence[V], mark: Callable[[V], bool] | None
) -> list[_Row[V]]:
    rows = [_Row(value) for value in values]
    for row in rows:
        row.make(columns, mark)
    return rows


def _answer(columns: Sequence[Column[V]], row: _Row[V] | None, column: int, role: int) -> object:
    """What a view is told of a cell; a row still on its way is empty."""
    if role == _Role.TextAlignmentRole:
        return _alignment(columns[column])
    if row is None or row.cells is None:
        return None
    if role == _Role.DisplayRole:
        return row.cells[column].text
    return {CELL: row.cells[column], VALUE: row.value, MARK: row.marked}.get(role)


def _alignment(column: Column[V]) -> Qt.AlignmentFlag:
    return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter


def _heading(
    columns: Sequence[Column[V]], section: int, orientation: Qt.Orientation, role: int
) -> object:
    if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    if role == _Role.DisplayRole:
        return columns[section].heading
    return _alignment(columns[section]) if role == _Role.TextAlignmentRole else None


class Rows(QAbstractTableModel, Generic[V]):
    """All rows at once: a member's loans, a day's visits, a search's fifty."""

    def __init__(
        self,
        columns: Sequence[Column[V]],
        *,
        mark: Callable[[V], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._mark = mark
        self._rows: list[_Row[V]] = []

    def show_values(self, values: Sequence[V]) -> None:
        """Show other values in place of all before."""
        made = _made(self.columns, values, self._mark)
        self.beginResetModel()
        self._rows = made
        self.endResetModel()

    def change_values(self, values: Sequence[V]) -> None:
        """Show values most of which are as before; only rows that differ are made anew."""
        before = self._rows
        kept = [row.value == value for row, value in zip(before, values, strict=False)]
        made = [
            before[n] if n < len(kept) and kept[n] else _made(self.columns, [value], self._mark)[0]
            for n, value in enumerate(values)
        ]
        root = QModelIndex()
        if len(made) > len(before):
            self.beginInsertRows(root, len(before), len(made) - 1)
            self._rows = made
            self.endInsertRows()
        elif len(made) < len(before):
            self.beginRemoveRows(root, len(made), len(before) - 1)
            self._rows = made
            self.endRemoveRows()
        self._rows = made
        if made:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(made) - 1, len(self.columns) - 1)
            )

    def make_again(self, row: int) -> None:
        """Make the cells of a row anew, where they tell more than its value."""
        if 0 <= row < len(self._rows):
            self._rows[row].make(self.columns, self._mark)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def values(self) -> list[V]:
        """The values shown."""
        return [row.value for row in self._rows]

    def value_at(self, row: int) -> V | None:
        """The value of a row; none outside."""
        return self._rows[row].value if 0 <= row < len(self._rows) else None

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return _answer(self.columns, self._rows[index.row()], index.column(), role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        return _heading(self.columns, section, orientation, role)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that a table asks for; given back with the answer."""

    list_: int
    number: int
    offset: int
    limit: int
    start: object
    """The key the page begins at, where `begin` was given the keys."""
    after: object
    """The last value of the page before, when it is at hand."""
    before: object = None
    """The first value of the page behind, when only that is at hand."""


class PagedRows(QAbstractTableModel, Generic[V]):
    """A long list a page at a time; only some pages are kept."""

    def __init__(
        self,
        columns: Sequence[Column[V]],
        ask: Callable[[Wanted], object],
        *,
        mark: Callable[[V], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ask, self._mark = ask, mark
        self._count = self._list = 0
        self._starts: Sequence[object] = ()
        self._pages: OrderedDict[int, list[_Row[V]]] = OrderedDict()
        self._asked: set[int] = set()
        self._waiting: list[int] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask_for_waiting)

    def begin(self, count: int, starts: Sequence[object] = (), *, first: Sequence[V] = ()) -> None:
        """Show another list of so many rows; answers for the one before are dropped.

        `starts` may hold the key each page begins at, `first` the page at the top.
        """
        made = self._page_of(first)
        self.beginResetModel()
        self._count, self._starts = count, starts
        self._list += 1
        self._pages.clear()
        self._asked.clear()
        self._waiting.clear()
        if made:
            self._pages[0] = made
        self.endResetModel()

    def arrive(self, wanted: Wanted, values: Sequence[V]) -> None:
        """Take the page that was asked for."""
        if wanted.list_ != self._list:
            return
        self._asked.discard(wanted.number)
        self._pages[wanted.number] = self._page_of(values)
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        last = min(wanted.offset + PAGE, self._count) - 1
        self.dataChanged.emit(self.index(wanted.offset, 0), self.index(last, len(self.columns) - 1))

    def value_at(self, row: int) -> V | None:
        """The value of a row; none outside and while its page is on the way."""
        found = self._row(row) if 0 <= row < self._count else None
        return found.value if found else None

    def pages_kept(self) -> int:
        """How many pages are in memory."""
        return len(self._pages)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return _answer(self.columns, self._row(index.row()), index.column(), role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        return _heading(self.columns, section, orientation, role)

    def _page_of(self, values: Sequence[V]) -> list[_Row[V]]:
        rows = [_Row(value) for value in values]
        if rows:
            rows[0].make(self.columns, self._mark)
        return rows

    def _row(self, row: int) -> _Row[V] | None:
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        if place >= len(page):
            return None
        found = page[place]
        if found.cells is None:
            found.make(self.columns, self._mark)
        return found

    def _want(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self._waiting.append(number)
            # Not from inside data(): an answer at once would change what is being painted.
            self._soon.start()

    @Slot()
    def _ask_for_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for number in waiting:
            self._ask(self._wanted(number))

    def _wanted(self, number: int) -> Wanted:
        before, behind = self._pages.get(number - 1), self._pages.get(number + 1)
        return Wanted(
            list_=self._list,
            number=number,
            offset=number * PAGE,
            limit=PAGE,
            start=self._starts[number] if number < len(self._starts) else None,
            after=before[-1].value if before else None,
            before=behind[0].value if behind and not before else None,
        )
