import os
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import LedgerKind, Role
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.library import (
    check,
    circulation,
    forgetting,
    holds,
    journal,
    ledger,
    settings,
    undoing,
    visits,
)
from jukung.store.tables import Loan
from makers import NOON, TODAY, a_copy, a_library, a_member, acting_as, at

# Every table and column where a card or a name could still stand beside a loan.
MEMBERS_OF_LOANS = text("SELECT count(*) FROM loan WHERE borrower IS NOT NULL")
LATER = TODAY + timedelta(days=200)


def lent_and_back(desk, card, number, *, on, days=3):
    """A loan of the past: lent on a day and returned some days later."""
    circulation.lend(at(desk, on), card, number)
    return circulation.give_back(at(desk, on + timedelta(days=days)), number)


def known(desk):
    return desk.session.execute(MEMBERS_OF_LOANS).scalar_one()


def details_that_say(desk, word):
    found = desk.session.execute(
        text("SELECT count(*) FROM journal_detail d JOIN journal_entry e USING (seq) "
             "WHERE e.noun <> 'borrower' AND instr(d.detail, :word)"),
        {"word": word},
    )  # fmt: skip
    return found.scalar_one()


@pytest.fixture
def member(desk):
    return a_member(at(desk, date(2026, 11, 1)), name="Rahmah Hayati", card="KARTU1")


def test_a_loan_forgets_its_borrower_after_ninety_days(desk, member):
    back = lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)
    last_day = back.returned_on + timedelta(days=90)

    kept = forgetting.forget(at(desk, last_day))
    gone = forgetting.forget(at(desk, last_day + timedelta(days=1)))

    assert (kept.loans, gone.loans, known(desk)) == (0, 1, 0)


def test_an_old_visit_forgets_its_card_and_stays_counted(desk, member):
    for day in (TODAY, LATER):
        visits.by_card(at(desk, day), "KARTU1")

    forgotten = forgetting.forget(at(desk, LATER))

    left = desk.session.scalars(text("SELECT on_day FROM visit WHERE borrower IS NOT NULL"))
    assert (forgotten.visits, left.all()) == (1, [LATER.isoformat()])
    assert visits.count_of_day(desk, TODAY) == 1


def test_a_loan_that_is_out_keeps_its_borrower(desk, member):
    circulation.lend(desk, "KARTU1", a_copy(desk))

    forgetting.forget(at(desk, LATER))

    assert known(desk) == 1


def test_the_journal_no_longer_says_who_and_still_verifies(desk, member):
    number = a_copy(desk)
    circulation.lend(desk, "KARTU1", number)
    circulation.renew(desk, number)
    circulation.give_back(desk, number)
    before = details_that_say(desk, "KARTU1")

    forgetting.forget(at(desk, LATER))

    chain = journal.walk(desk)
    assert (before > 0, details_that_say(desk, "KARTU1")) == (True, 0)
    assert (chain.broken_at, chain.altered_count) == (None, 0)
    assert check.examine(desk).flaws == ()


def test_every_figure_of_fourteen_months_stays_the_same(desk):
    cards = [
        a_member(at(desk, date(2026, 1, 5)), card=f"KARTU{n}", until_on=LATER).card
        for n in range(4)
    ]
    copies = [a_copy(at(desk, date(2026, 1, 5))) for _ in range(6)]
    months = [Month(2026 + (n // 12), n % 12 + 1) for n in range(14)]
    for place, month in enumerate(months):
        for turn in range(3):
            number = copies[(place + turn) % 6]
            day = month.first + timedelta(days=turn * 9)
            circulation.lend(at(desk, day), cards[(place * turn) % 4], number)
            if turn == 1:
                circulation.renew(at(desk, day + timedelta(days=6)), number)
            if turn == 2:
                circulation.renew(at(desk, day + timedelta(days=7)), number)
            circulation.give_back(at(desk, day + timedelta(days=12)), number)
    # One was never a loan, and one is still out.
    slip = circulation.lend(at(desk, date(2026, 5, 5)), cards[0], a_copy(desk))
    undoing.undo(desk, slip.act_id)
    circulation.lend(at(desk, date(2027, 2, 1)), cards[3], a_copy(desk))
    then = at(desk, date(2027, 12, 1))
    before = [figures.gather(then, month) for month in months]

    forgotten = forgetting.forget(then)

    assert (forgotten.loans, known(desk)) == (43, 1)
    assert [figures.gather(then, month) for month in months] == before
    assert any(column["members_active"] == 3 for column in before)


def test_opening_the_window_in_an_idle_month_makes_no_zeros_of_it(desk, member):
    lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)
    idle = at(desk, LATER)

    forgetting.forget(idle)

    assert figures.gather(idle, Month(LATER.year, LATER.month))["loans"] is None


def test_small_chunks_forget_the_same_as_one(desk, member):
    number = a_copy(desk)
    for week in range(7):
        lent_and_back(desk, "KARTU1", number, on=TODAY + timedelta(days=7 * week))

    chunks = [forgetting.forget(at(desk, LATER), most=3) for _ in range(3)]

    assert [(chunk.loans, chunk.is_done) for chunk in chunks] == [(3, False), (3, False), (1, True)]


def test_a_second_time_there_is_nothing_left_and_nothing_written(desk, member):
    lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)
    forgetting.forget(at(desk, LATER))
    before = journal.head(desk)

    again = forgetting.forget(at(desk, LATER))

    assert (again.loans, again.is_done, journal.head(desk)) == (0, True, before)


def test_a_loan_with_an_open_debt_waits_until_it_is_paid(desk, member):
    number = a_copy(desk, title="Perahu Kecil")
    lent_and_back(desk, "KARTU1", number, on=TODAY)
    ledger.charge_by_hand(
        at(desk, TODAY + timedelta(days=4)),
        "KARTU1",
        kind=LedgerKind.damage,
        amount=5000,
        reason="sobek",
        barcode=number,
    )
    later = at(desk, LATER)
    ledger.pay(later, "KARTU1", 4000)

    waiting = forgetting.forget(later).loans
    ledger.pay(later, "KARTU1", 1000)
    paid = forgetting.forget(later).loans

    assert (waiting, paid) == (0, 1)
    assert ledger.account(later, "KARTU1").charges == ()
    assert ledger.totals(later, TODAY, LATER) == ledger.Totals(5000, 5000, 0)
    assert check.examine(later).flaws == ()


def test_a_settled_charge_of_no_loan_is_forgotten_with_the_days(desk, member):
    ledger.charge_by_hand(desk, "KARTU1", kind=LedgerKind.damage, amount=500, reason="milik Rahmah")
    ledger.pay(desk, "KARTU1", 500)

    soon = forgetting.forget(at(desk, TODAY + timedelta(days=90))).charges
    forgotten = forgetting.forget(at(desk, LATER)).charges

    assert (soon, forgotten) == (0, 1)
    assert details_that_say(desk, "Rahmah") == 0


def test_a_return_that_was_forgotten_is_not_undone(desk, member):
    back = lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)
    forgetting.forget(at(desk, LATER))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, back.act_id)

    assert refused.value.reason == "forgotten"


def test_a_payment_of_a_forgotten_loan_is_not_undone(desk, member):
    number = a_copy(desk)
    lent_and_back(desk, "KARTU1", number, on=TODAY)
    ledger.charge_by_hand(
        desk, "KARTU1", kind=LedgerKind.damage, amount=5, reason="", barcode=number
    )
    paid = ledger.pay(desk, "KARTU1", 5)
    forgetting.forget(at(desk, LATER))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, paid.act_id)


def test_an_undone_loan_is_forgotten_too(desk, member):
    slip = circulation.lend(desk, "KARTU1", a_copy(desk))
    undoing.undo(desk, slip.act_id)

    forgetting.forget(at(desk, LATER))

    assert known(desk) == 0
    assert desk.session.execute(text("SELECT count(*) FROM borrowed_month")).scalar_one() == 0


def test_ended_holds_go_and_waiting_ones_stay(desk, member):
    taken, waiting = a_copy(desk, title="Rawa"), a_copy(desk, title="Sungai")
    for number in (taken, waiting):
        circulation.lend(desk, a_member(desk).card, number)
    ids = {
        row[1]: row[0]
        for row in desk.session.execute(
            text("SELECT t.id, c.number FROM copy c JOIN title t ON t.row = c.title")
        )
    }
    first = holds.place(desk, "KARTU1", ids[taken])
    holds.place(desk, "KARTU1", ids[waiting])
    holds.cancel(desk, first.hold_id)

    forgotten = forgetting.forget(at(desk, LATER))

    left = desk.session.execute(text("SELECT state FROM hold")).all()
    assert (forgotten.holds, [row[0] for row in left]) == (1, ["waiting"])


def test_recorded_slips_go_with_their_days(desk, member):
    slip = circulation.lend(desk, "KARTU1", a_copy(desk))
    desk.session.execute(
        text("INSERT INTO paper_slip (id, card, number, act) SELECT 's1', 'KARTU1', 'K', row "
             "FROM journal_act WHERE id = :act"),
        {"act": slip.act_id},
    )  # fmt: skip
    desk.session.execute(text("INSERT INTO paper_slip (id, card) VALUES ('s2', 'KARTU1')"))

    forgotten = forgetting.forget(at(desk, LATER))

    left = desk.session.execute(text("SELECT id FROM paper_slip")).all()
    assert (forgotten.slips, [row[0] for row in left]) == (1, ["s2"])


def test_never_means_never(desk, member):
    lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)

    shown = forgetting.keep(at(desk, LATER), days=0, nik=False)

    assert (shown.days, shown.due_count) == (0, 0)
    assert forgetting.forget(at(desk, LATER)).loans == 0


def test_the_days_of_the_setting_are_counted(desk, member):
    back = lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)

    shown = forgetting.keep(at(desk, back.returned_on + timedelta(days=8)), days=7, nik=True)

    assert (shown.days, shown.keeps_nik, shown.due_count) == (7, True, 1)
    assert settings.recall(desk, "keep_nik") == "yes"


@pytest.mark.parametrize("days", [-1, 3651])
def test_days_that_cannot_be_are_refused(desk, days):
    with pytest.raises(errors.CountOutOfRange):
        forgetting.keep(desk, days=days, nik=False)


def test_an_assistant_sets_it_going_but_does_not_decide_it(desk, member):
    lent_and_back(desk, "KARTU1", a_copy(desk), on=TODAY)
    assistant = acting_as(at(desk, LATER), Role.assistant)

    with pytest.raises(errors.NotAllowed):
        forgetting.keep(assistant, days=1, nik=False)

    assert forgetting.forget(assistant).loans == 1


def test_a_prison_forgets_after_thirty_days_and_keeps_no_nik(tmp_path, home):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=lambda: NOON)
    with made.changing() as desk:
        card = a_member(desk).card
        back = lent_and_back(desk, card, a_copy(desk), on=TODAY)

        with pytest.raises(errors.NikNotKept):
            forgetting.keep(desk, days=30, nik=True)
        forgetting.forget(at(desk, back.returned_on + timedelta(days=31)))

        assert known(desk) == 0
        assert details_that_say(desk, card) == 0
    made.close()


def test_nothing_in_the_file_joins_the_member_to_the_title_any_more(desk, member):
    number = a_copy(desk)
    back = lent_and_back(desk, "KARTU1", number, on=TODAY)
    loan = desk.session.scalars(select(Loan).where(col(Loan.id) == back.loan_id)).one()
    acts = {loan.act, loan.return_act}

    forgetting.forget(at(desk, LATER))

    borrower = text(
        "SELECT act FROM hold UNION SELECT end_act FROM hold UNION SELECT act FROM ledger "
        "WHERE borrower IS NOT NULL UNION SELECT act FROM visit WHERE borrower IS NOT NULL "
        "UNION SELECT act FROM sanction UNION SELECT act FROM borrower"
    )
    assert acts & {row[0] for row in desk.session.execute(borrower)} == set()


DAY = 86_400


@pytest.mark.parametrize(
    ("copy_days", "backup_days", "stays"),
    [(40, 1, False), (20, 1, True), (40, None, True), (40, 45, True)],
)
def test_the_copy_from_before_an_update_goes_after_a_month_and_a_backup(
    library, copy_days, backup_days, stays
):
    aside = library.path.with_name(f"{library.path.name}.before-0001")
    aside.touch()
    os.utime(aside, (NOON.timestamp() - copy_days * DAY,) * 2)
    if backup_days is not None:
        moment = (NOON - timedelta(days=backup_days)).isoformat()
        with library.changing() as desk:
            settings.remember(desk, forgetting.BACKUP_KEY, moment)

    with library.changing() as desk:
        forgetting.forget(desk)

    assert aside.exists() is stays
