import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from jukung.domain.kinds import CopyStatus, PrintWhat
from jukung.library import copies, print_runs
from jukung.library.copies import CopyDraft
from jukung.library.desk import open_library
from jukung.paper.placement import Fit
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.print_page import PrintPage
from jukung.ui.pages.source_choices import Which
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library, a_member, a_title

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TABS = ("books", "cards", "signs", "book-papers", "letters", "forms")


@pytest.fixture
def numbers(library):
    with library.changing() as desk:
        title = a_title(desk, "Perahu Kecil di Rawa", call_number="813 BAS p")
        return copies.add(desk, title, count=32)


@pytest.fixture
def page(numbers, room, open_page, qtbot):
    room.preferences.label_sheet = "tj-107"
    made = open_page(PrintPage(room))
    settle(qtbot, made)
    return made


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.books.picture.is_resting())


def press(qtbot, page, words):
    """Press a button of the strip, once it is there."""

    def there():
        buttons = page._strip.findChildren(Button)
        return [each for each in buttons if each.isVisible() and each.text() == words]

    qtbot.waitUntil(lambda: bool(there()))
    there()[0].click()


def waiting(library):
    with library.reading() as desk:
        return print_runs.waiting(desk)


@pytest.mark.parametrize("place", range(6))
def test_every_tab_has_its_key(page, place):
    QTest.keyClick(page, getattr(Qt.Key, f"Key_{place + 1}"), ALT)

    assert page.tab_name() == TABS[place]
    assert page.tab(TABS[place]).isVisible()


def test_the_labels_of_copies_answer_through_the_page(page, tmp_path, qtbot):
    page.choose_sheet("a4-3x8")
    page.start_at(4)
    page.choose(Which.unprinted)
    settle(qtbot, page)

    page.save_pdf(tmp_path / "labels.pdf")

    with pypdfium2.PdfDocument(tmp_path / "labels.pdf") as pdf:
        assert len(pdf) == 2
    assert page.chips() == [("32 labels · 2 sheets", "neutral")]


def test_copies_chosen_in_the_catalogue_are_offered(page, library, numbers, qtbot):
    with library.reading() as desk:
        ids = tuple(copies.show(desk, number).id for number in numbers[:3])

    page.show_chosen(ids)
    page.choose(Which.chosen)
    settle(qtbot, page)

    assert page.books.order().subjects == ids


def test_what_waits_stands_above_every_tab(page, tmp_path, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    assert not page._strip.isVisible()

    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.show_tab("cards")

    said = "Waiting: barcode labels, 32 of 32 left, Tom & Jerry 107"
    assert page.waiting_words() == (said,)
    assert page._strip.isVisible()


def test_a_key_goes_on_with_what_waits(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.show_tab("signs")

    QTest.keyClick(page, Qt.Key.Key_G, CONTROL)
    settle(qtbot, page)

    assert page.tab_name() == "books"
    assert len(page.books.order().subjects) == 32
    assert not page._strip.isVisible()


def test_a_run_of_cards_is_gone_on_with_among_the_cards(page, library, qtbot):
    with library.changing() as desk:
        member = a_member(desk, "Aisyah")
        print_runs.queue(
            desk,
            PrintWhat.card,
            sheet="card-cr80",
            start_cell=1,
            subjects=(member.id,),
            choices={},
        )
    page.shown()

    page.take_up(waiting(library)[0])

    order = page.cards.order()
    assert (page.tab_name(), order.sheet.name) == ("cards", "card-cr80")
    assert order.subjects == (member.id,)


def test_what_waits_is_discarded_only_after_asking(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Escape)

    press(qtbot, page, "Discard")
    before = len(waiting(library))
    qtbot.waitUntil(lambda: "Give up" in page._strip.findChildren(QLabel)[-1].text())
    press(qtbot, page, "Discard")
    settle(qtbot, page)

    assert (before, len(waiting(library))) == (1, 0)
    assert len(page.books.order().subjects) == 32


def test_the_ruler_takes_the_place_of_the_tabs_and_gives_the_fit(page, room, qtbot):
    QTest.keyClick(page, Qt.Key.Key_R, CONTROL)
    ruler = page.task()
    assert ruler is not None

    ruler.fitted.emit(Fit(1.2, -0.4, 0.1, 0.0))
    settle(qtbot, page)

    assert page.task() is ruler
    assert room.preferences.fit("", "tj-107") == (1.2, -0.4, 0.1, 0.0)
    QTest.keyClick(ruler, Qt.Key.Key_Escape)
    assert page.task() is None
    assert page.books.order().fit == (1.2, -0.4, 0.1, 0.0)


def test_the_sheet_editor_and_the_binding_are_left_by_their_key(page, qtbot):
    page.books._sheet._edit.click()
    editor = page.task()
    editor.left.emit()
    page.books.choose_what(PrintWhat.blank)
    settle(qtbot, page)
    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    binding = page.task()

    QTest.keyClick(binding, Qt.Key.Key_Escape)

    assert editor is not binding
    assert page.task() is None


def visible_keys(page):
    """The keys that would answer now; one twice would answer nothing."""
    return [
        shortcut.key().toString()
        for shortcut in page.findChildren(QShortcut)
        if isinstance(shortcut.parent(), QWidget)
        and shortcut.parent().isVisible()
        and shortcut.parent().isEnabled()
    ]


@pytest.mark.parametrize("tab", TABS)
def test_no_key_has_two_meanings(page, tab, tmp_path, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    asking = visible_keys(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)

    page.show_tab(tab)

    keys = visible_keys(page)
    assert len(set(asking)) == len(asking)
    assert len(set(keys)) == len(keys)


def test_a_half_printed_run_is_gone_on_with_after_a_restart(home, tmp_path, open_page, qtbot):
    library = a_library(tmp_path, file="again.jukung")
    with library.changing() as desk:
        copies.add(desk, a_title(desk, "Perahu Kecil di Rawa"), count=32)
    before = moved_in(library, tmp_path)
    before.preferences.label_sheet = "tj-107"
    page = open_page(PrintPage(before))
    settle(qtbot, page)
    page.save_pdf(tmp_path / "labels.pdf")
    page.books._question._sheet.setValue(2)
    page.books._question._wrong.click()
    page.close()
    before.jobs.close()
    library.close()

    opened = open_library(tmp_path / "again.jukung")
    after = moved_in(opened, tmp_path)
    again = open_page(PrintPage(after))
    settle(qtbot, again)
    said = again.waiting_words()
    QTest.keyClick(again, Qt.Key.Key_G, CONTROL)
    settle(qtbot, again)
    again.save_pdf(tmp_path / "rest.pdf")
    QTest.keyClick(again, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, again)

    assert said == ("Waiting: barcode labels, 2 of 32 left, Tom & Jerry 107",)
    assert waiting(opened) == ()
    with opened.reading() as desk:
        assert copies.without_label_count(desk) == 0
    after.jobs.close()
    opened.close()


def moved_in(library, folder):
    made = Room(ImmediateJobs(), Preferences(folder / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    return made


def test_several_that_wait_are_one_row_with_a_list(page, library, numbers, qtbot):
    with library.changing() as desk:
        ids = [copies.show(desk, number).id for number in numbers]
        for part in (ids[:5], ids[5:9]):
            print_runs.queue(
                desk, PrintWhat.barcode, sheet="tj-107", start_cell=1, subjects=part, choices={}
            )
    page.shown()
    said = [each.text() for each in page._strip.findChildren(QLabel) if each.isVisible()]
    folded = page._strip.is_folded()

    press(qtbot, page, "Show the list")
    qtbot.waitUntil(lambda: not page._strip.is_folded())
    continued = [b for b in page._strip.findChildren(Button) if b.text() == "Continue"]
    qtbot.waitUntil(lambda: all(each.isVisible() for each in continued))
    QTest.keyClick(page, Qt.Key.Key_G, CONTROL)
    settle(qtbot, page)

    assert (said, folded) == (["2 printings wait."], True)
    assert len(continued) == 2
    assert len(page.books.order().subjects) == 5
    assert len(page.waiting_words()) == 1


def test_an_undone_run_without_copies_does_not_wait_for_ever(page, library, numbers, tmp_path):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    with library.changing() as desk:
        for number in numbers:
            gone = copies.show(desk, number)
            copies.edit(desk, gone.id, CopyDraft(status=CopyStatus.withdrawn))

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)

    assert [run.left_count for run in waiting(library)] == [0]
    assert page.waiting_words() == ()
    assert not page._strip.isVisible()


def test_a_question_without_an_answer_is_not_forgotten(page, room, tmp_path, qtbot):
    said = []
    room.say = lambda title, _detail="", **_how: said.append(title)
    page.save_pdf(tmp_path / "labels.pdf")
    here = page.chips()

    page.show_tab("letters")
    elsewhere = page.chips()
    stack = QStackedWidget()
    stack.addWidget(page)
    stack.addWidget(QWidget())
    stack.show()
    stack.setCurrentIndex(1)
    stack.removeWidget(page)
    page.setParent(None)
    stack.deleteLater()

    assert here == [("32 labels · 2 sheets", "neutral")]
    assert ("A printing waits for an answer", "gold") in elsewhere
    assert said == ["A printing has no answer yet"]
