"""What is left out of a table does not follow from what is published."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.agency.small_cells import Equation, left_out, worked_out

FEW = 5


def table(cells):
    """A table of rows and columns with all its sums, and the equations between them."""
    rows, columns = len(cells), len(cells[0])
    values = {(r, c): cells[r][c] for r in range(rows) for c in range(columns)}
    for r in range(rows):
        values[r, "all"] = sum(cells[r])
    for c in [*range(columns), "all"]:
        values["all", c] = sum(values[r, c] for r in range(rows))
    across = [
        Equation((r, "all"), tuple((r, c) for c in range(columns))) for r in [*range(rows), "all"]
    ]
    down = [
        Equation(("all", c), tuple((r, c) for r in range(rows))) for c in [*range(columns), "all"]
    ]
    return values, [*across, *down]


def cube(layers):
    """Tables that add up to another table: parts of a whole, with all sums of each."""
    values, equations = {}, []
    whole = [
        [sum(layer[r][c] for layer in layers) for c in range(len(layers[0][0]))]
        for r in range(len(layers[0]))
    ]
    for name, cells in [*enumerate(layers), ("whole", whole)]:
        found, sums = table(cells)
        values |= {(name, spot): value for spot, value in found.items()}
        equations += [
            Equation((name, each.whole), tuple((name, spot) for spot in each.parts))
            for each in sums
        ]
    for spot in table(whole)[0]:
        parts = tuple((number, spot) for number in range(len(layers)))
        equations.append(Equation(("whole", spot), parts))
    return values, equations


def free_directions(rows, wide):
    """What may still be added to a solution: the null space, by plain elimination."""
    rows, pivots = [[Fraction(each) for each in row] for row in rows], []
    for column in range(wide):
        at = next((r for r in range(len(pivots), len(rows)) if rows[r][column]), None)
        if at is None:
            continue
        top = len(pivots)
        rows[top], rows[at] = rows[at], rows[top]
        rows[top] = [each / rows[top][column] for each in rows[top]]
        for r, row in enumerate(rows):
            if r != top and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[top], strict=True)]
        pivots.append(column)
    for free in set(range(wide)) - set(pivots):
        yield {free, *(column for r, column in enumerate(pivots) if rows[r][free])}


def attacked(equations, hidden):
    """What somebody finds who has every published number: what no solution can change."""
    order = sorted(hidden, key=repr)
    matrix = []
    for each in equations:
        row = [sum(s == spot for s in each.parts) - (spot == each.whole) for spot in order]
        if any(row):
            matrix.append(row)
    moving = set().union(*free_directions(matrix, len(order)))
    return {spot for place, spot in enumerate(order) if place not in moving}


def few_of(values, fewest=FEW):
    return {spot for spot, value in values.items() if 1 <= value < fewest}


counts = st.one_of(st.integers(0, 6), st.integers(0, 60))


def tables(most_rows=5, most_columns=5):
    return st.integers(1, most_columns).flatmap(
        lambda wide: st.lists(
            st.lists(counts, min_size=wide, max_size=wide), min_size=1, max_size=most_rows
        )
    )


@settings(max_examples=3000, deadline=None)
@given(tables())
def test_nothing_left_out_of_a_table_with_all_its_sums_can_be_worked_out(cells):
    values, equations = table(cells)
    few = few_of(values)

    hidden = left_out(values, equations, few, fewest=FEW)

    assert few <= hidden
    assert attacked(equations, hidden) == set()
    assert worked_out(values, equations, hidden) == frozenset()


a_layer = st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=2)


@settings(max_examples=400, deadline=None)
@given(st.integers(2, 3).flatmap(lambda n: st.lists(a_layer, min_size=n, max_size=n)))
def test_parts_of_a_whole_give_nothing_away(layers):
    values, equations = cube(layers)
    few = few_of(values)

    hidden = left_out(values, equations, few, fewest=FEW)

    assert few <= hidden
    assert attacked(equations, hidden) == set()


@settings(max_examples=300, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_solver_finds_what_an_attacker_finds(cells, random):
    values, equations = table(cells)
    hidden = {spot for spot in values if random.random() < 0.4}

    assert worked_out(values, equations, hidden) == attacked(equations, hidden)


@settings(max_examples=200, deadline=None)
@given(tables())
def test_what_is_left_out_of_a_published_sum_makes_more_than_a_few(cells):
    values, equations = table(cells)

    hidden = left_out(values, equations, few_of(values), fewest=FEW)

    for each in equations:
        gaps = [spot for spot in each.parts if spot in hidden]
        if gaps and each.whole not in hidden:
            assert sum(values[spot] for spot in gaps) >= FEW


@settings(max_examples=200, deadline=None)
@given(tables())
def test_the_same_table_loses_the_same_cells(cells):
    values, equations = table(cells)
    few = few_of(values)

    assert left_out(values, equations, few) == left_out(
        dict(values), list(equations), sorted(few, key=repr)
    )


def test_a_table_without_few_persons_stays_whole():
    values, equations = table([[12, 40], [0, 33]])

    assert left_out(values, equations, few_of(values)) == frozenset()


def test_two_gaps_in_every_line_are_not_always_enough():
    # Two squares of gaps joined by one cell: that one follows from the others.
    cells = [[9, 9, 3, 20, 20], [9, 9, 30, 20, 20], [30, 30, 30, 9, 9], [30, 30, 30, 9, 9]]
    values, equations = table(cells)
    squares = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 3), (2, 4), (3, 3), (3, 4)]

    assert attacked(equations, {*squares, (0, 2)}) == {(0, 2)}
    assert worked_out(values, equations, {*squares, (0, 2)}) == {(0, 2)}
    assert attacked(equations, left_out(values, equations, [*squares, (0, 2)])) == set()


def test_the_smallest_that_protects_goes_first_and_nobody_last():
    values, equations = table([[3, 0, 50], [40, 7, 60]])

    hidden = left_out(values, equations, few_of(values))

    assert (0, 1) not in hidden
    assert (0, 2) in hidden


def test_a_provinces_year_is_done_quickly():
    random = Random(11)
    cells = [[random.choice((0, 1, 2, 4, 9, 30, 200)) for _ in range(12)] for _ in range(14)]
    values, equations = table(cells)

    hidden = left_out(values, equations, few_of(values))

    assert worked_out(values, equations, hidden) == frozenset()
