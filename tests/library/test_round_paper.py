"""A round typed from paper: one act, without times, and what is against a line stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from jukung.domain import errors
from jukung.domain.kinds import LoanSource, RoundOutcome
from jukung.library import copies, days, round_paper, round_views, rounds, undoing
from jukung.library.round_paper import Mark
from jukung.store.tables import Loan
from makers import a_library
from round_makers import a_block, a_passed_copy, a_request, out_with


@pytest.fixture
def desk(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as standing:
        yield standing
    library.close()


def line_of(shown, card):
    return shown.stop_of(card).lines[0].row


def test_marks_become_loans_and_returns_of_the_true_day_without_a_time(desk):
    block, (first, second, third, *_others) = a_block(desk)
    wanted, due = a_request(desk, first), out_with(desk, second, days=9)
    yesterday = desk.today - timedelta(days=1)
    shown = rounds.plan(desk, block, on=yesterday)

    marks = [
        Mark(line_of(shown, first)),
        Mark(line_of(shown, second)),
        Mark(shown.stop_of(third).visit),
    ]
    typed = round_paper.record(desk, shown.id, marks)

    assert (typed.done_count, typed.stops) == (3, ())
    lent = desk.session.scalars(select(Loan).where(Loan.source == LoanSource.round)).one()
    back = desk.session.scalars(select(Loan).where(Loan.returned_on == yesterday)).one()
    assert (lent.lent_on, lent.lent_time) == (yesterday, None)
    assert back.returned_time is None
    assert copies.show(desk, wanted).number == wanted
    assert round_views.show(desk, shown.id).on_trolley[0].barcode == due
    assert round_views.show(desk, shown.id).done_count == 3


def test_what_something_is_against_waits_and_the_rest_is_written(desk):
    block, (first, second, *_others) = a_block(desk)
    a_request(desk, first)
    number = out_with(desk, second, days=2)
    shown = rounds.plan(desk, block)

    marks = [
        Mark(line_of(shown, first)),
        Mark(card=first, number=number),
        Mark(card="W9", number="1"),
    ]
    typed = round_paper.record(desk, shown.id, marks)

    assert typed.done_count == 1
    assert [(place, type(refusal)) for place, refusal in typed.stops] == [
        (1, errors.CopyOnLoan),
        (2, errors.MemberUnknown),
    ]


def test_what_comes_back_makes_room_for_what_goes_out(desk):
    block, (first, *_others) = a_block(desk)
    out_with(desk, first, days=9, title="Satu")
    out_with(desk, first, days=9, title="Dua")
    wanted = a_request(desk, first)
    shown = rounds.plan(desk, block)
    rows = {x.barcode: x.row for x in shown.stop_of(first).lines}

    marks = [Mark(rows.pop(wanted)), *(Mark(row) for row in rows.values())]
    typed = round_paper.record(desk, shown.id, marks)

    assert (typed.done_count, typed.stops) == (3, ())


def test_a_number_beside_a_line_is_the_copy_that_was_brought(desk):
    block, (first, *_others) = a_block(desk)
    wanted = a_request(desk, first)
    other = a_passed_copy(desk, title_id=copies.show(desk, wanted).title_id)
    shown = rounds.plan(desk, block)

    round_paper.record(desk, shown.id, [Mark(line_of(shown, first), number=other)])

    (line,) = round_views.show(desk, shown.id).stop_of(first).lines
    assert line.barcode == other


def test_one_key_takes_the_whole_paper_back(desk):
    block, (first, second, third, *_others) = a_block(desk)
    a_request(desk, first)
    out_with(desk, second, days=9)
    spare = a_passed_copy(desk, "Tidak direncanakan")
    shown = rounds.plan(desk, block)
    marks = [
        Mark(line_of(shown, first), RoundOutcome.refused),
        Mark(line_of(shown, second), RoundOutcome.kept),
        Mark(card=third, number=spare),
    ]
    round_paper.record(desk, shown.id, marks)

    undoing.undo_last(desk)

    assert round_views.show(desk, shown.id) == shown


def test_nothing_marked_is_refused(desk):
    block, _cards = a_block(desk)
    shown = rounds.plan(desk, block)

    with pytest.raises(errors.NothingMarked):
        round_paper.record(desk, shown.id, [])


def test_a_day_to_come_is_refused(desk):
    block, (first, *_others) = a_block(desk)
    a_request(desk, first)
    shown = rounds.plan(desk, block)
    tomorrow = days.trusted_today(desk) + timedelta(days=1)

    with pytest.raises(errors.DayInFuture):
        round_paper.record(desk, shown.id, [Mark(line_of(shown, first))], on=tomorrow)
