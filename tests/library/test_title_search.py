"""What is found where the words do not stand in any title as they were typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain.kinds import Audience
from jukung.library import title_search
from jukung.library.title_filters import TitleFilter
from makers import a_copy, a_title


def search(desk, typed, **asked):
    found = title_search.find(desk, typed, where=TitleFilter(**asked))
    return [line.title for line in found.lines], found.meant


@pytest.mark.parametrize("typed", ["soekarno", "sukarno", "Soekar", "SUKAR", "sukarno djalan"])
def test_names_are_found_in_either_spelling(desk, typed):
    a_title(desk, "Djalan Hidup Soekarno")

    assert search(desk, typed) == (["Djalan Hidup Soekarno"], ())


@pytest.mark.parametrize("typed", ["tjerita", "cerita", "sjair", "syair", "djenaka", "jenaka"])
def test_older_words_find_what_is_written_today(desk, typed):
    a_title(desk, "Cerita dan Syair Jenaka")

    assert search(desk, typed) == (["Cerita dan Syair Jenaka"], ())


def test_a_title_that_begins_with_the_word_of_today_comes_first(desk):
    a_title(desk, "Tentang Sukarno")
    a_title(desk, "Sukarno Muda")

    assert search(desk, "soekarno")[0] == ["Sukarno Muda", "Tentang Sukarno"]


@pytest.mark.parametrize("typed", ["banjir bandang", "1999", "hikayat", "si"])
def test_any_field_is_searched_notes_and_short_words_too(desk, typed):
    a_title(
        desk,
        "Si Kecil",
        notes="Catatan tentang banjir bandang",
        series="Seri Hikayat",
        publisher="Pustaka 1999",
    )

    assert search(desk, typed) == (["Si Kecil"], ())


@pytest.mark.parametrize(
    "typed", ["laksar", "lasker", "laskarr", "lskar", "askar x", "laskar pelagni", "Láskér"]
)
def test_one_wrong_letter_is_forgiven(desk, typed):
    a_title(desk, "Laskar Pelangi x")
    a_title(desk, "Perahu")

    found, meant = search(desk, typed)

    assert found == ["Laskar Pelangi x"]
    assert meant in {("laskar",), ("pelangi",)}


def test_a_wrong_letter_in_a_word_that_is_not_finished_is_forgiven(desk):
    a_title(desk, "Perpustakaan Desa")

    assert search(desk, "perpustsk") == (["Perpustakaan Desa"], ("perpustakaan",))


def test_a_word_within_a_word_is_found(desk):
    a_title(desk, "Perjalanan Pulang")
    a_title(desk, "Menjalankan Usaha")

    assert search(desk, "jalan") == (
        ["Perjalanan Pulang", "Menjalankan Usaha"],
        ("menjalankan", "perjalanan"),
    )


def test_nothing_is_guessed_where_something_fits(desk):
    a_title(desk, "Jalan Raya")
    a_title(desk, "Perjalanan")
    a_title(desk, "Galan")

    assert search(desk, "jalan") == (["Jalan Raya"], ())


def test_of_words_that_no_title_has_together_one_may_be_wrong(desk):
    a_title(desk, "Laskar Pelangi")
    a_title(desk, "Pelanggi Raya")

    assert search(desk, "laskar pelanggi") == (["Laskar Pelangi"], ("pelangi",))


def test_only_words_that_some_title_has_with_the_rest_are_named(desk):
    a_title(desk, "Laskar Pelangi")
    a_title(desk, "Lasker Kuda")
    a_title(desk, "Laskas")

    assert search(desk, "laskaq pelangi") == (["Laskar Pelangi"], ("laskar",))


def test_two_wrong_letters_are_another_word(desk):
    a_title(desk, "Laskar")

    assert search(desk, "lesker") == ([], ())


def test_two_letters_are_near_to_nothing(desk):
    a_title(desk, "Laskar")

    assert search(desk, "ax") == ([], ())


def test_a_filter_holds_for_what_is_searched(desk):
    a_title(desk, "Perahu Anak", audience=Audience.children)
    a_title(desk, "Perahu Dewasa", audience=Audience.adult)

    assert search(desk, "perahu", audience=Audience.adult)[0] == ["Perahu Dewasa"]
    assert search(desk, "perahv", audience=Audience.adult)[0] == ["Perahu Dewasa"]


def test_a_filter_that_hides_everything_is_told_and_nothing_guessed(desk):
    a_title(desk, "Perahu", audience=Audience.children)
    a_title(desk, "Perahi", audience=Audience.adult)

    found = title_search.find(desk, "perahu", where=TitleFilter(audience=Audience.adult))

    assert (found.lines, found.meant, found.is_elsewhere) == ((), (), True)


def test_a_filter_holds_for_numbers_too(desk):
    title = a_title(desk, "Perahu", isbn="9780306406157", audience=Audience.children)
    number = a_copy(desk, title_id=title)

    for typed in ("9780306406157", "0-306-40615-2", number):
        assert search(desk, typed)[0] == ["Perahu"]
        assert search(desk, typed, audience=Audience.adult)[0] == []


@pytest.mark.parametrize("typed", ["x" * 5000, "satu " * 400, "ab_cd", "ﷺ", "\U0001f4da", "1" * 30])
def test_whatever_is_pasted_is_searched_for(desk, typed):
    a_title(desk, "Perahu")

    assert search(desk, typed) == ([], ())


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=30))
def test_any_text_can_be_searched_for(desk, typed):
    title_search.find(desk, typed, where=TitleFilter(on_shelf=True))
