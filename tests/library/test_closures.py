"""The calendar of a library, and the due days that a sudden closing moves."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung import places, words
from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, Role
from jukung.library import circulation, closures, due_moves, journal, overview, settings, undoing
from jukung.library.closures import DaySource
from makers import TODAY, a_copy, a_library, a_loan, a_member, acting_as, at

DUE = TODAY + timedelta(days=7)  # a Sunday
MONDAY = DUE + timedelta(days=1)
NATAL = date(2026, 12, 25)


def calendar(desk, day=TODAY):
    return closures.calendar(desk, day, day)


def due_of(desk, slip):
    return desk.session.execute(
        text("SELECT due_on FROM loan WHERE id = :id"), {"id": slip.loan_id}
    ).scalar_one()


def test_a_new_library_is_closed_on_public_holidays_only(desk):
    found = calendar(desk)

    assert (found.closed_weekdays, found.spans) == (frozenset(), ())
    assert found.closed_why(NATAL) == "Christmas Day"
    assert found.is_open(date(2026, 12, 24))


def test_holidays_are_named_in_the_language_spoken(desk):
    words.speak("id", places.resources() / "words")

    assert calendar(desk).closed_why(NATAL) == "Hari Raya Natal"


def test_a_calendar_costs_two_questions(desk):
    closures.set_weekdays(desk, [6])
    closures.close_days(desk, MONDAY, MONDAY, "Banjir", move_dues=False)
    calendar(desk)
    asked = []
    driver = desk.session.connection().connection.driver_connection
    driver.set_trace_callback(asked.append)

    calendar(desk)

    assert len(asked) == 2


def test_a_calendar_knows_the_holidays_of_the_next_year(desk):
    assert calendar(desk).closed_why(date(2027, 1, 1)) == "New Year's Day"


def test_joint_leave_counts_only_when_chosen(desk):
    leave = date(2026, 12, 24)
    before = calendar(desk).is_open(leave)

    closures.use_national(desk, public=True, joint=True)

    assert before
    assert not calendar(desk).is_open(leave)


def test_public_holidays_are_left_out_when_chosen(desk):
    closures.use_national(desk, public=False, joint=True)

    assert calendar(desk).is_open(NATAL)
    assert closures.days_of(desk, 2026) == ()


def test_weekdays_are_kept_as_the_other_parts_read_them(desk):
    closures.set_weekdays(desk, {6, 5})

    assert settings.recall(desk, "closed_weekdays") == "5,6"
    assert closures.next_open_day(desk, date(2026, 11, 28)) == date(2026, 11, 30)


def test_a_library_that_never_opens_is_refused(desk):
    with pytest.raises(errors.AlwaysClosed):
        closures.set_weekdays(desk, range(7))


def test_choices_are_taken_back(desk):
    first = closures.set_weekdays(desk, [6])
    second = closures.use_national(desk, public=False, joint=False)

    undoing.undo(desk, second)
    undoing.undo(desk, first)

    assert closures.choices(desk) == closures.Choices(frozenset(), national=True, joint=False)


def test_a_choice_made_again_since_is_not_taken_back(desk):
    first = closures.set_weekdays(desk, [6])
    closures.set_weekdays(desk, [4])

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, first)


def test_the_years_list_says_where_each_day_comes_from(desk):
    closures.use_national(desk, public=True, joint=True)
    closures.close_days(desk, date(2026, 12, 30), date(2027, 1, 2), "Pindah rak", move_dues=False)

    found = closures.days_of(desk, 2026)

    assert [(e.first, e.name, e.source) for e in found[-3:]] == [
        (date(2026, 12, 24), "Christmas Joint Holiday", DaySource.joint),
        (NATAL, "Christmas Day", DaySource.national),
        (date(2026, 12, 30), "Pindah rak", DaySource.own),
    ]
    assert closures.days_of(desk, 2027)[0].name == "Pindah rak"


def test_a_day_by_the_moon_is_marked_as_an_estimate(desk):
    found = {entry.first: entry for entry in closures.days_of(desk, 2027)}

    fitri = found[date(2027, 3, 10)]
    assert (fitri.name, fitri.estimated) == ("Eid al-Fitr", True)
    assert not found[date(2027, 1, 1)].estimated


def test_a_loan_is_due_after_the_holiday_and_says_so(desk):
    slip = a_loan(at(desk, date(2026, 12, 18)))

    assert slip.due_on == date(2026, 12, 26)
    assert [reason.name for reason in slip.due.reasons] == ["Christmas Day"]


def test_opening_in_spite_of_a_holiday(desk):
    act = closures.open_on(desk, NATAL, "Kegiatan desa")
    opened = calendar(desk).is_open(NATAL)

    undoing.undo(desk, act)

    assert opened
    assert not calendar(desk).is_open(NATAL)


def test_a_sudden_closing_moves_what_is_due_in_one_act(desk):
    inside = [a_loan(desk) for _ in range(3)]
    outside = a_loan(desk, on=TODAY - timedelta(days=1))

    closed = closures.close_days(desk, DUE, DUE + timedelta(days=2), "Banjir", move_dues=True)

    assert closed.moved_count == 3
    assert {due_of(desk, slip) for slip in inside} == {"2026-12-02"}
    assert due_of(desk, outside) == "2026-11-28"
    kinds = desk.session.execute(text("SELECT kind FROM journal_act ORDER BY row DESC LIMIT 1"))
    assert kinds.scalar_one() == ActKind.move_dues


def test_the_days_moved_to_are_open(desk):
    slip = a_loan(at(desk, date(2026, 12, 16)))  # due Wednesday 23 December
    closures.set_weekdays(desk, [5, 6])

    closures.close_days(desk, date(2026, 12, 23), date(2026, 12, 24), "Pilkades", move_dues=True)

    assert due_of(desk, slip) == "2026-12-28"


def test_a_closing_without_moving_leaves_due_days(desk):
    slip = a_loan(desk)

    closed = closures.close_days(desk, DUE, DUE, "Banjir", move_dues=False)

    assert closed.moved_count == 0
    assert due_of(desk, slip) == "2026-11-29"


def test_a_flood_of_yesterday_moves_what_was_due_then(desk):
    slip = a_loan(desk, on=TODAY - timedelta(days=8))  # due yesterday

    closures.close_days(desk, TODAY - timedelta(days=2), TODAY, "Banjir", move_dues=True)

    assert due_of(desk, slip) == "2026-11-23"


def test_due_days_moved_too_far_are_counted(desk):
    member = a_member(desk, until_on=DUE)
    a_loan(desk, member)
    a_loan(desk)

    closed = closures.close_days(desk, DUE, DUE, "Banjir", move_dues=True)

    assert (closed.moved_count, closed.beyond_count) == (2, 1)


@pytest.mark.parametrize(
    ("first", "last", "name", "refusal"),
    [
        (DUE, TODAY, "Banjir", errors.ClosureBackwards),
        (DUE, DUE + timedelta(days=366), "Banjir", errors.ClosureTooLong),
        (DUE, DUE, "  ", errors.ReasonMissing),
    ],
)
def test_a_closing_that_cannot_be_meant_is_refused(desk, first, last, name, refusal):
    slip = a_loan(desk)
    before = journal.head(desk)

    with pytest.raises(refusal):
        closures.close_days(desk, first, last, name, move_dues=True)

    assert journal.head(desk) == before
    assert due_of(desk, slip) == "2026-11-29"


def test_the_preview_counts_what_would_move(desk):
    gone = a_loan(desk)
    a_loan(desk)
    circulation.give_back(desk, gone.barcode)

    assert closures.would_move(desk, DUE, DUE) == 1


def test_undoing_a_closing_moves_back_all_but_what_went_on(desk):
    still, back, renewed = a_loan(desk), a_loan(desk), a_loan(desk)
    closed = closures.close_days(desk, DUE, MONDAY, "Banjir", move_dues=True)
    circulation.give_back(desk, back.barcode)
    circulation.renew(at(desk, TODAY + timedelta(days=5)), renewed.barcode)

    undone = undoing.undo(at(desk, TODAY + timedelta(days=5)), closed.act_id)

    assert undone.title == "Banjir"
    assert due_of(desk, still) == "2026-11-29"
    assert due_of(desk, back) == "2026-12-01"
    assert due_of(desk, renewed) == "2026-12-04"
    assert due_moves.of_act(desk, closed.act_id) == due_moves.Moves(3, 2)
    assert calendar(desk).is_open(MONDAY)
    said = desk.session.execute(
        text(
            "SELECT d.detail FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq "
            "WHERE e.verb = 'move_back'"
        )
    ).scalar_one()
    assert said == '{"moved_back": 1, "stayed": 2}'


def test_two_closings_are_taken_back_in_any_order(desk):
    slip = a_loan(desk)
    first = closures.close_days(desk, DUE, DUE, "Banjir", move_dues=True)
    second = closures.close_days(desk, MONDAY, MONDAY, "Listrik mati", move_dues=True)
    seen = [due_of(desk, slip)]

    undoing.undo(desk, first.act_id)
    seen.append(due_of(desk, slip))
    undoing.undo(desk, second.act_id)
    seen.append(due_of(desk, slip))

    assert seen == ["2026-12-01", "2026-12-01", "2026-11-30"]


def test_a_removed_entry_leaves_due_days_where_they_are(desk):
    slip = a_loan(desk)
    closures.close_days(desk, DUE, DUE, "Banjir", move_dues=True)
    entry = next(e for e in closures.days_of(desk, 2026) if e.closure_id)

    act = closures.remove(desk, entry.closure_id)

    assert calendar(desk).is_open(DUE)
    assert due_of(desk, slip) == "2026-11-30"
    with pytest.raises(errors.ClosureUnknown):
        closures.remove(desk, entry.closure_id)
    undoing.undo(desk, act)
    assert not calendar(desk).is_open(DUE)


def test_an_assistant_takes_no_closing_back(desk):
    closed = closures.close_days(desk, DUE, DUE, "Banjir", move_dues=True)

    with pytest.raises(errors.NotAllowed):
        undoing.undo(acting_as(desk, Role.assistant), closed.act_id)


def test_a_closings_reason_can_be_erased_from_the_journal(desk):
    closed = closures.close_days(desk, DUE, DUE, "Pemakaman", move_dues=True)

    facts = desk.session.execute(
        text("SELECT facts FROM journal_act WHERE id = :id"), {"id": closed.act_id}
    ).scalar_one()

    assert "Pemakaman" not in facts


def test_a_prison_has_the_same_calendar(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        a_loan(desk, a_member(desk), a_copy(desk))
        due = TODAY + timedelta(days=5)
        closed = closures.close_days(desk, due, due, "Penggeledahan", move_dues=True)

        assert closed.moved_count == 1
        assert desk.profile.is_prison
        assert closures.days_of(desk, 2026)
    library.close()


def test_moving_keeps_the_journal_whole(desk):
    for _ in range(3):
        a_loan(desk, a_member(desk, kind=BorrowerKind.child))
    closed = closures.close_days(desk, DUE, DUE, "Banjir", move_dues=True)
    undoing.undo(desk, closed.act_id)

    assert journal.walk(desk).broken_at is None


def test_a_loan_renewed_to_the_moved_day_keeps_it_when_the_closing_is_undone(desk):
    slip = a_loan(desk)
    closed = closures.close_days(
        desk, slip.due_on, slip.due_on + timedelta(days=1), "Banjir", move_dues=True
    )
    renewed = circulation.renew(desk, slip.barcode)

    undoing.undo(desk, closed.act_id)

    assert overview.loans_of(desk, slip.card)[0].due_on == renewed.due_on
