"""Which cells of published tables are left out, so that no few persons can be worked out.

A table is numbers and the sums between them. Cells of a few persons are left out first;
then others with them, until nothing that was left out follows from what is published:
neither because one equation has a single gap, nor because several together have.
The same tables always lose the same cells.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Spot: TypeAlias = Hashable
Coefficient: TypeAlias = int | Fraction
_Row: TypeAlias = dict[Spot, Coefficient]


@dataclass(frozen=True, slots=True)
class Equation:
    """A cell that is the sum of others, all of which are published."""

    whole: Spot
    parts: tuple[Spot, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All its cells."""
        return (*self.parts, self.whole)


def left_out(
    values: Mapping[Spot, int],
    equations: Sequence[Equation],
    few: Iterable[Spot],
    *,
    fewest: int = 5,
) -> frozenset[Spot]:
    """The cells to leave out: the few, and what protects them.

    `values` has every cell that is known; others are published as empty. Where a sum is
    published, what is left out of it makes at least `fewest` together.
    """
    hidden = {spot for spot in few if spot in values}
    if not hidden:
        return frozenset()
    order = {spot: place for place, spot in enumerate(values)}
    while True:
        more = _too_little(values, equations, hidden, order, fewest=fewest)
        if not more:
            more = _revealing(values, equations, hidden, order)
        if not more:
            return frozenset(hidden)
        hidden |= more


def worked_out(
    values: Mapping[Spot, int], equations: Sequence[Equation], hidden: Iterable[Spot]
) -> frozenset[Spot]:
    """The hidden cells that follow from the published ones, by any of their equations."""
    found: set[Spot] = set()
    for rows in _connected(_gaps(values, equations, set(hidden))):
        found |= _determined(rows)
    return frozenset(found)


def _too_little(
    values: Mapping[Spot, int],
    equations: Sequence[Equation],
    hidden: set[Spot],
    order: Mapping[Spot, int],
    *,
    fewest: int,
) -> set[Spot]:
    """One more cell of each sum whose gaps make fewer persons than may be told."""
    more: set[Spot] = set()
    for equation in equations:
        gaps = [spot for spot in equation.parts if spot in hidden]
        if not gaps or equation.whole in hidden:
            continue
        if sum(values[spot] for spot in gaps) < fewest or len(gaps) < 2:
            found = _cheapest(values, equation.parts, hidden | more, order)
            more.add(equation.whole if found is None or not values[found] else found)
    return more


def _revealing(
    values: Mapping[Spot, int],
    equations: Sequence[Equation],
    hidden: set[Spot],
    order: Mapping[Spot, int],
) -> set[Spot]:
    """For each cell that follows from others, one more of an equation that it stands in."""
    open_ = worked_out(values, equations, hidden)
    more: set[Spot] = set()
    for spot in sorted(open_, key=order.__getitem__):
        around = [s for each in equations if spot in each.spots for s in each.spots]
        if any(each in more for each in around):
            continue
        found = _cheapest(values, around, hidden | more, order)
        if found is not None:
            more.add(found)
    if open_ and not more:
        # What stands around them is all left out: widen from anywhere that is connected.
        rest = [spot for each in equations for spot in each.spots]
        found = _cheapest(values, rest, hidden, order)
        if found is not None:
            more.add(found)
    return more


def _cheapest(
    values: Mapping[Spot, int],
    spots: Iterable[Spot],
    hidden: set[Spot],
    order: Mapping[Spot, int],
) -> Spot | None:
    """The smallest count that is still published; nobody at all only when nothing else is."""
    free = [spot for spot in spots if spot in values and spot not in hidden]
    return min(free, key=lambda s: (values[s] == 0, values[s], order[s]), default=None)


def _gaps(
    values: Mapping[Spot, int], equations: Sequence[Equation], hidden: set[Spot]
) -> Iterator[_Row]:
    """Each equation with what is not known of it; what is known stands on the other side."""
    for equation in equations:
        row: _Row = {}
        for spot in equation.parts:
            if spot in hidden and spot in values:
                row[spot] = row.get(spot, 0) + 1
        if equation.whole in hidden and equation.whole in values:
            row[equation.whole] = row.get(equation.whole, 0) - 1
        if row:
            yield row


def _connected(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The equations in groups that share no gap."""
    group_of: dict[Spot, int] = {}
    groups: dict[int, list[_Row]] = {}
    for number, row in enumerate(rows):
        joined = sorted({group_of[spot] for spot in row if spot in group_of})
        target = joined[0] if joined else number
        members = groups.setdefault(target, [])
        members.append(row)
        for other in joined[1:]:
            for moved in groups.pop(other):
                members.append(moved)
                for spot in moved:
                    group_of[spot] = target
        for spot in row:
            group_of[spot] = target
    return list(groups.values())


def _determined(rows: list[_Row]) -> set[Spot]:
    """The gaps that have one value only: solved exactly, without rounding."""
    solved: dict[Spot, _Row] = {}
    # Where a gap stands among the solved rows, so that only those are touched.
    stands: dict[Spot, set[Spot]] = {}
    for original in rows:
        row = dict(original)
        for spot in list(row):
            if spot in solved and spot in row:
                _take_away(row, solved[spot], row[spot])
        if not row:
            continue
        pivot = next(iter(row))
        _divide(row, row[pivot])
        for other in list(stands.get(pivot, ())):
            _take_away_tracked(other, solved[other], row, stands, pivot)
        solved[pivot] = row
        for spot in row:
            if spot != pivot:
                stands.setdefault(spot, set()).add(pivot)
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _take_away(row: _Row, other: _Row, times: Coefficient) -> None:
    for spot, coefficient in other.items():
        left = row.get(spot, 0) - times * coefficient
        if left:
            row[spot] = left
        else:
            row.pop(spot, None)


def _take_away_tracked(
    owner: Spot, row: _Row, other: _Row, stands: dict[Spot, set[Spot]], pivot: Spot
) -> None:
    times = row[pivot]
    for spot in other:
        stands.setdefault(spot, set())
    _take_away(row, other, times)
    for spot in other:
        if spot in row and spot != owner:
            stands[spot].add(owner)
        else:
            stands[spot].discard(owner)


def _divide(row: _Row, by: Coefficient) -> None:
    if by == 1:
        return
    for spot, coefficient in row.items():
        row[spot] = -coefficient if by == -1 else Fraction(coefficient) / Fraction(by)
