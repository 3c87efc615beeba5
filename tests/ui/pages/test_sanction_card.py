from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.domain.kinds import BorrowerStatus, SanctionKind
from jukung.library import ledger, members, sanctions
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.form_parts import show_choice
from jukung.ui.pages.member_account import MemberAccount
from jukung.ui.pages.sanction_card import SanctionCard
from makers import TODAY, a_member

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def member(library):
    with library.changing() as desk:
        return a_member(desk, name="Rahmah Hayati", card="A1")


@pytest.fixture
def card(room, stand, member):
    made = stand(SanctionCard(room))
    made.show_member(member)
    return made


def status(library, member):
    with library.reading() as desk:
        return members.show(desk, member.id).status


def test_a_suspension_of_two_weeks_is_noted_by_keys(card, library, member, qtbot):
    QTest.keyClick(card, Qt.Key.Key_J, CONTROL)
    QTest.keyClicks(card.strip._reason, "merusak koleksi")
    with qtbot.waitSignal(card.changed):
        QTest.keyClick(card.strip._reason, ENTER)

    (line,) = card.lines()
    assert (line.kind, line.until_on) == (SanctionKind.suspension, TODAY + timedelta(days=14))
    assert status(library, member) is BorrowerStatus.suspended
    assert card.words() == ["Suspension until 6 Dec 2026 · merusak koleksi · since 22 Nov 2026"]


def test_a_task_has_no_end_and_is_done(card, library, member):
    QTest.keyClick(card, Qt.Key.Key_J, CONTROL)
    show_choice(card.strip._kind, SanctionKind.task)
    QTest.keyClicks(card.strip._reason, "ganti dengan buku setara")
    QTest.keyClick(card.strip._reason, ENTER)
    (task,) = card.lines()

    card.lift(task.id)

    assert (task.until_on, task.is_running) == (None, True)
    assert card.words() == ["Task · done · ganti dengan buku setara · since 22 Nov 2026"]


def test_a_sanction_without_a_reason_asks_for_it(card):
    QTest.keyClick(card, Qt.Key.Key_J, CONTROL)
    QTest.keyClick(card.strip._reason, ENTER)

    assert card.strip.refusal_words() == "Please type the reason first."
    assert card.lines() == ()


def test_one_lifted_elsewhere_is_said_kindly(card, library, member):
    with library.changing() as desk:
        line = sanctions.impose(desk, member.id, kind=SanctionKind.warning, reason="ribut")
    card.show_member(member)
    with library.changing() as desk:
        sanctions.lift(desk, line.id)

    card.lift(line.id)

    assert card.refusal_words().startswith("This sanction is no longer there.")


def test_the_account_leaves_with_escape_but_a_strip_first(room, stand, member, qtbot):
    account = stand(MemberAccount(room))
    account.show_member(member)
    QTest.keyClick(account, Qt.Key.Key_J, CONTROL)
    left = []
    account.left.connect(lambda: left.append(True))

    QTest.keyClick(account.sanctions.strip._reason, Qt.Key.Key_Escape)
    after_first = (list(left), account.sanctions.strip.isHidden())
    QTest.keyClick(account, Qt.Key.Key_Escape)

    assert after_first == ([], True)
    assert left == [True]


def test_the_account_shows_what_is_owed(room, stand, library, member):
    with library.changing() as desk:
        ledger.charge_by_hand(desk, "A1", kind=ledger.LedgerKind.damage, amount=700, reason="sobek")
    account = stand(MemberAccount(room))

    account.show_member(member)

    assert account.money.words() == "Owes Rp700"


def test_a_task_is_told_at_the_desk(room, open_page, library, member):
    with library.changing() as desk:
        sanctions.impose(desk, member.id, kind=SanctionKind.task, reason="susun rak")
    page = open_page(CirculationPage(room))

    page.scan("A1")

    assert "Task: susun rak" in [each.text() for each in page.findChildren(QLabel)]
