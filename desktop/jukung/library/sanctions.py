"""Consequences without money: a suspension, a warning, a task to be done.

One with a last day ends by itself; the others stand until somebody lifts them.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, desc, or_, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Role, SanctionKind
from jukung.library import days, journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store.tables import Borrower, JournalAct, Sanction


@dataclass(frozen=True, slots=True)
class Suspension:
    """Until when somebody may not borrow, and why; no day where somebody must lift it."""

    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class SanctionLine:
    """A sanction as the member's page and the desk list it; an aide's has no reason."""

    id: str
    kind: SanctionKind
    from_on: date
    until_on: date | None
    reason: str
    is_running: bool
    is_lifted: bool


@allowed(KEEPERS)
def impose(
    desk: Desk,
    member_id: str,
    *,
    kind: SanctionKind,
    reason: str,
    from_on: date | None = None,
    until_on: date | None = None,
) -> SanctionLine:
    """Suspend or warn a member, or give a task; without a last day it stands until lifted.

    Refuses ReasonMissing, SanctionEndsEarly, MemberUnknown.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    begins = from_on or days.trusted_today(desk)
    if until_on is not None and until_on < begins:
        raise errors.SanctionEndsEarly(begins, until_on)
    borrower = _borrower(desk, member_id)
    act = journal.begin(desk, ActKind.sanction)
    row = Sanction(
        borrower=borrower.row,
        kind=kind,
        from_on=begins,
        until_on=until_on,
        reason=reason.strip(),
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    journal.note(
        desk,
        act,
        "sanction",
        noun="sanction",
        noun_id=row.id,
        detail={
            "card": borrower.card,
            "kind": kind,
            "from": begins,
            "until": until_on,
            "reason": row.reason,
        },
    )
    return _line(desk, row)


@allowed(KEEPERS)
def lift(desk: Desk, sanction_id: str, reason: str = "") -> SanctionLine:
    """End a sanction now: a task is done, a suspension is over; refuses SanctionUnknown."""
    row = desk.session.scalars(select(Sanction).where(col(Sanction.id) == sanction_id)).first()
    if row is None or row.lift_act is not None:
        raise errors.SanctionUnknown
    act = journal.begin(desk, ActKind.lift_sanction)
    row.lift_act = act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(
        desk,
        act,
        "lift",
        noun="sanction",
        noun_id=row.id,
        detail={"kind": row.kind, "reason": reason.strip()},
    )
    return _line(desk, row)


@allowed(DESK)
def of_member(desk: Desk, member_id: str) -> tuple[SanctionLine, ...]:
    """A member's sanctions, those that run first, then the latest; refuses MemberUnknown."""
    borrower = _borrower(desk, member_id)
    rows = desk.session.scalars(
        select(Sanction)
        .where(col(Sanction.borrower) == borrower.row)
        .order_by(desc(col(Sanction.row)))
    )
    lines = [_line(desk, row) for row in rows]
    return tuple(sorted(lines, key=lambda line: not line.is_running))


@allowed(DESK)
def told_at_desk(desk: Desk, member_id: str) -> tuple[SanctionLine, ...]:
    """What the desk should say to a member: warnings, tasks, and why they are suspended."""
    rows = desk.session.scalars(
        select(Sanction)
        .join(Borrower, col(Borrower.row) == col(Sanction.borrower))
        .where(col(Borrower.id) == member_id, *_runs(days.trusted_today(desk)))
        .order_by(col(Sanction.row))
    )
    return tuple(_line(desk, row) for row in rows)


def suspended(desk: Desk, borrower: int, on: date) -> Suspension | None:
    """The suspension that holds longest on a day; None where the member may borrow."""
    found = desk.session.execute(
        select(col(Sanction.until_on), col(Sanction.reason))
        .where(
            col(Sanction.borrower) == borrower,
            col(Sanction.kind) == SanctionKind.suspension,
            *_runs(on),
        )
        .order_by(col(Sanction.until_on).is_not(None), desc(col(Sanction.until_on)))
        .limit(1)
    ).first()
    return Suspension(found[0], found[1]) if found else None


def undo_impose(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a sanction back as if it had ended at once; refuses CannotUndo."""
    row = _row_of(desk, Sanction.act, act)
    if row.lift_act is not None:
        raise errors.CannotUndo("lifted")
    row.lift_act = undoing.row
    return _undone(desk, row)


def undo_lift(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    """Let a sanction run again; refuses CannotUndo."""
    row = _row_of(desk, Sanction.lift_act, act)
    row.lift_act = None
    return _undone(desk, row)


def _row_of(desk: Desk, column: object, act: JournalAct) -> Sanction:
    found = desk.session.scalars(
        select(Sanction).where(column == act.row)  # type: ignore[arg-type]  # a column of the table
    ).first()
    if found is None:
        raise errors.CannotUndo("erased")
    return found


def _undone(desk: Desk, row: Sanction) -> tuple[str, str, str]:
    desk.session.add(row)
    desk.session.flush()
    return "", "", desk.session.get_one(Borrower, row.borrower).card


def _runs(on: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Sanction.lift_act).is_(None),
        col(Sanction.from_on) <= on,
        or_(col(Sanction.until_on).is_(None), col(Sanction.until_on) >= on),
    )


def _line(desk: Desk, row: Sanction) -> SanctionLine:
    lifted = row.lift_act is not None
    ended = row.until_on is not None and row.until_on < days.trusted_today(desk)
    return SanctionLine(
        id=row.id,
        kind=row.kind,
        from_on=row.from_on,
        until_on=row.until_on,
        # Why is between the member and the staff; an aide tells only until when.
        reason="" if desk.staff.role is Role.aide else row.reason,
        # One that begins tomorrow is shown with those that run: it can still be lifted.
        is_running=not lifted and not ended,
        is_lifted=lifted,
    )


def _borrower(desk: Desk, member_id: str) -> Borrower:
    found = desk.session.scalars(select(Borrower).where(col(Borrower.id) == member_id)).first()
    if found is None:
        raise errors.MemberUnknown(member_id)
    return found
