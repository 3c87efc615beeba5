from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.domain.months import Month
from jukung.library import opening, undoing, visits
from jukung.library.opening import DayHours, DayState
from makers import TODAY, a_library, at

NOVEMBER = Month(2026, 11)
YESTERDAY = date(2026, 11, 21)


def hours(desk, day=TODAY):
    return next(each for each in opening.of_month(desk, NOVEMBER) if each.on == day)


def spans(desk, day=TODAY):
    found = hours(desk, day)
    return (found.state, found.opened, found.closed, found.minutes)


def test_opening_a_window_opens_the_day_once(desk):
    opening.touch(at(desk, hour=8))
    opening.touch(at(desk, hour=9))

    assert spans(desk) == (DayState.open, "08:00", "", None)


def test_closing_the_window_ends_the_day(desk):
    opening.touch(at(desk, hour=8))
    opening.close(at(desk, hour=14, minute=30))

    assert spans(desk) == (DayState.open, "08:00", "14:30", 390)


def test_a_window_opened_again_leaves_the_day_without_an_end(desk):
    opening.touch(at(desk, hour=8))
    opening.close(at(desk, hour=12))
    opening.touch(at(desk, hour=13))

    assert spans(desk) == (DayState.open, "08:00", "", None)


def test_the_day_lasts_until_the_last_window_closes(desk):
    opening.touch(at(desk, hour=8))
    opening.close(at(desk, hour=12))
    opening.touch(at(desk, hour=13))
    opening.close(at(desk, hour=15))

    assert spans(desk) == (DayState.open, "08:00", "15:00", 420)


def test_after_a_power_cut_the_day_ends_with_its_last_act(desk):
    opening.touch(at(desk, YESTERDAY, 8))
    visits.record(at(desk, YESTERDAY, 13, 20), female=1)

    mended = opening.mend(at(desk, hour=8))

    assert mended == 1
    assert spans(desk, YESTERDAY) == (DayState.open, "08:00", "13:20", 320)


def test_a_day_with_no_sign_after_its_opening_keeps_an_unknown_end(desk):
    opening.touch(at(desk, YESTERDAY, 8))

    mended = opening.mend(at(desk, hour=8))

    assert mended == 0
    assert spans(desk, YESTERDAY) == (DayState.open, "08:00", "", None)


def test_an_act_typed_later_for_the_day_does_not_end_it(desk):
    opening.touch(at(desk, YESTERDAY, 8))
    visits.record(at(desk, hour=9), female=1, on=YESTERDAY)

    assert opening.mend(at(desk, hour=10)) == 0


def test_a_doubtful_clock_notes_nothing(desk):
    visits.record(desk, female=1)

    opening.touch(at(desk, date(2000, 1, 1), 8))

    assert opening.of_month(desk, Month(2000, 1))[0].state is DayState.unrecorded


def test_hours_are_set_right_and_given_back(desk):
    opening.touch(at(desk, hour=8))
    opening.set_hours(desk, TODAY, "9.00", "14:05")
    corrected = spans(desk)

    undoing.undo_last(desk, kinds=frozenset({ActKind.correct_hours}))

    assert corrected == (DayState.open, "09:00", "14:05", 305)
    assert spans(desk) == (DayState.open, "08:00", "", None)


def test_the_correction_of_an_empty_day_is_undone_to_nothing(desk):
    opening.set_hours(desk, YESTERDAY, "09:00", "12:00")

    undoing.undo_last(desk)

    assert hours(desk, YESTERDAY).state is DayState.unrecorded


def test_only_the_latest_correction_of_a_day_is_undone(desk):
    opening.set_hours(desk, YESTERDAY, "09:00", "12:00")
    first = undone_id(desk)
    opening.set_closed(desk, YESTERDAY)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, first)


def undone_id(desk):
    return (
        desk.session.execute(
            text("SELECT id FROM journal_act WHERE kind = 'correct_hours' ORDER BY row DESC")
        )
        .scalars()
        .first()
    )


def test_a_corrected_day_stays_as_it_is_when_the_window_closes(desk):
    opening.touch(at(desk, hour=8))
    opening.set_hours(desk, TODAY, "09:00", "12:00")

    opening.close(at(desk, hour=17))
    opening.touch(at(desk, hour=18))

    assert spans(desk) == (DayState.open, "09:00", "12:00", 180)


def test_a_day_of_typing_slips_is_marked_not_open(desk):
    opening.touch(at(desk, hour=8))

    opening.set_closed(desk, TODAY)
    opening.touch(at(desk, hour=9))

    assert spans(desk) == (DayState.not_open, "", "", None)


@pytest.mark.parametrize(
    ("opened", "closed", "refusal"),
    [
        ("12:00", "09:00", errors.HoursBackwards),
        ("noon", "13:00", errors.TimeUnreadable),
        ("09:00", "24:00", errors.TimeUnreadable),
        ("09:60", "12:00", errors.TimeUnreadable),
    ],
)
def test_hours_that_cannot_be_are_refused(desk, opened, closed, refusal):
    with pytest.raises(refusal):
        opening.set_hours(desk, TODAY, opened, closed)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 11, 23), errors.DayInFuture),
        (date(2023, 1, 1), errors.DayTooLongAgo),
    ],
)
def test_only_a_day_that_was_is_set_right(desk, day, refusal):
    with pytest.raises(refusal):
        opening.set_closed(desk, day)


def test_usual_hours_are_only_proposed(desk):
    week = (("08:00", "14:00"), *[None] * 5, ("9.00", "12.00"))

    opening.set_usual(desk, week)

    assert opening.usual(desk)[6] == ("09:00", "12:00")
    assert hours(desk) == DayHours(TODAY, DayState.unrecorded, proposed=("09:00", "12:00"))


def test_a_month_ends_with_today(desk):
    listed = opening.of_month(desk, NOVEMBER)

    assert [listed[0].on, listed[-1].on] == [date(2026, 11, 1), TODAY]
    assert opening.of_month(desk, Month(2026, 12)) == ()


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_hours_are_those_of_the_librarys_own_clock(tmp_path, zone):
    library = a_library(tmp_path, zone=zone)
    with library.changing() as desk:
        opening.touch(at(desk, hour=7, minute=5))
        found = hours(desk).opened
    library.close()

    assert found == "07:05"
