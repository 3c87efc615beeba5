from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import errors
from jukung.library import catalogue, members
from jukung.library.catalogue import TitleDraft
from jukung.library.members import MemberDraft
from jukung.store import search
from makers import a_member, a_title

INDEXES = ("title_search", "person_search")


def compare(desk, index):
    """Let the index compare itself with its table; it raises where they differ."""
    desk.session.execute(
        text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - ours
    )


def titles(desk, typed, **limits):
    rows = search.title_rows(desk.session, typed, **limits)
    return [
        desk.session.execute(text("SELECT title FROM title WHERE row = :r"), {"r": r}).scalar_one()
        for r in rows
    ]


def test_an_index_follows_what_is_added_edited_and_removed(desk):
    first = a_title(desk, "Perahu Kecil", people=("Hamdan",))
    a_title(desk, "Sungai Besar", isbn="978-000-000-001-9")
    member = a_member(desk, name="Anggota Satu", address="Desa Rawa")
    for index in INDEXES:
        compare(desk, index)

    catalogue.edit(desk, first, TitleDraft(title="Perahu Besar", subjects=("Rawa",)))
    members.edit(desk, member.id, MemberDraft(name="Anggota Dua", address="Desa Baru"))
    for index in INDEXES:
        compare(desk, index)

    desk.session.execute(text("DELETE FROM contributor"))
    desk.session.execute(text("DELETE FROM subject"))
    desk.session.execute(text("DELETE FROM title WHERE row = 1"))
    for index in INDEXES:
        compare(desk, index)
    assert titles(desk, "perahu") == []
    assert titles(desk, "sungai") == ["Sungai Besar"]
    assert search.person_rows(desk.session, "satu") == []
    assert search.person_rows(desk.session, "dua") == [1]


def test_the_comparison_sees_a_difference(library):
    with library.changing() as desk:
        a_title(desk, "Perahu Kecil")
        desk.session.execute(text("DROP TRIGGER title_search_change"))
        desk.session.execute(text("UPDATE title SET title = 'Sungai'"))

    with pytest.raises(errors.FileDamaged), library.changing() as desk:
        compare(desk, "title_search")


class Enough(Exception):
    """Ends a transaction that nobody needs any longer."""


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["add", "edit", "remove"]),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
                str.strip
            ),
        ),
        max_size=12,
    )
)
def test_an_index_follows_any_history(library, steps):
    with suppress(Enough), library.changing() as desk:
        ids = []
        for step, words in steps:
            if step == "add" or not ids:
                ids.append(a_title(desk, words, people=(words,)))
            elif step == "edit":
                catalogue.edit(desk, ids[-1], TitleDraft(title=words))
            else:
                gone = ids.pop(0)
                desk.session.execute(text("DELETE FROM title WHERE id = :id"), {"id": gone})
            compare(desk, "title_search")
        raise Enough


def test_titles_that_begin_with_the_words_come_first(desk):
    a_title(desk, "Cerita dari Rawa")
    a_title(desk, "Rawa yang Luas")

    assert titles(desk, "rawa") == ["Rawa yang Luas", "Cerita dari Rawa"]


def test_words_are_found_by_their_beginnings_in_any_field(desk):
    a_title(desk, "Perahu", people=("Hamdan Bakri",), subjects=("Perikanan",), publisher="Meranti")

    for typed in ("per", "hamd", "bakri", "perik", "meran", "hamdan perahu"):
        assert titles(desk, typed) == ["Perahu"]


def test_marks_over_letters_do_not_matter(desk):
    a_title(desk, "Kisah Séorang Résidèn")

    assert titles(desk, "seorang residen") == ["Kisah Séorang Résidèn"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        "*",
        "^",
        "a OR",
        "NEAR(",
        "title:",
        "-",
        "()",
        "'; --",
        "a*b",
        "{x}",
        "a+b",
        "\x00",
    ],
)
def test_signs_of_the_index_are_only_signs(desk, typed):
    a_title(desk, "Perahu")

    assert titles(desk, typed) == []


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=30))
def test_any_text_can_be_typed(desk, typed):
    search.title_rows(desk.session, typed)
    search.person_rows(desk.session, typed)


def test_words_of_the_query_language_are_words(desk):
    a_title(desk, "And or Not")

    assert titles(desk, "AND") == ["And or Not"]
    assert titles(desk, "or not") == ["And or Not"]


def test_no_more_are_found_than_wanted(desk):
    for number in range(7):
        a_title(desk, f"Rawa {number}")

    assert len(titles(desk, "rawa", most=5)) == 5
