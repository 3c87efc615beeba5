"""Inside lending and returning: what is checked, and how a loan is written.

The verbs of `circulation` and the batches of late entry are made of these pieces.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jukung.domain import errors, lending
from jukung.domain.errors import Refusal
from jukung.domain.ids import new_id
from jukung.domain.kinds import CopyStatus, LedgerKind, LoanEnding, LoanSource
from jukung.library import closures, journal, ledger, permissions_asked, rules
from jukung.library.at_desk import BorrowerAtDesk, CopyAtDesk, OpenLoan
from jukung.library.desk import Desk
from jukung.store import desk_statements
from jukung.store.tables import Copy, JournalAct, Loan


@dataclass(slots=True)
class Permit:
    """Why an exception is made, and what it lifted; without a reason nothing is lifted."""

    reason: str | None
    lifted: list[Refusal] = field(default_factory=list)

    def check(self, check: Callable[[], None]) -> None:
        """Run one check; what it refuses is noted where this permission covers it."""
        try:
            check()
        except Refusal as refusal:
            if self.reason is None or not lending.may_be_lifted(refusal):
                raise
            self.lifted.append(refusal)

    def lifts(self, kind: type[Refusal]) -> bool:
        """Whether it was needed for this."""
        return any(isinstance(each, kind) for each in self.lifted)

    def detail(self) -> dict[str, Any]:
        """What the journal says of it; nothing where it was not needed."""
        if not self.lifted:
            return {}
        return {"reason": self.reason, "lifted": [each.code for each in self.lifted]}


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a copy goes out."""

    on: date
    time: str | None
    due: lending.Due
    source: LoanSource
    permitted_by: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    """What the journal says besides: the exception that was made."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a loan ends, and what status the copy has then."""

    on: date
    time: str | None
    status: CopyStatus
    ending: LoanEnding = LoanEnding.returned
    note: str = ""


def check_loan(
    desk: Desk, borrower: BorrowerAtDesk, copy: CopyAtDesk, *, day: date, permit: Permit
) -> lending.Rule:
    """The rule by which a copy goes out to a borrower; refuses what `lend` refuses."""
    permit.check(lambda: lending.check_standing(borrower.standing, day))
    permit.check(lambda: lending.check_copy(copy.number, copy.status))
    _refuse_if_out(copy, borrower)
    lending.check_way_home(copy.number, back_by=copy.back_by, on=day)
    if day < desk.today:
        _refuse_out_then(desk, copy, day)
    permit.check(lambda: _refuse_if_held(copy, borrower))
    rule = lending.choose_rule(rules.in_force(desk), borrower=borrower.kind, collection=copy.kind)
    permit.check(lambda: lending.check_rule(rule, borrower.standing, copy.number))
    return rule


def rule_of(desk: Desk, loan: OpenLoan) -> lending.Rule:
    """The rule for a loan, by the kinds that it keeps."""
    return lending.choose_rule(
        rules.in_force(desk), borrower=loan.borrower_kind, collection=loan.collection_kind
    )


def due_of(
    desk: Desk, rule: lending.Rule, borrower: BorrowerAtDesk, copy: CopyAtDesk, *, on: date
) -> lending.Due:
    """When a copy lent on a day is due; a membership that has run out cuts nothing short."""
    return lending.due(
        rule,
        on,
        calendar=closures.calendar(desk, on, on + timedelta(days=rule.days)),
        until_on=_end_of(borrower, on),
        back_by=copy.back_by,
    )


def renewed_due_of(
    desk: Desk,
    rule: lending.Rule,
    borrower: BorrowerAtDesk | None,
    copy: CopyAtDesk,
    *,
    due_on: date,
    on: date,
) -> lending.Due:
    """When a copy renewed on a day is due."""
    return lending.renewed_due(
        rule,
        due_on=due_on,
        on=on,
        calendar=closures.calendar(desk, on, on + timedelta(days=rule.days)),
        until_on=_end_of(borrower, on) if borrower else None,
        back_by=copy.back_by,
    )


def write(
    desk: Desk, act: JournalAct, borrower: BorrowerAtDesk, copy: CopyAtDesk, terms: Terms
) -> tuple[int, str]:
    """Write a loan with its snapshot and its journal note; gives its row and id."""
    loan_id = new_id()
    added = desk_statements.write(
        desk.session,
        desk_statements.ADD_LOAN,
        loan_id,
        copy.row,
        copy.title_row,
        borrower.row,
        terms.on.isoformat(),
        terms.time,
        terms.due.on.isoformat(),
        terms.source,
        act.clock_doubtful,
        act.row,
        terms.permitted_by,
        borrower.sex,
        lending.age_band(borrower.birth_year, terms.on),
        borrower.kind,
        copy.class_main,
        copy.kind,
        copy.owner_kind,
    )
    journal.note(
        desk,
        act,
        "lend",
        noun="loan",
        noun_id=loan_id,
        detail={"copy": copy.number, "card": borrower.card, "due": terms.due.on} | terms.detail,
    )
    if desk.profile.is_prison:
        permissions_asked.use(
            desk, act, borrower=borrower.row, title=copy.title_row, kind=copy.kind
        )
    return added, loan_id


def end(desk: Desk, act: JournalAct, copy: CopyAtDesk, loan: OpenLoan, ending: Ending) -> None:
    """Write that a copy came back, or never will, and what status it has now."""
    desk_statements.write(
        desk.session,
        desk_statements.END_LOAN,
        ending.on.isoformat(),
        ending.time,
        ending.ending,
        act.row,
        loan.row,
    )
    desk_statements.forget(desk.session, Loan, loan.row)
    detail: dict[str, Any] = {"copy": copy.number, "on": ending.on}
    if ending.status is not copy.status or ending.note:
        detail |= {
            "ending": ending.ending,
            "note": ending.note,
            "note_was": copy.condition_note,
        }
        set_status(desk, copy.row, ending.status, ending.note or copy.condition_note)
    journal.note(desk, act, "return", noun="loan", noun_id=loan.id, detail=detail)


def note_before(desk: Desk, act: JournalAct, copy: int) -> str:
    """What was wrong with a copy before an act ended its loan; as it is now where unknown."""
    for (detail,) in desk_statements.rows(desk.session, desk_statements.DETAILS, act.row):
        said = json.loads(detail)
        if "note_was" in said:
            return str(said["note_was"])
    return desk.session.get_one(Copy, copy).condition_note


def write_renewal(
    desk: Desk,
    act: JournalAct,
    copy: CopyAtDesk,
    loan: OpenLoan,
    *,
    due: lending.Due,
    permit: Permit,
) -> None:
    """Write a longer loan, and the renewal that an undoing takes away again."""
    was, now = loan.due_on.isoformat(), due.on.isoformat()
    desk_statements.write(
        desk.session,
        desk_statements.ADD_RENEWAL,
        new_id(),
        loan.row,
        act.on_day.isoformat(),
        was,
        now,
        act.row,
    )
    desk_statements.write(desk.session, desk_statements.RENEW_LOAN, now, loan.row)
    desk_statements.forget(desk.session, Loan, loan.row)
    journal.note(
        desk,
        act,
        "renew",
        noun="loan",
        noun_id=loan.id,
        detail={"copy": copy.number, "was": was, "is": now} | permit.detail(),
    )


def status_after(status: CopyStatus, ending: LoanEnding) -> CopyStatus:
    """What a copy's status is once its loan ended; one that was missing is here again."""
    if ending is LoanEnding.lost:
        return CopyStatus.missing
    if ending is LoanEnding.damaged:
        return CopyStatus.repair
    return CopyStatus.available if status is CopyStatus.missing else status


def set_status(desk: Desk, copy: int, status: CopyStatus, note: str) -> None:
    """Write what state a copy is in."""
    desk_statements.write(desk.session, desk_statements.SET_STATUS, status, note, copy)
    desk_statements.forget(desk.session, Copy, copy)


def fine(desk: Desk, act: JournalAct, loan: OpenLoan, *, on: date) -> int:
    """Charge what a late return costs; gives whole rupiah, 0 in time or without fines."""
    if loan.borrower is None or on <= loan.due_on or desk.profile.is_prison:
        return 0
    rule = rule_of(desk, loan)
    if not rule.fine_per_day:
        return 0
    amount = lending.fine(
        rule,
        due_on=loan.due_on,
        returned_on=on,
        calendar=closures.calendar(desk, loan.due_on, on),
    )
    if amount:
        ledger.charge(
            desk,
            act,
            borrower=loan.borrower,
            kind=LedgerKind.fine,
            amount=amount,
            loan=loan.row,
        )
    return amount


def day_of_return(desk: Desk, loan: OpenLoan, copy: CopyAtDesk, *, day: date, typed: bool) -> date:
    """The day a copy came back, not after it went out again.

    A typed day that contradicts that is refused CopyOutThen. A copy in the hand is
    never refused: it came back when it was lent again at the latest.
    """
    if not typed and loan.source is LoanSource.desk:
        return day
    found = desk_statements.one(
        desk.session,
        desk_statements.WENT_OUT_AGAIN,
        copy.row,
        loan.row,
        loan.lent_on.isoformat(),
    )
    again = date.fromisoformat(found[0]) if found[0] else None
    if again is None or again >= day:
        return day
    if typed:
        raise errors.CopyOutThen(copy.number, day)
    return again


def _refuse_if_out(copy: CopyAtDesk, borrower: BorrowerAtDesk) -> None:
    if copy.loan is None:
        return
    if copy.loan.borrower == borrower.row:
        raise errors.AlreadyWithThisMember(copy.number, copy.loan.due_on)
    raise errors.CopyOnLoan(copy.number, copy.loan.due_on)


def _refuse_if_held(copy: CopyAtDesk, borrower: BorrowerAtDesk) -> None:
    if copy.held_until is not None and copy.held_for != borrower.row:
        raise errors.CopyHeldForOther(copy.number, copy.held_until)


def _refuse_out_then(desk: Desk, copy: CopyAtDesk, day: date) -> None:
    """A loan that has no end yet must not reach into one that is recorded after that day."""
    then = desk_statements.first(desk.session, desk_statements.OUT_THEN, copy.row, day.isoformat())
    if then is not None:
        raise errors.CopyOutThen(copy.number, day)


def _end_of(borrower: BorrowerAtDesk, on: date) -> date | None:
    end = borrower.until_on
    return end if end is not None and end >= on else None
