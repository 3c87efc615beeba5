"""The letter of a clearance: a card, a line for the name, and a number once."""

import pypdfium2
import pytest

from jukung.domain.kinds import LetterKind, ResidentState, WriteOffReason
from jukung.library import circulation, clearances, letters, moves, residents
from jukung.library.moves import Change
from jukung.ui.pages import clearance_work
from jukung.ui.pages.clearances_view import ClearancesView
from prison_makers import a_passed_copy


@pytest.fixture
def view(prison_room, open_page):
    with prison_room.library.changing() as desk:
        who = residents.register(desk)
        moves.record(desk, (Change(who.row, state=ResidentState.released),))
    page = ClearancesView(prison_room)
    page.shown = page.come_into_view
    return open_page(page)


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_letter_bears_the_card_and_a_line_for_the_name(view, prison_room, tmp_path):
    view.table.point_at(0)
    card = view.listed()[0].card
    target = tmp_path / "surat.pdf"

    view.printing.save(target, view.letter())

    said = words_of(target.read_bytes())
    assert card in said
    assert "....." in said
    with prison_room.library.reading() as desk:
        written = letters.register(desk, year=2026)
        assert [each.kind for each in written] == [LetterKind.clearance]
        assert clearances.opened(desk)[0].letter_number == written[0].number


def test_the_letter_written_again_keeps_its_number(view, tmp_path):
    view.table.point_at(0)

    for name in ("one.pdf", "two.pdf"):
        view.printing.save(tmp_path / name, view.letter())

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_vault_is_given_facts_without_a_name(view, prison_room):
    with prison_room.library.changing() as desk:
        made = clearance_work.sealed_letter(desk, clearances.opened(desk)[0], paper="a4")

    assert made.card == view.listed()[0].card
    assert made.resident == view.listed()[0].resident_id
    assert made.number


def test_the_minutes_list_what_was_written_off(prison_room, open_page, tmp_path):
    with prison_room.library.changing() as desk:
        who = residents.register(desk)
        number = a_passed_copy(desk)
        circulation.lend(desk, who.card, number)
        moves.record(desk, (Change(who.row, state=ResidentState.released),))
        line = clearances.show(desk, clearances.opened(desk)[0].id).lines[0]
        clearances.write_off(desk, line.loan_id, WriteOffReason.destroyed, "kena air")
    view = ClearancesView(prison_room)
    view.shown = view.come_into_view
    open_page(view)
    view.table.point_at(0)

    view.printing.save(tmp_path / "ba.pdf", view.minutes())

    said = words_of((tmp_path / "ba.pdf").read_bytes())
    assert number in said
    assert "Destroyed" in said
    assert "kena air" in said
    assert who.card in said
