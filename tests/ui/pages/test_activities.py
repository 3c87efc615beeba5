import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.library import activities
from jukung.library.activities import ActivityDraft
from jukung.ui.pages.activities import ActivitiesPage
from makers import TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(room, open_page):
    return open_page(ActivitiesPage(room))


def recorded(library):
    with library.reading() as desk:
        return [line.draft for line in activities.listed(desk)]


def test_an_activity_is_recorded_with_the_keyboard(page, library):
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    form = page._form
    QTest.keyClicks(form._name, "Mendongeng di balai desa")
    QTest.keyClicks(form._female, "14")
    QTest.keyClick(form._female, Qt.Key.Key_S, CONTROL)

    draft = recorded(library)[0]

    assert (draft.name, draft.on) == ("Mendongeng di balai desa", TODAY)
    assert (draft.female_count, draft.male_count) == (14, None)
    assert (draft.children_count, draft.disability_count) == (None, None)


def test_a_count_that_was_not_taken_is_a_dash(page, library):
    with library.changing() as desk:
        activities.record(desk, ActivityDraft("Kelas anyaman", TODAY, male_count=0))
    page.shown()

    cells = [page._rows.index(0, column).data() for column in (3, 4, 5)]

    assert cells == ["–", "0", "0"]


def test_the_form_shows_empty_counts_as_a_dash(page):
    page.begin()

    assert page._form._male.text() == ""
    assert page._form._male.placeholderText() == "–"


def test_looking_at_a_form_changes_nothing(page, library):
    with library.changing() as desk:
        activities.record(desk, ActivityDraft("Kelas anyaman", TODAY, female_count=5))
    page.shown()

    QTest.keyClick(page._table, Qt.Key.Key_Return)
    page.save()

    assert recorded(library) == [ActivityDraft("Kelas anyaman", TODAY, female_count=5)]


def test_an_edit_keeps_one_activity(page, library):
    with library.changing() as desk:
        activities.record(desk, ActivityDraft("Kelas anyaman", TODAY))
    page.shown()
    page.edit(page._rows.value_at(0))

    page._form._place.setText("Balai desa")
    page.save()

    assert [(draft.name, draft.place) for draft in recorded(library)] == [
        ("Kelas anyaman", "Balai desa")
    ]


def test_an_activity_without_a_name_is_refused_in_the_form(page, library):
    page.begin()

    page.save()

    assert page._form.words() == "Please type what the activity was."
    assert recorded(library) == []


def test_escape_leaves_the_form_and_keeps_nothing(page, library):
    page.begin()
    QTest.keyClicks(page._form._name, "Bazar")

    QTest.keyClick(page._form._name, Qt.Key.Key_Escape)

    assert page._stack.currentIndex() == 0
    assert recorded(library) == []


def test_an_activity_just_recorded_can_be_undone(page, library):
    page.begin()
    page._form._name.setText("Bazar")
    page.save()

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert recorded(library) == []
    assert page._empty.isVisible()


def test_an_empty_list_says_what_the_page_is_for(page):
    assert page._empty.isVisible()
    assert not page._list.isVisible()
