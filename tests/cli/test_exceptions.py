"""Exceptions, damage and loss by the command line, and each taken back."""

import pytest


@pytest.fixture
def lent(jukung):
    """A library whose copy 778 is out to the card of its value."""
    jukung("init")
    card = jukung("member", "add", "Nur Hasanah").value["card"]
    jukung("lend", card, "778", "--title", "Perahu kertas")
    return card


def test_an_exception_needs_its_reason_and_is_undone(jukung, lent):
    jukung("lend", lent, "779", "--title", "Rawa")
    jukung("lend", lent, "780", "--title", "Sungai")
    jukung("return", "780")

    refused = jukung("lend", lent, "779x", "--title", "Hutan")
    without = jukung("lend", lent, "779x", "--title", "Hutan", "--permit", " ")
    permitted = jukung("lend", lent, "779x", "--title", "Hutan", "--permit", "Tugas sekolah")

    assert (refused.code, without.code, permitted.code) == (1, 1, 0)
    assert permitted.value["rule"] == "*/*"
    assert jukung("undo").value["barcode"] == "779x"


@pytest.mark.parametrize("state", ["--damaged", "--lost"])
def test_a_damaged_or_lost_copy_is_noted_and_undone(jukung, lent, state):
    back = jukung("return", "778", state, "--note", "Basah kena banjir")
    again = jukung("lend", lent, "778")
    undone = jukung("undo")

    assert back.value["ending"] == state.removeprefix("--")
    assert again.code == 1
    assert undone.value["barcode"] == "778"
    assert jukung("renew", "778").code == 0


def test_a_copy_is_not_damaged_and_lost_at_once(jukung, lent):
    assert jukung("return", "778", "--damaged", "--lost").code == 2


def test_a_paper_slip_has_its_time(jukung, lent):
    assert jukung("return", "778", "--time", "25:00").code == 1
    assert jukung("return", "778", "--time", "09:30").code == 0


def test_a_copy_read_here_is_counted(jukung, lent):
    out = jukung("read-here", "778")
    jukung("return", "778")
    here = jukung("read-here", "778")

    assert (out.code, here.code) == (1, 0)
    assert here.value["title"] == "Perahu kertas"
    assert jukung("undo").value["undone"] == "use_in_house"
