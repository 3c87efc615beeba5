"""The import by keys, on real lists and a real file."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.exchange.imports.finding_words import FINDINGS
from jukung.exchange.imports.records import FindingCode
from jukung.library import catalogue
from jukung.ui.pages.imports import ImportsPage
from jukung.ui.pieces.button import Button
from makers import a_copy, a_loan, a_member

KEPT = Path(__file__).parents[2] / "kept" / "slims"
REAL = "slims-real/rlc_biblio_5799.csv"


@pytest.fixture
def page(room, open_page):
    return open_page(ImportsPage(room))


@pytest.fixture
def kept():
    """A list of three titles as SLiMS 9.6.1 writes it."""
    return KEPT / "9.6.1-doubled.csv"


def title_count(library):
    with library.reading() as desk:
        return catalogue.count(desk)


def ask(page, qtbot):
    """Ask about the latest import, and wait for the answer's buttons."""
    page.ask_undo(page.history()[0])
    qtbot.waitUntil(lambda: any(b.text() == "Keep it" for b in buttons_of(page)))


def buttons_of(page):
    return [button for button in page._banner.findChildren(Button) if button.isVisible()]


def press(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def test_every_finding_has_its_words():
    assert set(FINDINGS) == {str(code) for code in FindingCode}


def test_choosing_a_file_stores_nothing(page, kept, library):
    page.choose_file(kept)

    assert page.is_planning()
    assert title_count(library) == 0


def test_storing_puts_the_titles_into_the_catalogue(page, kept, library, qtbot):
    page.choose_file(kept)
    planned = page._plan.title_count
    with qtbot.waitSignal(page.stored):
        press(page, Qt.Key.Key_S)

    assert title_count(library) == planned
    assert [line.title_count for line in page.history()] == [planned]
    assert not page.is_planning()


def test_a_list_imported_twice_is_skipped_unless_wanted_again(page, kept, library):
    page.choose_file(kept)
    page.store()
    first = title_count(library)
    page.choose_file(kept)

    assert not page.plan_view().can_store()
    page.plan_view().store_again()
    page.store()

    assert title_count(library) == 2 * first


def test_titles_that_are_here_are_named(page, kept):
    page.choose_file(kept)
    page.store()
    page.choose_file(kept)

    page.plan_view().point_at_kind("title_here")

    named = [finding.text for finding in page.plan_view().lines()]
    assert named == [title.draft.title for title in page._plan.known]


def test_an_import_is_undone_after_a_question(page, kept, library, qtbot):
    page.choose_file(kept)
    page.store()
    ask(page, qtbot)
    asked = page.words()
    with qtbot.waitSignal(page.taken_back):
        press(page, Qt.Key.Key_Return)

    assert asked == f"Undo the import of {kept.name}?"
    assert title_count(library) == 0
    assert page.history()[0].is_undone


def test_keeping_an_import_leaves_it(page, kept, library, qtbot):
    page.choose_file(kept)
    page.store()
    stored = title_count(library)
    ask(page, qtbot)

    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.undo()

    assert title_count(library) == stored


def test_undoing_names_what_it_keeps(page, kept, library):
    page.choose_file(kept)
    lent = next(each for each in page._plan.fresh if each.copy_numbers)
    page.store()
    with library.changing() as desk:
        a_loan(desk, a_member(desk), lent.copy_numbers[0])

    page.ask_undo(page.history()[0])
    page.undo()

    assert page.kept_titles() == [lent.draft.title]


def test_an_unknown_file_stores_nothing_and_says_so(page, tmp_path, library):
    other = tmp_path / "gambar.csv"
    other.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    page.choose_file(other)

    assert page.words() == "gambar.csv is not a list that Jukung understands."
    assert not page.is_planning()
    assert title_count(library) == 0


def test_the_folder_is_remembered(page, kept, room):
    page.choose_file(kept)

    assert room.preferences.folder("import") == kept.parent


def test_escape_leaves_the_plan(page, kept, library):
    page.choose_file(kept)

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert not page.is_planning()
    assert title_count(library) == 0


def test_a_real_list_goes_through_the_page(page, library):
    folder = os.environ.get("JUKUNG_PEER_SAMPLES")
    if not folder or not (Path(folder) / REAL).is_file():
        pytest.skip("JUKUNG_PEER_SAMPLES names no folder of real lists")

    page.choose_file(Path(folder) / REAL)
    kinds = {kind.code: kind.count for kind in page.plan_view().kinds()}
    page.store()

    assert title_count(library) == 5799
    assert kinds == {
        "repeated_title": 261,
        "unusual_copy_number": 136,
        "isbn_check_digit": 40,
        "isbn_shape": 152,
    }


LIST = (
    "Nama Bahan;Oleh;Keluar;Jml\nPadi Apung;Contoh;2011;3\nUdang Rawa;Temu;2012;2\n;Temu;2013;1\n"
)


@pytest.fixture
def unknown(tmp_path):
    """A list whose columns nobody knows."""
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_list_of_unknown_columns_asks_what_they_are(page, unknown, library, qtbot):
    page.choose_file(unknown)
    asked = page.words()
    qtbot.waitUntil(lambda: bool(buttons_of(page)))
    press(page, Qt.Key.Key_M)
    mapping = page.mapping_view()
    mapping.choose_use(0, "title")
    mapping.choose_use(1, "author")
    counted = mapping.total()
    press(page, Qt.Key.Key_S)

    assert asked == "daftar.csv is a list, but its columns are not known"
    assert counted == "2 titles, 5 copies, 1 finding"
    assert page.is_planning()
    with qtbot.waitSignal(page.stored):
        press(page, Qt.Key.Key_S)
    assert title_count(library) == 2


def test_the_columns_are_remembered_for_the_next_list(page, unknown):
    page.choose_file(unknown)
    page.show_columns()
    page.mapping_view().choose_use(0, "title")
    page.mapping_view().press_go()
    page.store()

    unknown.write_text(LIST.replace("Padi", "Jagung"), encoding="utf-8")
    page.choose_file(unknown)

    assert page.is_planning()
    assert page.plan_view().dropped() == "Not read, because nothing here needs it: Oleh, Keluar"


def test_the_columns_are_left_by_escape(page, unknown):
    page.choose_file(unknown)
    page.show_columns()

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert not page.mapping_view().isVisible()
    assert not page.is_planning()


def test_rows_to_correct_are_written(page, unknown, tmp_path):
    page.choose_file(unknown)
    page.show_columns()
    page.mapping_view().choose_use(0, "title")
    page.mapping_view().press_go()
    out = tmp_path / "sisa.csv"

    page.save_rejects(out)

    assert "Rows without a title" in out.read_text(encoding="utf-8-sig")
    assert page.words() == "1 row to correct was written"


def test_findings_are_shown_of_one_kind_alone(page, tmp_path, library):
    with library.changing() as desk:
        a_copy(desk, "K1", title="Lain")
    path = tmp_path / "judul.csv"
    path.write_text("Judul;Barcode\nPadi;K1\n;K2\nUdang;K3\n", encoding="utf-8")
    page.choose_file(path)

    page.plan_view().show_only("copies")

    assert [kind.code for kind in page.plan_view().kinds()] == ["copy_number_taken"]
