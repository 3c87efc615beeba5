"""Titles found by the command line: by words, through filters, and what was meant."""

import pytest

from jukung.exchange.packs.boxes import write_box
from lent_box_makers import Agency, copies


@pytest.fixture
def lib(jukung):
    jukung("init", "--name", "Perpustakaan Rawa", "--zone", "WITA", "--region", "63.03.05.2007")
    jukung("title", "add", "Anak Sungai", "--class", "813", "--copies", "1")
    jukung(
        "title", "add", "Ilmu Sungai", "--class", "551", "--written-in", "Banjar", "--copies", "0"
    )
    return jukung


def titles(said):
    return [line["title"] for line in said.value]


def test_words_are_looked_for_through_filters(lib):
    assert titles(lib("search", "sungai")) == ["Anak Sungai", "Ilmu Sungai"]
    assert titles(lib("search", "sungai", "--class", "8", "--division", "81")) == ["Anak Sungai"]
    assert titles(lib("search", "sungai", "--written-in", "Banjar")) == ["Ilmu Sungai"]
    assert titles(lib("search", "sungai", "--audience", "teen")) == []


def test_without_words_a_filter_lists(lib):
    assert titles(lib("search", "--available")) == ["Anak Sungai"]
    assert titles(lib("search", "--kind", "general")) == ["Anak Sungai"]


def test_a_slip_of_the_finger_is_forgiven(lib):
    assert titles(lib("search", "sungia", "anak")) == ["Anak Sungai"]


def test_a_place_leaves_what_stands_elsewhere_out(lib):
    anak, _ilmu = lib("search", "sungai").value
    lib("copy", "add", anak["id"], "--place", "Rak Anak")

    assert titles(lib("search", "--place", "rak  anak")) == ["Anak Sungai"]
    assert titles(lib("search", "ilmu", "--place", "Rak Anak")) == []


def test_a_place_that_nobody_knows_is_told_with_those_there_are(lib):
    anak, _ilmu = lib("search", "sungai").value
    lib("copy", "add", anak["id"], "--place", "Rak Anak")

    said = lib("--language", "en", "search", "--place", "Rak Jauh")

    assert said.code == 1
    assert "Rak Jauh" in said.err
    assert "Rak Anak" in said.err


def test_a_box_on_loan_is_a_filter(lib, tmp_path):
    agency = Agency()
    stick = write_box(tmp_path / "box.jkb", agency.box(*copies(2)), agency.key)
    lib("box", "read", str(stick), "--trust", agency.card.fingerprint)
    lib("box", "check", "KB-01", "B0001", "--finish")

    found = lib("search", "--box", "kb-01").value

    assert [line["copies"] for line in found] == [1]
    assert titles(lib("search", "sungai", "--box", "KB-01")) == []


def test_a_box_that_is_not_here_is_refused(lib):
    said = lib("--language", "en", "search", "--box", "KB-99")

    assert said.code == 1
    assert "KB-99" in said.err
