"""Counts of a few people are left out of what leaves a prison, and cannot be worked out."""

from dataclasses import replace

from jukung.figures.reports.report import Cell, ReportTable, Row
from jukung.words import _

FEWEST = 10
"""People of one kind; fewer are not told outside (the k of the open figures)."""

FEW = f"<{FEWEST}"
LEFT_OUT = "…"

Spot = tuple[int, int]


def covered(table: ReportTable) -> ReportTable:
    """The same table with `<10` for few people.

    Where a single one could be worked out from the others and their sum, the smallest of
    the others is left out, too.
    """
    places = [place for place, column in enumerate(table.columns) if column.persons]
    if not places:
        return table
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    few = {
        (number, place)
        for number, row in enumerate(rows)
        for place in places
        if _is_few(row[place])
    }
    if not few:
        return table
    hidden = few | _protecting(rows, few, _lines(table, rows, places))
    made = [_hide(table, row, number, few, hidden) for number, row in enumerate(rows)]
    total = made.pop() if table.total is not None else None
    note = _(
        "“<10” stands for one to nine people; “…” is left out so that nobody can be worked out."
    )
    return replace(table, rows=tuple(made), total=total, note=note)


def _is_few(cell: Cell) -> bool:
    return isinstance(cell, int) and 1 <= cell < FEWEST


def _lines(table: ReportTable, rows: list[Row], places: list[int]) -> list[list[Spot]]:
    """Cells that add up to one another: each row, and each column with its total."""
    beside = [place for place in places if not table.columns[place].apart]
    across = [[(number, place) for place in beside] for number in range(len(rows))]
    summed = [place for place in places if table.columns[place].total]
    down = [[(number, place) for number in range(len(rows))] for place in summed]
    return (across if len(beside) > 1 else []) + (down if table.total is not None else [])


def _protecting(rows: list[Row], few: set[Spot], lines: list[list[Spot]]) -> set[Spot]:
    """What else is left out until no line has a single gap."""
    hidden = set(few)
    open_ = True
    while open_:
        open_ = False
        for line in lines:
            counted = [spot for spot in line if isinstance(rows[spot[0]][spot[1]], int)]
            if len(hidden & set(counted)) != 1 or len(counted) < 2:
                continue
            rest = [spot for spot in counted if spot not in hidden]
            hidden.add(min(rest, key=lambda spot: _order(rows, spot)))
            open_ = True
    return hidden - few


def _order(rows: list[Row], spot: Spot) -> tuple[bool, int, Spot]:
    """Small counts go first, nobody at all only where nothing else is left."""
    count = rows[spot[0]][spot[1]]
    return (count == 0, count if isinstance(count, int) else 0, spot)


def _hide(table: ReportTable, row: Row, number: int, few: set[Spot], hidden: set[Spot]) -> Row:
    touched = any((number, place) in hidden for place in range(len(row)))

    def cell_of(place: int, cell: Cell) -> Cell:
        if (number, place) in few:
            return FEW
        share = touched and table.columns[place].kind == "share"
        return LEFT_OUT if share or (number, place) in hidden else cell

    return tuple(cell_of(place, cell) for place, cell in enumerate(row))
