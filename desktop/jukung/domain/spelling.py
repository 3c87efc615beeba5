"""Older Indonesian spelling beside today's, and words with one letter wrong, for search alone.

What is written stays as it is written. The reforms of 1947 (oe to u) and 1972 (EYD: dj to
j, tj to c, sj to sy) are followed; nj and ch are left, for they stand in today's words too.
"""

import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase

_REFORMS = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"))


def modern(word: str) -> str:
    """A word in small letters and today's spelling."""
    folded = word.casefold()
    for old, new in _REFORMS:
        folded = folded.replace(old, new)
    return folded


def of_today(words: str) -> str:
    """The words that are spelled otherwise today, in today's spelling, each once."""
    folded = words.casefold()
    if not any(old in folded for old, _new in _REFORMS):  # nearly always
        return ""
    found = dict.fromkeys(modern(word) for word in words.split() if modern(word) != word.casefold())
    return " ".join(found)


def without_marks(word: str) -> str:
    """A word in small letters, without the marks above and below them."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def one_off(word: str) -> list[str]:
    """Every word that one slip makes of this one.

    A letter too many, too few or wrong, or two that changed places (Damerau); only the
    letters from a to z are tried.
    """
    found = dict.fromkeys(slip for _place, slip in slips(word))
    found.pop(word, None)
    found.pop("", None)
    return list(found)


def slips(word: str) -> Iterator[tuple[int, str]]:
    """What `one_off` gives, some twice, each with how many letters it begins with as the word."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in ascii_lowercase:
            yield place, before + letter + after
            if after:
                yield place, before + letter + after[1:]
        if after:
            yield place, before + after[1:]
        if len(after) > 1:
            yield place, before + after[1] + after[0] + after[2:]
