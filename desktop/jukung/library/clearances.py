"""Clearances: what somebody who leaves still has, and what became of it.

A copy comes back at the desk as ever, or is written off with a reason: it is missing
then, and nobody owes anything for it. Names are not here; the letter bears the card.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    BorrowerKind,
    BorrowerStatus,
    ClearanceReason,
    CopyStatus,
    LetterKind,
    LoanEnding,
    WriteOffReason,
)
from jukung.library import (
    circulation,
    days,
    holds,
    house,
    journal,
    letters,
    loans,
    members,
    numbers,
    running_again,
)
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import (
    Borrower,
    Clearance,
    Copy,
    JournalAct,
    Letter,
    Loan,
    Title,
    WriteOff,
)

LONGEST_NOTE = 200

_VIEWS = """
SELECT c.row, c.id, b.id, b.card, c.reason, c.opened_on, c.closed_on, coalesce(l.number, ''),
  (SELECT count(*) FROM loan o WHERE o.borrower = c.borrower
    AND o.returned_on IS NULL AND o.cancel_act IS NULL),
  (SELECT m.place_before FROM resident_move m WHERE m.borrower = c.borrower AND m.act = c.act)
FROM clearance c JOIN borrower b ON b.row = c.borrower
  LEFT JOIN letter l ON l.row = c.letter AND l.cancel_act IS NULL
WHERE c.cancel_act IS NULL
"""
_OPENED = text(_VIEWS + " AND c.closed_on IS NULL ORDER BY 9 DESC, c.opened_on, c.row")
_CLOSED = text(
    _VIEWS + " AND c.closed_on IS NOT NULL ORDER BY c.closed_on DESC, c.row DESC LIMIT :most"
)
_ONE = text(_VIEWS + " AND c.id = :id")
_OF_BORROWER = text(_VIEWS + " AND c.borrower = :borrower ORDER BY c.row DESC LIMIT 1")
_HELD = text("""
SELECT l.id, k.number, t.title, l.lent_on, l.due_on, l.returned_on, l.place, w.reason,
  coalesce(w.note, '')
FROM loan l JOIN copy k ON k.row = l.copy JOIN title t ON t.row = l.title
  LEFT JOIN write_off w ON w.loan = l.row
WHERE l.borrower = :borrower AND l.cancel_act IS NULL
  AND (l.returned_on IS NULL OR w.clearance = :row
    OR l.return_act > :act)
ORDER BY l.returned_on IS NOT NULL, l.due_on, l.row
""")
_READY = text("""
SELECT c.row FROM clearance c WHERE c.closed_on IS NULL AND c.cancel_act IS NULL
  AND NOT EXISTS (SELECT 1 FROM loan o WHERE o.borrower = c.borrower
    AND o.returned_on IS NULL AND o.cancel_act IS NULL) ORDER BY c.row
""")
_WRITTEN_OFF = text("SELECT 1 FROM write_off WHERE clearance IN :rows LIMIT 1").bindparams(
    bindparam("rows", expanding=True)
)


@dataclass(frozen=True, slots=True)
class ClearanceView:
    """A clearance: whose card, why, and how many copies are still out."""

    row: int
    id: str
    resident_id: str
    card: str
    reason: ClearanceReason
    opened_on: date
    closed_on: date | None
    letter_number: str
    """Empty where no letter was written."""
    still_out: int
    last_place: str
    """Where the resident was before, such as `B-12`."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A copy of a clearance: still out, back since, or written off."""

    loan_id: str
    number: str
    title: str
    lent_on: date
    due_on: date
    returned_on: date | None
    place: str
    """Where it was lent to."""
    written_off: WriteOffReason | None
    note: str


@dataclass(frozen=True, slots=True)
class ClearanceDetail:
    """A clearance with its copies, those still out first."""

    clearance: ClearanceView
    lines: tuple[HeldLine, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """What one act closed."""

    act_id: str
    count: int
    letter_number: str = ""


@allowed(KEEPERS)
def open_for(desk: Desk, resident_id: str) -> ClearanceView:
    """Open a clearance for a resident who leaves without another state.

    Refuses MemberUnknown, NotAResident, OnlyInPrison.
    """
    borrower = members.row_of(desk, resident_id)
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    if borrower.kind is not BorrowerKind.resident:
        raise errors.NotAResident(borrower.card)
    if _open_of(desk, borrower.row) is None:
        act = journal.begin(desk, ActKind.open_clearance)
        holds.end_all(desk, act, borrower=borrower.row)
        begin_for(desk, act, borrower=borrower, reason=ClearanceReason.left)
    found = _run(desk, _OF_BORROWER, borrower=borrower.row)
    return _view(desk, found.one())


@allowed(KEEPERS)
def opened(desk: Desk) -> tuple[ClearanceView, ...]:
    """The open clearances, those with most copies out first."""
    return tuple(_view(desk, each) for each in _run(desk, _OPENED).all())


@allowed(KEEPERS)
def closed(desk: Desk, *, most: int = 256) -> tuple[ClearanceView, ...]:
    """The clearances that were closed, the latest first."""
    return tuple(_view(desk, each) for each in _run(desk, _CLOSED, most=most).all())


@allowed(KEEPERS)
def show(desk: Desk, clearance_id: str) -> ClearanceDetail:
    """A clearance with its copies; refuses ClearanceUnknown."""
    return _detail(desk, _row_of(desk, clearance_id))


@allowed(KEEPERS)
def of_resident(desk: Desk, resident_id: str) -> ClearanceView | None:
    """The latest clearance of a resident; None where there was none."""
    borrower = members.row_of(desk, resident_id)
    found = _run(desk, _OF_BORROWER, borrower=borrower.row).first()
    return None if found is None else _view(desk, found)


@allowed(KEEPERS)
def write_off(desk: Desk, loan_id: str, reason: WriteOffReason, note: str = "") -> str:
    """End a loan whose copy will not come back, with a reason and no debt; gives the act.

    The copy is missing from then on; one that turns up is found by scanning it.
    Refuses CopyNotOnLoan, OnlyInPrison, ReasonMissing for `other` without a note.
    """
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    said = " ".join(note.split())[:LONGEST_NOTE]
    if reason is WriteOffReason.other and not said:
        raise errors.ReasonMissing
    loan = desk.session.scalars(select(Loan).where(col(Loan.id) == loan_id)).first()
    if loan is None or loan.returned_on is not None or loan.cancel_act is not None:
        raise errors.CopyNotOnLoan("")
    copy = desk.session.get_one(Copy, loan.copy_row)
    clearance = _open_of(desk, loan.borrower) if loan.borrower else None
    on = max(days.trusted_today(desk), loan.lent_on)
    act = journal.begin(desk, ActKind.write_off, facts={"copy_status": copy.status})
    circulation.end_loan(desk, act, loan=loan.row, on=on, time=None, ending=LoanEnding.lost)
    desk.session.add(
        WriteOff(
            loan=loan.row,
            clearance=clearance.row if clearance else None,
            reason=reason,
            note=said,
            act=act.row,
        )
    )
    desk.session.flush()
    journal.note(desk, act, "write_off", noun="copy", noun_id=copy.id, detail={"reason": reason})
    return act.id


@allowed(KEEPERS)
def close(desk: Desk, clearance_id: str, *, with_letter: bool = False) -> Closed:
    """Close a clearance with nothing out, and write its letter where wanted.

    Refuses ClearanceUnknown, ClearanceClosed, ClearanceHasLoans.
    """
    row = _row_of(desk, clearance_id)
    view = _view_of(desk, row)
    if row.closed_on is not None:
        raise errors.ClearanceClosed(view.card)
    if view.still_out:
        raise errors.ClearanceHasLoans(view.card, view.still_out)
    number = ""
    if with_letter:
        number = _write_letter(desk, row, view.card)
    return Closed(_close(desk, [row]).id, 1, number)


@allowed(KEEPERS)
def close_ready(desk: Desk) -> Closed:
    """Close every open clearance with nothing out, as one act; refuses NoClearanceReady."""
    rows = [desk.session.get_one(Clearance, row) for (row,) in _run(desk, _READY).all()]
    if not rows:
        raise errors.NoClearanceReady
    return Closed(_close(desk, rows).id, len(rows))


@allowed(KEEPERS)
def write_letter(desk: Desk, clearance_id: str) -> str:
    """Enter the letter (bebas pustaka) of a clearance; gives its number, the same each time.

    Refuses ClearanceUnknown, and ClearanceHasLoans while something is out.
    """
    row = _row_of(desk, clearance_id)
    view = _view_of(desk, row)
    if view.letter_number:
        return view.letter_number
    if view.still_out:
        raise errors.ClearanceHasLoans(view.card, view.still_out)
    return _write_letter(desk, row, view.card)


@allowed(STAFF)
def letter_for(desk: Desk, card: str) -> letters.LetterView:
    """The clearance letter of a card: the one of who leaves, or else a new one.

    Refuses MemberUnknown, StillHasLoans.
    """
    facts = letters.clearance(desk, card)
    borrower = desk.session.get_one(Borrower, numbers.borrower_of(desk, card))
    found = _run(desk, _OF_BORROWER, borrower=borrower.row).first()
    leaves = _open_of(desk, borrower.row) is not None or borrower.status is BorrowerStatus.left
    if found is None or not leaves:
        return letters.write(desk, LetterKind.clearance, card=card)
    row = desk.session.get_one(Clearance, int(found[0]))
    number = str(found[7]) or _write_letter(desk, row, facts.card)
    kept = desk.session.get_one(Letter, row.letter)
    act = desk.session.get_one(JournalAct, kept.act)
    return letters.LetterView(
        act.id, number, LetterKind.clearance, kept.written_on, facts.card, "", kept.serial
    )


def begin_for(desk: Desk, act: JournalAct, *, borrower: Borrower, reason: ClearanceReason) -> None:
    """Open a clearance in an act that somebody else opened; one that is open goes on."""
    if _open_of(desk, borrower.row) is not None:
        return
    row = Clearance(borrower=borrower.row, reason=reason, opened_on=act.on_day, act=act.row)
    desk.session.add(row)
    desk.session.flush()
    detail = {"reason": reason}
    journal.note(desk, act, "open", noun="clearance", noun_id=row.id, detail=detail)


def cancel_for(desk: Desk, act: JournalAct, *, borrower: Borrower) -> None:
    """End the open clearance of somebody who is back after all."""
    row = _open_of(desk, borrower.row)
    if row is not None:
        row.cancel_act = act.row
        desk.session.add(row)
        desk.session.flush()


def is_open(desk: Desk, borrower: int) -> bool:
    """Whether somebody's clearance is open."""
    return _open_of(desk, borrower) is not None


def undo_of(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    """Take back the clearances that an act opened, and open those again that it ended."""
    desk.session.flush()
    begun = desk.session.scalars(select(Clearance).where(col(Clearance.act) == act.row)).all()
    standing = [row for row in begun if row.cancel_act is None]
    if any(row.closed_on is not None for row in standing):
        raise errors.CannotUndo("clearance")
    rows = [row.row for row in standing]
    for start in range(0, len(rows), 500):
        if _run(desk, _WRITTEN_OFF, rows=rows[start : start + 500]).first() is not None:
            raise errors.CannotUndo("written_off")
    for row in standing:
        row.cancel_act = undoing.row
        desk.session.add(row)
    ended = desk.session.scalars(select(Clearance).where(col(Clearance.cancel_act) == act.row))
    for row in ended.all():
        row.cancel_act = None
        desk.session.add(row)
    desk.session.flush()


def undo_open(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back a clearance that was opened by itself."""
    undo_of(desk, act, undoing)
    holds.undo_of(desk, act, undoing)
    return "", "", ""


def undo_close(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Open clearances again that an act closed; a letter that went out stays."""
    rows = desk.session.scalars(select(Clearance).where(col(Clearance.close_act) == act.row)).all()
    for row in rows:
        if row.cancel_act is not None or _open_of(desk, row.borrower) is not None:
            raise errors.CannotUndo("changed")
        row.closed_on = row.close_act = None
        desk.session.add(row)
        desk.session.flush()
    journal.note(desk, undoing, "take_back", noun="clearances", noun_id=act.id)
    borrower = desk.session.get_one(Borrower, rows[0].borrower) if len(rows) == 1 else None
    return "", "", borrower.card if borrower else ""


def undo_write_off(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    """Let a loan run again that was written off; refuses CannotUndo."""
    off = desk.session.scalars(select(WriteOff).where(col(WriteOff.act) == act.row)).one()
    loan = desk.session.get_one(Loan, off.loan)
    since = desk_statements.first(
        desk.session,
        desk_statements.LENT_SINCE,
        loan.copy_row,
        loan.row,
        loan.lent_on.isoformat(),
    )
    copy = desk.session.get_one(Copy, loan.copy_row)
    clearance = desk.session.get(Clearance, off.clearance) if off.clearance else None
    borrower = desk.session.get(Borrower, loan.borrower) if loan.borrower else None
    _refuse_late_undoing(
        lent_since=since is not None, copy=copy, clearance=clearance, borrower=borrower
    )
    running_again.refuse_if_not(desk, loan)
    loan.returned_on = loan.returned_time = loan.return_act = None
    loan.ending = LoanEnding.returned
    desk.session.delete(off)
    desk.session.add(loan)
    desk.session.flush()
    status = CopyStatus(journal.facts_of(act)["copy_status"])
    loans.set_status(desk, copy.row, status, loans.note_before(desk, act, copy.row))
    title = desk.session.get_one(Title, loan.title)
    return copy.number, title.title, borrower.card if borrower else ""


def _refuse_late_undoing(
    *, lent_since: bool, copy: Copy, clearance: Clearance | None, borrower: Borrower | None
) -> None:
    if borrower is None:
        raise errors.CannotUndo("forgotten")
    if lent_since:
        raise errors.CannotUndo("lent_again")
    if copy.status is not CopyStatus.missing:
        raise errors.CannotUndo("changed")
    if clearance is not None and clearance.closed_on is not None:
        raise errors.CannotUndo("clearance")


def _close(desk: Desk, rows: Iterable[Clearance]) -> JournalAct:
    going = list(rows)
    act = journal.begin(desk, ActKind.close_clearance, facts={"count": len(going)})
    for row in going:
        row.closed_on, row.close_act = act.on_day, act.row
        desk.session.add(row)
        journal.note(desk, act, "close", noun="clearance", noun_id=row.id)
    desk.session.flush()
    return act


def _write_letter(desk: Desk, row: Clearance, card: str) -> str:
    written = letters.write(desk, LetterKind.clearance, card=card)
    found = desk.session.scalars(
        select(Letter)
        .join(JournalAct, col(JournalAct.row) == col(Letter.act))
        .where(col(JournalAct.id) == written.act_id)
    ).one()
    row.letter = found.row
    desk.session.add(row)
    desk.session.flush()
    return written.number


def _detail(desk: Desk, row: Clearance) -> ClearanceDetail:
    found = _run(desk, _HELD, borrower=row.borrower, row=row.row, act=row.act).all()
    lines = tuple(
        HeldLine(
            str(loan_id),
            str(number),
            str(title),
            date.fromisoformat(lent),
            date.fromisoformat(due),
            date.fromisoformat(back) if back else None,
            house.code_of(desk, place),
            WriteOffReason(reason) if reason else None,
            str(note),
        )
        for loan_id, number, title, lent, due, back, place, reason, note in found
    )
    return ClearanceDetail(_view_of(desk, row), lines)


def _view_of(desk: Desk, row: Clearance) -> ClearanceView:
    return _view(desk, _run(desk, _ONE, id=row.id).one())


def _view(desk: Desk, cells: Any) -> ClearanceView:  # noqa: ANN401 - a row of the statements above
    row, each, resident, card, reason, on, closed_on, letter, out, place = cells
    return ClearanceView(
        int(row),
        str(each),
        str(resident),
        str(card),
        ClearanceReason(reason),
        date.fromisoformat(on),
        date.fromisoformat(closed_on) if closed_on else None,
        str(letter),
        int(out),
        house.code_of(desk, place),
    )


def _row_of(desk: Desk, clearance_id: str) -> Clearance:
    found = desk.session.scalars(
        select(Clearance).where(
            col(Clearance.id) == clearance_id, col(Clearance.cancel_act).is_(None)
        )
    ).first()
    if found is None:
        raise errors.ClearanceUnknown
    return found


def _open_of(desk: Desk, borrower: int) -> Clearance | None:
    return desk.session.scalars(
        select(Clearance).where(
            col(Clearance.borrower) == borrower,
            col(Clearance.closed_on).is_(None),
            col(Clearance.cancel_act).is_(None),
        )
    ).first()


def _run(desk: Desk, statement: Any, **facts: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has them
    desk.session.flush()
    return desk.session.connection().execute(statement, facts)
