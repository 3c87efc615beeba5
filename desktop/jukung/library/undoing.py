"""Taking acts back: a new act each time, and nothing is torn out of the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import desc, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Role
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.store.tables import (
    Activity,
    Borrower,
    Copy,
    JournalAct,
    Loan,
    Renewal,
    Title,
    Visit,
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    act_id: str
    undone_act_id: str
    kind: ActKind
    barcode: str
    title: str
    card: str


@allowed(DESK)
def undo_last(desk: Desk, *, kinds: frozenset[ActKind] | None = None) -> Undone:
    """Take back the latest act of today that still stands.

    Yesterday's acts are taken back only by name: nobody remembers them at a key press.
    Refuses NothingToUndo, CannotUndo.
    """
    wanted = kinds or frozenset(_WAYS)
    undone = select(col(JournalAct.undoes)).where(col(JournalAct.undoes).is_not(None))
    found = desk.session.scalars(
        select(JournalAct)
        .where(
            col(JournalAct.kind).in_([str(kind) for kind in wanted]),
            col(JournalAct.row).not_in(undone),
            col(JournalAct.at) >= _midnight(desk),
        )
        .order_by(desc(col(JournalAct.row)))
        .limit(1)
    ).first()
    if found is None:
        raise errors.NothingToUndo
    return _undo(desk, found)


@allowed(DESK)
def undo(desk: Desk, act_id: str) -> Undone:
    """Take back one act of the desk; refuses NothingToUndo, CannotUndo."""
    found = desk.session.scalars(select(JournalAct).where(col(JournalAct.id) == act_id)).first()
    if found is None or found.kind not in _WAYS or is_undone(desk, found):
        raise errors.NothingToUndo
    return _undo(desk, found)


def _midnight(desk: Desk) -> datetime:
    return desk.local_now.replace(hour=0, minute=0, second=0, microsecond=0)


def is_undone(desk: Desk, act: JournalAct) -> bool:
    """Whether an act was already taken back."""
    later = select(col(JournalAct.row)).where(col(JournalAct.undoes) == act.row)
    return desk.session.execute(later).first() is not None


def _undo(desk: Desk, act: JournalAct) -> Undone:
    if desk.staff.role is Role.aide and act.staff != desk.staff.row:
        raise errors.NotAllowed(desk.staff.role)
    undoing = journal.begin(
        desk, ActKind.undo, on=act.on_day, undoes=act.row, facts={"kind": act.kind}
    )
    kind = ActKind(act.kind)
    said = _WAYS[kind](desk, act, undoing)
    journal.note(desk, undoing, "undo", noun="act", noun_id=act.id)
    return Undone(undoing.id, act.id, kind, *said)


def _unlend(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    # After `lend_unknown` the copy and its title stay: the piece exists.
    loan = desk.session.scalars(select(Loan).where(col(Loan.act) == act.row)).one()
    if loan.returned_on is not None:
        raise errors.CannotUndo("returned")
    if loan.renewals:
        raise errors.CannotUndo("renewed")
    loan.cancel_act = undoing.row
    desk.session.add(loan)
    return _words(desk, loan)


def _unreturn(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    loan = desk.session.scalars(select(Loan).where(col(Loan.return_act) == act.row)).one()
    later = desk.session.execute(
        select(col(Loan.row)).where(
            col(Loan.copy_row) == loan.copy_row,
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
        )
    ).first()
    if later is not None:
        raise errors.CannotUndo("lent_again")
    loan.returned_on = None
    loan.return_act = None
    desk.session.add(loan)
    return _words(desk, loan)


def _unrenew(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    renewal = desk.session.scalars(select(Renewal).where(col(Renewal.act) == act.row)).one()
    loan = desk.session.get_one(Loan, renewal.loan)
    if loan.returned_on is not None:
        raise errors.CannotUndo("returned")
    if loan.due_on != renewal.due_after:
        raise errors.CannotUndo("renewed")
    loan.due_on = renewal.due_before
    loan.renewals -= 1
    renewal.cancel_act = undoing.row
    desk.session.add(loan)
    desk.session.add(renewal)
    return _words(desk, loan)


def _unvisit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    desk.session.execute(
        update(Visit).where(col(Visit.act) == act.row).values(cancel_act=undoing.row)
    )
    return "", "", ""


def _unactivity(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    row = desk.session.scalars(select(Activity).where(col(Activity.act) == act.row)).one()
    row.cancel_act = undoing.row
    desk.session.add(row)
    return "", row.name, ""


def _words(desk: Desk, loan: Loan) -> tuple[str, str, str]:
    copy = desk.session.get_one(Copy, loan.copy_row)
    title = desk.session.get_one(Title, loan.title)
    borrower = desk.session.get(Borrower, loan.borrower) if loan.borrower else None
    return copy.number, title.title, borrower.card if borrower else ""


_WAYS: dict[ActKind, Callable[[Desk, JournalAct, JournalAct], tuple[str, str, str]]] = {
    ActKind.lend: _unlend,
    ActKind.lend_unknown: _unlend,
    ActKind.give_back: _unreturn,
    ActKind.renew: _unrenew,
    ActKind.record_visits: _unvisit,
    ActKind.record_activity: _unactivity,
}
