"""Withdrawals (penyiangan): copies taken out for a reason, with a numbered record.

A withdrawn copy keeps its row, its numbers and its loans; it only stops counting.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, WithdrawReason
from jukung.library import days, journal, letterhead, numbers
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import (
    Copy,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Owner,
    Title,
    Withdrawal,
)

_PATTERN = "{n}/PENYIANGAN/{roman}/{year}"
_OUT = """
SELECT (SELECT due_on FROM loan WHERE copy = ?1 AND returned_on IS NULL AND cancel_act IS NULL),
  (SELECT until_on FROM hold WHERE copy = ?1 AND state = 'ready')
"""

_BINNED = """
SELECT b.row FROM bin b JOIN json_each(b.stash, '$.copies') c
WHERE json_valid(b.stash) AND json_extract(c.value, '$.withdrawal') = ?1 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal took out."""

    act_id: str
    id: str
    number: str
    count: int


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """A withdrawal in the list."""

    id: str
    act_id: str
    number: str
    on: date
    note: str
    count: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class WithdrawnCopy:
    """A copy as the record of a withdrawal names it."""

    number: str
    inventory_code: str
    title: str
    people: str
    publisher: str
    year: str
    class_number: str
    reason: WithdrawReason
    price: int | None


@allowed(KEEPERS)
def withdraw(
    desk: Desk,
    barcodes: Sequence[str],
    reason: WithdrawReason,
    *,
    note: str = "",
    on: date | None = None,
) -> Withdrawn:
    """Take copies out for a reason; `other` needs its words in the note.

    Refuses CopyUnknown, CopyWithdrawn, CopyOnLoan, CopyHeldForOther, CopyOfOthers,
    ReasonMissing, NothingMarked, DayInFuture, DayTooLongAgo.
    """
    said = " ".join(note.split())
    if reason is WithdrawReason.none or (reason is WithdrawReason.other and not said):
        raise errors.ReasonMissing
    rows = list(dict.fromkeys(numbers.copy_of(desk, barcode) for barcode in barcodes))
    if not rows:
        raise errors.NothingMarked
    day = days.true_day(desk, on)
    facts = {"count": len(rows), "reason": reason}
    act = journal.begin(desk, ActKind.withdraw_copies, on=day, facts=facts)
    made = take_out(desk, act, rows, reason=reason, note=said, on=day)
    return Withdrawn(act.id, made.id, made.number, len(rows))


@allowed(STAFF)
def listed(desk: Desk) -> tuple[WithdrawalView, ...]:
    """The withdrawals, the latest first; undone ones keep their number."""
    found = desk.session.execute(
        select(
            col(Withdrawal.id),
            col(JournalAct.id),
            col(Withdrawal.number),
            col(Withdrawal.on_day),
            col(Withdrawal.note),
            select(func.count(col(Copy.row)))
            .where(col(Copy.withdrawal) == col(Withdrawal.row))
            .scalar_subquery(),
            col(Withdrawal.cancel_act).is_not(None),
        )
        .join(JournalAct, col(JournalAct.row) == col(Withdrawal.act))
        .order_by(col(Withdrawal.row).desc())
    )
    return tuple(WithdrawalView(*row) for row in found)


@allowed(STAFF)
def show(desk: Desk, withdrawal: str) -> tuple[WithdrawalView, tuple[WithdrawnCopy, ...]]:
    """A withdrawal by its id or number, with its copies; refuses WithdrawalUnknown."""
    view = next((each for each in listed(desk) if withdrawal in (each.id, each.number)), None)
    if view is None:
        raise errors.WithdrawalUnknown(withdrawal)
    found = desk.session.execute(
        select(Copy, Title)
        .join(Title, col(Title.row) == col(Copy.title))
        .join(Withdrawal, col(Withdrawal.row) == col(Copy.withdrawal))
        .where(col(Withdrawal.id) == view.id)
        .order_by(col(Title.title), col(Copy.row))
    )
    return view, tuple(
        WithdrawnCopy(
            copy.number,
            copy.inventory_code,
            title.title,
            title.people,
            title.publisher,
            title.year,
            title.class_number or copy.call_number,
            copy.withdraw_reason,
            copy.price,
        )
        for copy, title in found
    )


def take_out(
    desk: Desk,
    act: JournalAct,
    rows: Sequence[int],
    *,
    reason: WithdrawReason,
    note: str,
    on: date,
) -> Withdrawal:
    """Withdraw copies in an act that somebody else opened; refuses as `withdraw` does."""
    made = Withdrawal(number=_next_number(desk, on), on_day=on, note=note, act=act.row)
    desk.session.add(made)
    desk.session.flush()
    for row in rows:
        copy = desk.session.get_one(Copy, row)
        refuse_unless_ours(desk, copy)
        was = {
            "status": copy.status,
            "reason": copy.withdraw_reason,
            "number": copy.number,
        }
        copy.status, copy.withdrawn_on = CopyStatus.withdrawn, on
        copy.withdraw_reason, copy.withdrawal = reason, made.row
        desk.session.add(copy)
        journal.note(desk, act, "withdraw", noun="copy", noun_id=copy.id, detail=was)
    desk.session.flush()
    return made


def put_back(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[int, str, str]:
    """Give the copies of an act their places back: count, number and title of the last.

    Those that somebody brought back one by one are left as they are. Refuses CannotUndo
    where none is left, or where one lies in the recycle bin, which still says withdrawn.
    """
    made = desk.session.scalars(select(Withdrawal).where(col(Withdrawal.act) == act.row)).first()
    if made is None:
        return 0, "", ""
    entries = desk.session.execute(
        select(Copy, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Copy.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.verb) == "withdraw")
    ).all()
    number = title = ""
    still = [(copy, text) for copy, text in entries if copy.withdrawal == made.row]
    if not still or desk_statements.first(desk.session, _BINNED, made.row) is not None:
        raise errors.CannotUndo("changed")
    for copy, text in still:
        was = json.loads(text)
        copy.status, copy.withdrawn_on = CopyStatus(was["status"]), None
        copy.withdraw_reason, copy.withdrawal = WithdrawReason(was["reason"]), None
        desk.session.add(copy)
        number, title = copy.number, desk.session.get_one(Title, copy.title).title
    made.cancel_act = undoing.row
    desk.session.add(made)
    desk.session.flush()
    return len(still), number, title


def undo_withdraw(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Put the copies of a withdrawal back into the collection; refuses CannotUndo."""
    count, number, title = put_back(desk, act, undoing)
    return (number, title, "") if count == 1 else ("", "", "")


def refuse_status(desk: Desk, copy: Copy, status: CopyStatus) -> None:
    """Refuse a status that nobody may give a copy by hand, for whoever is here.

    Withdrawing and bringing back is the keepers', and asks what a record asks; what is on
    loan is not missing. Refuses NotAllowed, CopyOnLoan, CopyHeldForOther, CopyOfOthers.
    """
    if status is copy.status:
        return
    if CopyStatus.withdrawn in {status, copy.status} and desk.staff.role not in KEEPERS:
        raise errors.NotAllowed(desk.staff.role)
    if status is CopyStatus.withdrawn:
        refuse_unless_ours(desk, copy)
    elif status is CopyStatus.missing:
        _refuse_on_loan(copy, _out(desk, copy)[0])


def cancel_if_empty(desk: Desk, withdrawal: int, act: JournalAct) -> None:
    """Cancel a record whose last copy is back in the collection."""
    desk.session.flush()
    left = select(col(Copy.row)).where(col(Copy.withdrawal) == withdrawal).limit(1)
    made = desk.session.get(Withdrawal, withdrawal)
    if made is not None and desk.session.execute(left).first() is None:
        made.cancel_act = made.cancel_act or act.row
        desk.session.add(made)


def revive(desk: Desk, withdrawal: int) -> None:
    """Let a record stand again that has a copy again; refuses CannotUndo for an undone one."""
    made = desk.session.get(Withdrawal, withdrawal)
    if made is None:
        raise errors.CannotUndo("changed")
    if made.cancel_act is not None:
        if desk.session.get_one(JournalAct, made.cancel_act).kind != ActKind.edit_copy:
            raise errors.CannotUndo("changed")
        made.cancel_act = None
        desk.session.add(made)


def refuse_unless_ours(desk: Desk, copy: Copy) -> None:
    """Refuse CopyWithdrawn, CopyOfOthers, CopyOnLoan, CopyHeldForOther."""
    if copy.status is CopyStatus.withdrawn:
        raise errors.CopyWithdrawn(copy.number)
    if copy.owner != 1:
        raise errors.CopyOfOthers(copy.number, desk.session.get_one(Owner, copy.owner).name)
    due_on, until_on = _out(desk, copy)
    _refuse_on_loan(copy, due_on)
    if until_on:
        raise errors.CopyHeldForOther(copy.number, date.fromisoformat(until_on))


def _out(desk: Desk, copy: Copy) -> tuple[str | None, str | None]:
    due_on, until_on = desk_statements.one(desk.session, _OUT, copy.row)
    return due_on, until_on


def _refuse_on_loan(copy: Copy, due_on: str | None) -> None:
    if due_on:
        raise errors.CopyOnLoan(copy.number, date.fromisoformat(due_on))


def _next_number(desk: Desk, on: date) -> str:
    """The next number of the year; an undone withdrawal keeps its own."""
    (count,) = desk_statements.one(
        desk.session,
        "SELECT count(*) FROM withdrawal WHERE on_day BETWEEN ?1 AND ?2",
        f"{on.year}-01-01",
        f"{on.year}-12-31",
    )
    return letterhead.number_of(_PATTERN, int(count) + 1, on)
