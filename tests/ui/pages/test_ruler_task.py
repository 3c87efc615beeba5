"""A printer is made to fit with a ruler and four numbers."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung import words
from jukung.domain.kinds import Feed
from jukung.paper import ruler, sheets
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.ui import printing
from jukung.ui.pages.ruler_picture import Distance
from jukung.ui.pages.ruler_task import RulerTask
from jukung.ui.pieces.button import Button
from jukung.ui.preferences import Preferences

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet():
    return sheets.sheet("tj-107")


@pytest.fixture
def task(room, sheet, qtbot):
    made = RulerTask(room)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin(sheet, "Epson L3110", Placement(start_cell=7))
    return made


def type_into(task, distance, text):
    field = task._fields[distance]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_fields_begin_with_the_distances_that_should_be_there(task, sheet):
    marks = ruler.expected(sheet)

    shown = [field.value() for field in task._fields.values()]

    assert shown == [marks.left, marks.top, marks.across, marks.down]
    assert task.words().startswith("These are the distances")
    assert not task._keep.isEnabled()


def test_what_is_measured_is_said_in_words_at_once(task, sheet):
    marks = ruler.expected(sheet)

    type_into(task, Distance.left, f"{marks.left + 1:.1f}")
    type_into(task, Distance.top, f"{marks.top - 0.5:.1f}")

    assert task.words() == "This printer prints 1.0 mm too far right and 0.5 mm too high."


def test_a_gain_is_said_for_a_hundred_millimetres(task, sheet):
    marks = ruler.expected(sheet)

    task.measure(Distance.across, marks.across * 1.004)

    assert "Over 100 mm to the right it gains 0.4 mm." in task.words()


def test_a_comma_is_as_good_as_a_point(task, sheet):
    type_into(task, Distance.left, "21,5")

    assert task._fields[Distance.left].value() == 21.5


def test_a_distance_that_cannot_be_is_named_and_not_kept(task):
    type_into(task, Distance.across, "12")

    assert "12.0 mm from A to C" in task.words()
    assert not task._keep.isEnabled()


def test_the_distance_of_the_field_stands_out_in_the_picture(task):
    task._fields[Distance.down].setFocus()

    assert task._picture.pointed() is Distance.down


def test_enter_goes_from_field_to_field_and_then_to_keep(task, sheet):
    task.measure(Distance.left, ruler.expected(sheet).left + 1)
    task._fields[Distance.left].setFocus()
    for _field in Distance:
        QTest.keyClick(task.focusWidget(), Qt.Key.Key_Return)

    assert task._keep.hasFocus()


def test_keeping_gives_the_fit_stays_and_proposes_another_page(task, sheet, qtbot):
    task.measure(Distance.left, ruler.expected(sheet).left + 1)

    with qtbot.waitSignal(task.fitted) as kept:
        QTest.keyClick(task, Qt.Key.Key_M, CONTROL)

    assert kept.args == [Fit(right=-1.0)]
    assert task.banner_words() == "Kept for this printer and sheet."
    assert (task._leave.text(), task._leave.hasFocus()) == ("Done", True)
    assert not task._keep.isEnabled()
    [again] = task._banner.findChildren(Button)
    assert again.text() == "Print again to see"


def test_after_keeping_escape_is_done(task, sheet, qtbot):
    task.measure(Distance.left, ruler.expected(sheet).left + 1)
    task.keep()

    with qtbot.waitSignal(task.left):
        QTest.keyClick(task, Qt.Key.Key_Escape)


def test_another_sheet_begins_without_what_was_said_of_the_last(task, sheet):
    task.measure(Distance.left, ruler.expected(sheet).left + 1)
    task.keep()

    task.begin(sheet, "Epson L3110", Placement())

    assert (task.banner_words(), task._leave.text()) == ("", "Back")


def test_a_second_page_corrects_what_the_first_left(task, sheet, qtbot):
    marks = ruler.expected(sheet)
    task.measure(Distance.left, marks.left + 1)
    task.keep()
    task.measure(Distance.left, marks.left + 0.2)

    with qtbot.waitSignal(task.fitted) as kept:
        task.keep()

    assert kept.args[0].right == pytest.approx(-1.2)


def test_the_page_saved_is_the_ruler_page_of_this_printer(task, sheet, tmp_path):
    file = tmp_path / "ruler.pdf"

    task.printing().save(file)

    whole = Placement()
    assert file.read_bytes() == ruler.ruler_page(sheet, placement=whole, printer="Epson L3110")
    assert task.banner_words() == "Saved: ruler.pdf. Print it at 100 %."
    assert task._fields[Distance.left].hasFocus()


def test_printing_draws_one_page_of_the_sheets_size(task, sheet, tmp_path, qtbot):
    printer = printing.printer_for(10, 10, name="any", dots_per_inch=150)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    task.printing().print_on(printer)

    qtbot.waitUntil(lambda: not task.printing().is_printing())
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as pdf:
        size = [side * 25.4 / 72 for side in pdf[0].get_size()]
        assert len(pdf) == 1
    assert size == pytest.approx([sheet.paper_width, sheet.paper_height], abs=0.4)
    assert task.banner_words() == "The ruler page is at the printer."


def test_another_printer_chosen_in_the_dialog_is_the_one_that_is_fitted(task, room, sheet, qtbot):
    room.preferences.keep_fit("Canon LBP", sheet.name, right=-2.0, down=0.0)

    task.take_printer("Canon LBP")
    task.measure(Distance.left, ruler.expected(sheet).left + 1)
    with qtbot.waitSignal(task.fitted) as kept:
        task.keep()

    assert room.preferences.printer == "Canon LBP"
    assert kept.args[0].right == pytest.approx(-3.0)
    assert "Canon LBP" in task._for.text()


def test_a_sheet_on_a4_is_measured_on_a4(room, sheet, qtbot):
    task = RulerTask(room)
    qtbot.addWidget(task)
    carrier = Carrier(feed=Feed.right)

    task.begin(sheet, "", Placement(carrier=carrier))

    assert task._fields[Distance.down].value() == ruler.expected(sheet, carrier).down
    assert "this printer" in task._for.text()


def test_escape_leaves_and_keeps_nothing(task, sheet, qtbot):
    task.measure(Distance.left, ruler.expected(sheet).left + 1)

    with qtbot.waitSignal(task.left), qtbot.assertNotEmitted(task.fitted):
        QTest.keyClick(task, Qt.Key.Key_Escape)


def test_the_folder_of_the_page_is_remembered(task, room, tmp_path):
    task.printing().save(tmp_path / "ruler.pdf")
    room.preferences.save()

    assert Preferences(tmp_path / "preferences.ini").folder("labels") == tmp_path


def test_indonesian_measures_have_a_comma(room, sheet, qtbot, monkeypatch):
    monkeypatch.setattr(words, "_language", "id")
    task = RulerTask(room)
    qtbot.addWidget(task)

    task.begin(sheet, "", Placement())

    assert task._fields[Distance.left].text().endswith(",0")
