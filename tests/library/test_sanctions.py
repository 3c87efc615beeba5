from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerStatus, Role, SanctionKind
from jukung.library import circulation, members, numbers, sanctions, undoing
from jukung.library.members import MemberDraft
from jukung.library.sanctions import Suspension
from makers import TODAY, a_copy, a_member, acting_as, at

SUSPENSION, WARNING, TASK = SanctionKind.suspension, SanctionKind.warning, SanctionKind.task
IN_A_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def member(desk):
    return a_member(desk, name="Rahmah Hayati", card="A1")


def imposed(desk, member, kind=SUSPENSION, *, reason="merusak koleksi", **days):
    return sanctions.impose(desk, member.id, kind=kind, reason=reason, **days)


def status(desk, member):
    return members.show(desk, member.id).status


def suspended(desk, member, on=TODAY):
    return sanctions.suspended(desk, numbers.borrower_row(desk, member.card), on)


def test_a_suspended_member_is_not_lent_to_but_may_return(desk, member):
    out, wanted = a_copy(desk), a_copy(desk)
    circulation.lend(desk, "A1", out)

    imposed(desk, member)

    with pytest.raises((errors.MemberSuspended, errors.MemberSuspendedUntil)):
        circulation.lend(desk, "A1", wanted)
    assert circulation.give_back(desk, out).returned_on == TODAY


def test_a_suspension_ends_by_itself(desk, member):
    imposed(desk, member, until_on=IN_A_WEEK)

    assert status(at(desk, IN_A_WEEK), member) is BorrowerStatus.suspended
    assert status(at(desk, IN_A_WEEK + timedelta(days=1)), member) is BorrowerStatus.active


def test_the_longest_suspension_is_told_with_its_reason(desk, member):
    imposed(desk, member, until_on=IN_A_WEEK, reason="pendek")
    imposed(desk, member, until_on=IN_A_WEEK + timedelta(days=7), reason="panjang")

    assert suspended(desk, member) == Suspension(IN_A_WEEK + timedelta(days=7), "panjang")


def test_one_without_an_end_counts_as_longest(desk, member):
    imposed(desk, member, until_on=IN_A_WEEK, reason="pendek")
    imposed(desk, member, reason="tanpa akhir")

    assert suspended(desk, member) == Suspension(None, "tanpa akhir")


def test_a_suspension_can_begin_later(desk, member):
    imposed(desk, member, from_on=IN_A_WEEK)

    assert suspended(desk, member) is None
    assert suspended(desk, member, IN_A_WEEK) == Suspension(None, "merusak koleksi")


def test_a_warning_and_a_task_do_not_suspend(desk, member):
    imposed(desk, member, WARNING)
    imposed(desk, member, TASK, reason="ganti dengan buku setara")

    assert status(desk, member) is BorrowerStatus.active
    assert [line.kind for line in sanctions.of_member(desk, member.id)] == [TASK, WARNING]


def test_the_desk_is_told_what_runs_and_nothing_else(desk, member):
    imposed(desk, member, TASK, reason="susun rak")
    imposed(desk, member, WARNING, from_on=IN_A_WEEK, reason="nanti")
    sanctions.lift(desk, imposed(desk, member, WARNING, reason="sudah").id)

    assert [line.reason for line in sanctions.told_at_desk(desk, member.id)] == ["susun rak"]


def test_a_lifted_sanction_is_over(desk, member):
    line = imposed(desk, member)

    lifted = sanctions.lift(desk, line.id, "sudah diganti")

    assert (lifted.is_running, lifted.is_lifted) == (False, True)
    assert status(desk, member) is BorrowerStatus.active


def test_those_that_run_are_listed_first(desk, member):
    running = imposed(desk, member, TASK)
    sanctions.lift(desk, imposed(desk, member, WARNING).id)

    assert [line.is_running for line in sanctions.of_member(desk, member.id)] == [True, False]
    assert sanctions.of_member(desk, member.id)[0].id == running.id


def test_an_edit_in_the_form_neither_lifts_nor_imposes(desk, member):
    imposed(desk, member, SanctionKind.suspension)

    members.edit(acting_as(desk, Role.assistant), member.id, MemberDraft(name="Rusdi R."))

    assert status(desk, member) is BorrowerStatus.suspended


def test_a_lifted_sanction_is_not_lifted_twice(desk, member):
    line = imposed(desk, member)
    sanctions.lift(desk, line.id)

    with pytest.raises(errors.SanctionUnknown):
        sanctions.lift(desk, line.id)


def test_a_sanction_needs_a_reason(desk, member):
    with pytest.raises(errors.ReasonMissing):
        imposed(desk, member, reason="  ")


def test_a_sanction_does_not_end_before_it_begins(desk, member):
    with pytest.raises(errors.SanctionEndsEarly):
        imposed(desk, member, until_on=TODAY - timedelta(days=1))


def test_a_sanction_for_nobody_is_refused(desk):
    with pytest.raises(errors.MemberUnknown):
        sanctions.impose(desk, "nobody", kind=TASK, reason="tugas")


def test_an_undone_sanction_suspends_nobody(desk, member):
    imposed(desk, member)

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.card) == (ActKind.sanction, "A1")
    assert status(desk, member) is BorrowerStatus.active


def test_an_undone_lifting_suspends_again(desk, member):
    sanctions.lift(desk, imposed(desk, member).id)

    undone = undoing.undo_last(desk)

    assert undone.kind is ActKind.lift_sanction
    assert status(desk, member) is BorrowerStatus.suspended


def test_a_sanction_that_was_lifted_is_not_undone_under_it(desk, member):
    imposed(desk, member)
    act = undoing.undo_last(desk).undone_act_id
    line = imposed(desk, member)
    sanctions.lift(desk, line.id)

    with pytest.raises(errors.NothingToUndo):
        undoing.undo(desk, act)


def test_an_assistant_neither_suspends_nor_lifts_nor_undoes_that(desk, member):
    line = imposed(desk, member)
    assistant = acting_as(desk, Role.assistant)

    with pytest.raises(errors.NotAllowed):
        imposed(assistant, member)
    with pytest.raises(errors.NotAllowed):
        sanctions.lift(assistant, line.id)
    with pytest.raises(errors.NotAllowed):
        undoing.undo_last(assistant)


def test_an_aide_reads_until_when_but_never_why(desk, member):
    imposed(desk, member, until_on=IN_A_WEEK)
    imposed(desk, member, WARNING, reason="berisik")
    aide = acting_as(desk, Role.aide)

    told = sanctions.told_at_desk(aide, member.id)
    listed = sanctions.of_member(aide, member.id)

    assert {each.reason for each in (*told, *listed)} == {""}
    assert [each.until_on for each in told] == [IN_A_WEEK, None]
    assert members.show(aide, member.id).suspended_until == IN_A_WEEK
    assert {each.reason for each in sanctions.of_member(desk, member.id)} == {
        "merusak koleksi",
        "berisik",
    }
