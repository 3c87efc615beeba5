import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, PrintWhat, RunState
from jukung.library import cards, check, copies, journal, leaving, members, print_runs, undoing
from jukung.library.copies import CopyDraft
from jukung.library.desk import open_library
from makers import QUICK, TODAY, a_copy, a_library, a_member, a_title, at

PRINTED = frozenset({ActKind.print_labels})


def some_copies(desk, count):
    numbers = copies.add(desk, a_title(desk), count=count)
    return [copy.id for copy in copies.with_numbers(desk, numbers)]


def a_run(desk, subjects, what=PrintWhat.barcode, *, sheet="tj-107", start_cell=1, **choices):
    return print_runs.queue(
        desk, what, sheet=sheet, start_cell=start_cell, subjects=subjects, choices=choices
    )


def test_a_run_remembers_what_was_chosen(desk):
    ids = some_copies(desk, 3)

    run = a_run(desk, ids, start_cell=7, symbology="qr", heading=False)

    assert print_runs.waiting(desk) == (run,)
    assert print_runs.show(desk, run.id) == run
    assert print_runs.left(desk, run.id) == tuple(ids)
    assert (run.what, run.sheet, run.start_cell, run.made_on) == ("barcode", "tj-107", 7, TODAY)
    assert run.choices == {"symbology": "qr", "heading": False}
    assert (run.total, run.confirmed, run.left_count, run.gone) == (3, 0, 3, 0)


def test_nothing_makes_no_run(desk):
    with pytest.raises(errors.NothingToPrint):
        a_run(desk, [])


def test_a_run_outlives_the_program(library, tmp_path):
    with library.changing() as desk:
        run = a_run(desk, some_copies(desk, 2))
        print_runs.confirm(desk, run.id, labels=1, cells=30)
    library.close()

    again = open_library(library.path, sealing=QUICK)
    with again.reading() as desk:
        (waits,) = print_runs.waiting(desk)
    again.close()

    assert (waits.id, waits.start_cell, waits.left_count) == (run.id, 2, 1)


def test_only_confirmed_labels_count_as_printed(desk):
    ids = some_copies(desk, 3)
    run = a_run(desk, ids, start_cell=5)

    after = print_runs.confirm(desk, run.id, labels=2, cells=30)

    assert [copy.label_printed for copy in copies.of_ids(desk, ids)] == [True, True, False]
    assert print_runs.left(desk, run.id) == (ids[2],)
    assert (after.start_cell, after.confirmed, after.state) == (7, 2, RunState.waiting)


def test_the_last_confirmation_ends_a_run(desk):
    run = a_run(desk, some_copies(desk, 2))

    print_runs.confirm(desk, run.id, labels=1, cells=30)
    after = print_runs.confirm(desk, run.id, labels=1, cells=30)

    assert (after.state, after.left_count) == (RunState.done, 0)
    assert print_runs.waiting(desk) == ()
    with pytest.raises(errors.RunUnknown):
        print_runs.confirm(desk, run.id, labels=0, cells=30)


@pytest.mark.parametrize(
    ("start", "labels", "new_sheet", "cell"),
    [(1, 14, False, 15), (29, 4, False, 3), (1, 30, False, 1), (5, 40, False, 15), (9, 3, True, 1)],
)
def test_a_run_knows_the_next_free_cell(desk, start, labels, new_sheet, cell):
    run = a_run(desk, some_copies(desk, 45), start_cell=start)

    after = print_runs.confirm(desk, run.id, labels=labels, cells=30, new_sheet=new_sheet)

    assert after.start_cell == cell
    assert print_runs.next_cell(desk, "tj-107") == cell


def test_the_sheet_used_last_says_where_it_ended(desk):
    ids = some_copies(desk, 4)
    first, second = a_run(desk, ids[:2]), a_run(desk, ids[2:], start_cell=10)
    a_run(desk, ids, sheet="a4-3x8")
    print_runs.confirm(desk, second.id, labels=2, cells=30)

    print_runs.confirm(desk, first.id, labels=2, cells=30)

    assert print_runs.next_cell(desk, "tj-107") == 3
    assert print_runs.next_cell(desk, "a4-3x8") is None


def test_more_than_is_left_cannot_be_confirmed(desk):
    run = a_run(desk, some_copies(desk, 2))

    for labels in (3, -1):
        with pytest.raises(errors.RunLineOutOfRange):
            print_runs.confirm(desk, run.id, labels=labels, cells=30)


def test_a_jammed_run_goes_on_on_another_sheet(desk):
    run = a_run(desk, some_copies(desk, 2))

    print_runs.restart_at(desk, run.id, sheet="a4-3x8", start_cell=4)

    (waits,) = print_runs.waiting(desk)
    assert (waits.sheet, waits.start_cell) == ("a4-3x8", 4)


def test_a_dropped_run_keeps_what_was_confirmed(desk):
    ids = some_copies(desk, 2)
    run = a_run(desk, ids)
    print_runs.confirm(desk, run.id, labels=1, cells=30)

    print_runs.drop(desk, run.id)

    assert print_runs.waiting(desk) == ()
    assert print_runs.show(desk, run.id).state is RunState.dropped
    assert [copy.label_printed for copy in copies.of_ids(desk, ids)] == [True, False]


def test_an_unknown_run_is_refused(desk):
    for ask in (print_runs.show, print_runs.left, print_runs.drop):
        with pytest.raises(errors.RunUnknown):
            ask(desk, "none")


@pytest.mark.parametrize(
    ("what", "bars", "spine"),
    [("barcode", True, False), ("spine", False, True), ("both", True, True)],
)
def test_each_kind_of_label_is_marked_by_itself(desk, what, bars, spine):
    (copy_id,) = some_copies(desk, 1)
    run = a_run(desk, [copy_id], PrintWhat(what))

    print_runs.confirm(desk, run.id, labels=1, cells=30)

    (copy,) = copies.of_ids(desk, [copy_id])
    assert (copy.label_printed, copy.spine_printed) == (bars, spine)
    lacks = {kind: copies.without_label_count(desk, what=PrintWhat(kind)) for kind in KINDS}
    assert lacks == {"barcode": not bars, "spine": not spine, "both": not (bars and spine)}


KINDS = ("barcode", "spine", "both")


def test_copies_that_were_withdrawn_fall_away_and_are_told(desk):
    a_copy(desk, "K1")
    a_copy(desk, "K2")
    ids = [copy.id for copy in copies.with_numbers(desk, ("K1", "K2"))]
    run = a_run(desk, ids)

    copies.edit(desk, ids[0], CopyDraft(status=CopyStatus.withdrawn))

    assert print_runs.left(desk, run.id) == (ids[1],)
    assert (print_runs.show(desk, run.id).gone, print_runs.show(desk, run.id).total) == (1, 2)
    assert print_runs.confirm(desk, run.id, labels=1, cells=30).state is RunState.done


def test_members_who_left_fall_away(desk):
    stays, goes = a_member(desk), a_member(desk)
    run = a_run(desk, [stays.id, goes.id], PrintWhat.card, sheet="card-a4-10")

    leaving.leave(desk, goes.id)

    assert print_runs.left(desk, run.id) == (stays.id,)
    assert print_runs.show(desk, run.id).gone == 1


def test_a_run_of_which_all_fell_away_can_be_ended(desk):
    a_copy(desk, "K1")
    copy_id = copies.show(desk, "K1").id
    run = a_run(desk, [copy_id])
    copies.edit(desk, copy_id, CopyDraft(status=CopyStatus.withdrawn))

    after = print_runs.confirm(desk, run.id, labels=0, cells=30)

    assert after.state is RunState.done


def test_signs_have_words_and_mark_nothing(desk):
    run = a_run(desk, ["000-199|Umum", "200-299|Agama"], PrintWhat.shelf)

    after = print_runs.confirm(desk, run.id, labels=2, cells=30)

    assert after.state is RunState.done


def test_an_undone_confirmation_waits_again(desk):
    ids = some_copies(desk, 3)
    run = a_run(desk, ids, start_cell=4)
    print_runs.confirm(at(desk, hour=13), run.id, labels=1, cells=30)
    print_runs.confirm(at(desk, hour=14), run.id, labels=2, cells=30)

    undoing.undo_last(at(desk, hour=14, minute=1), kinds=PRINTED)

    (waits,) = print_runs.waiting(desk)
    assert (waits.start_cell, waits.confirmed) == (5, 1)
    assert print_runs.left(desk, run.id) == tuple(ids[1:])
    assert [copy.label_printed for copy in copies.of_ids(desk, ids)] == [True, False, False]
    assert print_runs.next_cell(desk, "tj-107") == 5


def test_an_undone_first_confirmation_leaves_no_used_sheet(desk):
    run = a_run(desk, some_copies(desk, 1), start_cell=4)
    print_runs.confirm(desk, run.id, labels=1, cells=30)

    undoing.undo_last(desk, kinds=PRINTED)

    assert print_runs.show(desk, run.id).start_cell == 4
    assert print_runs.next_cell(desk, "tj-107") is None


def test_undoing_an_earlier_confirmation_leaves_the_later_one(desk):
    ids = some_copies(desk, 2)
    run = a_run(desk, ids)
    print_runs.confirm(at(desk, hour=13), run.id, labels=1, cells=30)
    first = last_act(desk)
    print_runs.confirm(at(desk, hour=14), run.id, labels=1, cells=30)

    undoing.undo(at(desk, hour=15), first)

    assert print_runs.left(desk, run.id) == (ids[0],)
    assert print_runs.show(desk, run.id).start_cell == 3
    assert [copy.label_printed for copy in copies.of_ids(desk, ids)] == [False, True]


def test_undoing_a_second_printing_keeps_the_first(desk):
    ids = some_copies(desk, 1)
    print_runs.confirm(at(desk, hour=13), a_run(desk, ids).id, labels=1, cells=30)
    print_runs.confirm(at(desk, hour=14), a_run(desk, ids).id, labels=1, cells=30)

    undoing.undo_last(at(desk, hour=15), kinds=PRINTED)

    assert copies.of_ids(desk, ids)[0].label_printed


def test_labels_marked_elsewhere_are_unmarked_and_wait_for_no_printer(desk):
    a_copy(desk, "K1")
    a_copy(desk, "K2")
    copies.mark_labelled(at(desk, hour=13), ("K2",))
    copies.mark_labelled(at(desk, hour=14), ("K1",))

    undoing.undo_last(at(desk, hour=15), kinds=PRINTED)

    assert not copies.show(desk, "K1").label_printed
    assert copies.show(desk, "K2").label_printed
    assert print_runs.waiting(desk) == ()


def test_a_printing_of_before_the_runs_stays(desk):
    act = journal.begin(desk, ActKind.print_labels, facts={"labels": 3})
    journal.note(desk, act, "print", noun="labels", noun_id=act.id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act.id)


def test_a_new_card_number_needs_a_new_card(desk):
    worn, edited, kept = a_member(desk), a_member(desk, "Rawi"), a_member(desk)
    ids = [worn.id, edited.id, kept.id]
    print_runs.confirm(desk, a_run(desk, ids, PrintWhat.card).id, labels=3, cells=10)

    cards.replace_card(desk, worn.id, lost=True)
    members.edit(desk, edited.id, members.MemberDraft(name="Rawi", card="A777"))

    assert printed_cards(desk) == {kept.card}


def test_a_new_copy_number_needs_new_bars_and_no_new_spine(desk):
    a_copy(desk, "K1")
    copy_id = copies.show(desk, "K1").id
    print_runs.confirm(desk, a_run(desk, [copy_id], PrintWhat.both).id, labels=1, cells=30)

    copies.edit(desk, copy_id, CopyDraft(), number="K2")

    copy = copies.show(desk, "K2")
    assert (copy.label_printed, copy.spine_printed) == (False, True)


def test_the_journal_says_how_many_and_names_nobody(desk):
    member = a_member(desk, "Siti Rahmani", card="A1")
    print_runs.confirm(desk, a_run(desk, [member.id], PrintWhat.card).id, labels=1, cells=8)

    facts, detail = desk.session.execute(
        text(
            "SELECT a.facts, d.detail FROM journal_act a JOIN journal_entry e ON e.act = a.row "
            "JOIN journal_detail d ON d.seq = e.seq WHERE a.kind = 'print_labels'"
        )
    ).one()

    assert facts == '{"count": 1, "start_cell": 1, "what": "card"}'
    assert "Siti" not in detail


def test_a_prison_prints_cards_like_a_village(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)
        run = a_run(desk, [resident.id], PrintWhat.card)
        print_runs.confirm(desk, run.id, labels=1, cells=8)
        flaws = check.examine(desk).flaws
    library.close()

    assert flaws == ()


def test_more_labels_than_one_statement_takes_are_confirmed_and_undone(desk):
    copies.add(desk, a_title(desk), count=999)
    ids = list(desk.session.execute(text("SELECT id FROM copy ORDER BY row")).scalars())
    run = a_run(desk, ids)

    after = print_runs.confirm(desk, run.id, labels=999, cells=30)
    lacking = copies.without_label_count(desk)
    undoing.undo_last(desk, kinds=PRINTED)

    assert (after.state, lacking) == (RunState.done, 0)
    assert print_runs.left(desk, run.id) == tuple(ids)
    assert copies.without_label_count(desk) == 999


def last_act(desk):
    return desk.session.execute(
        text("SELECT id FROM journal_act ORDER BY row DESC LIMIT 1")
    ).scalar_one()


def printed_cards(desk):
    desk.session.flush()
    return set(
        desk.session.execute(
            text("SELECT card FROM borrower WHERE card_printed_at IS NOT NULL")
        ).scalars()
    )


def test_a_label_printed_twice_stays_printed_when_one_time_is_undone(desk):
    ids = some_copies(desk, 2)
    first = print_runs.confirm(desk, a_run(desk, ids).id, labels=2, cells=30)
    later = at(desk, hour=14)
    again = a_run(later, ids[:1], PrintWhat.both)
    print_runs.confirm(later, again.id, labels=1, cells=30)

    undoing.undo(later, first.act_id)

    printed = {view.id: view.label_printed for view in copies.of_ids(desk, ids)}
    assert printed == {ids[0]: True, ids[1]: False}


def test_undoing_both_times_leaves_a_label_unprinted(desk):
    ids = some_copies(desk, 1)
    first = print_runs.confirm(desk, a_run(desk, ids).id, labels=1, cells=30)
    later = at(desk, hour=14)
    second = print_runs.confirm(later, a_run(later, ids).id, labels=1, cells=30)

    undoing.undo(later, first.act_id)
    undoing.undo(later, second.act_id)

    assert copies.without_label_count(desk) == 1


@pytest.mark.parametrize("cell", [0, -1, 10**30])
def test_a_cell_of_no_sheet_is_refused(desk, cell):
    ids = some_copies(desk, 1)
    run = a_run(desk, ids)

    with pytest.raises(errors.CellOutOfRange):
        a_run(desk, ids, start_cell=cell)
    with pytest.raises(errors.CellOutOfRange):
        print_runs.restart_at(desk, run.id, sheet="tj-107", start_cell=cell)


def test_the_next_cell_is_found_without_walking_through_the_labels(desk):
    plan = desk.session.connection().execute(
        text("EXPLAIN QUERY PLAN " + print_runs._NEXT_CELL.text), {"sheet": "tj-107"}
    )

    steps = [row[3] for row in plan]

    assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN back"]


def test_a_sheet_that_was_only_begun_anew_says_its_first_cell(desk):
    run = a_run(desk, some_copies(desk, 2), start_cell=5)

    print_runs.confirm(desk, run.id, labels=0, cells=30, new_sheet=True)

    assert print_runs.next_cell(desk, "tj-107") == 1


def test_what_is_gone_is_counted_as_it_is_left_out(desk):
    ids = some_copies(desk, 3)
    run = a_run(desk, ids)
    desk.session.connection().execute(
        text("UPDATE copy SET status = 'withdrawn' WHERE id = :id"), {"id": ids[1]}
    )
    desk.session.expire_all()

    shown = print_runs.show(desk, run.id)

    assert (shown.left_count, shown.gone) == (2, 1)
    assert len(print_runs.left(desk, run.id)) == 2
