from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import LedgerKind
from jukung.library import ledger, members
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.money_card import MoneyCard, PayStrip
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import NOON, TODAY, a_library, a_member, at

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def charge(library, amount=5000, *, reason="halaman sobek", card="A1"):
    with library.changing() as desk:
        ledger.charge_by_hand(desk, card, kind=LedgerKind.damage, amount=amount, reason=reason)


def view(library, card="A1"):
    with library.reading() as desk:
        return members.by_card(desk, card)


def account(library, card="A1"):
    with library.reading() as desk:
        return ledger.account(desk, card)


def slowly(field, text, *, every=120):
    """Keys as fingers press them."""
    press = 1_000
    for sign in text:
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign
        )
        event.setTimestamp(press)
        QApplication.sendEvent(field, event)
        press += every


@pytest.fixture
def member(library):
    with library.changing() as desk:
        return a_member(desk, name="Rahmah Hayati", card="A1")


@pytest.fixture
def strip(room, stand):
    return stand(PayStrip(room))


def test_enter_pays_all_that_is_owed_and_shows_the_receipt(strip, library, member, qtbot):
    charge(library)
    strip.begin(view(library))

    with qtbot.waitSignal(strip.paid) as told:
        QTest.keyClick(strip._amount, ENTER)

    assert told.args[0].amount == 5000
    assert account(library).owed == 0
    assert strip.words() == "Rahmah Hayati paid Rp5,000; nothing is owed any more."


def test_a_part_is_typed_over_the_whole(strip, library, member):
    charge(library)
    strip.begin(view(library))

    slowly(strip._amount, "1.500")
    QTest.keyClick(strip._amount, ENTER)

    assert account(library).owed == 3500
    assert strip.words() == "Rahmah Hayati paid Rp1,500; Rp3,500 is still owed."


def test_too_much_is_refused_in_the_strip(strip, library, member):
    charge(library)
    strip.begin(view(library))

    slowly(strip._amount, "9000")
    QTest.keyClick(strip._amount, ENTER)

    assert strip.refusal_words().startswith("Rp9,000 is more than the Rp5,000 that are owed.")
    assert account(library).owed == 5000


def test_a_label_scanned_into_the_amount_pays_nothing(strip, library, member, qtbot):
    charge(library)
    strip.begin(view(library))

    slowly(strip._amount, "4321", every=8)
    with qtbot.waitSignal(strip.scanned) as told:
        QTest.keyClick(strip._amount, ENTER)

    assert told.args[0] == "4321"
    assert (account(library).owed, strip._amount.amount()) == (5000, 5000)


@pytest.mark.parametrize("typed", ["0", "0150", "1.50", ""])
def test_what_is_no_amount_pays_nothing(strip, library, member, typed):
    charge(library)
    strip.begin(view(library))
    strip._amount.clear()

    slowly(strip._amount, typed)
    QTest.keyClick(strip._amount, ENTER)

    assert account(library).owed == 5000
    assert strip.refusal_words() == "Rp0 cannot be right. Type whole rupiah."


def test_escape_leaves_without_paying(strip, library, member, qtbot):
    charge(library)
    strip.begin(view(library))

    with qtbot.waitSignal(strip.left):
        QTest.keyClick(strip._amount, Qt.Key.Key_Escape)

    assert account(library).owed == 5000
    assert strip.words() == ""


def test_where_nothing_is_owed_there_is_nothing_to_pay(strip, library, member):
    strip.begin(view(library))

    assert strip.words() == "Rahmah Hayati owes nothing."
    assert strip._pay.isHidden()


def test_enter_on_close_does_not_pay(strip, library, member):
    charge(library)
    strip.begin(view(library))

    QTest.keyClick(strip._leave, ENTER)

    assert account(library).owed == 5000


@pytest.fixture
def card(room, stand, library, member):
    charge(library)
    made = stand(MoneyCard(room))
    made.show_member(view(library))
    return made


def test_the_account_lists_charges_with_their_payments(card, library):
    with library.changing() as desk:
        ledger.pay(desk, "A1", 2000)

    card.show_member(view(library))

    assert card.words() == "Owes Rp3,000"
    assert card.lines() == [
        "Damage Rp5,000 · 22 Nov 2026 · halaman sobek · Paid Rp2,000 22 Nov 2026 · open Rp3,000"
    ]


def test_the_account_is_paid_by_keys(card, library, qtbot):
    QTest.keyClick(card, Qt.Key.Key_B, CONTROL)
    with qtbot.waitSignal(card.changed):
        QTest.keyClick(card.pay._amount, ENTER)

    assert card.words() == "Owes nothing."
    assert account(library).owed == 0


def test_a_payment_of_today_is_taken_back_by_the_key(card, library):
    QTest.keyClick(card, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(card.pay._amount, ENTER)
    said = card.last_words()

    QTest.keyClick(card, Qt.Key.Key_Z, CONTROL)

    assert said == "Last today: Paid Rp5,000"
    assert account(library).owed == 5000
    assert (card.words(), card.last_words()) == ("Owes Rp5,000", "Last today: Damage Rp5,000")


def test_a_waiver_of_today_is_taken_back_by_the_key(card, library):
    QTest.keyClick(card, Qt.Key.Key_W, CONTROL)
    QTest.keyClicks(card.waive._reason, "rumahnya banjir")
    QTest.keyClick(card.waive._reason, ENTER)
    said = card.last_words()

    QTest.keyClick(card, Qt.Key.Key_Z, CONTROL)

    assert said == "Last today: Waived Rp5,000"
    assert account(library).owed == 5000


def test_what_was_charged_yesterday_is_not_offered(room, stand, library, member):
    with library.changing() as desk:
        ledger.charge_by_hand(
            at(desk, TODAY - timedelta(days=1), 10),
            "A1",
            kind=LedgerKind.damage,
            amount=5000,
            reason="halaman sobek",
        )
    made = stand(MoneyCard(room))

    made.show_member(view(library))

    assert (made.words(), made.last_words()) == ("Owes Rp5,000", "")


def test_a_waiver_is_typed_with_its_reason(card, library):
    QTest.keyClick(card, Qt.Key.Key_W, CONTROL)
    QTest.keyClicks(card.waive._reason, "rumahnya banjir")
    QTest.keyClick(card.waive._reason, ENTER)

    (line,) = account(library).charges
    assert (line.open_amount, line.settlements[0].reason) == (0, "rumahnya banjir")
    assert card.waive.isHidden()


def test_a_waiver_without_a_reason_asks_for_it(card, library):
    QTest.keyClick(card, Qt.Key.Key_W, CONTROL)
    QTest.keyClick(card.waive._reason, ENTER)

    assert card.waive._said.text() == "Please type the reason first."
    assert account(library).owed == 5000


def test_a_charge_is_made_by_hand(card, library):
    QTest.keyClick(card, Qt.Key.Key_G, CONTROL)
    slowly(card.charge._amount, "2500")
    QTest.keyClick(card.charge._amount, ENTER)
    QTest.keyClick(card.charge._barcode, ENTER)
    QTest.keyClicks(card.charge._reason, "kartu hilang")
    QTest.keyClick(card.charge._reason, ENTER)

    assert account(library).owed == 7500
    assert card.words() == "Owes Rp7,500"


def test_a_label_scanned_into_the_charge_is_the_copy(card):
    QTest.keyClick(card, Qt.Key.Key_G, CONTROL)
    slowly(card.charge._amount, "000018", every=8)
    card.charge._answer()

    assert (card.charge._barcode.text(), card.charge._amount.text()) == ("000018", "")


def test_a_prison_shows_no_money(tmp_path, home, qapp, stand):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=lambda: NOON)
    with made.changing() as desk:
        resident = a_member(desk)
    room = Room(ImmediateJobs(), Preferences(tmp_path / "p.ini"))
    with made.reading() as desk:
        room.move_in(made, desk.profile)
    card = stand(MoneyCard(room))

    card.show_member(resident)

    assert card.isHidden()
    room.jobs.close()
    made.close()


def test_at_the_desk_escape_leaves_the_strip_and_not_the_member(room, open_page, library, member):
    charge(library)
    page = open_page(CirculationPage(room))
    page.scan("A1")

    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    strip = page.findChild(PayStrip)
    opened = strip.words()
    QTest.keyClick(strip._amount, Qt.Key.Key_Escape)

    assert opened == "Rahmah Hayati owes Rp5,000"
    assert strip.isHidden()
    assert page._member is not None


def test_at_the_desk_two_keys_pay(room, open_page, library, member):
    charge(library)
    page = open_page(CirculationPage(room))
    page.scan("A1")

    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    QTest.keyClick(page.findChild(PayStrip)._amount, ENTER)

    assert account(library).owed == 0
    assert page._member.owed == 0
