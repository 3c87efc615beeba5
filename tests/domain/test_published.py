"""The year of publication in the words of catalogues."""

import pytest

from jukung.domain import published


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2015", 2015),
        ("th. 2015", 2015),
        ("Cet. 3 2018", 2018),
        ("c2011", 2011),
        ("[2009]", 2009),
        ("1998-2004", 2004),
        ("1433 H", 2012),
        ("1433 H / 2012 M", 2012),
        ("1445 H", 2024),
        ("1899", 1899),
        ("2O16", 2016),
        ("20l6", 2016),
        ("th2015", 2015),
        ("Oloi", None),
        ("", None),
        ("tahun lalu", None),
        ("20155", None),
        ("2099", None),
    ],
)
def test_a_year_is_read_as_catalogues_write_it(written, year):
    assert published.year_of(written, latest=2027) == year


@pytest.mark.parametrize("written", ["", " - ", "t.t.", "t.th", "s.a.", "[n.d.]", "0000"])
def test_who_says_that_there_is_no_year_is_not_asked_again(written):
    assert not published.is_unreadable(written)


@pytest.mark.parametrize("written", ["tahun lalu", "198-", "MMXX"])
def test_words_without_a_year_are_unreadable(written):
    assert published.is_unreadable(written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("2015", "2015"), ("Cet. 3 2018", "2018"), ("1433 H", "1433 H"), ("tahun lalu", "tahun lalu")],
)
def test_a_narrow_column_shows_the_year_alone(written, shown):
    assert published.brief(written) == shown
