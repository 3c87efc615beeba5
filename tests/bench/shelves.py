"""Invented titles by the hundred thousand, the same on every run.

Words are made of syllables, with frequencies as in a language: a few words stand
in every tenth title, most in a handful.
"""

import random
from itertools import islice

from jukung.library import intake
from jukung.library.catalogue import TitleDraft

FRONT = ["b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w"]
VOWEL = ["a", "a", "a", "e", "i", "i", "o", "u", "u"]
END = ["", "n", "ng", "h", "r", "s", "t", "k", "l"]
COMMON = ("Cerita", "Ilmu", "Sungai", "Dasar", "Perahu", "Rawa", "Belajar", "Kisah")


def titles(count, *, seed=7):
    """That many titles with a copy each, as an import hands them over.

    More of them begin with the same ones.
    """
    chance = random.Random(seed)
    words = [_word(chance) for _ in range(20_000)]
    names = [f"{_word(chance)} {_word(chance)}" for _ in range(8_000)]
    publishers = [f"Pustaka {_word(chance)}" for _ in range(400)]

    def common_first(among):
        return among[int(len(among) * chance.random() ** 3)]

    for place in range(count):
        said = [common_first(words) for _ in range(chance.randint(1, 5))]
        if chance.random() < 0.5:
            said.insert(chance.randint(0, 1), chance.choice(COMMON))
        draft = TitleDraft(
            title=" ".join(said),
            people=(common_first(names),),
            subjects=(common_first(words),),
            publisher=common_first(publishers),
            isbn=_isbn(place),
            year=str(1970 + place % 56),
            call_number=f"{place % 1000:03} {said[0][:3].upper()}",
            class_number=f"{place % 1000:03}",
        )
        yield intake.Incoming(draft, (f"{place:08}",))


def fill(library, count):
    """Put that many titles into a library, fifty thousand at a time."""
    coming = titles(count)
    while batch := list(islice(coming, 50_000)):
        with library.changing() as desk:
            intake.receive(
                desk,
                batch,
                facts={"file": "invented.csv", "format": "bench"},
                progress=lambda _done, _total: None,
                stopped=lambda: False,
            )


def _word(chance):
    made = "".join(chance.choice(FRONT) + chance.choice(VOWEL) for _ in range(chance.randint(1, 3)))
    return (made + chance.choice(END)).capitalize()


def _isbn(place):
    """An ISBN of the publishers' range 602 with its check digit; nobody's in particular."""
    first = f"978602{place:06}"[:12]
    check = -sum(int(digit) * (1 + 2 * (i % 2)) for i, digit in enumerate(first)) % 10
    return f"{first}{check}"
