"""Due days from the desk to the shelf: holidays, month and year ends, zones, wrong clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, HoldState, LedgerKind, SanctionKind, SlipAct
from jukung.domain.lending import Rule, Shift
from jukung.domain.months import month_of
from jukung.domain.typed import TypedSlip
from jukung.figures import month as figures
from jukung.library import (
    circulation,
    closing,
    closures,
    days,
    holds,
    in_house,
    late_entry,
    ledger,
    lists,
    members,
    opening,
    overview,
    rules,
    sanctions,
    undoing,
)
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, at

WEEKEND, SUNDAY, MONDAY = (5, 6), (6,), (0,)
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
COMPUTERS = ["UTC", "America/New_York"]


def day(written):
    return date.fromisoformat(written)


@pytest.fixture
def desk_of(tmp_path):
    """A desk on a day, in a library that was made three weeks before it."""
    standing = []

    def stand(written, *, closed=(), joint=False, rule=None):
        made = datetime.combine(day(written) - timedelta(days=21), time(4), UTC)
        library = a_library(tmp_path, file=f"rawa{len(standing)}.jukung", clock=lambda: made)
        transaction = library.changing()
        desk = transaction.__enter__()
        standing.append((library, transaction))
        rules.save(desk, rule or Rule(2, 7, 2, fine_per_day=500, grace_days=1))
        closures.set_weekdays(desk, closed)
        closures.use_national(desk, public=True, joint=joint)
        return at(desk, day(written))

    yield stand
    for library, transaction in standing:
        transaction.__exit__(None, None, None)
        library.close()


def on(desk, written):
    return at(desk, day(written))


# --- Holidays, month and year ends, the leap day ---


@pytest.mark.parametrize(
    ("lent", "closed", "joint", "due", "renewed", "then"),
    [
        # Lebaran 2026 is Saturday 21 and Sunday 22 March; with joint leave 20 to 24 March.
        ("2026-03-13", (), False, "2026-03-20", "2026-03-14", "2026-03-23"),
        ("2026-03-13", MONDAY, False, "2026-03-20", "2026-03-14", "2026-03-24"),
        ("2026-03-13", (), True, "2026-03-25", "2026-03-17", "2026-03-25"),
        ("2026-03-12", (), False, "2026-03-20", "2026-03-20", "2026-03-27"),
        # Natal is a Friday in 2026, and so is New Year.
        ("2026-12-18", (), False, "2026-12-26", "2026-12-18", "2026-12-26"),
        ("2026-12-20", SUNDAY, False, "2026-12-28", "2026-12-25", "2027-01-02"),
        ("2026-12-20", WEEKEND, False, "2026-12-28", "2026-12-25", "2027-01-04"),
        ("2026-12-24", (), False, "2026-12-31", "2026-12-31", "2027-01-07"),
        # Month ends, with 30, 31 and 28 days.
        ("2026-11-23", (), False, "2026-11-30", "2026-11-30", "2026-12-07"),
        ("2027-01-24", (), False, "2027-01-31", "2027-01-31", "2027-02-07"),
        ("2027-02-21", SUNDAY, False, "2027-03-01", "2027-03-01", "2027-03-09"),
        # The leap day of 2028, a Tuesday behind Lebaran (27 and 28 February).
        ("2028-02-15", (), False, "2028-02-22", "2028-02-21", "2028-02-29"),
        ("2028-02-15", (1,), False, "2028-02-23", "2028-02-21", "2028-03-01"),
        ("2028-02-22", (), False, "2028-02-29", "2028-02-29", "2028-03-07"),
    ],
)
def test_a_loan_and_its_renewal_skip_what_is_closed(
    desk_of, lent, closed, joint, due, renewed, then
):
    desk = desk_of(lent, closed=closed, joint=joint)
    slip = a_loan(desk)

    again = circulation.renew(on(desk, renewed), slip.barcode)

    assert (slip.due_on, again.due_on) == (day(due), day(then))
    (line,) = overview.loans_of(on(desk, renewed), slip.card)
    assert (line.due_on, line.renewals) == (day(then), 1)


@pytest.mark.parametrize(
    ("lent", "closed", "joint", "returned", "late", "fine"),
    [
        # Due 20 March; one day of grace; 23 to 26 March are four open days.
        ("2026-03-13", (), False, "2026-03-20", 0, 0),
        ("2026-03-13", (), False, "2026-03-22", 2, 0),
        ("2026-03-13", (), False, "2026-03-26", 6, 2000),
        ("2026-03-13", (), True, "2026-03-26", 1, 0),
        # Due 23 December; Natal, New Year and two weekends cost nothing.
        ("2026-12-16", (), False, "2027-01-04", 12, 4500),
        ("2026-12-16", WEEKEND, False, "2027-01-04", 12, 2500),
        # Due 23 February 2028; 25, 26 and 29 February and 1 March are open.
        ("2028-02-16", (), False, "2028-03-01", 7, 2000),
        ("2028-02-16", (1,), False, "2028-03-01", 7, 1500),
    ],
)
def test_a_late_return_costs_open_days_only(desk_of, lent, closed, joint, returned, late, fine):
    desk = desk_of(lent, closed=closed, joint=joint)
    slip = a_loan(desk)
    expected = lists.due_of(on(desk, returned), slip.card)

    back = circulation.give_back(on(desk, returned), slip.barcode)

    assert (back.overdue_days, back.fine) == (late, fine)
    assert ledger.account(desk, slip.card).owed == fine
    # What the list of late copies said it would cost is what it cost.
    assert [line.fine for line in expected if line.late_days] == ([fine] if late else [])


@pytest.mark.parametrize(
    ("lent", "closed", "due"),
    [
        ("2026-03-14", (), "2026-03-23"),
        ("2026-03-14", MONDAY, "2026-03-24"),
        ("2026-12-18", WEEKEND, "2026-12-28"),
        ("2026-12-25", WEEKEND, "2027-01-04"),
        ("2028-02-21", (), "2028-02-29"),
    ],
)
def test_a_slip_typed_later_has_the_due_day_of_its_own_day(desk_of, lent, closed, due):
    desk = desk_of(lent, closed=closed)
    later = at(desk, day(lent) + timedelta(days=3))
    member, numbers = a_member(desk), [a_copy(desk) for _ in range(2)]
    here = circulation.lend(desk, member.card, numbers[0])

    late_entry.record(later, [TypedSlip(lent, "09:00", SlipAct.lend, member.card, numbers[1])])

    assert here.due_on == day(due)
    assert {line.due_on for line in overview.loans_of(later, member.card)} == {day(due)}


@pytest.mark.parametrize(
    ("returned", "closed", "until"),
    [
        ("2026-12-24", (), "2026-12-28"),
        ("2026-12-24", WEEKEND, "2026-12-30"),
        ("2026-12-30", WEEKEND, "2027-01-06"),  # Isra Mikraj is on the 5th
        ("2026-03-20", (), "2026-03-25"),
        ("2028-02-25", (), "2028-03-01"),
    ],
)
def test_a_copy_waits_on_the_ready_shelf_for_open_days(desk_of, returned, closed, until):
    desk = desk_of(returned, closed=closed)
    title = a_title(desk)
    slip = a_loan(desk, number=a_copy(desk, title_id=title))
    holds.place(desk, a_member(desk).card, title)

    back = circulation.give_back(desk, slip.barcode)

    last = back.hold.until_on
    assert last == day(until)
    assert holds.sweep(at(desk, last)) is None
    assert holds.sweep(at(desk, last + timedelta(days=1))).expired_count == 1


def test_what_is_due_on_new_years_eve_is_late_on_new_years_day(desk_of):
    desk = desk_of("2026-12-24")
    slip = a_loan(desk)

    eve, year = on(desk, "2026-12-31"), on(desk, "2027-01-01")

    assert [line.barcode for line in lists.due_on(eve, eve.today)] == [slip.barcode]
    assert lists.overdue(eve) == ()
    assert [line.late_days for line in lists.overdue(year)] == [1]
    assert members.by_card(eve, slip.card).overdue_count == 0
    assert members.by_card(year, slip.card).overdue_count == 1


def test_a_closing_over_the_years_end_moves_what_is_due_into_the_next(desk_of):
    desk = desk_of("2026-12-24", closed=WEEKEND)
    slip = a_loan(desk)  # due on Thursday 31 December

    closed = closures.close_days(
        desk, day("2026-12-28"), day("2026-12-31"), "Banjir", move_dues=True
    )
    moved = overview.loans_of(desk, slip.card)[0].due_on
    undoing.undo(desk, closed.act_id)

    assert (slip.due_on, moved) == (day("2026-12-31"), day("2027-01-04"))
    assert overview.loans_of(desk, slip.card)[0].due_on == slip.due_on


# --- The membership's end and the owner's day ---


@pytest.mark.parametrize(
    ("lent", "until", "due", "cut"),
    [
        ("2026-12-22", "2026-12-31", "2026-12-29", False),
        ("2026-12-28", "2026-12-31", "2026-12-31", True),
        ("2026-12-31", "2026-12-31", "2026-12-31", True),
        ("2026-12-20", "2026-12-25", "2026-12-25", True),  # closed, and still the end
        ("2028-02-24", "2028-02-29", "2028-02-29", True),
        ("2026-03-14", "2026-03-22", "2026-03-22", True),
        ("2026-03-14", "2026-03-23", "2026-03-23", False),
    ],
)
def test_a_due_day_does_not_pass_the_memberships_end_without_a_word(desk_of, lent, until, due, cut):
    desk = desk_of(lent)
    member = a_member(desk, until_on=day(until))

    slip = circulation.lend(desk, member.card, a_copy(desk))

    assert slip.due_on == day(due)
    assert (Shift.membership in [reason.shift for reason in slip.due.reasons]) == cut


def test_a_membership_that_was_renewed_no_longer_cuts_a_renewal(desk_of):
    desk = desk_of("2026-12-28")
    member = a_member(desk, until_on=day("2026-12-31"))
    slip = circulation.lend(desk, member.card, a_copy(desk))

    short = circulation.renew(desk, slip.barcode)
    members.renew_membership(desk, member.id)
    whole = circulation.renew(on(desk, "2026-12-31"), slip.barcode)

    assert (short.due_on, whole.due_on) == (day("2026-12-31"), day("2027-01-07"))


def test_the_day_after_the_membership_needs_a_permission_that_cuts_nothing(desk_of):
    desk = desk_of("2026-12-31")
    member, number = a_member(desk, until_on=desk.today), a_copy(desk)
    after = on(desk, "2027-01-02")

    with pytest.raises(errors.MemberExpired):
        circulation.lend(after, member.card, number)
    slip = circulation.lend(after, member.card, number, permit="Tugas sekolah")

    assert (slip.action, slip.due_on) == (ActKind.permit, day("2027-01-09"))


@pytest.mark.parametrize(
    ("begun", "end"), [("2028-02-29", "2029-02-28"), ("2027-03-01", "2028-02-29")]
)
def test_a_year_of_membership_over_a_leap_day_is_365_days(desk_of, begun, end):
    desk = desk_of(begun)

    member = a_member(desk)

    assert member.until_on == day(end)


@pytest.mark.parametrize(
    ("lent", "back_by", "due", "renewed", "then"),
    [
        ("2026-12-18", "2026-12-24", "2026-12-24", "2026-12-20", "2026-12-24"),
        ("2026-12-18", "2026-12-25", "2026-12-25", "2026-12-25", "2026-12-25"),
        ("2026-12-18", "2026-12-29", "2026-12-26", "2026-12-26", "2026-12-29"),
        ("2028-02-22", "2028-02-28", "2028-02-28", "2028-02-28", "2028-02-28"),
    ],
)
def test_a_copy_of_a_box_is_due_when_the_box_goes_home(desk_of, lent, back_by, due, renewed, then):
    desk = desk_of(lent)
    number = a_copy(desk)
    desk.session.execute(text("UPDATE copy SET back_by = :day"), {"day": back_by})

    slip = a_loan(desk, number=number)
    again = circulation.renew(on(desk, renewed), number)

    assert (slip.due_on, again.due_on) == (day(due), day(then))


# --- Three zones, and computers in other ones (F23) ---


MIDNIGHTS = pytest.mark.parametrize(
    ("clock", "is_next"), [("23:30", False), ("23:59", False), ("00:00", True), ("00:30", True)]
)
EVERYWHERE = pytest.mark.parametrize("zone", ZONES)
ANY_COMPUTER = pytest.mark.parametrize("computer", COMPUTERS)


@pytest.fixture
def month_end(tmp_path, computer_in):
    """A desk around the midnight that ends November; made on the 23rd."""
    opened = []

    def stand(zone, computer, clock, *, is_next):
        computer_in(computer)
        there = ZoneInfo(ZONES[zone])
        library = a_library(
            tmp_path, zone=zone, clock=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=there)
        )
        transaction = library.changing()
        desk = transaction.__enter__()
        opened.append((library, transaction))
        hour, minute = (int(part) for part in clock.split(":"))
        return desk, at(desk, date(2026, 11, 30) + timedelta(days=is_next), hour, minute)

    yield stand
    for library, transaction in opened:
        transaction.__exit__(None, None, None)
        library.close()


@ANY_COMPUTER
@MIDNIGHTS
@EVERYWHERE
def test_a_copy_is_late_when_the_librarys_own_midnight_has_passed(
    month_end, zone, computer, clock, is_next
):
    desk, night = month_end(zone, computer, clock, is_next=is_next)
    rules.save(desk, Rule(5, 7, 1, fine_per_day=1000))
    kept, brought = (a_loan(desk, on=date(2026, 11, 23)) for _ in range(2))

    seen = members.by_card(night, kept.card).overdue_count
    back = circulation.give_back(night, brought.barcode)
    if is_next:
        with pytest.raises(errors.LoanOverdue):
            circulation.renew(night, kept.barcode)
    else:
        assert circulation.renew(night, kept.barcode).due_on == date(2026, 12, 7)

    assert (seen, back.overdue_days, back.fine) == ((1, 1, 1000) if is_next else (0, 0, 0))
    assert back.returned_on == (date(2026, 12, 1) if is_next else date(2026, 11, 30))
    assert back.at == clock
    month = month_of(back.returned_on)
    assert figures.gather(night, month)["returns"] == 1


@ANY_COMPUTER
@MIDNIGHTS
@EVERYWHERE
def test_what_ends_with_a_day_ends_at_the_librarys_own_midnight(
    month_end, zone, computer, clock, is_next
):
    desk, night = month_end(zone, computer, clock, is_next=is_next)
    last = date(2026, 11, 30)
    suspended, expiring = a_member(desk), a_member(desk, until_on=last)
    kind = SanctionKind.suspension
    sanctions.impose(desk, suspended.id, kind=kind, reason="Terlambat", until_on=last)
    numbers = [a_copy(desk) for _ in range(2)]

    if is_next:
        assert circulation.lend(night, suspended.card, numbers[0]).lent_on == date(2026, 12, 1)
        with pytest.raises(errors.MemberExpired):
            circulation.lend(night, expiring.card, numbers[1])
    else:
        with pytest.raises(errors.MemberSuspendedUntil):
            circulation.lend(night, suspended.card, numbers[0])
        assert circulation.lend(night, expiring.card, numbers[1]).due_on == last


@ANY_COMPUTER
@MIDNIGHTS
@EVERYWHERE
def test_a_key_press_takes_back_the_acts_of_the_librarys_own_day(
    month_end, zone, computer, clock, is_next
):
    desk, night = month_end(zone, computer, clock, is_next=is_next)
    slip = a_loan(at(desk, date(2026, 11, 30), 20))
    counted = overview.day_counts(night)

    if is_next:
        with pytest.raises(errors.NothingToUndo):
            undoing.undo_last(night)
    else:
        assert undoing.undo_last(night, kinds=frozenset({ActKind.lend})).card == slip.card

    assert counted.lent == (0 if is_next else 1)


@EVERYWHERE
@pytest.mark.parametrize("hour", [14, 15, 16, 17])
def test_a_slip_of_this_evening_is_not_of_the_future_but_tomorrows_is(tmp_path, zone, hour):
    """At 15.30 UTC it is the next day in the east, and not yet in the other two zones."""
    moment = datetime(2026, 11, 30, hour, 30, tzinfo=UTC)
    library = a_library(tmp_path, zone=zone, clock=lambda: moment)
    here = moment.astimezone(ZoneInfo(ZONES[zone])).date()

    with library.changing() as desk:
        slip = a_loan(desk, on=here)
        with pytest.raises(errors.DayInFuture):
            a_loan(desk, on=here + timedelta(days=1))

    library.close()
    assert (slip.lent_on, slip.due_on) == (here, here + timedelta(days=7))


# --- Clocks at the year 2000, and clocks that jump (F22) ---


WRONG = [date(2000, 1, 1), date(2009, 7, 4), date(2038, 1, 20), date(2099, 12, 31)]
ANY_WRONG_CLOCK = pytest.mark.parametrize("wrong", WRONG, ids=str)


@ANY_WRONG_CLOCK
def test_no_list_is_full_of_late_copies_because_the_clock_is_wrong(desk, wrong):
    slip, there = a_loan(desk), at(desk, wrong)

    assert members.by_card(there, slip.card).overdue_count == 0
    assert [line.overdue_days for line in overview.loans_of(there, slip.card)] == [0]
    assert lists.overdue(there) == ()
    assert lists.counts(there).overdue == 0


@ANY_WRONG_CLOCK
def test_the_small_card_of_the_day_counts_what_was_recorded(desk, wrong):
    number, there = a_copy(desk), at(desk, wrong)
    slip = a_loan(there, number=number)
    circulation.give_back(there, slip.barcode)

    counts = overview.day_counts(there)

    assert (counts.lent, counts.returned) == (1, 1)


@ANY_WRONG_CLOCK
def test_holds_are_neither_ended_nor_cut_short_by_a_wrong_clock(desk, wrong):
    titles = [a_title(desk, name) for name in ("Sungai Barito", "Rawa Danau")]
    slips = [a_loan(desk, number=a_copy(desk, title_id=title)) for title in titles]
    waiting = a_member(desk)
    for title in titles:
        holds.place(desk, waiting.card, title)
    until = circulation.give_back(desk, slips[0].barcode).hold.until_on
    there = at(desk, wrong)

    swept = holds.sweep(there)
    again = circulation.give_back(there, slips[1].barcode).hold.until_on

    assert (swept, again) == (None, until)
    states = {line.state for line in holds.of_member(at(desk, TODAY), waiting.card)}
    assert states == {HoldState.ready}


@ANY_WRONG_CLOCK
def test_a_copy_set_aside_is_kept_for_its_member_under_a_wrong_clock(desk, wrong):
    title = a_title(desk)
    slip = a_loan(desk, number=a_copy(desk, title_id=title))
    waiting, other = a_member(desk), a_member(desk)
    holds.place(desk, waiting.card, title)
    circulation.give_back(desk, slip.barcode)
    there = at(desk, wrong)

    with pytest.raises(errors.CopyHeldForOther):
        circulation.lend(there, other.card, slip.barcode)

    assert circulation.lend(there, waiting.card, slip.barcode).card == waiting.card


@ANY_WRONG_CLOCK
def test_who_joins_under_a_wrong_clock_is_a_member_when_it_is_right_again(desk, wrong):
    a_loan(desk)

    member = a_member(at(desk, wrong))

    assert member.until_on == TODAY + timedelta(days=365)
    assert circulation.lend(at(desk, TODAY + timedelta(days=1)), member.card, a_copy(desk))


@ANY_WRONG_CLOCK
def test_who_is_suspended_or_expired_is_so_under_a_wrong_clock(desk, wrong):
    suspended, expired = a_member(desk), a_member(desk, until_on=TODAY - timedelta(days=1))
    kind = SanctionKind.suspension
    sanctions.impose(desk, suspended.id, kind=kind, reason="Terlambat", until_on=TODAY)
    number, there = a_copy(desk), at(desk, wrong)

    with pytest.raises(errors.MemberSuspendedUntil):
        circulation.lend(there, suspended.card, number)
    with pytest.raises(errors.MemberExpired):
        circulation.lend(there, expired.card, number)

    assert members.by_card(there, suspended.card).status == "suspended"


@ANY_WRONG_CLOCK
def test_a_wrong_clock_makes_no_month_wait_that_nobody_worked_in(desk, wrong):
    a_loan(desk)
    there = at(desk, wrong)

    a_member(there)
    a_copy(there)
    in_house.use(there, a_copy(there))

    assert closing.waiting_months(desk) == ()
    assert closing.waiting_months(there) == ()
    assert figures.gather(desk, month_of(TODAY))["members_new"] == 2


@ANY_WRONG_CLOCK
def test_fines_and_payments_stand_on_the_last_sure_day(desk, wrong):
    rules.save(desk, Rule(5, 7, 1, fine_per_day=500))
    slip = a_loan(desk, on=TODAY - timedelta(days=10))
    there = at(desk, wrong)

    back = circulation.give_back(there, slip.barcode)
    paid = ledger.pay(there, slip.card, back.fine)

    assert (back.returned_on, back.overdue_days, back.fine) == (TODAY, 3, 1500)
    assert (paid.on, paid.owed) == (TODAY, 0)


JUMPS = st.lists(
    st.tuples(
        st.sampled_from(
            [*WRONG, TODAY - timedelta(days=2), TODAY, TODAY + timedelta(days=3)],
        ),
        st.sampled_from(["lend", "back", "renew", "read", "hold", "sweep", "slip", "pay", "open"]),
    ),
    min_size=3,
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(jumps=JUMPS)
def test_whatever_the_clock_does_nothing_runs_backwards_and_every_copy_comes_back(library, jumps):
    with library.changing() as desk:
        rules.save(desk, Rule(9, 7, 3, BorrowerKind.general, fine_per_day=500))
        titles = [a_title(desk, f"Judul {n}") for n in range(3)]
        numbers = [a_copy(desk, title_id=title) for title in titles]
        people = [a_member(desk) for _ in range(2)]

        for place, (moment, verb) in enumerate(jumps):
            there = at(desk, moment, 8 + place)
            _try(there, verb, numbers, people, titles)
        returned = [
            circulation.give_back(at(desk, jumps[-1][0], 22), number)
            for number in numbers
            if _is_out(desk, number)
        ]

        assert all(slip.overdue_days <= _most_days(jumps) for slip in returned)
        for question in BACKWARDS:
            assert desk.session.execute(text(question)).scalar_one() == 0, question
        assert not any(_is_out(desk, number) for number in numbers)


BACKWARDS = (
    "SELECT count(*) FROM loan WHERE due_on < lent_on OR returned_on < lent_on",
    "SELECT count(*) FROM loan WHERE due_on > date(lent_on, '+60 days')",
    "SELECT count(*) FROM renewal WHERE due_after < due_before",
    "SELECT count(*) FROM hold WHERE until_on < ready_on OR ready_on < placed_on",
    "SELECT count(*) FROM open_day WHERE minutes < 0 OR on_day < '2026-01-01'",
    "SELECT count(*) FROM borrower WHERE until_on < since_on",
    # Nothing is overdue by years: a fine of more than some weeks is the clock's, not the reader's.
    "SELECT count(*) FROM ledger WHERE amount > 500 * 60",
)


def _most_days(jumps):
    return 400 if any(moment.year in (2038, 2099) for moment, _verb in jumps) else 60


def _is_out(desk, number):
    found = text(
        "SELECT count(*) FROM loan l JOIN copy c ON c.row = l.copy "
        "WHERE c.number = :number AND l.returned_on IS NULL AND l.cancel_act IS NULL"
    )
    return bool(desk.session.execute(found, {"number": number}).scalar_one())


def _try(desk, verb, numbers, people, titles):
    number = numbers[desk.local_now.hour % 3]
    person = people[desk.local_now.hour % 2]
    if verb == "back":
        # Nothing blocks a return.
        if _is_out(desk, number):
            circulation.give_back(desk, number)
        return
    words = {
        "lend": lambda: circulation.lend(desk, person.card, number),
        "renew": lambda: circulation.renew(desk, number),
        "read": lambda: in_house.use(desk, number),
        "hold": lambda: holds.place(desk, person.card, titles[numbers.index(number)]),
        "sweep": lambda: holds.sweep(desk),
        "slip": lambda: late_entry.record(
            desk,
            [TypedSlip(days.trusted_today(desk).isoformat(), "", SlipAct.in_house, "", number)],
        ),
        "pay": lambda: ledger.charge_by_hand(
            desk, person.card, kind=LedgerKind.damage, amount=500, reason="Robek"
        ),
        "open": lambda: (opening.touch(desk), opening.close(desk)),
    }
    try:
        words[verb]()
    except errors.Refusal:
        return
