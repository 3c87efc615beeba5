"""A table of persons that is told for the first time."""

from collections.abc import Mapping

from jukung.figures.disclosure import boxes
from jukung.figures.disclosure.draws import Draws
from jukung.figures.disclosure.tables import Table
from jukung.figures.disclosure.told import Told, Why

Cells = Mapping[str, int]
PLAIN = Draws()


def first_told(
    table: Table, cells: Cells, whole: int | None, draws: Draws = PLAIN
) -> dict[str, Told]:
    """Exactly where nobody is few, else as much as may be told."""
    everybody, rest = rest_of(table, cells, whole)
    if everybody == 0:
        return {code: Told(value) for code, value in cells.items()}
    if everybody is not None and everybody < table.least:
        return hidden(table, cells)
    if table.rounds:
        return _rounded(table, cells, everybody, rest, draws) or hidden(table, cells)
    if not any(is_few(each, table.k) for each in (*cells.values(), rest or 0)):
        return {code: Told(value) for code, value in cells.items()}
    return _rounded(table, cells, everybody, rest, draws) or hidden(table, cells)


def rest_of(table: Table, cells: Cells, whole: int | None) -> tuple[int | None, int | None]:
    """The whole that the cells add up to, and what of it is in none of them.

    Both None where no sum is known, or typed figures do not add up: what is not so
    gives nobody away.
    """
    if whole is None or sum(cells.values()) > whole:
        return None, None
    rest = whole - sum(cells.values())
    return whole, rest if rest or table.is_half else None


def is_few(count: int, k: int) -> bool:
    """Whether a count is of so few people that they could be told apart."""
    return 0 < count < k


def hidden(table: Table, cells: Cells, *, why: Why = Why.others) -> dict[str, Told]:
    """All parts left out."""
    return {
        code: Told(None, Why.few if is_few(value, table.k) and why is Why.others else why)
        for code, value in cells.items()
    }


def _rounded(
    table: Table, cells: Cells, whole: int | None, rest: int | None, draws: Draws
) -> dict[str, Told] | None:
    """The parts as they are drawn, or else to the nearest that leaves room for each.

    Which roundings leave room hangs on what is told and on nothing else, so that it
    tells nothing itself.
    """
    open_end = () if rest is None else ((0, boxes.LARGEST),)
    for made in boxes.roundings(tuple(cells.values()), table.grain, draws):
        found = (*(boxes.around(each, table.grain) for each in made), *open_end)
        ways = [found] if table.rounds else boxes.with_few(found, table.k)
        if boxes.are_wide(found, whole, table.k) and boxes.are_open(
            ways, whole, table.k, rounds=table.rounds
        ):
            return {
                code: Told(value, _why(table, cells[code]))
                for code, value in zip(cells, made, strict=True)
            }
    return None


def _why(table: Table, value: int) -> Why:
    if table.rounds:
        return Why.always
    return Why.few if is_few(value, table.k) else Why.others
