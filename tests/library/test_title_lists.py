from dataclasses import replace

import pytest
from sqlalchemy import text

from jukung.domain.kinds import Audience, CollectionKind, CopyStatus
from jukung.library import catalogue, copies, screening, title_filters, title_lists
from jukung.library.copies import CopyDraft
from jukung.library.title_filters import EVERY, TitleFilter
from makers import a_copy, a_library, a_loan, a_title


def named(lines):
    return [line.title for line in lines]


def fitting(desk, **asked):
    return named(title_lists.page(desk, where=TitleFilter(**asked)))


def test_pages_follow_each_other_without_gap_or_repetition(desk):
    names = ["b", "A", "a", "C", "b", "B", "ç", "10", "9"]
    for name in names:
        a_title(desk, name)

    walked, after = [], None
    while found := title_lists.page(desk, after, most=2):
        walked += found
        after = found[-1]

    assert len(walked) == title_lists.count(desk) == len(names)
    assert tuple(walked) == title_lists.page_at(desk, 0)
    assert title_lists.page_at(desk, 4, most=3) == tuple(walked[4:7])


def test_pages_are_read_backwards_too(desk):
    for name in ("b", "A", "a", "C", "b", "B"):
        a_title(desk, name)
    whole = title_lists.page(desk)

    assert title_lists.page_before(desk, whole[4], most=3) == whole[1:4]
    assert title_lists.page_before(desk, whole[0]) == ()


def test_a_filter_leaves_pages_without_gaps(desk):
    for place in range(9):
        a_title(desk, f"Rawa {place}", class_number="8" if place % 2 else "639")
    where = TitleFilter(class_main="6")

    first = title_lists.page(desk, where=where, most=2)
    second = title_lists.page(desk, first[-1], where=where, most=2)

    assert named([*first, *second]) == ["Rawa 0", "Rawa 2", "Rawa 4", "Rawa 6"]
    assert title_lists.count(desk, where=where) == 5
    assert title_lists.page_before(desk, second[0], where=where) == first
    assert title_lists.page_at(desk, 2, where=where, most=2) == second


@pytest.mark.parametrize(
    ("class_number", "call_number", "division"),
    [
        ("813", "", "81"),
        ("", "R 813 HAM", "81"),
        ("2X4.2", "", "2X4"),
        ("2x 4", "", "2X4"),
        ("", "A.813", "81"),
    ],
)
def test_a_division_is_told_by_the_number_on_the_spine(desk, class_number, call_number, division):
    a_title(desk, "Rawa", class_number=class_number, call_number=call_number)
    a_title(desk, "Lain", class_number="181")

    assert fitting(desk, division=division) == ["Rawa"]


def test_an_audience_and_a_language_leave_the_others_out(desk):
    a_title(desk, "Anak", audience=Audience.children, language="ind")
    a_title(desk, "Dewasa", audience=Audience.adult, language="Indonesia")
    a_title(desk, "English", language="eng")

    assert fitting(desk, audience=Audience.children) == ["Anak"]
    assert fitting(desk, languages=("Indonesia", "ind")) == ["Anak", "Dewasa"]


def test_what_is_asked_of_copies_is_asked_of_one_and_the_same(desk):
    both = a_title(desk, "Berdua")
    a_copy(desk, "1", title_id=both)
    child = a_copy(desk, "2", title_id=both)
    copies.edit(
        desk,
        copies.show(desk, child).id,
        CopyDraft(kind=CollectionKind.children, status=CopyStatus.repair),
    )

    assert fitting(desk, kind=CollectionKind.children) == ["Berdua"]
    assert fitting(desk, on_shelf=True) == ["Berdua"]
    assert fitting(desk, kind=CollectionKind.children, on_shelf=True) == []


def test_what_is_at_home_or_withdrawn_is_not_on_the_shelf(desk):
    out, gone = a_title(desk, "Dipinjam"), a_title(desk, "Disiangi")
    a_loan(desk, number=a_copy(desk, title_id=out))
    number = a_copy(desk, title_id=gone)
    copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=CopyStatus.withdrawn))
    a_copy(desk, title_id=a_title(desk, "Di rak"))

    assert fitting(desk, on_shelf=True) == ["Di rak"]
    assert fitting(desk, has_copy=True) == ["Di rak", "Dipinjam"]


def test_a_place_holds_what_stands_in_the_shelves_within_it(desk):
    desk.session.execute(
        text(
            "INSERT INTO place (row, id, kind, name, inside) VALUES "
            "(71, 'p71', 'corner', 'Pojok Baca', 1), (72, 'p72', 'shelf', 'Rak 2', 71)"
        )
    )
    for name, place in (("Jauh", 1), ("Pojok", 71), ("Rak", 72)):
        number = a_copy(desk, title_id=a_title(desk, name))
        desk.session.execute(
            text("UPDATE copy SET place = :place WHERE number = :number"),
            {"place": place, "number": number},
        )

    assert fitting(desk, place=72) == ["Rak"]
    assert fitting(desk, place=71) == ["Pojok", "Rak"]
    assert fitting(desk, place=1) == ["Jauh", "Pojok", "Rak"]
    assert [each.name for each in title_filters.choices(desk).places][-1] == "Pojok Baca · Rak 2"


def test_only_what_passed_is_left_in_a_prison(tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        passed = a_title(desk, "Lolos")
        a_title(desk, "Belum dilihat")
        screening.decide(desk, [passed], screening.ScreeningResult.passed)

        assert fitting(desk, passed=True) == ["Lolos"]
    library.close()


def test_an_empty_filter_asks_nothing():
    assert EVERY.is_empty()
    assert not replace(EVERY, on_shelf=True).is_empty()
    assert EVERY.facts() == {}


def test_the_choices_are_what_the_library_has(desk):
    a_title(desk, "Satu", class_number="813", language="ind")
    a_title(desk, "Dua", class_number="2X4", language="Indonesia")
    a_title(desk, "Tiga", class_number="", language="Bahasa Sendiri")

    found = title_filters.choices(desk)

    assert found.classes == ("2X", "8")
    assert [(each.name, each.value) for each in found.languages] == [
        ("Bahasa Sendiri", ("Bahasa Sendiri",)),
        ("Indonesia", ("Indonesia", "ind")),
    ]
    assert (found.places, found.boxes) == ((), ())


def test_a_library_without_titles_has_no_choices(desk):
    assert title_filters.choices(desk) == title_filters.Choices((), (), (), ())


def test_a_title_counts_once_however_many_copies_fit(desk):
    title = a_title(desk, "Rawa")
    for _ in range(3):
        a_copy(desk, title_id=title)

    assert title_lists.count(desk, where=TitleFilter(on_shelf=True)) == 1
    assert catalogue.count(desk) == 1


def test_all_rows_of_a_short_filtered_list_are_found_at_once(desk):
    for place in range(6):
        a_title(desk, f"Rawa {9 - place}", class_number="8" if place % 2 else "639")

    for where in (TitleFilter(class_main="6"), TitleFilter(audience=Audience.unknown)):
        rows = title_lists.rows(desk, where=where)

        assert title_lists.page_of(desk, rows) == title_lists.page(desk, where=where)
        assert len(rows) == title_lists.count(desk, where=where)


def test_of_a_long_list_or_the_whole_they_are_not(desk):
    for place in range(3):
        a_title(desk, f"Rawa {place}")

    assert title_lists.rows(desk, where=EVERY) is None
    assert title_lists.rows(desk, where=TitleFilter(audience=Audience.unknown), most=2) is None
