from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, PrintWhat, Symbology
from jukung.library import blank_numbers, copies, print_runs
from jukung.library.copies import CopyDraft
from jukung.ui import printing
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.jobs import Jobs
from jukung.ui.pages import label_work
from jukung.ui.pages.label_kinds import CARDS, SIGNS
from jukung.ui.pages.labels import LabelsPage
from jukung.ui.pages.source_choices import Which
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_member, a_title

DPI = 300
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def numbers(library):
    with library.changing() as desk:
        title = a_title(desk, "Perahu Kecil di Rawa", call_number="813 BAS p")
        return copies.add(desk, title, count=32)


@pytest.fixture
def page(numbers, room, open_page, qtbot):
    room.preferences.label_sheet = "tj-107"
    made = open_page(LabelsPage(room))
    settle(qtbot, made)
    return made


@pytest.fixture
def printer(tmp_path):
    made = printing.printer_for(165, 210, name="Tom & Jerry 107", dots_per_inch=600)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def unlabelled(library):
    with library.reading() as desk:
        return copies.without_label_count(desk)


def waiting(library):
    with library.reading() as desk:
        return print_runs.waiting(desk)


def page_sizes(file):
    with pypdfium2.PdfDocument(file) as pdf:
        sizes = [pdf.get_page_size(number) for number in range(len(pdf))]
    return [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in sizes]


def read_back(file):
    """The numbers of a printed PDF, each with its bars' middle in mm of its page."""
    found = []
    with pypdfium2.PdfDocument(file) as pdf:
        pictures = [leaf.render(scale=DPI / 72).to_pil().convert("L") for leaf in pdf]
    for picture in pictures:
        for code in zxingcpp.read_barcodes(picture):
            corners = (code.position.top_left, code.position.bottom_right)
            middle = (sum(c.x for c in corners) / 2, sum(c.y for c in corners) / 2)
            found.append((code.text, tuple(pixels * 25.4 / DPI for pixels in middle)))
    return found


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.picture.is_resting())


def wording(page):
    return page._notes.words()


def test_copies_never_printed_are_what_is_printed(page):
    assert page._copies.which() is Which.unprinted
    assert page.picture.shown().picture is not None
    assert page.chips() == [("32 labels · 2 sheets", "neutral")]


def test_pages_turn_and_say_where_they_are(page):
    QTest.keyClick(page, Qt.Key.Key_PageDown)

    assert page._view.words() == "Page 2 of 2 · 165 × 210 mm"
    assert page.picture.shown().page == 1


def test_the_preview_makes_only_the_labels_of_its_sheet(page):
    page.start_at(29)
    page.picture.make()

    first, second = (page.picture.shown().order.on_sheet(sheet) for sheet in (0, 1))
    assert page.picture.shown().page_count == 2
    assert (first, second) == (slice(0, 2), slice(2, 32))


def test_a_cell_pressed_in_the_preview_is_where_printing_starts(page, qtbot):
    preview = page._view.preview
    spot = preview.cell_area(5).center().toPoint()

    QTest.mouseClick(preview, Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, page)

    assert page.picture.shown().order.start_cell == 5
    assert page._sheet.placed().start_cell == 5


def test_used_cells_are_hatched(page, qtbot):
    page.start_at(4)
    settle(qtbot, page)
    inside = page._view.preview.cell_area(1).toRect()

    seen = page._view.preview.grab(inside).toImage()

    assert seen.pixelColor(4, 4) != QColor("#FFFFFF")


def test_at_true_size_a_millimetre_is_a_millimetre(page, qtbot):
    QTest.keyClick(page, Qt.Key.Key_0, CONTROL)
    settle(qtbot, page)

    cell = page._view.preview.cell_area(1)
    dots = page.screen().physicalDotsPerInch()
    assert cell.width() / dots * 25.4 == pytest.approx(50, abs=0.1)
    QTest.keyClick(page, Qt.Key.Key_0, CONTROL)
    assert not page._view.preview.is_true_size()


def test_the_fit_is_kept_for_a_printer_and_a_sheet(page, room, qtbot):
    page._sheet.fit._right.setValue(1.5)
    page._sheet.fit._down.setValue(-0.5)
    page._sheet.fit._creep_right.setValue(0.25)

    page.choose_sheet("a4-3x8")
    page.choose_sheet("tj-107")
    settle(qtbot, page)

    assert room.preferences.fit("", "tj-107") == (1.5, -0.5, 0.25, 0.0)
    assert room.preferences.fit("", "a4-3x8") == (0.0, 0.0, 0.0, 0.0)
    assert page.picture.shown().order.fit == (1.5, -0.5, 0.25, 0.0)


def test_a_narrow_sheet_is_carried_by_wider_paper(page, room, tmp_path, qtbot):
    paper = page._sheet.fit._paper
    paper.setCurrentIndex(paper.findData("a4 centre"))
    settle(qtbot, page)

    page.save_pdf(tmp_path / "labels.pdf")

    assert page.picture.shown().fed == pytest.approx(22.5)
    assert page_sizes(tmp_path / "labels.pdf") == [(210, 297)] * 2
    assert room.preferences.carrier("", "tj-107") == "a4 centre"


def test_every_kind_remembers_its_sheet_and_its_looks(page, room, open_page, qtbot):
    page.choose_what(PrintWhat.spine)
    page.choose_sheet("a4-3x8")
    page._sheet.looks._ticks["colour_band"].setChecked(True)
    page.choose_what(PrintWhat.barcode)
    page.choose_sheet("tj-107")
    page.choose_what(PrintWhat.spine)

    again = open_page(LabelsPage(room))
    settle(qtbot, again)

    order = again.order()
    assert (order.what, order.sheet.name) == (PrintWhat.spine, "a4-3x8")
    assert order.choices.colour_band


def test_typed_numbers_are_printed_and_unknown_ones_named(page, numbers, library, qtbot):
    page.choose(Which.typed)
    for number in (numbers[3], "99999"):
        QTest.keyClicks(page._copies._numbers, number)
        QTest.keyClick(page._copies._numbers, Qt.Key.Key_Return)
    settle(qtbot, page)

    with library.reading() as desk:
        assert page.picture.shown().order.subjects == (copies.show(desk, numbers[3]).id,)
    assert page._copies._note.text() == "Not known here: 99999"


def test_no_number_typed_is_no_trouble(page, qtbot):
    page.choose(Which.typed)
    settle(qtbot, page)

    assert wording(page) == "No number yet"
    assert not page._print.isEnabled()


def test_a_number_that_does_not_fit_is_named_with_a_sheet_that_fits(page, library, qtbot):
    wide = "K2026ABCDEFGHIJKLMNOP"
    with library.changing() as desk:
        a_copy(desk, wide)

    page.show_numbers((wide,))
    settle(qtbot, page)

    assert isinstance(page.picture.trouble().reason, errors.CodeDoesNotFit)
    assert wide in wording(page)
    assert not page._print.isEnabled()
    page._notes.buttons[0].click()
    settle(qtbot, page)
    assert page.picture.shown().order.sheet.name != "tj-107"
    assert page._print.isEnabled()


def test_copies_without_an_isbn_are_told_so_and_not_to_take_a_wider_sheet(
    page, library, numbers, qtbot
):
    page.show_numbers(tuple(numbers[:3]))
    settle(qtbot, page)
    order = page.picture.shown().order
    order = replace(order, choices=replace(order.choices, symbology=Symbology.ean13.value))

    with library.reading() as desk:
        found = label_work.trouble(desk, order, ())
    page._notes.say_trouble(found)

    assert isinstance(found.reason, errors.NoIsbnOnLabels)
    assert "have no valid ISBN" in wording(page)
    assert "sheet" not in wording(page)
    assert page._notes._detail.text().startswith("Add it in the catalogue")


def test_the_others_are_printed_and_it_is_said_what_was_left_out(page, library, numbers, qtbot):
    wide = "K2026ABCDEFGHIJKLMNOP"
    with library.changing() as desk:
        a_copy(desk, wide)
    page.show_numbers((wide, *numbers[:3]))
    settle(qtbot, page)

    page._notes.buttons[-1].click()
    settle(qtbot, page)

    assert len(page.picture.shown().order.subjects) == 3
    assert page._print.isEnabled()
    assert wording(page).startswith("1 is left out")


def test_a_saved_pdf_is_whole_and_has_the_sheets_size(page, tmp_path, room):
    file = tmp_path / "labels.pdf"

    page.save_pdf(file)

    assert page_sizes(file) == [(165, 210)] * 2
    assert [each.name for each in tmp_path.glob("labels*")] == ["labels.pdf"]
    assert room.preferences.folder("labels") == tmp_path


def test_saving_alone_counts_nothing_but_waits(page, tmp_path, library):
    page.save_pdf(tmp_path / "labels.pdf")

    assert page._question.isVisible()
    assert not page._print.isEnabled()
    assert unlabelled(library) == 32
    assert [run.left_count for run in waiting(library)] == [32]


def test_only_an_answer_counts_the_labels(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert unlabelled(library) == 0
    assert waiting(library) == ()
    assert page._undo.words() == "32 labels count as printed."
    assert page._sheet.placed().start_cell == 3


def test_what_was_counted_is_taken_back(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)

    assert unlabelled(library) == 32
    assert page._undo.words() == "Undone."


def test_later_leaves_the_labels_waiting_once(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle(qtbot, page)

    assert not page._question.isVisible()
    assert unlabelled(library) == 32
    assert page.order().subjects == ()
    assert wording(page) == "32 wait above to be printed."


def test_after_a_jam_the_rest_waits_from_a_new_sheet(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    page._question._sheet.setValue(2)
    page._question._wrong.click()
    settle(qtbot, page)

    [run] = waiting(library)
    assert (run.left_count, run.confirmed, run.start_cell) == (2, 30, 1)
    assert unlabelled(library) == 2


def test_a_run_that_waits_is_gone_on_with(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    page._question._sheet.setValue(2)
    page._question._wrong.click()
    settle(qtbot, page)

    page.take_up(waiting(library)[0])
    settle(qtbot, page)
    page.save_pdf(tmp_path / "rest.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)

    assert len(read_back(tmp_path / "rest.pdf")) == 2
    assert (unlabelled(library), waiting(library)) == (0, ())


def test_a_run_outlives_the_window(page, tmp_path, library, room, open_page, qtbot):
    page.choose_what(PrintWhat.both)
    page.choose_sheet("a4-3x8")
    settle(qtbot, page)
    page.save_pdf(tmp_path / "labels.pdf")
    page.close()

    again = open_page(LabelsPage(room))
    again.choose_what(PrintWhat.barcode)
    again.take_up(waiting(library)[0])
    settle(qtbot, again)

    order = again.order()
    assert (order.what, order.sheet.name) == (PrintWhat.both, "a4-3x8")
    assert len(order.subjects) == 32


def test_a_folder_that_does_not_take_the_file_is_said(page, tmp_path, library):
    page.save_pdf(tmp_path / "gone" / "labels.pdf")

    assert page._undo.words().startswith("Nothing can be written")
    assert not page._question.isVisible()
    assert waiting(library) == ()


def test_printing_into_a_file_draws_every_page_at_true_size(page, printer, tmp_path, library):
    page.print_on(printer)

    assert page_sizes(tmp_path / "printed.pdf") == [(165, 210)] * 2
    assert page._question.isVisible()
    assert unlabelled(library) == 32


def test_one_sheet_is_printed_before_the_rest(page, printer, tmp_path, library, qtbot):
    page.print_on(printer, one_first=True)
    first = page_sizes(tmp_path / "printed.pdf")
    asked = page._question._heading.text()
    printer.setOutputFileName(str(tmp_path / "rest.pdf"))

    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)

    assert (first, asked) == ([(165, 210)], "Does it fit?")
    assert len(read_back(tmp_path / "rest.pdf")) == 2
    assert page._question._heading.text() == "Did all come out well?"
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)
    assert unlabelled(library) == 0


def test_a_sheet_that_does_not_fit_goes_to_the_ruler(page, printer, library, qtbot):
    page.print_on(printer, one_first=True)

    with qtbot.waitSignal(page.ruler_wanted) as wanted:
        QTest.keyClick(page, Qt.Key.Key_U, CONTROL)

    assert wanted.args[0].sheet.name == "tj-107"
    assert [run.left_count for run in waiting(library)] == [32]


def test_stopping_after_one_sheet_asks_about_that_sheet(page, printer, library, qtbot):
    page.print_on(printer, one_first=True)

    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert unlabelled(library) == 2
    assert [(run.left_count, run.start_cell) for run in waiting(library)] == [(2, 1)]


def test_every_printed_number_is_read_back_in_its_cell(page, printer, tmp_path, numbers):
    page.print_on(printer)

    found = read_back(tmp_path / "printed.pdf")
    sheet = page.picture.shown().order.sheet
    assert sorted(number for number, _middle in found) == sorted(numbers)
    for number, (right, down) in found:
        left, top = sheet.corner(numbers.index(number) % sheet.cells + 1)
        assert abs(right - left - sheet.cell_width / 2) < 0.3
        assert top < down < top + sheet.cell_height


def test_two_of_each_come_out_beside_each_other(page, tmp_path, numbers, qtbot):
    page._sheet._each.setValue(2)
    settle(qtbot, page)

    page.save_pdf(tmp_path / "labels.pdf")

    found = [number for number, _middle in read_back(tmp_path / "labels.pdf")]
    assert sorted(found) == sorted((*numbers, *numbers))


def test_qr_instead_of_bars_is_read_back(page, tmp_path, numbers, qtbot):
    bars = page._sheet.looks._bars
    bars.setCurrentIndex(bars.findData(str(Symbology.qr)))
    settle(qtbot, page)

    page.save_pdf(tmp_path / "labels.pdf")

    found = [number for number, _middle in read_back(tmp_path / "labels.pdf")]
    assert sorted(found) == sorted(numbers)


def test_new_numbers_are_reserved_only_when_they_are_printed(page, library, tmp_path, qtbot):
    page.choose_what(PrintWhat.blank)
    page._copies.want_fresh(12)
    settle(qtbot, page)
    with library.reading() as desk:
        before = blank_numbers.count(desk)

    page.save_pdf(tmp_path / "blank.pdf")

    with library.reading() as desk:
        reserved = blank_numbers.blank(desk)
    assert before == 0
    assert sorted(number for number, _middle in read_back(tmp_path / "blank.pdf")) == sorted(
        reserved
    )
    assert len(reserved) == 12


def test_members_without_a_card_get_one(library, room, open_page, tmp_path, qtbot):
    with library.changing() as desk:
        for name in ("Aisyah", "Bahrun", "Camelia"):
            a_member(desk, name)
    page = open_page(LabelsPage(room, CARDS))
    settle(qtbot, page)

    page.save_pdf(tmp_path / "cards.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert (tmp_path / "cards.pdf").stat().st_size > 1000
    assert page.order().subjects == ()
    assert page._undo.words() == "3 cards count as printed."


def test_a_residents_card_has_no_name(prison_room, open_page, tmp_path, qtbot):
    with prison_room.library.changing() as desk:
        member = a_member(desk, "", card="W-0007")
    page = open_page(LabelsPage(prison_room, CARDS))
    page.choose_what(PrintWhat.member)
    settle(qtbot, page)

    page.save_pdf(tmp_path / "cards.pdf")

    with pypdfium2.PdfDocument(tmp_path / "cards.pdf") as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    assert member.card in words
    assert page.order().subjects == (member.id,)


def test_the_main_classes_are_signs_for_the_shelves(room, open_page, tmp_path, qtbot):
    page = open_page(LabelsPage(room, SIGNS))
    assert wording(page) == "No sign yet"

    QTest.keyClick(page, Qt.Key.Key_L, CONTROL)
    page.choose_sheet("avery-l7163")
    settle(qtbot, page)
    page.save_pdf(tmp_path / "signs.pdf")

    with pypdfium2.PdfDocument(tmp_path / "signs.pdf") as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    assert page.chips() == [("11 labels · 1 sheet", "neutral")]
    assert "800–899" in words


def test_a_box_has_a_number_that_is_read(room, open_page, tmp_path, qtbot):
    page = open_page(LabelsPage(room, SIGNS))
    page.choose_what(PrintWhat.box)
    page._copies.signs.show_text("BOX-01 | Stories\n\nBOX-02 | Farming")
    page.choose_sheet("avery-l7163")
    settle(qtbot, page)

    page.save_pdf(tmp_path / "boxes.pdf")

    found = [number for number, _middle in read_back(tmp_path / "boxes.pdf")]
    assert sorted(found) == ["BOX-01", "BOX-02"]


def test_the_sheet_that_was_begun_is_offered_to_go_on(page, tmp_path, room, open_page, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)

    again = open_page(LabelsPage(room))
    settle(qtbot, again)

    assert again._sheet._ended.text() == "The last sheet ended at label 2."
    again._sheet._go_on.click()
    assert again._sheet.placed().start_cell == 3


def test_the_printers_dialog_opens_without_stopping_the_window(page, qtbot):
    page.output.ask_printer()
    dialog = next(each for each in page.children() if each.inherits("QPrintDialog"))

    dialog.reject()

    qtbot.waitUntil(lambda: not any(each.inherits("QPrintDialog") for each in page.children()))
    assert not page.flow.is_busy()


def test_a_half_used_sheet_stays_half_used_for_another_kind(page, room, qtbot):
    page.start_at(15)
    room.preferences.keep_sheet("spine", "tj-107")
    room.preferences.keep_sheet("both", "a4-3x8")

    starts = []
    for what in (PrintWhat.spine, PrintWhat.both, PrintWhat.barcode):
        page.choose_what(what)
        starts.append((page._sheet.sheet().name, page._sheet.placed().start_cell))

    assert starts == [("tj-107", 15), ("a4-3x8", 1), ("tj-107", 15)]


def test_after_a_jam_the_next_labels_begin_where_the_file_says(page, tmp_path, library, qtbot):
    page.start_at(4)
    settle(qtbot, page)
    page.save_pdf(tmp_path / "labels.pdf")

    page._question._sheet.setValue(2)
    page._question._wrong.click()
    settle(qtbot, page)

    with library.reading() as desk:
        assert page._sheet.placed().start_cell == print_runs.next_cell(desk, "tj-107") == 1


def test_the_design_of_cards_is_chosen_in_the_open(library, room, open_page, qtbot):
    with library.changing() as desk:
        a_member(desk, "Aisyah")
    page = open_page(LabelsPage(room, CARDS))
    settle(qtbot, page)
    looks = page._sheet.looks
    usual = page.order().choices.design

    looks._design.setCurrentIndex(looks._design.findData("pita"))
    settle(qtbot, page)

    assert not page._sheet._fold.is_open()
    assert looks._design.isVisible()
    assert looks._side.isVisible()
    assert looks._design_words.text().startswith("A band of deep colour")
    assert (usual, page.picture.shown().order.choices.design) == ("garis", "pita")
    again = open_page(LabelsPage(room, CARDS))
    assert again.order().choices.design == "pita"


def test_a_prison_begins_with_the_design_without_a_photo(prison_room, open_page, qtbot):
    with prison_room.library.changing() as desk:
        a_member(desk, "", card="W-0007")

    page = open_page(LabelsPage(prison_room, CARDS))
    settle(qtbot, page)

    assert page.picture.shown().order.choices.design == "besar"
    assert page.picture.shown().picture is not None


def test_one_card_is_one_card_on_one_sheet(library, room, open_page, tmp_path, qtbot):
    with library.changing() as desk:
        a_member(desk, "Aisyah")
    page = open_page(LabelsPage(room, CARDS))
    settle(qtbot, page)
    chips = page.chips()

    page.save_pdf(tmp_path / "card.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)

    assert chips == [("1 card · 1 sheet", "neutral")]
    assert page._undo.words() == "1 card counts as printed."


def test_pages_are_stopped_while_they_are_made(library, tmp_path, open_page, qtbot):
    with library.changing() as desk:
        blank_numbers.reserve(desk, 5000)
    jobs = Jobs()
    room = Room(jobs, Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        room.move_in(library, desk.profile)
    page = open_page(LabelsPage(room))
    page.choose_what(PrintWhat.blank)
    qtbot.waitUntil(page._print.isEnabled)
    page.choose(Which.reserved)
    qtbot.waitUntil(lambda: jobs.pending() == 0 and not page.picture.is_resting())

    page.save_pdf(tmp_path / "labels.pdf")
    qtbot.waitUntil(lambda: page.flow._making is not None, timeout=20_000)
    stop = next(each for each in page._progress.findChildren(Button) if each.isVisible())
    stop.click()
    qtbot.waitUntil(lambda: not page.flow.is_busy(), timeout=20_000)

    assert page._undo.words() == "Stopped."
    assert not (tmp_path / "labels.pdf").exists()
    qtbot.waitUntil(lambda: jobs.pending() == 0)
    assert waiting(library) == ()
    jobs.close()


def burst(page, text):
    """Keys as a scanner sends them, the Enter behind them."""
    at = 500_000
    for code, sign in [(Qt.Key.Key_unknown, sign) for sign in text] + [(Qt.Key.Key_Return, "\r")]:
        at += 10
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(at)
        QApplication.sendEvent(page.window().windowHandle(), event)


def test_the_focus_is_on_the_question_and_then_on_the_sheet_again(page, tmp_path, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    asked = page.focusWidget()

    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, page)
    counted = page.focusWidget()
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)

    assert asked is page._question._good
    assert counted is page._sheet._sheet
    assert page.focusWidget() is page._sheet._sheet


def test_a_scan_does_not_answer_the_question(page, tmp_path, library, qtbot):
    guard = BurstGuard(parent=page)
    page.window().windowHandle().installEventFilter(guard)
    page.save_pdf(tmp_path / "labels.pdf")

    burst(page, "000 3317")

    assert page._question.isVisible()
    assert unlabelled(library) == 32


def test_the_first_wrong_sheet_is_named_by_keys_alone(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_J, CONTROL)
    field = page.focusWidget()
    QTest.keyClicks(field, "2")
    QTest.keyClick(page, Qt.Key.Key_J, CONTROL)
    settle(qtbot, page)

    assert field is page._question._sheet
    assert [(run.left_count, run.confirmed) for run in waiting(library)] == [(2, 30)]


def test_a_wrong_sheet_that_is_not_there_counts_nothing(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_J, CONTROL)
    QTest.keyClicks(page.focusWidget(), "7")
    QTest.keyClick(page, Qt.Key.Key_J, CONTROL)
    settle(qtbot, page)

    assert page._question.isVisible()
    assert page._question._note.text().startswith("7 is not possible here: 1 to 2.")
    assert unlabelled(library) == 32


def test_numbers_just_printed_do_not_stand_ready_again(page, tmp_path, library, qtbot):
    page.choose_what(PrintWhat.blank)
    page.choose_sheet("tj-107")
    page._copies.want_fresh(100)
    settle(qtbot, page)
    page.save_pdf(tmp_path / "blank.pdf")

    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert page._copies.fresh_count() == 30
    bind = next(b for b in page._undo.findChildren(Button) if b.text() == "Bind numbers")
    with qtbot.waitSignal(page.bind_wanted):
        bind.click()


def test_an_undone_count_takes_the_start_and_its_note_back(page, tmp_path, qtbot):
    page.start_at(4)
    settle(qtbot, page)
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)
    after = (page._sheet.placed().start_cell, page._sheet._ended.isVisible())

    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, page)

    assert after == (6, True)
    assert (page._sheet.placed().start_cell, page._sheet._ended.isVisible()) == (4, False)
    assert page._undo._detail.text() == "These labels wait again, above."


def test_a_sheet_measured_on_this_printer_is_not_warned_of(page, room, qtbot):
    sheets = [page._sheet._sheets[name] for name in page._sheet._sheets]
    name = next(sheet.name for sheet in sheets if not sheet.verified)
    page.choose_sheet(name)
    before = page._sheet._warning.isVisible()

    page.keep_fit((0.0, 0.0, 0.0, 0.0))
    after = page._sheet._warning.isVisible()
    page.choose_sheet("tj-107")
    page.choose_sheet(name)

    assert (before, after) == (True, False)
    assert not page._sheet._warning.isVisible()


def test_a_run_that_was_taken_up_is_left_by_esc(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.take_up(waiting(library)[0])
    settle(qtbot, page)

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert page.flow.run() is None
    assert [run.left_count for run in waiting(library)] == [32]


def test_a_start_that_the_sheet_does_not_have_is_said(page, qtbot):
    start = page._sheet._start
    start.setValue(5)
    for typed in ("-5", "99999"):
        start.setFocus()
        start.selectAll()
        QTest.keyClicks(start, typed)
        QTest.keyClick(start, Qt.Key.Key_Return)

    qtbot.waitUntil(page._sheet._note.isVisible)
    assert start.value() == 5
    assert page._sheet._note.text().startswith("99999 is not possible here: 1 to 30.")


def test_four_scanned_numbers_are_seen_and_the_newest_too(page, numbers, qtbot):
    page.window().resize(1078, 560)
    page.choose(Which.typed)
    box = page._copies._numbers
    for number in numbers[:9]:
        QTest.keyClicks(box, number)
        QTest.keyClick(box, Qt.Key.Key_Return)
    settle(qtbot, page)

    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().height() == box.height())
    assert box.viewport().height() >= 4 * box.fontMetrics().lineSpacing()
    assert box.viewport().rect().contains(box.cursorRect())


def test_copies_withdrawn_before_the_answer_do_not_stop_it(page, numbers, library, tmp_path, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")
    with library.changing() as desk:
        gone = copies.show(desk, numbers[3])
        copies.edit(desk, gone.id, CopyDraft(status=CopyStatus.withdrawn))

    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert page._undo.words() == "31 labels count as printed."
    assert page._undo._detail.text().startswith("1 fell away meanwhile; it was withdrawn.")
    assert waiting(library) == ()
    assert page._sheet.placed().start_cell == 3


def test_cards_start_at_a_card(library, room, open_page, qtbot):
    with library.changing() as desk:
        a_member(desk, "Aisyah")
    page = open_page(LabelsPage(room, CARDS))

    named = page._sheet._start_name.text()
    page.choose_what(PrintWhat.member)

    assert (named, page._sheet._start_name.text()) == ("Start at card", "Start at label")
    assert page._sheet.looks._side.button("back").text() == "Back side"


def test_what_was_printed_before_stop_can_be_counted(library, tmp_path, open_page, qtbot):
    with library.changing() as desk:
        blank_numbers.reserve(desk, 300)
    jobs = Jobs()
    room = Room(jobs, Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        room.move_in(library, desk.profile)
    room.preferences.keep_sheet("blank", "tj-107")
    page = open_page(LabelsPage(room))
    page.choose_what(PrintWhat.blank)
    qtbot.waitUntil(page._print.isEnabled)
    page.choose(Which.reserved)
    qtbot.waitUntil(lambda: jobs.pending() == 0 and not page.picture.is_resting())
    printer = printing.printer_for(165, 210, name="Tom & Jerry 107", dots_per_inch=300)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    page.print_on(printer)
    qtbot.waitUntil(
        lambda: page.flow._printing is not None and page.flow._printing.drawn() >= 2, timeout=20_000
    )
    next(b for b in page._progress.findChildren(Button) if b.isVisible()).click()
    qtbot.waitUntil(page.flow.is_asking, timeout=20_000)
    drawn = len(page_sizes(tmp_path / "printed.pdf"))
    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: jobs.pending() == 0 and not page.flow.is_busy())

    assert 2 <= drawn < 10
    assert [run.confirmed for run in waiting(library)] == [drawn * 30]
    jobs.close()
