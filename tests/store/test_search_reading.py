"""Reads of a search see what they must, with a transaction and without."""

import pytest
from sqlalchemy.exc import DBAPIError

from jukung.domain import errors
from jukung.library import title_search
from jukung.store.search_reading import read
from makers import a_library, a_title

TITLES = "SELECT title FROM title ORDER BY row"


def test_what_is_not_stored_yet_is_seen_where_it_is_written_and_nowhere_else(library):
    with library.changing() as desk:
        a_title(desk, "Perahu")
        with library.reading() as other:
            elsewhere = read(other.session, TITLES, {})
        here = read(desk.session, TITLES, {})

    with library.reading() as desk:
        later = read(desk.session, TITLES, {})

    assert (here, elsewhere, later) == ([("Perahu",)], [], [("Perahu",)])


def test_no_transaction_is_begun_for_one_read(library):
    with library.reading():
        pass  # who the library is, is known from here on

    with library.reading() as desk:
        read(desk.session, TITLES, {})

        assert not desk.session.in_transaction()


def test_a_view_that_was_begun_stays_as_it_is(library):
    with library.reading() as desk:
        desk.session.connection()
        assert read(desk.session, TITLES, {}) == []
        with library.changing() as other:
            a_title(other, "Perahu")

        assert read(desk.session, TITLES, {}) == []


def test_connections_are_given_back_also_after_a_fault(library):
    for _ in range(9):
        with pytest.raises(DBAPIError), library.reading() as desk:
            read(desk.session, "SELECT nothing FROM nowhere", {})

    with library.reading() as desk:
        assert read(desk.session, TITLES, {}) == []


def test_nothing_is_written_by_reading(library):
    with pytest.raises(errors.CannotWrite), library.reading() as desk:
        read(desk.session, "DELETE FROM title", {})


def test_an_encrypted_library_is_searched_as_any(tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        a_title(desk, "Perahu Kecil")

    with library.reading() as desk:
        exact = title_search.find(desk, "perahu")
    with library.reading() as desk:
        nearly = title_search.find(desk, "perahv")
    library.close()

    assert [line.title for line in exact.lines] == ["Perahu Kecil"]
    assert nearly.meant == ("perahu",)
