"""One field of many titles, in one act."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Audience
from jukung.library import catalogue, mended_letters, title_batch, undoing
from makers import a_title


@pytest.fixture
def three(desk):
    return [
        a_title(desk, f"Judul {n}", publisher="Rawa" if n else "", subjects=("Sungai",))
        for n in range(3)
    ]


def drafts(desk, ids):
    return [catalogue.show(desk, each).draft for each in ids]


def test_one_field_is_set_in_all(desk, three):
    done = title_batch.edit(desk, three, "publisher", "Pustaka Rawa")

    assert done.count == 3
    assert {draft.publisher for draft in drafts(desk, three)} == {"Pustaka Rawa"}
    assert len(catalogue.find(desk, "pustaka")) == 3


def test_a_batch_is_undone_but_for_what_changed_since(desk, three):
    act_id = title_batch.edit(desk, three, "publisher", "Pustaka Rawa").act_id
    catalogue.edit(desk, three[2], catalogue.TitleDraft(title="Judul 2", publisher="Lain"))

    undoing.undo(desk, act_id)

    assert [draft.publisher for draft in drafts(desk, three)] == ["", "Rawa", "Lain"]


def test_subjects_are_added_and_removed(desk, three):
    title_batch.edit(desk, three, "subjects", "Ikan; Rawa", how="add")
    act_id = title_batch.edit(desk, three, "subjects", "sungai", how="remove").act_id

    assert {draft.subjects for draft in drafts(desk, three)} == {("Ikan", "Rawa")}
    undoing.undo(desk, act_id)
    assert {draft.subjects for draft in drafts(desk, three)} == {("Sungai", "Ikan", "Rawa")}


def test_a_class_brings_its_shelf_and_call_number(desk):
    title_id = a_title(desk, class_number="813", call_number="813 WUL p")

    act_id = title_batch.edit(desk, [title_id], "class_number", "899.221").act_id

    view = catalogue.show(desk, title_id)
    assert (view.draft.call_number, view.class_main) == ("899.221 WUL p", "8")
    undoing.undo(desk, act_id)
    assert catalogue.show(desk, title_id).draft.call_number == "813 WUL p"


def test_an_audience_is_chosen_from_the_list(desk, three):
    title_batch.edit(desk, three, "audience", "children")

    assert {draft.audience for draft in drafts(desk, three)} == {Audience.children}
    with pytest.raises(errors.FieldUnknown):
        title_batch.edit(desk, three, "audience", "kids")


def test_fields_that_are_a_titles_own_are_not_set_for_many(desk, three):
    with pytest.raises(errors.FieldUnknown):
        title_batch.edit(desk, three, "isbn", "9786028635352")


def test_nothing_to_change_is_told(desk, three):
    with pytest.raises(errors.NothingChanged):
        title_batch.edit(desk, three[1:], "publisher", "Rawa")


def test_garbled_letters_are_found_and_repaired(desk):
    wrong = a_title(desk, "CafÃ© di Rawa", people=("JosÃ©",), own_fields=(("Asal", "BogotÃ¡"),))
    a_title(desk, "Élan Vital", people=("Zoë",))

    (found,) = mended_letters.found(desk)
    act_id = mended_letters.mend(desk, [found.title_id]).act_id

    draft = catalogue.show(desk, wrong).draft
    assert (found.before, found.after) == ("CafÃ© di Rawa", "Café di Rawa")
    assert (draft.title, draft.people, draft.own_fields) == (
        "Café di Rawa",
        ("José",),
        (("Asal", "Bogotá"),),
    )
    assert mended_letters.found(desk) == ()
    undoing.undo(desk, act_id)
    assert catalogue.show(desk, wrong).draft.title == "CafÃ© di Rawa"


def test_an_edited_title_is_given_its_words_back(desk):
    title_id = a_title(desk, "Perahu", people=("A", "B"), roles=("", "trl"))
    before = catalogue.show(desk, title_id).draft
    catalogue.edit(desk, title_id, catalogue.TitleDraft(title="Jukung", isbn="9786028635352"))

    undone = undoing.undo_last(desk)

    assert undone.title == "Perahu"
    assert catalogue.show(desk, title_id).draft == before
