from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from jukung.domain import errors
from jukung.domain.kinds import LedgerKind, SanctionKind, Sex
from jukung.domain.lending import Rule
from jukung.domain.months import parse_month
from jukung.figures import month
from jukung.library import (
    check,
    circulation,
    forgetting,
    holds,
    leaving,
    ledger,
    members,
    merging,
    overview,
    photos,
    rules,
    sanctions,
    undoing,
    visits,
)
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, at
from photo_makers import a_photo

SHARED = (
    "loan", "renewal", "hold", "ledger", "sanction", "visit", "borrower", "person", "photo",
    "card_number", "borrowed_month",
)  # fmt: skip


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with made.changing() as desk:
        yield desk
    made.close()


def rows(desk):
    desk.session.flush()
    return {
        table: desk.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all()  # noqa: S608 - our own list
        for table in SHARED
    }


def a_pair(desk, **more):
    return a_member(desk, "Siti Rahmah", card="A1"), a_member(
        desk, "Siti Rahmah", card="A2", **more
    )


def wait(desk, *cards, number="K2", title="Dua"):
    """A title whose one copy is out, and who waits for it."""
    title_id = a_title(desk, title)
    a_loan(desk, a_member(desk), a_copy(desk, number, title_id=title_id))
    for card in cards:
        holds.place(desk, card, title_id)
    return title_id


def charge(desk, card):
    ledger.charge_by_hand(desk, card, kind=LedgerKind.damage, amount=5000, reason="basah")


def warn(desk, member):
    sanctions.impose(desk, member.id, kind=SanctionKind.warning, reason="gaduh")


def active(desk):
    return month.gather(desk, parse_month(TODAY.strftime("%Y-%m")))["members_active"]


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ({"name": "SITI  RAHMAH", "birth_year": 1990}, True),
        ({"name": "Siti Rahmah"}, True),
        ({"name": "Siti Rahmah", "birth_year": 1970}, False),
        ({"name": "Siti Rahmah", "birth_year": 1970, "phone": "+62 811-22"}, True),
        ({"name": "Siti Aminah", "birth_year": 1990}, False),
    ],
)
def test_the_same_name_with_nothing_against_it_is_a_twin(desk, other, alike):
    first = a_member(desk, "Siti Rahmah", birth_year=1990, phone="081122")
    later = a_member(desk, **other)

    found = merging.twins(desk)

    assert [(t.first.id, t.later.id) for t in found] == ([(first.id, later.id)] if alike else [])


def test_everything_goes_along_and_both_cards_find_the_member(desk):
    keep, other = a_pair(desk)
    a_loan(desk, other, a_copy(desk, "K1"))
    wait(desk, "A2")
    charge(desk, "A2")
    warn(desk, other)
    visits.by_card(desk, "A2")

    merged = merging.merge(desk, keep.id, other.id)

    assert (merged.member.card, merged.member.open_count, merged.member.owed) == ("A1", 1, 5000)
    assert members.by_card(desk, "a2").id == keep.id
    assert [line.barcode for line in overview.loans_of(desk, "A2")] == ["K1"]
    assert [each.title for each in holds.of_member(desk, "A1")] == ["Dua"]
    assert members.find(desk, "siti") == (merged.member,)
    assert check.examine(desk).flaws == ()


def test_what_is_missing_is_taken_over(desk):
    keep = a_member(desk, "Siti", phone="0811", until_on=date(2027, 1, 1))
    other = a_member(
        desk,
        "Siti",
        phone="0899",
        address="Rawa",
        birth_year=1990,
        sex=Sex.female,
        until_on=date(2028, 1, 1),
    )
    photos.keep(desk, other.id, a_photo())

    after = merging.merge(desk, keep.id, other.id).member

    assert (after.phone, after.address, after.birth_year, after.sex) == (
        "0811",
        "Rawa",
        1990,
        Sex.female,
    )
    assert (after.until_on, after.has_photo) == (date(2028, 1, 1), True)


def test_a_merge_is_undone_table_by_table(desk):
    keep, other = a_pair(desk, phone="0811", birth_year=1990, note="ramah")
    photos.keep(desk, other.id, a_photo())
    a_member(desk, "Anak", guardian_card="A2")
    a_loan(desk, other, a_copy(desk, "K1"))
    a_loan(desk, keep, a_copy(desk, "K2"))
    circulation.renew(at(desk, TODAY.replace(day=24)), "K1")
    wait(desk, "A1", "A2", number="K3", title="Tiga")
    wait(desk, "A2", number="K4", title="Empat")
    charge(desk, "A2")
    before = rows(desk)
    merged = merging.merge(desk, keep.id, other.id)

    undone = undoing.undo(desk, merged.act_id)

    assert rows(desk) == before
    assert undone.card == "A2"


def test_what_happened_since_stays_with_the_kept_member(desk):
    keep, other = a_pair(desk)
    a_copy(desk, "K1")
    merged = merging.merge(desk, keep.id, other.id)
    circulation.lend(desk, "A2", "K1")

    undoing.undo(desk, merged.act_id)

    assert members.by_card(desk, "A1").open_count == 1
    assert members.by_card(desk, "A2").open_count == 0


def test_what_was_paid_since_goes_back_with_its_charge(desk):
    keep, other = a_pair(desk)
    charge(desk, "A1")
    charge(desk, "A2")
    merged = merging.merge(desk, keep.id, other.id)
    ledger.pay(desk, "A1", 6000)
    taken_back = ledger.pay(desk, "A1", 1000)
    undoing.undo(desk, taken_back.act_id)

    undoing.undo(desk, merged.act_id)

    owed = [ledger.account(desk, card).owed for card in ("A1", "A2")]
    assert owed == [ledger.owed_by(desk, keep.row), ledger.owed_by(desk, other.row)] == [0, 4000]
    assert check.examine(desk).flaws == ()


def test_the_fine_of_a_loan_returned_since_goes_back_with_it(desk):
    rules.save(desk, Rule(3, 7, 1, fine_per_day=500))
    keep, other = a_pair(desk)
    a_loan(desk, other, a_copy(desk, "K1"), on=TODAY - timedelta(days=20))
    merged = merging.merge(desk, keep.id, other.id)
    back = circulation.give_back(desk, "K1")
    owed = ledger.owed_by(desk, keep.row)
    ledger.pay(desk, "A2", 500)

    undoing.undo(desk, merged.act_id)

    assert (ledger.owed_by(desk, keep.row), ledger.owed_by(desk, other.row)) == (0, owed - 500)
    assert check.examine(desk).flaws == ()
    with pytest.raises(errors.CannotUndo) as refused, desk.session.begin_nested():
        undoing.undo(desk, back.act_id)
    assert refused.value.reason == "paid"


def test_who_has_the_title_by_now_does_not_wait_again_after_an_undone_merge(desk):
    keep, other = a_pair(desk)
    wait(desk, "A2", "A1")
    merged = merging.merge(desk, keep.id, other.id)
    circulation.give_back(desk, "K2")
    circulation.lend(desk, "A1", "K2")

    undoing.undo(desk, merged.act_id)

    assert holds.of_member(desk, "A1") == ()
    assert check.examine(desk).flaws == ()


def test_two_holds_on_one_title_become_one(desk):
    keep, other = a_pair(desk)
    title = wait(desk, "A2", "A1")

    merging.merge(desk, keep.id, other.id)

    assert len(holds.of_member(desk, "A1")) == 1
    assert holds.queue_length(desk, title) == 1


def test_two_copies_set_aside_for_one_person_wait_for_a_decision(desk):
    keep, other = a_pair(desk)
    title = a_title(desk, "Dua")
    for number in ("K1", "K2"):
        a_loan(desk, a_member(desk), a_copy(desk, number, title_id=title))
    holds.place(desk, "A1", title)
    holds.place(desk, "A2", title)
    for number in ("K1", "K2"):
        circulation.give_back(desk, number)

    with pytest.raises(errors.HoldsBothReady):
        merging.merge(desk, keep.id, other.id)


def test_one_record_is_not_merged_with_itself_or_twice(desk):
    keep, other = a_pair(desk)
    third = a_member(desk)
    merging.merge(desk, keep.id, other.id)

    for pair in ((keep.id, keep.id), (keep.id, other.id), (other.id, third.id)):
        with pytest.raises(errors.MembersTheSame):
            merging.merge(desk, *pair)


def test_somebody_who_left_is_not_the_one_to_keep(desk):
    keep, other = a_pair(desk)
    leaving.leave(desk, keep.id)

    with pytest.raises(errors.MemberLeft):
        merging.merge(desk, keep.id, other.id)
    assert merging.merge(desk, other.id, keep.id).member.card == "A2"


def test_merges_in_a_row_are_undone_from_the_last(desk):
    keep, other = a_pair(desk)
    third = a_member(desk, card="A3")
    before = rows(desk)
    first = merging.merge(desk, other.id, third.id)
    second = merging.merge(desk, keep.id, other.id)

    with pytest.raises(errors.CannotUndo), desk.session.begin_nested():
        undoing.undo(desk, first.act_id)
    assert members.by_card(desk, "A3").id == keep.id
    undoing.undo(desk, second.act_id)
    undoing.undo(desk, first.act_id)
    assert rows(desk) == before


def test_two_merges_into_one_member_are_undone_from_the_last(desk):
    keep, other = a_pair(desk)
    third = a_member(desk, card="A3")
    before = rows(desk)
    first = merging.merge(desk, keep.id, other.id)
    second = merging.merge(desk, keep.id, third.id)

    with pytest.raises(errors.CannotUndo), desk.session.begin_nested():
        undoing.undo(desk, first.act_id)
    undoing.undo(desk, second.act_id)
    undoing.undo(desk, first.act_id)
    assert rows(desk) == before


def test_an_erased_member_takes_the_merged_record_along(desk):
    keep, other = a_pair(desk)
    merged = merging.merge(desk, keep.id, other.id)

    leaving.erase(desk, keep.id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, merged.act_id)
    said = desk.session.execute(text("SELECT group_concat(name) FROM person")).scalar_one()
    assert "Siti" not in (said or "")


def test_a_forgotten_loan_is_named_by_no_merge(desk):
    keep, other = a_pair(desk)
    a_loan(desk, other, a_copy(desk, "K1"))
    circulation.give_back(desk, "K1")
    merged = merging.merge(desk, keep.id, other.id)
    loan = desk.session.execute(text("SELECT id FROM loan")).scalar_one()

    forgetting.forget(at(desk, date(2027, 6, 1)))

    said = desk.session.execute(
        text("SELECT group_concat(detail) FROM journal_detail")
    ).scalar_one()
    assert loan not in said
    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, merged.act_id)


def test_a_person_counted_twice_is_counted_once(desk):
    keep, other = a_pair(desk)
    a_loan(desk, keep, a_copy(desk, "K1"))
    a_loan(desk, other, a_copy(desk, "K2"))
    a_loan(desk)
    before = active(desk)

    merged = merging.merge(desk, keep.id, other.id)
    after = active(desk)
    undoing.undo(desk, merged.act_id)

    assert (before, after, active(desk)) == (3, 2, 3)


def test_months_that_forgot_their_loans_count_one_person_too(desk):
    keep, other = a_pair(desk)
    for number, member in (("K1", keep), ("K2", other)):
        a_loan(desk, member, a_copy(desk, number))
        circulation.give_back(desk, number)
    forgetting.forget(at(desk, date(2027, 6, 1)))
    before = rows(desk)

    merged = merging.merge(desk, keep.id, other.id)
    counted = active(desk)
    undoing.undo(desk, merged.act_id)

    assert (counted, active(desk)) == (1, 2)
    assert rows(desk) == before


def test_two_cards_of_one_resident_are_merged_by_cards_alone(prison):
    keep, other = a_member(prison, card="B001"), a_member(prison, card="B002")
    a_loan(prison, other, a_copy(prison, "K1"))
    before = rows(prison)

    found = merging.twins(prison)
    merged = merging.merge(prison, keep.id, other.id)

    assert found == ()
    assert (merged.member.open_count, members.by_card(prison, "B002").id) == (1, keep.id)
    undoing.undo(prison, merged.act_id)
    assert rows(prison) == before


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["lend", "back", "hold", "charge", "warn", "visit", "forget"]),
        st.sampled_from(["A1", "A2"]),
        st.sampled_from(["K1", "K2", "K3"]),
    ),
    max_size=14,
)


def do(desk, what, card, number):
    member = members.by_card(desk, card)
    title = desk.session.execute(
        text("SELECT t.id FROM title t JOIN copy c ON c.title = t.row WHERE c.number = :number"),
        {"number": number},
    ).scalar_one()
    ways = {
        "lend": lambda: circulation.lend(desk, card, number),
        "back": lambda: circulation.give_back(desk, number),
        "hold": lambda: holds.place(desk, card, title),
        "charge": lambda: charge(desk, card),
        "warn": lambda: warn(desk, member),
        "visit": lambda: visits.by_card(desk, card, again=True),
        "forget": lambda: forgetting.forget(at(desk, date(2027, 6, 1))),
    }
    ways[what]()


class Discarded(Exception):
    """Lets a transaction leave nothing behind."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_after_any_history_a_merge_is_undone_whole(library, steps):
    with suppress(Discarded), library.changing() as desk:
        keep, other = a_pair(desk, phone="0811")
        for number in ("K1", "K2", "K3"):
            a_copy(desk, number, title=number)
        for step in steps:
            with suppress(errors.Refusal), desk.session.begin_nested():
                do(desk, *step)
        before, count = rows(desk), active(desk)
        with suppress(errors.HoldsBothReady):
            with desk.session.begin_nested():
                merged = merging.merge(desk, keep.id, other.id)
            assert check.examine(desk).flaws == ()
            assert count in (None, active(desk), active(desk) + 1)
            undoing.undo(desk, merged.act_id)

        assert (rows(desk), active(desk)) == (before, count)
        raise Discarded


def test_all_twins_are_read_at_once(desk):
    for _ in range(20):
        a_member(desk, "Nur Hasanah")
    asked = []
    bind = desk.session.connection()
    event.listen(bind, "before_cursor_execute", lambda *said: asked.append(said[2]))

    found = merging.twins(desk)

    assert (len(found), len(asked)) == (19, 2)
