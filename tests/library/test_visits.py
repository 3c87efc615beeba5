from datetime import date, timedelta

import pytest

from jukung.domain import errors
from jukung.library import undoing, visits
from jukung.library.visits import DayTally
from makers import TODAY


def test_tallies_of_a_day_add_up(desk):
    visits.record(desk, female=3, male=1)
    visits.record(desk, female=2, unknown=4)

    tallies = visits.tallies(desk, TODAY, TODAY)

    assert tallies == (DayTally(TODAY, 5, 1, 4),)
    assert tallies[0].total == visits.count_of_day(desk, TODAY) == 10


def test_a_day_without_tally_is_empty_not_zero(desk):
    assert visits.count_of_day(desk, TODAY) is None
    assert visits.tallies(desk, TODAY, TODAY) == ()


def test_an_undone_tally_leaves_the_day_empty(desk):
    act = visits.record(desk, female=3, male=1)

    undoing.undo(desk, act)

    assert visits.count_of_day(desk, TODAY) is None


def test_days_are_listed_in_order_and_both_ends_count(desk):
    days = [date(2026, 11, day) for day in (20, 1, 10)]
    for day in days:
        visits.record(desk, male=1, on=day)

    tallies = visits.tallies(desk, date(2026, 11, 1), date(2026, 11, 20))

    assert [each.on for each in tallies] == sorted(days)


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({}, errors.NothingCounted),
        ({"female": 0, "male": 0}, errors.NothingCounted),
        ({"female": -1}, errors.CountOutOfRange),
        ({"female": 1, "male": 10_000}, errors.CountOutOfRange),
        ({"unknown": 1, "on": TODAY + timedelta(days=1)}, errors.DayInFuture),
    ],
)
def test_what_cannot_be_a_tally_is_refused(desk, counts, refusal):
    with pytest.raises(refusal):
        visits.record(desk, **counts)


def test_the_largest_day_is_taken(desk):
    visits.record(desk, female=9999)

    assert visits.count_of_day(desk, TODAY) == 9999


def test_an_act_says_whom_it_recorded(desk):
    act = visits.record(desk, female=3, unknown=2)
    visits.record(desk, male=1)

    assert visits.of_act(desk, act) == DayTally(TODAY, 3, 0, 2)
    assert visits.of_act(desk, "no-such-act") is None


def test_an_act_still_says_whom_it_counted_after_it_was_undone(desk):
    act = visits.record(desk, female=3, unknown=1)

    undoing.undo(desk, act)

    assert visits.of_act(desk, act) == DayTally(TODAY, 3, 0, 1)
    assert visits.of_act(desk, "no such act") is None
