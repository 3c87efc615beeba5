"""Letters by keys, on a real file: numbers are taken when a letter goes out."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import EmblemName, LetterKind
from jukung.library import letterhead, letters
from jukung.ui.pages.letters_panel import LettersPanel
from makers import TODAY, a_copy, a_loan, a_member

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def fill(desk, *, prison=False):
    for number, name, late in (("K1", "Sarah", 3), ("K2", "Rusdi", 9)):
        card = f"A{late}"
        who = a_member(desk, card=card) if prison else a_member(desk, name, card=card)
        copy = a_copy(desk, number, title=f"Buku {number}")
        a_loan(desk, who, copy, on=TODAY - timedelta(days=late + (5 if prison else 7)))
    clear = {"card": "C1"} if prison else {"name": "Aminah", "card": "C1"}
    a_member(desk, **clear)


@pytest.fixture
def panel(library, room, open_page):
    with library.changing() as desk:
        fill(desk)
    made = open_page(LettersPanel(room))
    made.bench.preview.show_now()
    return made


def words_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def written(library):
    with library.reading() as desk:
        return [(each.number, each.kind, each.card) for each in letters.register(desk, year=2026)]


def press(panel, key, modifier=CONTROL):
    QTest.keyClick(panel, key, modifier)


def test_who_is_late_is_listed_the_longest_first(panel):
    assert [one.card for one in panel.overdue.values()] == ["A9", "A3"]
    assert panel.overdue.pointed() == "A9"
    assert not panel.bench.may_print()


def test_the_letter_pointed_at_is_shown_with_the_next_number_and_takes_none(panel, library):
    QTest.keyClick(panel.overdue.table, Qt.Key.Key_Down, PLAIN)
    panel.bench.preview.show_now()

    (page,) = words_of(panel.bench.preview.pdf())
    assert "001/PERPUS/XI/2026" in page
    assert "Sarah" in page
    assert written(library) == []


def test_space_ticks_and_each_ticked_letter_takes_a_number(panel, library, tmp_path):
    QTest.keyClick(panel.overdue.table, Qt.Key.Key_Space, PLAIN)
    assert panel.overdue.ticked() == ("A9",)
    press(panel, Qt.Key.Key_A)
    assert panel.chips() == (("2 letters ticked", "neutral"),)

    panel.bench.printing.save(tmp_path / "letters.pdf", panel.printable())

    assert written(library) == [
        ("002/PERPUS/XI/2026", LetterKind.overdue, "A3"),
        ("001/PERPUS/XI/2026", LetterKind.overdue, "A9"),
    ]
    first, second = words_of(tmp_path / "letters.pdf")
    assert "001/PERPUS/XI/2026" in first
    assert "Rusdi" in first
    assert "002/PERPUS/XI/2026" in second


def test_what_went_out_is_ticked_no_more_and_says_when(panel, tmp_path):
    press(panel, Qt.Key.Key_A)

    panel.bench.printing.save(tmp_path / "letters.pdf", panel.printable())

    assert panel.overdue.ticked() == ()
    assert [one.last_on for one in panel.overdue.values()] == [TODAY, TODAY]
    assert panel.bench.words() == "Saved: letters.pdf"


def test_a_letter_that_cannot_be_written_leaves_no_number_behind(panel, library, tmp_path):
    press(panel, Qt.Key.Key_A)
    paper = panel.printable()
    with library.changing() as desk:
        from jukung.library import circulation  # noqa: PLC0415 - only here

        circulation.give_back(desk, "K1")

    panel.bench.printing.save(tmp_path / "letters.pdf", paper)

    assert written(library) == []
    assert not (tmp_path / "letters.pdf").exists()
    assert "A3 is late with nothing" in panel.bench.words()


def test_a_clearance_is_written_for_who_owes_nothing(panel, library, tmp_path):
    press(panel, Qt.Key.Key_2)
    QTest.keyClicks(panel.clearance._card, "C1")
    QTest.keyClick(panel.clearance._card, Qt.Key.Key_Return)
    QTest.keyClicks(panel.clearance._purpose, "pindah sekolah")

    panel.bench.printing.save(tmp_path / "clear.pdf", panel.printable())

    assert written(library) == [("001/PERPUS/XI/2026", LetterKind.clearance, "C1")]
    (page,) = words_of(tmp_path / "clear.pdf")
    assert "Aminah" in page
    assert "pindah sekolah" in page


def test_who_still_has_copies_gets_no_clearance_but_the_way_to_the_desk(panel, room):
    called = []

    class Desk:
        def call_member(self, card):
            called.append(card)

    room.go = lambda _name: Desk()
    press(panel, Qt.Key.Key_2)

    panel.clearance.call("A3")
    assert panel.clearance.words() == "Not clear yet: 1 copy at home"
    assert panel.printable() is None
    press(panel, Qt.Key.Key_Return)

    assert called == ["A3"]


def test_a_name_that_only_one_has_finds_the_card(panel):
    panel.begin_clearance("Aminah")

    assert panel.clearance.card() == "C1"


def test_minutes_are_shown_while_they_are_typed_and_number_their_copies(panel, library, tmp_path):
    press(panel, Qt.Key.Key_3)
    assert panel.printable() is None
    form = panel.minutes
    form._matter.setText("Serah terima buku")
    form._parties[0][0].setText("Siti")
    form._parties[1][0].setText("Rahman")
    form._paragraphs.setPlainText("Buku diserahkan.")
    form._copies.setPlainText("K1\nXX")
    form._tell()

    assert form.note() == "1 copy in the table · Not known here: XX"
    panel.bench.printing.save(tmp_path / "minutes.pdf", panel.printable())

    (page,) = words_of(tmp_path / "minutes.pdf")
    assert "SERAH TERIMA BUKU" in page
    assert "Buku K1" in page
    assert written(library) == [("001/PERPUS/XI/2026", LetterKind.minutes, "")]


def test_a_letter_is_taken_back_in_the_register(panel, library, tmp_path):
    press(panel, Qt.Key.Key_A)
    panel.bench.printing.save(tmp_path / "letters.pdf", panel.printable())
    press(panel, Qt.Key.Key_4)
    assert [each.number[:3] for each in panel.register.values()] == ["002", "001"]

    QTest.keyClick(panel.register.table, Qt.Key.Key_Delete, PLAIN)

    assert panel.register.banner.words() == "Letter 002/PERPUS/XI/2026 is taken back"
    assert [number for number, _kind, _card in written(library)] == ["001/PERPUS/XI/2026"]


def test_a_bare_letterhead_is_named_with_the_way_to_it(panel, library, room):
    shown = []

    class Settings:
        def show_section(self, name):
            shown.append(name)

    room.go = lambda _name: Settings()
    assert panel._bare.words() == "Letters carry only the library's name so far"

    press(panel, Qt.Key.Key_H)
    with library.changing() as desk:
        letterhead.keep_emblem(desk, EmblemName.crest, a_crest())
    panel.shown()

    assert shown == ["letterhead"]
    assert panel._bare.words() == ""


def a_crest():
    from PySide6.QtGui import QImage  # noqa: PLC0415 - only here

    from jukung.ui.pages.emblem_field import emblem_of  # noqa: PLC0415 - only here

    picture = QImage(60, 80, QImage.Format.Format_RGB32)
    picture.fill(0x0F7C8A)
    return emblem_of(picture)


def test_a_prisons_letters_know_cards_alone(prison_room, open_page, tmp_path):
    with prison_room.library.changing() as desk:
        fill(desk, prison=True)
    panel = open_page(LettersPanel(prison_room))
    panel.overdue.table.tick_all()

    panel.bench.printing.save(tmp_path / "letters.pdf", panel.printable())

    pages = words_of(tmp_path / "letters.pdf")
    assert all("Sarah" not in page and "Rusdi" not in page for page in pages)
    assert "A9" in pages[0]
    assert {one.name for one in panel.overdue.values()} == {""}


def test_when_nobody_is_late_the_list_says_so(room, open_page):
    panel = open_page(LettersPanel(room))

    assert panel.overdue.values() == []
    assert panel.printable() is None
    assert panel.bench.preview.words().startswith("Tick who gets a letter")


@pytest.mark.parametrize("first", ["A3", "C1", "nobody"])
def test_the_next_card_replaces_the_card_before_it(panel, first):
    press(panel, Qt.Key.Key_2)
    field = panel.clearance._card
    QTest.keyClicks(field, first)
    QTest.keyClick(field, Qt.Key.Key_Return)

    QTest.keyClicks(field, "C1")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "C1"
    assert panel.clearance.card() == "C1"


def test_the_column_of_letter_numbers_does_not_say_barcode(panel):
    press(panel, Qt.Key.Key_4)

    model = panel.register.table.model()
    heading = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)

    assert heading == "Letter number"


def test_the_head_of_the_library_signs_minutes_once(panel, library, tmp_path):
    with library.changing() as desk:
        view = letterhead.show(desk)
        signer = letterhead.SignerView("Kepala Perpustakaan", "Sarah Contoh", "", "")
        unnamed = letterhead.SignerView("Camat", "", "", "")
        letterhead.save(desk, replace(view, signers=(signer, unnamed)))
    press(panel, Qt.Key.Key_3)
    form = panel.minutes
    form._matter.setText("Serah terima")
    for field, words in zip(
        form._parties[0][:2], ("Sarah Contoh", "kepala perpustakaan"), strict=True
    ):
        field.setText(words)
    for field, words in zip(form._parties[1][:2], ("Budi Contoh", "Petugas Dinas"), strict=True):
        field.setText(words)

    panel.bench.printing.save(tmp_path / "m.pdf", panel.printable())

    (page,) = words_of(tmp_path / "m.pdf")
    assert page.casefold().count("kepala perpustakaan") == 2
    assert "Camat" not in page
