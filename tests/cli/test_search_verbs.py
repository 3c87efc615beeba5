"""Titles found by the command line: by words, through filters, and what was meant."""

import pytest


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
