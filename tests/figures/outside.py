"""All that somebody outside has of a table of persons: every telling, and common sense.

They know the whole figures, how rounding is done, that parts add up, and, where it is
so, that a correction only added or only took away.
"""

from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from attack import FAR, System, exact_range, loose_range, propagate, seen_range

REST = "rest"


@dataclass
class Broken:
    """A cell that can be told closer than it may be."""

    what: object
    found: tuple
    need: int


def truth_of(table, figures):
    cells = {code: figures[code] for code in table.parts if figures.get(code) is not None}
    if table.is_half and figures.get(table.whole) is not None:
        cells[REST] = figures[table.whole] - sum(cells.values())
    return cells


def a_view(table, months, tellings, *, blind=()):
    """The system of a table's revisions; those in `blind` told nothing of the parts."""
    system, cells = System(), {}
    for number, (figures, told) in enumerate(zip(months, tellings, strict=True)):
        for code, true in truth_of(table, figures).items():
            bounds = _bounds(table, code, tellings[: number + 1], true)
            bounds = (0, FAR) if number in blind else bounds
            cells[number, code] = system.cell((number, code), *bounds)
        whole = _whole(table, told)
        if whole is not None:
            row = [place for (month, _), place in cells.items() if month == number]
            system.keep(dict.fromkeys(row, 1), whole, whole)
    for number in range(len(months) - 1):
        _keep_direction(system, cells, table, months[number : number + 2], number, tellings)
    return system, cells


def _bounds(table, code, tellings, true):
    """How near the truth is to what was told; some old figures stand although it is not."""
    told = tellings[-1].get(code)
    if told is None or told.value is None:
        return 0, FAR
    stands = any(_says(each, code, told.value) for each in tellings[:-1])
    off = 0 if told.is_exact else table.grain - 1 + stands * (table.k - 1)
    low, high = max(0, told.value - off), told.value + off
    return (low, high) if low <= true <= high else (0, FAR)


def _says(telling, code, value):
    return code in telling and telling[code].value == value


def _whole(table, told):
    return told[table.whole].value if table.whole in told else None


def _keep_direction(system, cells, table, months, number, tellings):
    """What a correction adds, it adds to some part: nothing is taken away elsewhere."""
    wholes = [_whole(table, tellings[each]) for each in (number, number + 1)]
    old, new = (truth_of(table, each) for each in months)
    if None in wholes or set(old) != set(new):
        return
    more = wholes[1] - wholes[0]
    low, high = min(0, more), max(0, more)
    if all(low <= new[code] - old[code] <= high for code in old):
        for code in old:
            system.keep({cells[number + 1, code]: 1, cells[number, code]: -1}, low, high)


def broken(table, months, tellings):
    """Every cell and every change that is bound closer than the rule allows."""
    found = list(_shown(table, months, tellings))
    system, cells = a_view(table, months, tellings)
    point = [truth_of(table, months[number])[code] for number, code in cells]
    assert system.fits(point), (table, months, tellings)
    moves = list(_moves(cells, len(months)))
    without = {}
    for last, what, target, few in _targets(table, tellings, cells):
        low, high = seen_range(system, target, point, moves)
        if high - low + 1 >= few:
            continue
        # What the whole figures and the other tellings say anyway is no news.
        if last not in without:
            without[last], _ = a_view(table, months, tellings, blind={last})
        blind = without[last]
        anyway = loose_range(blind, target)
        if high - low + 1 >= min(few, anyway[1] - anyway[0] + 1):
            continue
        low, high = exact_range(system, target)
        anyway = exact_range(blind, target)
        if high - low + 1 < min(few, anyway[1] - anyway[0] + 1):
            found.append(Broken(what, (low, high), few))
    return found


def is_derived(table, months, tellings):
    """Whether adding and subtracting alone finds a part that was left out."""
    system, cells = a_view(table, months, tellings)
    bounds = propagate(system)
    return any(
        bounds[place][0] == bounds[place][1] and 0 < bounds[place][0] < table.k
        for place in cells.values()
    )


def _shown(table, months, tellings):
    """Few people, and changes of few people, that are simply told."""
    for number, told in enumerate(tellings):
        exact = {code: told[code].value for code in table.parts if _exact(told, code)}
        whole = _whole(table, told)
        if whole == 0:
            continue
        parts = dict(exact)
        if table.is_half and whole is not None and len(exact) == len(table.parts):
            parts[REST] = whole - sum(exact.values())
        for code, value in parts.items():
            if 0 < value < table.k or (table.rounds and value < table.k):
                yield Broken(("shown", number, code), (value, value), table.k)
        yield from _changes(table, exact, tellings[:number])


def _changes(table, exact, earlier):
    for number, told in enumerate(earlier):
        for code, value in exact.items():
            gap = abs(value - told[code].value) if _exact(told, code) else 0
            if 0 < gap < table.k:
                yield Broken(("change", number, len(earlier), code), (gap, gap), table.k)


def _targets(table, tellings, cells):
    for (number, code), place in cells.items():
        told = tellings[number]
        whole = _whole(table, told)
        few = table.k if whole is None else min(table.k, whole + 1)
        # Who is left of a whole is known where all its parts are.
        known = table.parts if code == REST else (code,)
        if not all(_exact(told, each) for each in known):
            yield number, (number, code), {place: 1}, few
        later = cells.get((number + 1, code))
        if later is None or code == REST:
            continue
        if not (_exact(told, code) and _exact(tellings[number + 1], code)):
            yield number + 1, (number, number + 1, code), {later: 1, place: -1}, table.k


def _moves(cells, count):
    """Some of one part become another, in all the revisions from one to another."""
    codes = list(dict.fromkeys(code for _, code in cells))
    for first, last in combinations_with_replacement(range(count), 2):
        spots = range(first, last + 1)
        for one, two in product(codes, (*codes, None)):
            if one == two:
                continue
            move = {cells[spot, one]: 1 for spot in spots if (spot, one) in cells}
            move |= {cells[spot, two]: -1 for spot in spots if (spot, two) in cells}
            yield move
            yield {cell: -by for cell, by in move.items()}


def _exact(told, code):
    return code in told and told[code].is_exact
