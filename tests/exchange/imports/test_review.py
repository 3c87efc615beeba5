import pytest

from jukung.exchange.imports.records import Finding, TitleRecord
from jukung.exchange.imports.review import review


def codes_of(*titles):
    return [each.code.value for each in review(titles, stopped=lambda: False)]


def test_a_title_is_repeated_whatever_its_capitals():
    titles = [TitleRecord(n, text) for n, text in enumerate(["Rawa", "RAWA ", "Rawa 2"])]

    found = list(review(titles, stopped=lambda: False))

    assert found == [Finding(found[0].code, 1, "RAWA ")]
    assert found[0].code == "repeated_title"


def test_a_copy_number_is_repeated_on_one_line_or_two():
    first = TitleRecord(1, "A", copy_numbers=("K1", "k1"))
    second = TitleRecord(2, "B", copy_numbers=("K1", "K2"))

    assert codes_of(first, second) == ["repeated_copy_number"] * 2


@pytest.mark.parametrize("number", ["K 001", "K001 ", "K,1", "é1", "1" * 33])
def test_a_number_that_scanners_trip_over_is_unusual(number):
    assert codes_of(TitleRecord(1, "A", copy_numbers=(number,))) == ["unusual_copy_number"]


@pytest.mark.parametrize("number", ["00012", "B-001", "001/PD/2019", "a_1.2"])
def test_a_usual_number_is_not_reported(number):
    assert codes_of(TitleRecord(1, "A", copy_numbers=(number,))) == []


@pytest.mark.parametrize("note", ["satu.rnDua", "satu.nDua", "aturnBaru", r"a\n\nb", r"a.\nB"])
def test_a_lost_line_break_is_reported(note):
    assert codes_of(TitleRecord(1, "A", notes=note)) == ["lost_line_breaks"]


@pytest.mark.parametrize("note", ["internasional", "modern Art", "a.n. Kepala", "Born"])
def test_words_with_the_same_letters_are_not_reported(note):
    assert codes_of(TitleRecord(1, "A", notes=note)) == []
