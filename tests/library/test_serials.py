"""Newspapers and magazines: what is expected, what came, what is wanting."""

from datetime import date

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Frequency, IssueState
from jukung.library import circulation, copies, issues, serials, undoing
from jukung.library.issues import IssueLine
from makers import TODAY, a_copy, a_member, a_title, at


def a_serial(desk, title="Warta Rawa", frequency=Frequency.weekly):
    return serials.add(desk, title, frequency)


def an_issue(title_id, day, number=""):
    return IssueLine("", title_id, "", "", number, day, IssueState.expected)


def states(desk, title_id, **days):
    found = issues.of_title(desk, title_id, **days)
    return [(line.dated_on.isoformat()[5:], str(line.state)) for line in found]


def test_a_serial_without_issues_expects_none(desk):
    title_id = a_serial(desk)

    assert issues.of_title(desk, title_id) == ()
    (line,) = serials.listed(desk)
    assert (line.title, line.frequency, line.late) == ("Warta Rawa", Frequency.weekly, 0)


def test_issues_are_expected_by_the_rhythm(desk):
    title_id = a_serial(desk)

    issues.check_in(desk, an_issue(title_id, date(2026, 11, 1), "12"))

    found = issues.of_title(desk, title_id)
    assert [(each.label, str(each.state)) for each in found] == [
        ("16", "expected"),
        ("15", "expected"),
        ("14", "expected"),
        ("13", "expected"),
        ("12", "arrived"),
    ]
    assert serials.listed(desk)[0].late == 3


def test_an_expected_issue_is_checked_in_as_it_stands(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))
    expected = next(each for each in issues.of_title(desk, title_id) if not each.id)

    done = issues.check_in(desk, expected)

    assert done.label == expected.label
    assert all(
        each.dated_on != expected.dated_on or each.id for each in issues.of_title(desk, title_id)
    )


def test_an_issue_arrives_once(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))

    with pytest.raises(errors.IssueArrived):
        issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))


def test_gaps_between_issues_are_wanting(desk):
    title_id = a_serial(desk, frequency=Frequency.monthly)
    for month in (7, 10):
        issues.check_in(desk, an_issue(title_id, date(2026, month, 1)))

    found = states(desk, title_id, last=TODAY)

    assert found == [
        ("11-01", "expected"),
        ("10-01", "arrived"),
        ("09-01", "expected"),
        ("08-01", "expected"),
        ("07-01", "arrived"),
    ]


def test_missing_issues_are_claimed_and_may_still_arrive(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))
    wanting = issues.wanting(desk, title_id, until=TODAY)

    issues.claim(desk, wanting[:1])
    claimed = issues.of_title(desk, title_id)
    late = next(each for each in claimed if each.claimed_on)
    issues.check_in(desk, late)

    assert (late.state, late.claimed_on) == (IssueState.missing, TODAY)
    assert serials.listed(desk)[0].missing == 0


def test_issues_are_bound_into_a_copy_that_can_be_lent(desk):
    title_id = a_serial(desk)
    for day in (1, 8):
        issues.check_in(desk, an_issue(title_id, date(2026, 11, day)))
    here = [each for each in issues.of_title(desk, title_id) if each.state is IssueState.arrived]

    done = issues.bind(desk, here)

    assert circulation.lend(desk, a_member(desk).card, done.number).barcode == done.number
    bound = [each for each in issues.of_title(desk, title_id) if each.copy_number]
    assert [each.copy_number for each in bound] == [done.number] * 2
    with pytest.raises(errors.IssueBound):
        issues.discard(desk, bound)


def test_undoing_a_binding_takes_its_copy_away(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))
    here = [each for each in issues.of_title(desk, title_id) if each.id]
    done = issues.bind(desk, here)

    undoing.undo(desk, done.act_id)

    with pytest.raises(errors.CopyUnknown):
        copies.show(desk, done.number)
    assert [each.copy_number for each in issues.of_title(desk, title_id) if each.id] == [""]


def test_issues_are_not_bound_into_a_copy_of_another_title(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))
    here = [each for each in issues.of_title(desk, title_id) if each.id]

    with pytest.raises(errors.CopyOfOtherTitle):
        issues.bind(desk, here, number=a_copy(desk))


@pytest.mark.parametrize("what", ["check_in", "miss", "claim"])
def test_what_was_said_of_an_issue_is_undone(desk, what):
    title_id = a_serial(desk)
    issues.check_in(at(desk, date(2026, 11, 8)), an_issue(title_id, date(2026, 11, 8)))
    before = issues.of_title(desk, title_id)
    expected = next(each for each in before if not each.id)
    said = expected if what == "check_in" else [expected]

    done = getattr(issues, what)(desk, said)
    undoing.undo(desk, done.act_id)

    assert issues.of_title(desk, title_id) == before


def test_several_issues_are_checked_in_and_undone_as_one(desk):
    title_id = a_serial(desk)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 1)))
    before = issues.of_title(desk, title_id)

    done = issues.check_in_all(desk, issues.wanting(desk, title_id, until=TODAY))
    late = serials.listed(desk)[0].late
    undoing.undo(desk, done.act_id)

    assert (done.count, late) == (3, 0)
    assert issues.of_title(desk, title_id) == before


def test_an_issue_changed_again_is_not_undone(desk):
    title_id = a_serial(desk)
    done = issues.check_in(desk, an_issue(title_id, date(2026, 11, 8)))
    here = [each for each in issues.of_title(desk, title_id) if each.id]
    issues.discard(desk, here)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_a_book_has_no_issues(desk):
    with pytest.raises(errors.NotASerial):
        issues.check_in(desk, an_issue(a_title(desk), TODAY))


def test_how_often_a_title_comes_is_changed_and_undone(desk):
    title_id = a_serial(desk)

    act_id = serials.set_frequency(desk, title_id, Frequency.monthly)
    changed = serials.listed(desk)[0].frequency
    undoing.undo(desk, act_id)

    assert (changed, serials.listed(desk)[0].frequency) == (Frequency.monthly, Frequency.weekly)


def test_the_list_of_a_month_says_what_came_and_what_did_not(desk):
    title_id = a_serial(desk)
    for day in (date(2026, 10, 25), date(2026, 11, 1)):
        issues.check_in(desk, an_issue(title_id, day))
    issues.miss(desk, issues.wanting(desk, title_id, until=TODAY)[:1])

    (line,) = serials.month(desk, 2026, 11)

    assert [len(each) for each in (line.arrived, line.missing, line.expected)] == [1, 1, 3]


def test_an_irregular_serial_expects_nothing(desk):
    title_id = a_serial(desk, frequency=Frequency.irregular)

    issues.check_in(desk, an_issue(title_id, date(2026, 1, 1), "3"))

    assert [each.label for each in issues.of_title(desk, title_id)] == ["3"]


def days_expected(desk, title_id):
    """The days on which issues are wanting, without the one that comes next."""
    return [line.dated_on.day for line in issues.wanting(desk, title_id, until=TODAY)][::-1]


def test_a_daily_newspaper_is_not_wanting_on_sundays(desk):
    title_id = a_serial(desk, frequency=Frequency.daily)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 12), "100"))

    found = issues.of_title(desk, title_id)

    assert TODAY.weekday() == 6
    assert days_expected(desk, title_id) == [21, 20, 19, 18, 17, 16, 14, 13]
    assert [each.number for each in found][:3] == ["109", "108", "107"]
    assert found[0].dated_on == date(2026, 11, 23)
    assert serials.listed(desk)[0].late == 8


def test_the_days_of_a_newspaper_are_chosen_and_remembered(desk):
    title_id = a_serial(desk, frequency=Frequency.daily)
    issues.check_in(desk, an_issue(title_id, date(2026, 11, 16)))

    act_id = serials.set_days(desk, title_id, (4, 5, 6))
    chosen = (days_expected(desk, title_id), serials.listed(desk)[0].days)
    undoing.undo(desk, act_id)

    assert chosen == ([22, 21, 20], {4, 5, 6})
    assert days_expected(desk, title_id) == [21, 20, 19, 18, 17]


def test_a_newspaper_is_added_with_its_days(desk):
    serials.add(desk, "Warta Minggu", Frequency.daily, days=range(7))

    assert serials.listed(desk)[0].days == set(range(7))


def test_public_holidays_of_the_calendar_bring_no_newspaper(desk):
    title_id = a_serial(desk, frequency=Frequency.daily)
    may = at(desk, date(2026, 8, 19))
    issues.check_in(may, an_issue(title_id, date(2026, 8, 14)))

    found = issues.wanting(may, title_id, until=date(2026, 8, 19))

    assert [line.dated_on.day for line in found] == [15, 18, 19]


def test_days_need_a_daily_newspaper_and_at_least_one_of_them(desk):
    weekly, daily = a_serial(desk), a_serial(desk, "Harian", Frequency.daily)

    with pytest.raises(errors.NotDaily):
        serials.set_days(desk, weekly, (0,))
    with pytest.raises(errors.NoDayChosen):
        serials.set_days(desk, daily, ())
    with pytest.raises(errors.NothingChanged):
        serials.set_days(desk, daily, range(6))
