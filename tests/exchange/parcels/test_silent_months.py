"""Months in which nothing happened, and months that are taken back."""

from datetime import date, timedelta

import pytest

from jukung.agency import accept, completeness, totals
from jukung.domain import errors
from jukung.domain.kinds import ParcelAct, PeriodState, SlipAct
from jukung.domain.months import Month
from jukung.domain.typed import TypedSlip
from jukung.exchange.parcels import join, seal
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.month import gather
from jukung.library import closing, forgetting, late_entry, opening, silent_months, undoing, visits
from makers import TODAY, a_copy, a_library, a_loan, a_member, at
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    an_office,
    count_visits,
    envelopes,
    for_agency,
    join_to,
    payload_of,
    sent,
    signed_by,
    this_month,
)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()


def nil(library, month=OCTOBER):
    with library.changing() as desk:
        return seal.seal_nil(desk, month)


def withdraw(library, month=OCTOBER):
    with library.changing() as desk:
        return seal.withdraw(desk, month)


def at_the_agency(agency, month=OCTOBER):
    """How many reported, how many sites count, and the visits."""
    with agency.reading() as desk:
        added = totals.totals(desk, month)
        return completeness.of_month(desk, month).received, added.sites, added.values["visits"]


def test_a_month_without_work_is_reported_without_figures(agency, joined, tmp_path):
    made = nil(joined)

    (judged,) = accept.accept(agency, sent(joined, tmp_path / "stick").values())

    payload = payload_of(envelopes(joined)[1])
    assert payload["act"] == {"kind": "nil", "revision": 1, "replaces": None}
    assert payload["values"] == []
    assert made.parcel.kind is ParcelAct.nil
    assert judged.verdict is Verdict.ACCEPT
    assert at_the_agency(agency) == (1, 1, None)


def test_a_month_with_work_is_not_called_empty(joined):
    count_visits(joined, OCTOBER, 3)

    with pytest.raises(errors.MonthWasWorked):
        nil(joined)


def test_work_that_was_taken_back_is_none(joined):
    with joined.changing() as desk:
        visits.record(desk, female=3, on=OCTOBER.first + timedelta(days=3))
    with joined.changing() as desk:
        undoing.undo_last(desk)

    assert nil(joined).parcel.kind is ParcelAct.nil


def test_saying_that_the_library_was_closed_is_no_work(joined):
    with joined.changing() as desk:
        opening.set_closed(desk, OCTOBER.first)

    assert nil(joined).parcel.kind is ParcelAct.nil


def test_a_month_that_still_runs_cannot_be_empty_yet(joined):
    with pytest.raises(errors.MonthNotOver):
        nil(joined, this_month())


def test_a_reported_month_is_not_called_empty(joined):
    nil(joined)

    with pytest.raises(errors.MonthAlreadyReported):
        nil(joined)


def test_an_empty_month_waits_for_an_agency(tmp_path, agency):
    library = a_library(tmp_path, file="nanti.jukung")
    waiting = nil(library)

    join_to(library, agency, code="63.03.05.2009")

    assert waiting.parcel is None
    assert payload_of(envelopes(library)[1])["act"]["kind"] == "nil"
    library.close()


def test_figures_that_turn_up_replace_an_empty_month(agency, joined, tmp_path):
    nil(joined)
    made = a_sealed_month(joined, female=4)

    judged = accept.accept(agency, sent(joined, tmp_path / "stick").values())

    assert made.parcel.kind is ParcelAct.replacement
    assert [each.verdict for each in judged] == [Verdict.ACCEPT] * 2
    assert at_the_agency(agency) == (1, 1, 4)


def test_a_withdrawn_month_counts_no_more(agency, joined, tmp_path):
    first = a_sealed_month(joined, female=7)
    accept.accept(agency, sent(joined, tmp_path / "stick").values())
    before = at_the_agency(agency)

    made = withdraw(joined)
    judged = accept.accept(agency, sent(joined, tmp_path / "stick").values())

    act = payload_of(envelopes(joined)[2])["act"]
    assert act == {"kind": "withdrawal", "revision": 2, "replaces": first.parcel.hash}
    assert made.closed.state is PeriodState.sealed
    assert [each.verdict for each in judged] == [Verdict.DUPLICATE, Verdict.ACCEPT]
    assert before == (1, 1, 7)
    assert at_the_agency(agency) == (0, 0, None)


def test_a_withdrawn_month_is_closed_again_as_a_replacement(agency, joined, tmp_path):
    a_sealed_month(joined, female=7)
    withdraw(joined)
    with joined.changing() as desk:
        made = seal.close_month(desk, OCTOBER)

    judged = accept.accept(agency, sent(joined, tmp_path / "stick").values())

    assert made.parcel.kind is ParcelAct.replacement
    assert [each.verdict for each in judged] == [Verdict.ACCEPT] * 3
    assert at_the_agency(agency) == (1, 1, 7)


def test_the_history_shows_the_withdrawal(joined):
    a_sealed_month(joined)
    withdraw(joined)

    with joined.reading() as desk:
        (shown,) = closing.history(desk)

    assert (shown.kind, shown.revision) == (ParcelAct.withdrawal, 2)


def test_what_was_not_sent_cannot_be_withdrawn(joined):
    with pytest.raises(errors.MonthNotSent):
        withdraw(joined)
    a_sealed_month(joined)
    withdraw(joined)
    with pytest.raises(errors.MonthNotSent):
        withdraw(joined)


def test_without_an_agency_nothing_is_withdrawn(tmp_path):
    alone = a_library(tmp_path, file="sendiri.jukung")

    with pytest.raises(errors.NotJoined):
        withdraw(alone)
    alone.close()


def test_a_withdrawal_is_no_work_of_its_month(joined):
    a_sealed_month(joined, Month(2026, 9))
    withdraw(joined, Month(2026, 9))

    with joined.reading() as desk:
        assert not silent_months.was_worked(desk, this_month())
        assert silent_months.was_worked(desk, Month(2026, 9))


def test_a_new_member_makes_a_worked_month(joined):
    with joined.changing() as desk:
        a_member(desk)

    with joined.reading() as desk:
        assert silent_months.was_worked(desk, Month(TODAY.year, TODAY.month))


def test_after_a_new_epoch_an_unreceived_month_may_be_closed_again(joined):
    a_sealed_month(joined)
    with pytest.raises(errors.MonthClosedUnchanged), joined.changing() as desk:
        seal.close_month(desk, OCTOBER)

    with joined.changing() as desk:
        join.begin_epoch(desk)
    with joined.changing() as desk:
        made = seal.close_month(desk, OCTOBER)

    assert (made.parcel.kind, made.parcel.seq) == (ParcelAct.replacement, 1)


def test_a_month_whose_slips_came_in_a_pile_of_two_months_is_not_empty(joined):
    with joined.changing() as desk:
        card = a_member(desk).card
        slips = [TypedSlip(day, "", SlipAct.lend, card, a_copy(desk)) for day in ("29/9", "6/10")]
        late_entry.record(desk, slips)

    with pytest.raises(errors.MonthWasWorked):
        nil(joined)


def test_readers_are_not_lost_with_a_withdrawal(joined):
    with joined.changing() as desk:
        visits.by_card(desk, a_member(desk).card)
        a_loan(desk)
        seal.close_month(desk, this_month())
    withdraw(joined, this_month())

    with joined.changing() as desk:
        later = at(desk, date(2027, 3, 1))
        forgetting.forget(later)
        found = gather(later, this_month())

    assert found["readers_unique"] == 2


def test_figures_in_a_parcel_that_says_nothing_happened_count_for_nothing(agency, joined):
    a_sealed_month(joined, female=7)
    payload = payload_of(envelopes(joined)[1])
    payload["act"]["kind"] = "nil"

    (judged,) = accept.accept(agency, [for_agency(agency, signed_by(joined, payload))])

    assert judged.verdict is Verdict.ACCEPT
    assert at_the_agency(agency) == (1, 1, None)
