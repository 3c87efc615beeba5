"""The queue of a title, the ready shelf, and what is undone of both."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, HoldState, Role, SanctionKind
from jukung.library import (
    at_desk,
    catalogue,
    circulation,
    copies,
    holds,
    journal,
    leaving,
    members,
    sanctions,
    settings,
    undoing,
)
from jukung.library.copies import CopyDraft
from jukung.library.members import MemberDraft
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at


class Shelf:
    """One title with two copies that are out, and three members who may wait."""

    def __init__(self, desk):
        self.title = a_title(desk, "Rawa")
        self.first = a_copy(desk, "K1", title_id=self.title)
        self.second = a_copy(desk, "K2", title_id=self.title)
        a_loan(desk, a_member(desk, card="H1"), "K1")
        a_loan(desk, a_member(desk, card="H2"), "K2")
        for card in ("A1", "A2", "A3"):
            a_member(desk, card=card)


@pytest.fixture
def shelf(desk):
    return Shelf(desk)


def queue(desk, shelf):
    return [(line.card, line.state) for line in holds.queue_of(desk, shelf.title)]


def cards_ready(desk):
    return {line.barcode: line.card for line in holds.ready_shelf(desk)}


def ended(desk, number):
    """Take a copy back as the desk does, in an act of its own."""
    return circulation.give_back(desk, number)


def acts(desk):
    return desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()


# --- placing ---


def test_a_member_waits_behind_all_who_asked_before(desk, shelf):
    holds.place(desk, "A1", shelf.title)

    placed = holds.place(desk, "A2", shelf.title)

    assert (placed.card, placed.title, placed.place) == ("A2", "Rawa", 2)
    assert queue(desk, shelf) == [("A1", HoldState.waiting), ("A2", HoldState.waiting)]
    assert holds.queue_length(desk, shelf.title) == 2


def test_nobody_waits_twice_for_one_title(desk, shelf):
    holds.place(desk, "A1", shelf.title)

    with pytest.raises(errors.HoldExists):
        holds.place(desk, "A1", shelf.title)


def test_who_has_the_title_at_home_does_not_wait(desk, shelf):
    with pytest.raises(errors.TitleWithMember):
        holds.place(desk, "H1", shelf.title)


def test_a_title_on_the_shelf_is_lent_and_not_waited_for(desk, shelf):
    a_copy(desk, title_id=shelf.title)

    with pytest.raises(errors.TitleOnShelf):
        holds.place(desk, "A1", shelf.title)


def test_a_copy_set_aside_does_not_stand_free(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")

    assert holds.place(desk, "A2", shelf.title).place == 1


@pytest.mark.parametrize("status", [CopyStatus.reading_room, CopyStatus.missing])
def test_a_title_that_is_never_lent_cannot_be_waited_for(desk, status):
    title = a_title(desk, "Peta")
    a_copy(desk, title_id=title, status=status)
    a_member(desk, card="A1")

    with pytest.raises(errors.TitleWithoutCopies):
        holds.place(desk, "A1", title)


def test_a_copy_in_repair_can_be_waited_for(desk):
    title = a_title(desk, "Peta")
    a_copy(desk, title_id=title, status=CopyStatus.repair)
    a_member(desk, card="A1")

    assert holds.place(desk, "A1", title).place == 1


def test_a_copy_that_the_rule_keeps_inside_is_not_waited_for(desk, shelf):
    a_copy(desk, "K3", title_id=shelf.title)
    desk.session.execute(text("UPDATE loan_rule SET may_leave = 0"))

    with pytest.raises(errors.TitleWithoutCopies):
        holds.place(desk, "A1", shelf.title)


def test_a_stranger_cannot_wait(desk, shelf):
    with pytest.raises(errors.MemberUnknown):
        holds.place(desk, "B9", shelf.title)


def test_an_unknown_title_is_refused(desk, shelf):
    with pytest.raises(errors.TitleUnknown):
        holds.place(desk, "A1", "no-such-title")


SUSPENDED = {"kind": SanctionKind.suspension, "reason": "x"}
EXPIRED = MemberDraft(name="Rusdi", until_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("stop", "refusal"),
    [
        (lambda desk, one: sanctions.impose(desk, one, **SUSPENDED), errors.MemberSuspended),
        (leaving.leave, errors.MemberLeft),
        (lambda desk, one: members.edit(desk, one, EXPIRED), errors.MemberExpired),
    ],
)
def test_who_may_not_borrow_may_not_wait(desk, shelf, stop, refusal):
    stop(desk, members.register(desk, MemberDraft(name="Rusdi", card="A9")).id)

    with pytest.raises(refusal):
        holds.place(desk, "A9", shelf.title)


# --- the ready shelf ---


def test_a_copy_that_comes_back_is_set_aside_for_the_first(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)

    slip = ended(desk, "K1")

    assert (slip.hold.card, slip.hold.until_on) == ("A1", date(2026, 11, 25))
    assert cards_ready(desk) == {"K1": "A1"}
    assert queue(desk, shelf) == [("A1", HoldState.ready), ("A2", HoldState.waiting)]


def test_two_copies_that_come_back_serve_the_first_two(desk, shelf):
    for card in ("A1", "A2", "A3"):
        holds.place(desk, card, shelf.title)

    ended(desk, "K2")
    ended(desk, "K1")

    assert cards_ready(desk) == {"K2": "A1", "K1": "A2"}


def test_without_anybody_waiting_a_copy_goes_back_to_the_shelf(desk, shelf):
    assert ended(desk, "K1").hold is None


def test_the_days_on_the_ready_shelf_are_open_days(desk, shelf):
    # Sunday the 22nd is today; Monday and Wednesday are closed.
    settings.remember(desk, "closed_weekdays", "0,2")
    holds.place(desk, "A1", shelf.title)

    slip = ended(desk, "K1")

    assert slip.hold.until_on == date(2026, 11, 27)


def test_a_ready_hold_runs_out_after_its_last_day(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")

    days = (date(2026, 11, 25), date(2026, 11, 26))
    shown = [at_desk.copy_with(at(desk, day), "K1").held_until for day in days]

    assert shown == [days[0], None]


def test_who_comes_too_late_makes_room_for_the_next(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    ended(desk, "K1")

    swept = holds.sweep(at(desk, date(2026, 11, 26)))

    assert (swept.expired_count, swept.set_aside_count) == (1, 1)
    assert cards_ready(desk) == {"K1": "A2"}
    assert queue(desk, shelf) == [("A2", HoldState.ready)]


def test_after_the_last_one_came_too_late_the_copy_is_free(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")

    holds.sweep(at(desk, date(2026, 11, 26)))

    assert cards_ready(desk) == {}
    with pytest.raises(errors.TitleOnShelf):
        holds.place(desk, "A3", shelf.title)


def test_tidying_writes_nothing_when_there_is_nothing_to_do(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    before = acts(desk)

    assert holds.sweep(at(desk, date(2026, 11, 25))) is None
    assert acts(desk) == before


def test_a_copy_that_turns_up_is_set_aside_when_the_shelf_is_tidied(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    a_copy(desk, "K3", title_id=shelf.title)

    swept = holds.sweep(desk)

    assert (swept.expired_count, swept.set_aside_count) == (0, 1)
    assert cards_ready(desk) == {"K3": "A1"}


def test_who_waits_for_a_copy_that_broke_on_the_ready_shelf_waits_on(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    copies.edit(desk, copies.show(desk, "K1").id, CopyDraft(status=CopyStatus.repair))

    holds.sweep(desk)

    assert queue(desk, shelf) == [("A1", HoldState.waiting)]


def test_a_copy_in_the_reading_room_is_not_set_aside(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    a_copy(desk, "K3", title_id=shelf.title, status=CopyStatus.reading_room)

    assert holds.sweep(desk) is None


# --- lending ---


def test_who_takes_the_copy_waits_no_longer(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")

    circulation.lend(desk, "A1", "K1")

    assert queue(desk, shelf) == []


def test_who_takes_another_copy_leaves_the_one_set_aside_to_the_next(desk, shelf):
    for card in ("A1", "A2"):
        holds.place(desk, card, shelf.title)
    ended(desk, "K1")
    third = a_copy(desk, "K3", title_id=shelf.title)

    act = journal.begin(desk, ActKind.lend)
    row = desk.session.execute(text("SELECT row, title FROM copy WHERE number = 'K3'")).one()
    holds.on_lend(desk, act, borrower=members.by_card(desk, "A1").row, copy=row[0], title=row[1])

    assert third == "K3"
    assert cards_ready(desk) == {"K1": "A2"}


def test_a_copy_lent_past_the_queue_lets_its_reader_wait_in_the_old_place(desk, shelf):
    for card in ("A1", "A2"):
        holds.place(desk, card, shelf.title)
    ended(desk, "K1")

    act = journal.begin(desk, ActKind.permit)
    row = desk.session.execute(text("SELECT row, title FROM copy WHERE number = 'K1'")).one()
    holds.on_lend(desk, act, borrower=members.by_card(desk, "A3").row, copy=row[0], title=row[1])

    assert queue(desk, shelf) == [("A1", HoldState.waiting), ("A2", HoldState.waiting)]


def test_a_title_is_wanted_while_somebody_has_no_copy(desk, shelf):
    title = desk.session.execute(text("SELECT row FROM title")).scalar_one()
    before = holds.is_wanted(desk, title)
    holds.place(desk, "A1", shelf.title)
    waiting = holds.is_wanted(desk, title)
    ended(desk, "K1")

    assert (before, waiting, holds.is_wanted(desk, title)) == (False, True, False)


# --- ending ---


def test_a_cancelled_hold_gives_its_copy_to_the_next(desk, shelf):
    for card in ("A1", "A2"):
        holds.place(desk, card, shelf.title)
    ended(desk, "K1")

    done = holds.cancel(desk, holds.queue_of(desk, shelf.title)[0].id)

    assert done.next.card == "A2"
    assert cards_ready(desk) == {"K1": "A2"}


@pytest.mark.parametrize("hold_id", ["", "no-such-hold"])
def test_an_unknown_hold_cannot_be_cancelled(desk, hold_id):
    with pytest.raises(errors.HoldUnknown):
        holds.cancel(desk, hold_id)


def test_a_hold_is_cancelled_once(desk, shelf):
    placed = holds.place(desk, "A1", shelf.title)
    holds.cancel(desk, placed.hold_id)

    with pytest.raises(errors.HoldUnknown):
        holds.cancel(desk, placed.hold_id)


def test_who_leaves_waits_for_nothing(desk, shelf):
    for card in ("A1", "A2"):
        holds.place(desk, card, shelf.title)
    ended(desk, "K1")
    act = journal.begin(desk, ActKind.member_leaves)

    holds.end_all(desk, act, borrower=members.by_card(desk, "A1").row)

    assert holds.of_member(desk, "A1") == ()
    assert cards_ready(desk) == {"K1": "A2"}


# --- undoing ---


def test_an_undone_hold_is_gone(desk, shelf):
    placed = holds.place(desk, "A1", shelf.title)

    undone = undoing.undo(desk, placed.act_id)

    assert (undone.kind, undone.title, undone.card) == (ActKind.place_hold, "Rawa", "A1")
    assert queue(desk, shelf) == []


def test_an_undone_hold_passes_its_copy_on(desk, shelf):
    placed = holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    ended(desk, "K1")

    undoing.undo(desk, placed.act_id)

    assert cards_ready(desk) == {"K1": "A2"}


def test_a_hold_that_was_taken_is_not_undone(desk, shelf):
    placed = holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    circulation.lend(desk, "A1", "K1")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, placed.act_id)


def test_an_undone_cancelling_gives_the_old_place_back(desk, shelf):
    first = holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    done = holds.cancel(desk, first.hold_id)

    undone = undoing.undo(desk, done.act_id)

    assert (undone.title, undone.card) == ("Rawa", "A1")
    assert queue(desk, shelf) == [("A1", HoldState.waiting), ("A2", HoldState.waiting)]


def test_an_undone_cancelling_gives_the_copy_back(desk, shelf):
    first = holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    ended(desk, "K1")
    done = holds.cancel(desk, first.hold_id)

    undoing.undo(desk, done.act_id)

    assert queue(desk, shelf) == [("A1", HoldState.ready), ("A2", HoldState.waiting)]
    assert cards_ready(desk) == {"K1": "A1"}


def test_a_cancelling_is_not_undone_once_the_next_has_the_copy(desk, shelf):
    first = holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    ended(desk, "K1")
    done = holds.cancel(desk, first.hold_id)
    circulation.lend(desk, "A2", "K1")

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, done.act_id)

    assert refused.value.reason == "hold"


def test_a_cancelling_is_not_undone_once_the_member_asked_again(desk, shelf):
    first = holds.place(desk, "A1", shelf.title)
    done = holds.cancel(desk, first.hold_id)
    holds.place(desk, "A1", shelf.title)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_an_undone_return_lets_its_reader_wait_again(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    slip = ended(desk, "K1")

    undoing.undo(desk, slip.act_id)

    assert queue(desk, shelf) == [("A1", HoldState.waiting)]


def test_a_return_is_not_undone_once_the_copy_was_taken(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    slip = ended(desk, "K1")
    circulation.lend(desk, "A1", "K1")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, slip.act_id)


def test_a_return_is_not_undone_once_the_copy_is_promised_to_the_next(desk, shelf):
    first = holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    slip = ended(desk, "K1")
    holds.cancel(desk, first.hold_id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, slip.act_id)


def test_an_undone_loan_puts_the_copy_back_on_the_ready_shelf(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    lent = circulation.lend(desk, "A1", "K1")

    undoing.undo(desk, lent.act_id)

    assert cards_ready(desk) == {"K1": "A1"}
    assert queue(desk, shelf) == [("A1", HoldState.ready)]


def test_an_undone_loan_serves_who_asked_meanwhile(desk):
    title = a_title(desk, "Rawa")
    lent = a_loan(desk, a_member(desk, card="H1"), a_copy(desk, "K1", title_id=title))
    a_member(desk, card="A1")
    holds.place(desk, "A1", title)

    undoing.undo(desk, lent.act_id)

    assert cards_ready(desk) == {"K1": "A1"}


def test_who_came_too_late_gets_another_open_day_when_that_is_undone(desk, shelf):
    settings.remember(desk, "closed_weekdays", "3")
    holds.place(desk, "A1", shelf.title)
    holds.place(desk, "A2", shelf.title)
    ended(desk, "K1")
    thursday = at(desk, date(2026, 12, 3))
    swept = holds.sweep(thursday)

    undoing.undo(thursday, swept.act_id)

    assert cards_ready(desk) == {"K1": "A1"}
    assert holds.queue_of(desk, shelf.title)[0].until_on == date(2026, 12, 4)


def test_the_undo_key_does_not_undo_what_nobody_did(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    later = at(desk, date(2026, 11, 26))
    holds.sweep(later)

    with pytest.raises(errors.NothingToUndo):
        undoing.undo_last(later)


# --- lists, roles and prisons ---


def test_the_lists_say_who_waits_and_where(desk, shelf):
    for card in ("A1", "A2"):
        holds.place(desk, card, shelf.title)
    ended(desk, "K2")

    (ready,) = holds.ready_shelf(desk)
    (waiting,) = holds.waiting(desk)

    assert (ready.card, ready.barcode, ready.until_on) == ("A1", "K2", date(2026, 11, 25))
    assert (waiting.card, waiting.place, waiting.queue_count) == ("A2", 1, 1)
    assert [line.title for line in holds.of_member(desk, "A2")] == ["Rawa"]


def test_an_aide_places_holds_and_sees_no_queue(desk, shelf):
    aide = acting_as(desk, Role.aide)

    assert holds.place(aide, "A1", shelf.title).place == 1
    with pytest.raises(errors.NotAllowed):
        holds.queue_of(aide, shelf.title)


def test_a_resident_waits_by_card_alone(home, tmp_path):
    library = a_library(tmp_path, kind="prison", file="lapas.jukung")
    with library.changing() as desk:
        title = a_title(desk, "Rawa")
        a_loan(desk, a_member(desk), a_copy(desk, "K1", title_id=title))
        waiting = a_member(desk)
        holds.place(desk, waiting.card, title)

        slip = ended(desk, "K1")
        (line,) = holds.ready_shelf(desk)
    library.close()

    assert (slip.hold.card, slip.hold.member_name) == (waiting.card, "")
    assert (line.card, line.name, line.phone) == (waiting.card, "", "")


def test_every_change_of_a_hold_is_in_the_journal(desk, shelf):
    placed = holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")
    circulation.lend(desk, "A1", "K1")

    verbs = desk.session.execute(
        text("SELECT verb FROM journal_entry WHERE noun_id = :id ORDER BY seq"),
        {"id": placed.hold_id},
    )

    assert [row[0] for row in verbs] == ["place", "set_aside", "taken"]
    assert journal.walk(desk).broken_at is None


def test_the_catalogue_says_which_copy_is_set_aside(desk, shelf):
    holds.place(desk, "A1", shelf.title)
    ended(desk, "K1")

    held = {c.number: c.set_aside_until for c in catalogue.show(desk, shelf.title).copies}

    assert held == {"K1": date(2026, 11, 25), "K2": None}
    assert [line.in_count for line in catalogue.find(desk, "Rawa")] == [0]
