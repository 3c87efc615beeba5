"""Names and subjects in several spellings, made one in all titles."""

from dataclasses import replace

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ContributorKind
from jukung.library import catalogue, name_merging, undoing
from makers import a_title


@pytest.fixture
def spelled(desk):
    return [
        a_title(desk, "Satu", people=("Sari Wulan", "Budi"), roles=("aut", "trl")),
        a_title(desk, "Dua", people=("Wulan, Sari",), subjects=("Sungai", "Ikan")),
        a_title(desk, "Tiga", people=("SARI WULAN.", "Sari Wulan"), subjects=("sungai",)),
        a_title(desk, "Empat", people=("Soekarno",)),
        a_title(desk, "Lima", people=("Sukarno",)),
    ]


@pytest.mark.usefixtures("spelled")
def test_names_that_differ_in_signs_order_or_old_spelling_are_shown_together(desk):
    found = [(line.name, line.count, line.like) for line in name_merging.alike(desk, "people")]

    assert found[:3] == [
        ("Sari Wulan", 2, ""),
        ("SARI WULAN.", 1, "Sari Wulan"),
        ("Wulan, Sari", 1, "Sari Wulan"),
    ]
    assert {name for name, _count, _like in found[3:]} == {"Soekarno", "Sukarno"}


@pytest.mark.usefixtures("spelled")
def test_names_are_listed_by_use_and_found_by_a_part(desk):
    found = name_merging.listed(desk, "people", "wulan")

    assert (found[0].name, found[0].count) == ("Sari Wulan", 2)
    assert len(found) == 3


def test_a_name_is_written_in_all_titles_and_found_by(desk, spelled):
    merged = name_merging.merge(desk, "people", "Sari Wulan", ["Wulan, Sari", "SARI WULAN."])

    assert merged.count == 2
    assert [catalogue.show(desk, each).draft.people for each in spelled[:3]] == [
        ("Sari Wulan", "Budi"),
        ("Sari Wulan",),
        ("Sari Wulan",),
    ]
    assert len(catalogue.find(desk, "sari wulan")) == 3


def test_roles_stay_with_their_names(desk, spelled):
    name_merging.merge(desk, "people", "Budi Tirta", ["Budi"])

    draft = catalogue.show(desk, spelled[0]).draft
    assert (draft.people, draft.roles) == (("Sari Wulan", "Budi Tirta"), ("aut", "trl"))


def test_subjects_are_made_one(desk, spelled):
    merged = name_merging.merge(desk, "subjects", "Sungai", ["sungai"])

    assert merged.count == 1
    assert catalogue.show(desk, spelled[2]).draft.subjects == ("Sungai",)


def test_a_merge_of_names_is_undone_but_for_what_changed_since(desk, spelled):
    act_id = name_merging.merge(desk, "people", "Sari Wulan", ["Wulan, Sari", "SARI WULAN."]).act_id
    catalogue.edit(desk, spelled[1], catalogue.TitleDraft(title="Dua", people=("Orang Lain",)))

    undoing.undo(desk, act_id)

    assert catalogue.show(desk, spelled[1]).draft.people == ("Orang Lain",)
    assert catalogue.show(desk, spelled[2]).draft.people == ("SARI WULAN.", "Sari Wulan")


@pytest.mark.usefixtures("spelled")
def test_a_name_that_nobody_has_is_refused(desk):
    with pytest.raises(errors.NamesTheSame):
        name_merging.merge(desk, "people", "Sari Wulan", ["Tidak Ada"])


def test_roles_stay_with_their_names_when_somebody_was_added_since(desk):
    title_id = a_title(desk, "Satu", people=("Ali", "Budi", "Aly"), roles=("aut", "trl", "aut"))
    act_id = name_merging.merge(desk, "people", "Ali", ["Aly"]).act_id
    draft = catalogue.show(desk, title_id).draft
    catalogue.edit(desk, title_id, replace(draft, people=(*draft.people, "Cici")))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)

    after = catalogue.show(desk, title_id).draft
    assert (after.people, after.roles) == (("Ali", "Budi", "Cici"), ("aut", "trl"))


def test_names_stay_where_a_kind_was_given_since(desk):
    title_id = a_title(desk, "Satu", people=("Aly", "Ali", "Budi"))
    act_id = name_merging.merge(desk, "people", "Ali", ["Aly"]).act_id
    draft = catalogue.show(desk, title_id).draft
    kinds = (ContributorKind.person, ContributorKind.body)
    catalogue.edit(desk, title_id, replace(draft, name_kinds=kinds))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)

    after = catalogue.show(desk, title_id).draft
    assert (after.people, after.name_kinds) == (("Ali", "Budi"), kinds)


def test_names_with_roles_and_kinds_come_back_together(desk):
    title_id = a_title(
        desk,
        "Satu",
        people=("Ali", "Dinas Contoh", "Aly"),
        roles=("aut", "pbl", "aut"),
        name_kinds=(ContributorKind.person, ContributorKind.body),
    )
    before = catalogue.show(desk, title_id).draft
    act_id = name_merging.merge(desk, "people", "Ali", ["Aly"]).act_id
    catalogue.edit(desk, title_id, replace(catalogue.show(desk, title_id).draft, year="2020"))

    undoing.undo(desk, act_id)

    assert catalogue.show(desk, title_id).draft == replace(before, year="2020")
