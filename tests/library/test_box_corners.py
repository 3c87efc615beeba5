"""Boxes where two things meet: their day and loans, their return and who waits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import (
    BoxArrival,
    CopyStatus,
    HoldState,
    PermissionRule,
    Role,
    ScreeningResult,
    SlipAct,
)
from jukung.domain.typed import TypedSlip
from jukung.exchange.box_exchange import take
from jukung.library import (
    box_arrival,
    box_return,
    boxes,
    circulation,
    holds,
    house_rules,
    late_entry,
    permissions_asked,
    round_cells,
    rounds,
    screening,
    undoing,
)
from jukung.library import copies as library_copies
from lent_box_makers import (
    DUE,
    Agency,
    a_box,
    a_box_here,
    a_known_agency,
    an_announced_box,
    copies,
)
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at
from round_makers import a_block

SOON = TODAY + timedelta(days=3)
PAST = TODAY - timedelta(days=1)
TABLES = ("box", "box_line", "copy", "copy_number", "title", "loan", "hold", "round_copy")


def rows(desk, table):
    desk.session.flush()
    asked = text(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    return sorted(map(str, desk.session.connection().execute(asked).all()))


def everything(desk):
    return {table: rows(desk, table) for table in TABLES}


def due_days(desk):
    desk.session.flush()
    asked = "SELECT c.number, l.due_on FROM loan l JOIN copy c ON c.row = l.copy"
    found = desk.session.connection().execute(text(asked + " WHERE l.returned_on IS NULL"))
    return {number: date.fromisoformat(due) for number, due in found}


def of_the_hold(desk, hold_id):
    """A hold's state, and the number of the copy that is set aside."""
    desk.session.flush()
    asked = "SELECT h.state, c.number FROM hold h LEFT JOIN copy c ON c.row = h.copy "
    found = desk.session.connection().execute(text(asked + "WHERE h.id = :id"), {"id": hold_id})
    state, number = found.one()
    return HoldState(state), number


def title_of(desk, number):
    return library_copies.show(desk, number).title_id


def gone(desk, view, count):
    """A box that went back with so many copies."""
    box_return.begin(desk, view.id)
    for each in copies(count):
        box_return.pack(desk, view.id, each.number)
    box_return.finish(desk, view.id)


def a_newer_box(agency, view, count, **other):
    made = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    return a_box(agency, *copies(count), uid=view.id, **({"made_at": made} | other))


@pytest.fixture
def prison(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


# --- taken back while it is in use elsewhere ---


def test_receiving_stays_once_a_copy_lies_on_a_trolley(prison):
    block, _cards = a_block(prison, rooms=1, each=1)
    _agency, view = an_announced_box(prison, 3)
    box_arrival.check(prison, view.id, "B0001")
    done = box_arrival.receive(prison, view.id)
    screening.decide(prison, (title_of(prison, "B0001"),), ScreeningResult.passed)
    rounds.take(prison, rounds.plan(prison, block).id, "B0001")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(prison, done.act_id)


def test_receiving_stays_once_a_copy_waits_for_somebody_who_asked_before(desk):
    number = a_copy(desk, title_id=a_title(desk, "Kisah Hulu 1", people=("Sari Wulan",)))
    a_loan(desk, number=number)
    holds.place(desk, a_member(desk).card, title_of(desk, number))
    _agency, view = an_announced_box(desk, 1)
    box_arrival.check(desk, view.id, "B0001")
    done = box_arrival.receive(desk, view.id)
    assert holds.sweep(desk).set_aside_count == 1

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_a_title_stays_that_somebody_asked_permission_for(prison):
    _block, cards = a_block(prison, rooms=1, each=1)
    _agency, view = an_announced_box(prison, 1)
    box_arrival.check(prison, view.id, "B0001")
    done = box_arrival.receive(prison, view.id)
    title = title_of(prison, "B0001")
    rules = replace(house_rules.show(prison), permission=PermissionRule.every)
    house_rules.save(prison, rules)
    permissions_asked.ask(prison, cards[0], "B0001")

    undoing.undo(prison, done.act_id)

    assert [title in row for row in rows(prison, "title")] == [True]
    assert rows(prison, "copy") == []


# --- the box's day, and what is lent ---


def test_a_day_brought_forward_shortens_what_is_lent(desk):
    agency, view = a_box_here(desk, 3)
    late = a_loan(desk, number="B0001").due_on
    a_loan(desk, number="B0002", on=TODAY - timedelta(days=5))

    done = take(desk, a_newer_box(agency, view, 3, due_on=SOON))

    assert late > SOON
    assert done.shortened == 1
    assert due_days(desk) == {"B0001": SOON, "B0002": TODAY + timedelta(days=2)}


def test_taking_that_file_back_gives_loans_their_day_again(desk):
    agency, view = a_box_here(desk, 3)
    a_loan(desk, number="B0001")
    before = everything(desk)
    done = take(desk, a_newer_box(agency, view, 5, due_on=SOON))

    undoing.undo(desk, done.act_id)

    assert everything(desk) == before


def test_taking_back_a_later_day_shortens_what_was_lent_by_it(desk):
    agency, view = a_box_here(desk, 3, due_on=SOON)
    done = take(desk, a_newer_box(agency, view, 3, due_on=DUE))
    assert a_loan(desk, number="B0001").due_on > SOON

    undoing.undo(desk, done.act_id)

    assert due_days(desk) == {"B0001": SOON}


def test_a_day_that_has_passed_makes_nobody_late_at_once(desk):
    agency, view = a_box_here(desk, 3)
    a_loan(desk, number="B0001")

    take(desk, a_newer_box(agency, view, 3, due_on=PAST))

    assert due_days(desk) == {"B0001": TODAY}


def test_a_box_lent_before_its_file_is_due_by_the_files_day(desk):
    early = box_arrival.begin_early(desk, "kb-01", owner="Dinas")
    box_arrival.check(desk, early.view.id, "B0001")
    a_loan(desk, number="B0001")
    before = due_days(desk)

    done = take(desk, a_box(a_known_agency(desk), *copies(3), due_on=SOON))
    shortened = due_days(desk)
    undoing.undo(desk, done.act_id)

    assert (done.was_here, done.shortened) == (True, 1)
    assert shortened == {"B0001": SOON}
    assert due_days(desk) == before
    assert [each.number for each in boxes.listed(desk)] == ["kb-01"]


def test_a_copy_is_not_lent_after_its_boxs_day(desk):
    a_box_here(desk, due_on=PAST)
    member = a_member(desk)

    for permit in (None, "Tugas sekolah"):
        with pytest.raises(errors.CopyGoesBack):
            circulation.lend(desk, member.card, "B0001", permit=permit)


def test_a_loan_that_a_closing_moved_past_the_boxs_day_is_not_renewed(desk):
    a_box_here(desk, due_on=SOON)
    a_loan(desk, number="B0001")
    desk.session.execute(text("UPDATE loan SET due_on = '2026-12-31'"))
    later = at(desk, SOON + timedelta(days=1))

    with pytest.raises(errors.CopyGoesBack):
        circulation.renew(later, "B0001", permit="Tugas sekolah")


def test_a_slip_that_says_it_was_lent_after_the_boxs_day_needs_a_librarian(desk):
    a_box_here(desk, 1, due_on=PAST)
    slip = TypedSlip("22/11", "", SlipAct.lend, a_member(desk).card, "B0001")

    (seen,) = late_entry.look(desk, (slip,))

    assert [note.code for note in seen.notes] == ["copy_goes_back"]


def test_a_round_does_not_lend_after_the_boxs_day(prison):
    block, cards = a_block(prison, rooms=1, each=1)
    a_box_here(prison, 1, due_on=PAST)
    screening.decide(prison, (title_of(prison, "B0001"),), ScreeningResult.passed)
    planned = rounds.plan(prison, block)

    with pytest.raises(errors.CopyGoesBack):
        round_cells.lend(prison, planned.id, cards[0], "B0001")


def test_a_copy_past_its_boxs_day_is_set_aside_for_nobody(desk):
    a_box_here(desk, 1, due_on=SOON)
    a_loan(desk, number="B0001")
    waits = holds.place(desk, a_member(desk).card, title_of(desk, "B0001"))

    slip = circulation.give_back(at(desk, SOON + timedelta(days=2)), "B0001")

    assert slip.hold is None
    assert of_the_hold(desk, waits.hold_id) == (HoldState.waiting, None)


def test_a_copy_waits_for_nobody_beyond_its_boxs_day(desk):
    tomorrow = TODAY + timedelta(days=1)
    a_box_here(desk, 1, due_on=tomorrow)
    a_loan(desk, number="B0001")
    waits = holds.place(desk, a_member(desk).card, title_of(desk, "B0001"))

    slip = circulation.give_back(desk, "B0001")
    holds.sweep(at(desk, tomorrow + timedelta(days=1)))

    assert slip.hold.until_on == tomorrow
    assert of_the_hold(desk, waits.hold_id)[0] is HoldState.expired


# --- files that come again ---


def test_an_older_file_read_again_does_not_take_the_day_back(desk):
    agency = a_known_agency(desk)
    first = a_box(agency, *copies(3))
    view = take(desk, first).view
    later = date(2027, 5, 1)
    take(desk, a_newer_box(agency, view, 4, due_on=later))
    before = everything(desk)

    done = take(desk, first)

    assert (done.act_id, done.older, done.view.due_on) == ("", True, later)
    assert everything(desk) == before


def test_an_older_file_of_a_box_that_went_announces_no_second_visit(desk):
    agency = a_known_agency(desk)
    first = a_box(agency, *copies(1))
    view = take(desk, first).view
    take(desk, a_newer_box(agency, view, 1))
    box_arrival.check(desk, view.id, "B0001")
    box_arrival.receive(desk, view.id)
    gone(desk, view, 1)

    done = take(desk, first)

    assert done.older
    assert len(boxes.listed(desk)) == 1


def test_a_file_whose_reading_was_taken_back_can_be_read_again(desk):
    agency, view = a_box_here(desk, 3)
    newer = a_newer_box(agency, view, 5, due_on=date(2027, 5, 1))
    undoing.undo(desk, take(desk, newer).act_id)

    done = take(desk, newer)

    assert done.renewed
    assert (done.view.due_on, done.view.listed) == (date(2027, 5, 1), 5)


def test_an_aide_reads_no_file_of_a_box(desk):
    _agency, view = an_announced_box(desk, 1)

    with pytest.raises(errors.NotAllowed):
        box_arrival.known_file(acting_as(desk, Role.aide), view.id)


# --- copies and numbers that come again ---


@pytest.mark.parametrize("listed", [True, False])
def test_taking_back_the_scan_of_a_copy_that_came_before_takes_it_off_the_shelf(desk, listed):
    agency, view = a_box_here(desk, 3)
    gone(desk, view, 3)
    given = copies(4) if listed else (copies(4)[3],)
    second = take(desk, a_box(agency, *given, number="KB-02")).view
    box_arrival.check(desk, second.id, "B0004")
    box_arrival.receive(desk, second.id)
    before = everything(desk)
    done = box_arrival.check(desk, second.id, "B0001", how=BoxArrival.here)
    assert library_copies.show(desk, "B0001").status is CopyStatus.available

    undoing.undo(desk, done.act_id)

    assert everything(desk) == before
    with pytest.raises(errors.CopyNotForLoan):
        a_loan(desk, number="B0001")


def test_the_label_of_a_second_box_of_the_same_number_is_counted_up(desk):
    a_copy(desk, "B0001", title="Milik Desa")
    _agency, view = a_box_here(desk, 1)
    gone(desk, view, 1)
    other = Agency("Dinas Provinsi")
    found = a_box(other, *copies(2), replace(copies(3)[2], number="KB-01-B0001-2"))
    second = take(desk, found, trusting=other.card.fingerprint).view
    for number in ("B0001", "B0002", "KB-01-B0001-2"):
        box_arrival.check(desk, second.id, number)

    done = box_arrival.receive(desk, second.id)

    assert done.renumbered == (("B0001", "KB-01-B0001-3"),)
    assert library_copies.show(desk, "KB-01-B0001-3").title == "Kisah Hulu 1"


def test_long_labels_that_are_cut_short_stay_apart(desk):
    long = "9" * 31
    for last in "12":
        a_copy(desk, long + last, title="Milik Desa")
    given = tuple(replace(each, number=long + last) for each, last in zip(copies(2), "12"))  # noqa: B905 - two of each
    view = take(desk, a_box(a_known_agency(desk), *given)).view
    for each in given:
        box_arrival.check(desk, view.id, each.number)

    done = box_arrival.receive(desk, view.id)

    labels = [label for _number, label in done.renumbered]
    assert len(set(labels)) == 2
    assert max(map(len, labels)) <= 32


# --- who waits while the box goes ---


def waiting_for_a_box(desk, *, other=False):
    """Somebody for whom a copy of the box is set aside; gives the box and the hold."""
    _agency, view = a_box_here(desk, 1)
    title = title_of(desk, "B0001")
    a_loan(desk, number="B0001")
    hold = holds.place(desk, a_member(desk).card, title).hold_id
    circulation.give_back(desk, "B0001")
    if other:
        a_copy(desk, "K1", title_id=title)
    box_return.begin(desk, view.id)
    return view, hold


def test_who_waited_for_a_copy_that_went_waits_again(desk):
    view, hold = waiting_for_a_box(desk)

    done = box_return.finish(desk, view.id)

    assert done.wait_again == 1
    assert of_the_hold(desk, hold) == (HoldState.waiting, None)


def test_who_waited_for_a_copy_that_went_gets_another_that_is_free(desk):
    view, hold = waiting_for_a_box(desk, other=True)

    box_return.finish(desk, view.id)

    assert of_the_hold(desk, hold) == (HoldState.ready, "K1")


@pytest.mark.parametrize("other", [False, True])
def test_taking_the_return_back_sets_the_copy_aside_again(desk, other):
    view, hold = waiting_for_a_box(desk, other=other)
    before = everything(desk)
    done = box_return.finish(desk, view.id)

    undoing.undo(desk, done.act_id)

    assert of_the_hold(desk, hold) == (HoldState.ready, "B0001")
    assert everything(desk) == before


def test_the_return_stays_once_who_waited_has_the_other_copy(desk):
    view, _hold = waiting_for_a_box(desk, other=True)
    done = box_return.finish(desk, view.id)
    (waits,) = holds.ready_shelf(desk)
    circulation.lend(desk, waits.card, "K1")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_what_comes_back_while_its_box_is_put_together_waits_for_nobody(desk):
    _agency, view = a_box_here(desk, 1)
    a_loan(desk, number="B0001")
    hold = holds.place(desk, a_member(desk).card, title_of(desk, "B0001")).hold_id
    box_return.begin(desk, view.id)

    circulation.give_back(desk, "B0001")
    box_return.pack(desk, view.id, "B0001")

    assert of_the_hold(desk, hold) == (HoldState.waiting, None)
    assert box_return.finish(desk, view.id).wait_again == 0
