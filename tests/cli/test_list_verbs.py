"""Holds and lists from the command line."""

import pytest


@pytest.fixture
def library(jukung):
    jukung("init", "--name", "Rawa Bening", "--zone", "WITA")
    for card, name in (("A1", "Sarah"), ("A2", "Rusdi")):
        jukung("member", "add", name, "--card", card)
    jukung("lend", "A1", "K1", "--title", "Rawa")
    return jukung


def test_a_member_waits_and_is_listed(library):
    said = library("hold", "A2", "K1")

    listed = library("holds")

    assert (said.value["title"], said.value["place"]) == ("Rawa", 1)
    assert [(h["card"], h["state"]) for h in listed.value] == [("A2", "waiting")]


def test_a_returned_copy_is_on_the_ready_shelf(library):
    library("hold", "A2", "K1")
    library("return", "K1")

    (line,) = library("holds").value

    assert (line["state"], line["barcode"], line["card"]) == ("ready", "K1", "A2")


def test_waiting_is_ended(library):
    library("hold", "A2", "K1")

    library("hold", "A2", "K1", "--cancel")

    assert library("holds").value == []


def test_an_undone_hold_is_said(library):
    library("hold", "A2", "K1")

    assert library("undo").value["undone"] == "place_hold"


def test_what_is_due_and_what_is_late(library):
    due = library("return", "K1") and library("lend", "A1", "K1").value["due_on"]

    assert [line["barcode"] for line in library("due", "--on", due).value] == ["K1"]
    assert library("due").value == []
    assert library("overdue").value == []
    assert library("overdue", "--message", "A2").value == {"message": ""}
