"""Screening, requests and permission on the command line."""

import pytest

from jukung.domain.kinds import PermissionRule, Role
from jukung.library import house_rules, permissions_asked
from jukung.library.desk import open_library
from jukung.library.house_rules import HouseRules
from makers import QUICK, a_copy, a_library, a_member, acting_as


@pytest.fixture
def card(home, tmp_path):
    library = a_library(tmp_path, file="lib.jukung", kind="prison")
    with library.changing() as desk:
        made = a_member(desk).card
        for name in ("Anyaman", "Bekantan"):
            a_copy(desk, title=name, screened=False)
    library.close()
    return made


def test_titles_are_listed_and_decided(jukung, card):
    waiting = jukung("screen", "list")
    jukung("screen", "set", "passed", "Anyaman")
    jukung("screen", "set", "refused", "Bekantan", "--reason", "drugs", "--note", "hal. 12")
    kept = jukung("screen", "list", "--result", "refused")

    assert [each["title"] for each in waiting.value] == ["Anyaman", "Bekantan"]
    assert [(e["title"], e["reasons"], e["words"]) for e in kept.value] == [
        ("Bekantan", ["drugs"], "hal. 12")
    ]
    assert jukung("screen", "list").value == []


def test_all_that_waits_is_passed_at_once(jukung, card):
    done = jukung("screen", "set", "passed", "--all")

    assert done.value == {"count": 2}


def test_a_title_that_has_not_passed_is_refused_at_the_desk_and_told(jukung, card):
    refused = jukung("request", card, "Anyaman")

    assert refused.code == 1
    assert "belum" in refused.err or "Anyaman" in refused.err


def test_a_slip_is_written_listed_and_cancelled(jukung, card):
    jukung("screen", "set", "passed", "--all")
    noted = jukung("request", card, "anyaman")
    listed = jukung("request")
    gone = jukung("request", card, "anyaman", "--cancel")

    assert noted.value["title"] == "Anyaman"
    assert [(each["card"], each["source"]) for each in listed.value] == [(card, "slip")]
    assert gone.code == 0
    assert jukung("request").value == []


def test_a_copy_is_marked_and_a_mark_taken_off(jukung, card, tmp_path):
    library = open_library(tmp_path / "lib.jukung", sealing=QUICK)
    with library.changing() as desk:
        number = a_copy(desk, title="Cerita")
    library.close()

    marked = jukung("screen", "traits", number, "--has", "disc", "--has", "hard_cover")
    cleared = jukung("screen", "traits", number)

    assert marked.value["traits"] == ["disc", "hard_cover"]
    assert cleared.value["traits"] == []


def test_a_permission_is_listed_and_answered(jukung, card, tmp_path):
    library = open_library(tmp_path / "lib.jukung", sealing=QUICK)
    with library.changing() as desk:
        house_rules.save(desk, HouseRules(permission=PermissionRule.every))
        number = a_copy(desk, title="Cerita")
        permissions_asked.ask(acting_as(desk, Role.aide), card, number)
    library.close()

    [line] = jukung("permission", "list").value
    granted = jukung("permission", "set", line["id"])
    again = jukung("permission", "list").value

    assert (line["card"], line["state"]) == (card, "asked")
    assert granted.value["granted"] is True
    assert [each["state"] for each in again] == ["granted"]
