"""Each refusal has its sentence, in both languages."""

import inspect
import string
from datetime import date

import pytest

from jukung import messages, words
from jukung.domain import errors

SAMPLES = {str: "X1", int: 3, float: 5.5, date: date(2026, 11, 22)}


def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


REFUSALS = [
    each
    for each in below(errors.Refusal)
    if each is not errors.Trouble and each.__module__ == errors.__name__
]


def sample(kind):
    named = inspect.get_annotations(kind)
    facts = {name: SAMPLES[said] for name, said in named.items()}
    return kind(**(facts | {"month": "2026-11"} if "month" in facts else facts))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_refusal_is_said_in_words(word_folder, language):
    words.speak(language, word_folder)

    said = {kind.__name__: messages.sentence(sample(kind)) for kind in messages._SENTENCES}

    assert len(said) > 80
    assert {name: each for name, each in said.items() if "{" in each or each[-1] not in ".?!"} == {}


def test_a_sentence_names_only_facts_of_its_refusal():
    strange = {
        kind.__name__: unknown
        for kind in messages._SENTENCES
        if (unknown := fields_of(messages._SENTENCES[kind]) - set(sample(kind).facts))
    }

    assert strange == {}


def fields_of(key):
    return {name for _text, name, _spec, _how in string.Formatter().parse(key) if name}


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal():
    silent = {kind.__name__ for kind in REFUSALS} ^ {kind.__name__ for kind in messages._SENTENCES}

    assert silent == set()


def test_no_sentence_blames_or_shows_a_code():
    blunt = [
        key
        for key in messages._SENTENCES.values()
        if any(word in key.lower() for word in ("error", "invalid", "failed", "illegal"))
    ]

    assert blunt == []


def test_facts_are_said_the_librarys_way(word_folder):
    refusal = errors.MemberExpired("A1", date(2026, 11, 22))

    words.speak("en", word_folder)
    english = messages.sentence(refusal)
    words.speak("id", word_folder)
    indonesian = messages.sentence(refusal)

    assert "Sun 22 Nov" in english
    assert "Min 22 Nov" in indonesian


def test_a_megabyte_in_the_box_makes_a_short_sentence():
    said = messages.sentence(errors.MemberUnknown("x" * 1_000_000))

    assert len(said) < 200
    assert "x…" in said


def test_a_path_is_told_to_its_end():
    path = "/media/" + "x" * 100 + "/a.jukung"

    assert path in messages.sentence(errors.FileMissing(path))


def test_half_a_sign_does_not_break_a_sentence():
    messages.sentence(errors.MemberUnknown("A\ud800")).encode()
