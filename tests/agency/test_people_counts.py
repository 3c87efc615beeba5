"""Inhabitants of kabupaten: typed, pasted, taken back."""

import pytest

from jukung.agency import deeds, districts, people_counts
from jukung.domain import errors


def test_every_kabupaten_of_the_province_is_there_before_a_list_was_loaded(agency):
    with agency.reading() as desk:
        found = people_counts.counted(desk)

    assert len(found) == 13
    assert {each.count for each in found} == {None}
    assert ("63.03", "Banjar") in {(each.code, each.name) for each in found}


def test_a_sheet_is_read_by_code_or_by_name(agency):
    text = (
        "Kabupaten\tPenduduk\nKabupaten Banjar\t566.123\n63.01\tTanah Laut\t349000\nAtlantis\t5\n"
    )
    with agency.reading() as desk:
        found = people_counts.read_pasted(desk, text)

    assert found.counts == {"63.03": 566123, "63.01": 349000}
    assert found.unread == ("Kabupaten\tPenduduk", "Atlantis\t5")


def test_counts_are_kept_and_taken_back(agency):
    with agency.changing(by="Rahmi") as desk:
        people_counts.keep(desk, {"63.03": 100, "63.01": 50})
        before = people_counts.keep(desk, {"63.03": 200, "63.01": 50})
        changed = districts.people(desk)["63.03"]
        people_counts.keep(desk, before)

        assert (changed, before) == (200, {"63.03": 100})
        assert districts.people(desk)["63.03"] == 100
        assert [(each.what, each.by) for each in deeds.latest(desk, most=1)] == [
            ("count_people", "Rahmi")
        ]


def test_nothing_is_written_where_nothing_changed(agency):
    with agency.changing() as desk:
        kept = people_counts.keep(desk, {"63.03": None})

        assert kept == {}
        assert deeds.latest(desk) == ()


def test_another_provinces_kabupaten_is_refused(agency):
    with agency.changing() as desk, pytest.raises(errors.RegionUnknown):
        people_counts.keep(desk, {"11.01": 3})
