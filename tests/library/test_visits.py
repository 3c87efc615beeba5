from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import AgeBand, Sex
from jukung.library import members, undoing, visits
from jukung.library.members import MemberDraft
from jukung.library.visits import DayTally
from makers import TODAY, a_library, a_member, at


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


def test_a_card_is_counted_once_a_day_and_knows_sex_and_age(desk):
    card = a_member(desk, sex=Sex.female, birth_year=2017).card

    first, second = visits.by_card(desk, card), visits.by_card(desk, f" {card.lower()}")

    assert (first.counted, second.counted) == (True, False)
    assert first.act_id == second.act_id
    assert visits.tallies(desk, TODAY, TODAY) == (DayTally(TODAY, 1, 0, 0, children=1),)


def test_somebody_who_comes_back_is_counted_again_when_asked(desk):
    card = a_member(desk).card
    visits.by_card(desk, card)

    visits.by_card(desk, card, again=True)

    assert visits.count_of_day(desk, TODAY) == 2


def test_the_same_card_is_counted_on_another_day_or_after_an_undo(desk):
    card = a_member(desk).card
    visits.by_card(at(desk, TODAY - timedelta(days=1)), card)
    undoing.undo(desk, visits.by_card(desk, card).act_id)

    assert visits.by_card(desk, card).counted


def test_a_card_nobody_has_is_refused(desk):
    with pytest.raises(errors.MemberUnknown):
        visits.by_card(desk, "A99999")


def test_a_prison_counts_a_card_without_a_name(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        card = members.register(desk, MemberDraft()).card
        seen = visits.by_card(desk, card)
    library.close()

    assert (seen.name, seen.counted) == ("", True)


def test_the_journal_is_not_told_whose_card_it_was(desk):
    member = a_member(desk, "Halimah")
    visits.by_card(desk, member.card)

    said = desk.session.execute(
        text(
            "SELECT d.detail || a.facts || e.noun_id FROM journal_entry e "
            "JOIN journal_act a ON a.row = e.act JOIN journal_detail d ON d.seq = e.seq "
            "WHERE a.kind = 'record_visits'"
        )
    ).scalar_one()

    assert [word for word in (member.card, member.id, member.name) if word in said] == []


def test_a_class_is_counted_as_children_with_its_name(desk):
    visits.record(desk, female=12, male=9, age_band=AgeBand.child, group_name="  Kelas   IV ")
    visits.record(desk, unknown=1, disability=True, computer=True, purpose="study")

    tally, acts = visits.tallies(desk, TODAY, TODAY)[0], visits.of_day(desk, TODAY)

    assert tally == DayTally(TODAY, 12, 9, 1, children=21, disability=1, computer=1, in_groups=21)
    assert [(a.total, a.group_name, a.purpose) for a in acts] == [
        (1, "", "study"),
        (21, "Kelas IV", ""),
    ]


def test_the_list_of_a_day_leaves_out_what_was_taken_back(desk):
    kept = visits.record(desk, female=1)
    undoing.undo(desk, visits.record(desk, male=1))

    assert [act.act_id for act in visits.of_day(desk, TODAY)] == [kept]


def test_a_prison_counts_no_group_by_name(tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")

    with pytest.raises(errors.NamesNotKept), library.changing() as desk:
        visits.record(desk, unknown=3, group_name="Rudi dan kawan")

    library.close()
