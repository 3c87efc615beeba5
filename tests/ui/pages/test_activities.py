from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from jukung.library import activities, activity_photos, cooperations, themes
from jukung.library.activities import ActivityDraft
from jukung.library.cooperations import CooperationDraft
from jukung.ui.pages.activities import ActivitiesPage
from makers import TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier
BASKETS = ActivityDraft("Kelas anyaman", TODAY, female_count=5)
STORY = "Kini menerima pesanan."


@pytest.fixture
def page(room, open_page):
    return open_page(ActivitiesPage(room))


@pytest.fixture
def narrow(room, open_page):
    made = open_page(ActivitiesPage(room))
    made.resize(820, 500)
    return made


def recorded(library):
    with library.reading() as desk:
        return [line.draft for line in activities.listed(desk)]


def photos(library):
    with library.reading() as desk:
        (activity,) = activities.listed(desk)
        return activity_photos.photos(desk, activity.id)


def held(library, page, *drafts):
    with library.changing() as desk:
        made = [activities.record(desk, draft) for draft in drafts]
    page.shown()
    return made


def a_picture(colour="teal"):
    made = QImage(1600, 1200, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def name_at_cursor(page):
    return page.list.table.current_value().draft.name


def test_an_activity_is_recorded_with_the_keyboard(page, library):
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    form = page._form
    for typed in ("Mendongeng di balai desa", "Balai desa", "Pendidikan", "PKK", "Rahma", "14"):
        QTest.keyClicks(page.window().focusWidget(), typed)
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(form._male, Qt.Key.Key_S, CONTROL)

    draft = recorded(library)[0]

    assert (draft.name, draft.on, draft.until) == ("Mendongeng di balai desa", TODAY, None)
    assert (draft.place, draft.theme) == ("Balai desa", "Pendidikan")
    assert (draft.partner, draft.facilitator) == ("PKK", "Rahma")
    assert (draft.female_count, draft.male_count) == (14, None)
    assert (draft.children_count, draft.disability_count) == (None, None)


def test_a_count_that_was_not_taken_is_a_dash(page, library):
    held(library, page, ActivityDraft("Kelas anyaman", TODAY, male_count=0))

    cells = [page.list.rows.index(0, column).data() for column in (3, 4, 5)]

    assert cells == ["–", "0", "0"]


def test_the_form_shows_empty_counts_as_a_dash(page):
    page.begin()

    assert page._form._male.text() == ""
    assert page._form._male.placeholderText() == "–"


def test_looking_at_a_form_changes_nothing(page, library):
    whole = replace(
        BASKETS,
        on=TODAY - timedelta(days=2),
        until=TODAY,
        theme="Tema lama",
        result="lima bakul",
        story=STORY,
        story_consent=True,
    )
    held(library, page, whole)

    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    page.save()

    assert recorded(library) == [whole]


def test_an_edit_keeps_one_activity(page, library):
    held(library, page, ActivityDraft("Kelas anyaman", TODAY))
    page.edit(page.list.rows.value_at(0))

    page._form._place.setText("Balai desa")
    page.save()

    assert [(draft.name, draft.place) for draft in recorded(library)] == [
        ("Kelas anyaman", "Balai desa")
    ]


def test_an_edit_is_undone_with_one_key(page, library):
    held(library, page, BASKETS)
    page.edit(page.list.rows.value_at(0))
    page._form._name.setText("Kelas rotan")
    page.save()

    QTest.keyClick(page.list.table, Qt.Key.Key_Z, CONTROL)

    assert recorded(library) == [BASKETS]


def test_the_last_day_follows_the_first_until_it_is_another(page):
    page.begin()
    form = page._form

    form._day.show_day(TODAY - timedelta(days=9))
    form._day.changed.emit()
    one_day = form.answers()["until"]
    form._last.show_day(TODAY - timedelta(days=7))
    form._last.changed.emit()
    form._day.show_day(TODAY - timedelta(days=8))
    form._day.changed.emit()

    assert one_day is None
    assert form.answers()["until"] == TODAY - timedelta(days=7)


def test_an_activity_without_a_name_is_refused_in_the_form(page, library):
    page.begin()

    page.save()

    assert page._form.words() == "Please type what the activity was."
    assert recorded(library) == []


def test_escape_leaves_the_form_and_keeps_nothing(page, library):
    page.begin()
    QTest.keyClicks(page._form._name, "Bazar")

    QTest.keyClick(page._form._name, Qt.Key.Key_Escape)

    assert page.list.isVisible()
    assert recorded(library) == []


def test_an_activity_just_recorded_can_be_undone(page, library):
    page.begin()
    page._form._name.setText("Bazar")
    page.save()

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert recorded(library) == []
    assert page.list.empty.isVisible()


def test_delete_takes_out_and_ctrl_z_brings_back(page, library):
    held(library, page, BASKETS)

    QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
    between = recorded(library), page.list.words()
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert between == ([], "Taken out: Kelas anyaman")
    assert recorded(library) == [BASKETS]
    assert page.list.table.isVisible()


def test_an_empty_list_says_what_the_page_is_for(page):
    assert page.list.empty.isVisible()
    assert not page.list.table.isVisible()


def test_the_form_offers_themes_and_running_partners(page, library):
    with library.changing() as desk:
        themes.save_themes(desk, ["Perahu", "Anyaman"])
        cooperations.record(desk, CooperationDraft("SD Satu", TODAY))
        cooperations.record(
            desk, CooperationDraft("Koperasi", date(2018, 1, 1), until_on=date(2018, 2, 1))
        )
    page.shown()

    form = page._form

    assert [form._theme.itemText(place) for place in range(form._theme.count())] == [
        "Perahu",
        "Anyaman",
    ]
    assert form._partners.stringList() == ["SD Satu"]
    assert form._theme.currentText() == ""


def test_tab_walks_through_the_form_as_it_is_read(page):
    page.begin()
    form = page._form
    walked = []
    for _step in range(14):
        walked.append(page.window().focusWidget())
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)

    assert walked == [
        *(form._name, form._place, form._day.line, form._last.line, form._strategy),
        *(form._theme, form._partner, form._facilitator, form._female, form._male),
        *(form._children, form._disability, form._sheet, form._result),
    ]


# --- the calendar ---------------------------------------------------------------------------


def test_arrows_and_enter_in_the_calendar_go_to_the_activity_of_a_day(page, library):
    held(library, page, BASKETS, ActivityDraft("Bazar", TODAY - timedelta(days=7)))
    calendar = page.list.calendar
    calendar.setFocus()

    QTest.keyClick(calendar, Qt.Key.Key_Up)
    QTest.keyClick(calendar, Qt.Key.Key_Return)

    assert name_at_cursor(page) == "Bazar"
    assert page.list.table.hasFocus()


def test_enter_on_an_empty_day_begins_an_activity_of_it(page, library):
    held(library, page, BASKETS)
    calendar = page.list.calendar

    QTest.keyClick(calendar, Qt.Key.Key_Left)
    QTest.keyClick(calendar, Qt.Key.Key_Return)

    assert page._form.isVisible()
    assert page._form.answers()["on"] == TODAY - timedelta(days=1)


def test_a_day_to_come_begins_nothing(page, library):
    held(library, page, BASKETS)
    calendar = page.list.calendar

    QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, Qt.Key.Key_Return)

    assert not page._form.isVisible()


def test_a_click_goes_to_the_activity_of_the_day(page, library):
    held(library, page, BASKETS, ActivityDraft("Bazar", date(2026, 3, 5)))
    calendar = page.list.calendar
    spot = calendar.area_of(date(2026, 3, 5)).center().toPoint()

    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=spot)

    assert name_at_cursor(page) == "Bazar"


def test_each_day_of_the_year_has_its_own_place(page):
    calendar = page.list.calendar
    days = [TODAY + timedelta(days=n) for n in range(-300, 39)]

    assert [calendar.day_at(calendar.area_of(day).center()) for day in days] == days
    assert calendar.day_at(QPoint(-5, -5)) is None


def test_an_activity_of_several_days_is_found_on_each(page, library):
    held(library, page, replace(BASKETS, on=TODAY - timedelta(days=4), until=TODAY))

    assert sorted(page.list.calendar._marks) == [
        TODAY - timedelta(days=n) for n in range(4, -1, -1)
    ]


def test_another_year_has_its_own_list(page, library):
    held(library, page, BASKETS, ActivityDraft("Bazar", date(2025, 12, 31)))

    QTest.keyClick(page.list.table, Qt.Key.Key_Left, CONTROL)

    assert page.list.year() == 2025
    assert [each.draft.name for each in page.list.rows.values()] == ["Bazar"]
    assert page.list.calendar.cursor_day().year == 2025


def test_walking_out_of_the_year_reads_the_next_one(page, library):
    held(library, page, BASKETS, ActivityDraft("Bazar", date(2025, 12, 31)))
    calendar = page.list.calendar
    calendar.point_at(date(2026, 1, 1))

    QTest.keyClick(calendar, Qt.Key.Key_Left)

    assert page.list.year() == 2025
    assert calendar.cursor_day() == date(2025, 12, 31)


def test_where_it_is_narrow_the_calendar_takes_the_lists_place(narrow, library):
    held(library, narrow, BASKETS)
    seen = narrow.list.table.isVisible(), narrow.list.calendar.isVisible()

    QTest.keyClick(narrow.list.table, Qt.Key.Key_J, CONTROL)
    turned = narrow.list.table.isVisible(), narrow.list.calendar.isVisible()
    QTest.keyClick(narrow.list.calendar, Qt.Key.Key_Return)

    assert (seen, turned) == ((True, False), (False, True))
    assert narrow.list.table.hasFocus()


# --- the story ------------------------------------------------------------------------------


def test_a_story_without_consent_is_neither_written_nor_stored(page, library):
    page.begin()
    page._form._name.setText("Bazar")
    page._form._story.lines.setPlainText(STORY)

    QTest.keyClick(page._form._name, Qt.Key.Key_E, CONTROL)

    assert page._form.words().startswith("The story stays here")
    assert recorded(library) == []


def test_a_story_with_consent_is_stored_and_written(page, library, tmp_path):
    page.begin()
    page._form._name.setText("Bazar")
    page._form._story.lines.setPlainText(STORY)
    page._form._story.consent.setChecked(True)

    page.write_story()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "cerita.txt"))
    dialog.close()

    words = (tmp_path / "cerita.txt").read_text(encoding="utf-8")
    assert [(draft.story, draft.story_consent) for draft in recorded(library)] == [(STORY, True)]
    assert STORY in words
    assert page._form.words() == "Saved: cerita.txt"
    assert "no participants" in words


def test_a_story_that_is_wiped_takes_its_consent_along(page):
    page.begin()
    story = page._form._story
    story.lines.setPlainText(STORY)
    story.consent.setChecked(True)

    story.lines.clear()
    story.lines.setPlainText("Lain.")

    assert not story.has_consent()


# --- photos ---------------------------------------------------------------------------------


def test_a_pasted_photo_is_kept_small_with_the_activity(page, library):
    page.begin()
    page._form._name.setText("Bazar")
    pasted = QMimeData()
    pasted.setImageData(a_picture())
    QGuiApplication.clipboard().setMimeData(pasted)

    QTest.keyClick(page._form.photos._tiles[0], Qt.Key.Key_V, CONTROL)
    page.save()

    (kept,) = photos(library)
    picture = QImage.fromData(kept.jpeg)
    assert (picture.width(), picture.height()) == (1280, 960)
    assert len(kept.jpeg) <= 240_000


def test_photos_stay_until_they_are_taken_away(page, library, tmp_path):
    a_picture("red").save(str(tmp_path / "satu.png"))
    page.begin()
    page._form._name.setText("Bazar")
    page._form.photo_given.emit(tmp_path / "satu.png")
    page._form.photo_given.emit(a_picture("green"))
    page.save()
    page.edit(page.list.rows.value_at(0))
    page.save()
    both = photos(library)

    page.edit(page.list.rows.value_at(0))
    QTest.keyClick(page._form.photos._tiles[0], Qt.Key.Key_Delete)
    page.save()

    assert len(both) == 2
    assert photos(library) == both[1:]


def test_a_seventh_photo_is_not_taken(page):
    page.begin()

    for _photo in range(7):
        page._form.photo_given.emit(a_picture())

    assert len(page._form.photos.held()) == 6


def test_what_is_no_picture_is_refused_in_the_form(page, tmp_path):
    (tmp_path / "catatan.txt").write_text("bukan gambar", encoding="utf-8")
    page.begin()

    page._form.photo_given.emit(tmp_path / "catatan.txt")

    assert page._form.words() == "catatan.txt is not a picture that can be kept."


def test_a_prison_has_no_photos_and_its_sheet_no_names(prison_room, open_page):
    page = open_page(ActivitiesPage(prison_room))
    page.begin()
    page._form._name.setText("Kelas membaca")
    page._form._facilitator.setText("Rahma")
    page._begin_sheet_of_form()
    asked = page._sheet.printable()
    page._leave_sheet()
    page.save()

    with prison_room.library.reading() as desk:
        (kept,) = activities.listed(desk)
        paper = pypdfium2.PdfDocument(asked.make(desk))
        words = paper[0].get_textpage().get_text_range()
        paper.close()

    assert kept.draft.name == "Kelas membaca"
    assert not page._form.photos.isVisible()
    assert "Card number" in words
    for said in ("Rahma", "Name", "Signature"):
        assert said not in words


# --- the sheet ------------------------------------------------------------------------------


def test_the_sheet_of_the_chosen_activity_is_shown_and_left(page, library, qtbot):
    held(library, page, replace(BASKETS, place="Balai desa"))

    QTest.keyClick(page.list.table, Qt.Key.Key_P, CONTROL)
    seen = page._sheet.isVisible(), page._sheet._activity.text(), page._sheet._place.text()
    qtbot.waitUntil(lambda: page._sheet.bench.preview.page_count() == 1)
    QTest.keyClick(page._sheet._activity, Qt.Key.Key_Escape)

    assert seen == (True, "Kelas anyaman", "Balai desa")
    assert page.list.table.hasFocus()


def test_a_sheet_for_a_day_to_come_is_printed_from_the_form(page):
    page.begin()
    page._form._name.setText("Bazar")
    page._form._day.line.setText("28/11")
    page._form._day._finish()

    QTest.keyClick(page._form._name, Qt.Key.Key_P, CONTROL)
    QTest.keyClick(page._sheet._activity, Qt.Key.Key_Escape)

    assert page._sheet._activity.text() == "Bazar"
    assert page._form.isVisible()
    assert page._form._name.text() == "Bazar"
