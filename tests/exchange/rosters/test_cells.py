from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.kinds import BorrowerKind, Sex
from jukung.exchange.rosters import cells

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("17-04-1988", 1988),
        ("1988-04-17", 1988),
        ("17/4/88", 1988),
        ("17 April 1988", 1988),
        ("Banjar, 17-04-1988", 1988),
        ("PURBALINGGA/02-11-1996", 1996),
        ("1988", 1988),
        ("32250", 1988),
        ("32250.0", 1988),
        ("05-05-14", 2014),
        ("0000-00-00", None),
        ("kapan", None),
        ("9999", None),
        ("45", None),
    ],
)
def test_a_year_of_birth_is_found_in_what_people_write(text, year):
    assert cells.year_of(text, TODAY) == year


def test_an_age_gives_a_year():
    assert cells.year_of_age("12 th", TODAY) == 2014
    assert cells.year_of_age("999", TODAY) is None


@pytest.mark.parametrize(
    ("column", "sexes"),
    [
        (("L", "P", ""), (Sex.male, Sex.female, Sex.unknown)),
        (("Laki-laki", "Perempuan", "?"), (Sex.male, Sex.female, None)),
        (("M", "F", "-"), (Sex.male, Sex.female, Sex.unknown)),
        (("1", "0", "1"), (Sex.male, Sex.female, Sex.male)),
        (("1", "2", "2"), (Sex.male, Sex.female, Sex.female)),
        (("P", "W", "P"), (Sex.male, Sex.female, Sex.male)),
        (("Pria", "Wanita", "PR"), (Sex.male, Sex.female, Sex.female)),
    ],
)
def test_sexes_are_read_by_their_whole_column(column, sexes):
    words = cells.sexes_of(column)

    assert tuple(cells.sex_of(cell, words) for cell in column) == sexes


def test_a_spreadsheets_phone_gets_its_zero_back():
    assert cells.phone_of("8123456789") == "08123456789"
    assert cells.phone_of("0812-3456") == "0812-3456"
    assert cells.phone_of("tidak ada") == ""


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ({"address": "Jl. Waru 4", "rt": "RT 01", "rw": "7"}, "Jl. Waru 4, RT 01/RW 7"),
        ({"hamlet": "Hilir", "rt_rw": "01/02"}, "Dusun Hilir, RT 01/RW 02"),
        ({"address": "Dusun Hulu RT 3", "rt": "3", "hamlet": "Hulu"}, "Dusun Hulu RT 3"),
        ({"village": "Rawa Bening", "address": "-"}, "Rawa Bening"),
        ({}, ""),
    ],
)
def test_an_address_is_put_together_without_saying_it_twice(parts, address):
    assert cells.address_of(parts) == address


def test_the_librarys_own_names_of_kinds_go_first():
    own = {"anak pantai": BorrowerKind.student}

    assert cells.kind_of("Anak Pantai", own) is BorrowerKind.student
    assert cells.kind_of("Anak", own) is BorrowerKind.child
    assert cells.kind_of("Mahasiswa", own) is BorrowerKind.student
    assert cells.kind_of("Kapal", own) is None


@given(text=st.text(max_size=30))
def test_no_cell_stops_the_reading(text):
    year = cells.year_of(text, TODAY)
    cells.day_of(text)
    cells.sex_of(text, cells.sexes_of([text]))

    assert year is None or cells.FIRST_YEAR <= year <= TODAY.year
    assert cells.phone_of(text) == "" or any(map(str.isdigit, text))
