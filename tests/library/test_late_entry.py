import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import errors, lending, months
from jukung.domain.kinds import ActKind, HoldState, Role, SanctionKind, SlipAct
from jukung.domain.typed import TypedSlip
from jukung.library import (
    catalogue,
    circulation,
    closing,
    holds,
    in_house,
    late_entry,
    leaving,
    ledger,
    members,
    overview,
    rules,
    sanctions,
    undoing,
)
from jukung.library.desk import open_library
from jukung.library.members import MemberDraft
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at

LEND, BACK, RENEW, HERE = SlipAct.lend, SlipAct.give_back, SlipAct.renew, SlipAct.in_house
SATURDAY = TODAY - timedelta(days=1)
STATE = text("""
SELECT c.number, b.card, l.lent_on, l.due_on, l.returned_on, l.renewals
FROM loan l JOIN copy c ON c.row = l.copy LEFT JOIN borrower b ON b.row = l.borrower
WHERE l.cancel_act IS NULL
ORDER BY c.number, l.lent_on, l.returned_on IS NULL, l.returned_on, l.row
""")
READ = text(
    "SELECT copy, on_day, count(*) FROM in_house_use WHERE cancel_act IS NULL GROUP BY 1, 2"
)
OWED = text("SELECT borrower, sum(amount) FROM ledger WHERE cancel_act IS NULL GROUP BY 1")
SLIPS = text("SELECT count(*) FROM paper_slip")


def lend(card, number, day="21/11", time=""):
    return TypedSlip(day, time, LEND, card, number)


def back(number, day="21/11", time=""):
    return TypedSlip(day, time, BACK, "", number)


def renew(number, day="21/11"):
    return TypedSlip(day, "", RENEW, "", number)


def here(number, day="21/11"):
    return TypedSlip(day, "", HERE, "", number)


def loans(desk):
    desk.session.flush()
    return [tuple(row) for row in desk.session.execute(STATE)]


def rows(desk, statement):
    return sorted(tuple(row) for row in desk.session.execute(statement))


def codes(desk, *slips):
    return [(f.index, f.level, f.code) for f in late_entry.check(desk, slips)]


@pytest.fixture
def shelf(desk):
    """Two members A1 and A2, and three copies K1 to K3."""
    early = at(desk, date(2026, 10, 20), 8)
    a_member(early, "Nur Hasanah", card="A1")
    a_member(early, "Rusdi", card="A2")
    for number in ("K1", "K2", "K3"):
        a_copy(early, number, title=f"Judul {number}")
    return desk


# --- recording ----------------------------------------


def test_a_loan_and_a_return_have_their_true_days_and_times(shelf):
    batch = late_entry.record(shelf, [lend("A1", "K1", "19/11", "9.30"), back("K1", "20/11", "10")])

    assert (batch.lent_count, batch.returned_count, batch.left_count) == (1, 1, 0)
    row = shelf.session.execute(
        text("SELECT lent_on, lent_time, returned_on, returned_time, source FROM loan")
    ).one()
    assert tuple(row) == ("2026-11-19", "09:30", "2026-11-20", "10:00", "late_entry")


def test_an_empty_day_is_the_day_of_the_line_above(shelf):
    late_entry.record(shelf, [lend("A1", "K1", "k"), lend("A1", "K2", "")])

    assert [row[2] for row in loans(shelf)] == ["2026-11-21", "2026-11-21"]


def test_numbers_without_zeros_and_names_are_found(shelf):
    a_copy(shelf, "000778", title="Perahu")
    a_member(shelf, "Sarah Amalia", card="A0009")

    late_entry.record(shelf, [lend("a9", "778"), lend("sarah", "K1")])

    assert [(row[0], row[1]) for row in loans(shelf)] == [("000778", "A0009"), ("K1", "A0009")]


def test_the_due_day_is_that_of_the_slip(shelf):
    late_entry.record(shelf, [lend("A1", "K1", "1/11")])

    assert overview.loans_of(shelf, "A1")[0].due_on == date(2026, 11, 8)


def test_a_pair_fits_before_the_loan_that_is_open_today(shelf):
    a_loan(shelf, members.by_card(shelf, "A2"), "K1")

    late_entry.record(shelf, [lend("A1", "K1", "19/11"), back("K1", "20/11")])

    assert [(row[1], row[2], row[4]) for row in loans(shelf)] == [
        ("A1", "2026-11-19", "2026-11-20"),
        ("A2", "2026-11-22", None),
    ]


def test_a_copy_lent_after_an_earlier_pair_of_its_day_comes_back_today(shelf):
    late_entry.record(
        shelf,
        [
            lend("A1", "K1", "18/11", "9.00"),
            back("K1", "18/11", "12.00"),
            lend("A2", "K1", "18/11", "15.00"),
        ],
    )

    assert circulation.give_back(shelf, "K1").returned_on == TODAY


def test_slips_are_recorded_as_they_happened_not_as_they_were_typed(shelf):
    late_entry.record(
        shelf, [lend("A2", "K1", "20/11"), back("K1", "19/11"), lend("A1", "K1", "18/11")]
    )

    assert [(row[1], row[2], row[4]) for row in loans(shelf)] == [
        ("A1", "2026-11-18", "2026-11-19"),
        ("A2", "2026-11-20", None),
    ]


@pytest.mark.parametrize(
    ("last", "ended"), [(renew("K1", "21/11"), None), (back("K1", "21/11"), "2026-11-21")]
)
def test_an_earlier_pair_fits_before_an_open_loan_that_goes_on_too(shelf, last, ended):
    a_loan(at(shelf, date(2026, 11, 20)), members.by_card(shelf, "A2"), "K1")

    slips = [lend("A1", "K1", "18/11", "9.30"), back("K1", "18/11", "15.00"), last]
    batch = late_entry.record(shelf, slips)

    assert [(row[1], row[2], row[4]) for row in loans(shelf)] == [
        ("A1", "2026-11-18", "2026-11-18"),
        ("A2", "2026-11-20", ended),
    ]
    undoing.undo(shelf, batch.act_id)
    assert [row[1:5:3] for row in loans(shelf)] == [("A2", None)]


def test_a_slip_without_time_keeps_its_place_below_one_that_stays_behind(shelf):
    slips = [
        back("K1", "19/11", "9.30"),
        TypedSlip("19/11", "15.00", RENEW, "", "K2"),
        back("K1", "19/11"),
        lend("A1", "K1", "19/11", "9.30"),
    ]

    batch = late_entry.record(shelf, slips, only_good=True)

    assert (batch.lent_count, batch.returned_count, batch.left_count) == (1, 1, 2)
    assert [(row[1], row[4]) for row in loans(shelf)] == [("A1", "2026-11-19")]


def test_renewals_and_reading_here_are_recorded(shelf):
    a_loan(at(shelf, date(2026, 11, 16)), members.by_card(shelf, "A1"), "K1")

    batch = late_entry.record(shelf, [renew("K1", "20/11"), here("K2", "20/11")])

    assert (batch.renewed_count, batch.in_house_count) == (1, 1)
    assert [(row[3], row[5]) for row in loans(shelf)] == [("2026-11-27", 1)]
    assert [row[1:] for row in rows(shelf, READ)] == [("2026-11-20", 1)]


def test_a_late_return_is_charged_by_the_rule(shelf):
    rules.save(shelf, lending.Rule(2, 7, 1, fine_per_day=500))
    card = members.by_card(shelf, "A1")

    late_entry.record(shelf, [lend("A1", "K1", "1/11"), back("K1", "11/11")])

    assert ledger.owed_by(shelf, card.row) == 1500


def test_a_returned_copy_goes_to_who_waits_only_if_it_is_here(shelf):
    monday = at(shelf, date(2026, 11, 16))
    title = a_title(monday, "Rawa")
    for number in ("R1", "R2"):
        a_copy(monday, number, title_id=title)
        a_loan(monday, members.by_card(shelf, "A1"), number)
    holds.place(shelf, "A2", title)

    late_entry.record(shelf, [back("R1"), lend("A1", "R1"), back("R2")])

    state, copy = shelf.session.execute(
        text("SELECT h.state, c.number FROM hold h LEFT JOIN copy c ON c.row = h.copy")
    ).one()
    assert (state, copy) == (HoldState.ready, "R2")


def test_an_old_pair_does_not_take_a_hold_that_came_later(shelf):
    a_loan(at(shelf, date(2026, 11, 16)), members.by_card(shelf, "A2"), "K1")
    holds.place(shelf, "A1", catalogue.find(shelf, "Judul K1")[0].id)

    late_entry.record(shelf, [lend("A1", "K1", "9/11"), back("K1", "10/11")])

    assert shelf.session.execute(text("SELECT state FROM hold")).scalar_one() == "waiting"


def test_a_month_that_was_sent_asks_for_its_replacement(shelf):
    october = months.parse_month("2026-10")
    closing.close(shelf, october, {"loans": 0})

    batch = late_entry.record(shelf, [lend("A1", "K1", "30/10"), lend("A2", "K2", "20/11")])

    assert batch.reopened_months == (october,)


def test_no_slip_is_no_batch(desk):
    with pytest.raises(errors.SlipsMissing):
        late_entry.record(desk, [])


# --- stops and notes ----------------------------------------


@pytest.mark.parametrize(
    ("slips", "found"),
    [
        ([lend("A1", "K1", "")], [(0, "stop", "slip_day_missing")]),
        ([lend("A1", "K1", "32/11")], [(0, "stop", "day_unreadable")]),
        ([lend("A1", "K1", "23/11")], [(0, "stop", "day_in_future")]),
        ([lend("A1", "K1", "21/11/2021")], [(0, "stop", "day_too_long_ago")]),
        ([lend("A1", "K1", "21/11", "25.00")], [(0, "stop", "time_unreadable")]),
        ([lend("", "K1")], [(0, "stop", "slip_card_missing")]),
        ([lend("A1", "")], [(0, "stop", "slip_number_missing")]),
        ([lend("A77", "K1")], [(0, "stop", "member_unknown")]),
        ([lend("A1", "99887")], [(0, "stop", "copy_unknown")]),
        ([back("K1")], [(0, "stop", "copy_not_on_loan")]),
        (
            [lend("A77", "K1"), back("K1")],
            [(0, "stop", "member_unknown"), (1, "stop", "slip_rests")],
        ),
        ([lend("A1", "K1"), lend("A2", "K1")], [(1, "stop", "slip_copy_out")]),
        (
            [lend("A1", "K1"), lend("A1", "K2"), lend("A1", "K3")],
            [(2, "note", "loan_limit_reached")],
        ),
    ],
)
def test_each_slip_says_what_is_against_it(shelf, slips, found):
    assert codes(shelf, *slips) == found


def test_a_name_of_several_members_says_how_many(shelf):
    a_member(shelf, "Nur Aini")

    (finding,) = late_entry.check(shelf, [lend("nur", "K1")])

    assert finding.words == "“nur” fits 2 members. Type the card instead."


def test_a_whole_name_goes_before_a_longer_one(shelf):
    a_member(shelf, "Rusdi Anwar")

    assert codes(shelf, lend("rusdi", "K1")) == []


def test_a_return_on_the_day_of_its_loan_is_fine(shelf):
    slips = [lend("A1", "K1"), lend("A1", "K2"), back("K1"), lend("A1", "K3")]

    assert codes(shelf, *slips) == []


def test_what_the_desk_would_refuse_is_noted_and_recorded_all_the_same(shelf):
    draft = MemberDraft(name="Sarah", card="A3", until_on=date(2026, 11, 20))
    members.register(shelf, draft)

    batch = late_entry.record(shelf, [lend("A3", "K1", "21/11")])

    assert batch.lent_count == 1
    assert codes(shelf, lend("A3", "K2", "21/11")) == [(0, "note", "member_expired")]
    assert codes(shelf, lend("A3", "K2", "20/11")) == []


def test_a_suspension_counts_only_while_it_ran(shelf):
    member = members.by_card(shelf, "A1")
    sanctions.impose(shelf, member.id, kind=SanctionKind.suspension, reason="x")

    assert codes(shelf, lend("A1", "K1", "22/11")) == [(0, "note", "member_suspended")]
    assert codes(shelf, lend("A1", "K1", "21/11")) == []


def test_a_batch_with_a_stop_is_refused_whole(shelf):
    with pytest.raises(errors.SlipsConflict) as refused:
        late_entry.record(shelf, [lend("A1", "K1"), lend("A1", "99887")])

    assert refused.value.count == 1
    assert loans(shelf) == []


def test_the_good_slips_are_recorded_and_the_others_wait(shelf):
    batch = late_entry.record(
        shelf, [lend("A1", "K1"), lend("A1", "99887", ""), back("K2", "")], only_good=True
    )

    assert (batch.count, batch.left_count) == (1, 2)
    assert late_entry.drafts(shelf) == (
        lend("A1", "99887", "2026-11-21"),
        back("K2", "2026-11-21"),
    )


def suspend(desk, card):
    member = members.by_card(desk, card)
    sanctions.impose(desk, member.id, kind=SanctionKind.suspension, reason="gaduh")


def test_an_assistant_leaves_to_a_librarian_what_the_desk_would_refuse(shelf):
    suspend(shelf, "A1")
    assistant = acting_as(shelf, Role.assistant)
    slips = [lend("A1", "K1", "22/11"), back("K1", "22/11"), lend("A2", "K2", "22/11")]

    (view, *_rest) = late_entry.look(assistant, slips)
    batch = late_entry.record(assistant, slips, only_good=True)

    assert isinstance(view.stop, errors.SlipForLibrarian)
    assert [note.code for note in view.notes] == ["member_suspended"]
    assert codes(assistant, *slips[:2]) == [
        (0, "stop", "slip_for_librarian"),
        (0, "note", "member_suspended"),
        (1, "stop", "slip_rests"),
    ]
    assert (batch.count, batch.left_count) == (1, 2)
    assert late_entry.record(shelf, late_entry.drafts(shelf)).count == 2


def test_an_assistant_records_what_is_right_without_the_slip_that_is_left(shelf):
    rules.save(shelf, lending.Rule(1, 7, 0))
    assistant = acting_as(shelf, Role.assistant)
    slips = [
        lend("A1", "K1", "18/11"),
        lend("A1", "K2", "19/11"),
        back("K1", "20/11"),
        lend("A1", "K3"),
        lend("A2", "K2"),
        renew("K3", "22/11"),
    ]

    batch = late_entry.record(assistant, slips, only_good=True)

    assert (batch.lent_count, batch.returned_count, batch.left_count) == (3, 1, 2)
    assert [(row[0], row[1]) for row in loans(shelf)] == [("K1", "A1"), ("K2", "A2"), ("K3", "A1")]


def test_the_journal_says_what_a_librarian_passed_over(shelf):
    suspend(shelf, "A1")

    late_entry.record(shelf, [lend("A1", "K1", "22/11"), renew("K1", "22/11")])

    said = shelf.session.scalars(
        text(
            "SELECT d.detail FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq "
            "WHERE e.noun = 'loan' ORDER BY e.seq"
        )
    ).all()
    assert [json.loads(each)["passed_over"] for each in said] == [["member_suspended"]] * 2


# --- drafts ----------------------------------------


def test_drafts_are_there_when_the_library_is_opened_again(library):
    slips = (lend("A1", "K1"), back("", ""), here("K3"))
    with library.changing() as desk:
        late_entry.keep_drafts(desk, slips)

    library.close()
    again = open_library(library.path)

    with again.reading() as desk:
        assert late_entry.drafts(desk) == slips
    again.close()


def test_drafts_are_replaced_in_their_order(desk):
    late_entry.keep_drafts(desk, [lend("A1", "K1"), back("K2"), here("K3")])

    late_entry.keep_drafts(desk, [lend("A1", "K1"), here("K3")])
    late_entry.keep_drafts(desk, [lend("A1", "K1"), here("K3"), renew("K4")])

    assert late_entry.drafts(desk) == (lend("A1", "K1"), here("K3"), renew("K4"))


def test_a_prison_keeps_cards_and_no_names(home, tmp_path):
    prison = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with prison.changing() as desk:
        card = a_member(desk).card
        a_copy(desk, "K1")

        late_entry.keep_drafts(desk, [lend("Budi", "K1"), lend(card, "K1")])

        assert [slip.card for slip in late_entry.drafts(desk)] == ["", card]
        assert codes(desk, lend("Budi", "K1")) == [(0, "stop", "names_not_kept")]
        assert [view.member_name for view in late_entry.look(desk, [lend(card, "K1")])] == [""]
    prison.close()


def test_recorded_slips_are_forgotten_after_a_month(shelf):
    late_entry.record(shelf, [lend("A1", "K1")])

    late_entry.record(at(shelf, TODAY + timedelta(days=31)), [lend("A2", "K2", "k")])

    assert shelf.session.execute(SLIPS).scalar_one() == 1


# --- taking back ----------------------------------------


def test_one_undo_takes_the_whole_batch_back(shelf):
    first = at(shelf, date(2026, 11, 1))
    rules.save(first, lending.Rule(2, 7, 1, fine_per_day=500))
    a_loan(first, members.by_card(shelf, "A2"), "K2")
    before = loans(shelf)
    slips = [lend("A1", "K1"), renew("K1"), back("K2"), here("K3"), lend("A1", "K2")]
    late_entry.record(shelf, slips)

    undone = undoing.undo_last(shelf)

    assert undone.kind is ActKind.late_entry
    assert loans(shelf) == before
    assert rows(shelf, READ) == []
    assert rows(shelf, OWED) == []
    assert late_entry.drafts(shelf) == tuple(slips)


def test_a_batch_taken_back_can_be_recorded_again(shelf):
    slips = [lend("A1", "K1", "19/11"), back("K1", "20/11"), lend("A2", "K1")]
    late_entry.record(shelf, slips)
    once = loans(shelf)
    undoing.undo_last(shelf)

    late_entry.record(shelf, late_entry.drafts(shelf))

    assert loans(shelf) == once


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (lambda desk: circulation.give_back(desk, "K1"), "returned"),
        (lambda desk: circulation.renew(desk, "K1"), "renewed"),
        (lambda desk: circulation.lend(desk, "A2", "K2"), "lent_again"),
    ],
)
def test_what_the_desk_did_since_keeps_the_batch(shelf, later, reason):
    a_loan(at(shelf, date(2026, 11, 16)), members.by_card(shelf, "A1"), "K2")
    batch = late_entry.record(shelf, [lend("A1", "K1"), back("K2")])
    later(shelf)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(shelf, batch.act_id)

    assert refused.value.reason == reason


def test_a_return_and_a_loan_since_keep_the_batch_although_the_copy_is_here(shelf):
    a_loan(at(shelf, date(2026, 11, 16)), members.by_card(shelf, "A1"), "K2")
    batch = late_entry.record(shelf, [back("K2")])
    circulation.lend(shelf, "A2", "K2")
    circulation.give_back(shelf, "K2")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(shelf, batch.act_id)


def test_a_batch_stays_below_a_renewal_that_left_the_due_day_as_it_was(shelf):
    a_loan(at(shelf, SATURDAY), members.by_card(shelf, "A1"), "K1")
    batch = late_entry.record(shelf, [renew("K1", "22/11")])
    circulation.renew(shelf, "K1", permit="Sakit")

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(shelf, batch.act_id)

    assert refused.value.reason == "renewed"


def test_an_old_pair_is_taken_back_although_its_copy_lies_on_the_ready_shelf(shelf):
    title = a_title(shelf, "Hujan")
    a_copy(shelf, "K9", title_id=title)
    a_loan(at(shelf, SATURDAY), members.by_card(shelf, "A1"), "K9")
    holds.place(shelf, "A2", title)
    circulation.give_back(shelf, "K9")
    batch = late_entry.record(shelf, [lend("A1", "K9", "16/11"), back("K9", "17/11")])

    undoing.undo(shelf, batch.act_id)

    assert [line.state for line in holds.of_member(shelf, "A2")] == [HoldState.ready]


def test_a_batch_whose_member_has_left_since_stays(shelf):
    member = members.by_card(shelf, "A1")
    a_loan(at(shelf, date(2026, 11, 16)), member, "K2")
    batch = late_entry.record(shelf, [back("K2")])
    leaving.leave(shelf, member.id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(shelf, batch.act_id)


def test_a_return_is_not_taken_back_while_another_loan_of_the_copy_is_open(shelf):
    a_loan(shelf, members.by_card(shelf, "A1"), "K1", on=date(2026, 11, 16))
    batch = late_entry.record(shelf, [back("K1", "18/11")])
    a_loan(shelf, members.by_card(shelf, "A2"), "K1", on=date(2026, 11, 18))
    # As files of before may have it: the later loan reaches back before the first.
    shelf.session.execute(text("UPDATE loan SET lent_on = '2026-11-14' WHERE row = 2"))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(shelf, batch.act_id)

    assert refused.value.reason == "lent_again"


def test_a_failing_batch_leaves_the_file_as_it_was(library):
    with library.changing() as desk:
        a_member(desk, card="A1")
        a_copy(desk, "K1")
        late_entry.keep_drafts(desk, [lend("A1", "K1")])

    def fail():
        with library.changing() as desk:
            late_entry.record(desk, late_entry.drafts(desk))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with library.reading() as desk:
        assert loans(desk) == []
        assert late_entry.drafts(desk) == (lend("A1", "K1"),)


def test_a_scanned_number_is_a_card_or_a_copy(shelf):
    kinds = [late_entry.kind_of(shelf, number) for number in ("A1", "K1", "99887")]

    assert kinds == ["card", "copy", ""]


def test_an_aide_does_not_type_slips(shelf):
    with pytest.raises(errors.NotAllowed):
        late_entry.record(acting_as(shelf, Role.aide), [lend("A1", "K1")])


# --- the same as at the desk ----------------------------------------

acts = st.lists(
    st.tuples(
        st.sampled_from(list(SlipAct)),
        st.sampled_from(["A1", "A2"]),
        st.sampled_from(["K1", "K2", "K3"]),
        st.integers(0, 3),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts)
def test_slips_recorded_late_are_the_same_as_acts_at_the_desk(shelf, typed):
    rules.save(at(shelf, date(2026, 11, 1)), lending.Rule(2, 7, 1, fine_per_day=500))
    day, done = date(2026, 11, 2), []
    mark = shelf.session.begin_nested()
    for what, card, number, later in typed:
        day = min(day + timedelta(days=later), TODAY)
        standing = at(shelf, day, 9 + len(done) // 3)
        try:
            if what is LEND:
                circulation.lend(standing, card, number)
            elif what is BACK:
                circulation.give_back(standing, number)
            elif what is RENEW:
                circulation.renew(standing, number)
            else:
                in_house.use(standing, number)
        except errors.Refusal:
            continue
        done.append(TypedSlip(day.isoformat(), "", what, card if what is LEND else "", number))
    at_desk = loans(shelf), rows(shelf, READ), rows(shelf, OWED)
    mark.rollback()
    shelf.session.expire_all()

    mark = shelf.session.begin_nested()
    if done:
        late_entry.record(shelf, done)
    late = loans(shelf), rows(shelf, READ), rows(shelf, OWED)
    mark.rollback()
    shelf.session.expire_all()

    assert late == at_desk


NAMED = "Rudi Hartono"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (TypedSlip("h", "9.30", SlipAct.lend, "W000018", "K 1"), None),
        (TypedSlip("21/1", "9.", SlipAct.lend, "W0", "12"), None),
        (TypedSlip(NAMED, NAMED, SlipAct.lend, NAMED, NAMED), TypedSlip()),
        (TypedSlip("", "", SlipAct.lend, f"{NAMED} 1", "HARTONO1"), TypedSlip()),
    ],
)
def test_no_draft_of_a_prison_keeps_a_name(tmp_path, typed, kept):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        a_copy(desk, "K 1")
        late_entry.keep_drafts(desk, [typed])

        assert late_entry.drafts(desk) == (kept or typed,)

    library.close()
