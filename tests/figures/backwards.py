"""Somebody outside who has the program, too, and runs its rule backwards.

They know the whole figures, every telling before, which parts are rounded, left out or
exact, k, and the rule itself; only the tosses hang on a secret of the file. So they try
every table with the same whole and every toss, and keep those that are told just so.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from jukung.figures.disclosure.first import first_told
from jukung.figures.disclosure.later import later_told
from jukung.figures.disclosure.told import Told, Why


@dataclass(frozen=True)
class Tossed:
    """Tosses that fall as somebody wants them."""

    ups: tuple

    def up(self, place, _over, _base):
        return self.ups[place]


@dataclass(frozen=True)
class Leak:
    """A part, or what changed in it, that only one true figure explains."""

    what: tuple
    true: int
    possible: tuple


def size_of(table):
    """How many numbers make up the whole."""
    return len(table.parts) + table.is_half


@cache
def tables_with(whole, size):
    """Every way in which so many numbers add up to the whole."""
    if size == 1:
        return ((whole,),)
    return tuple(
        (first, *others)
        for first in range(whole + 1)
        for others in tables_with(whole - first, size - 1)
    )


def told(table, numbers, history, tosses):
    """What is told of the parts: a value, and whether it is exact."""
    cells = dict(zip(table.parts, numbers, strict=False))
    before = [_telling(table, whole, each) for whole, each in history if whole]
    if before:
        made = later_told(table, cells, sum(numbers), before)
    else:
        made = first_told(table, cells, sum(numbers), tosses)
    return tuple((made[code].value, made[code].is_exact) for code in table.parts)


def _telling(table, whole, said):
    """A telling as `kept` reads it: that it is so told, and no reason."""
    made = {
        code: Told(value, None if is_exact else Why.before)
        for code, (value, is_exact) in zip(table.parts, said, strict=True)
    }
    return made | {table.whole: Told(whole)}


@cache
def explanations(table, whole, history):
    """For all that may be told of a whole after a history: which tables are told so."""
    found = defaultdict(set)
    for numbers in tables_with(whole, size_of(table)):
        is_first = not any(before for before, _ in history)
        tosses = product((False, True), repeat=len(table.parts)) if is_first else ((),)
        for ups in tosses:
            found[told(table, numbers, history, Tossed(ups))].add(numbers)
    return found


def leaks(table, months, tosses, *, knows_direction=False):
    """What somebody works out of the tellings of a month and of its replacements."""
    history, classes = (), []
    for numbers, toss in zip(months, tosses, strict=True):
        whole = sum(numbers)
        said = told(table, numbers, history, Tossed(toss))
        classes.append(explanations(table, whole, history)[said])
        history = (*history, (whole, said))
    follows = _follower(months) if knows_direction else None
    seen = _chained(classes, follows)
    for number, (numbers, fits) in enumerate(zip(months, seen, strict=True)):
        assert numbers in fits
        # What the whole figures and the other tellings say anyway is no news.
        every = set(tables_with(sum(numbers), size_of(table)))
        blind = _chained([*classes[:number], every, *classes[number + 1 :]], follows)
        yield from _cells(table, number, numbers, fits, blind[number])
        if number:
            pair = (months[number - 1], numbers)
            yield from _changes(
                table,
                number,
                pair,
                seen[number - 1 : number + 1],
                blind[number - 1 : number + 1],
                follows,
            )


def _cells(table, number, numbers, fits, blind):
    for place, true in enumerate(numbers):
        seen, anyway = ({each[place] for each in some} for some in (fits, blind))
        if seen != anyway and is_leak(table, true, seen):
            yield Leak((number, place), true, tuple(sorted(seen)))


def is_leak(table, true, seen):
    if true >= table.k:
        return False
    if len(seen) < 2:
        return table.rounds or true > 0
    # That there is nobody of a kind is as sensitive as that there are few, where parts
    # are always rounded: so nobody, few and many must not be told from one another.
    return table.rounds and max(seen) < table.k and min(seen) > 0


def _changes(table, number, pair, fits, blind, follows):
    for place, (was, now) in enumerate(zip(*pair, strict=True)):
        if 0 < abs(now - was) < table.k:
            seen, anyway = (_gaps(place, *some, follows) for some in (fits, blind))
            if len(seen) < 2 and seen != anyway:
                yield Leak((number - 1, number, place), now - was, tuple(seen))


def _gaps(place, old, new, follows):
    return {
        two[place] - one[place]
        for one in old
        for two in new
        if follows is None or follows(one, two)
    }


def _follower(months):
    """How each table follows the one before, where late slips only add, or only take away."""
    pairs = [(a, b) for one, two in pairwise(months) for a, b in zip(one, two, strict=True)]
    if all(a <= b for a, b in pairs):
        return lambda one, two: all(a <= b for a, b in zip(one, two, strict=True))
    if all(a >= b for a, b in pairs):
        return lambda one, two: all(a >= b for a, b in zip(one, two, strict=True))
    return None


def _chained(classes, follows):
    """Only those that some chain of all the tellings goes through."""
    if follows is None:
        return classes
    kept = [set(each) for each in classes]
    for place in range(1, len(kept)):
        kept[place] = {b for b in kept[place] if any(follows(a, b) for a in kept[place - 1])}
    for place in range(len(kept) - 2, -1, -1):
        kept[place] = {a for a in kept[place] if any(follows(a, b) for b in kept[place + 1])}
    return kept
