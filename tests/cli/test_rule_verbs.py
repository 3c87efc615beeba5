"""Loan rules and calendar by the command line."""

import pytest


@pytest.fixture
def library(jukung):
    jukung("init", "--region", "63.03")
    return jukung


def test_a_rule_is_set_listed_and_removed(library):
    made = library("rules", "set", "--who", "child", "--copies", "3", "--overdue", "refuse")
    listed = library("rules", "list")
    removed = library("rules", "remove", "--who", "child")

    assert made.value["rule"] == "child/*"
    assert [(rule["rule"], rule["copies"], rule["days"]) for rule in listed.value] == [
        ("*/*", 2, 7),
        ("child/*", 3, 7),
    ]
    assert removed.value == {"removed": True}
    assert library("rules", "remove", "--who", "child").value == {"removed": False}


def test_the_general_rule_is_changed_but_not_removed(library):
    library("rules", "set", "--days", "14", "--stays-inside")
    refused = library("rules", "remove", "--language", "en")

    (rule,) = library("rules", "list").value
    assert (rule["days"], rule["may_leave"]) == (14, False)
    assert refused.code == 1
    assert refused.err.startswith("The rule for everybody cannot be removed.")


def test_a_closing_is_listed_and_taken_back(library):
    closed = library("calendar", "close", "2026-12-28", "Pindah", "rak", "--last", "2026-12-30")
    listed = library("calendar", "list", "2026").value["days"]
    library("undo")

    own = [day for day in listed if day["source"] == "own"]
    assert closed.value["moved"] == 0
    assert [(day["first"], day["last"], day["name"]) for day in own] == [
        ("2026-12-28", "2026-12-30", "Pindah rak")
    ]
    assert all(d["source"] == "national" for d in library("calendar", "list", "2026").value["days"])


def test_an_entry_is_removed_by_its_id(library):
    library("calendar", "open", "2026-12-25", "Kegiatan", "desa")
    entry = next(d for d in library("calendar", "list", "2026").value["days"] if d["id"])

    library("calendar", "remove", entry["id"])

    assert not any(d["id"] for d in library("calendar", "list", "2026").value["days"])


def test_the_week_is_chosen(library):
    said = library("calendar", "week", "--closed", "5", "6", "--joint")

    assert said.value == {"closed_weekdays": [5, 6], "national": True, "joint": True}


@pytest.mark.parametrize("year", ["1", "99999"])
def test_a_year_out_of_any_calendar_is_refused(library, year):
    assert library("calendar", "list", year).code == 1
