"""Codes, typed receipts, empty months and new numbers by the command line."""

import pytest
from PIL import Image

OCTOBER = "2026-10"
OFFICE = "p.jukung-agency"


@pytest.fixture
def pair(jukung, tmp_path):
    """A library and a province that know each other."""
    jukung("init", "--region", "63.03.05.2007")
    jukung("agency", "init", library=OFFICE)
    agency = jukung("agency", "card", "--to", tmp_path, library=OFFICE).value
    card = jukung("card", "--to", tmp_path).value
    jukung("join", agency["file"])
    jukung("agency", "enrol", card["file"], "--code", "63.03.05.2007", library=OFFICE)
    return jukung


def test_a_month_goes_by_picture_and_comes_back_as_a_code(pair, tmp_path):
    pair("month", "nil", OCTOBER)

    written = pair("month", "qr", OCTOBER, "--out", tmp_path / "oktober.png").value
    accepted = pair("agency", "accept", *written["files"], library=OFFICE).value
    listed = pair("agency", "codes", OCTOBER, library=OFFICE).value
    read = pair("month", "code", accepted[0]["code"]).value

    with Image.open(tmp_path / "oktober.png") as picture:
        assert picture.width == 1080
    assert accepted[0]["verdict"] == "ACCEPT"
    assert listed[0]["code"] == accepted[0]["code"]
    assert read == {"seq": 1, "period": OCTOBER, "changed": True}


def test_waiting_reports_are_pages_or_several_pictures(pair, tmp_path):
    pair("month", "nil", "2026-09")
    pair("month", "nil", OCTOBER)

    pages = pair("month", "qr", "waiting", "--out", tmp_path / "a.pdf", "--paper", "f4").value
    pictures = pair("month", "qr", "waiting", "--out", tmp_path / "a.png").value

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert [each["period"] for each in pages["reports"]] == ["2026-09", OCTOBER]
    assert pictures["files"] == [str(tmp_path / "a-1.png"), str(tmp_path / "a-2.png")]


def test_codes_are_written_as_pages_or_pictures_only(pair, tmp_path):
    pair("month", "nil", OCTOBER)

    said = pair("month", "qr", OCTOBER, "--out", tmp_path / "a.gif")

    assert said.code == 1
    assert not (tmp_path / "a.gif").exists()


def test_half_a_sheet_is_answered_in_words(pair, tmp_path):
    pair("month", "nil", OCTOBER)
    pair("month", "qr", OCTOBER, "--out", tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        picture.crop((0, 0, 540, picture.height)).save(tmp_path / "half.png")

    said = pair("agency", "accept", tmp_path / "half.png", "--language", "en", library=OFFICE)

    assert said.code == 1
    assert said.value[0]["verdict"] == "REJECT_INCOMPLETE"
    assert said.value[0]["missing"]
    assert "photograph the whole sheet again" in said.err


def test_a_wrong_code_is_refused_in_words(pair):
    pair("month", "nil", OCTOBER)

    said = pair("month", "code", "7K3M", "9QXD", "2TPA", "--language", "en")

    assert said.code == 1
    assert "letter by letter" in said.err


def test_a_sent_month_is_withdrawn_and_not_twice(pair, tmp_path):
    pair("month", "nil", OCTOBER)
    pair("month", "export", "--to", tmp_path / "stick")

    taken = pair("month", "withdraw", OCTOBER).value
    again = pair("month", "withdraw", OCTOBER)

    assert (taken["kind"], taken["revision"], taken["seq"]) == ("withdrawal", 2, 2)
    assert again.code == 1


def test_a_copied_file_gets_new_numbers_and_a_new_card(pair, tmp_path):
    pair("month", "nil", "2026-09")

    anew = pair("epoch", "--to", tmp_path / "card").value
    enrolled = pair("agency", "enrol", anew["file"], "--code", "63.03.05.2007", library=OFFICE)
    sealed = pair("month", "nil", OCTOBER).value

    assert enrolled.code == 0
    assert sealed["seq"] == 1
