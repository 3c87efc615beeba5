"""The import by keys, on real lists and a real file."""

import csv
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.finding_words import FINDINGS
from jukung.exchange.imports.records import FindingCode
from jukung.library import catalogue
from jukung.tour import old_files
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


def banner_words(page):
    return " ".join(each.text() for each in page._banner.findChildren(QLabel) if each.isVisible())


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


def test_what_cannot_be_taken_back_is_shown_before_it_is_undone(page, kept, library, qtbot):
    page.choose_file(kept)
    lent = next(each for each in page._plan.fresh if each.copy_numbers)
    page.store()
    with library.changing() as desk:
        a_loan(desk, a_member(desk), lent.copy_numbers[0])
    ask(page, qtbot)
    asked, rows = banner_words(page), page.kept()

    with qtbot.waitSignal(page.taken_back) as told:
        press(page, Qt.Key.Key_Return)

    (taken,) = told.args
    titles = title_count(library)
    assert "Is removed: 3 titles" in asked
    assert "Stays, because somebody worked with it since: 1 title, " in asked
    assert (rows[0].what, rows[0].words) == ("1 title", "lent since")
    named = next(each for each in rows if each.what == "Title")
    assert (named.words, named.why) == (lent.draft.title, "lent since")
    assert page.kept() == rows
    assert (taken.title_count, titles) == (3, 1)
    assert "Stays, because somebody worked with it since: 1 title, " in banner_words(page)


def test_what_an_undoing_leaves_is_saved_as_a_list(page, kept, library, qtbot, tmp_path):
    page.choose_file(kept)
    lent = next(each for each in page._plan.fresh if each.copy_numbers)
    page.store()
    with library.changing() as desk:
        a_loan(desk, a_member(desk), lent.copy_numbers[0])
    ask(page, qtbot)
    out = tmp_path / "tetap.csv"

    press_save = page._save_kept.isVisible()
    page.save_kept(out)

    lines = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert press_save
    assert lines[0] == ["What", "Which", "Why it stays"]
    assert ["Title", lent.draft.title, "lent since"] in lines
    assert f"{len(lines) - 1} lines of what stays: tetap.csv" in page._saved.text()
    page.undo()
    page.save_kept(tmp_path / "sesudah.csv")
    assert (tmp_path / "sesudah.csv").read_bytes() == out.read_bytes()


def test_keeping_an_import_hides_what_would_have_stayed(page, kept, library, qtbot):
    page.choose_file(kept)
    lent = next(each for each in page._plan.fresh if each.copy_numbers)
    page.store()
    with library.changing() as desk:
        a_loan(desk, a_member(desk), lent.copy_numbers[0])
    ask(page, qtbot)
    shown = page._kept_card.isVisible()

    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert (shown, page._kept_card.isVisible()) == (True, False)
    assert not page.history()[0].is_undone


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
        "year_unreadable": 2,
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


def test_a_filled_column_that_nobody_knows_is_asked_about_before_the_plan(page, tmp_path, qtbot):
    path = tmp_path / "baru.csv"
    path.write_text("No;Judul;Tahun;Sang pujangga\n1;Padi Apung;2011;Contoh\n", encoding="utf-8")
    page.choose_file(path)
    qtbot.waitUntil(page.mapping_view().isVisible)
    asked = banner_words(page)

    QTest.keyClick(page, Qt.Key.Key_Escape)
    said = page.plan_view().dropped()
    found = [each.code for each in page.plan_view().kinds()]
    press(page, Qt.Key.Key_M)
    qtbot.waitUntil(page.mapping_view().isVisible)
    page.mapping_view().choose_use(3, "author")
    press(page, Qt.Key.Key_S)

    assert "Not understood yet: Sang pujangga" in asked
    assert said.splitlines() == [
        "Not understood, and so not read: Sang pujangga",
        "Not read, because nothing here needs it: No",
    ]
    assert found == ["column_not_understood"]
    assert page.is_planning()
    assert page.plan_view().kinds() == []


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


def test_fines_payments_and_reservations_are_told_before_a_backup_is_stored(page, tmp_path):
    page.choose_file(old_files.slims_backup(tmp_path / "cadangan.sql"))
    plan = page._plan

    said = page.plan_view().total()

    counts = {kind: plan.tally(kind).coming for kind in (Kind.fines, Kind.payments, Kind.holds)}
    for count, words in zip(counts.values(), ("fine", "payment", "reservation"), strict=True):
        assert bool(count) == (f"{count} {words}" in said)
    assert counts[Kind.fines] + counts[Kind.payments] == len(plan.load().fines) > 0
    assert "Past loans come without who borrowed." in said


def test_findings_of_open_and_of_past_loans_are_told_apart(page, tmp_path):
    page.choose_file(old_files.slims_backup(tmp_path / "cadangan.sql"))

    found = {}
    for kind in ("open_loans", "past_loans"):
        page.plan_view().show_only(kind)
        found[kind] = [(each.code, each.count) for each in page.plan_view().kinds()]

    assert found == {
        "open_loans": [("loan_copy_gone", 1)],
        "past_loans": [("loan_copy_gone", 1)],
    }
