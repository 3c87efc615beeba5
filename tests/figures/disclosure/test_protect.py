"""No part of few people is shown or can be worked out, whatever was told before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import broken, is_derived

from jukung.domain.kinds import LibraryKind
from jukung.figures.disclosure.protect import protect
from jukung.figures.disclosure.tables import tables_of
from jukung.figures.disclosure.told import Told, Why

COUNTS = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 60), st.integers(0, 400))
CHANGES = st.one_of(
    st.just(0), st.just(0), st.integers(0, 3), st.integers(0, 12), st.integers(0, 80)
)


@st.composite
def revisions(draw):
    """A table's month, told once and then up to three times more, as late slips come in."""
    kind = draw(st.sampled_from(LibraryKind))
    table = draw(st.sampled_from(tables_of(kind)))
    cells = [draw(COUNTS) for _ in (*table.parts, *("rest" for _ in [0] if table.is_half))]
    months = [figures_of(table, cells)]
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.sampled_from([1, 1, -1, 0]))
        for place in range(len(cells)):
            change = draw(CHANGES) * (way or draw(st.sampled_from([1, -1])))
            cells[place] = max(0, cells[place] + change)
        months.append(figures_of(table, cells))
    return kind, table, months


def figures_of(table, cells):
    return dict(zip(table.parts, cells, strict=False)) | {table.whole: sum(cells)}


def told_one_after_another(kind, months, *, rule=protect):
    told = []
    for figures in months:
        told.append(rule(figures, kind, before=tuple(told)))
    return told


def naive(figures, kind, *, before):
    """Only the few are left out: what many programs do."""
    made = {code: Told(value) for code, value in figures.items()}
    for table in tables_of(kind):
        for code in table.parts:
            if code in figures and 0 < figures[code] < table.k:
                made[code] = Told(None, Why.few)
    return made


def attack(case):
    kind, table, months = case
    assert broken(table, months, told_one_after_another(kind, months)) == []


@settings(max_examples=2000, deadline=None)
@given(case=revisions())
def test_nobody_can_be_worked_out_of_all_that_was_told(case):
    attack(case)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@settings(max_examples=20_000, deadline=None)
@given(case=revisions())
def test_nobody_can_be_worked_out_of_many_more(case):
    attack(case)


def test_leaving_out_only_the_few_does_not_hold():
    months = [{"visits": 89, "visits_female": 60, "visits_male": 26, "visits_unknown": 3}]
    table = next(each for each in tables_of(LibraryKind.village) if each.whole == "visits")

    told = told_one_after_another(LibraryKind.village, months, rule=naive)

    assert told[0]["visits_unknown"].is_suppressed
    assert is_derived(table, months, told)
    assert broken(table, months, told) != []


def test_forgetting_what_was_told_does_not_hold():
    months = [
        {"visits": 100, "visits_female": 60, "visits_male": 40, "visits_unknown": 0},
        {"visits": 101, "visits_female": 61, "visits_male": 40, "visits_unknown": 0},
    ]
    table = next(each for each in tables_of(LibraryKind.village) if each.whole == "visits")

    forgetful = [protect(each, LibraryKind.village) for each in months]
    careful = told_one_after_another(LibraryKind.village, months)

    assert broken(table, months, forgetful) != []
    assert broken(table, months, careful) == []


def village(figures, *before):
    made = protect(figures, LibraryKind.village, before=before)
    return {code: (each.value, each.why) for code, each in made.items()}


def test_a_table_without_few_people_is_told_exactly():
    figures = {"visits": 90, "visits_female": 50, "visits_male": 40, "visits_unknown": 0}

    assert village(figures) == {code: (value, None) for code, value in figures.items()}


def test_ages_of_few_are_told_in_tens_and_their_whole_exactly():
    ages = {"visits_children": 300, "visits_teens": 100, "visits_adults": 12}
    figures = ages | {"visits_seniors": 2, "visits_age_unknown": 0, "visits": 414}

    told = protect(figures, LibraryKind.village)

    assert told["visits_seniors"].is_rounded
    assert told["visits_seniors"].value in {0, 10}
    assert told["visits_adults"].value in {10, 20}
    assert told["visits"] == Told(414)


def test_parts_are_rounded_where_one_of_them_is_few():
    figures = {"visits": 103, "visits_female": 60, "visits_male": 40, "visits_unknown": 3}

    told = village(figures)

    assert told["visits_unknown"] in {(0, Why.few), (5, Why.few)}
    assert told["visits_female"] == (60, Why.others)
    assert told["visits"] == (103, None)


def test_who_is_left_of_a_whole_is_a_part_of_it():
    few_others = {"visits": 100, "visits_disability": 97}

    assert village(few_others)["visits_disability"] in {(90, Why.others), (100, Why.others)}
    assert village({"visits": 100, "visits_disability": 60})["visits_disability"] == (60, None)


def test_a_replacement_that_changed_little_leaves_the_old_figures_standing():
    first = {"visits": 100, "visits_female": 60, "visits_male": 40, "visits_unknown": 0}
    later = {"visits": 101, "visits_female": 61, "visits_male": 40, "visits_unknown": 0}

    told = village(later, protect(first, LibraryKind.village))

    assert told["visits"] == (101, None)
    assert told["visits_female"] == (60, Why.changed)
    assert told["visits_male"] == (40, Why.changed)


def test_a_replacement_that_changed_much_is_told_exactly():
    first = {"visits": 100, "visits_female": 60, "visits_male": 40, "visits_unknown": 0}
    later = {"visits": 130, "visits_female": 80, "visits_male": 50, "visits_unknown": 0}

    told = village(later, protect(first, LibraryKind.village))

    assert told == {code: (value, None) for code, value in later.items()}


def test_what_was_left_out_for_a_change_stays_out():
    months = [
        {"visits": 100, "visits_female": 60, "visits_male": 40, "visits_unknown": 0},
        {"visits": 130, "visits_female": 89, "visits_male": 41, "visits_unknown": 0},
        {"visits": 200, "visits_female": 120, "visits_male": 80, "visits_unknown": 0},
    ]

    told = told_one_after_another(LibraryKind.village, months)

    assert told[1]["visits_female"] == told[2]["visits_female"] == Told(None, Why.changed)


def test_the_same_figures_are_told_alike_again():
    figures = {"visits": 103, "visits_female": 60, "visits_male": 40, "visits_unknown": 3}

    once = protect(figures, LibraryKind.village)
    twice = protect(figures, LibraryKind.village, before=(once,))

    assert {code: each.value for code, each in once.items()} == {
        code: each.value for code, each in twice.items()
    }


def test_a_prison_leaves_out_few_persons_and_tells_parts_in_tens():
    figures = {"members": 9, "members_new": 0, "members_active": 31, "visits": 64}
    sexes = {"visits_female": 0, "visits_male": 64, "visits_unknown": 0}

    told = protect(figures | sexes, LibraryKind.prison)

    assert told["members"] == Told(None, Why.few)
    assert told["members_new"] == Told(0)
    assert told["members_active"] == Told(31)
    assert told["visits"] == Told(64)
    assert told["visits_male"].is_rounded
    assert all(told[code].value % 10 == 0 for code in sexes)


def test_parts_of_a_whole_that_is_left_out_are_left_out_too():
    figures = {"activity_participants": 7, "activity_participants_female": 0}

    told = protect(figures, LibraryKind.prison)

    assert {each.is_suppressed for each in told.values()} == {True}


def test_acts_and_things_are_told_exactly():
    figures = {"loans": 3, "copies_held_class_2x": 1, "activities_service": 2, "open_days": 4}

    for kind in LibraryKind:
        assert protect(figures, kind) == {code: Told(value) for code, value in figures.items()}


def test_what_was_not_collected_stays_unknown():
    assert village({"visits": None, "visits_female": None})["visits_female"] == (None, None)


def test_typed_parts_that_do_not_add_up_are_protected_all_the_same():
    told = village({"visits": 10, "visits_female": 30, "visits_male": 2})

    assert told["visits_male"][1] is Why.few
