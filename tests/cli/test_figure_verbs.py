"""A month's figures by the command line."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jukung.figures.indicators import INDICATORS

MONTH = datetime.now(ZoneInfo("Asia/Makassar")).strftime("%Y-%m")


@pytest.fixture(autouse=True)
def _library(jukung):
    jukung("init", "--region", "63.03.05.2007")


def test_figures_are_shown_with_their_values(jukung):
    jukung("visits", "add", "--female", "3")

    found = jukung("month", "figures", MONTH).value

    assert set(found["values"]) == {each.code for each in INDICATORS}
    assert (found["values"]["visits"], found["values"]["boxes_received"]) == (3, None)
    assert found["estimated"] == []


def test_a_figure_opens_into_what_it_was_counted_from(jukung):
    jukung("visits", "add", "--female", "3")

    found = jukung("month", "figures", MONTH, "--of", "visits_female", "--language", "en").value

    assert found["code"] == "visits_female"
    assert [(row["words"], row["amount"]) for row in found["rows"]] == [("women and girls", 3)]


def test_a_figure_can_be_typed_and_taken_back(jukung):
    typed = jukung(
        "month", "note", MONTH, "boxes_received", "--value", "2", "--words", "dinas"
    ).value
    shown = jukung("month", "figures", MONTH).value
    jukung("undo")

    assert typed == {"period": MONTH, "code": "boxes_received", "value": 2, "estimated": True}
    assert shown["estimated"] == ["boxes_received"]
    assert jukung("month", "figures", MONTH).value["values"]["boxes_received"] is None


@pytest.mark.parametrize(
    "typed", [["figures", MONTH, "--of", "drones"], ["note", MONTH, "drones", "--value", "1"]]
)
def test_an_unknown_figure_is_refused_in_words(jukung, typed):
    refused = jukung("month", *typed)

    assert refused.code == 1


def test_figures_of_few_people_are_marked_with_what_leaves(jukung):
    jukung("visits", "add", "--female", "60", "--male", "40", "--unknown", "3")

    found = jukung("month", "figures", MONTH, "--language", "en")

    assert found.value["values"]["visits_unknown"] == 3
    # The file's own secret says whether three of them leave as nobody or as five.
    told = found.value["outside"]["visits_unknown"]
    assert (told["value"] in (0, 5), told["why"]) == (True, "few")
    assert "visits" not in found.value["outside"]
