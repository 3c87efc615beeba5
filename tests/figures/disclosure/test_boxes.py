"""Bounds of a table's parts, checked against every table that fits."""

from itertools import product

from backwards import Tossed

from jukung.figures.disclosure import boxes
from jukung.figures.disclosure.draws import Draws


def fitting(box, whole):
    ranges = (range(low, high + 1) for low, high in box)
    return [point for point in product(*ranges) if sum(point) == whole]


def test_bounds_are_those_of_all_tables_that_fit():
    for box in product([(0, 4), (3, 9), (6, 14)], repeat=3):
        for whole in range(9, 20):
            points = fitting(box, whole)
            if points:
                seen = tuple((min(each), max(each)) for each in zip(*points, strict=True))
                assert boxes.tightened(box, whole) == seen


def test_rounding_goes_as_it_was_tossed_and_then_to_the_nearest():
    tosses = Tossed((True, False))

    assert list(boxes.roundings((3, 12), 5, tosses)) == [
        (5, 10),
        (5, 10),
        (0, 10),
        (5, 15),
        (0, 15),
    ]


def test_what_is_open_is_open_for_all_tables_that_fit():
    for box in product([(0, 4), (3, 9), (6, 14), (0, 30)], repeat=2):
        for whole, rounds in product(range(1, 24), (False, True)):
            for ways in ([box], boxes.with_few(box, 5), boxes.outside(box)):
                points = {point for way in ways for point in fitting(cut(way), whole)}
                if points:
                    assert boxes.are_open(ways, whole, 5, rounds=rounds) == is_open(points, rounds)


def cut(way):
    return [(low, min(high, 30)) for low, high in way]


def is_open(points, rounds):
    for seen in map(set, zip(*points, strict=True)):
        if not any((0 if rounds else 1) <= each < 5 for each in seen):
            continue
        if len(seen) == 1 or (rounds and max(seen) < 5 and min(seen) > 0):
            return False
    return True


def test_tosses_are_alike_for_the_same_secret_and_month_only():
    def tosses(secret, month):
        draws = Draws(secret, month).of("visits sex")
        return [draws.up(place, 1, 2) for place in range(64)]

    assert tosses(b"a", "2026-10") == tosses(b"a", "2026-10")
    assert tosses(b"a", "2026-10") != tosses(b"b", "2026-10")
    assert tosses(b"a", "2026-10") != tosses(b"a", "2026-11")


def test_parts_go_up_as_often_as_they_are_over():
    ups = [Draws(b"a").of(str(number)).up(0, 3, 10) for number in range(5000)]

    assert 0.27 < sum(ups) / len(ups) < 0.33
    assert not any(Draws(b"a").of(str(number)).up(0, 0, 10) for number in range(100))
