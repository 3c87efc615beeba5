"""The true day of a slip, and what a slip of the finger must not do."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import SlipAct
from jukung.domain.months import Month
from jukung.domain.typed import TypedSlip
from jukung.figures import month as figures
from jukung.library import (
    activities,
    check,
    circulation,
    closing,
    late_entry,
    members,
    undoing,
    visits,
)
from jukung.library.activities import ActivityDraft
from jukung.library.members import MemberDraft
from makers import TODAY, a_copy, a_loan, a_member, at

LONG_AGO = date(1925, 11, 20)


def test_a_loan_of_1925_is_refused_and_no_hundred_years_wait(desk):
    member, number = a_member(desk), a_copy(desk)

    with pytest.raises(errors.DayTooLongAgo):
        circulation.lend(desk, member.card, number, on=LONG_AGO)
    with pytest.raises(errors.DayTooLongAgo):
        visits.record(desk, female=1, on=LONG_AGO)
    with pytest.raises(errors.DayTooLongAgo):
        activities.record(desk, ActivityDraft(name="Menjahit", on=LONG_AGO))

    assert closing.waiting_months(desk) == ()


def test_an_undone_slip_leaves_no_month_waiting(desk):
    slip = a_loan(desk, on=date(2026, 3, 2))
    assert closing.waiting_months(desk)[0] == Month(2026, 3)

    undoing.undo(desk, slip.act_id)

    assert closing.waiting_months(desk) == ()


def test_a_month_of_1901_is_not_closed(desk):
    with pytest.raises(errors.MonthTooLongAgo):
        closing.close(desk, Month(1901, 12), {"visits": None})


def test_closing_an_idle_month_does_not_make_it_a_worked_one(desk):
    first = figures.gather(desk, Month(2026, 11))
    closing.close(desk, Month(2026, 11), first)

    again = figures.gather(desk, Month(2026, 11))

    assert again == first
    assert set(again.values()) == {None}
    with pytest.raises(errors.MonthClosedUnchanged):
        closing.close(desk, Month(2026, 11), again)


def test_undoing_at_a_key_press_stops_at_midnight(desk):
    slip = a_loan(at(desk, TODAY - timedelta(days=1)))

    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(desk)

    assert undoing.undo(desk, slip.act_id).card == slip.card


def test_a_paper_slip_from_before_the_next_loan_is_taken(desk):
    number = a_copy(desk)
    a_loan(desk, number=number, on=date(2026, 11, 20))
    circulation.give_back(desk, number, on=date(2026, 11, 20))
    card = a_member(desk).card

    # Alone it would reach into the later loan; with its return it fits.
    with pytest.raises(errors.CopyOutThen):
        circulation.lend(desk, card, number, on=date(2026, 11, 18))
    lent = TypedSlip("18/11", "", SlipAct.lend, card, number)
    back = TypedSlip("19/11", "", SlipAct.give_back, "", number)
    batch = late_entry.record(desk, [lent, back])

    assert (batch.lent_count, batch.returned_count) == (1, 1)
    assert check.examine(desk).flaws == ()


def test_a_copy_does_not_come_back_after_it_went_out_again(desk):
    number = a_copy(desk)
    a_loan(desk, number=number, on=date(2026, 11, 20))
    circulation.give_back(desk, number, on=date(2026, 11, 21))
    a_loan(desk, number=number, on=date(2026, 11, 21))
    # As files of before may have it.
    desk.session.execute(text("UPDATE loan SET lent_on = '2026-11-18' WHERE row = 2"))

    with pytest.raises(errors.CopyOutThen):
        circulation.give_back(desk, number, on=date(2026, 11, 22))


@pytest.mark.parametrize("year", [1500, 3000])
def test_nobody_was_born_in_the_year_1500_or_3000(desk, year):
    with pytest.raises(errors.BirthYearUnlikely):
        members.register(desk, MemberDraft(name="Nur", birth_year=year))
