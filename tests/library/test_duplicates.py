"""Titles that are here already: told while one is typed, and found in the whole catalogue."""

from jukung.library import duplicates, own_fields
from makers import a_title


def test_an_isbn_of_either_length_finds_its_twin(desk):
    twin = a_title(desk, "Perahu Kecil", isbn="0-306-40615-2")

    found = duplicates.like(desk, "Apa Saja", "9780306406157")

    assert [(each.id, each.why) for each in found] == [(twin, "isbn")]


def test_an_isbn_with_a_wrong_digit_finds_its_twin_as_it_is_written(desk):
    first = a_title(desk, "Laskar Pelangi", isbn="978-979-3062-79-1", year="2005")
    second = a_title(desk, "Laskar Pelangi", isbn="9789793062791", year="2008")

    found = duplicates.like(desk, "Apa Saja", "978 979 3062 79 1")
    groups = duplicates.twins(desk)

    assert [(each.id, each.why) for each in found] == [(first, "isbn"), (second, "isbn")]
    assert [[each.id for each in group] for group in groups] == [[first, second]]


def test_one_year_written_in_two_ways_is_one_year(desk):
    first = a_title(desk, "Perahu", people=("Sari",), year="th. 2012")
    second = a_title(desk, "Perahu", people=("Sari",), year="1433 H")

    groups = duplicates.twins(desk)

    assert [[each.id for each in group] for group in groups] == [[first, second]]


def test_a_title_is_found_in_other_capitals_and_old_spelling(desk):
    twin = a_title(desk, "Perahoe Ketjil!")

    found = duplicates.like(desk, "perahu kecil")

    assert [each.id for each in found] in ([twin], [])
    assert duplicates.like(desk, "Perahoe ketjil")[0].id == twin


def test_the_title_that_is_edited_is_not_its_own_twin(desk):
    title_id = a_title(desk, "Perahu Kecil")

    assert duplicates.like(desk, "Perahu Kecil", but=title_id) == ()


def test_a_title_that_only_begins_so_is_none(desk):
    a_title(desk, "Perahu Kecil di Rawa")

    assert duplicates.like(desk, "Perahu Kecil") == ()


def test_other_isbns_are_other_books(desk):
    a_title(desk, "Matematika", isbn="9783161484100")

    assert duplicates.like(desk, "Matematika", "9780306406157") == ()


def test_twins_of_the_whole_catalogue_are_grouped(desk):
    first = a_title(desk, "Perahu Kecil", people=("Sari Wulan",), year="2019")
    second = a_title(desk, "PERAHU KECIL", people=("Wulan, Sari",), year="c2019")
    a_title(desk, "Perahu Kecil", people=("Orang Lain",))
    a_title(desk, "Perahu Kecil", people=("Sari Wulan",), year="2021")
    by_number = [a_title(desk, f"Judul {n}", isbn="9783161484100") for n in range(2)]

    groups = duplicates.twins(desk)

    assert [[each.id for each in group] for group in groups] == [by_number, [first, second]]
    assert [{each.why for each in group} for group in groups] == [{"isbn"}, {"title"}]


def test_names_of_other_titles_are_offered_by_their_beginning(desk):
    a_title(desk, "A", people=("Sari Wulan", "Sastra"), subjects=("Sungai",))
    a_title(desk, "B", publisher="Rawa", own_fields=(("Donatur", "x"),))

    assert own_fields.people(desk, "sar") == ("Sari Wulan",)
    assert own_fields.people(desk, "") == ()
    assert own_fields.subjects(desk, "Su") == ("Sungai",)
    assert own_fields.words(desk, "publisher") == ("Rawa",)
    assert own_fields.names(desk) == ("Donatur",)
