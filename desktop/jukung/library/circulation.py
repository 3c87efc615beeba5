"""Lending, taking back, renewing, and what a text in the one box means.

Every verb is one act, confirmed only after its transaction is committed;
`library.undoing` takes an act back.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from jukung.domain import errors, lending
from jukung.domain.errors import Refusal
from jukung.domain.kinds import (
    ActKind,
    CopyStatus,
    LedgerKind,
    LoanEnding,
    LoanSource,
    Role,
)
from jukung.domain.lending import Due
from jukung.library import (
    at_desk,
    catalogue,
    copies,
    days,
    finding,
    going_out,
    holds,
    journal,
    ledger,
    loans,
    members,
    numbers,
    overview,
    series,
)
from jukung.library.at_desk import BorrowerAtDesk, CopyAtDesk, OpenLoan
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.loans import Ending, Permit, Terms
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.library.slips import Scanned, Slip
from jukung.store.tables import JournalAct, Loan


@allowed(DESK)
def scan(
    desk: Desk,
    typed: str,
    *,
    card: str | None = None,
    on: date | None = None,
    by_scanner: bool = False,
) -> Scanned:
    """Do what a text in the box means, given whose turn it is.

    A card calls its member. A copy that is out comes back; one on the shelf is lent
    to the member at the desk; one that was missing is on the shelf again and nothing
    more. A copy lent to this member on the same day was scanned twice and stays lent.
    Refuses CardLost, CopyUnknown, MemberUnknown, NumberIncomplete, IsbnNotLabel,
    NoMemberChosen, CopyOnLoan, AlreadyWithThisMember, and what `lend` and `give_back` refuse.
    """
    found = finding.meant(desk, typed, card=card, by_scanner=by_scanner)
    if found.borrower is not None:
        if found.lost:
            raise errors.CardLost(typed.strip())
        return Scanned(members.view(desk, found.borrower), None)
    copy = at_desk.copy_at(desk, _row(found.copy))
    if copy.loan is not None:
        return _back_scanned(desk, copy, copy.loan, card=card, on=on)
    if copy.status is CopyStatus.missing:
        return _find(desk, copy, card=card)
    if card is None:
        raise errors.NoMemberChosen(copy.number)
    day = days.true_day(desk, on)
    borrower = at_desk.borrower_with(desk, card, day)
    slip = _lend(desk, borrower, copy, day=day, on=on, permit=Permit(None))
    return Scanned(members.view(desk, borrower.row), slip)


@allowed(DESK)
def lend(
    desk: Desk,
    card: str,
    barcode: str,
    *,
    on: date | None = None,
    time: str | None = None,
    permit: str | None = None,
) -> Slip:
    """Lend a copy; `on` and `time` are those of a paper slip, `permit` the reason of an exception.

    A permission needs a keeper (NotAllowed) and a reason (ReasonMissing); it lifts limits,
    overdue copies, holds, an expired or suspended membership, and what stays inside.
    Refuses MemberUnknown, MemberLeft, MemberSuspended, MemberSuspendedUntil, MemberExpired,
    MemberHasOverdue, CardLost, CopyUnknown, CopyNotForLoan, CopyStaysInside, CopyHeldForOther,
    CopyOnLoan, AlreadyWithThisMember, CopyGoesBack, LoanLimitReached, DayInFuture, DayTooLongAgo,
    TimeUnreadable, CopyOutThen; in a prison also TitleNotScreened, TitleNotCirculated,
    TraitNotAllowed, PermissionNeeded, PermissionWaits.
    """
    permission = _permission(desk, permit)
    day = days.true_day(desk, on)
    borrower = at_desk.borrower_with(desk, card, day)
    copy = _copy_meant(desk, barcode, card=card)
    return _lend(desk, borrower, copy, day=day, on=on, time=time, permit=permission)


@allowed(STAFF)
def lend_unknown(
    desk: Desk,
    card: str,
    barcode: str,
    title: str,
    *,
    on: date | None = None,
    time: str | None = None,
    permit: str | None = None,
) -> Slip:
    """Register a copy under one line of title and lend it, as one act.

    The title may look like a number: it is not searched for. Without a number on it
    the copy takes our next one.
    Refuses TitleMissing, CopyNumberTaken, CopyNumberIsCard, and what `lend` refuses.
    """
    permission = _permission(desk, permit)
    day = days.true_day(desk, on)
    borrower = at_desk.borrower_with(desk, card, day)
    act = journal.begin(desk, ActKind.lend_unknown, on=day)
    row = catalogue.insert(desk, TitleDraft(title=title), act_row=act.row)
    number = barcode.strip() or series.next_numbers(desk, "copies", 1)[0]
    added = copies.insert(desk, row, number, act=act, draft=copies.CopyDraft())
    journal.note(
        desk,
        act,
        "add",
        noun="copy",
        noun_id=added.id,
        detail={"number": added.number, "title": title},
    )
    copy = at_desk.copy_at(desk, added.row)
    return _lend(desk, borrower, copy, day=day, on=on, time=time, permit=permission, act=act)


@allowed(DESK)
def give_back(
    desk: Desk,
    barcode: str,
    *,
    on: date | None = None,
    time: str | None = None,
    ending: LoanEnding = LoanEnding.returned,
    note: str = "",
) -> Slip:
    """Take a copy back, whoever brings it; nothing that is owed or forbidden blocks this.

    A damaged copy goes to repair, with a note of what is wrong; somebody who waits is
    told of a sound one. Refuses CopyUnknown, CopyNotOnLoan, and for typed days
    DayInFuture, DayTooLongAgo, DayTooEarly, CopyOutThen, TimeUnreadable; NotAllowed for
    a note from an aide, who might write a name.
    """
    if note.strip() and desk.staff.role is Role.aide:
        raise errors.NotAllowed(desk.staff.role)
    copy = at_desk.copy_with(desk, barcode)
    return _take_back(desk, copy, _loan_of(copy), on=on, time=time, ending=ending, note=note)


@allowed(STAFF)
def lose(desk: Desk, barcode: str, *, note: str = "", price: int | None = None) -> Slip:
    """End a loan whose copy will not come back, and charge the copy's price where it has one.

    `price` in whole rupiah goes before what the copy is said to cost; 0 charges nothing.
    Refuses CopyUnknown, CopyNotOnLoan, AmountOutOfRange.
    """
    if price is not None and not 0 <= price <= ledger.MOST:
        raise errors.AmountOutOfRange(price)
    copy = at_desk.copy_with(desk, barcode)
    loan = _loan_of(copy)
    amount = (copy.price or 0) if price is None else price
    return _take_back(desk, copy, loan, ending=LoanEnding.lost, note=note, price=amount)


@allowed(DESK)
def renew(
    desk: Desk,
    barcode: str,
    *,
    on: date | None = None,
    time: str | None = None,
    permit: str | None = None,
) -> Slip:
    """Prolong a loan by the rule; a permission lifts what speaks against it.

    Refuses CopyUnknown, CopyNotOnLoan, CopyGoesBack, LoanOverdue, RenewalLimitReached, RenewalHeld,
    DayInFuture, DayTooLongAgo, DayTooEarly, TimeUnreadable, MemberSuspended,
    MemberSuspendedUntil, MemberLeft, MemberExpired; and for `permit` as `lend` does. In a
    prison also TitleNotScreened, TitleNotCirculated, TraitNotAllowed.
    """
    permission = _permission(desk, permit)
    copy = at_desk.copy_with(desk, barcode)
    loan = _loan_of(copy)
    day = days.true_day(desk, on)
    if day < loan.lent_on:
        raise errors.DayTooEarly(day, loan.lent_on)
    days.true_time(desk, day, time)
    return _renew(desk, copy, loan, day=day, time=time, permit=permission)


@allowed(DESK)
def renew_all(desk: Desk, card: str) -> tuple[tuple[Slip, ...], tuple[Refusal, ...]]:
    """Renew all that a borrower has, an act for each; what cannot be is among the refusals."""
    done: list[Slip] = []
    refused: list[Refusal] = []
    for line in overview.loans_of(desk, card):
        try:
            done.append(renew(desk, line.barcode))
        except Refusal as refusal:
            refused.append(refusal)
    return tuple(done), tuple(refused)


def write_loan(  # noqa: PLR0913 - the facts of a paper slip
    desk: Desk,
    act: JournalAct,
    *,
    borrower: int,
    copy: int,
    on: date,
    time: str | None,
    due: Due,
    source: LoanSource,
    permitted_by: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Loan:
    """Write a loan with its snapshot into an act that somebody else opened; serves no hold."""
    row, _loan_id = loans.write(
        desk,
        act,
        at_desk.borrower_at(desk, borrower, on),
        at_desk.copy_at(desk, copy),
        Terms(on, time, due, source, permitted_by, dict(detail or {})),
    )
    return desk.session.get_one(Loan, row)


def end_loan(
    desk: Desk,
    act: JournalAct,
    *,
    loan: int,
    on: date,
    time: str | None,
    ending: LoanEnding = LoanEnding.returned,
    note: str = "",
) -> None:
    """End an open loan in an act that somebody else opened; charges nothing, serves no hold."""
    copy = at_desk.copy_at(desk, desk.session.get_one(Loan, loan).copy_row)
    # A sound slip of an earlier day does not know where the copy is now.
    is_sound = ending is LoanEnding.returned
    status = copy.status if is_sound else loans.status_after(copy.status, ending)
    loans.end(desk, act, copy, _loan_of(copy), Ending(on, time, status, ending, note))


def _permission(desk: Desk, reason: str | None) -> Permit:
    if reason is None:
        return Permit(None)
    if desk.staff.role not in KEEPERS:
        raise errors.NotAllowed(desk.staff.role)
    if not reason.strip():
        raise errors.ReasonMissing
    return Permit(reason.strip())


def _copy_meant(desk: Desk, barcode: str, *, card: str) -> CopyAtDesk:
    """The copy with this number; also with all that a scanner adds, or by its cover."""
    row = numbers.copy_row(desk, barcode)
    if row is None:
        with suppress(Refusal):
            row = finding.meant(desk, barcode, card=card).copy
    if row is None:
        raise numbers.unknown(desk, barcode)
    return at_desk.copy_at(desk, row)


def _row(row: int | None) -> int:
    if row is None:  # pragma: no cover - what was found is one or the other
        raise errors.CopyUnknown("")
    return row


def _loan_of(copy: CopyAtDesk) -> OpenLoan:
    if copy.loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    return copy.loan


def _lend(
    desk: Desk,
    borrower: BorrowerAtDesk,
    copy: CopyAtDesk,
    *,
    day: date,
    on: date | None,
    permit: Permit,
    time: str | None = None,
    act: JournalAct | None = None,
) -> Slip:
    clock = days.true_time(desk, day, time)
    rule = loans.check_loan(desk, borrower, copy, day=day, permit=permit)
    # No exception lifts what a house decided of a title.
    going_out.refuse_if_not(
        desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=borrower.row
    )
    due = loans.due_of(desk, rule, borrower, copy, on=day)
    kind = ActKind.permit if permit.lifted else ActKind.lend
    act = act or journal.begin(desk, kind, on=day)
    terms = Terms(
        day,
        clock,
        due,
        # While the clock is wrong the day is another one, and it is the desk all the same.
        LoanSource.desk if on in (None, desk.today) else LoanSource.late_entry,
        permitted_by=desk.staff.row if permit.lifted else None,
        detail=permit.detail(),
    )
    _loan, loan_id = loans.write(desk, act, borrower, copy, terms)
    if copy.is_wanted:
        holds.on_lend(desk, act, borrower=borrower.row, copy=copy.row, title=copy.title_row)
    warning = lending.overdue_warning(rule, borrower.standing)
    return replace(
        at_desk.slip(desk, act, copy, time=time, loan_id=loan_id),
        card=borrower.card,
        member_name=borrower.name,
        lent_on=day,
        due_on=due.on,
        due=due,
        warnings=(warning,) if warning else (),
    )


def _back_scanned(
    desk: Desk, copy: CopyAtDesk, loan: OpenLoan, *, card: str | None, on: date | None
) -> Scanned:
    if card is not None:
        day = days.true_day(desk, on)
        borrower = at_desk.borrower_with(desk, card, day)
        if loan.borrower != borrower.row:
            raise errors.CopyOnLoan(copy.number, loan.due_on)
        if loan.lent_on == day:
            raise errors.AlreadyWithThisMember(copy.number, loan.due_on)
    slip = _take_back(desk, copy, loan, on=on)
    return Scanned(members.view(desk, loan.borrower) if loan.borrower else None, slip)


def _take_back(
    desk: Desk,
    copy: CopyAtDesk,
    loan: OpenLoan,
    *,
    on: date | None = None,
    time: str | None = None,
    ending: LoanEnding = LoanEnding.returned,
    note: str = "",
    price: int = 0,
) -> Slip:
    day = days.day_back(desk, on, lent_on=loan.lent_on)
    day = loans.day_of_return(desk, loan, copy, day=day, typed=on is not None)
    clock = days.true_time(desk, day, time)
    is_lost, after = ending is LoanEnding.lost, loans.status_after(copy.status, ending)
    act = journal.begin(
        desk,
        ActKind.lose if is_lost else ActKind.give_back,
        on=day,
        # What an undoing gives back; details may be erased by then.
        facts={"copy_status": copy.status} if note.strip() or after is not copy.status else None,
    )
    loans.end(desk, act, copy, loan, Ending(day, clock, after, ending, note.strip()))
    if price and loan.borrower is not None:
        ledger.charge(
            desk,
            act,
            borrower=loan.borrower,
            kind=LedgerKind.replacement,
            amount=price,
            loan=loan.row,
        )
    cost = price if is_lost else loans.fine(desk, act, loan, on=day)
    hold = None
    if copy.is_wanted and after is CopyStatus.available:
        hold = holds.on_return(desk, act, copy=copy.row, title=copy.title_row)
    return replace(
        at_desk.slip(desk, act, copy, time=time, loan=loan),
        returned_on=day,
        overdue_days=max(0, (day - loan.due_on).days),
        hold=hold,
        fine=0 if desk.profile.is_prison else cost,
        ending=ending,
        condition_note=note.strip(),
    )


def _renew(
    desk: Desk, copy: CopyAtDesk, loan: OpenLoan, *, day: date, time: str | None, permit: Permit
) -> Slip:
    borrower = at_desk.borrower_at(desk, loan.borrower, day) if loan.borrower else None
    if borrower is not None:
        standing = borrower.standing
        permit.check(lambda: lending.check_standing(standing, day))
    rule = loans.rule_of(desk, loan)
    lending.check_way_home(copy.number, back_by=copy.back_by, on=day)
    permit.check(
        lambda: lending.check_renewal(
            rule, barcode=copy.number, renewals=loan.renewals, due_on=loan.due_on, on=day
        )
    )
    if copy.is_wanted and holds.is_wanted(desk, copy.title_row):
        permit.check(lambda: _refuse_held(copy))
    # The word that an officer gave on the loan is good for it as long as it lasts.
    going_out.refuse_if_not(desk, title_row=copy.title_row, copy_row=copy.row, borrower_row=None)
    due = loans.renewed_due_of(desk, rule, borrower, copy, due_on=loan.due_on, on=day)
    act = journal.begin(desk, ActKind.renew, on=day)
    loans.write_renewal(desk, act, copy, loan, due=due, permit=permit)
    return replace(
        at_desk.slip(desk, act, copy, time=time, loan=loan),
        due_on=due.on,
        due=due,
        renewals=loan.renewals + 1,
    )


def _refuse_held(copy: CopyAtDesk) -> None:
    raise errors.RenewalHeld(copy.number)


def _find(desk: Desk, copy: CopyAtDesk, *, card: str | None) -> Scanned:
    """Put a copy that was missing back on the shelf; lending it takes another scan."""
    act = journal.begin(desk, ActKind.find_copy)
    loans.set_status(desk, copy.row, CopyStatus.available, copy.condition_note)
    journal.note(desk, act, "find", noun="copy", noun_id=copy.id, detail={"number": copy.number})
    hold = None
    if copy.is_wanted:
        hold = holds.on_return(desk, act, copy=copy.row, title=copy.title_row)
    member = numbers.borrower_row(desk, card) if card else None
    return Scanned(
        members.view(desk, member) if member else None,
        replace(at_desk.slip(desk, act, copy), hold=hold),
        found=copy.title,
    )
