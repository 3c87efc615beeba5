from dataclasses import replace
from datetime import date, timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Role, Strategy
from jukung.domain.months import Month
from jukung.figures.month import gather
from jukung.library import activities, undoing
from jukung.library.activities import ActivityDraft
from makers import TODAY, acting_as

FULL = ActivityDraft(
    name="Kelas Menjahit",
    on=TODAY,
    strategy=Strategy.publication,
    theme="Ekonomi",
    place="Balai Desa",
    partner="PKK",
    facilitator="Rahma",
    female_count=12,
    male_count=3,
    children_count=2,
    disability_count=0,
    follow_up="bulan depan",
    until=TODAY + timedelta(days=2),
    result="Tujuh tas",
    story="Dulu hanya bisa menambal, kini menerima pesanan.",
    story_consent=True,
)


def names(desk, year):
    return [each.draft.name for each in activities.in_year(desk, year)]


def figure(desk, code):
    return gather(desk, Month(2026, 11))[code]


def test_an_activity_is_listed_as_recorded(desk):
    made = activities.record(desk, FULL)

    assert activities.listed(desk) == (made,)
    assert activities.show(desk, made.id) == made
    assert made.draft == FULL
    assert made.participant_count == 15
    assert made.last == TODAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("female", "male", "total"), [(None, None, None), (0, None, 0), (None, 4, 4), (0, 0, 0)]
)
def test_what_was_not_counted_is_not_zero(desk, female, male, total):
    draft = replace(FULL, female_count=female, male_count=male, children_count=None)
    made = activities.record(desk, draft)

    (listed,) = activities.listed(desk)

    assert (listed.draft.female_count, listed.draft.male_count) == (female, male)
    assert made.participant_count == listed.participant_count == total


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, errors.ActivityNameMissing),
        ({"on": TODAY + timedelta(days=1)}, errors.DayInFuture),
        ({"until": TODAY - timedelta(days=1)}, errors.SpanBackwards),
        ({"until": TODAY + timedelta(days=366)}, errors.ActivityTooLong),
        ({"female_count": -1}, errors.CountOutOfRange),
        ({"disability_count": 100_000}, errors.CountOutOfRange),
        ({"children_count": 16}, errors.PartAboveWhole),
        ({"disability_count": 16}, errors.PartAboveWhole),
    ],
)
def test_what_cannot_be_an_activity_is_refused(desk, change, refusal):
    made = activities.record(desk, FULL)

    with pytest.raises(refusal):
        activities.record(desk, replace(FULL, **change))
    with pytest.raises(refusal):
        activities.edit(desk, made.id, replace(FULL, **change))


def test_children_may_be_counted_where_women_or_men_were_not(desk):
    draft = replace(FULL, female_count=None, children_count=30)

    made = activities.record(desk, draft)

    assert made.draft.children_count == 30


def test_an_activity_is_edited(desk):
    made = activities.record(desk, FULL)
    wanted = replace(FULL, name="Kelas Memasak", female_count=None)

    activities.edit(desk, made.id, wanted)

    assert [each.draft for each in activities.listed(desk)] == [wanted]


def test_a_consent_without_a_story_is_none(desk):
    made = activities.record(desk, replace(FULL, story="  "))

    assert (made.draft.story, made.draft.story_consent) == ("", False)


def test_an_activity_that_ends_as_it_begins_has_one_day(desk):
    made = activities.record(desk, replace(FULL, until=TODAY))

    assert made.draft.until is None


def test_an_undone_activity_is_gone_and_cannot_be_edited(desk):
    made = activities.record(desk, FULL)

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.title) == (ActKind.record_activity, "Kelas Menjahit")
    assert activities.listed(desk) == ()
    with pytest.raises(errors.ActivityUnknown):
        activities.edit(desk, made.id, FULL)
    with pytest.raises(errors.ActivityUnknown):
        activities.show(desk, made.id)


def test_a_cancelled_activity_is_counted_nowhere_until_it_is_undone(desk):
    made = activities.record(desk, FULL)
    before = figure(desk, "activities"), figure(desk, "activity_participants")

    act_id = activities.cancel(desk, made.id)
    after = names(desk, 2026), figure(desk, "activities"), figure(desk, "activity_participants")
    undone = undoing.undo(desk, act_id)

    assert before == (1, 15)
    assert after == ([], 0, None)
    assert undone.title == "Kelas Menjahit"
    assert activities.listed(desk) == (made,)


def test_an_activity_is_cancelled_once(desk):
    made = activities.record(desk, FULL)
    activities.cancel(desk, made.id)

    with pytest.raises(errors.ActivityUnknown):
        activities.cancel(desk, made.id)


def test_an_edit_is_taken_back_whole(desk):
    made = activities.record(desk, FULL)
    changed = ActivityDraft("Kelas Memasak", TODAY - timedelta(days=3), male_count=1)
    activities.edit(desk, made.id, changed)

    undoing.undo_last(desk)

    assert activities.listed(desk) == (made,)


def test_an_edit_under_another_edit_stays(desk):
    made = activities.record(desk, FULL)
    first = activities.edit(desk, made.id, replace(FULL, name="Kelas Memasak"))
    activities.edit(desk, made.id, replace(FULL, name="Kelas Merajut"))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, first.act_id)

    assert names(desk, 2026) == ["Kelas Merajut"]


def test_the_recording_of_a_cancelled_activity_is_not_undone_beneath_it(desk):
    made = activities.record(desk, FULL)
    activities.cancel(desk, made.id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo_last(desk, kinds=frozenset({ActKind.record_activity}))


def test_the_latest_activity_comes_first(desk):
    for days in (3, 1, 2):
        activities.record(
            desk, replace(FULL, name=str(days), on=TODAY - timedelta(days=days), until=None)
        )

    assert [each.draft.name for each in activities.listed(desk)] == ["1", "2", "3"]
    assert len(activities.listed(desk, most=2)) == 2


def test_a_year_has_what_touches_it(desk):
    for name, on, until in (
        ("lama", date(2024, 12, 31), None),
        ("menginap", date(2024, 12, 30), date(2025, 1, 2)),
        ("awal", date(2025, 1, 1), None),
        ("akhir", date(2025, 12, 31), date(2026, 1, 1)),
        ("baru", date(2026, 1, 1), None),
    ):
        activities.record(desk, ActivityDraft(name, on, until=until))

    assert names(desk, 2025) == ["akhir", "awal", "menginap"]


def test_an_aide_sees_no_activities(desk):
    aide = acting_as(desk, Role.aide)

    with pytest.raises(errors.NotAllowed):
        activities.in_year(aide, 2026)


def test_an_undone_day_never_ends_before_it_begins(library):
    later = replace(FULL, on=TODAY - timedelta(days=1), until=TODAY)
    moved = replace(later, on=TODAY - timedelta(days=9))
    with library.changing() as desk:
        made = activities.record(desk, later)
        act_id = activities.edit(desk, made.id, moved).act_id
        shorter = replace(moved, until=TODAY - timedelta(days=7))
        activities.edit(desk, made.id, shorter)

    with pytest.raises(errors.CannotUndo), library.changing() as desk:
        undoing.undo(desk, act_id)

    with library.reading() as desk:
        assert activities.show(desk, made.id).draft == shorter
