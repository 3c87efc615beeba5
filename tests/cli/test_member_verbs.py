"""Verbs about one member, as they are typed."""

import pytest

from jukung.cli.parser import MEMBER_KINDS
from jukung.domain.kinds import BorrowerKind


@pytest.fixture
def member(jukung):
    jukung("init", "--region", "63.03.05.2007")
    return jukung("member", "add", "Nur Hasanah", "--card", "Z9", "--phone", "0811").value


def test_the_kinds_to_choose_are_those_of_a_village():
    assert (*MEMBER_KINDS, "resident") == tuple(
        sorted(BorrowerKind, key=(*MEMBER_KINDS, "resident").index)
    )
    assert set(MEMBER_KINDS) == set(BorrowerKind) - {"resident"}


def test_a_child_is_registered_with_a_guardian(jukung, member):
    made = jukung(
        "member", "add", "Ani", "--kind", "child", "--guardian-card", "z9", "--guardian", "Nur"
    ).value

    kept = jukung("member", "show", made["card"]).value["member"]
    assert (kept["kind"], kept["guardian_card"], kept["guardian_name"]) == ("child", "Z9", "Nur")


def test_a_membership_is_renewed_and_that_is_undone(jukung, member):
    renewed = jukung("member", "renew", "Z9", "--until", "2099-01-01").value
    undone = jukung("undo").value

    assert renewed["until_on"] == "2099-01-01"
    assert undone["card"] == "Z9"
    assert jukung("member", "find", "Z9").value[0]["until_on"] == member["until_on"]


def test_a_lost_card_is_replaced_and_found_again(jukung, member):
    replaced = jukung("member", "new-card", "Z9", "--lost", "--new", "Z10").value
    found = jukung("member", "card-found", "Z9")

    assert replaced["card"] == "Z10"
    assert found.code == 0


def test_a_member_leaves_and_is_back(jukung, member):
    left = jukung("member", "leave", "Z9").value
    back = jukung("member", "back", "Z9").value

    assert (left["status"], back["status"]) == ("left", "active")


def test_what_is_kept_is_written_once(jukung, member, tmp_path):
    written = jukung("member", "export", "Z9", "--to", tmp_path / "out")
    again = jukung("member", "export", "Z9", "--to", tmp_path / "out")

    assert [path[-6:] for path in written.value["files"]] == ["Z9.txt", "9.json"]
    assert "0811" in (tmp_path / "out" / "Z9.txt").read_text("utf-8-sig")
    assert again.code == 1


def test_a_member_is_erased_only_on_a_clear_yes(jukung, member):
    asked = jukung("member", "erase", "Z9").value
    still = len(jukung("member", "find", "Z9").value)
    done = jukung("member", "erase", "Z9", "--yes").value

    assert (asked["erased"], still, done["erased"]) == (False, 1, True)
    assert jukung("member", "find", "Z9").value == []
    assert jukung("check").code == 0


def test_a_prison_refuses_whatever_is_of_a_person(jukung):
    jukung("init", "--kind", "prison", library="lapas.jukung")

    said = jukung("member", "add", "--sex", "female", "--language", "en", library="lapas.jukung")

    assert said.code == 1
    assert said.err.startswith("This library knows residents by card number only.")
