"""Numbers and days in words, as official letters write them; Indonesian and English."""

from datetime import date

from jukung import words
from jukung.words import _, long_month, weekday

MOST = 999_999_999_999

_ID = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_ID_SCALES = (
    (1_000_000_000, "miliar"), (1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"),
)  # fmt: skip
_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_EN_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"))
_EN_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip


def number_words(number: int) -> str:
    """A whole number from 0 to `MOST` in words, for example `dua puluh dua`."""
    if not 0 <= number <= MOST:
        raise ValueError(number)
    return _indonesian(number) if words.language() == "id" else _english(number)


def day_words(on: date) -> str:
    """How minutes begin: the weekday, day, month and year in words."""
    day = number_words(on.day)
    return _("On this day, {weekday} the {day} of {month} {year}").format(
        weekday=weekday(on.weekday()),
        day=day if words.language() == "id" else _ordinal(day),
        month=long_month(on.year, on.month).removesuffix(f" {on.year}"),
        year=number_words(on.year),
    )


def _indonesian(number: int) -> str:
    if number < len(_ID):
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    scale, name = next(each for each in _ID_SCALES if number >= each[0])
    count, rest = divmod(number, scale)
    # One hundred and one thousand are a word of their own; a million is not.
    said = f"se{name}" if count == 1 and scale <= 1000 else f"{_indonesian(count)} {name}"
    return f"{said} {_indonesian(rest)}" if rest else said


def _english(number: int) -> str:
    if number < len(_EN):
        return _EN[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_EN_TENS[tens]}-{_EN[rest]}" if rest else _EN_TENS[tens]
    if number < 1000:
        count, rest = divmod(number, 100)
        return f"{_EN[count]} hundred" + (f" and {_english(rest)}" if rest else "")
    scale, name = next(each for each in _EN_SCALES if number >= each[0])
    count, rest = divmod(number, scale)
    said = f"{_english(count)} {name}"
    if not rest:
        return said
    return f"{said} and {_english(rest)}" if rest < 100 else f"{said} {_english(rest)}"


def _ordinal(cardinal: str) -> str:
    """Make `twenty-two` into `twenty-second`, as days are counted."""
    before, mark, last = cardinal.rpartition("-")
    return before + mark + _EN_ORDINALS.get(last, f"{last}th")
