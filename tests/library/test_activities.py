from dataclasses import replace
from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Strategy
from jukung.library import activities, undoing
from jukung.library.activities import ActivityDraft
from makers import TODAY

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
)


def test_an_activity_is_listed_as_recorded(desk):
    made = activities.record(desk, FULL)

    assert activities.listed(desk) == (made,)
    assert made.draft == FULL
    assert made.participant_count == 15


@pytest.mark.parametrize(
    ("female", "male", "total"), [(None, None, None), (0, None, 0), (None, 4, 4), (0, 0, 0)]
)
def test_what_was_not_counted_is_not_zero(desk, female, male, total):
    made = activities.record(desk, replace(FULL, female_count=female, male_count=male))

    (listed,) = activities.listed(desk)

    assert (listed.draft.female_count, listed.draft.male_count) == (female, male)
    assert made.participant_count == listed.participant_count == total


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, errors.ActivityNameMissing),
        ({"on": TODAY + timedelta(days=1)}, errors.DayInFuture),
        ({"female_count": -1}, errors.CountOutOfRange),
        ({"disability_count": 100_000}, errors.CountOutOfRange),
    ],
)
def test_what_cannot_be_an_activity_is_refused(desk, change, refusal):
    made = activities.record(desk, FULL)

    with pytest.raises(refusal):
        activities.record(desk, replace(FULL, **change))
    with pytest.raises(refusal):
        activities.edit(desk, made.id, replace(FULL, **change))


def test_an_activity_is_edited(desk):
    made = activities.record(desk, FULL)
    wanted = replace(FULL, name="Kelas Memasak", female_count=None)

    activities.edit(desk, made.id, wanted)

    assert [each.draft for each in activities.listed(desk)] == [wanted]


def test_an_undone_activity_is_gone_and_cannot_be_edited(desk):
    made = activities.record(desk, FULL)

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.title) == (ActKind.record_activity, "Kelas Menjahit")
    assert activities.listed(desk) == ()
    with pytest.raises(errors.NothingToUndo):
        activities.edit(desk, made.id, FULL)


def test_the_latest_activity_comes_first(desk):
    for days in (3, 1, 2):
        activities.record(desk, replace(FULL, name=str(days), on=TODAY - timedelta(days=days)))

    assert [each.draft.name for each in activities.listed(desk)] == ["1", "2", "3"]
    assert len(activities.listed(desk, most=2)) == 2
