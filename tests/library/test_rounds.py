"""Rounds: planned fairly, gone cell by cell, undone in any order, ended with nothing left."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from jukung.domain import errors
from jukung.domain.kinds import (
    CopyStatus,
    LoanSource,
    ResidentState,
    ReturnFound,
    Role,
    RoundOutcome,
    RoundState,
    ScreeningResult,
)
from jukung.library import (
    at_desk,
    check,
    circulation,
    copies,
    forgetting,
    holds,
    house,
    moves,
    requests,
    residents,
    return_checks,
    round_cells,
    round_views,
    rounds,
    screening,
    undoing,
)
from jukung.library.round_cells import CellAct
from jukung.library.round_views import LineState
from jukung.store.tables import Loan
from makers import a_copy, a_library, acting_as, at
from round_makers import a_block, a_passed_copy, a_request, a_resident, out_with


@pytest.fixture
def prison(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield library
    library.close()


@pytest.fixture
def desk(prison):
    with prison.changing() as standing:
        yield standing


def stop(desk, round_id, card):
    return round_views.show(desk, round_id).stop_of(card)


def test_a_plan_has_a_stop_for_each_card_room_by_room(desk):
    block, cards = a_block(desk, rooms=12, each=1)

    shown = rounds.plan(desk, block)

    assert [each.card for each in shown.stops] == cards
    assert [each.room for each in shown.stops][-3:] == ["B-10", "B-11", "B-12"]
    assert (shown.state, shown.rooms, shown.done_count) == (RoundState.planned, 12, 0)


def test_a_plan_brings_what_was_asked_for_and_collects_what_is_due(desk):
    block, (first, second, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    late = out_with(desk, second, days=9)
    out_with(desk, second, days=1, title="Masih Lama")

    shown = rounds.plan(desk, block)

    assert [(x.barcode, x.state) for x in shown.stop_of(first).lines] == [
        (wanted, LineState.to_find)
    ]
    lines = {x.barcode: x.state for x in shown.stop_of(second).lines}
    assert lines[late] is LineState.to_collect
    assert list(lines.values()).count(LineState.out) == 1
    assert shown.stop_of(second).late_days == 4
    assert [each[1] for each in rounds.pick_list(shown)] == [wanted]


def test_somebody_who_leaves_soon_gives_everything_back(desk):
    block, _cards = a_block(desk, rooms=1, each=1)
    place = residents.listed(desk)[0].place_row
    leaving = a_resident(desk, place, release_on=desk.today + timedelta(days=2))
    number = out_with(desk, leaving)
    planned = rounds.plan(desk, block)

    with pytest.raises(errors.MustComeBack):
        round_cells.keep(desk, planned.id, number)

    assert planned.stop_of(leaving).soon_gone
    assert planned.stop_of(leaving).must_return == 1


def test_nobody_who_has_left_is_on_a_round(desk):
    block, (first, *_others) = a_block(desk)
    gone = residents.by_card(desk, first)
    moves.record(desk, [moves.Change(gone.row, state=ResidentState.released)], desk.today)

    shown = rounds.plan(desk, block)

    assert shown.stop_of(first) is None


def test_a_round_with_stops_left_out_does_not_end_silently(desk):
    block, (first, *_others) = a_block(desk)
    a_request(desk, first)
    round_id = rounds.plan(desk, block).id

    with pytest.raises(errors.StopsStillOpen) as asked:
        rounds.finish(desk, round_id)
    rounds.finish(desk, round_id, leaves_open=True)

    assert (asked.value.stops, asked.value.count) == (6, 1)
    assert round_views.show(desk, round_id).state is RoundState.done


def test_a_round_gone_to_the_end_ends_without_a_question(desk):
    block, cards = a_block(desk)
    round_id = rounds.plan(desk, block).id
    for card in cards:
        round_cells.pass_by(desk, round_id, card)

    rounds.finish(desk, round_id)

    assert round_views.show(desk, round_id).state is RoundState.done


def test_a_book_nobody_asked_for_is_not_counted_as_wanted(desk):
    block, (first, *_others) = a_block(desk)
    round_id = rounds.plan(desk, block).id

    round_cells.scan(desk, round_id, a_passed_copy(desk), card=first)

    assert (stop(desk, round_id, first).wanted_count, stop(desk, round_id, first).out_count) == (
        0,
        1,
    )


def test_two_who_ask_for_one_copy_get_it_one_after_the_other(desk):
    block, (first, second, *_others) = a_block(desk)
    number = a_request(desk, first, "Laskar Rawa")
    requests.by_slip(desk, second, number)

    shown = rounds.plan(desk, block)

    assert shown.stop_of(first).wanted_count == 1
    assert shown.stop_of(second).wanted_count == 0


def test_a_block_has_one_round_at_a_time(desk):
    block, _cards = a_block(desk)
    rounds.plan(desk, block)

    with pytest.raises(errors.RoundUnderWay):
        rounds.plan(desk, block)


def test_a_copy_goes_from_the_shelf_over_the_trolley_to_the_cell(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    round_id = rounds.plan(desk, block).id

    taken = rounds.take(desk, round_id, wanted)
    lent = round_cells.scan(desk, round_id, wanted, card=first)

    assert (taken.card, taken.room) == (first, "B-1")
    assert (lent.what, lent.card, lent.barcode) == (CellAct.lent, first, wanted)
    assert stop(desk, round_id, first).is_done
    loan = desk.session.scalars(select(Loan)).one()
    assert (loan.source, loan.place is not None) == (LoanSource.round, True)
    assert holds.of_member(desk, first) == ()
    assert round_views.show(desk, round_id).on_trolley == ()


def test_what_is_out_with_the_card_comes_back_onto_the_trolley(desk):
    block, (first, *_others) = a_block(desk)
    late = out_with(desk, first, days=9)
    round_id = rounds.plan(desk, block).id

    back = round_cells.scan(desk, round_id, late, card=first)

    shown = round_views.show(desk, round_id)
    assert back.what is CellAct.returned
    assert [copy.barcode for copy in shown.on_trolley] == [late]
    assert [copy.barcode for copy in shown.unchecked] == [late]
    assert shown.stop_of(first).is_done


def test_what_came_back_goes_on_to_the_next_cell(desk):
    block, (first, second, *_others) = a_block(desk)
    late = out_with(desk, first, days=9)
    requests.by_slip(desk, second, late)
    round_id = rounds.plan(desk, block).id

    back = round_cells.scan(desk, round_id, late, card=first)
    waits = stop(desk, round_id, second)
    lent = round_cells.scan(desk, round_id, late, card=second)

    assert back.waits_for == second
    assert [(x.barcode, x.state) for x in waits.lines] == [(late, LineState.on_trolley)]
    assert lent.what is CellAct.lent


def test_a_copy_of_another_hand_is_refused_and_then_passed_on(desk):
    block, (first, second, *_others) = a_block(desk)
    number = out_with(desk, first, days=2)
    round_id = rounds.plan(desk, block).id
    with pytest.raises(errors.CopyOnLoan):
        round_cells.scan(desk, round_id, number, card=second)

    passed = round_cells.pass_on(desk, round_id, number, second)

    assert (passed.what, passed.card) == (CellAct.handed_over, second)
    loans = desk.session.scalars(select(Loan).order_by(Loan.row)).all()
    assert [loan.returned_on is None for loan in loans] == [False, True]
    undone = undoing.undo_last(desk)
    desk.session.expire_all()
    assert undone.barcode == number
    assert loans[0].returned_on is None
    assert loans[1].cancel_act is not None


def test_a_kept_copy_is_renewed_where_the_rules_allow(desk):
    block, (first, second, *_others) = a_block(desk)
    fresh = out_with(desk, first, days=4)
    late = out_with(desk, second, days=9)
    round_id = rounds.plan(desk, block).id

    renewed = round_cells.keep(desk, round_id, fresh)
    kept = round_cells.keep(desk, round_id, late)

    assert renewed.what is CellAct.renewed
    assert renewed.due_on == desk.today + timedelta(days=5)
    assert (kept.what, kept.due_on) == (CellAct.kept, None)
    assert stop(desk, round_id, second).lines[0].state is LineState.kept


def test_a_copy_not_on_the_shelf_is_replaced_by_the_next_free_one(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    title = copies.show(desk, wanted).title_id
    spare = a_passed_copy(desk, title_id=title)
    round_id = rounds.plan(desk, block).id
    (line,) = stop(desk, round_id, first).lines

    other = round_cells.settle(desk, round_id, line.row, RoundOutcome.not_found)
    none = round_cells.settle(desk, round_id, line.row, RoundOutcome.not_found)

    assert (other.what, other.barcode) == (CellAct.next_copy, spare)
    assert none.what is CellAct.settled
    assert stop(desk, round_id, first).lines[0].state is LineState.not_found


def test_isolation_settles_everything_at_the_stop(desk):
    block, (first, *_others) = a_block(desk)
    a_request(desk, first)
    round_id = rounds.plan(desk, block).id

    round_cells.pass_by(desk, round_id, first, RoundOutcome.isolated)

    seen = stop(desk, round_id, first)
    assert seen.outcome is RoundOutcome.isolated
    assert [x.state for x in seen.lines] == [LineState.isolated]


def test_a_stop_with_open_lines_is_not_done(desk):
    block, (first, *_others) = a_block(desk)
    a_request(desk, first)
    round_id = rounds.plan(desk, block).id

    with pytest.raises(errors.StopNotDone):
        round_cells.pass_by(desk, round_id, first)


def test_what_came_back_at_the_desk_meanwhile_is_done(desk):
    block, (first, *_others) = a_block(desk)
    late = out_with(desk, first, days=9)
    round_id = rounds.plan(desk, block).id
    circulation.give_back(desk, late)

    round_cells.pass_by(desk, round_id, first)

    assert stop(desk, round_id, first).is_done
    assert stop(desk, round_id, first).out_count == 0


def test_a_copy_lent_at_the_desk_is_no_longer_the_trolleys(desk):
    block, (first, *_others) = a_block(desk)
    spare = a_passed_copy(desk)
    round_id = rounds.plan(desk, block).id
    rounds.take(desk, round_id, spare)
    circulation.lend(desk, first, spare)

    rounds.finish(desk, round_id, leaves_open=True)

    assert rounds_states(desk) == [RoundState.done]


def test_a_card_of_another_block_is_refused_and_a_newcomer_gets_a_stop(desk):
    block, (first, *_others) = a_block(desk)
    _other, (stranger, *_more) = a_block(desk, "C")
    round_id = rounds.plan(desk, block).id
    newcomer = a_resident(desk, residents.by_card(desk, first).place_row)

    called = round_cells.scan(desk, round_id, newcomer)

    assert (called.what, called.card) == (CellAct.called, newcomer)
    assert stop(desk, round_id, newcomer) is not None
    with pytest.raises(errors.NotOfThisBlock):
        round_cells.scan(desk, round_id, stranger)


def test_a_title_that_does_not_circulate_is_not_lent_at_a_cell(desk):
    block, (first, *_others) = a_block(desk)
    number = a_copy(desk, title="Tidak Diedarkan")
    title = copies.show(desk, number).title_id
    screening.decide(desk, [title], ScreeningResult.refused, words="Tidak untuk blok ini")
    round_id = rounds.plan(desk, block).id

    with pytest.raises(errors.TitleNotCirculated):
        round_cells.scan(desk, round_id, number, card=first)


def test_a_room_borrows_too(desk):
    block, _cards = a_block(desk, rooms=1, each=1)
    room = house.rooms(desk, block)[0]
    card = house.card_of_place(desk, room.id)
    number = a_passed_copy(desk)
    round_id = rounds.plan(desk, block).id

    lent = round_cells.scan(desk, round_id, number, card=card)

    assert lent.card == card
    assert stop(desk, round_id, card).is_room


def test_a_round_ends_only_with_an_empty_trolley_and_all_looked_through(desk):
    block, (first, *_others) = a_block(desk)
    late = out_with(desk, first, days=9)
    spare = a_passed_copy(desk, "Cadangan")
    round_id = rounds.plan(desk, block).id
    rounds.take(desk, round_id, spare)
    round_cells.scan(desk, round_id, late, card=first)

    with pytest.raises(errors.TrolleyNotEmpty):
        rounds.finish(desk, round_id)
    rounds.shelve(desk, round_id, spare)
    rounds.shelve_all(desk, round_id)
    with pytest.raises(errors.ReturnsNotChecked):
        rounds.finish(desk, round_id)
    return_checks.check_rest(desk, round_id)
    rounds.finish(desk, round_id, leaves_open=True)

    assert rounds_states(desk) == [RoundState.done]
    undoing.undo_last(desk)
    assert rounds_states(desk) == [RoundState.out]


def rounds_states(desk):
    return [each.state for each in round_views.listed(desk, ended=True)]


def test_a_damaged_copy_goes_to_repair_and_undoing_brings_it_back(desk):
    block, (first, *_others) = a_block(desk)
    late = out_with(desk, first, days=9)
    round_id = rounds.plan(desk, block).id
    round_cells.scan(desk, round_id, late, card=first)

    return_checks.check(desk, late, ReturnFound.damaged, note="Sampul lepas")

    assert copies.show(desk, late).status is CopyStatus.repair
    undoing.undo_last(desk)
    assert copies.show(desk, late).status is CopyStatus.available
    assert round_views.show(desk, round_id).unchecked


def test_a_copy_lost_on_the_way_is_missing(desk):
    block, _cards = a_block(desk)
    spare = a_passed_copy(desk)
    round_id = rounds.plan(desk, block).id
    rounds.take(desk, round_id, spare)

    rounds.miss(desk, round_id, spare)

    assert copies.show(desk, spare).status is CopyStatus.missing
    undoing.undo_last(desk)
    assert copies.show(desk, spare).status is CopyStatus.available
    assert [copy.barcode for copy in round_views.show(desk, round_id).on_trolley] == [spare]


def test_an_aide_goes_the_round_and_writes_no_notes(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    aide = acting_as(desk, Role.aide)

    round_id = rounds.plan(aide, block).id
    rounds.take(aide, round_id, wanted)
    round_cells.scan(aide, round_id, wanted, card=first)
    circulation.give_back(aide, wanted)

    with pytest.raises(errors.NotAllowed):
        return_checks.check(aide, wanted, ReturnFound.writing, note="untuk seseorang")
    with pytest.raises(errors.NotAllowed):
        rounds.drop(aide, round_id)


def test_an_aide_sees_no_day_of_release_and_no_reason(desk):
    block, _cards = a_block(desk, rooms=1, each=1)
    place = residents.listed(desk)[0].place_row
    leaving = a_resident(desk, place, release_on=desk.today + timedelta(days=2))
    out_with(desk, leaving)

    shown = rounds.plan(acting_as(desk, Role.aide), block)

    said = repr(shown.stop_of(leaving))
    assert str(desk.today + timedelta(days=2)) not in said
    assert "release" not in said


@pytest.mark.parametrize("state", [ResidentState.released, ResidentState.died])
def test_an_aide_on_a_round_is_not_told_why_somebody_left(desk, state):
    block, cards = a_block(desk, rooms=1, each=2)
    round_id = rounds.plan(desk, block).id
    who = residents.by_card(desk, cards[0])
    moves.record(desk, (moves.Change(who.row, state=state),))
    aide = acting_as(desk, Role.aide)

    seen = round_views.show(aide, round_id).stop_of(who.card)

    assert seen.state is residents.by_card(aide, who.card).state is ResidentState.moved
    assert stop(desk, round_id, who.card).state is state


def test_an_aide_reads_in_no_ended_round_what_each_card_had(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    round_id = rounds.plan(desk, block).id
    round_cells.scan(desk, round_id, wanted, card=first)
    aide = acting_as(desk, Role.aide)
    under_way = [each.id for each in round_views.listed(aide, ended=True)]
    rounds.finish(aide, round_id, leaves_open=True)

    with pytest.raises(errors.RoundEnded):
        round_views.show(aide, round_id)

    assert under_way == [round_id]
    assert round_views.listed(aide, ended=True) == ()
    assert [each.id for each in round_views.listed(desk, ended=True)] == [round_id]


def two_rounds(desk):
    """Rounds through two blocks, and a card of each."""
    blocks = [a_block(desk, name, rooms=1, each=1) for name in "AB"]
    return [(rounds.plan(desk, block).id, cards[0]) for block, cards in blocks]


def test_a_copy_lies_on_one_trolley_at_a_time(desk):
    (first, _card), (second, _other) = two_rounds(desk)
    number = a_passed_copy(desk)
    rounds.take(desk, first, number)

    with pytest.raises(errors.CopyOnOtherTrolley) as refused:
        rounds.take(desk, second, number)

    assert refused.value.facts == {"barcode": number, "block": "A"}
    rounds.shelve(desk, first, number)
    rounds.take(desk, second, number)
    assert [len(round_views.show(desk, each).on_trolley) for each in (first, second)] == [0, 1]


def test_what_was_lent_off_a_trolley_at_the_desk_goes_onto_the_next_one(desk):
    (first, card), (second, _other) = two_rounds(desk)
    number = a_passed_copy(desk)
    rounds.take(desk, first, number)
    circulation.lend(desk, card, number)
    circulation.give_back(desk, number)

    rounds.take(desk, second, number)

    assert [len(round_views.show(desk, each).on_trolley) for each in (first, second)] == [0, 1]
    with pytest.raises(errors.CopyNotOnTrolley):
        rounds.shelve(desk, first, number)
    rounds.finish(desk, first, leaves_open=True)


def test_what_was_lent_off_a_trolley_and_came_back_is_taken_along_again(desk):
    (first, card), _second = two_rounds(desk)
    number = a_passed_copy(desk)
    rounds.take(desk, first, number)
    circulation.lend(desk, card, number)
    circulation.give_back(desk, number)

    rounds.take(desk, first, number)

    assert [each.barcode for each in round_views.show(desk, first).on_trolley] == [number]


def test_a_title_nobody_screened_lies_on_no_trolley(desk):
    (round_id, _card), _second = two_rounds(desk)
    number = a_copy(desk, screened=False)

    with pytest.raises(errors.TitleNotScreened):
        rounds.take(acting_as(desk, Role.aide), round_id, number)

    assert round_views.show(desk, round_id).trolley == ()


def test_what_is_set_aside_for_another_block_stays_on_the_ready_shelf(desk):
    (first, card), (second, other) = two_rounds(desk)
    number = a_passed_copy(desk)
    circulation.lend(desk, card, number)
    requests.by_slip(desk, other, number)
    circulation.give_back(desk, number)

    with pytest.raises(errors.CopyHeldForOther):
        rounds.take(desk, first, number)

    assert rounds.take(desk, second, number).barcode == number


def test_a_copy_whose_title_circulates_no_longer_is_not_left_in_the_cell(desk):
    block, (first, *_others) = a_block(desk)
    number = out_with(desk, first, days=1)
    round_id = rounds.plan(desk, block).id
    stops_circulating(desk, number)

    with pytest.raises(errors.MustComeBack):
        round_cells.keep(desk, round_id, number)


def test_nobody_renews_a_title_that_circulates_no_longer(desk):
    _block, (first, *_others) = a_block(desk)
    number = out_with(desk, first, days=1)
    stops_circulating(desk, number)

    for role in (Role.aide, Role.officer):
        with pytest.raises(errors.TitleNotCirculated):
            circulation.renew(acting_as(desk, role), number)


def stops_circulating(desk, number):
    title = copies.show(desk, number).title_id
    screening.decide(desk, [title], ScreeningResult.refused, words="Tidak untuk blok ini")


def test_undoing_an_act_that_a_later_one_rests_on_is_refused(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    round_id = rounds.plan(desk, block).id
    taken = rounds.take(desk, round_id, wanted)
    round_cells.scan(desk, round_id, wanted, card=first)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, taken.act_id)


def test_the_plan_itself_can_be_taken_back_while_nothing_was_done(desk):
    block, (first, *_others) = a_block(desk)
    a_request(desk, first)
    rounds.plan(desk, block)

    undoing.undo_last(desk)

    assert round_views.listed(desk, ended=True) == ()


def test_who_was_to_get_which_book_is_forgotten_and_the_round_stays(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    round_id = rounds.plan(desk, block).id
    round_cells.scan(desk, round_id, wanted, card=first)
    rounds.finish(desk, round_id, leaves_open=True)
    circulation.give_back(desk, wanted)
    forgetting.keep(desk, days=30, nik=False)

    forgetting.forget(at(desk, desk.today + timedelta(days=60)))

    kept = round_views.show(desk, round_id)
    assert (kept.stops, kept.trolley, kept.state) == ((), (), RoundState.done)
    assert check.examine(desk).flaws == ()


@pytest.mark.parametrize("seed", range(12))
def test_a_random_round_undone_act_by_act_leaves_everything_as_it_was(desk, seed):
    chance = random.Random(seed)
    block, cards = a_block(desk, rooms=3, each=2)
    shelf = [a_passed_copy(desk, f"Judul {n}") for n in range(4)]
    for card in cards[:3]:
        a_request(desk, card, f"Diminta {card}")
    out = [out_with(desk, card, days=chance.choice((1, 9)), title=f"Di {card}") for card in cards]
    round_id = rounds.plan(desk, block).id
    asked = [line.barcode for s in round_views.show(desk, round_id).stops for line in s.lines]
    numbers = list(dict.fromkeys([*shelf, *out, *asked]))
    before, trail = snapshot(desk, round_id), []
    model = {number: holder(desk, number) for number in numbers}

    for _step in range(30):
        number, card = chance.choice(numbers), chance.choice(cards)
        with_whom = model[number]
        deed = chance.choice(("scan", "scan", "take", "keep", "pass", "settle", "by", "back"))
        try:
            act, now = do(desk, round_id, deed, number, card, chance)
        except errors.Refusal:
            assert holder(desk, number) == with_whom
            continue
        trail.append(act)
        if now is not None:
            model[number] = now or None
        assert {n: holder(desk, n) for n in numbers} == model

    for act in reversed(trail):
        undoing.undo(desk, act)
    assert snapshot(desk, round_id) == before
    assert check.examine(desk).flaws == ()


@pytest.mark.parametrize("seed", range(6))
def test_acts_undone_in_any_order_come_to_the_same_end(desk, seed):
    chance = random.Random(100 + seed)
    block, cards = a_block(desk, rooms=2, each=2)
    shelf = [a_passed_copy(desk, f"Judul {n}") for n in range(4)]
    out = [out_with(desk, card, days=9, title=f"Di {card}") for card in cards]
    round_id = rounds.plan(desk, block).id
    numbers, before, acts = [*shelf, *out], round_views.show(desk, round_id), []
    for _step in range(20):
        deed = chance.choice(("scan", "scan", "take", "pass", "keep", "by", "back"))
        with suppress(errors.Refusal):
            what = deed, chance.choice(numbers), chance.choice(cards)
            acts.append(do(desk, round_id, *what, chance)[0])

    while acts:
        standing = [act for act in acts if not taken_back(desk, act, numbers)]
        assert len(standing) < len(acts)
        acts = chance.sample(standing, len(standing))

    assert round_views.show(desk, round_id) == before
    assert check.examine(desk).flaws == ()


def taken_back(desk, act, numbers):
    """Whether an act was taken back; one that is refused changes nothing."""
    before = {number: holder(desk, number) for number in numbers}
    try:
        with desk.session.begin_nested():
            undoing.undo(desk, act)
    except errors.CannotUndo:
        assert {number: holder(desk, number) for number in numbers} == before
        return False
    return True


def do(desk, round_id, deed, number, card, chance):
    """One deed: its act, and with whom the copy is then ("" with nobody, None as before)."""
    desk = at(desk, hour=13)
    if deed == "scan":
        slip = round_cells.scan(desk, round_id, number, card=card)
        return slip.act_id, card if slip.what is CellAct.lent else ""
    if deed == "pass":
        return round_cells.pass_on(desk, round_id, number, card).act_id, card
    if deed == "settle":
        lines = [x for s in round_views.show(desk, round_id).stops for x in s.lines if x.row]
        outcome = chance.choice((RoundOutcome.not_found, RoundOutcome.refused))
        done = round_cells.settle(desk, round_id, chance.choice(lines).row, outcome)
    elif deed == "by":
        done = round_cells.pass_by(desk, round_id, card, RoundOutcome.refused)
    else:
        verb = {"take": rounds.take, "back": rounds.shelve, "keep": round_cells.keep}[deed]
        done = verb(desk, round_id, number)
    return done.act_id, None


def holder(desk, number):
    loan = at_desk.copy_with(desk, number).loan
    return loan.card if loan else None


def snapshot(desk, round_id):
    shown = round_views.show(desk, round_id)
    waits = tuple(
        (card, line.title)
        for card in (s.card for s in shown.stops)
        for line in holds.of_member(desk, card)
    )
    return shown, waits
