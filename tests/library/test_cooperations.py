from dataclasses import replace
from datetime import date, timedelta

import pytest

from jukung.domain import errors
from jukung.library import cooperations, undoing
from jukung.library.cooperations import CooperationDraft
from makers import TODAY

SCHOOL = CooperationDraft(
    partner="SD Rawa Bening 1",
    from_on=date(2018, 7, 1),
    matter="Kunjungan kelas",
    document="04/PKS/2018",
)


def partners(desk, on=None):
    return [each.draft.partner for each in cooperations.listed(desk, on=on)]


def test_a_cooperation_is_listed_as_recorded(desk):
    made = cooperations.record(desk, SCHOOL)

    (found,) = cooperations.listed(desk)

    assert (found.id, found.draft) == (made.id, SCHOOL)


def test_only_those_that_ran_on_a_day_are_of_that_day(desk):
    first, last = TODAY - timedelta(days=10), TODAY - timedelta(days=5)
    cooperations.record(desk, CooperationDraft("Puskesmas", first, until_on=last))
    cooperations.record(desk, CooperationDraft("Koperasi", TODAY))

    assert partners(desk) == ["Koperasi", "Puskesmas"]
    assert partners(desk, first) == partners(desk, last) == ["Puskesmas"]
    assert partners(desk, first - timedelta(days=1)) == []
    assert partners(desk, last + timedelta(days=1)) == []
    assert partners(desk, TODAY) == ["Koperasi"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"partner": " "}, errors.PartnerMissing),
        ({"from_on": TODAY + timedelta(days=1)}, errors.DayInFuture),
        ({"until_on": date(2018, 6, 30)}, errors.SpanBackwards),
    ],
)
def test_what_cannot_be_a_cooperation_is_refused(desk, change, refusal):
    made = cooperations.record(desk, SCHOOL)

    with pytest.raises(refusal):
        cooperations.record(desk, replace(SCHOOL, **change))
    with pytest.raises(refusal):
        cooperations.edit(desk, made.id, replace(SCHOOL, **change))


def test_a_change_is_taken_back(desk):
    made = cooperations.record(desk, SCHOOL)
    changed = cooperations.edit(desk, made.id, replace(SCHOOL, until_on=TODAY, matter=""))

    undone = undoing.undo(desk, changed.act_id)

    assert undone.title == "SD Rawa Bening 1"
    assert cooperations.listed(desk)[0].draft == SCHOOL


def test_a_cancelled_cooperation_comes_back_when_undone(desk):
    made = cooperations.record(desk, SCHOOL)
    act_id = cooperations.cancel(desk, made.id)
    before = partners(desk)
    with pytest.raises(errors.CooperationUnknown):
        cooperations.edit(desk, made.id, SCHOOL)

    undoing.undo(desk, act_id)

    assert (before, partners(desk)) == ([], ["SD Rawa Bening 1"])


def test_a_recording_is_taken_back_but_not_beneath_a_cancelling(desk):
    kept, gone = cooperations.record(desk, SCHOOL), cooperations.record(desk, SCHOOL)
    cooperations.cancel(desk, gone.id)

    undoing.undo(desk, kept.act_id)
    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, gone.act_id)

    assert partners(desk) == []


def test_an_undone_cooperation_never_ends_before_it_begins(library):
    earlier = replace(SCHOOL, from_on=SCHOOL.from_on - timedelta(days=99))
    with library.changing() as desk:
        made = cooperations.record(desk, SCHOOL)
        act_id = cooperations.edit(desk, made.id, earlier).act_id
        ended = replace(earlier, until_on=SCHOOL.from_on - timedelta(days=1))
        cooperations.edit(desk, made.id, ended)

    with pytest.raises(errors.CannotUndo), library.changing() as desk:
        undoing.undo(desk, act_id)

    with library.reading() as desk:
        assert cooperations.listed(desk)[0].draft == ended
