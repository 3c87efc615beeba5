from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain import errors
from jukung.domain.kinds import AgeBand
from jukung.library import undoing, visit_corrections, visits
from jukung.library.visits import DayTally
from makers import TODAY

YESTERDAY = TODAY - timedelta(days=1)
COUNTS = st.tuples(*[st.integers(0, 20)] * 3)


def tally(desk, day=YESTERDAY):
    return next(iter(visits.tallies(desk, day, day)), None)


def correct(desk, female=0, male=0, unknown=0):
    return visit_corrections.correct(desk, YESTERDAY, female=female, male=male, unknown=unknown)


def test_a_day_is_set_right_upwards_and_downwards_in_one_act(desk):
    visits.record(desk, female=10, male=4, on=YESTERDAY)

    correct(desk, female=7, male=6, unknown=1)

    assert tally(desk) == DayTally(YESTERDAY, 7, 6, 1)


def test_a_correction_is_taken_back_whole(desk):
    visits.record(desk, female=10, male=4, on=YESTERDAY)
    act = correct(desk, female=7, male=6)

    undoing.undo(desk, act)

    assert tally(desk) == DayTally(YESTERDAY, 10, 4, 0)


def test_a_day_set_to_nothing_is_empty_and_comes_back(desk):
    visits.record(desk, female=2, on=YESTERDAY)
    act = correct(desk)
    emptied = tally(desk)

    undoing.undo(desk, act)

    assert emptied is None
    assert tally(desk) == DayTally(YESTERDAY, 2, 0, 0)


def test_what_a_correction_takes_is_the_plainest_count(desk):
    visits.record(desk, female=5, age_band=AgeBand.child, group_name="Kelas II", on=YESTERDAY)
    visits.record(desk, female=5, on=YESTERDAY)

    correct(desk, female=6)

    assert tally(desk) == DayTally(YESTERDAY, 6, 0, 0, children=5, in_groups=5)


def test_a_count_that_was_corrected_cannot_be_undone_before_the_correction(desk):
    counted = visits.record(desk, female=5, on=YESTERDAY)
    correct(desk, female=3)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, counted)


def test_the_same_totals_are_no_correction(desk):
    visits.record(desk, female=5, on=YESTERDAY)

    with pytest.raises(errors.NothingCounted):
        correct(desk, female=5)


def test_a_correction_stands_in_the_list_of_its_day(desk):
    visits.record(desk, female=5, on=YESTERDAY)
    act = correct(desk, female=4)

    acts = visits.of_day(desk, YESTERDAY)

    assert [(a.act_id == act, a.corrects, a.total) for a in acts] == [(True, True, 4)]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counted=st.lists(COUNTS, max_size=4), wanted=st.lists(COUNTS, max_size=3))
def test_any_corrections_give_what_was_wanted_and_undo_to_what_was(desk, counted, wanted):
    acts = [
        visits.record(desk, female=f, male=m, unknown=u, on=YESTERDAY)
        for f, m, u in counted
        if f + m + u
    ]
    seen, undone = [tally(desk)], []
    for f, m, u in wanted:
        before = seen[-1]
        if (f, m, u) == ((before.female, before.male, before.unknown) if before else (0, 0, 0)):
            continue
        acts.append(correct(desk, f, m, u))
        seen.append(tally(desk))
        after = seen[-1] or DayTally(YESTERDAY, 0, 0, 0)
        assert (after.female, after.male, after.unknown) == (f, m, u)

    corrections = len(seen) - 1
    for act in reversed(acts[len(acts) - corrections :]):
        undone.append(tally(desk))
        undoing.undo(desk, act)

    assert undone == seen[:0:-1]
    for act in acts[: len(acts) - corrections]:
        undoing.undo(desk, act)
    assert tally(desk) is None
