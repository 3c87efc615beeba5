"""Somebody outside who adds and subtracts: what must a cell be, by all that was told?

`System` holds whole numbers between bounds and the sums that they must keep. `propagate`
narrows bounds until nothing moves; `exact_range` asks an exact linear programme (our own
simplex over fractions), which no attack by adding and subtracting can beat; `seen_range`
finds, from one true point, others that fit as well, which proves a range without it.
"""

from dataclasses import dataclass, field
from fractions import Fraction

FAR = 10**6
"""Beyond every count in the tests: nothing else is known."""


@dataclass
class System:
    """Cells with bounds, and sums of cells with bounds."""

    names: list = field(default_factory=list)
    bounds: list = field(default_factory=list)
    sums: list = field(default_factory=list)
    """({cell: factor}, least, most)"""
    narrowed: list | None = None
    """The bounds found by propagating, once they were asked for."""

    def cell(self, name, low=0, high=FAR):
        self.names.append(name)
        self.bounds.append((low, high))
        return len(self.names) - 1

    def keep(self, factors, least, most):
        self.sums.append((dict(factors), least, most))

    def fits(self, point):
        inside = all(low <= x <= high for x, (low, high) in zip(point, self.bounds, strict=True))
        return inside and all(
            least <= sum(f * point[c] for c, f in factors.items()) <= most
            for factors, least, most in self.sums
        )


def propagate(system, rounds=200):
    """Bounds narrowed sum by sum to a fixpoint; None where nothing fits."""
    bounds = list(system.bounds)
    for _ in range(rounds):
        before = list(bounds)
        for factors, least, most in system.sums:
            low = sum(f * bounds[c][0 if f > 0 else 1] for c, f in factors.items())
            high = sum(f * bounds[c][1 if f > 0 else 0] for c, f in factors.items())
            for cell, factor in factors.items():
                mine = [factor * each for each in bounds[cell]]
                others_low, others_high = low - min(mine), high - max(mine)
                rest = sorted(((least - others_high) / factor, (most - others_low) / factor))
                new = (max(bounds[cell][0], _up(rest[0])), min(bounds[cell][1], _down(rest[1])))
                if new[0] > new[1]:
                    return None
                if new != bounds[cell]:
                    bounds[cell] = new
                    mine = [factor * each for each in new]
                    low, high = others_low + min(mine), others_high + max(mine)
        if bounds == before:
            return bounds
    return bounds


def loose_range(system, target):
    """A range that is never too narrow, by propagating alone."""
    if system.narrowed is None:
        system.narrowed = propagate(system)
    bounds = system.narrowed
    low = sum(f * bounds[c][0 if f > 0 else 1] for c, f in target.items())
    high = sum(f * bounds[c][1 if f > 0 else 0] for c, f in target.items())
    for factors, least, most in system.sums:
        if factors == target:
            low, high = max(low, least), min(high, most)
    return low, high


def exact_range(system, target):
    """The least and the most of a sum of cells, by linear programme; None if nothing fits."""
    bounds = propagate(system)
    if bounds is None:
        return None
    least = _optimum(system, bounds, {c: -f for c, f in target.items()})
    most = _optimum(system, bounds, target)
    if least is None or most is None:
        return None
    return _up(-least), _down(most)


def seen_range(system, target, point, moves):
    """What a sum of cells can be, reached from a point that fits by steps that keep it."""
    found = []
    for sign in (-1, 1):
        here = list(point)
        for _ in range(4):
            moved = False
            for move in moves:
                gain = sign * sum(target.get(c, 0) * by for c, by in move.items())
                step = _longest(system, here, move) if gain > 0 else 0
                if step:
                    moved = True
                    for cell, by in move.items():
                        here[cell] += by * step
            if not moved:
                break
        found.append(sum(f * here[c] for c, f in target.items()))
    return found[0], found[1]


def _longest(system, point, move):
    step = FAR
    for cell, by in move.items():
        low, high = system.bounds[cell]
        room = high - point[cell] if by > 0 else point[cell] - low
        step = min(step, room // abs(by))
    for factors, least, most in system.sums:
        drift = sum(f * move.get(c, 0) for c, f in factors.items())
        if drift:
            now = sum(f * point[c] for c, f in factors.items())
            room = most - now if drift > 0 else now - least
            step = min(step, room // abs(drift))
    return max(step, 0)


def _up(number):
    return -_down(-number)


def _down(number):
    return int(number // 1)


# --- an exact simplex: maximise over whole-number constraints, in fractions


def _optimum(system, bounds, target):
    """The most of the target, or None where nothing fits."""
    loose = [c for c, (low, high) in enumerate(bounds) if low < high]
    place = {cell: number for number, cell in enumerate(loose)}
    rows, right = [], []

    def add(factors, most):
        rows.append([Fraction(factors.get(cell, 0)) for cell in loose])
        right.append(Fraction(most))

    for cell in loose:
        add({cell: 1}, bounds[cell][1] - bounds[cell][0])
    for factors, least, most in system.sums:
        if not any(cell in place for cell in factors):
            continue
        fixed = sum(f * bounds[c][0] for c, f in factors.items())
        add(factors, most - fixed)
        add({c: -f for c, f in factors.items()}, fixed - least)
    fixed = sum(f * bounds[c][0] for c, f in target.items())
    wanted = [Fraction(target.get(cell, 0)) for cell in loose]
    best = _simplex(rows, right, wanted)
    return None if best is None else best + fixed


def _simplex(rows, right, wanted):
    """max wanted·y with rows·y <= right and y >= 0, in dictionary form by Bland's rule."""
    count = len(wanted)
    # One more column, the last: how far all constraints are let go in the first phase.
    table = [[*row, Fraction(-1), b] for row, b in zip(rows, right, strict=True)]
    basis = [count + 1 + number for number in range(len(rows))]
    free = [*range(count + 1)]
    goal = [*wanted, Fraction(0), Fraction(0)]
    slack = [*([Fraction(0)] * count), Fraction(-1), Fraction(0)]
    goals = [goal, slack]
    if right and min(right) < 0:
        worst = min(range(len(right)), key=lambda row: right[row])
        _pivot(table, basis, free, goals, worst, count)
        _climb(table, basis, free, goals, 1)
        if goals[1][-1] != 0:
            return None
        if count in basis:
            row = basis.index(count)
            column = next((c for c in range(count + 1) if table[row][c] != 0), None)
            if column is not None:
                _pivot(table, basis, free, goals, row, column)
    for line in [*table, *goals]:
        if count in free:
            line[free.index(count)] = Fraction(0)
    _climb(table, basis, free, goals, 0)
    return -goals[0][-1]


def _climb(table, basis, free, goals, which):
    while True:
        entering = min(
            (c for c in range(len(free)) if goals[which][c] > 0),
            key=lambda c: free[c],
            default=None,
        )
        if entering is None:
            return
        leaving = min(
            (r for r in range(len(table)) if table[r][entering] > 0),
            key=lambda r: (table[r][-1] / table[r][entering], basis[r]),
            default=None,
        )
        assert leaving is not None, "bounded by its cells"
        _pivot(table, basis, free, goals, leaving, entering)


def _pivot(table, basis, free, goals, row, column):
    by = table[row][column]
    new = [each / by for each in table[row]]
    new[column] = 1 / by
    for line in (*table[:row], *table[row + 1 :], *goals):
        factor = line[column]
        if factor:
            line[column] = Fraction(0)
            for place, each in enumerate(new):
                if each:
                    line[place] -= factor * each
    table[row] = new
    basis[row], free[column] = free[column], basis[row]
