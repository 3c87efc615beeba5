from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import PeriodState, SlipAct
from jukung.domain.months import Month
from jukung.domain.typed import TypedSlip
from jukung.library import circulation, closing, late_entry, settings, undoing, visits
from makers import TODAY, a_copy, a_loan, a_member, at

OCTOBER, NOVEMBER, DECEMBER = (Month(2026, number) for number in (10, 11, 12))
VALUES = {"loans": 3, "visits": None, "members": 0}


def states(desk):
    rows = desk.session.execute(text("SELECT revision, state FROM period ORDER BY revision"))
    return dict(rows.all())


def test_a_closed_month_keeps_its_figures(desk):
    closed = closing.close(desk, OCTOBER, VALUES)

    assert (closed.month, closed.revision, closed.state) == (OCTOBER, 1, PeriodState.closed)
    assert closing.latest(desk, OCTOBER) == closed
    assert closing.latest(desk, OCTOBER).values == VALUES


def test_an_open_month_has_no_figures(desk):
    assert closing.latest(desk, OCTOBER) is None


def test_other_figures_make_the_next_revision(desk):
    closing.close(desk, OCTOBER, VALUES)

    second = closing.close(desk, OCTOBER, VALUES | {"visits": 0})

    assert second.revision == 2
    assert closing.latest(desk, OCTOBER).values["visits"] == 0
    assert states(desk) == {1: "replaced", 2: "closed"}


def test_the_same_figures_are_not_closed_again(desk):
    closing.close(desk, OCTOBER, VALUES)

    with pytest.raises(errors.MonthClosedUnchanged) as refused:
        closing.close(desk, OCTOBER, dict(VALUES))

    assert refused.value.month == "2026-10"
    assert states(desk) == {1: "closed"}


def test_a_month_to_come_is_not_closed(desk):
    with pytest.raises(errors.MonthNotBegun) as refused:
        closing.close(desk, DECEMBER, VALUES)

    assert refused.value.month == "2026-12"


def test_the_running_month_may_be_closed(desk):
    assert closing.close(desk, NOVEMBER, VALUES).revision == 1


def test_a_sealed_revision_waits_no_longer(desk):
    closing.close(desk, OCTOBER, VALUES)
    closing.close(desk, NOVEMBER, VALUES)
    waiting = [each.month for each in closing.unsealed(desk)]

    closing.mark_sealed(desk, OCTOBER, 1)

    assert waiting == [OCTOBER, NOVEMBER]
    assert [each.month for each in closing.unsealed(desk)] == [NOVEMBER]
    assert closing.latest(desk, OCTOBER).state is PeriodState.sealed


def test_a_sealed_month_may_be_replaced(desk):
    closing.close(desk, OCTOBER, VALUES)
    closing.mark_sealed(desk, OCTOBER, 1)

    closing.close(desk, OCTOBER, VALUES | {"loans": 4})

    assert states(desk) == {1: "replaced", 2: "closed"}


def test_the_history_shows_how_far_each_month_is(desk):
    closing.close(desk, OCTOBER, VALUES)
    closing.close(desk, OCTOBER, VALUES | {"loans": 4})
    closing.mark_sealed(desk, OCTOBER, 2)
    desk.session.execute(
        text(
            "INSERT INTO parcel VALUES ('e', 1, '2026-10', 2, 'original', 'h', x'00', 'received', "
            "'2026-11-01 00:00:00.000000', NULL, '2026-11-02 17:00:00.000000', 'ACCEPT', 1)"
        )
    )
    closing.close(desk, NOVEMBER, VALUES)

    november, october = closing.history(desk)

    assert (november.month, november.state, november.parcel) == (NOVEMBER, "closed", None)
    assert (october.month, october.revision, october.state) == (OCTOBER, 2, "sealed")
    assert (october.parcel, october.verdict) == ("received", "ACCEPT")
    assert october.received_on == date(2026, 11, 3)  # one o'clock at night in Banjar
    assert len(closing.history(desk, most=1)) == 1


def test_the_checklist_names_days_with_work_and_no_visits(desk):
    member = a_member(at(desk, date(2026, 11, 2)))
    for day in (3, 4, 5):
        then = at(desk, date(2026, 11, day))
        a_loan(then, member, a_copy(then, f"K{day}"))
        circulation.give_back(at(desk, date(2026, 11, day)), f"K{day}")
    visits.record(desk, female=1, on=date(2026, 11, 4))

    listed = closing.checklist(desk, NOVEMBER)

    assert listed.days_without_visits == (date(2026, 11, 3), date(2026, 11, 5))
    assert (listed.is_over, listed.joined) == (False, False)


@pytest.mark.parametrize(
    ("day", "is_over"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)]
)
def test_a_month_is_over_after_its_last_day(desk, day, is_over):
    assert closing.checklist(at(desk, day, 0, 30), NOVEMBER).is_over is is_over


def test_the_checklist_counts_a_clock_that_ran_back(desk):
    a_member(desk)
    a_member(at(desk, TODAY, 11, 0))

    assert closing.checklist(desk, NOVEMBER).clock_doubt_count == 1


def test_the_checklist_knows_whether_an_agency_waits(desk):
    settings.rename(desk, name="x", place_name="", region_code="", npp="")
    desk.session.execute(
        text("INSERT INTO agency VALUES (1, '63', 'Dispersip', 'f', 'v', 'r', '', 0, 1)")
    )

    assert closing.checklist(desk, NOVEMBER).joined


def test_months_wait_from_the_first_act_to_the_last_full_month(desk):
    a_member(at(desk, date(2026, 8, 31)))
    a_member(at(desk, date(2026, 9, 1)))
    a_member(at(desk, date(2026, 10, 9)))
    closing.close(desk, Month(2026, 9), VALUES)

    assert closing.waiting_months(desk) == (Month(2026, 8), OCTOBER)


def test_an_empty_library_waits_for_nothing(desk):
    assert closing.waiting_months(desk) == ()


def test_a_month_ends_in_the_librarys_own_zone(desk):
    a_member(desk)

    waits = [
        closing.waiting_months(at(desk, *moment))
        for moment in ((date(2026, 11, 30), 23, 30), (date(2026, 12, 1), 0, 30))
    ]

    assert waits == [(), (NOVEMBER,)]


def test_the_checklist_knows_days_that_only_typed_slips_tell_of(desk):
    member = a_member(at(desk, date(2026, 10, 1)))
    numbers = [a_copy(at(desk, date(2026, 10, 1))) for _ in range(2)]
    lines = [
        TypedSlip("2026-11-03", card=member.card, number=numbers[0]),
        TypedSlip("2026-11-05", what=SlipAct.give_back, number=numbers[0]),
        TypedSlip("2026-11-06", what=SlipAct.in_house, number=numbers[1]),
    ]
    late_entry.record(desk, lines)

    listed = closing.checklist(desk, NOVEMBER)

    assert [day.day for day in listed.days_without_visits] == [3, 5, 6]


def test_the_checklist_forgets_a_day_whose_loan_was_undone(desk):
    slip = a_loan(at(desk, date(2026, 11, 3)))
    undoing.undo(desk, slip.act_id)

    assert closing.checklist(desk, NOVEMBER).days_without_visits == ()


def test_the_checklist_counts_slips_that_were_typed_and_not_recorded(desk):
    late_entry.keep_drafts(desk, [TypedSlip("3/11", card="1", number="2"), TypedSlip(number="3")])

    assert closing.checklist(desk, NOVEMBER).slips_waiting == 2


def test_the_checklist_names_the_days_of_a_doubtful_clock(desk):
    a_member(desk)
    a_member(at(desk, TODAY, 11, 0))

    assert closing.checklist(desk, NOVEMBER).clock_doubt_days == (TODAY,)


def test_a_closed_month_remembers_which_figures_were_typed(desk):
    closing.close(desk, OCTOBER, VALUES, estimated={"visits"})
    with pytest.raises(errors.MonthClosedUnchanged):
        closing.close(desk, OCTOBER, VALUES, estimated=["visits"])

    assert closing.latest(desk, OCTOBER).estimated == {"visits"}
    assert closing.close(desk, OCTOBER, VALUES).revision == 2
    assert closing.latest(desk, OCTOBER).estimated == frozenset()
