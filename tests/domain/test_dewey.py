"""What stands under class numbers, languages, reading levels and places."""

import pytest

from jukung import places
from jukung.domain import dewey, languages, publishing_places, reading_levels
from jukung.domain.kinds import Audience

TABLES = places.resources() / "tables"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("372.21", ("Ilmu sosial", "Pendidikan")),
        ("2X4.2", ("Islam", "Fikih: ibadah, nikah, waris, muamalah")),
        ("2x 4", ("Islam", "Fikih: ibadah, nikah, waris, muamalah")),
        ("2X", ("Islam",)),
        ("R 030", ("Karya umum", "Ensiklopedia")),
        ("8", ("Kesusastraan",)),
        ("", ()),
        ("Fiksi", ()),
    ],
)
def test_a_class_number_has_its_captions(number, words):
    assert dewey.read(TABLES).caption(number) == words


def test_every_division_has_a_caption_and_a_main_class():
    found = dewey.read(TABLES)

    # 040 is empty in the tables themselves.
    expected = {f"{n:02}" for n in range(100)} - {"04"} | {f"2X{n}" for n in range(10)}
    assert set(found.divisions) == expected
    assert all(found.caption(number)[0] for number in expected)


def test_divisions_are_found_by_a_number_or_a_word():
    found = dewey.read(TABLES)

    assert [each.number for each in found.begun("37")] == ["370"]
    assert "630" in [each.number for each in found.begun("pertanian")]


@pytest.mark.parametrize("said", ["ind", "id", "Indonesia", "bahasa indonesia", "INDONESIAN."])
def test_a_language_is_known_by_any_of_its_words(said):
    assert languages.read(TABLES).code_of(said) == "ind"


def test_a_language_nobody_knows_stays_as_it_was_written():
    found = languages.read(TABLES)

    assert (found.code_of("Bahasa Kambang"), found.name_of(" Bahasa Kambang ")) == (
        "",
        "Bahasa Kambang",
    )
    assert found.name_of("en") == "Inggris"


def test_no_word_of_a_language_means_two():
    found = languages.read(TABLES)

    assert all(found.code_of(name) == code for code, name in found.names.items())


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ("A", Audience.early),
        ("Jenjang B2", Audience.children),
        ("C", Audience.teen),
        ("E", Audience.adult),
        ("anak", Audience.children),
        ("Usia 6-8 tahun", Audience.children),
        ("4 tahun", Audience.early),
        ("13+", Audience.teen),
        ("dewasa", Audience.adult),
        ("siapa saja", Audience.unknown),
    ],
)
def test_a_reading_level_or_an_age_tells_for_whom(said, audience):
    assert reading_levels.read(TABLES).audience_of(said) is audience


def test_places_are_offered_once_each():
    found = publishing_places.read(TABLES)

    assert found[0] == "Jakarta"
    assert len(found) == len(set(found))
