"""What is due and late, and what a member borrowed before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, LoanEnding, Role
from jukung.library import circulation, holds, lists, settings
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at

# Loans of the general rule last seven days.
WEEK = timedelta(days=7)


def lent(desk, number, *, due, title="Rawa", **member):
    """A copy that is out to a new member and due on a day."""
    a_loan(desk, a_member(desk, **member), a_copy(desk, number, title=title), on=due - WEEK)


@pytest.fixture
def out(desk):
    """Three copies out: one late, one later still, one due today."""
    lent(desk, "K1", due=TODAY - timedelta(days=2), card="A1", name="Sarah")
    lent(desk, "K2", due=TODAY - timedelta(days=5), card="A2", name="Rusdi")
    lent(desk, "K3", due=TODAY, card="A3", name="Aminah")


@pytest.mark.usefixtures("out")
def test_what_is_due_today_is_not_late(desk):
    (line,) = lists.due_on(desk, TODAY)

    assert (line.barcode, line.card, line.name, line.late_days) == ("K3", "A3", "Aminah", 0)


@pytest.mark.usefixtures("out")
def test_the_longest_late_stands_first(desk):
    late = lists.overdue(desk)

    assert [(line.barcode, line.late_days) for line in late] == [("K2", 5), ("K1", 2)]


@pytest.mark.usefixtures("out")
def test_what_came_back_is_not_late(desk):
    circulation.give_back(desk, "K2")

    assert [line.barcode for line in lists.overdue(desk)] == ["K1"]


@pytest.mark.parametrize("how", ["after", "skip"])
def test_a_long_list_comes_page_by_page(desk, how):
    due = [TODAY - timedelta(days=n) for n in (3, 3, 3, 2, 2, 1, 1)]
    for place, day in enumerate(due):
        lent(desk, f"K{place}", due=day)
    found, page = [], lists.overdue(desk, most=2)

    while page:
        found += page
        where = {"after": page[-1].key} if how == "after" else {"skip": len(found)}
        page = lists.overdue(desk, most=2, **where)

    assert [line.barcode for line in found] == [f"K{n}" for n in range(7)]
    assert [line.barcode for line in lists.due_on(desk, due[0], after=found[0].key)] == ["K1", "K2"]


def test_the_fine_so_far_counts_open_days(desk):
    desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500, grace_days = 1"))
    settings.remember(desk, "closed_weekdays", "4")
    lent(desk, "K1", due=date(2026, 11, 18))

    (line,) = lists.overdue(desk)

    # The 19th is grace, Friday the 20th is closed: 21 and 22 remain.
    assert (line.late_days, line.fine) == (4, 1000)


def test_a_child_is_reached_by_the_guardian(desk):
    lent(
        desk,
        "K1",
        due=TODAY - timedelta(days=1),
        name="Dina",
        kind=BorrowerKind.child,
        guardian_name="Ibu Ratna",
        guardian_phone="0812-1",
        address="RT 2",
    )

    (line,) = lists.overdue(desk)

    assert (line.name, line.guardian, line.phone, line.address) == (
        "Dina",
        "Ibu Ratna",
        "0812-1",
        "RT 2",
    )
    assert line.is_child


def test_a_guardian_who_is_a_member_is_reached_by_their_own_phone(desk):
    a_member(desk, "Ibu Ratna", card="B1", phone="0812-2")
    lent(desk, "K1", due=TODAY - timedelta(days=1), name="Dina", guardian_card="B1")

    (line,) = lists.overdue(desk)

    assert (line.guardian, line.phone) == ("Ibu Ratna", "0812-2")


@pytest.mark.usefixtures("out")
def test_each_list_is_counted(desk):
    title = a_title(desk, "Peta")
    a_loan(desk, a_member(desk), a_copy(desk, "P1", title_id=title))
    for _waiting in range(2):
        holds.place(desk, a_member(desk).card, title)
    circulation.give_back(desk, "P1")

    counted = lists.counts(desk)

    assert counted == lists.ListCounts(due_today=1, overdue=2, ready=1, waiting=1)


def test_past_loans_come_the_latest_first(desk):
    member = a_member(desk, card="A1")
    for number in ("K1", "K2", "K3"):
        a_loan(desk, member, a_copy(desk, number))
        circulation.give_back(desk, number)
    a_loan(desk, member, a_copy(desk, "K4"))

    page = lists.loans_past(desk, "A1", most=2)
    rest = lists.loans_past(desk, "A1", after=page[-1].loan_row, most=2)

    assert [line.barcode for line in page + rest] == ["K3", "K2", "K1"]
    assert (page[0].returned_on, page[0].ending) == (TODAY, LoanEnding.returned)


def test_nobody_has_no_past(desk):
    with pytest.raises(errors.MemberUnknown):
        lists.loans_past(desk, "B9")


def test_an_aide_sees_only_how_long_the_lists_are(desk):
    aide = acting_as(desk, Role.aide)

    assert lists.counts(aide).overdue == 0
    with pytest.raises(errors.NotAllowed):
        lists.overdue(aide)


def test_residents_are_listed_by_card_alone(home, tmp_path):
    library = a_library(tmp_path, kind="prison", file="lapas.jukung")
    with library.changing() as desk:
        card = a_loan(desk, a_member(desk), a_copy(desk, "K1")).card
        (line,) = lists.overdue(at(desk, TODAY + timedelta(days=20)))
    library.close()

    assert (line.card, line.name, line.phone, line.address, line.guardian) == (card, "", "", "", "")


@pytest.mark.parametrize(
    ("call", "index"),
    [
        (lambda desk: lists.due_on(desk, TODAY), "loan_open_by_due (due_on=?"),
        (lists.overdue, "loan_open_by_due (due_on"),
        (lambda desk: lists.loans_past(desk, "A1"), "loan_by_borrower (borrower=? AND row"),
        (lambda desk: lists.due_of(desk, "A1"), "loan_open_by_borrower (borrower=?)"),
        (lambda desk: holds.of_member(desk, "A1"), "hold_by_borrower (borrower=?)"),
        (holds.ready_shelf, "hold_of_copy"),
        (holds.waiting, "hold_queue"),
    ],
)
def test_every_list_reads_along_an_index(desk, call, index):
    a_member(desk, card="A1")
    plans = plans_of(desk, lambda: call(desk))

    assert any(index in plan for plan in plans)
    assert [plan for plan in plans if plan in ("SCAN l", "SCAN h")] == []


def plans_of(desk, act):
    """How the file answers each statement that an act asks."""
    from sqlalchemy import event  # noqa: PLC0415 - only here

    asked = []
    connection = desk.session.connection()

    def hear(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", hear)
    act()
    event.remove(connection, "before_cursor_execute", hear)
    return [
        row[3]
        for statement, parameters in asked
        if statement.lstrip().startswith("SELECT")
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
