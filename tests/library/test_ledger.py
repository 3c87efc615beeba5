import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings as pace
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, LedgerKind, Role
from jukung.library import check, circulation, journal, ledger, numbers, undoing
from jukung.store.tables import JournalAct
from makers import NOON, TODAY, a_copy, a_library, a_member, acting_as, at

FINE, DAMAGE = LedgerKind.fine, LedgerKind.damage


@pytest.fixture
def card(desk):
    return a_member(at(desk, TODAY - timedelta(days=30)), name="Rahmah Hayati", card="A1").card


def charged(desk, card, amount, *, kind=DAMAGE, reason="halaman sobek", **particulars):
    """Charge by hand; gives the charge."""
    account = ledger.charge_by_hand(
        desk, card, kind=kind, amount=amount, reason=reason, **particulars
    )
    return account.charges[-1]


def owed(desk, card):
    return ledger.account(desk, card).owed


def test_a_part_payment_leaves_the_rest_open(desk, card):
    charged(desk, card, 5000)

    paid = ledger.pay(desk, card, 2000)

    (charge,) = ledger.account(desk, card).charges
    assert (paid.amount, paid.owed, paid.action) == (2000, 3000, ActKind.pay)
    assert (charge.amount, charge.open_amount) == (5000, 3000)
    assert [(s.kind, s.on, s.amount) for s in charge.settlements] == [
        (LedgerKind.payment, TODAY, 2000)
    ]


def test_one_payment_settles_the_oldest_charges_first_in_one_act(desk, card):
    charged(at(desk, TODAY - timedelta(days=9)), card, 1000)
    charged(at(desk, TODAY - timedelta(days=3)), card, 4000)

    paid = ledger.pay(desk, card, 3500)

    assert [(line.amount, line.still_open) for line in paid.lines] == [(1000, 0), (2500, 1500)]
    assert paid.owed == 1500


def test_a_named_charge_is_paid_before_older_ones(desk, card):
    charged(at(desk, TODAY - timedelta(days=9)), card, 1000)
    later = charged(desk, card, 4000)

    ledger.pay(desk, card, 4000, charge_id=later.id)

    assert [c.open_amount for c in ledger.account(desk, card).charges] == [1000, 0]


def test_a_payment_has_the_true_day_of_its_receipt(desk, card):
    charged(at(desk, TODAY - timedelta(days=9)), card, 1000)

    paid = ledger.pay(desk, card, 1000, on=TODAY - timedelta(days=2))

    assert paid.on == date(2026, 11, 20)
    assert ledger.totals(desk, date(2026, 11, 20), date(2026, 11, 20)).paid == 1000


def test_a_receipt_from_before_the_charge_pays_nothing(desk, card):
    charged(desk, card, 1000)

    with pytest.raises(errors.NothingOwed):
        ledger.pay(desk, card, 1000, on=TODAY - timedelta(days=2))


def test_nobody_pays_more_than_is_owed(desk, card):
    charged(desk, card, 1000)

    with pytest.raises(errors.PaysTooMuch) as refused:
        ledger.pay(desk, card, 1001)

    assert (refused.value.amount, refused.value.owed) == (1001, 1000)


@pytest.mark.parametrize("amount", [0, -500, ledger.MOST + 1])
def test_an_amount_that_cannot_be_is_refused(desk, card, amount):
    charged(desk, card, 1000)

    with pytest.raises(errors.AmountOutOfRange):
        ledger.pay(desk, card, amount)
    with pytest.raises(errors.AmountOutOfRange):
        charged(desk, card, amount)


def test_nothing_is_paid_where_nothing_is_owed(desk, card):
    with pytest.raises(errors.NothingOwed):
        ledger.pay(desk, card, 1000)


def test_a_waiver_needs_its_reason(desk, card):
    charged(desk, card, 1000)

    with pytest.raises(errors.ReasonMissing):
        ledger.waive(desk, card, 1000, "  ")


def test_a_waiver_settles_as_a_payment_does_but_is_no_money(desk, card):
    charged(desk, card, 1000)

    waived = ledger.waive(desk, card, 400, "banjir")

    (charge,) = ledger.account(desk, card).charges
    assert (waived.owed, charge.settlements[0].reason) == (600, "banjir")
    assert ledger.totals(desk, TODAY, TODAY) == ledger.Totals(charged=1000, paid=0, waived=400)


def test_an_assistant_takes_payments_but_does_not_waive(desk, card):
    charged(desk, card, 1000)
    assistant = acting_as(desk, Role.assistant)

    ledger.pay(assistant, card, 100)

    with pytest.raises(errors.NotAllowed):
        ledger.waive(assistant, card, 900, "kasihan")


def test_an_assistant_cannot_undo_a_waiver(desk, card):
    charged(desk, card, 1000)
    waived = ledger.waive(desk, card, 1000, "banjir")

    with pytest.raises(errors.NotAllowed):
        undoing.undo(acting_as(desk, Role.assistant), waived.act_id)


def test_a_charge_for_a_copy_names_its_title(desk, card):
    number = a_copy(desk, title="Perahu Kecil")
    circulation.lend(desk, card, number)

    charge = charged(desk, card, 45_000, kind=LedgerKind.replacement, reason="", barcode=number)

    assert (charge.title, charge.barcode) == ("Perahu Kecil", number)


def test_a_charge_without_a_copy_needs_its_reason(desk, card):
    with pytest.raises(errors.ReasonMissing):
        charged(desk, card, 1000, reason=" ")


def test_a_charge_for_a_copy_the_member_never_had_is_refused(desk, card):
    number = a_copy(desk)

    with pytest.raises(errors.CopyNotOnLoan):
        charged(desk, card, 1000, barcode=number)


def test_an_undone_payment_is_owed_again(desk, card):
    charged(desk, card, 1000)
    ledger.pay(desk, card, 1000)

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.card, owed(desk, card)) == (ActKind.pay, "A1", 1000)


def test_a_charge_that_was_paid_is_not_undone(desk, card):
    charged(desk, card, 1000)
    ledger.pay(desk, card, 10)
    act = desk.session.scalars(
        select(col(JournalAct.id)).where(col(JournalAct.kind) == "charge")
    ).one()

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act)


def test_an_undone_charge_was_never_one(desk, card):
    charged(desk, card, 1000)

    undoing.undo_last(desk)

    assert ledger.account(desk, card).charges == ()
    assert ledger.totals(desk, TODAY, TODAY).charged == 0


def test_a_debt_blocks_neither_a_loan_nor_a_return(desk, card):
    charged(desk, card, 1_000_000)
    number = a_copy(desk)

    circulation.lend(desk, card, number)

    assert circulation.give_back(desk, number).returned_on == TODAY


def test_a_fine_within_an_act_is_cancelled_with_it(desk, card):
    borrower = numbers.borrower_row(desk, card)
    act = journal.begin(desk, ActKind.give_back)
    journal.note(desk, act, "return", noun="loan", noun_id="x")
    ledger.charge(desk, act, borrower=borrower, kind=FINE, amount=1500, loan=None, reason="3 hari")
    before = ledger.owed_by(desk, borrower)
    undoing_act = journal.begin(desk, ActKind.undo)
    journal.note(desk, undoing_act, "undo", noun="act", noun_id=act.id)

    ledger.undo_of(desk, act, undoing_act)

    assert (before, ledger.owed_by(desk, borrower)) == (1500, 0)


def test_nothing_is_charged_for_zero(desk, card):
    act = journal.begin(desk, ActKind.give_back)
    journal.note(desk, act, "return", noun="loan", noun_id="x")

    ledger.charge(
        desk, act, borrower=numbers.borrower_row(desk, card), kind=FINE, amount=0, loan=None
    )

    assert owed(desk, card) == 0


def test_a_prison_library_keeps_no_money(tmp_path, home):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=lambda: NOON)
    with made.changing() as desk:
        card = a_member(desk).card
        number = a_copy(desk)
        circulation.lend(desk, card, number)
        act = journal.begin(desk, ActKind.give_back)
        journal.note(desk, act, "return", noun="loan", noun_id="x")

        with pytest.raises(errors.MoneyNotKept):
            charged(desk, card, 1000)
        ledger.charge(
            desk, act, borrower=numbers.borrower_row(desk, card), kind=FINE, amount=9, loan=None
        )

        assert owed(desk, card) == 0
    made.close()


def test_the_journal_of_money_names_nobody(desk, card):
    charged(desk, card, 1000)
    ledger.pay(desk, card, 1000)

    said = desk.session.connection().exec_driver_sql(
        "SELECT d.detail FROM journal_detail d JOIN journal_entry e USING (seq) "
        "WHERE e.noun = 'ledger'"
    )

    assert [("A1" in row[0], "Rahmah" in row[0]) for row in said] == [(False, False)] * 2


def test_an_overpaid_charge_is_found_by_the_check(desk, card):
    charged(desk, card, 1000)
    ledger.pay(desk, card, 1000)
    desk.session.connection().exec_driver_sql(
        "UPDATE ledger SET amount = 1200 WHERE kind = 'payment'"
    )

    assert [flaw.code for flaw in check.examine(desk).flaws] == ["settled_above"]


class LedgerMachine(RuleBasedStateMachine):
    """Charges, part payments, waivers and undos against a list of small dictionaries."""

    @initialize()
    def open(self):
        self._folder = tempfile.TemporaryDirectory()
        self.library = a_library(Path(self._folder.name), clock=lambda: NOON)
        with self.library.changing() as desk:
            self.cards = [a_member(desk).card for _ in range(2)]
        self.charges = []  # card, amount, settled, act
        self.settled = []  # act, [(charge, part)]

    def teardown(self):
        self.library.close()
        self._folder.cleanup()

    def open_of(self, card):
        return [c for c in self.charges if c["card"] == card and c["amount"] > c["settled"]]

    @rule(which=st.integers(0, 1), amount=st.integers(1, 9000))
    def charge(self, which, amount):
        card = self.cards[which]
        with self.library.changing() as desk:
            charged(desk, card, amount)
            act = last_act(desk)
        self.charges.append({"card": card, "amount": amount, "settled": 0, "act": act})

    @rule(which=st.integers(0, 1), amount=st.integers(1, 12_000), waived=st.booleans())
    def settle(self, which, amount, waived):
        card = self.cards[which]
        waiting = self.open_of(card)
        owed_now = sum(c["amount"] - c["settled"] for c in waiting)
        try:
            with self.library.changing() as desk:
                if waived:
                    ledger.waive(desk, card, amount, "banjir")
                else:
                    ledger.pay(desk, card, amount)
                act = last_act(desk)
        except errors.NothingOwed:
            assert owed_now == 0
            return
        except errors.PaysTooMuch:
            assert 0 < owed_now < amount
            return
        parts = []
        for each in waiting:
            part = min(amount, each["amount"] - each["settled"])
            each["settled"] += part
            amount -= part
            if part:
                parts.append((each, part))
        assert amount == 0
        self.settled.append((act, parts))

    @precondition(lambda self: self.settled)
    @rule(data=st.data())
    def undo_settling(self, data):
        act, parts = self.settled.pop(data.draw(st.integers(0, len(self.settled) - 1)))
        with self.library.changing() as desk:
            undoing.undo(desk, act)
        for each, part in parts:
            each["settled"] -= part

    @precondition(lambda self: self.charges)
    @rule(data=st.data())
    def undo_charge(self, data):
        chosen = self.charges[data.draw(st.integers(0, len(self.charges) - 1))]
        try:
            with self.library.changing() as desk:
                undoing.undo(desk, chosen["act"])
        except errors.CannotUndo:
            assert chosen["settled"] > 0
            return
        assert chosen["settled"] == 0
        self.charges.remove(chosen)

    @invariant()
    def agrees(self):
        with self.library.reading() as desk:
            for card in self.cards:
                mine = [c for c in self.charges if c["card"] == card]
                account = ledger.account(desk, card)
                row = numbers.borrower_row(desk, card)
                assert account.owed == ledger.owed_by(desk, row)
                assert [c.open_amount for c in account.charges] == [
                    c["amount"] - c["settled"] for c in mine
                ]


def last_act(desk):
    return desk.session.scalars(
        select(col(JournalAct.id)).order_by(col(JournalAct.row).desc()).limit(1)
    ).one()


LedgerMachine.TestCase.settings = pace(
    max_examples=12, stateful_step_count=20, deadline=None, print_blob=True
)
TestLedgerMachine = LedgerMachine.TestCase
