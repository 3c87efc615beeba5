"""Writing a batch of paper slips into the file as one act, and taking it back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import desc, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import HoldState, LedgerKind, LoanSource, SlipAct
from jukung.library import (
    circulation,
    holds,
    in_house,
    journal,
    ledger,
    permissions_asked,
    running_again,
)
from jukung.library.desk import Desk
from jukung.library.late_finding import Piece
from jukung.library.late_plan import Line
from jukung.store.tables import (
    DueMove,
    Hold,
    InHouseUse,
    JournalAct,
    Loan,
    PaperSlip,
    Renewal,
)


def write(desk: Desk, act: JournalAct, lines: Sequence[Line]) -> None:
    """Write lines that were checked, in the order in which they happened."""
    aside = set(_stand_aside(desk, act, lines))
    written: dict[int, int] = {}
    for line in lines:
        if line.what is SlipAct.lend:
            written[line.place] = _lend(desk, act, line)
        elif line.what is SlipAct.in_house:
            in_house.write_use(desk, act, copy=_piece(line).row, on=_day(line))
        else:
            row = line.loan if line.lent_line is None else written[line.lent_line]
            if line.what is SlipAct.give_back and row in aside:
                aside.remove(row)
                _come_back(desk, [row])
            _go_on(desk, act, line, row)
    _come_back(desk, sorted(aside))
    _set_aside(desk, act, lines)


def undo_late_entry(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a batch back and put its slips back as drafts; refuses CannotUndo."""
    holds.undo_of(desk, act, undoing)
    permissions_asked.undo_use(desk, act, undoing)
    ledger.undo_of(desk, act, undoing)
    lent = desk.session.scalars(select(Loan).where(col(Loan.act) == act.row)).all()
    back = desk.session.scalars(select(Loan).where(col(Loan.return_act) == act.row)).all()
    _refuse_if_built_on(desk, act, lent, back)
    for loan in lent:
        loan.cancel_act = undoing.row
    desk.session.flush()
    for loan in back:
        if loan.act != act.row:
            loan.returned_on = loan.returned_time = loan.return_act = None
    desk.session.flush()
    _undo_renewals(desk, act, undoing)
    desk.session.execute(
        update(InHouseUse).where(col(InHouseUse.act) == act.row).values(cancel_act=undoing.row)
    )
    desk.session.execute(update(PaperSlip).where(col(PaperSlip.act) == act.row).values(act=None))
    return "", "", ""


def _lend(desk: Desk, act: JournalAct, line: Line) -> int:
    """Write a loan; gives its row."""
    if line.holder is None or line.due is None:
        raise errors.SlipCardMissing
    piece, borrower = _piece(line), line.holder.row
    loan = circulation.write_loan(
        desk,
        act,
        borrower=borrower,
        copy=piece.row,
        on=_day(line),
        time=line.time,
        due=line.due,
        source=LoanSource.late_entry,
        detail=line.passed_over,
    )
    if _touches_hold(desk, line):
        holds.on_lend(desk, act, borrower=borrower, copy=piece.row, title=piece.title_row)
    return loan.row


def _go_on(desk: Desk, act: JournalAct, line: Line, row: int | None) -> None:
    """Write a return or a renewal of a loan."""
    if line.what is SlipAct.renew:
        _renew(desk, act, line, row)
        return
    if row is None:
        raise errors.CopyNotOnLoan(_piece(line).number)
    circulation.end_loan(desk, act, loan=row, on=_day(line), time=line.time)
    if line.fine and line.holder is not None:
        ledger.charge(
            desk,
            act,
            borrower=line.holder.row,
            kind=LedgerKind.fine,
            amount=line.fine,
            loan=row,
        )


def _renew(desk: Desk, act: JournalAct, line: Line, row: int | None) -> None:
    if line.due is None:
        raise errors.CopyNotOnLoan(_piece(line).number)
    loan = desk.session.get_one(Loan, row)
    before, loan.due_on = loan.due_on, line.due.on
    loan.renewals += 1
    desk.session.add(loan)
    desk.session.add(
        Renewal(
            loan=loan.row,
            on_day=_day(line),
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
        detail={"copy": _piece(line).number, "was": before, "is": loan.due_on} | line.passed_over,
    )


def _piece(line: Line) -> Piece:
    if line.piece is None:
        raise errors.SlipNumberMissing
    return line.piece


def _day(line: Line) -> date:
    if line.day is None:
        raise errors.SlipDayMissing
    return line.day


def _stand_aside(desk: Desk, act: JournalAct, lines: Sequence[Line]) -> list[int]:
    """Let open loans stand aside until their return, while earlier ones are written.

    The file takes one open loan of a copy, and a loan is open until its return is
    written; within this transaction nobody sees the difference.
    """
    lent = {line.piece.row for line in lines if line.what is SlipAct.lend and line.piece}
    rows = list(
        desk.session.scalars(
            select(col(Loan.row)).where(
                col(Loan.copy_row).in_(lent),
                col(Loan.returned_on).is_(None),
                col(Loan.cancel_act).is_(None),
            )
        )
    )
    if rows:
        desk.session.execute(update(Loan).where(col(Loan.row).in_(rows)).values(cancel_act=act.row))
    return rows


def _come_back(desk: Desk, rows: Sequence[int]) -> None:
    if rows:
        desk.session.flush()
        desk.session.execute(update(Loan).where(col(Loan.row).in_(rows)).values(cancel_act=None))


def _set_aside(desk: Desk, act: JournalAct, lines: Sequence[Line]) -> None:
    """Give what came back, and is on the shelf now, to who waits for it."""
    back = {
        line.piece.row: line.piece.title_row
        for line in lines
        if line.what is SlipAct.give_back and line.piece
    }
    out = set(
        desk.session.scalars(
            select(col(Loan.copy_row)).where(
                col(Loan.copy_row).in_(back),
                col(Loan.returned_on).is_(None),
                col(Loan.cancel_act).is_(None),
            )
        )
    )
    for copy, title in back.items():
        if copy not in out:
            holds.on_return(desk, act, copy=copy, title=title)


def _touches_hold(desk: Desk, line: Line) -> bool:
    """Whether the copy is out now, or the borrower waited for it then."""
    if line.stays_out:
        return True
    if line.holder is None or line.piece is None:
        return False
    own = select(col(Hold.row)).where(
        col(Hold.title) == line.piece.title_row,
        col(Hold.borrower) == line.holder.row,
        col(Hold.state).in_([HoldState.waiting, HoldState.ready]),
        col(Hold.placed_on) <= line.day,
    )
    return desk.session.execute(own).first() is not None


def _refuse_if_built_on(
    desk: Desk, act: JournalAct, lent: Sequence[Loan], back: Sequence[Loan]
) -> None:
    if any(loan.returned_on is not None and loan.return_act != act.row for loan in lent):
        raise errors.CannotUndo("returned")
    rows = [loan.row for loan in (*lent, *back)]
    renewed = desk.session.scalars(select(col(Renewal.loan)).where(col(Renewal.act) == act.row))
    if _has_other(desk, Renewal, act, [*(loan.row for loan in lent), *renewed]):
        raise errors.CannotUndo("renewed")
    if _has_other(desk, DueMove, act, rows):
        raise errors.CannotUndo("moved")
    for loan in back:
        if loan.act != act.row:
            _refuse_if_not_out_again(desk, act, loan)


def _refuse_if_not_out_again(desk: Desk, act: JournalAct, loan: Loan) -> None:
    """A loan runs again only where its copy stayed here, and its borrower too."""
    if _went_out_again(desk, act, loan):
        raise errors.CannotUndo("lent_again")
    running_again.refuse_if_not(desk, loan)


def _has_other(
    desk: Desk, table: type[Renewal | DueMove], act: JournalAct, loans: Sequence[int]
) -> bool:
    found = select(col(table.row)).where(
        col(table.loan).in_(loans), col(table.act) > act.row, col(table.cancel_act).is_(None)
    )
    return desk.session.execute(found.limit(1)).first() is not None


def _went_out_again(desk: Desk, act: JournalAct, loan: Loan) -> bool:
    """Whether the copy was lent after the return that would be taken back, or is out."""
    found = select(col(Loan.row)).where(
        col(Loan.copy_row) == loan.copy_row,
        col(Loan.act) != act.row,
        col(Loan.row) != loan.row,
        col(Loan.cancel_act).is_(None),
        col(Loan.returned_on).is_(None)
        | (col(Loan.lent_on) > loan.lent_on)
        | ((col(Loan.lent_on) == loan.lent_on) & (col(Loan.row) > loan.row)),
    )
    return desk.session.execute(found.limit(1)).first() is not None


def _undo_renewals(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    rows = desk.session.scalars(
        select(Renewal).where(col(Renewal.act) == act.row).order_by(desc(col(Renewal.row)))
    ).all()
    for renewal in rows:
        loan = desk.session.get_one(Loan, renewal.loan)
        if loan.returned_on is not None and loan.cancel_act is None:
            raise errors.CannotUndo("returned")
        if loan.due_on != renewal.due_after:
            raise errors.CannotUndo("renewed")
        loan.due_on = renewal.due_before
        loan.renewals -= 1
        renewal.cancel_act = undoing.row
        desk.session.add_all([loan, renewal])
        desk.session.flush()
