"""The catalogue by keys, on a real file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from jukung.domain.kinds import CopyStatus
from jukung.library import bin as title_bin
from jukung.library import catalogue, copies
from jukung.ui.pages.catalogue import CataloguePage
from makers import a_copy, a_loan, a_member, a_title


@pytest.fixture
def page(room, open_page):
    return open_page(CataloguePage(room))


@pytest.fixture
def stocked(library):
    """A title with two copies, one of them out, among others; its id."""
    with library.changing() as desk:
        for place in range(30):
            a_title(desk, f"Cerita Rawa {place:02}")
        title_id = a_title(
            desk, "Perahu Kecil", people=("Nama; Berdua", "Lain"), isbn="9786028635352"
        )
        numbers = [a_copy(desk, title_id=title_id) for _ in range(2)]
        a_loan(desk, a_member(desk), numbers[0])
    return title_id


def titles(page):
    return [line.title for line in page.found()]


def view(library, title_id):
    with library.reading() as desk:
        return catalogue.show(desk, title_id)


@pytest.mark.usefixtures("stocked")
def test_the_whole_list_is_there_at_first(page, qtbot):
    qtbot.waitUntil(lambda: len(page.found()) == 31)

    assert titles(page)[0] == "Cerita Rawa 00"


@pytest.mark.usefixtures("stocked")
def test_typing_finds_titles(page, qtbot):
    QTest.keyClicks(page._list.line, "perahu")

    qtbot.waitUntil(lambda: titles(page) == ["Perahu Kecil"])
    qtbot.waitUntil(lambda: page.panel().title() == "Perahu Kecil")


def test_the_number_of_a_copy_finds_its_title(stocked, page, library, qtbot):
    number = view(library, stocked).copies[1].number

    QTest.keyClicks(page._list.line, number)
    QTest.keyClick(page._list.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.panel().title() == "Perahu Kecil")


@pytest.mark.usefixtures("stocked")
def test_escape_brings_the_whole_list_back(page, qtbot):
    page.search("perahu")

    QTest.keyClick(page._list.line, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: len(page.found()) == 31)


def test_a_new_title_has_a_copy_with_our_number(page, library, qtbot):
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.form()._lines["title"], "Sungai Baru")
    with qtbot.waitSignal(page.title_shown) as told:
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    stored = view(library, told.args[0])
    assert (stored.draft.title, len(stored.copies)) == ("Sungai Baru", 1)
    assert page.panel().words() == "The title is in the catalogue"


def test_a_title_without_a_name_is_refused_in_the_form(page):
    page.begin_new()

    page.save()

    assert page.form_card().words() == "Please type a title first."


def test_enter_goes_through_the_lines_and_saves(page, qtbot):
    page.begin_new()
    QTest.keyClicks(page.form()._lines["title"], "Sungai Baru")

    with qtbot.waitSignal(page.title_shown):
        for name in ("title", "publisher", "year", "isbn", "class_number", "call_number"):
            QTest.keyClick(page.form()._lines[name], Qt.Key.Key_Return)

    assert page.panel().title() == "Sungai Baru"


def test_opening_and_saving_a_title_changes_nothing(stocked, page, library):
    before = view(library, stocked).draft
    page.show_title(stocked)

    page.begin_edit()
    page.save()

    assert view(library, stocked).draft == before


def test_a_wrong_isbn_is_told_and_kept(stocked, page, library):
    page.show_title(stocked)
    page.begin_edit()

    page.form().set_line("isbn", "9786028635355")

    assert page.form().isbn_words().startswith("A digit does not fit.")
    page.save()
    assert view(library, stocked).draft.isbn == "9786028635355"


def test_escape_leaves_the_form_unsaved(stocked, page, library):
    page.show_title(stocked)
    page.begin_edit()
    page.form().set_line("title", "Lain Sekali")

    QTest.keyClick(page.form()._lines["title"], Qt.Key.Key_Escape)
    warned = page.form_card().words()
    QTest.keyClick(page.form()._lines["title"], Qt.Key.Key_Escape)

    assert warned == "This is not saved yet"
    assert page.form_card() is None
    assert view(library, stocked).draft.title == "Perahu Kecil"


def test_escape_leaves_an_untouched_form_at_once(stocked, page):
    page.show_title(stocked)
    page.begin_edit()

    QTest.keyClick(page.form()._lines["title"], Qt.Key.Key_Escape)

    assert page.form_card() is None


def test_what_is_typed_after_the_warning_is_warned_of_again(page):
    page.begin_new()
    page.form().set_line("title", "Lain")
    QTest.keyClick(page.form()._lines["title"], Qt.Key.Key_Escape)
    page.form().set_line("title", "Lain Sekali")

    QTest.keyClick(page.form()._lines["title"], Qt.Key.Key_Escape)

    assert page.form_card() is not None
    assert page.form().typed().title == "Lain Sekali"


def test_escape_warns_before_it_throws_copies_away(stocked, page):
    page.show_title(stocked)
    page.begin_copies()
    page.new_copies().set_count(12)

    QTest.keyClick(page.new_copies(), Qt.Key.Key_Escape)
    warned = page.form_card().words()
    QTest.keyClick(page.new_copies(), Qt.Key.Key_Escape)

    assert warned == "This is not saved yet"
    assert page.form_card() is None


def test_undo_is_pressed_by_its_key_while_the_search_line_has_the_focus(
    stocked, page, library, qtbot
):
    page.search("perahu")
    qtbot.waitUntil(lambda: page.panel().title() == "Perahu Kecil")
    page.begin_copies()
    page.save()
    before = len(view(library, stocked).copies)

    QTest.keyClick(page._list.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert (before, len(view(library, stocked).copies)) == (3, 2)


def test_a_new_title_is_taken_back_with_its_copies_by_one_key(page, library):
    page.begin_new()
    page.form().set_line("title", "Salah Ketik")
    page.save()

    QTest.keyClick(page._list.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    with library.reading() as desk:
        assert [line.title for line in title_bin.listed(desk)] == ["Salah Ketik"]
    assert page._answer.words() == "“Salah Ketik” is in the recycle bin"


def test_typed_words_are_not_lost_to_another_title(stocked, page, qtbot):
    page.show_title(stocked)
    page.begin_edit()
    page.form().set_line("title", "Lain Sekali")

    page.search("rawa 03")

    qtbot.waitUntil(lambda: bool(page.form_card().words()))
    assert page.form_card().words() == "This is not saved yet"
    assert page.form().facts()["title"] == "Lain Sekali"


def test_copies_are_added_with_our_numbers(stocked, page, library):
    page.show_title(stocked)

    page.begin_copies()
    page.new_copies().set_count(3)
    page.save()

    assert len(view(library, stocked).copies) == 5
    assert page.panel().words() == "3 copies added"


def test_copies_are_added_with_the_numbers_they_have(stocked, page, library):
    page.show_title(stocked)

    page.begin_copies()
    page.new_copies()._numbers.setPlainText("B100\nB101")
    page.save()

    numbers = {copy.number for copy in view(library, stocked).copies}
    assert {"B100", "B101"} <= numbers


def test_a_number_that_is_taken_is_refused_in_the_form(stocked, page, library):
    taken = view(library, stocked).copies[0].number
    page.show_title(stocked)

    page.begin_copies()
    page.new_copies()._numbers.setPlainText(taken)
    page.save()

    assert page.form_card().words() == f"Number {taken} already belongs to a copy."
    assert len(view(library, stocked).copies) == 2


def test_a_copy_gets_another_status(stocked, page, library):
    page.show_title(stocked)
    line = page.panel().copies()[1]

    page.begin_copy(line)
    page.copy_form().set_status(CopyStatus.repair)
    page.save()

    with library.reading() as desk:
        assert copies.show(desk, line.number).status is CopyStatus.repair


def test_the_panel_tells_how_many_copies_are_free(stocked, page):
    page.show_title(stocked)

    assert page.panel()._count.text() == "1 of 2 copies available"


@pytest.mark.usefixtures("stocked")
def test_the_list_that_is_shown_is_written_as_a_workbook(page, tmp_path, qtbot):
    page.search("perahu")
    qtbot.waitUntil(lambda: titles(page) == ["Perahu Kecil"])

    page.write_list(tmp_path / "judul.xlsx")

    book = CalamineWorkbook.from_path(tmp_path / "judul.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Title", "People"]
    assert [row[0] for row in rows[1:]] == ["Perahu Kecil"]
    assert "Saved: judul.xlsx" in page._answer.words()
