"""Counts of a few people are left out of what leaves a prison, and cannot be worked out.

Where a column adds up and one of its lines counts few people, every line below twice the
fewest is left out, nobody at all too, and all lines where that is only one. So nothing
tells which of the lines is the one: any two that are left out may be exchanged.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from jukung.figures.reports.report import Cell, ReportTable, Row
from jukung.words import _

FEWEST = 10
"""People of one kind; fewer are not told outside (the k of the open figures)."""

FEW = f"<{FEWEST}"
LEFT_OUT = "…"

Spot = tuple[int, int]


def covered(table: ReportTable) -> ReportTable:
    """The same table without few people: `<10` for a sum or a lone figure, `…` for lines."""
    table = _without_inner(table)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    hidden: dict[Spot, str] = {}
    for place, column in enumerate(table.columns):
        if column.persons and not column.inner:
            cells = [row[place] for row in rows]
            adds_up = table.total is not None and column.total
            found = _column(cells) if adds_up else _alone(cells)
            hidden |= {(number, place): words for number, words in found.items()}
    if not hidden:
        return table
    made = [_hide(table, row, number, hidden) for number, row in enumerate(rows)]
    total = made.pop() if table.total is not None else None
    note = _(
        "“<10” stands for one to nine people; “…” is left out so that nobody can be worked out."
    )
    said = f"{table.note} {note}".strip()
    return replace(table, rows=tuple(made), total=total, note=said)


def _without_inner(table: ReportTable) -> ReportTable:
    """Persons told apart are left out whole: nobody of a kind, too, tells of a group.

    The month's figures tell them in tens; exact days or weeks beside those would narrow them.
    So are parts that stand beside their whole in a line and are not marked.
    """
    persons = [
        place
        for place, column in enumerate(table.columns)
        if column.persons and not column.inner and not column.apart
    ]
    inner = {place for place, column in enumerate(table.columns) if column.inner}
    inner |= set(persons[:-1])
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    if not any(isinstance(row[place], int) for row in rows for place in inner):
        return table

    def left_out(row: Row) -> Row:
        return tuple(
            LEFT_OUT if place in inner and isinstance(cell, int) else cell
            for place, cell in enumerate(row)
        )

    note = _("“…” is left out: of people behind walls, the month's figures tell about tens only.")
    total = table.total and left_out(table.total)
    return replace(table, rows=tuple(map(left_out, table.rows)), total=total, note=note)


def _column(cells: list[Cell]) -> dict[int, str]:
    """What is left out of lines that add up to the last."""
    total = cells[-1]
    if not any(_is_few(each) for each in cells):
        return {}
    if _is_few(total):
        return _left_out(cells[:-1], _is_count) | {len(cells) - 1: FEW}
    found = _left_out(cells[:-1], _is_small)
    return found if len(found) > 1 else _left_out(cells[:-1], _is_count)


def _alone(cells: list[Cell]) -> dict[int, str]:
    """Few people of counts that add up to nothing."""
    return {number: FEW for number, each in enumerate(cells) if _is_few(each)}


def _left_out(cells: Iterable[Cell], goes: Callable[[Cell], bool]) -> dict[int, str]:
    return {number: LEFT_OUT for number, each in enumerate(cells) if goes(each)}


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, int)


def _is_small(cell: Cell) -> bool:
    return isinstance(cell, int) and cell < 2 * FEWEST


def _is_few(cell: Cell) -> bool:
    return isinstance(cell, int) and 1 <= cell < FEWEST


def _hide(table: ReportTable, row: Row, number: int, hidden: dict[Spot, str]) -> Row:
    touched = any((number, place) in hidden for place in range(len(row)))

    def cell_of(place: int, cell: Cell) -> Cell:
        share = touched and table.columns[place].kind == "share"
        return hidden.get((number, place), LEFT_OUT if share else cell)

    return tuple(cell_of(place, cell) for place, cell in enumerate(row))
