from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Audience, CopyStatus, ScreeningResult
from jukung.library import copies, public_catalogue, screening
from jukung.library.copies import CopyDraft
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title


def named(lines):
    return [line.title for line in lines]


def test_what_is_new_comes_first_and_only_what_has_copies(desk):
    for name in ("Satu", "Dua", "Tiga"):
        a_copy(desk, title_id=a_title(desk, name))
    a_title(desk, "Tanpa Eksemplar")

    assert named(public_catalogue.newest(desk, most=2)) == ["Tiga", "Dua"]


@pytest.mark.parametrize("status", [CopyStatus.withdrawn, CopyStatus.missing])
def test_what_is_gone_is_not_shown(desk, status):
    title = a_title(desk, "Rawa")
    number = a_copy(desk, title_id=title)
    copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=status))

    assert public_catalogue.newest(desk) == ()
    assert public_catalogue.find(desk, "rawa").lines == ()
    with pytest.raises(errors.TitleUnknown):
        public_catalogue.show(desk, title)


def test_a_title_says_where_its_copies_stand_and_how_many_are_there(desk):
    title = a_title(desk, "Rawa", people=("Hamdan",), call_number="813 HAM r", publisher="Meranti")
    a_loan(desk, number=a_copy(desk, title_id=title))
    a_copy(desk, title_id=title)
    a_copy(desk, title_id=title, call_number="R 813 HAM r")

    shown = public_catalogue.show(desk, title)

    assert (shown.title, shown.people, shown.made) == ("Rawa", "Hamdan", "Meranti")
    assert [(each.call_number, each.in_count, each.copy_count) for each in shown.standing] == [
        ("813 HAM r", 1, 2),
        ("R 813 HAM r", 1, 1),
    ]
    assert (shown.in_count, shown.copy_count, shown.back_on) == (2, 3, None)


def test_where_all_are_out_the_first_day_due_is_told(desk):
    title = a_title(desk, "Rawa")
    slips = [
        a_loan(desk, number=a_copy(desk, title_id=title), on=TODAY - timedelta(days=ago))
        for ago in (1, 3)
    ]

    shown = public_catalogue.show(desk, title)

    assert shown.in_count == 0
    assert shown.back_on == min(slip.due_on for slip in slips)


def test_an_audience_and_the_shelf_narrow_what_is_shown(desk):
    child = a_title(desk, "Rawa Anak", audience=Audience.children)
    a_loan(desk, number=a_copy(desk, title_id=child))
    a_copy(desk, title_id=a_title(desk, "Rawa Dewasa"))

    children = public_catalogue.find(desk, "rawa", audience=Audience.children)
    there = public_catalogue.find(desk, "rawa", on_shelf=True)

    assert named(children.lines) == ["Rawa Anak"]
    assert named(there.lines) == ["Rawa Dewasa"]


@pytest.fixture
def inside(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


def test_in_a_prison_there_is_only_what_passed(inside):
    passed, refused, unseen = (a_title(inside, name) for name in ("Lolos", "Tolak", "Belum"))
    for title in (passed, refused, unseen):
        a_copy(inside, title_id=title, screened=False)
    screening.decide(inside, [passed], ScreeningResult.passed)
    screening.decide(inside, [refused], ScreeningResult.refused, words="tidak")

    assert named(public_catalogue.newest(inside)) == ["Lolos"]
    assert public_catalogue.show(inside, passed).title == "Lolos"
    for title in (refused, unseen):
        with pytest.raises(errors.TitleUnknown):
            public_catalogue.show(inside, title)


def test_in_a_prison_not_even_a_word_of_what_did_not_pass_is_told(inside):
    passed, refused = a_title(inside, "Kisah Rawa"), a_title(inside, "Kisah Rahasia")
    for title in (passed, refused):
        a_copy(inside, title_id=title, screened=False)
    screening.decide(inside, [passed], ScreeningResult.passed)
    screening.decide(inside, [refused], ScreeningResult.refused, words="tidak")

    for typed in ("rahasia", "rahasja", "kisah rahasja", "ahasi"):
        found = public_catalogue.find(inside, typed)
        assert (found.lines, found.meant, found.is_elsewhere) == ((), (), False)
    assert public_catalogue.find(inside, "kizah").meant == ("kisah",)


def test_in_a_prison_no_day_of_return_is_told(inside):
    title = a_title(inside, "Lolos")
    a_loan(inside, a_member(inside), a_copy(inside, title_id=title))

    assert public_catalogue.show(inside, title).back_on is None
