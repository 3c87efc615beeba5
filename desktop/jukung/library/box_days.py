"""The day on which a box goes back: what it does to its copies, and to what is lent of it."""

from datetime import date

from sqlalchemy import ColumnElement, insert, select, update
from sqlmodel import col

from jukung.domain.ids import new_id
from jukung.library import days, due_moves
from jukung.library.desk import Desk
from jukung.store.tables import BoxLine, BoxRow, Copy, DueMove, JournalAct, Loan

_CHUNK = 500


def set_day(desk: Desk, act: JournalAct, row: BoxRow, due_on: date | None) -> int:
    """Give a box and its copies their day; gives how many loans end earlier for it."""
    row.due_on = due_on
    desk.session.add(row)
    desk.session.flush()
    _write_through(desk, row)
    return _bring_forward(desk, act, row)


def give_back(desk: Desk, act: JournalAct, undoing: JournalAct, row: BoxRow) -> None:
    """Let copies and loans follow a box whose day and owner are again as before an act."""
    desk.session.add(row)
    desk.session.flush()
    _write_through(desk, row)
    due_moves.move_back(desk, act, undoing)
    # What was lent by the later day may run past the earlier one now.
    _bring_forward(desk, undoing, row)


def _write_through(desk: Desk, row: BoxRow) -> None:
    desk.session.execute(
        update(Copy)
        .where(col(Copy.row).in_(_inside(row)), col(Copy.withdrawn_on).is_(None))
        .values(back_by=row.due_on, owner=row.owner)
    )
    desk.session.expire_all()


def _bring_forward(desk: Desk, act: JournalAct, row: BoxRow) -> int:
    if row.due_on is None:
        return 0
    # Nobody can bring a copy back yesterday.
    latest = max(row.due_on, days.trusted_today(desk))
    later: ColumnElement[bool] = col(Loan.due_on) > latest
    found = desk.session.execute(
        select(col(Loan.row), col(Loan.due_on)).where(
            col(Loan.copy_row).in_(_inside(row)),
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
            later,
        )
    ).all()
    moves = [
        {"id": new_id(), "loan": loan, "due_before": due, "due_after": latest, "act": act.row}
        for loan, due in found
    ]
    if moves:
        desk.session.execute(insert(DueMove), moves)
    loans = [loan for loan, _due in found]
    for start in range(0, len(loans), _CHUNK):
        chunk = col(Loan.row).in_(loans[start : start + _CHUNK])
        desk.session.execute(
            update(Loan)
            .where(chunk)
            .values(due_on=latest)
            .execution_options(synchronize_session=False)
        )
    desk.session.expire_all()
    return len(loans)


def _inside(row: BoxRow) -> ColumnElement[int | None]:
    return select(col(BoxLine.copy_row)).where(
        col(BoxLine.box) == row.row, col(BoxLine.copy_row).is_not(None)
    )  # type: ignore[return-value]  # a query of one column stands for its values
