"""The attacker finds what can be found: checked against trying out every table."""

from itertools import product

from attack import System, exact_range, propagate, seen_range


def a_system(bounds, *sums):
    made = System()
    for place, (low, high) in enumerate(bounds):
        made.cell(place, low, high)
    for factors, least, most in sums:
        made.keep(factors, least, most)
    return made


def tried_out(system, target):
    found = [
        sum(f * point[c] for c, f in target.items())
        for point in product(*(range(low, high + 1) for low, high in system.bounds))
        if system.fits(point)
    ]
    return (min(found), max(found)) if found else None


SYSTEMS = [
    a_system([(0, 9)] * 3, ({0: 1, 1: 1, 2: 1}, 7, 7)),
    a_system([(0, 9), (3, 9), (2, 4)], ({0: 1, 1: 1, 2: 1}, 7, 8)),
    a_system([(0, 6)] * 4, ({0: 1, 1: 1}, 5, 5), ({2: 1, 3: 1}, 7, 7), ({2: 1, 0: -1}, 0, 9)),
    a_system([(0, 6)] * 4, ({0: 1, 1: 1}, 5, 5), ({1: 1, 2: 1}, 4, 4), ({2: 1, 3: 1}, 9, 9)),
    a_system([(0, 3)] * 3, ({0: 1, 1: 1, 2: 1}, 9, 9)),
    a_system([(0, 3)] * 2, ({0: 1, 1: 1}, 7, 9)),
    a_system([(0, 5)] * 4, ({0: 1, 1: -1}, 2, 9), ({1: 1, 2: 1, 3: -1}, 4, 9)),
]


def test_the_linear_programme_finds_what_trying_out_finds():
    targets = [{0: 1}, {1: 1}, {0: 1, 1: -1}]

    found = [[exact_range(each, target) for target in targets] for each in SYSTEMS]

    assert found == [[tried_out(each, target) for target in targets] for each in SYSTEMS]


def test_propagating_never_claims_more_than_is_so():
    for system in SYSTEMS:
        bounds = propagate(system)
        for place in range(len(system.bounds)):
            true = tried_out(system, {place: 1})
            if true is not None:
                assert bounds[place][0] <= true[0] <= true[1] <= bounds[place][1]


def test_what_is_seen_from_a_point_is_never_more_than_there_is():
    system = SYSTEMS[0]
    moves = [{0: 1, 1: -1}, {1: 1, 0: -1}, {0: 1, 2: -1}, {2: 1, 0: -1}]

    assert seen_range(system, {0: 1}, (2, 3, 2), moves) == (0, 7)
