"""Between which whole numbers a cell must lie, by what is told of its table.

A table is one sum of boxes, so the tightest bounds are closed: a cell is the whole
less all that the others can be.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from jukung.figures.disclosure.draws import Draws

Box = tuple[int, int]
"""The least and the most that somebody outside must reckon with."""

LARGEST = 10**9


def around(value: int, base: int) -> Box:
    """The box of a rounded figure: less than a base away from it."""
    return max(0, value - base + 1), value + base - 1


def tightened(boxes: Sequence[Box], whole: int | None) -> tuple[Box, ...]:
    """The tightest boxes, for cells that add up to the whole."""
    if whole is None:
        return tuple(boxes)
    least, most = sum(low for low, _ in boxes), sum(high for _, high in boxes)
    return tuple(
        (max(low, whole - (most - high)), min(high, whole - (least - low))) for low, high in boxes
    )


def are_wide(boxes: Sequence[Box], whole: int | None, k: int) -> bool:
    """Whether no cell is bound closer than k values; a small whole binds by itself."""
    need = k if whole is None else min(k, whole + 1)
    return all(high - low + 1 >= need for low, high in tightened(boxes, whole))


def are_open(
    ways: Sequence[Sequence[Box]], whole: int | None, k: int, *, rounds: bool = False
) -> bool:
    """Whether no few people are known, once it is known that one of these ways is so.

    A part that may be few has two values at least. With `rounds`, one that may be nobody
    or few may also be many, or else both nobody and somebody.
    """
    tight = [tightened(each, whole) for each in ways]
    fitting = [each for each in tight if all(low <= high for low, high in each)]
    least = 0 if rounds else 1
    for part in zip(*fitting, strict=True):
        if not any(max(low, least) <= min(high, k - 1) for low, high in part):
            continue
        low, high = min(low for low, _ in part), max(high for _, high in part)
        if low == high or (rounds and high < k and low > 0):
            return False
    return True


def with_few(boxes: Sequence[Box], k: int) -> list[Sequence[Box]]:
    """The ways in which one of the cells is few: an exact table was told otherwise."""
    return [
        (*boxes[:place], (max(low, 1), min(high, k - 1)), *boxes[place + 1 :])
        for place, (low, high) in enumerate(boxes)
        if max(low, 1) <= min(high, k - 1)
    ]


def outside(boxes: Sequence[Box]) -> list[Sequence[Box]]:
    """The ways in which one of the cells lies outside its box."""
    everything = [(0, LARGEST)] * len(boxes)
    ways: list[Sequence[Box]] = []
    for place, (low, high) in enumerate(boxes):
        beyond = ((0, low - 1), (high + 1, LARGEST))
        ways += [
            (*everything[:place], box, *everything[place + 1 :])
            for box in beyond
            if box[0] <= box[1]
        ]
    return ways


def standing(base: int, k: int) -> int:
    """How far off a figure may be that was rounded, and then stood for small changes."""
    return base - 1 + k - 1


def roundings(cells: Sequence[int], base: int, draws: Draws) -> Iterator[tuple[int, ...]]:
    """The ways to round each cell down or up to the base: as drawn, then the nearest first.

    As any cell may be drawn either way, a figure says no more than that the truth is
    less than a base away from it, to somebody who knows the rule, too.
    """
    ways = [sorted({cell - cell % base, -(-cell // base) * base}) for cell in cells]
    yield tuple(_drawn(draws, place, cell, base) for place, cell in enumerate(cells))
    yield from _nearest_first(cells, ways)


def _drawn(draws: Draws, place: int, cell: int, base: int) -> int:
    over = cell % base
    return cell - over + (base if over and draws.up(place, over, base) else 0)


def _nearest_first(
    cells: Sequence[int], ways: Sequence[Sequence[int]]
) -> Iterator[tuple[int, ...]]:
    def off(made: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        gaps = [abs(new - cell) for new, cell in zip(made, cells, strict=True)]
        return max(gaps, default=0), sum(gaps), made

    return iter(sorted(product(*ways), key=off))
