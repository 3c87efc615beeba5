"""Somebody who has the program and runs its rule backwards still works nobody out."""

from itertools import pairwise, product
from random import Random

import pytest
from backwards import Leak, Tossed, explanations, is_leak, leaks, size_of, tables_with, told
from seasons import a_season, tosses_of
from seasons import worked_out as worked_out_of

from jukung.domain.kinds import LibraryKind
from jukung.figures.disclosure.draws import Draws
from jukung.figures.disclosure.protect import protect
from jukung.figures.disclosure.tables import Table, tables_of

SHAPES = [
    # parts, k, always rounded, without the other half, greatest whole
    (2, 5, False, False, 60),
    (3, 5, False, False, 30),
    (1, 10, False, True, 80),
    (3, 5, True, False, 24),
    (2, 10, True, False, 50),
    (3, 10, True, False, 24),
    (1, 10, True, True, 60),
    (4, 3, False, False, 12),
    (5, 3, True, False, 8),
    (6, 3, False, False, 5),
]


def a_table(parts, k, rounds, is_half):
    return Table("all", "trait", tuple("abcdef"[:parts]), k, rounds, is_half)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_small_table_told_once_has_another_that_is_told_alike(shape):
    *kind, greatest = shape
    table = a_table(*kind)

    found = [
        (said, numbers, place)
        for whole in range(1, greatest + 1)
        for said, fits in explanations(table, whole, ()).items()
        for numbers in fits
        for place, true in enumerate(numbers)
        if is_leak(table, true, {each[place] for each in fits})
    ]

    assert found == []


def test_no_table_of_people_is_of_another_shape():
    known = {(parts, k, rounds, half) for parts, k, rounds, half, _ in SHAPES}
    # Ages, kinds of member and strategies have more parts: tried out with a smaller k.
    small = {(parts, 10, rounds, False) for parts in (4, 5, 8) for rounds in (False, True)}
    made = {
        (len(each.parts), each.k, each.rounds, each.is_half)
        for kind in LibraryKind
        for each in tables_of(kind)
    }

    assert made - known - small == set()


def revised(random, shape):
    """A small month and up to three replacements: late slips, and corrections."""
    parts, k, rounds, half, greatest = shape
    table = a_table(parts, k, rounds, half)
    size = size_of(table)
    numbers = [
        random.choice([0, 0, 1, 2, random.randint(0, greatest // size)]) for _ in range(size)
    ]
    months = [tuple(numbers)]
    for _ in range(random.choice([1, 1, 2, 3])):
        way = random.choice([1, 1, -1, 0])
        changes = [
            random.choice([0, 0, 0, 1, 2, random.randint(0, k + 2)])
            * (way or random.choice([1, -1]))
            for _ in range(size)
        ]
        months.append(
            tuple(max(0, each + by) for each, by in zip(months[-1], changes, strict=True))
        )
    tosses = [tuple(random.random() < 0.5 for _ in range(parts)) for _ in months]
    return table, months, tosses


REVISED = [
    (2, 3, False, False, 14),
    (2, 3, True, False, 14),
    (3, 3, False, False, 9),
    (3, 3, True, False, 9),
    (1, 3, False, True, 14),
    (1, 3, True, True, 14),
    (2, 5, False, False, 20),
    (2, 10, True, False, 30),
    (1, 10, False, True, 30),
]


def attack(shape, *, seeds):
    explanations.cache_clear()
    random = Random(f"{shape} {seeds}")
    for _ in range(seeds):
        table, months, tosses = revised(random, shape)
        for knows_direction in (False, True):
            found = list(leaks(table, months, tosses, knows_direction=knows_direction))
            assert found == [], (table, months, tosses)


@pytest.mark.parametrize("shape", REVISED)
def test_nor_do_replacements_leave_a_single_table(shape):
    attack(shape, seeds=150)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("shape", REVISED)
def test_nor_do_many_more_replacements(shape):
    attack(shape, seeds=10_000)


def attack_members(*, seeds, size, count):
    """Small libraries whose members are of two kinds, over some months."""
    explanations.cache_clear()
    random = Random(f"{seeds} {size} {count}")
    table = Table("members", "trait", ("a", "b"), 5, rounds=True)
    told_at_all = 0
    for _ in range(seeds):
        months = a_season(random, 2, size=size, count=count)
        found = list(worked_out_of(table, months, tosses_of(random, months, 2)))
        assert found == [], months
        told_at_all += any(sum(there) >= table.least for there, _new in months)
    assert told_at_all


def test_nor_do_months_of_members_and_newcomers_leave_a_single_number():
    attack_members(seeds=25, size=20, count=4)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_nor_do_many_more_months_of_members():
    attack_members(seeds=1000, size=20, count=6)


def test_parts_of_few_members_are_left_out_for_how_many_there_are_alone():
    table = Table("members", "trait", ("a", "b"), 5, rounds=True)

    said = {whole: set(explanations(table, whole, ())) for whole in (0, 1, 19, 20)}

    assert said[0] == {((0, True), (0, True))}
    assert said[1] == said[19] == {((None, False), (None, False))}
    assert all(value % 15 == 0 for made in said[20] for value, _ in made)


def nearest(table, numbers):
    """Rounding without tosses, which anybody can run backwards."""
    base = table.k
    return tuple(base * ((each + base // 2) // base) for each in numbers)


def rounded_to_five(table, numbers):
    return tuple(5 * ((each + 2) // 5) for each in numbers)


def worked_out(table, whole, rule):
    """What a rule leaves of each small table, over all tables with the whole."""
    every = tables_with(whole, size_of(table))
    for numbers in every:
        fits = [each for each in every if rule(table, each) == rule(table, numbers)]
        for place, true in enumerate(numbers):
            if is_leak(table, true, {each[place] for each in fits}):
                yield numbers, place


def test_rounding_to_the_nearest_does_not_hold():
    table = a_table(2, 5, rounds=False, is_half=False)

    assert ((3, 3), 0) in list(worked_out(table, 6, nearest))


def test_a_prison_that_rounded_to_five_would_tell_few_from_nobody():
    """Fives of parts of whom fewer than ten must not be told: 3 to 7 are told as such."""
    table = a_table(2, 10, rounds=True, is_half=False)

    found = list(worked_out(table, 40, rounded_to_five))

    assert ((5, 35), 0) in found
    fits = explanations(table, 40, ())
    assert not any(
        is_leak(table, 5, {each[0] for each in some}) for some in fits.values() if (5, 35) in some
    )


def test_fives_by_tosses_would_tell_few_from_nobody_as_well():
    table = a_table(2, 10, rounds=True, is_half=False)

    fives = {true for true in range(41) if 5 in {true - true % 5, -(-true // 5) * 5}}
    tens = {true for true in range(41) if 10 in {true - true % 10, -(-true // 10) * 10}}

    assert fives == set(range(1, 10))
    assert is_leak(table, 4, fives)
    assert not is_leak(table, 4, tens)


def test_the_solver_knows_a_single_explanation_when_it_sees_one():
    table = a_table(2, 5, rounds=False, is_half=False)

    assert is_leak(table, 3, {3})
    assert not is_leak(table, 0, {0})
    assert is_leak(a_table(2, 10, rounds=True, is_half=False), 0, {0})
    assert Leak((0, 1), 3, (3,)).possible == (3,)


def test_the_tosses_of_the_solver_are_all_that_a_file_can_toss():
    table = next(each for each in tables_of(LibraryKind.village) if each.whole == "visits")
    figures = {"visits": 103, "visits_female": 58, "visits_male": 42, "visits_unknown": 3}
    numbers = tuple(figures[code] for code in table.parts)

    by_files = set()
    for secret in range(200):
        made = protect(figures, LibraryKind.village, draws=Draws(str(secret).encode(), "2026-10"))
        by_files.add(tuple((made[code].value, made[code].is_exact) for code in table.parts))
    by_solver = {told(table, numbers, (), Tossed(ups)) for ups in product((False, True), repeat=3)}

    assert by_files == by_solver


def test_changes_of_the_attack_go_both_ways():
    random = Random(1)

    made = [revised(random, REVISED[0])[1] for _ in range(50)]

    ways = {sum(two) > sum(one) for months in made for one, two in pairwise(months)}
    assert ways == {True, False}
