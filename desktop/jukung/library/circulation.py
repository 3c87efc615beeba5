"""Lending, taking back, renewing, and what a text in the one box means.

Every verb is one act, confirmed only after its transaction is committed;
`library.undoing` takes an act back.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain import codes, errors, lending
from jukung.domain.kinds import ActKind, CollectionKind, LoanSource
from jukung.library import catalogue, copies, days, journal, members, numbers, visits
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import (
    Borrower,
    Copy,
    JournalAct,
    Loan,
    LoanRule,
    Owner,
    Person,
    Renewal,
    Title,
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What was just done with one copy, as it is in the file."""

    act_id: str
    action: ActKind
    loan_id: str
    barcode: str
    title: str
    people: str
    call_number: str
    card: str
    member_name: str
    lent_on: date
    due_on: date
    returned_on: date | None
    renewals: int
    overdue_days: int
    at: str


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A copy that is out, as the desk lists it."""

    loan_id: str
    barcode: str
    title: str
    people: str
    call_number: str
    lent_on: date
    due_on: date
    renewals: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a text in the box turned out to be: a member, or something done."""

    member: MemberView | None
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The little card at the desk: what happened today."""

    lent: int
    returned: int
    visits: int | None
    due_tomorrow: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member or title that fits a text typed by hand."""

    kind: str
    primary: str
    secondary: str
    key: str


@allowed(DESK)
def scan(desk: Desk, typed: str, *, card: str | None = None, on: date | None = None) -> Scanned:
    """Do what a text in the box means, given whose turn it is.

    A card calls its member. A copy that is out comes back; one on the shelf is lent
    to the member at the desk. A copy lent to this member on the same day was scanned
    twice and stays lent. Refuses CopyUnknown, MemberUnknown, NoMemberChosen, CopyOnLoan,
    AlreadyWithThisMember, and whatever `lend` and `give_back` refuse.
    """
    borrower, copy = numbers.meant(desk, typed)
    if borrower is not None:
        return Scanned(members.view(desk, borrower), None)
    if copy is None:
        if card is None and not codes.looks_like_number(typed):
            raise errors.MemberUnknown(typed)
        raise errors.CopyUnknown(typed)
    loan = _open_loan(desk, copy)
    slip = (
        _lend_scanned(desk, typed, card=card, on=on)
        if loan is None
        else _back_scanned(desk, typed, loan=loan, card=card, on=on)
    )
    holder = numbers.borrower_row(desk, slip.card)
    return Scanned(members.view(desk, holder) if holder else None, slip)


@allowed(DESK)
def lend(desk: Desk, card: str, barcode: str, *, on: date | None = None) -> Slip:
    """Lend a copy; `on` is the true day of a paper slip typed later.

    Refuses MemberUnknown, MemberLeft, MemberSuspended, MemberExpired, CopyUnknown,
    CopyNotForLoan, CopyOnLoan, AlreadyWithThisMember, LoanLimitReached, DayInFuture,
    DayTooLongAgo, CopyOutThen.
    """
    day = days.true_day(desk, on)
    borrower = _borrower(desk, card)
    copy = _copy(desk, barcode)
    rule = _may_lend(desk, borrower, copy, day)
    act = journal.begin(desk, ActKind.lend, on=day)
    loan = _lend(desk, borrower, copy, rule=rule, act=act)
    return _slip(desk, act, loan, borrower)


@allowed(STAFF)
def lend_unknown(
    desk: Desk, card: str, barcode: str, title: str, *, on: date | None = None
) -> Slip:
    """Register a copy under one line of title and lend it, as one act.

    Refuses TitleMissing, CopyNumberTaken, CopyNumberIsCard, and what `lend` refuses.
    """
    day = days.true_day(desk, on)
    borrower = _borrower(desk, card)
    act = journal.begin(desk, ActKind.lend_unknown, on=day)
    row = catalogue.insert(desk, TitleDraft(title=title), act_row=act.row)
    copy = copies.insert(desk, row, barcode, act=act, draft=copies.CopyDraft())
    journal.note(
        desk,
        act,
        "add",
        noun="copy",
        noun_id=copy.id,
        detail={"number": copy.number, "title": title},
    )
    rule = _may_lend(desk, borrower, copy, day)
    loan = _lend(desk, borrower, copy, rule=rule, act=act)
    return _slip(desk, act, loan, borrower)


@allowed(DESK)
def give_back(desk: Desk, barcode: str, *, on: date | None = None) -> Slip:
    """Take a copy back, whoever brings it.

    Refuses CopyUnknown, CopyNotOnLoan, DayInFuture, DayTooLongAgo, DayTooEarly,
    CopyOutThen.
    """
    day = days.true_day(desk, on)
    copy = _copy(desk, barcode)
    loan = _open_loan(desk, copy.row)
    if loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    if day < loan.lent_on:
        raise errors.DayTooEarly(day, loan.lent_on)
    _refuse_late_return(desk, loan, day)
    act = journal.begin(desk, ActKind.give_back, on=day)
    loan.returned_on = day
    loan.return_act = act.row
    desk.session.add(loan)
    desk.session.flush()
    journal.note(
        desk,
        act,
        "return",
        noun="loan",
        noun_id=loan.id,
        detail={"copy": copy.number, "on": day},
    )
    borrower = desk.session.get(Borrower, loan.borrower) if loan.borrower else None
    return _slip(desk, act, loan, borrower)


@allowed(DESK)
def renew(desk: Desk, barcode: str, *, on: date | None = None) -> Slip:
    """Prolong a loan by the rule.

    Refuses CopyUnknown, CopyNotOnLoan, LoanOverdue, RenewalLimitReached, DayInFuture,
    DayTooLongAgo, DayTooEarly, MemberSuspended, MemberLeft, MemberExpired.
    """
    day = days.true_day(desk, on)
    copy = _copy(desk, barcode)
    loan = _open_loan(desk, copy.row)
    if loan is None:
        raise errors.CopyNotOnLoan(copy.number)
    if day < loan.lent_on:
        raise errors.DayTooEarly(day, loan.lent_on)
    borrower = desk.session.get(Borrower, loan.borrower) if loan.borrower else None
    if borrower is not None:
        lending.check_standing(_standing(desk, borrower), day)
    rule = _rule(desk, loan)
    lending.check_renewal(
        rule, barcode=copy.number, renewals=loan.renewals, due_on=loan.due_on, on=day
    )
    act = journal.begin(desk, ActKind.renew, on=day)
    before = loan.due_on
    loan.due_on = lending.renewed_due(rule, due_on=before, on=day)
    loan.renewals += 1
    desk.session.add(loan)
    desk.session.add(
        Renewal(
            loan=loan.row,
            on_day=day,
            due_before=before,
            due_after=loan.due_on,
            act=act.row,
        )
    )
    desk.session.flush()
    journal.note(
        desk,
        act,
        "renew",
        noun="loan",
        noun_id=loan.id,
        detail={"copy": copy.number, "was": before, "is": loan.due_on},
    )
    return _slip(desk, act, loan, borrower)


@allowed(DESK)
def loans_of(desk: Desk, card: str) -> tuple[LoanLine, ...]:
    """What a borrower has at home, the longest out first; refuses MemberUnknown."""
    row = numbers.borrower_row(desk, card)
    if row is None:
        raise errors.MemberUnknown(card)
    found = desk.session.execute(
        select(Loan, col(Copy.number), col(Copy.call_number), col(Title.title), col(Title.people))
        .join(Copy, col(Copy.row) == col(Loan.copy_row))
        .join(Title, col(Title.row) == col(Loan.title))
        .where(
            col(Loan.borrower) == row,
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
        )
        .order_by(col(Loan.due_on), col(Loan.row))
    )
    return tuple(
        LoanLine(
            loan.id,
            number,
            title,
            people,
            call_number,
            loan.lent_on,
            loan.due_on,
            loan.renewals,
            max(0, (desk.today - loan.due_on).days),
        )
        for loan, number, call_number, title, people in found
    )


@allowed(DESK)
def limit_for(desk: Desk, member: MemberView) -> int:
    """How many copies the rule lets this borrower have at once."""
    rules = _rules(desk)
    return max(
        lending.choose_rule(rules, borrower=member.kind, collection=kind).copies
        for kind in CollectionKind
    )


@allowed(DESK)
def day_counts(desk: Desk) -> DayCounts:
    """What happened today, and what is due tomorrow."""
    today = desk.today
    tomorrow = date.fromordinal(today.toordinal() + 1)
    living = col(Loan.cancel_act).is_(None)

    def number(*where: object) -> int:
        return int(
            desk.session.execute(
                select(func.count(col(Loan.row))).where(living, *where)  # type: ignore[arg-type]  # conditions made above
            ).scalar_one()
        )

    return DayCounts(
        lent=number(col(Loan.lent_on) == today),
        returned=number(col(Loan.returned_on) == today),
        visits=visits.count_of_day(desk, today),
        due_tomorrow=number(col(Loan.due_on) == tomorrow, col(Loan.returned_on).is_(None)),
    )


@allowed(DESK)
def suggest(desk: Desk, typed: str, *, most: int = 8) -> tuple[Suggestion, ...]:
    """Members and titles that fit a text typed by hand; an aide sees titles only."""
    people: list[Suggestion] = []
    if desk.staff.role in STAFF and not desk.profile.is_prison:
        people = [
            Suggestion("member", m.name, m.card, m.card)
            for m in members.find(desk, typed, most=most)[:most]
        ]
    titles = [
        Suggestion("title", t.title, t.people or t.call_number, t.id)
        for t in catalogue.find(desk, typed, most=most)[: most - len(people) // 2]
    ]
    return tuple((people[: most // 2 + 1] + titles)[:most])


@allowed(DESK)
def copy_to_lend(desk: Desk, title_id: str) -> str:
    """The number of a copy of a title that is on the shelf; refuses CopyUnknown."""
    found = desk.session.execute(
        select(col(Copy.number))
        .join(Title, col(Title.row) == col(Copy.title))
        .outerjoin(
            Loan,
            (col(Loan.copy_row) == col(Copy.row))
            & col(Loan.returned_on).is_(None)
            & col(Loan.cancel_act).is_(None),
        )
        .where(col(Title.id) == title_id, col(Copy.status) == "available", col(Loan.row).is_(None))
        .order_by(col(Copy.row))
        .limit(1)
    ).first()
    if found is None:
        raise errors.CopyUnknown(catalogue.show(desk, title_id).draft.title)
    return str(found[0])


def _lend_scanned(desk: Desk, typed: str, *, card: str | None, on: date | None) -> Slip:
    if card is None:
        raise errors.NoMemberChosen(typed)
    return lend(desk, card, typed, on=on)


def _back_scanned(desk: Desk, typed: str, *, loan: Loan, card: str | None, on: date | None) -> Slip:
    if card is not None:
        _refuse_if_out(typed, loan, _borrower(desk, card), day=on or desk.today)
    return give_back(desk, typed, on=on)


def _refuse_if_out(barcode: str, loan: Loan, borrower: Borrower, *, day: date) -> None:
    if loan.borrower != borrower.row:
        raise errors.CopyOnLoan(barcode, loan.due_on)
    if loan.lent_on == day:
        raise errors.AlreadyWithThisMember(barcode, loan.due_on)


def _may_lend(desk: Desk, borrower: Borrower, copy: Copy, day: date) -> lending.Rule:
    standing = _standing(desk, borrower)
    lending.check_standing(standing, day)
    lending.check_copy(copy.number, copy.status)
    out = _open_loan(desk, copy.row)
    if out is not None:
        if out.borrower == borrower.row:
            raise errors.AlreadyWithThisMember(copy.number, out.due_on)
        raise errors.CopyOnLoan(copy.number, out.due_on)
    _refuse_overlap(desk, copy, day)
    rule = lending.choose_rule(_rules(desk), borrower=borrower.kind, collection=copy.kind)
    lending.check_limit(rule, standing)
    return rule


def _lend(
    desk: Desk, borrower: Borrower, copy: Copy, *, rule: lending.Rule, act: JournalAct
) -> Loan:
    day = act.on_day
    loan = Loan(
        copy_row=copy.row,
        borrower=borrower.row,
        lent_on=day,
        due_on=lending.due(rule, day),
        source=LoanSource.desk if day == desk.today else LoanSource.late_entry,
        clock_doubtful=act.clock_doubtful,
        act=act.row,
        **_snapshot(desk, borrower, copy, day),
    )
    desk.session.add(loan)
    desk.session.flush()
    journal.note(
        desk,
        act,
        "lend",
        noun="loan",
        noun_id=loan.id,
        detail={"copy": copy.number, "card": borrower.card, "due": loan.due_on},
    )
    return loan


def _refuse_overlap(desk: Desk, copy: Copy, day: date) -> None:
    """A copy that was out on that day cannot have been lent to somebody else."""
    then = desk.session.execute(
        select(col(Loan.row))
        .where(
            col(Loan.copy_row) == copy.row,
            col(Loan.cancel_act).is_(None),
            col(Loan.lent_on) <= day,
            col(Loan.returned_on) > day,
        )
        .limit(1)
    ).first()
    if then is not None:
        raise errors.CopyOutThen(copy.number, day)


def _refuse_late_return(desk: Desk, loan: Loan, day: date) -> None:
    """A copy that went out again cannot have come back after that."""
    next_time = desk.session.execute(
        select(col(Loan.row))
        .where(
            col(Loan.copy_row) == loan.copy_row,
            col(Loan.row) != loan.row,
            col(Loan.cancel_act).is_(None),
            col(Loan.lent_on) >= loan.lent_on,
            col(Loan.lent_on) < day,
        )
        .limit(1)
    ).first()
    if next_time is not None:
        raise errors.CopyOutThen(desk.session.get_one(Copy, loan.copy_row).number, day)


def _snapshot(desk: Desk, borrower: Borrower, copy: Copy, day: date) -> dict[str, Any]:
    person = desk.session.get(Person, borrower.person) if borrower.person else None
    title = desk.session.get_one(Title, copy.title)
    owner = desk.session.get_one(Owner, copy.owner)
    return {
        "title": copy.title,
        "sex": person.sex if person else "unknown",
        "age_band": lending.age_band(person.birth_year if person else None, day),
        "borrower_kind": borrower.kind,
        "class_main": title.class_main,
        "collection_kind": copy.kind,
        "owner_kind": owner.kind,
    }


def _standing(desk: Desk, borrower: Borrower) -> lending.Standing:
    open_count = desk.session.execute(
        select(func.count(col(Loan.row))).where(
            col(Loan.borrower) == borrower.row,
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
        )
    ).scalar_one()
    return lending.Standing(
        borrower.card,
        borrower.kind,
        borrower.status,
        borrower.until_on,
        int(open_count),
    )


def _rules(desk: Desk) -> tuple[lending.Rule, ...]:
    return tuple(
        lending.Rule(row.copies, row.days, row.renewals, row.borrower_kind, row.collection_kind)
        for row in desk.session.scalars(select(LoanRule))
    )


def _rule(desk: Desk, loan: Loan) -> lending.Rule:
    return lending.choose_rule(
        _rules(desk), borrower=loan.borrower_kind, collection=loan.collection_kind
    )


def _open_loan(desk: Desk, copy: int) -> Loan | None:
    return desk.session.scalars(
        select(Loan).where(
            col(Loan.copy_row) == copy,
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
        )
    ).first()


def _borrower(desk: Desk, card: str) -> Borrower:
    row = numbers.borrower_row(desk, card)
    if row is None:
        raise errors.MemberUnknown(card)
    return desk.session.get_one(Borrower, row)


def _copy(desk: Desk, barcode: str) -> Copy:
    row = numbers.copy_row(desk, barcode)
    if row is None:
        raise errors.CopyUnknown(barcode)
    return desk.session.get_one(Copy, row)


def _slip(desk: Desk, act: JournalAct, loan: Loan, borrower: Borrower | None) -> Slip:
    copy = desk.session.get_one(Copy, loan.copy_row)
    title = desk.session.get_one(Title, loan.title)
    person = (
        desk.session.get(Person, borrower.person)
        if borrower is not None and borrower.person
        else None
    )
    until = loan.returned_on or act.on_day
    return Slip(
        act_id=act.id,
        action=ActKind(act.kind),
        loan_id=loan.id,
        barcode=copy.number,
        title=title.title,
        people=title.people,
        call_number=copy.call_number,
        card=borrower.card if borrower else "",
        member_name=person.name if person else "",
        lent_on=loan.lent_on,
        due_on=loan.due_on,
        returned_on=loan.returned_on,
        renewals=loan.renewals,
        overdue_days=max(0, (until - loan.due_on).days),
        at=desk.local_now.strftime("%H:%M"),
    )
