from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    BorrowerStatus,
    CopyStatus,
    LoanEnding,
    Role,
    SanctionKind,
    SlipAct,
)
from jukung.domain.typed import TypedSlip
from jukung.library import (
    activities,
    catalogue,
    circulation,
    copies,
    holds,
    journal,
    late_entry,
    ledger,
    members,
    overview,
    sanctions,
    undoing,
    visits,
)
from jukung.library.activities import ActivityDraft
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.store.tables import Borrower
from makers import TODAY, a_copy, a_loan, a_member, acting_as, at

OPEN = text("SELECT count(*) FROM loan WHERE returned_on IS NULL AND cancel_act IS NULL")


@pytest.fixture
def lent(desk):
    """A copy K1 that is out to the card A1."""
    return a_loan(desk, a_member(desk, card="A1"), a_copy(desk, "K1", title="Rawa"))


def open_count(desk):
    return desk.session.execute(OPEN).scalar_one()


def test_an_undone_loan_was_never_one(desk, lent):
    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.barcode, undone.title, undone.card, undone.undone_act_id) == (
        ActKind.lend,
        "K1",
        "Rawa",
        "A1",
        lent.act_id,
    )
    assert open_count(desk) == 0
    assert overview.day_counts(desk).lent == 0
    assert circulation.lend(desk, "A1", "K1").barcode == "K1"


def test_an_undone_return_leaves_the_copy_out(desk, lent):
    circulation.give_back(desk, "K1")

    undone = undoing.undo_last(desk)

    (line,) = overview.loans_of(desk, "A1")
    assert undone.kind is ActKind.give_back
    assert (line.barcode, line.due_on) == ("K1", lent.due_on)


def test_an_undone_renewal_gives_the_old_day_back(desk, lent):
    circulation.renew(at(desk, TODAY.replace(day=24)), "K1")

    undone = undoing.undo_last(desk)

    (line,) = overview.loans_of(desk, "A1")
    assert undone.kind is ActKind.renew
    assert (line.due_on, line.renewals) == (lent.due_on, 0)


def test_an_undone_first_loan_takes_its_copy_and_title_out_again(desk):
    a_member(desk, card="A1")
    circulation.lend_unknown(desk, "A1", "K9", "Sumbangan")

    undone = undoing.undo_last(desk)

    assert undone.kind is ActKind.lend_unknown
    assert open_count(desk) == 0
    with pytest.raises(errors.CopyUnknown):
        copies.show(desk, "K9")


def test_a_copy_that_was_used_since_its_first_loan_stays(desk):
    a_member(desk, card="A1")
    first = circulation.lend_unknown(desk, "A1", "K9", "Sumbangan")
    catalogue.edit(
        desk, catalogue.find(desk, "sumbangan")[0].id, TitleDraft(title="Sumbangan desa")
    )
    copies.add(desk, catalogue.find(desk, "sumbangan")[0].id)

    undoing.undo(desk, first.act_id)

    assert copies.show(desk, "K9").title == "Sumbangan desa"


def test_an_undone_tally_is_not_counted(desk):
    visits.record(desk, female=3, male=2)

    undone = undoing.undo_last(desk)

    assert undone.kind is ActKind.record_visits
    assert visits.count_of_day(desk, TODAY) is None


def test_an_undone_activity_is_not_listed(desk):
    activities.record(desk, ActivityDraft(name="Kelas", on=TODAY))

    assert undoing.undo_last(desk).title == "Kelas"
    assert activities.listed(desk) == ()


@pytest.mark.usefixtures("lent")
def test_acts_are_taken_back_one_after_another(desk):
    circulation.renew(desk, "K1")
    circulation.give_back(desk, "K1")

    kinds = [undoing.undo_last(desk).kind for _ in range(3)]

    assert kinds == [ActKind.give_back, ActKind.renew, ActKind.lend]
    assert open_count(desk) == 0
    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(desk)


def test_only_the_wanted_kinds_are_taken_back(desk, lent):
    visits.record(desk, female=1)

    undone = undoing.undo_last(desk, kinds=frozenset({ActKind.lend}))

    assert undone.undone_act_id == lent.act_id
    assert visits.count_of_day(desk, TODAY) == 1


def test_an_act_is_taken_back_by_its_name(desk, lent):
    visits.record(desk, female=1)

    assert undoing.undo(desk, lent.act_id).kind is ActKind.lend


def test_nothing_is_taken_back_twice(desk, lent):
    undoing.undo(desk, lent.act_id)

    with pytest.raises(errors.NothingToUndo):
        undoing.undo(desk, lent.act_id)


def test_an_undoing_is_not_undone(desk, lent):
    undone = undoing.undo(desk, lent.act_id)

    with pytest.raises(errors.NothingToUndo):
        undoing.undo(desk, undone.act_id)


@pytest.mark.parametrize("act", ["no-such-act", ""])
def test_an_unknown_act_is_refused(desk, act):
    with pytest.raises(errors.NothingToUndo):
        undoing.undo(desk, act)


def test_what_is_no_act_of_the_desk_is_refused(desk):
    a_member(desk)
    act = desk.session.execute(text("SELECT id FROM journal_act")).scalar_one()

    with pytest.raises(errors.NothingToUndo):
        undoing.undo(desk, act)
    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(desk)


def refused_with(library, act_id, reason):
    """Undo in a transaction of its own, as the desk does; nothing may be left of it."""
    with library.reading() as desk:
        before = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()
    with pytest.raises(errors.CannotUndo) as refused, library.changing() as desk:
        undoing.undo(desk, act_id)
    with library.reading() as desk:
        after = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()

    assert refused.value.reason == reason
    assert after == before


@pytest.fixture
def stored(library):
    """The act of a loan of K1 to A1, committed."""
    with library.changing() as desk:
        a_member(desk, card="A2")
        return a_loan(desk, a_member(desk, card="A1"), a_copy(desk, "K1")).act_id


def test_a_loan_that_came_back_stands(library, stored):
    with library.changing() as desk:
        circulation.give_back(desk, "K1")

    refused_with(library, stored, "returned")


def test_a_loan_that_was_renewed_stands(library, stored):
    with library.changing() as desk:
        circulation.renew(desk, "K1")

    refused_with(library, stored, "renewed")


@pytest.mark.usefixtures("stored")
def test_a_return_of_a_copy_that_is_out_again_stands(library):
    with library.changing() as desk:
        act = circulation.give_back(desk, "K1").act_id
        circulation.lend(desk, "A2", "K1")

    refused_with(library, act, "lent_again")


@pytest.mark.usefixtures("stored")
def test_a_renewal_of_a_loan_that_came_back_stands(library):
    with library.changing() as desk:
        act = circulation.renew(desk, "K1").act_id
        circulation.give_back(desk, "K1")

    refused_with(library, act, "returned")


@pytest.mark.usefixtures("stored")
def test_a_renewal_below_a_later_one_stands(library):
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET renewals = 2"))
        act = circulation.renew(desk, "K1").act_id
        circulation.renew(at(desk, TODAY.replace(day=24)), "K1")

    refused_with(library, act, "renewed")


def test_an_aide_takes_back_only_their_own_acts(desk, lent):
    desk.session.execute(
        text("INSERT INTO staff (row, id, name, role) VALUES (2, 's', 'Tamping', 'aide')")
    )
    aide = acting_as(desk, Role.aide, row=2)

    with pytest.raises(errors.NotAllowed):
        undoing.undo(aide, lent.act_id)
    own = circulation.give_back(aide, "K1").act_id

    assert undoing.undo(aide, own).barcode == "K1"


def test_an_aide_takes_the_own_slip_back_whatever_an_officer_did_since(desk, lent):
    desk.session.execute(
        text("INSERT INTO staff (row, id, name, role) VALUES (2, 's', 'Tamping', 'aide')")
    )
    aide = acting_as(desk, Role.aide, row=2)
    back = circulation.give_back(aide, "K1").act_id
    a_loan(desk)

    undone = undoing.undo_last(aide)

    assert (undone.undone_act_id, undone.barcode) == (back, "K1")
    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(aide)


def test_an_undoing_stands_in_the_journal(desk, lent):
    undone = undoing.undo(desk, lent.act_id)

    row = desk.session.execute(
        text(
            "SELECT u.kind, a.id, u.on_day FROM journal_act u "
            "JOIN journal_act a ON a.row = u.undoes WHERE u.id = :id"
        ),
        {"id": undone.act_id},
    ).one()
    assert tuple(row) == ("undo", lent.act_id, "2026-11-22")


def test_titles_are_not_undone_at_the_desk(desk):
    catalogue.add(desk, catalogue.TitleDraft(title="Rawa"))

    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(desk)


def test_what_only_a_keeper_may_do_only_a_keeper_takes_back(desk):
    sanctions.impose(desk, a_member(desk).id, kind=SanctionKind.warning, reason="Terlambat")

    with pytest.raises(errors.NotAllowed):
        undoing.undo_last(acting_as(desk, Role.assistant), kinds=frozenset({ActKind.sanction}))

    assert undoing.undo_last(desk, kinds=frozenset({ActKind.sanction})).kind is ActKind.sanction


@pytest.mark.usefixtures("stored")
def test_a_return_below_a_later_closed_loan_stands(library):
    with library.changing() as desk:
        act = circulation.give_back(desk, "K1").act_id
        circulation.lend(desk, "A2", "K1")
        circulation.give_back(desk, "K1")

    refused_with(library, act, "lent_again")


def test_a_return_above_an_earlier_loan_typed_later_is_undone(desk, lent):
    circulation.give_back(desk, "K1")
    a_member(desk, card="A2")
    late_entry.record(
        desk,
        [
            TypedSlip("2-11-2026", "", SlipAct.lend, "A2", "K1"),
            TypedSlip("3-11-2026", "", SlipAct.give_back, "A2", "K1"),
        ],
    )

    act = desk.session.execute(
        text("SELECT id FROM journal_act WHERE kind = 'give_back' ORDER BY row LIMIT 1")
    ).scalar_one()

    assert undoing.undo(desk, act).card == "A1"
    assert open_count(desk) == 1


def state(desk):
    """All that an undoing must give back."""
    copy = desk.session.execute(text("SELECT status, condition_note FROM copy")).one()
    owed = desk.session.execute(
        text("SELECT coalesce(sum(amount), 0) FROM ledger WHERE cancel_act IS NULL")
    ).scalar_one()
    waiting = desk.session.execute(text("SELECT state FROM hold ORDER BY row")).scalars().all()
    out = desk.session.execute(
        text(
            "SELECT borrower, due_on, renewals, ending FROM loan "
            "WHERE returned_on IS NULL AND cancel_act IS NULL"
        )
    ).all()
    return tuple(copy), owed, waiting, [tuple(row) for row in out]


def damaged(desk):
    circulation.give_back(desk, "K1", ending=LoanEnding.damaged, note="Robek")


def lost(desk):
    circulation.lose(desk, "K1", note="Hanyut", price=30_000)


def late(desk):
    circulation.give_back(desk, "K1", note="Basah")


def renewed_by_permission(desk):
    circulation.renew(desk, "K1", permit="Ujian")


@pytest.mark.parametrize("act", [damaged, lost, late, renewed_by_permission])
def test_an_undone_act_leaves_everything_as_it_was(desk, act):
    desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500, renewals = 3"))
    a_loan(desk, a_member(desk, card="A1"), a_copy(desk, "K1"), on=TODAY.replace(day=2))
    desk.session.execute(text("UPDATE copy SET condition_note = 'Lama'"))
    holds.place(desk, a_member(desk, card="A2").card, copies.show(desk, "K1").title_id)
    before = state(desk)

    act(desk)
    changed = state(desk)
    undoing.undo_last(desk)

    assert changed != before
    assert state(desk) == before


def test_an_undone_permission_gives_the_hold_back(desk):
    a_loan(desk, a_member(desk, card="A1"), a_copy(desk, "K1"))
    holds.place(desk, a_member(desk, card="A2").card, copies.show(desk, "K1").title_id)
    circulation.give_back(desk, "K1")
    before = state(desk)
    circulation.lend(desk, "A1", "K1", permit="Sebentar saja")

    undone = undoing.undo_last(desk)

    assert undone.kind is ActKind.permit
    assert state(desk) == before


def test_an_undone_finding_leaves_the_copy_missing(desk):
    a_copy(desk, "K1", title="Rawa", status=CopyStatus.missing)
    circulation.scan(desk, "K1")

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.barcode, undone.title) == (ActKind.find_copy, "K1", "Rawa")
    assert copies.show(desk, "K1").status is CopyStatus.missing


def test_a_found_copy_that_was_lent_since_stays_found(library):
    with library.changing() as desk:
        a_copy(desk, "K1", status=CopyStatus.missing)
        act = circulation.scan(desk, "K1").slip.act_id
        a_loan(desk, a_member(desk, card="A1"), "K1")

    refused_with(library, act, "lent_again")


def test_a_found_copy_that_somebody_changed_since_stays_found(library):
    with library.changing() as desk:
        a_copy(desk, "K1", status=CopyStatus.missing)
        act = circulation.scan(desk, "K1").slip.act_id
        draft = CopyDraft(status=CopyStatus.repair)
        copies.edit(desk, copies.show(desk, "K1").id, draft)

    refused_with(library, act, "changed")


@pytest.mark.usefixtures("stored")
def test_a_return_whose_fine_was_paid_stands(library):
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500"))
        act = circulation.give_back(at(desk, TODAY + timedelta(days=20)), "K1").act_id
        ledger.pay(at(desk, TODAY + timedelta(days=20)), "A1", 500)

    refused_with(library, act, "paid")


def test_a_return_of_somebody_who_left_stands(library, stored):
    with library.changing() as desk:
        act = circulation.give_back(desk, "K1").act_id
        member = members.by_card(desk, "A1")
        # As files of the first edition have it, which forgot nothing then.
        desk.session.get_one(Borrower, member.row).status = BorrowerStatus.left

    refused_with(library, act, "left")


@pytest.mark.usefixtures("stored")
def test_a_damaged_copy_that_was_mended_since_stays_mended(library):
    with library.changing() as desk:
        act = circulation.give_back(desk, "K1", ending=LoanEnding.damaged).act_id
        draft = CopyDraft(status=CopyStatus.reading_room)
        copies.edit(desk, copies.show(desk, "K1").id, draft)

    with library.changing() as desk:
        undoing.undo(desk, act)

        assert copies.show(desk, "K1").status is CopyStatus.reading_room


def test_a_return_stands_whose_copy_was_missed_since(desk, lent):
    back = circulation.give_back(desk, lent.barcode)
    missed = CopyDraft(status=CopyStatus.missing)
    copies.edit(desk, copies.show(desk, lent.barcode).id, missed)

    with pytest.raises(errors.CannotUndo) as refused, desk.session.begin_nested():
        undoing.undo(desk, back.act_id)

    assert refused.value.reason == "changed"
    assert open_count(desk) == 0


def test_every_reason_has_its_own_words():
    reasons = ("returned", "renewed", "moved", "lent_again", "paid", "hold", "changed", "left")

    said = {messages.sentence(errors.CannotUndo(reason)) for reason in reasons}

    assert len(said) == len(reasons)
    assert messages.sentence(errors.CannotUndo("else")).startswith("This cannot be undone")


def test_a_finding_stands_while_the_copy_is_out_again(library, stored):
    with library.changing() as desk:
        lost = circulation.lose(desk, "K1").act_id
        found = circulation.scan(desk, "K1").slip.act_id
        undoing.undo(desk, lost)

    refused_with(library, found, "lent_again")


def test_an_assistant_does_not_bring_back_a_pack_that_a_keeper_dropped(desk):
    act = journal.begin(desk, ActKind.drop_pack)

    with pytest.raises(errors.NotAllowed):
        undoing.undo(acting_as(desk, Role.assistant), act.id)
