"""Stocktakes: frozen, counted, finished, opened again, and decided about."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import (
    CollectionKind,
    CopyStatus,
    StocktakeDecision,
    StocktakeState,
    WithdrawReason,
)
from jukung.library import (
    circulation,
    copies,
    copy_history,
    holds,
    stocktake_counting,
    stocktake_deciding,
    stocktake_lists,
    stocktakes,
    undoing,
    withdrawals,
)
from jukung.library.stocktake_counting import SeenAs
from jukung.library.stocktakes import Fate, Scope
from makers import a_copy, a_loan, a_member, a_title, at


def begun(desk, scope=None, name="Stock opname 2026"):
    return stocktakes.begin(desk, name, scope or Scope())


def fates(desk, stocktake):
    return {line.number: line.fate for line in stocktake_lists.lines(desk, stocktake)}


def test_the_list_is_frozen_when_a_stocktake_begins(desk):
    first = a_copy(desk)

    stocktake = begun(desk)
    later = a_copy(desk)

    assert list(fates(desk, stocktake)) == [first]
    assert stocktake_counting.count(desk, stocktake, later).as_ is SeenAs.elsewhere
    assert stocktakes.show(desk, stocktake).expected == 1


def test_withdrawn_copies_are_not_expected(desk):
    a_copy(desk, status=CopyStatus.withdrawn)
    kept = a_copy(desk)

    assert list(fates(desk, begun(desk))) == [kept]


def test_a_stocktake_needs_a_name_and_copies(desk):
    with pytest.raises(errors.StocktakeEmpty):
        begun(desk)
    a_copy(desk)
    with pytest.raises(errors.NameMissing):
        begun(desk, name="  ")


def test_a_class_can_be_counted_by_itself(desk):
    tales = a_copy(desk, title_id=a_title(desk, "Dongeng Rawa", class_number="398.2"))
    a_copy(desk, title_id=a_title(desk, "Memupuk Padi", class_number="633"))

    part = next(each for each in stocktakes.parts(desk) if each.scope == Scope("class", "3", "3"))
    stocktake = begun(desk, part.scope)

    assert part.count == 1
    assert list(fates(desk, stocktake)) == [tales]


def test_a_copy_of_another_class_that_stands_here_is_told_at_once(desk):
    a_copy(desk, title_id=a_title(desk, "Dongeng Rawa", class_number="398.2"))
    farm = a_copy(desk, title_id=a_title(desk, "Memupuk Padi", class_number="633"))
    stocktake = begun(desk, Scope("class", "3"))

    seen = stocktake_counting.count(desk, stocktake, farm)

    assert (seen.as_, seen.class_main) == (SeenAs.elsewhere, "6")
    (line,) = stocktake_lists.others(desk, stocktake)
    assert (line.number, line.why) == (farm, SeenAs.elsewhere)


def test_a_scan_counts_once(desk):
    number = a_copy(desk)
    stocktake = begun(desk)

    first = stocktake_counting.count(desk, stocktake, number)
    again = stocktake_counting.count(desk, stocktake, number)

    assert (first.as_, again.as_, again.act_id) == (SeenAs.counted, SeenAs.again, "")
    assert stocktakes.figures(desk, stocktake) == (1, 1, 0, 0)


def test_an_unknown_code_is_kept_with_its_moment(desk):
    a_copy(desk)
    stocktake = begun(desk)

    seen = stocktake_counting.count(at(desk, hour=14, minute=5), stocktake, "123/PB 2011")

    assert seen.as_ is SeenAs.unknown
    (line,) = stocktake_lists.others(desk, stocktake)
    assert (line.code, line.seen_at.hour, line.seen_at.minute) == ("123/PB 2011", 14, 5)


def test_half_a_number_counts_nothing(desk):
    numbers = [a_copy(desk) for _place in range(3)]
    stocktake = begun(desk)

    seen = stocktake_counting.count(desk, stocktake, numbers[0][:-2])

    assert seen.as_ is SeenAs.half
    assert stocktakes.figures(desk, stocktake)[1] == 0


def test_a_card_is_never_written_down(desk):
    a_copy(desk)
    card = a_member(desk).card
    stocktake = begun(desk)

    seen = stocktake_counting.count(desk, stocktake, card)

    assert (seen.as_, seen.code) == (SeenAs.card, "")
    assert stocktake_lists.others(desk, stocktake) == ()


def test_lent_copies_stand_apart_and_are_not_missing(desk):
    number = a_loan(desk).barcode
    unseen = a_copy(desk)

    stocktake = begun(desk)

    assert fates(desk, stocktake) == {number: Fate.out, unseen: Fate.unseen}
    assert stocktakes.show(desk, stocktake).was_out == 1


def test_a_lent_copy_that_is_seen_is_offered_as_a_return_and_stays_lent(desk):
    number = a_loan(desk).barcode
    stocktake = begun(desk)

    seen = stocktake_counting.count(at(desk, hour=13), stocktake, number)

    assert seen.as_ is SeenAs.lent
    assert copies.show(desk, number).due_on == seen.due_on
    assert fates(desk, stocktake) == {number: Fate.lent_seen}

    slip = stocktake_deciding.take_back(at(desk, hour=14), stocktake, number)

    assert slip.returned_on is not None
    (line,) = stocktake_lists.lines(desk, stocktake)
    assert (line.fate, line.decision) == (Fate.seen, StocktakeDecision.returned)


def test_undoing_that_return_leaves_it_open_again(desk):
    number = a_loan(desk).barcode
    stocktake = begun(desk)
    stocktake_counting.count(at(desk, hour=13), stocktake, number)
    slip = stocktake_deciding.take_back(at(desk, hour=14), stocktake, number)

    undoing.undo(desk, slip.act_id)

    (line,) = stocktake_lists.lines(desk, stocktake)
    assert (line.fate, line.decision) == (Fate.lent_seen, StocktakeDecision.open)


def test_a_copy_lent_after_it_was_seen_is_seen(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktake_counting.count(at(desk, hour=13), stocktake, number)

    a_loan(at(desk, hour=14), number=number)

    assert fates(desk, stocktake) == {number: Fate.seen}


def test_a_copy_that_came_back_meanwhile_is_not_missing(desk):
    number = a_loan(desk).barcode
    stocktake = begun(desk)

    circulation.give_back(desk, number)

    assert fates(desk, stocktake) == {number: Fate.back}


def test_a_copy_on_the_ready_shelf_stands_apart(desk):
    title_id = a_title(desk, "Buku Ditunggu")
    number = a_copy(desk, title_id=title_id)
    a_loan(desk, number=number)
    holds.place(desk, a_member(desk).card, title_id)
    circulation.give_back(desk, number)

    stocktake = begun(desk)

    assert fates(desk, stocktake) == {number: Fate.waiting}


def test_finishing_changes_no_copy_and_can_be_undone(desk):
    number = a_copy(desk)
    stocktake = begun(desk)

    act_id = stocktakes.finish(desk, stocktake)

    assert copies.show(desk, number).status is CopyStatus.available
    assert stocktakes.show(desk, stocktake).state is StocktakeState.finished
    with pytest.raises(errors.StocktakeClosed):
        stocktake_counting.count(desk, stocktake, number)
    undoing.undo(desk, act_id)
    assert stocktake_counting.count(desk, stocktake, number).as_ is SeenAs.counted


def test_what_happens_after_the_finish_does_not_change_its_figures(desk):
    number, other = a_loan(desk).barcode, a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)

    circulation.give_back(desk, number)
    a_loan(desk, number=other)

    assert fates(desk, stocktake) == {number: Fate.out, other: Fate.unseen}


def test_a_finished_stocktake_opens_again_and_undo_finishes_it(desk):
    a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)

    act_id = stocktakes.reopen(desk, stocktake)
    opened = stocktakes.show(desk, stocktake).state
    undoing.undo(desk, act_id)

    assert opened is StocktakeState.open
    assert stocktakes.show(desk, stocktake).state is StocktakeState.finished


def test_nothing_is_decided_before_the_finish(desk):
    number = a_copy(desk)
    stocktake = begun(desk)

    with pytest.raises(errors.StocktakeStillOpen):
        stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)


@pytest.mark.parametrize(
    ("decision", "before", "after"),
    [
        (StocktakeDecision.missing, CopyStatus.available, CopyStatus.missing),
        (StocktakeDecision.repair, CopyStatus.available, CopyStatus.repair),
        (StocktakeDecision.leave, CopyStatus.available, CopyStatus.available),
        (StocktakeDecision.withdrawn, CopyStatus.available, CopyStatus.withdrawn),
        (StocktakeDecision.found, CopyStatus.missing, CopyStatus.available),
    ],
)
def test_a_decision_changes_the_copy_and_undo_gives_it_back(desk, decision, before, after):
    number = a_copy(desk, status=before)
    stocktake = begun(desk)
    if decision is StocktakeDecision.found:
        stocktake_counting.count(desk, stocktake, number)
    stocktakes.finish(desk, stocktake)

    done = stocktake_deciding.decide(desk, stocktake, [number], decision, reason="Dicari dua kali")

    assert copies.show(desk, number).status is after
    (line,) = stocktake_lists.lines(desk, stocktake)
    assert (line.decision, line.reason) == (decision, "Dicari dua kali")
    undoing.undo(desk, done.act_id)
    assert copies.show(desk, number).status is before
    assert stocktake_lists.lines(desk, stocktake)[0].decision is StocktakeDecision.open


def test_a_withdrawal_after_a_stocktake_has_a_record(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)

    done = stocktake_deciding.decide(
        desk, stocktake, [number], StocktakeDecision.withdrawn, reason="Hilang sejak 2024"
    )

    view, listed = withdrawals.show(desk, done.number)
    assert view.count == 1
    assert [each.number for each in listed] == [number]


def test_a_seen_copy_cannot_be_missing(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktake_counting.count(desk, stocktake, number)
    stocktakes.finish(desk, stocktake)

    with pytest.raises(errors.DecisionUnfit):
        stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)


def test_a_lent_copy_cannot_be_missing(desk):
    number = a_loan(desk).barcode
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)

    with pytest.raises(errors.CopyOnLoan):
        stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)


def test_a_decision_that_was_overtaken_is_not_undone(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)
    done = stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)

    stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.found)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_a_scan_is_taken_back_by_undo(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    seen = stocktake_counting.count(desk, stocktake, number)
    odd = stocktake_counting.count(desk, stocktake, "X-99")

    undone = undoing.undo(desk, seen.act_id)
    undoing.undo(desk, odd.act_id)

    assert undone.barcode == number
    assert stocktakes.figures(desk, stocktake) == (1, 0, 0, 0)


def test_a_stocktake_begun_by_mistake_is_undone_until_something_is_counted(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktake_counting.count(desk, stocktake, number)

    with pytest.raises(errors.CannotUndo), desk.session.begin_nested():
        undoing.undo_last(desk, kinds=frozenset({"begin_stocktake"}))
    undoing.undo_last(desk, kinds=frozenset({"count_copies"}))
    undoing.undo_last(desk, kinds=frozenset({"begin_stocktake"}))

    assert stocktakes.listed(desk) == ()


def test_copies_that_stand_out_of_order_are_told_from_the_scans(desk):
    calls = [f"{100 + place} ABC" for place in range(30)]
    numbers = [a_copy(desk, call_number=call) for call in calls]
    stocktake = begun(desk)
    along = [*numbers[:2], *numbers[3:25], numbers[2], *numbers[25:]]

    for minute, number in enumerate(along):
        stocktake_counting.count(at(desk, hour=13, minute=minute), stocktake, number)

    assert [number for _call, number, _title in stocktake_lists.out_of_order(desk, stocktake)] == [
        numbers[2]
    ]


def test_scans_without_order_tell_nothing_of_the_shelf(desk):
    numbers = [a_copy(desk, call_number=f"{900 - place} ABC") for place in range(12)]
    stocktake = begun(desk)

    for minute, number in enumerate(numbers):
        stocktake_counting.count(at(desk, hour=13, minute=minute), stocktake, number)

    assert stocktake_lists.out_of_order(desk, stocktake) == ()


def test_the_figures_by_class_add_up(desk):
    a_copy(desk, title_id=a_title(desk, "Dongeng Rawa", class_number="398.2"))
    a_copy(desk, title_id=a_title(desk, "Memupuk Padi", class_number="633"))
    a_copy(desk)

    found = stocktake_lists.by_class(desk, begun(desk))

    assert [(each.class_main, each.expected) for each in found] == [("3", 1), ("6", 1), ("", 1)]


def a_place(desk, name="Rak Anak"):
    desk.session.execute(
        text("INSERT INTO place (row, id, kind, name) VALUES (9, 'rak', 'shelf', :name)"),
        {"name": name},
    )


def moved(desk, number, column, row):
    desk.session.execute(
        text(f"UPDATE copy SET {column} = :row WHERE number = :number"),  # noqa: S608 - our own
        {"row": row, "number": number},
    )
    desk.session.expire_all()


def test_a_copy_seen_at_another_place_is_misplaced(desk):
    number, other = a_copy(desk), a_copy(desk)
    a_place(desk)
    moved(desk, number, "place", 9)
    stocktake = begun(desk)

    seen = stocktake_counting.count(desk, stocktake, number, where=desk.profile.name)
    right = stocktake_counting.count(desk, stocktake, other, where=desk.profile.name)

    assert (seen.as_, seen.place) == (SeenAs.misplaced, "Rak Anak")
    assert right.as_ is SeenAs.counted
    assert fates(desk, stocktake) == {number: Fate.misplaced, other: Fate.seen}
    assert stocktakes.places(desk) == (desk.profile.name, "Rak Anak")


def test_a_place_can_be_counted_by_itself(desk):
    a_copy(desk)
    number = a_copy(desk)
    a_place(desk)
    moved(desk, number, "place", 9)

    assert list(fates(desk, begun(desk, Scope("place", "rak")))) == [number]


def test_a_kind_can_be_counted_by_itself(desk):
    a_copy(desk)
    number = a_copy(desk, kind=CollectionKind.children)

    assert list(fates(desk, begun(desk, Scope("kind", "children")))) == [number]


def test_what_others_lent_stands_apart_where_it_is_not_seen(desk):
    own, lent_to_us = a_copy(desk), a_copy(desk)
    desk.session.execute(text("INSERT INTO owner VALUES (7, 'o', 'Dispersip', 'agency')"))
    moved(desk, lent_to_us, "owner", 7)

    stocktake = begun(desk)

    assert fates(desk, stocktake) == {own: Fate.unseen, lent_to_us: Fate.boxed}
    assert list(fates(desk, begun(desk, Scope("owner", "o"), name="Titipan"))) == [lent_to_us]


def test_two_stocktakes_may_go_on_beside_each_other(desk):
    number = a_copy(desk)
    first, second = begun(desk), begun(desk, name="Rak anak")

    stocktake_counting.count(desk, first, number)

    assert [stocktakes.figures(desk, each)[1] for each in (first, second)] == [1, 0]


def test_a_copy_seen_after_reopening_is_decided_anew(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)
    stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)
    stocktakes.reopen(desk, stocktake)

    seen = stocktake_counting.count(desk, stocktake, number)

    (line,) = stocktake_lists.lines(desk, stocktake)
    assert (seen.as_, line.fate, line.decision) == (
        SeenAs.found,
        Fate.found,
        StocktakeDecision.open,
    )


def test_a_decision_stands_once_in_the_copys_history(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)

    stocktake_deciding.decide(
        desk, stocktake, [number], StocktakeDecision.withdrawn, reason="Hilang"
    )

    assert [str(line.what) for line in copy_history.of_copy(desk, number)] == [
        "changed",
        "registered",
    ]


@pytest.fixture
def turned_up(desk):
    """A stocktake with two copies withdrawn by it, of which one is scanned after all."""
    numbers = [a_copy(desk), a_copy(desk)]
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)
    done = stocktake_deciding.decide(
        desk, stocktake, numbers, StocktakeDecision.withdrawn, reason="Hilang"
    )
    stocktakes.reopen(desk, stocktake)
    seen = stocktake_counting.count(at(desk, hour=13), stocktake, numbers[0])
    stocktakes.finish(desk, stocktake)
    return stocktake, numbers, done, seen


def standing(desk):
    """What stands of copies and records."""
    desk.session.flush()
    connection = desk.session.connection()
    copied = "number, status, withdrawal, withdraw_reason, withdrawn_on"
    return (
        connection.execute(text(f"SELECT {copied} FROM copy ORDER BY row")).all(),  # noqa: S608 - ours
        connection.execute(text("SELECT number, cancel_act FROM withdrawal ORDER BY row")).all(),
        connection.execute(text("SELECT * FROM stocktake_copy ORDER BY copy")).all(),
    )


def test_a_withdrawn_copy_that_turns_up_is_told_and_waits_for_a_decision(desk, turned_up):
    stocktake, (found, lost), _done, seen = turned_up

    assert seen.as_ is SeenAs.withdrawn
    assert fates(desk, stocktake) == {found: Fate.found, lost: Fate.gone}
    view = stocktakes.show(desk, stocktake)
    assert (view.seen, view.elsewhere, view.undecided) == (1, 0, 1)


def test_a_withdrawn_copy_that_turned_up_is_found_again_and_leaves_its_record(desk, turned_up):
    stocktake, (found, lost), done, _seen = turned_up
    before = standing(desk)

    decided = stocktake_deciding.decide(desk, stocktake, [found], StocktakeDecision.found)

    assert copies.show(desk, found).status is CopyStatus.available
    view, listed = withdrawals.show(desk, done.number)
    assert ([each.number for each in listed], view.cancelled) == ([lost], False)
    undoing.undo(desk, decided.act_id)
    assert standing(desk) == before


def test_a_record_whose_last_copy_was_found_again_is_void(desk, turned_up):
    stocktake, (found, lost), done, _seen = turned_up
    stocktakes.reopen(desk, stocktake)
    stocktake_counting.count(at(desk, hour=14), stocktake, lost)
    stocktakes.finish(desk, stocktake)
    before = standing(desk)

    decided = stocktake_deciding.decide(desk, stocktake, [found, lost], StocktakeDecision.found)

    assert withdrawals.show(desk, done.number)[0].cancelled
    undoing.undo(desk, decided.act_id)
    assert standing(desk) == before


def test_a_withdrawal_is_undone_although_a_copy_was_seen_since(desk, turned_up):
    stocktake, (found, lost), done, _seen = turned_up

    undoing.undo(desk, done.act_id)

    assert {copies.show(desk, each).status for each in (found, lost)} == {CopyStatus.available}
    decisions = {line.decision for line in stocktake_lists.lines(desk, stocktake)}
    assert decisions == {StocktakeDecision.open}
    assert withdrawals.show(desk, done.number)[0].cancelled
    stocktake_deciding.decide(desk, stocktake, [found], StocktakeDecision.found)
    assert copies.show(desk, found).status is CopyStatus.available


def test_a_withdrawal_is_undone_but_for_what_was_found_again_by_itself(desk, turned_up):
    stocktake, (found, lost), done, _seen = turned_up
    stocktake_deciding.decide(desk, stocktake, [found], StocktakeDecision.found)
    a_loan(desk, number=found)

    undoing.undo(desk, done.act_id)

    assert copies.show(desk, lost).status is CopyStatus.available
    found_line = next(x for x in stocktake_lists.lines(desk, stocktake) if x.number == found)
    assert (found_line.decision, found_line.due_on is None) == (StocktakeDecision.found, False)


def test_a_found_copy_that_was_lent_since_does_not_get_lost_by_an_undo(desk, turned_up):
    stocktake, (found, _lost), _done, _seen = turned_up
    decided = stocktake_deciding.decide(desk, stocktake, [found], StocktakeDecision.found)
    a_loan(desk, number=found)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, decided.act_id)


def test_a_withdrawn_copy_that_nobody_saw_is_not_found(desk, turned_up):
    stocktake, (_found, lost), _done, _seen = turned_up

    with pytest.raises(errors.DecisionUnfit):
        stocktake_deciding.decide(desk, stocktake, [lost], StocktakeDecision.found)


def test_a_copy_weeded_after_it_was_seen_stays_seen(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktake_counting.count(desk, stocktake, number)

    withdrawals.withdraw(desk, [number], WithdrawReason.worn)

    assert fates(desk, stocktake) == {number: Fate.seen}
    assert stocktake_counting.count(desk, stocktake, number).as_ is SeenAs.again


def test_a_copy_marked_missing_and_seen_since_is_given_back_by_undo(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    stocktakes.finish(desk, stocktake)
    done = stocktake_deciding.decide(desk, stocktake, [number], StocktakeDecision.missing)
    stocktakes.reopen(desk, stocktake)
    stocktake_counting.count(desk, stocktake, number)

    undoing.undo(desk, done.act_id)

    assert copies.show(desk, number).status is CopyStatus.available
