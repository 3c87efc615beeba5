import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from jukung.domain import errors
from jukung.library import copies
from jukung.ui import printing
from jukung.ui.pages.label_choices import Which
from jukung.ui.pages.labels import LabelsPage
from makers import a_copy, a_title

DPI = 300
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def numbers(library):
    with library.changing() as desk:
        title = a_title(desk, "Perahu Kecil di Rawa", call_number="813 BAS p")
        return copies.add(desk, title, count=32)


@pytest.fixture
def page(numbers, room, open_page):
    room.preferences.label_sheet = "tj-107"
    return open_page(LabelsPage(room))


@pytest.fixture
def printer(tmp_path):
    made = printing.printer_for(165, 210, name="Tom & Jerry 107", dots_per_inch=600)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def unlabelled(library):
    with library.reading() as desk:
        return copies.without_label_count(desk)


def read_back(file):
    """The numbers of a printed PDF, each with its bars' middle in mm of its page."""
    found = []
    with pypdfium2.PdfDocument(file) as pdf:
        pictures = [leaf.render(scale=DPI / 72).to_pil().convert("L") for leaf in pdf]
    for picture in pictures:
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128):
            corners = (code.position.top_left, code.position.bottom_right)
            middle = (sum(c.x for c in corners) / 2, sum(c.y for c in corners) / 2)
            found.append((code.text, tuple(pixels * 25.4 / DPI for pixels in middle)))
    return found


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not (page._busy or page._rest.isActive()))


def test_copies_never_printed_are_what_is_printed(page):
    assert page._copies.which() is Which.unprinted
    assert page._printed.order.label_count == 32
    assert page.chips() == [("32 labels · 2 sheets", "neutral")]


def test_pages_turn_and_say_where_they_are(page):
    page.turn_on()

    assert page._where.text() == "Sheet 2 of 2 · true size 165 × 210 mm"
    assert page._printed.page == 1


def test_a_cell_pressed_in_the_preview_is_where_printing_starts(page, qtbot):
    spot = page._preview.cell_area(5).center().toPoint()

    QTest.mouseClick(page._preview, Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, page)

    assert page._printed.order.start_cell == 5
    assert page._sheet.placed().start_cell == 5


def test_used_cells_are_hatched(page, qtbot):
    page.start_at(4)
    settle(qtbot, page)
    inside = page._preview.cell_area(1).toRect()

    seen = page._preview.grab(inside).toImage()

    assert seen.pixelColor(4, 4) != QColor("#FFFFFF")


def test_the_shift_is_kept_for_a_printer_and_a_sheet(page, room, qtbot):
    page._sheet._right.setValue(1.5)
    page._sheet._down.setValue(-0.5)

    page.choose_sheet("a4-3x8")
    page.choose_sheet("tj-107")
    settle(qtbot, page)

    assert room.preferences.offset("", "tj-107") == (1.5, -0.5)
    assert room.preferences.offset("", "a4-3x8") == (0.0, 0.0)
    assert (page._printed.order.right_mm, page._printed.order.down_mm) == (1.5, -0.5)


def test_typed_numbers_are_printed_and_unknown_ones_named(page, numbers, qtbot):
    page.choose(Which.typed)
    for number in (numbers[3], "99999"):
        QTest.keyClicks(page._copies._numbers, number)
        QTest.keyClick(page._copies._numbers, Qt.Key.Key_Return)
    settle(qtbot, page)

    assert [copy.number for copy in page._printed.order.copies] == [numbers[3]]
    assert page._copies._note.text() == "Not known here: 99999"


def test_no_number_typed_is_no_trouble(page, qtbot):
    page.choose(Which.typed)
    settle(qtbot, page)

    assert page._banner.words() == "No number yet"
    assert not page._print.isEnabled()


def test_a_number_that_does_not_fit_is_named_with_a_sheet_that_fits(page, library, qtbot):
    wide = "K2026ABCDEFGHIJKLMNOP"
    with library.changing() as desk:
        a_copy(desk, wide)

    page.show_numbers((wide,))
    settle(qtbot, page)

    assert isinstance(page._printed.refusal, errors.CodeDoesNotFit)
    assert wide in page._banner.words()
    page._banner._button.click()
    settle(qtbot, page)
    assert page._printed.order.sheet.name == "a4-3x8"
    assert page._printed.page_count == 1


def test_a_saved_pdf_is_whole_and_has_the_sheets_size(page, tmp_path, room):
    file = tmp_path / "labels.pdf"

    page.save_pdf(file)

    with pypdfium2.PdfDocument(file) as pdf:
        sizes = [pdf.get_page_size(number) for number in range(len(pdf))]
    assert [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in sizes] == [(165, 210)] * 2
    assert [each.name for each in tmp_path.glob("labels*")] == ["labels.pdf"]
    assert room.preferences.folder("labels") == tmp_path


def test_saving_alone_marks_nothing(page, tmp_path, library):
    page.save_pdf(tmp_path / "labels.pdf")

    assert page._question.isVisible()
    assert unlabelled(library) == 32


def test_only_yes_marks_the_copies(page, tmp_path, library, qtbot):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_Y, CONTROL)
    settle(qtbot, page)

    assert unlabelled(library) == 0
    assert page._banner.words() == "No copy waits for a label"
    assert page._sheet.placed().start_cell == 3


def test_no_leaves_the_copies_as_they_were(page, tmp_path, library):
    page.save_pdf(tmp_path / "labels.pdf")

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert not page._question.isVisible()
    assert unlabelled(library) == 32


def test_a_folder_that_does_not_take_the_file_is_said(page, tmp_path):
    page.save_pdf(tmp_path / "gone" / "labels.pdf")

    assert page._banner.words().startswith("Nothing can be written at")
    assert not page._question.isVisible()


def test_printing_draws_every_page_at_true_size(page, printer, tmp_path, library):
    page.print_on(printer)

    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as pdf:
        sizes = [pdf.get_page_size(number) for number in range(len(pdf))]
        drawn = pdf[0].render(scale=2).to_pil().convert("L")
    assert [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in sizes] == [(165, 210)] * 2
    assert drawn.getextrema() == (0, 255)
    assert page._question.isVisible()
    assert unlabelled(library) == 32


def test_every_printed_number_is_read_back_in_its_cell(page, printer, tmp_path, numbers):
    page.print_on(printer)

    found = read_back(tmp_path / "printed.pdf")
    sheet = page._printed.order.sheet
    assert sorted(number for number, _middle in found) == sorted(numbers)
    for number, (right, down) in found:
        left, top = sheet.corner(numbers.index(number) % sheet.cells + 1)
        assert abs(right - left - sheet.cell_width / 2) < 0.3
        assert top < down < top + sheet.cell_height


def test_the_printers_dialog_opens_without_stopping_the_window(page, qtbot):
    page.ask_printer()
    dialog = next(each for each in page.children() if each.inherits("QPrintDialog"))

    dialog.reject()

    qtbot.waitUntil(lambda: not any(each.inherits("QPrintDialog") for each in page.children()))
    assert page._printing is None
