"""Over a year, too, nobody can be worked out: members stand, come, borrow and leave."""

import sys
from pathlib import Path
from random import Random

import pytest
from attack import exact_range, loose_range, propagate, seen_range

from jukung.domain.kinds import LibraryKind
from jukung.figures.disclosure.draws import Draws
from jukung.figures.disclosure.protect import protect
from jukung.figures.disclosure.tables import tables_of
from jukung.figures.disclosure.told import Told

sys.path.insert(0, str(Path(__file__).parent))

from year_of import WHOLES, a_view, a_year, moves

VILLAGE = LibraryKind.village


def tables_by(by):
    found = [each for each in tables_of(VILLAGE) if each.by == by and each.whole in WHOLES]
    return sorted(found, key=lambda each: WHOLES.index(each.whole))


def a_told_year(seed, tables):
    random = Random(seed)
    traits = [code.removeprefix("members_") for code in tables[0].parts]
    months = a_year(random, traits, size=random.choice([5, 15, 40, 120]))
    secret = str(seed).encode()
    return months, [
        protect(each, VILLAGE, draws=Draws(secret, str(number)))
        for number, each in enumerate(months)
    ]


def narrowed(tables, months, told, seen):
    """The cells that other figures than exact wholes bind closer than they may."""
    system, cells = a_view(tables, months, told)
    assert system.fits([months[number][code] for number, code in cells])
    for (number, code), place in cells.items():
        table = next(each for each in tables if code in each.parts)
        need = min(table.k, months[number][table.whole] + 1)
        low, high = seen(system, {place: 1}, cells, need)
        if told[number][code].is_exact or high - low + 1 >= need:
            continue
        blind, _ = a_view(tables, months, told, blind={(number, table.whole)})
        anyway = loose_range(blind, {place: 1})
        if high - low + 1 < min(need, anyway[1] - anyway[0] + 1):
            yield number, code, (low, high), need


def by_adding(system, target, cells, need):
    return loose_range(system, target)


@pytest.mark.parametrize(("by", "count"), [("sex", 25), ("age", 10)])
def test_nobody_is_worked_out_of_a_year_by_adding_and_subtracting(by, count):
    tables = tables_by(by)

    for seed in range(count):
        assert list(narrowed(tables, *a_told_year(seed, tables), by_adding)) == []


def attack_season(seed):
    tables = tables_by("sex")
    months, told = a_told_year(seed, tables)
    first = seed % 10
    months, told = months[first : first + 3], told[first : first + 3]

    def by_programme(system, target, cells, need):
        point = [months[number][code] for number, code in cells]
        found = seen_range(system, target, point, list(moves(tables, cells, 3)))
        return found if found[1] - found[0] + 1 >= need else exact_range(system, target)

    assert list(narrowed(tables, months, told, by_programme)) == []


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_worked_out_of_a_season_by_linear_programme(seed):
    attack_season(seed)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(3, 200))
def test_nobody_is_worked_out_of_many_seasons(seed):
    attack_season(seed)


def test_exact_standing_figures_would_give_newcomers_away():
    tables = tables_by("sex")
    months, told = a_told_year(1, tables)
    exact = [
        telling | {code: Told(figures[code]) for code in tables[0].parts}
        for figures, telling in zip(months, told, strict=True)
    ]

    system, cells = a_view(tables, months, exact)
    bounds = propagate(system)

    new = {place for (_, code), place in cells.items() if code.startswith("members_new_")}
    assert any(0 < bounds[each][0] == bounds[each][1] < 5 for each in new)


def test_a_true_sum_of_a_year_would_give_a_month_away():
    months = [
        {"visits": 103, "visits_female": 60, "visits_male": 40, "visits_unknown": 3},
        *[{"visits": 90, "visits_female": 50, "visits_male": 40, "visits_unknown": 0}] * 11,
    ]
    told = [protect(each, VILLAGE) for each in months]

    exact = [each["visits_unknown"].value for each in told if each["visits_unknown"].is_exact]

    # What the twelve months say: eleven are known, so the true sum less them is the first.
    assert not told[0]["visits_unknown"].is_exact
    assert 3 - sum(exact) == months[0]["visits_unknown"]
