"""Three zones, computers in the wrong one, and clocks that show the year 2000."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import circulation, closures, days, journal, members, visits
from makers import TODAY, a_copy, a_library, a_loan, a_member, acting_as, at

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
LONG_AGO = date(2000, 1, 1)


@pytest.mark.parametrize("computer", ["UTC", "America/New_York", "Asia/Jayapura"])
@pytest.mark.parametrize(
    ("clock", "lent", "due"),
    [
        ("23:30", "2026-11-28", "2026-12-05"),
        ("23:59", "2026-11-28", "2026-12-05"),
        ("00:00", "2026-11-29", "2026-12-07"),
        ("00:30", "2026-11-29", "2026-12-07"),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_a_day_is_the_librarys_own(tmp_path, computer_in, zone, clock, lent, due, computer):
    computer_in(computer)
    hour, minute = (int(part) for part in clock.split(":"))
    evening = datetime(2026, 11, 28, hour, minute, tzinfo=ZoneInfo(ZONES[zone]))
    moment = evening + timedelta(days=hour < 12)
    library = a_library(tmp_path, zone=zone, clock=lambda: moment.astimezone(UTC))

    with library.changing() as desk:
        closures.set_weekdays(desk, [6])
        slip = a_loan(desk)
        visits.record(desk, female=1)
        visited = desk.session.execute(text("SELECT on_day FROM visit")).scalar_one()

    library.close()
    assert (slip.lent_on.isoformat(), slip.due_on.isoformat(), visited) == (lent, due, lent)
    assert slip.at == clock


@pytest.mark.parametrize(
    ("zone", "today"),
    [("WIB", date(2026, 12, 31)), ("WITA", date(2026, 12, 31)), ("WIT", date(2027, 1, 1))],
)
def test_the_year_ends_three_times(tmp_path, zone, today):
    moment = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 23.30 in the middle zone
    library = a_library(tmp_path, zone=zone, clock=lambda: moment)

    with library.changing() as desk:
        slip = a_loan(desk)

    library.close()
    assert slip.lent_on == today
    assert slip.due_on == today + timedelta(days=7)


def doubtful(desk):
    """How many acts say that their clock is in doubt."""
    return desk.session.execute(
        text("SELECT count(*) FROM journal_act WHERE clock_doubtful")
    ).scalar_one()


def test_a_clock_that_is_right_is_trusted(desk):
    a_loan(desk)

    assert days.clock_is_wrong(desk) is None
    assert days.trusted_today(desk) == TODAY


def test_at_the_year_2000_work_goes_on_at_the_last_sure_day(desk):
    member, number = a_member(desk), a_copy(desk)
    late = at(desk, LONG_AGO)

    slip = circulation.lend(late, member.card, number)

    assert (slip.lent_on, slip.due_on) == (TODAY, TODAY + timedelta(days=7))
    assert days.clock_is_wrong(late) == TODAY
    assert doubtful(desk) == 1


def test_every_act_of_a_wrong_clock_is_in_doubt_not_only_the_first(desk):
    member, numbers = a_member(desk), [a_copy(desk) for _ in range(2)]

    for minute, number in enumerate(numbers):
        circulation.lend(at(desk, LONG_AGO, 8, minute), member.card, number)

    assert doubtful(desk) == 2


def test_nothing_is_overdue_after_the_clock_is_set_right(desk):
    member, number = a_member(desk), a_copy(desk)
    circulation.lend(at(desk, LONG_AGO), member.card, number)

    seen = members.show(at(desk, TODAY + timedelta(days=1)), member.id)

    assert (seen.open_count, seen.overdue_count) == (1, 0)


@pytest.mark.parametrize("day", [LONG_AGO, date(2009, 1, 1), TODAY - timedelta(days=2)])
def test_a_return_is_never_blocked_by_the_clock(desk, day):
    slip = a_loan(desk)

    back = circulation.give_back(at(desk, day), slip.barcode)

    assert back.returned_on == TODAY
    assert back.overdue_days == 0
    assert doubtful(desk) == 1


def test_a_day_typed_before_the_loan_is_still_refused(desk):
    slip = a_loan(desk)

    with pytest.raises(errors.DayTooEarly):
        circulation.give_back(desk, slip.barcode, on=TODAY - timedelta(days=1))


def test_a_clock_in_the_far_future_makes_nobody_late(desk):
    slip = a_loan(desk)
    ahead = at(desk, date(2099, 1, 1))

    back = circulation.give_back(ahead, slip.barcode)

    assert (back.returned_on, back.overdue_days) == (TODAY, 0)
    assert days.clock_is_wrong(ahead) == TODAY
    assert not journal.clock_is_doubtful(at(desk, TODAY + timedelta(days=3)))


def test_a_clock_that_jumped_ahead_and_back_is_believed_when_somebody_says_so(desk):
    slip = a_loan(at(desk, TODAY + timedelta(days=300)))
    before = days.clock_is_wrong(desk)

    days.trust_clock(desk)

    assert before == TODAY + timedelta(days=300)
    assert days.clock_is_wrong(desk) is None
    assert not journal.clock_is_doubtful(desk)
    back = circulation.give_back(desk, slip.barcode)
    assert back.returned_on == slip.lent_on


def test_an_assistant_cannot_vouch_for_the_clock(desk):
    with pytest.raises(errors.NotAllowed):
        days.trust_clock(acting_as(desk, Role.assistant))


def test_a_day_behind_is_doubted_but_not_replaced(desk):
    a_loan(desk)
    behind = at(desk, TODAY - timedelta(days=1))

    assert journal.clock_is_doubtful(behind)
    assert days.clock_is_wrong(behind) is None


def test_a_library_closed_for_a_year_opens_without_doubt(desk):
    a_loan(desk)

    assert days.clock_is_wrong(at(desk, TODAY + timedelta(days=399))) is None


def test_a_new_library_believes_any_clock(tmp_path):
    library = a_library(tmp_path, clock=lambda: datetime(2000, 1, 1, 3, 0, tzinfo=UTC))

    with library.reading() as desk:
        wrong = days.clock_is_wrong(desk)

    library.close()
    assert wrong is None
