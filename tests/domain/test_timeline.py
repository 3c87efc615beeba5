from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import timeline
from jukung.domain.kinds import SlipAct
from jukung.domain.timeline import Event, Moment, Stay

LEND, BACK, RENEW, HERE = SlipAct.lend, SlipAct.give_back, SlipAct.renew, SlipAct.in_house
ANA, BUDI = 1, 2


def on(day, time=None):
    return Moment(date(2026, 11, day), time)


def traced(stays, *events):
    """What becomes of lines (what, moment, borrower), in their order."""
    lines = [
        Event(n, what, at, who[0] if who else None) for n, (what, at, *who) in enumerate(events)
    ]
    outcomes = timeline.trace("K1", stays, lines)
    return [outcomes[n].refusal.code if outcomes[n].refusal else "good" for n in range(len(lines))]


OPEN_SINCE_10 = (Stay(7, ANA, on(10, "09:00")),)
OUT_10_TO_12 = (Stay(7, ANA, on(10), on(12)),)
OUT_TWICE = (Stay(7, ANA, on(10), on(12)), Stay(8, BUDI, on(20)))


@pytest.mark.parametrize(
    ("stays", "events", "becomes"),
    [
        ((), [(LEND, on(9), ANA)], ["good"]),
        ((), [(LEND, on(9), ANA), (BACK, on(9))], ["good", "good"]),
        ((), [(BACK, on(9))], ["copy_not_on_loan"]),
        ((), [(RENEW, on(9))], ["copy_not_on_loan"]),
        ((), [(HERE, on(9)), (HERE, on(9))], ["good", "good"]),
        ((), [(LEND, on(9), ANA), (HERE, on(10))], ["good", "slip_copy_out"]),
        ((), [(LEND, on(9), ANA), (LEND, on(11), BUDI)], ["good", "slip_copy_out"]),
        ((), [(LEND, on(9), ANA), (LEND, on(9), ANA)], ["good", "slip_repeated"]),
        ((), [(LEND, on(9), ANA), (BACK, on(9)), (BACK, on(9))], ["good", "good", "slip_repeated"]),
        ((), [(LEND, on(9), ANA), (RENEW, on(10)), (BACK, on(11))], ["good", "good", "good"]),
        (
            (),
            [(LEND, on(9), ANA), (BACK, on(9)), (LEND, on(9), BUDI), (BACK, on(9))],
            ["good", "good", "good", "good"],
        ),
        (OPEN_SINCE_10, [(BACK, on(12))], ["good"]),
        (OPEN_SINCE_10, [(BACK, on(10))], ["good"]),
        (OPEN_SINCE_10, [(BACK, on(10, "08:00"))], ["day_too_early"]),
        (OPEN_SINCE_10, [(BACK, on(9))], ["day_too_early"]),
        (OPEN_SINCE_10, [(RENEW, on(11)), (BACK, on(12))], ["good", "good"]),
        (OPEN_SINCE_10, [(LEND, on(11), BUDI)], ["slip_copy_out"]),
        (OPEN_SINCE_10, [(LEND, on(10), ANA)], ["slip_known"]),
        (OPEN_SINCE_10, [(LEND, on(11), BUDI), (BACK, on(12))], ["slip_copy_out", "slip_rests"]),
        (OPEN_SINCE_10, [(HERE, on(12))], ["slip_copy_out"]),
        (OPEN_SINCE_10, [(HERE, on(9))], ["good"]),
        (OPEN_SINCE_10, [(BACK, on(11)), (LEND, on(11), BUDI)], ["good", "good"]),
        (OPEN_SINCE_10, [(LEND, on(8), BUDI), (BACK, on(9))], ["good", "good"]),
        (OPEN_SINCE_10, [(LEND, on(8), BUDI), (BACK, on(10))], ["good", "good"]),
        (OPEN_SINCE_10, [(LEND, on(8), BUDI)], ["slip_return_missing"]),
        (
            OPEN_SINCE_10,
            [(LEND, on(8), BUDI), (RENEW, on(9))],
            ["slip_return_missing", "slip_rests"],
        ),
        (OUT_10_TO_12, [(LEND, on(11), BUDI)], ["copy_out_then"]),
        (OUT_10_TO_12, [(LEND, on(12), BUDI)], ["good"]),
        (OUT_10_TO_12, [(LEND, on(10), ANA)], ["slip_known"]),
        (OUT_10_TO_12, [(BACK, on(11))], ["slip_back_already"]),
        (OUT_10_TO_12, [(BACK, on(12))], ["slip_back_already"]),
        (OUT_10_TO_12, [(BACK, on(13))], ["copy_not_on_loan"]),
        (OUT_10_TO_12, [(RENEW, on(11))], ["slip_back_already"]),
        (OUT_10_TO_12, [(LEND, on(13), BUDI)], ["good"]),
        (OUT_10_TO_12, [(LEND, on(9), BUDI), (BACK, on(10))], ["good", "good"]),
        (OUT_10_TO_12, [(LEND, on(10), BUDI), (BACK, on(10))], ["good", "good"]),
        (OUT_TWICE, [(LEND, on(13), ANA), (BACK, on(19))], ["good", "good"]),
        (OUT_TWICE, [(LEND, on(13), ANA), (BACK, on(21))], ["slip_return_missing", "slip_rests"]),
        (OUT_TWICE, [(BACK, on(21)), (LEND, on(22), ANA)], ["good", "good"]),
    ],
)
def test_what_cannot_have_happened_is_stopped(stays, events, becomes):
    assert traced(stays, *events) == becomes


def test_a_return_closes_the_loan_of_the_file_or_of_the_batch():
    events = [
        Event(0, BACK, on(11)),
        Event(1, LEND, on(12), BUDI),
        Event(2, BACK, on(13)),
    ]

    outcomes = timeline.trace("K1", OPEN_SINCE_10, events)

    assert (outcomes[0].loan, outcomes[0].lent_line) == (7, None)
    assert (outcomes[2].loan, outcomes[2].lent_line) == (None, 1)


def test_a_return_rests_on_a_loan_that_was_refused_for_another_reason():
    events = [Event(0, LEND, on(11)), Event(1, BACK, on(12))]

    outcomes = timeline.trace("K1", (), events, refused=[0])

    assert outcomes[1].refusal.code == "slip_rests"


def test_lines_are_ordered_by_day_then_time_then_place():
    moments = [(0, on(21, "10:00")), (1, on(21)), (2, on(21, "09:00")), (3, on(20)), (4, on(22))]

    assert timeline.in_order(moments) == [3, 2, 0, 1, 4]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(SlipAct)), st.integers(1, 9), st.sampled_from([ANA, BUDI])),
        max_size=14,
    ),
    st.sampled_from([(), OPEN_SINCE_10, OUT_10_TO_12]),
)
def test_what_is_left_never_has_a_copy_out_twice(typed, stays):
    days = sorted(day for _what, day, _who in typed)
    events = [
        Event(n, what, on(day + 4), who)
        for n, ((what, _day, who), day) in enumerate(zip(typed, days, strict=True))
    ]

    outcomes = timeline.trace("K1", stays, events)

    ends = {
        o.lent_line or o.loan: e
        for e in events
        if (o := outcomes[e.line]).refusal is None and e.what is BACK
    }
    spans = [(s.out.day, s.back.day if s.back else _back(ends, s.loan)) for s in stays]
    for event in events:
        if event.what is LEND and outcomes[event.line].refusal is None:
            back = next(
                (
                    e.at.day
                    for e in events
                    if e.what is BACK
                    and outcomes[e.line].refusal is None
                    and outcomes[e.line].lent_line == event.line
                ),
                date.max,
            )
            spans.append((event.at.day, back))
    spans.sort()
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def _back(ends, loan):
    event = ends.get(loan)
    return event.at.day if event else date.max
