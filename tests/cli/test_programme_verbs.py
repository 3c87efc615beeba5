"""Activities, partners and services on the command line."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jukung.paper.picture import page_sizes

DAY, BEFORE = (str((datetime.now(UTC) - timedelta(days=back)).date()) for back in (3, 5))


@pytest.fixture(autouse=True)
def made(jukung):
    jukung("init", "--name", "Rawa Bening", "--region", "63.03.05.2007")


def added(jukung, *more):
    return jukung("activity", "add", "Kelas", "Menjahit", "--on", BEFORE, *more).value["activity"]


def test_an_activity_is_recorded_with_all_its_fields_and_listed(jukung):
    activity = added(
        jukung,
        *("--until", DAY, "--strategy", "advocacy", "--theme", "Ekonomi", "--place", "Balai"),
        *("--partner", "PKK", "--facilitator", "Rahma", "--female", "9", "--male", "2"),
        *("--children", "3", "--disability", "0", "--result", "tas", "--follow-up", "lanjut"),
        *("--story", "Kini menerima pesanan."),
    )

    (listed,) = jukung("activity", "list", BEFORE[:4]).value

    assert listed["activity"] == activity
    assert (listed["on"], listed["until"], listed["strategy"]) == (BEFORE, DAY, "advocacy")
    assert (listed["participants"], listed["children_count"]) == (11, 3)
    assert (listed["has_story"], listed["story_consent"]) == (True, False)
    assert "pesanan" not in json.dumps(listed)


def test_what_was_not_counted_is_no_zero(jukung):
    added(jukung)

    (listed,) = jukung("activity", "list", BEFORE[:4]).value

    assert listed["female_count"] is None
    assert listed["participants"] is None


def test_a_cancelled_activity_comes_back_with_undo(jukung):
    activity = added(jukung)

    jukung("activity", "cancel", activity)
    between = jukung("activity", "list", BEFORE[:4]).value
    undone = jukung("undo").value

    assert between == []
    assert undone["undone"] == "edit_activity"
    assert len(jukung("activity", "list", BEFORE[:4]).value) == 1


def test_a_story_goes_out_with_consent_only(jukung, tmp_path):
    kept = added(jukung, "--story", "Rahasia.")
    told = added(jukung, "--story", "Kini menerima pesanan.", "--story-consent")

    refused = jukung("activity", "story", kept, "--to", tmp_path / "keluar", "--language", "en")
    written = jukung("activity", "story", told, "--to", tmp_path / "keluar").value["file"]

    assert refused.code == 1
    assert "consent" in refused.err
    assert "Kini menerima pesanan." in Path(written).read_text(encoding="utf-8")
    assert [each.name for each in (tmp_path / "keluar").iterdir()] == [Path(written).name]


def test_a_sheet_is_written(jukung, tmp_path):
    path = tmp_path / "hadir.pdf"

    jukung("activity", "sheet", "Kelas", "--rows", "5", "--paper", "f4", "--out", path)

    assert page_sizes(path.read_bytes()) == (pytest.approx((215, 330), abs=0.1),)


def test_themes_are_listed_and_written(jukung):
    usual = jukung("activity", "themes").value

    jukung("activity", "themes", "--set", "Perahu", "Anyaman")

    assert len(usual) == 9
    assert jukung("activity", "themes").value == ["Perahu", "Anyaman"]


def test_partners_are_recorded_listed_and_taken_out(jukung):
    jukung("cooperation", "add", "SD", "Satu", "--from", "2019-07-01", "--matter", "kunjungan")
    old = jukung(
        *("cooperation", "add", "Koperasi", "--from", "2018-01-01", "--until", "2018-12-31")
    ).value["cooperation"]
    running = jukung("cooperation", "list", "--on", DAY).value

    jukung("cooperation", "cancel", old)
    left = jukung("cooperation", "list").value

    assert [each["partner"] for each in running] == ["SD Satu"]
    assert [each["partner"] for each in left] == ["SD Satu"]


def test_services_are_said_and_shown(jukung):
    jukung("services", "set", "lending", "read_here")

    assert jukung("services", "show").value == ["read_here", "lending"]
