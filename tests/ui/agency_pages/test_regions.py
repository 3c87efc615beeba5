"""Kabupaten and kota have names; what is not in the list keeps its code."""

from jukung.ui.agency_pages.regions import name_of


def test_a_village_lies_in_its_kabupaten():
    assert name_of("63.03.05.2007") == "Banjar"


def test_a_house_is_named_by_its_kabupaten():
    assert name_of("63.72/LP1") == "Kota Banjarbaru"


def test_an_unknown_region_is_shown_by_its_code():
    assert name_of("62.01.02.2003") == "62.01"
