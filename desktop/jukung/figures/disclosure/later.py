"""A table of persons that is told once more, after what was told of it before.

Somebody outside has every earlier telling, and the rule. So what is told hangs, as far as
it can, on the whole figures alone, which they have as well: where the whole changed by
less than k the old figures stand, whatever changed among them; where it changed by more,
a table that was always exact is told exactly if nobody few can be seen by difference, and
any other is left out, and stays out for that month.
"""

from collections.abc import Mapping, Sequence

from jukung.figures.disclosure import boxes
from jukung.figures.disclosure.first import Cells, hidden, is_few, rest_of
from jukung.figures.disclosure.tables import Table
from jukung.figures.disclosure.told import Told, Why

Telling = Mapping[str, Told]


def later_told(
    table: Table, cells: Cells, whole: int | None, history: Sequence[Telling]
) -> dict[str, Told]:
    """The parts as they may be told now; the history begins with what told of somebody."""
    if whole == 0:
        return {code: Told(value) for code, value in cells.items()}
    out = hidden(table, cells, why=Why.changed)
    old = _values(table, history[-1])
    first = next(each for each in history if _values(table, each) == old)
    then = _at(first, table.whole).value
    if set(old) != set(cells) or (whole is None) != (then is None):
        return out
    if whole is not None and then is not None and abs(whole - then) >= table.k:
        return _many_changed(table, cells, whole, history) or out
    is_exact = all(_at(each, code).is_exact for each in history for code in cells)
    if is_exact and (whole, dict(cells)) == (then, old):
        return {code: Told(value) for code, value in cells.items()}
    if _is_far(table, cells, old) and _may_leave_out(table, old, whole):
        return out
    why = Why.before if whole == then and not is_exact else Why.changed
    return {code: Told(old[code], why) for code in cells}


def _is_far(table: Table, cells: Cells, old: Cells) -> bool:
    """Whether the old figures are wrong by more than late slips can make them.

    Rounding is off by less than k, and so are slips that change the whole by less.
    """
    return any(
        abs(cells[code] - old[code]) > boxes.standing(table.grain, table.k) for code in cells
    )


def _may_leave_out(table: Table, old: Cells, whole: int | None) -> bool:
    """Whether leaving old figures out for being far off tells of nobody."""
    off = boxes.standing(table.grain, table.k)
    near = [(max(0, value - off), value + off) for value in old.values()]
    open_end = [(0, boxes.LARGEST)] if table.is_half else []
    beyond = boxes.outside((*near, *open_end))
    return whole is None or boxes.are_open(beyond, whole, table.k, rounds=table.rounds)


def _many_changed(
    table: Table, cells: Cells, whole: int | None, history: Sequence[Telling]
) -> dict[str, Told] | None:
    """Exact again, where every telling was exact and no change is of few people."""
    if table.rounds or any(is_few(each, table.k) for each in cells.values()):
        return None
    everybody, rest = rest_of(table, cells, whole)
    if rest is not None and is_few(rest, table.k):
        return None
    for telling in history:
        kept = _values(table, telling)
        if set(kept) != set(cells) or not all(_at(telling, code).is_exact for code in kept):
            return None
        before, old_rest = rest_of(table, kept, _at(telling, table.whole).value)
        if (before is None) != (everybody is None):
            return None
        gaps = [cells[code] - kept[code] for code in cells]
        gaps.append((rest or 0) - (old_rest or 0))
        if any(is_few(abs(gap), table.k) for gap in gaps):
            return None
    return {code: Told(value) for code, value in cells.items()}


def _values(table: Table, telling: Telling) -> dict[str, int]:
    found = {code: _at(telling, code).value for code in table.parts}
    return {code: value for code, value in found.items() if value is not None}


def _at(telling: Telling, code: str) -> Told:
    return telling.get(code, Told(None))
