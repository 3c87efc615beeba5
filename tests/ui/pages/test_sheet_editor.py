"""Own sheets are measured, kept, shared and deleted."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from jukung.library import own_sheets
from jukung.paper import sheets
from jukung.ui.pages.sheet_editor import SheetEditor
from jukung.ui.pieces.button import Button

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(room, qtbot):
    room.preferences.label_sheet = "tj-107"
    made = SheetEditor(room)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin(None)
    return made


@pytest.fixture
def kept(library):
    """A sheet that the library made before."""
    start = sheets.sheet("tj-107")
    with library.changing() as desk:
        own_sheets.save(desk, "Koala kecil", sheets.written(start))
        written = dict(own_sheets.every(desk))["Koala kecil"]
    return sheets.parse("Koala kecil", written, own=True)


def names(library):
    with library.reading() as desk:
        return [name for name, _written in own_sheets.every(desk)]


def change(editor, qtbot, name, value):
    editor.fields().field(name).setValue(value)
    settle(editor, qtbot)


def settle(editor, qtbot):
    qtbot.waitUntil(lambda: not editor._rest.isActive())


def rename(editor, qtbot, name):
    line = editor.fields().name()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, name)
    settle(editor, qtbot)


def dropped(*files):
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return said


def drop(editor, said):
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5), action, said, button, none)
    editor.dragEnterEvent(entering)
    if entering.isAccepted():
        editor.dropEvent(QDropEvent(QPointF(5, 5), action, said, button, none))


def test_a_new_sheet_begins_as_a_copy_of_the_one_chosen_last(editor):
    measures = editor.fields().measures()

    assert (measures.paper_width, measures.cell_width) == (165, 50)
    assert measures.title == "Tom & Jerry 107, own"
    assert editor.words() == "It fits: 30 labels on a sheet."


def test_a_wrong_measure_is_named_at_once_and_not_saved(editor, qtbot):
    change(editor, qtbot, "cell_width", 70)

    assert "columns end at" in editor.words()
    assert "165 mm wide" in editor.words()
    assert not editor._save.isEnabled()


def test_gap_and_pitch_follow_one_another(editor, qtbot):
    change(editor, qtbot, "gap_x", 4)
    pitch = editor.fields().field("pitch_x").value()
    change(editor, qtbot, "pitch_y", 19.5)

    assert pitch == 54
    assert editor.fields().field("gap_y").value() == 1.5


def test_a_wider_label_keeps_its_gap(editor, qtbot):
    change(editor, qtbot, "cell_height", 17)

    assert editor.fields().measures().pitch_y == 19


def test_one_column_has_no_gap(editor, qtbot):
    columns, _rows = editor.fields().counts()

    columns.setValue(1)
    settle(editor, qtbot)

    assert not editor.fields().field("gap_x").isEnabled()
    assert editor._judged.sheet.pitch_x == editor._judged.sheet.cell_width


def test_a_usual_paper_fills_width_and_height(editor, qtbot):
    combo = editor.fields()._paper

    combo.setCurrentIndex(combo.findText("F4 (folio)"))
    combo.activated.emit(combo.currentIndex())
    settle(editor, qtbot)

    assert editor._judged.sheet.paper_width == 215
    assert editor._judged.sheet.paper_height == 330


def test_paper_of_another_size_is_called_so(editor, qtbot):
    change(editor, qtbot, "paper_width", 166.5)

    assert editor.fields()._paper.currentText() == "Own size"


def test_the_measure_of_the_field_stands_out_in_the_picture(editor):
    editor.fields().field("pitch_x").setFocus()

    assert editor._drawing.pointed() == "pitch_x"


def test_saving_keeps_the_sheet_in_the_library(editor, library, qtbot):
    rename(editor, qtbot, "Stiker Pasar 30")
    change(editor, qtbot, "left", 4.5)

    with qtbot.waitSignal(editor.saved) as said:
        QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)

    with library.reading() as desk:
        written = dict(own_sheets.every(desk))["Stiker Pasar 30"]
    assert sheets.parse("Stiker Pasar 30", written, own=True) == said.args[0]
    assert said.args[0].left == 4.5
    assert said.args[0].own
    assert editor.words() == "Kept: Stiker Pasar 30"


def test_a_name_that_another_sheet_has_is_refused(editor, library, qtbot):
    rename(editor, qtbot, "tom & jerry 107")

    editor.save()

    assert editor.words() == "There is a sheet called tom & jerry 107 already."
    assert names(library) == []


def test_a_sheet_without_a_name_is_not_saved(editor, qtbot):
    editor.fields().name().clear()
    settle(editor, qtbot)

    assert editor.words().startswith("Give the sheet a name")
    assert not editor._save.isEnabled()


def test_an_own_sheet_is_renamed_in_its_place(editor, kept, library, qtbot):
    editor.begin(kept)
    rename(editor, qtbot, "Koala besar")

    editor.save()

    assert names(library) == ["Koala besar"]


def test_a_deleted_sheet_comes_back_with_undo(editor, kept, library, qtbot):
    editor.begin(kept)

    editor._delete.click()
    gone = names(library)
    QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Z, CONTROL)

    assert gone == []
    assert names(library) == ["Koala kecil"]
    assert editor.words() == "Undone. Tom & Jerry 107 is there again."


def test_a_deleted_sheet_is_told_of_when_one_leaves(editor, kept, qtbot):
    editor.begin(kept)
    editor._delete.click()

    with qtbot.waitSignal(editor.removed) as said, qtbot.waitSignal(editor.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)

    assert said.args == ["Koala kecil"]


def test_only_an_own_sheet_can_be_deleted(editor):
    assert editor._delete.isHidden()


def test_a_sheet_goes_to_a_file_and_to_another_library(editor, tmp_path, qtbot):
    file = tmp_path / "golden.toml"
    change(editor, qtbot, "top", 8)
    editor.sharing.write_file(file)
    change(editor, qtbot, "top", 6)

    drop(editor, dropped(file))

    assert editor.fields().measures().top == 8
    assert editor.words() == "Read from golden.toml"


def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(editor, tmp_path, library):
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")

    drop(editor, dropped(file))

    assert "cannot be read as TOML" in editor.words()
    assert editor.fields().measures().cell_width == 50
    assert names(library) == []


def test_a_folder_or_a_huge_file_is_refused_too(editor, tmp_path):
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 100_000)

    drop(editor, dropped(tmp_path))
    folder = editor.words()
    drop(editor, dropped(huge))

    assert "cannot be opened" in folder
    assert "too large" in editor.words()


def test_a_dropped_word_is_no_file(editor):
    said = QMimeData()
    said.setText("hello")

    drop(editor, said)

    assert editor.words().startswith("It fits")


def test_escape_leaves(editor, qtbot):
    with qtbot.waitSignal(editor.left):
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_every_sheet_of_the_program_fits_the_fields(editor, qtbot):
    for sheet in sheets.sheets():
        editor._copy(sheet)
        settle(editor, qtbot)

        assert editor._judged.sheet.cells == sheet.cells
        assert editor._judged.sheet.pitch_x == pytest.approx(
            sheet.pitch_x if sheet.columns > 1 else sheet.cell_width, abs=0.01
        )


def leave(editor):
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_esc_with_something_typed_asks_before_it_is_lost(editor, qtbot):
    left = []
    editor.left.connect(lambda: left.append(1))
    change(editor, qtbot, "cell_height", 17)

    leave(editor)
    asked = editor.words()
    leave(editor)

    assert (asked, left) == ("Save first?", [])
    assert editor.fields().measures().cell_height == 17
    assert editor.words() == "It fits: 30 labels on a sheet."


def test_esc_with_nothing_typed_just_leaves(editor, qtbot):
    with qtbot.waitSignal(editor.left):
        leave(editor)


def test_the_question_before_leaving_saves_or_discards(editor, library, qtbot):
    left = []
    editor.left.connect(lambda: left.append(1))
    change(editor, qtbot, "cell_height", 17)
    leave(editor)

    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    kept = names(library)
    change(editor, qtbot, "cell_height", 16)
    leave(editor)
    next(b for b in editor.findChildren(Button) if b.text() == "Discard" and b.isVisible()).click()

    assert kept == ["Tom & Jerry 107, own"]
    assert left == [1]


def test_a_number_out_of_range_is_said_and_the_one_of_before_stays(editor, qtbot):
    columns, _rows = editor.fields().counts()
    width = editor.fields().field("cell_width")

    for field, typed in ((columns, "0"), (columns, "99999"), (width, "-5")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        editor.fields().name().setFocus()

    qtbot.waitUntil(lambda: len(editor.fields().notes()) == 2)
    assert (columns.value(), width.value()) == (3, 50)
    assert editor.fields().notes()[0].startswith("99999 is not possible here: 1 to 200.")
    assert editor.fields().notes()[1].startswith("-5 is not possible here: 0.1 to 2000.")


def test_a_field_that_was_left_has_no_selection(editor, qtbot):
    field = editor.fields().field("cell_width")
    field.setFocus()
    qtbot.waitUntil(lambda: field.lineEdit().hasSelectedText())

    editor.fields().name().setFocus()

    assert not field.lineEdit().hasSelectedText()


def test_good_news_of_a_file_goes_when_the_sheet_changes(editor, qtbot):
    editor._tell_written("own.toml")

    change(editor, qtbot, "cell_width", 70)

    assert "columns end at" in editor.words()
