from datetime import date

import pytest

from jukung import places, words
from jukung.paper.number_words import MOST, day_words, number_words

INDONESIAN = {
    0: "nol",
    9: "sembilan",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    22: "dua puluh dua",
    100: "seratus",
    111: "seratus sebelas",
    999: "sembilan ratus sembilan puluh sembilan",
    1000: "seribu",
    1100: "seribu seratus",
    2026: "dua ribu dua puluh enam",
    11_000: "sebelas ribu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    2_100_500: "dua juta seratus ribu lima ratus",
    1_000_000_000: "satu miliar",
}
ENGLISH = {
    0: "zero",
    15: "fifteen",
    40: "forty",
    42: "forty-two",
    100: "one hundred",
    342: "three hundred and forty-two",
    1000: "one thousand",
    2026: "two thousand and twenty-six",
    1_500_000: "one million five hundred thousand",
}


@pytest.mark.parametrize(("number", "said"), INDONESIAN.items())
def test_numbers_are_said_in_indonesian(number, said):
    words.speak("id", places.resources() / "words")

    assert number_words(number) == said


@pytest.mark.parametrize(("number", "said"), ENGLISH.items())
def test_numbers_are_said_in_english(number, said):
    assert number_words(number) == said


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_day_and_year_has_words_of_its_own(language):
    words.speak(language, places.resources() / "words")

    said = [number_words(number) for number in range(3000)]

    assert len(set(said)) == 3000


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_numbers_beyond_the_words_are_not_guessed(number):
    with pytest.raises(ValueError, match=str(number)):
        number_words(number)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (22, "On this day, Sunday the twenty-second of November two thousand and twenty-six"),
        (12, "On this day, Thursday the twelfth of November two thousand and twenty-six"),
        (30, "On this day, Monday the thirtieth of November two thousand and twenty-six"),
        (6, "On this day, Friday the sixth of November two thousand and twenty-six"),
    ],
)
def test_a_day_is_said_as_minutes_begin(day, said):
    assert day_words(date(2026, 11, day)) == said
