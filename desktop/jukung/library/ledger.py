"""What members owe, and each payment or waiver of it, in whole rupiah.

A charge stands until the payments and waivers that point at it add up to its amount.
Nothing here ever stops a copy from coming back; a prison library keeps no money at all.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, LedgerKind
from jukung.library import days, journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import Borrower, Copy, JournalAct, Ledger, Loan, Person, Title

CHARGES = (LedgerKind.fine, LedgerKind.replacement, LedgerKind.damage)
# What the file holds at most in one row.
MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Settlement:
    """A payment or waiver of a charge, or of a part of it."""

    id: str
    kind: LedgerKind
    on: date
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Charge:
    """What somebody was charged, what is still open of it, and how it was settled.

    Title and number are empty where no copy is behind it, or the loan was forgotten.
    """

    id: str
    kind: LedgerKind
    on: date
    amount: int
    open_amount: int
    reason: str
    title: str
    barcode: str
    settlements: tuple[Settlement, ...]


@dataclass(frozen=True, slots=True)
class Newest:
    """The last charge by hand, payment or waiver of today, which can be undone."""

    act_id: str
    kind: LedgerKind
    amount: int


@dataclass(frozen=True, slots=True)
class Account:
    """Everything a member was charged, the oldest first, and what is owed now."""

    card: str
    member_name: str
    owed: int
    charges: tuple[Charge, ...]
    newest: Newest | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What a payment or waiver did to one charge."""

    kind: LedgerKind
    on: date
    title: str
    amount: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What was just paid or waived, charge by charge, and what is owed after it."""

    act_id: str
    action: ActKind
    card: str
    member_name: str
    on: date
    amount: int
    owed: int
    lines: tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What was charged, paid and waived in a span of days; `paid` is in the cash box."""

    charged: int
    paid: int
    waived: int


@allowed(STAFF)
def charge_by_hand(
    desk: Desk, card: str, *, kind: LedgerKind, amount: int, reason: str, barcode: str = ""
) -> Account:
    """Charge a member for a copy that is lost or damaged, or by hand.

    Refuses MoneyNotKept, MemberUnknown, AmountOutOfRange, CopyUnknown, CopyNotOnLoan,
    and ReasonMissing where no copy is named.
    """
    if desk.profile.is_prison:
        raise errors.MoneyNotKept
    borrower = numbers.borrower_of(desk, card)
    _check_amount(amount)
    loan = _latest_loan(desk, borrower, barcode) if barcode.strip() else None
    if loan is None and not reason.strip():
        raise errors.ReasonMissing
    act = journal.begin(desk, ActKind.charge, on=days.trusted_today(desk))
    charge(desk, act, borrower=borrower, kind=kind, amount=amount, loan=loan, reason=reason)
    return _account(desk, borrower)


@allowed(STAFF)
def pay(
    desk: Desk, card: str, amount: int, *, on: date | None = None, charge_id: str | None = None
) -> Paid:
    """Take a payment, also of a part; the oldest charge first unless one is named.

    `on` is the true day of a paper receipt; it pays only what was charged by then.
    Refuses MemberUnknown, NothingOwed, PaysTooMuch, AmountOutOfRange, DayInFuture,
    DayTooLongAgo.
    """
    day = days.true_day(desk, on)
    borrower = numbers.borrower_of(desk, card)
    act = ActKind.pay
    return _settle(desk, borrower, amount, on=day, act_kind=act, charge_id=charge_id)


@allowed(KEEPERS)
def waive(desk: Desk, card: str, amount: int, reason: str, *, charge_id: str | None = None) -> Paid:
    """Waive what is owed, or a part, with the reason; the oldest charge first.

    Refuses ReasonMissing, MemberUnknown, NothingOwed, PaysTooMuch, AmountOutOfRange.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    return _settle(
        desk,
        numbers.borrower_of(desk, card),
        amount,
        on=days.trusted_today(desk),
        act_kind=ActKind.waive,
        charge_id=charge_id,
        reason=reason.strip(),
    )


@allowed(STAFF)
def account(desk: Desk, card: str) -> Account:
    """What a member was charged and how it was settled; refuses MemberUnknown."""
    return _account(desk, numbers.borrower_of(desk, card))


@allowed(STAFF)
def totals(desk: Desk, first: date, last: date) -> Totals:
    """What was charged, paid and waived on the days from first to last."""
    found = desk.session.execute(
        select(col(Ledger.kind), func.sum(col(Ledger.amount)))
        .where(col(Ledger.cancel_act).is_(None), col(Ledger.on_day).between(first, last))
        .group_by(col(Ledger.kind))
    ).all()
    sums = {kind: int(amount) for kind, amount in found}
    return Totals(
        charged=sum(sums.get(kind, 0) for kind in CHARGES),
        paid=sums.get(LedgerKind.payment, 0),
        waived=sums.get(LedgerKind.waiver, 0),
    )


def charge(
    desk: Desk,
    act: JournalAct,
    *,
    borrower: int,
    kind: LedgerKind,
    amount: int,
    loan: int | None,
    reason: str = "",
) -> None:
    """Write what somebody owes into an act; nothing in a prison, and nothing for 0."""
    if desk.profile.is_prison or amount <= 0:
        return
    row = Ledger(
        borrower=borrower,
        kind=kind,
        # A fine that ran for years stops where the file's figures stop.
        amount=min(amount, MOST),
        on_day=act.on_day,
        loan=loan,
        reason=reason.strip(),
        act=act.row,
    )
    _write(desk, act, row, "charge")


def owed_by(desk: Desk, borrower: int) -> int:
    """What a borrower still owes, all charges together."""
    charged = col(Ledger.kind).in_(CHARGES)
    signed = case((charged, col(Ledger.amount)), else_=-col(Ledger.amount))
    found = desk.session.execute(
        select(func.coalesce(func.sum(signed), 0)).where(
            col(Ledger.borrower) == borrower, col(Ledger.cancel_act).is_(None)
        )
    ).scalar_one()
    return int(found)


def undo_of(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    """Cancel the charges of an act; refuses CannotUndo where one was settled since."""
    for row in _rows_of(desk, act):
        if row.borrower is None:
            raise errors.CannotUndo("forgotten")
        if row.kind in CHARGES and _settled(desk, row.row):
            raise errors.CannotUndo("paid")
        row.cancel_act = undoing.row
        desk.session.add(row)
    desk.session.flush()


def undo_charge(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back a charge that was made by hand; refuses CannotUndo."""
    said = _undone_words(desk, act)
    undo_of(desk, act, undoing)
    return said


def undo_settlement(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back a payment or waiver: what it settled is owed again; refuses CannotUndo."""
    said = _undone_words(desk, act)
    for row in _rows_of(desk, act):
        if row.borrower is None:
            raise errors.CannotUndo("forgotten")
        row.cancel_act = undoing.row
        desk.session.add(row)
    desk.session.flush()
    return said


def _settle(
    desk: Desk,
    borrower: int,
    amount: int,
    *,
    on: date,
    act_kind: ActKind,
    charge_id: str | None,
    reason: str = "",
) -> Paid:
    _check_amount(amount)
    card, name = _who(desk, borrower)
    open_charges = [
        each
        for each in _account(desk, borrower).charges
        if each.open_amount and each.on <= on and charge_id in (None, each.id)
    ]
    owed = sum(each.open_amount for each in open_charges)
    if not owed:
        raise errors.NothingOwed(card)
    if amount > owed:
        raise errors.PaysTooMuch(amount, owed)
    act = journal.begin(desk, act_kind, on=on)
    kind = LedgerKind.payment if act_kind is ActKind.pay else LedgerKind.waiver
    rows = _rows_by_id(desk, borrower)
    lines: list[ReceiptLine] = []
    left = amount
    for each in open_charges:
        part = min(left, each.open_amount)
        if not part:
            break
        left -= part
        row = Ledger(
            borrower=borrower,
            kind=kind,
            amount=part,
            on_day=on,
            settles=rows[each.id],
            reason=reason,
            act=act.row,
        )
        _write(desk, act, row, str(act_kind))
        lines.append(ReceiptLine(each.kind, each.on, each.title, part, each.open_amount - part))
    return Paid(act.id, act_kind, card, name, on, amount, owed_by(desk, borrower), tuple(lines))


def _account(desk: Desk, borrower: int) -> Account:
    settlements: dict[int, list[Settlement]] = defaultdict(list)
    for row in _rows_of_borrower(desk, borrower):
        if row.settles is not None:
            settlements[row.settles].append(
                Settlement(row.id, row.kind, row.on_day, row.amount, row.reason)
            )
    card, name = _who(desk, borrower)
    found = desk.session.execute(
        select(Ledger, col(Title.title), col(Copy.number))
        .outerjoin(Loan, col(Loan.row) == col(Ledger.loan))
        .outerjoin(Title, col(Title.row) == col(Loan.title))
        .outerjoin(Copy, col(Copy.row) == col(Loan.copy_row))
        .where(
            col(Ledger.borrower) == borrower,
            col(Ledger.cancel_act).is_(None),
            col(Ledger.settles).is_(None),
        )
        .order_by(col(Ledger.on_day), col(Ledger.row))
    )
    charges = tuple(
        Charge(
            row.id,
            row.kind,
            row.on_day,
            row.amount,
            row.amount - sum(each.amount for each in settlements[row.row]),
            row.reason,
            title or "",
            number or "",
            tuple(settlements[row.row]),
        )
        for row, title, number in found
    )
    owed = sum(each.open_amount for each in charges)
    return Account(card, name, owed, charges, _newest(desk, borrower))


def _newest(desk: Desk, borrower: int) -> Newest | None:
    """What was last done by hand since midnight and still stands."""
    found = desk.session.execute(
        select(col(JournalAct.id), func.max(col(Ledger.kind)), func.sum(col(Ledger.amount)))
        .join(JournalAct, col(JournalAct.row) == col(Ledger.act))
        .where(
            col(Ledger.borrower) == borrower,
            col(Ledger.cancel_act).is_(None),
            col(JournalAct.kind).in_([ActKind.pay, ActKind.waive, ActKind.charge]),
            col(JournalAct.at) >= desk.local_now.replace(hour=0, minute=0, second=0, microsecond=0),
        )
        .group_by(col(JournalAct.row))
        .order_by(col(JournalAct.row).desc())
        .limit(1)
    ).first()
    return None if found is None else Newest(found[0], LedgerKind(found[1]), int(found[2]))


def _write(desk: Desk, act: JournalAct, row: Ledger, verb: str) -> None:
    desk.session.add(row)
    desk.session.flush()
    journal.note(
        desk,
        act,
        verb,
        noun="ledger",
        noun_id=row.id,
        detail={"kind": row.kind, "amount": row.amount, "reason": row.reason},
    )


def _check_amount(amount: int) -> None:
    if not 1 <= amount <= MOST:
        raise errors.AmountOutOfRange(amount)


def _who(desk: Desk, borrower: int) -> tuple[str, str]:
    found = desk.session.execute(
        select(col(Borrower.card), col(Person.name))
        .outerjoin(Person, col(Person.row) == col(Borrower.person))
        .where(col(Borrower.row) == borrower)
    ).one()
    return found[0], found[1] or ""


def _latest_loan(desk: Desk, borrower: int, barcode: str) -> int:
    copy = numbers.copy_of(desk, barcode)
    found = desk.session.execute(
        select(func.max(col(Loan.row))).where(
            col(Loan.copy_row) == copy,
            col(Loan.borrower) == borrower,
            col(Loan.cancel_act).is_(None),
        )
    ).scalar_one()
    if found is None:
        raise errors.CopyNotOnLoan(barcode)
    return int(found)


def _rows_of(desk: Desk, act: JournalAct) -> list[Ledger]:
    return list(
        desk.session.scalars(
            select(Ledger).where(col(Ledger.act) == act.row, col(Ledger.cancel_act).is_(None))
        )
    )


def _rows_of_borrower(desk: Desk, borrower: int) -> list[Ledger]:
    return list(
        desk.session.scalars(
            select(Ledger)
            .where(col(Ledger.borrower) == borrower, col(Ledger.cancel_act).is_(None))
            .order_by(col(Ledger.on_day), col(Ledger.row))
        )
    )


def _rows_by_id(desk: Desk, borrower: int) -> dict[str, int]:
    return {row.id: row.row for row in _rows_of_borrower(desk, borrower)}


def _settled(desk: Desk, charged: int) -> int:
    found = desk.session.execute(
        select(func.coalesce(func.sum(col(Ledger.amount)), 0)).where(
            col(Ledger.settles) == charged, col(Ledger.cancel_act).is_(None)
        )
    ).scalar_one()
    return int(found)


def _undone_words(desk: Desk, act: JournalAct) -> tuple[str, str, str]:
    rows = _rows_of(desk, act)
    borrower = rows[0].borrower if rows else None
    return "", "", _who(desk, borrower)[0] if borrower else ""
