"""Due days that a sudden closing moved: flood, fasting month, election."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, or_, select, text, update
from sqlmodel import col

from jukung.domain.ids import new_id
from jukung.domain.workdays import Calendar
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.store.tables import Borrower, Copy, DueMove, JournalAct, Loan

_OPEN = (col(Loan.returned_on).is_(None), col(Loan.cancel_act).is_(None))
_CANCEL_MOVES = text(
    "UPDATE due_move SET cancel_act = :undoing WHERE act = :act AND cancel_act IS NULL "
    "AND EXISTS (SELECT 1 FROM loan l WHERE l.row = due_move.loan "
    "AND l.due_on = due_move.due_after AND l.returned_on IS NULL AND l.cancel_act IS NULL "
    # A renewal since may have given the very day it was moved to.
    "AND NOT EXISTS (SELECT 1 FROM renewal r WHERE r.loan = l.row AND r.act > due_move.act "
    "AND r.cancel_act IS NULL))"
)
_MOVE_BACK = text(
    "UPDATE loan SET due_on = m.due_before FROM due_move m "
    "WHERE m.act = :act AND m.cancel_act = :undoing AND loan.row = m.loan"
)


@dataclass(frozen=True, slots=True)
class Moves:
    """What one act did to due days; after its undo, how many stayed moved."""

    moved_count: int
    standing_count: int


@allowed(DESK)
def of_act(desk: Desk, act_id: str) -> Moves:
    """The due days that an act moved, and how many of them still stand."""
    moved, standing = desk.session.execute(
        select(
            func.count(col(DueMove.row)),
            func.count(col(DueMove.row)).filter(col(DueMove.cancel_act).is_(None)),
        )
        .join(JournalAct, col(JournalAct.row) == col(DueMove.act))
        .where(col(JournalAct.id) == act_id)
    ).one()
    return Moves(int(moved), int(standing))


def count(desk: Desk, first: date, last: date) -> int:
    """How many copies that are out are due between two days, both included."""
    return int(
        desk.session.execute(
            select(func.count(col(Loan.row))).where(col(Loan.due_on).between(first, last), *_OPEN)
        ).scalar_one()
    )


def move(desk: Desk, act: JournalAct, first: date, last: date, *, calendar: Calendar) -> int:
    """Move every due day between two days to the next open day; gives how many."""
    desk.session.flush()
    due = desk.session.execute(
        select(col(Loan.row), col(Loan.due_on)).where(col(Loan.due_on).between(first, last), *_OPEN)
    ).all()
    days = {day: calendar.next_open(day) for day in {day for _row, day in due}}
    moves = [
        {
            "id": new_id(),
            "loan": row,
            "due_before": day,
            "due_after": days[day],
            "act": act.row,
        }
        for row, day in due
        if days[day] != day
    ]
    if moves:
        desk.session.execute(insert(DueMove), moves)
    for before, after in days.items():
        desk.session.execute(
            update(Loan)
            .where(col(Loan.due_on) == before, *_OPEN)
            .values(due_on=after)
            .execution_options(synchronize_session=False)
        )
    desk.session.expire_all()
    return len(moves)


def beyond(desk: Desk, act: JournalAct) -> int:
    """How many due days an act moved past a membership's end or a copy's way home."""
    return int(
        desk.session.execute(
            select(func.count(col(DueMove.row)))
            .join(Loan, col(Loan.row) == col(DueMove.loan))
            .join(Copy, col(Copy.row) == col(Loan.copy_row))
            .outerjoin(Borrower, col(Borrower.row) == col(Loan.borrower))
            .where(
                col(DueMove.act) == act.row,
                or_(
                    col(Copy.back_by) < col(DueMove.due_after),
                    col(Borrower.until_on) < col(DueMove.due_after),
                ),
            )
        ).scalar_one()
    )


def move_back(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[int, int]:
    """Give loans their days of before; counts those moved back and those that stay.

    Loans that came back, were renewed or were moved again since stay.
    """
    desk.session.flush()
    connection = desk.session.connection()
    standing = connection.execute(
        select(func.count(col(DueMove.row))).where(
            col(DueMove.act) == act.row, col(DueMove.cancel_act).is_(None)
        )
    ).scalar_one()
    which = {"act": act.row, "undoing": undoing.row}
    back = connection.execute(_CANCEL_MOVES, which).rowcount
    connection.execute(_MOVE_BACK, which)
    desk.session.expire_all()
    return int(back), int(standing) - int(back)
