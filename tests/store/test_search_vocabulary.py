"""The words that searches remember are those of the titles as they are now."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import spelling
from jukung.library import bin as title_bin
from jukung.library import catalogue
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import INDEX_REBUILT
from jukung.store import index_words, search_vocabulary
from makers import a_title

TITLES = ("Perjalanan Pulang", "Menjalankan Usaha", "Jalan Raya", "Ikan 1999", "Ikan Asin")


def all_words(session):
    known = search_vocabulary.words(session)
    return [known.word(place) for place in range(len(known))]


def within(library, word):
    with library.reading() as desk:
        return index_words.inside(desk.session, word, most=9)


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        for title in TITLES:
            a_title(desk, title)
    return library


def test_words_are_kept_in_order_and_numbers_left_out(stocked):
    with stocked.reading() as desk:
        words = all_words(desk.session)

    assert words == sorted(words)
    assert set(words) == {
        "asin",
        "ikan",
        "jalan",
        "menjalankan",
        "perjalanan",
        "pulang",
        "raya",
        "usaha",
    }


def test_what_was_read_once_is_not_read_again(stocked):
    with stocked.reading() as desk:
        first = search_vocabulary.words(desk.session)
    with stocked.reading() as desk:
        desk.session.execute(text("SELECT 1"))  # in a transaction of its own
        again = search_vocabulary.words(desk.session)

    assert again is first


def test_words_within_others_are_found_the_frequent_first(stocked):
    assert within(stocked, "jalan") == ["jalan", "menjalankan", "perjalanan"]
    assert within(stocked, "kan") == ["ikan", "menjalankan"]
    assert within(stocked, "zzz") == []


def test_a_title_that_comes_changes_and_goes_takes_its_words_along(stocked):
    assert within(stocked, "buaya") == []

    with stocked.changing() as desk:
        made = a_title(desk, "Rawabuaya")
    came = within(stocked, "buaya")
    with stocked.changing() as desk:
        catalogue.edit(desk, made, TitleDraft(title="Rawabuana"))
    changed = within(stocked, "buaya"), within(stocked, "buana")
    with stocked.changing() as desk:
        title_bin.put_in(desk, [made])
    gone = within(stocked, "buana")

    assert came == ["rawabuaya"]
    assert changed == ([], ["rawabuana"])
    assert gone == []


def test_words_of_what_was_never_stored_are_not_kept(stocked):
    within(stocked, "jalan")

    with suppress(ZeroDivisionError), stocked.changing() as desk:
        a_title(desk, "Rawabuaya")
        seen = index_words.inside(desk.session, "buaya", most=9)
        raise ZeroDivisionError

    assert seen == ["rawabuaya"]
    assert within(stocked, "buaya") == []


def test_words_are_read_anew_after_the_index_was_made_anew(stocked):
    assert within(stocked, "asi") == ["asin"]

    with stocked.changing() as desk:
        desk.session.execute(text("DROP TRIGGER title_search_change"))
        desk.session.execute(text("UPDATE title SET title = 'Ikan Asam' WHERE title = 'Ikan Asin'"))
        desk.session.execute(text("INSERT INTO title_search (title_search) VALUES ('rebuild')"))
        desk.session.info[INDEX_REBUILT] = True

    assert within(stocked, "asi") == []
    assert within(stocked, "asa") == ["asam"]


def test_a_library_without_titles_has_no_words(library):
    with library.reading() as desk:
        assert all_words(desk.session) == []
        assert index_words.near(desk.session, "ikan", most=3) == []
    assert within(library, "ikan") == []


def test_a_word_with_figures_is_near_to_others(stocked):
    with stocked.reading() as desk:
        found = index_words.near(desk.session, "19999", most=3)

    assert [each.begin for each in found] == ["1999"]


words_like_ours = st.text("aiunjkl", min_size=3, max_size=7)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(titles=st.lists(words_like_ours, min_size=1, max_size=8), typed=words_like_ours)
def test_slips_are_those_that_the_index_itself_would_give(desk, titles, typed):
    with desk.session.begin_nested() as aside:
        for title in titles:
            a_title(desk, title)
        kept = search_vocabulary.words(desk.session)
        found = {s.word: (s.count, s.likely()) for s in index_words._remembered(kept, typed)}
        asked = {s.word: (s.count, s.likely()) for s in index_words._asked(desk.session, typed)}
        aside.rollback()

    assert {slip: count for slip, (count, _likely) in found.items()} == {
        slip: count for slip, (count, _likely) in asked.items()
    }
    for slip, (_count, likely) in found.items():
        assert likely.startswith(slip)
        assert titles.count(likely) == titles.count(asked[slip][1])
    assert set(found) <= set(spelling.one_off(typed))
