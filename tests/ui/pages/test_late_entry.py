"""Late entry as somebody types slips: by keys, on a real file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from jukung.domain import months
from jukung.domain.kinds import SlipAct
from jukung.domain.typed import TypedSlip
from jukung.library import closing, late_entry, overview
from jukung.ui.pace import FAST_MS
from jukung.ui.pages.late_entry import LateEntryPage
from makers import a_copy, a_loan, a_member, at

LEND, BACK = SlipAct.lend, SlipAct.give_back
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def stocked(library):
    """Two members A1 and A2, and copies K1 to K4."""
    with library.changing() as desk:
        early = at(desk, date(2026, 10, 20), 8)
        a_member(early, "Nur Hasanah", card="A1")
        a_member(early, "Rusdi", card="A2")
        for place in range(1, 5):
            a_copy(early, f"K{place}", title=f"Judul {place}")
        a_copy(early, "0007782", title="Perahu")


@pytest.fixture
def page(room, open_page, stocked):
    return open_page(LateEntryPage(room))


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def fill(*texts):
    """Type texts into the fields from the cursor on, with Enter behind each."""
    for text in texts:
        QTest.keyClicks(QApplication.focusWidget(), text, delay=0)
        press(ENTER)


def type_first(card="A1", number="K1", day="21/11"):
    fill(day, "")
    press(ENTER)  # the act is lending already
    fill(card, number)


def drafts(library):
    with library.reading() as desk:
        return late_entry.drafts(desk)


def at_home(library, card):
    with library.reading() as desk:
        return [(line.barcode, line.lent_on) for line in overview.loans_of(desk, card)]


def focused(page):
    return page.grid()._fields.column()


def test_the_empty_page_says_what_it_is_for_and_waits_for_a_day(page):
    assert page._empty.isVisible()
    assert focused(page) == 0


def test_a_slip_is_typed_by_enter_alone(page):
    type_first()

    assert page.grid().slips() == (TypedSlip("21/11", "", LEND, "A1", "K1"),)


def test_the_next_slip_takes_over_day_act_and_member(page):
    type_first()
    fill("K2", "K3")

    assert page.grid().slips()[1:] == (
        TypedSlip("21/11", "", LEND, "A1", "K2"),
        TypedSlip("21/11", "", LEND, "A1", "K3"),
    )


def test_escape_goes_on_with_another_member(page):
    type_first()
    press(Qt.Key.Key_Escape)
    fill("A2", "K2")

    assert page.grid().slips()[1] == TypedSlip("21/11", "", LEND, "A2", "K2")


def test_a_letter_chooses_what_was_done(page):
    fill("21/11", "")
    QThread.msleep(FAST_MS + 5)  # fingers are slower than a scanner
    fill("r", "K1")

    assert page.grid().slips() == (TypedSlip("21/11", "", BACK, "", "K1"),)


def test_beside_a_slip_stands_whose_it_is_and_what_it_does(page):
    type_first()

    (row, _waiting) = page.grid()._rows.values()

    assert (row.view.member_name, row.view.title) == ("Nur Hasanah", "Judul 1")
    assert page.grid()._rows.index(0, 5).data() == "Judul 1"


def test_what_cannot_be_is_marked_and_said(page):
    type_first(number="K9")
    press(Qt.Key.Key_Up)

    assert page.grid().stopped() == 1
    assert page.sentence().startswith("Number K9 is not known here.")


def test_what_is_typed_is_there_when_the_page_is_opened_again(page, room, open_page, library):
    type_first()
    fill("K2")
    kept = drafts(library)

    again = open_page(LateEntryPage(room))

    assert len(kept) == 2
    assert again.grid().slips() == kept


def test_ctrl_enter_records_all_and_says_how_many(page, library):
    type_first()
    fill("K2")

    press(ENTER, CTRL)

    assert page.words() == "Recorded: 2 lent."
    assert at_home(library, "A1") == [("K1", date(2026, 11, 21)), ("K2", date(2026, 11, 21))]
    assert page.grid().slips() == ()
    assert drafts(library) == ()


def test_undo_takes_the_batch_back_and_brings_its_slips(page, library):
    type_first()
    press(ENTER, CTRL)

    press(Qt.Key.Key_Z, CTRL)

    assert at_home(library, "A1") == []
    assert page.grid().slips() == (TypedSlip("21/11", "", LEND, "A1", "K1"),)


def test_a_stop_keeps_everything_until_somebody_decides(page, library):
    type_first()
    fill("K9")

    press(ENTER, CTRL)
    said, before = page.words(), at_home(library, "A1")
    press(ENTER, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert said == "1 slips need a look first."
    assert before == []
    assert at_home(library, "A1") == [("K1", date(2026, 11, 21))]
    assert [slip.number for slip in page.grid().slips()] == ["K9"]
    assert [slip.number for slip in drafts(library)] == ["K9"]


def test_a_removed_slip_comes_back_by_undo(page, library):
    type_first()
    fill("K2")
    press(Qt.Key.Key_Up)

    press(Qt.Key.Key_Delete, CTRL)
    gone = [slip.number for slip in drafts(library)]
    press(Qt.Key.Key_Z, CTRL)

    assert gone == ["K1"]
    assert [slip.number for slip in drafts(library)] == ["K1", "K2"]


def test_delete_in_an_empty_field_removes_the_slip(page):
    type_first()
    fill("K2")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete)  # the number, which is chosen whole
    press(Qt.Key.Key_Delete)

    assert [slip.number for slip in page.grid().slips()] == ["K1"]


@pytest.mark.parametrize("column", [0, 1, 2, 3, 4])
def test_a_scan_goes_where_it_belongs_wherever_the_cursor_is(page, column):
    fill("21/11")
    page.grid().go(0, column)

    fill("0007782")

    assert page.grid().slips() == (TypedSlip("21/11", "", LEND, "", "0007782"),)


def test_a_scanned_card_begins_a_loan_of_that_member(page, library):
    with library.changing() as desk:
        card = a_member(desk, "Sarah").card
    fill("21/11")

    fill(card, "0007782", card)

    assert page.grid().slips() == (TypedSlip("21/11", "", LEND, card, "0007782"),)
    assert page.grid()._slips[-1].card == card
    assert focused(page) == 4


def test_a_sent_month_leads_to_its_report(page, library, room, qtbot):
    gone = []

    class Report(QWidget):
        def choose_month(self, month):
            gone.append(month.text)

    report = Report()
    qtbot.addWidget(report)
    room.go = lambda _name: report
    with library.changing() as desk:
        closing.close(desk, months.parse_month("2026-10"), {"loans": 0})
    type_first(day="30/10")

    press(ENTER, CTRL)
    page._banner._button.click()

    assert "October 2026 was closed before" in page._banner._detail.text()
    assert gone == ["2026-10"]


def test_a_loan_at_the_desk_is_seen_in_the_slips(page, library, room):
    type_first()
    with library.changing() as desk:
        a_loan(desk, None, "K1")

    room.jobs.changed.emit(frozenset({"loan"}))

    assert page.grid().stopped() == 1


def test_a_long_batch_is_typed_by_numbers_alone(page, library):
    type_first()
    for place in range(39):
        fill(f"K{place % 4 + 1}")

    assert len(page.grid().slips()) == 40
    assert len(drafts(library)) == 40


def test_a_prison_shows_cards_and_no_names(prison_room, open_page):
    library = prison_room.library
    with library.changing() as desk:
        a_member(desk, card="W7")
        a_copy(desk, "K1")
    page = open_page(LateEntryPage(prison_room))

    type_first(card="Budi")

    assert [slip.card for slip in drafts(library)] == [""]
    assert page.grid()._shown[0].stop.code == "names_not_kept"
    assert [field.text() for field in page.findChildren(QLineEdit)].count("Budi") <= 1
