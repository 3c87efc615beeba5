"""What an act changes in a round, kept so that it can be put back as it was.

Facts hold rows of lines and copies, their state before, and nothing of anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, bindparam

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, RoundOutcome, RoundState, RoundTask
from jukung.domain.kinds import TrolleyFrom as Came
from jukung.domain.kinds import TrolleyState as Lies
from jukung.library import at_desk, corners, journal, late_writing, loans, round_sql
from jukung.library.at_desk import CopyAtDesk
from jukung.library.desk import Desk
from jukung.store.tables import Copy, JournalAct


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as the file has it."""

    row: int
    id: str
    block_row: int
    block_id: str
    block: str
    on: date
    state: RoundState
    end_act: int | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """What is to be done for one borrower, as the file has it."""

    row: int
    borrower: int
    place: int | None
    what: RoundTask
    hold: int | None
    title: int | None
    copy: int | None
    loan: int | None
    outcome: RoundOutcome

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.outcome is RoundOutcome.open


def run(desk: Desk, statement: TextClause, **facts: Any) -> Any:  # noqa: ANN401 - rows of the statements
    """What a statement finds, with everything the session still holds written before."""
    desk.session.flush()
    return desk.session.connection().execute(statement, facts)


def of_id(desk: Desk, round_id: str) -> RoundRow:
    """The round with this id; refuses RoundUnknown."""
    found = run(desk, round_sql.ROUND, id=round_id).first()
    if found is None:
        raise errors.RoundUnknown
    cells = list(found)
    cells[5] = date.fromisoformat(cells[5])
    cells[6] = RoundState(cells[6])
    return RoundRow(*cells)


def under_way(desk: Desk, round_id: str) -> RoundRow:
    """A round that has not ended; refuses RoundUnknown, RoundEnded."""
    found = of_id(desk, round_id)
    if found.state not in (RoundState.planned, RoundState.out):
        raise errors.RoundEnded(found.block)
    return found


def line_row(cells: Iterable[Any]) -> LineRow:
    """A line, from the cells of the statement that reads it."""
    row, borrower, place, what, hold, title, copy, loan, outcome = cells
    task, came_of = RoundTask(what), RoundOutcome(outcome)
    return LineRow(row, borrower, place, task, hold, title, copy, loan, came_of)


def lines_of(desk: Desk, round_: RoundRow, borrower: int) -> list[LineRow]:
    """What there is for a borrower on a round."""
    found = run(desk, round_sql.LINES_OF, round=round_.row, borrower=borrower)
    return [line_row(cells) for cells in found]


def begin(
    desk: Desk,
    round_: RoundRow,
    *,
    lines: Iterable[int] = (),
    copies: Iterable[int] = (),
    on: date | None = None,
    kind: ActKind = ActKind.go_round,
    statuses: Mapping[int, tuple[CopyStatus, CopyStatus]] | None = None,
    placed: Mapping[str, tuple[int, int]] | None = None,
) -> JournalAct:
    """Open an act on a round, with the state before of all that it may touch.

    `statuses` are what copies were and will be, such as available and missing; `placed`
    are the places where they belong, by the ids of the copies.
    """
    rows, before = sorted(set(lines)), []
    statement = round_sql.BEFORE_LINES.bindparams(bindparam("rows", expanding=True))
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        before += [list(each) for each in run(desk, statement, round=round_.row, rows=part)]
    known = [
        list(found) if (found := _copy_before(desk, round_, copy)) else [copy, None, None, None]
        for copy in sorted(set(copies))
    ]
    facts: dict[str, Any] = {"round": round_.row, "lines": before, "copies": known}
    if statuses:
        facts["statuses"] = [[copy, str(was), str(now)] for copy, (was, now) in statuses.items()]
    if placed:
        facts["placed"] = {copy_id: list(where) for copy_id, where in placed.items()}
    act = journal.begin(desk, kind, on=on, facts=facts)
    if round_.state is RoundState.planned:
        set_state(desk, round_, RoundState.out)
    return act


def lies_on(desk: Desk, round_: RoundRow, copy: int) -> bool:
    """Whether a copy lies on the trolley of a round; one lent at the desk since does not."""
    found = run(desk, round_sql.LIES_ON, copy=copy, round=round_.row).first()
    return found is not None and found[0] == round_.row


def refuse_on_other(desk: Desk, round_: RoundRow, copy: CopyAtDesk) -> None:
    """Refuse CopyOnOtherTrolley for what lies on the trolley of another round."""
    found = run(desk, round_sql.LIES_ON, copy=copy.row, round=round_.row).first()
    if found is not None and found[0] != round_.row:
        raise errors.CopyOnOtherTrolley(copy.number, found[1])


def settle(
    desk: Desk,
    act: JournalAct,
    line: LineRow,
    outcome: RoundOutcome,
    *,
    copy: int | None = None,
    loan: int | None = None,
) -> None:
    """Write what became of a line, with the copy and loan where there are new ones."""
    run(
        desk,
        round_sql.SET_LINE,
        row=line.row,
        outcome=outcome,
        copy=copy or line.copy,
        loan=loan or line.loan,
        act=act.row,
    )


def add_line(  # noqa: PLR0913 - the cells of a line
    desk: Desk,
    round_: RoundRow,
    *,
    borrower: int,
    place: int | None,
    what: RoundTask,
    act: JournalAct | None = None,
    hold: int | None = None,
    title: int | None = None,
    copy: int | None = None,
    loan: int | None = None,
    outcome: RoundOutcome = RoundOutcome.open,
) -> None:
    """Write a new line."""
    run(
        desk,
        round_sql.ADD_LINE,
        round=round_.row,
        borrower=borrower,
        place=place,
        what=what,
        hold=hold,
        title=title,
        copy=copy,
        loan=loan,
        outcome=outcome,
        act=act.row if act else None,
    )


def put(
    desk: Desk,
    act: JournalAct,
    round_: RoundRow,
    copy: int,
    *,
    lies: Lies,
    came: Came | None = None,
) -> None:
    """Write where a copy of the round is; whence it came stays unless said."""
    before = _copy_before(desk, round_, copy)
    from_ = came or (Came(before[2]) if before else Came.shelf)
    run(
        desk,
        round_sql.PUT_COPY,
        round=round_.row,
        copy=copy,
        state=lies,
        came=from_,
        act=act.row,
    )


def end_visit(desk: Desk, act: JournalAct, round_: RoundRow, borrower: int) -> None:
    """Write that a stop is done once nothing is open there any more."""
    lines = lines_of(desk, round_, borrower)
    if any(line.is_open for line in lines if line.what is not RoundTask.visit):
        return
    for line in lines:
        if line.what is RoundTask.visit and line.is_open:
            settle(desk, act, line, RoundOutcome.done)


def set_state(desk: Desk, round_: RoundRow, state: RoundState, *, act: int | None = None) -> None:
    """Write how far a round is."""
    run(desk, round_sql.SET_STATE, round=round_.row, state=state, act=act)


def undo_go(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Put a round back as it was before an act, with its loans; refuses CannotUndo."""
    said = run(desk, round_sql.OF_ACT, act=act.row).first()
    facts = journal.facts_of(act)
    _refuse_if_built_on(desk, act, facts)
    late_writing.undo_late_entry(desk, act, undoing)
    run(desk, round_sql.FORGET_HAND_OVER, act=act.row)
    corners.put_back(desk, facts.get("placed", {}))
    if "round" in facts:
        _put_back(desk, act, facts)
    for copy, was, now in facts.get("statuses", []):
        _give_status_back(desk, act, copy, was=CopyStatus(was), now=CopyStatus(now))
    return tuple(said) if said else _said_of_placed(desk, facts)


def _said_of_placed(desk: Desk, facts: Mapping[str, Any]) -> tuple[str, str, str]:
    """The one copy that an act put into a reading corner, or took out of it."""
    if len(facts.get("placed", {})) != 1:
        return "", "", ""
    copy = at_desk.copy_at(desk, facts["copies"][0][0])
    return copy.number, copy.title, ""


def _refuse_if_built_on(desk: Desk, act: JournalAct, facts: Mapping[str, Any]) -> None:
    round_row = facts.get("round")
    ended = run(desk, round_sql.ENDED_BY, round=round_row).first() if round_row else None
    if ended is not None and ended[0] != act.row:
        raise errors.CannotUndo("edited")
    for copy, *_before in facts.get("copies", []):
        now = run(desk, round_sql.NOW_COPY, round=round_row, copy=copy).first()
        if now is not None and now[0] > act.row:
            raise errors.CannotUndo("edited")
    if round_row and _is_line_changed_since(desk, act, round_row):
        raise errors.CannotUndo("edited")
    for question in (round_sql.LATER_ON_LOANS, round_sql.CHECKED_SINCE):
        if run(desk, question, act=act.row).first() is not None:
            raise errors.CannotUndo("edited")


def _is_line_changed_since(desk: Desk, act: JournalAct, round_row: int) -> bool:
    """Whether a line that an act wrote is another by now; each act tells what was before it."""
    later = run(desk, round_sql.CHANGED_LINES, round=round_row, act=act.row).all()
    return any(_wrote_before(desk, row, last, act.row) for row, last in later)


def _wrote_before(desk: Desk, line: int, last: int, wanted: int) -> bool:
    """Whether an act is among those that wrote a line, going back from the last one."""
    at: int | None = last
    while at is not None and at > wanted:
        facts = journal.facts_of(desk.session.get_one(JournalAct, at))
        at = next((each[4] for each in facts.get("lines", []) if each[0] == line), None)
    return at == wanted


def _put_back(desk: Desk, act: JournalAct, facts: Mapping[str, Any]) -> None:
    round_row = facts["round"]
    for row, outcome, copy, loan, before in facts["lines"]:
        if _act_now(desk, round_sql.NOW_LINE, row=row) == act.row:
            run(
                desk,
                round_sql.SET_LINE,
                row=row,
                outcome=outcome,
                copy=copy,
                loan=loan,
                act=before,
            )
    for (row,) in run(desk, round_sql.NEW_LINES, round=round_row, act=act.row).all():
        run(desk, round_sql.REMOVE_LINE, row=row)
    for copy, state, came, before in facts["copies"]:
        if state is not None and _act_now(desk, round_sql.NOW_COPY, round=round_row, copy=copy) == (
            act.row
        ):
            run(
                desk,
                round_sql.PUT_COPY,
                round=round_row,
                copy=copy,
                state=state,
                came=came,
                act=before,
            )
    for (copy,) in run(desk, round_sql.NEW_COPIES, round=round_row, act=act.row).all():
        run(desk, round_sql.REMOVE_COPY, round=round_row, copy=copy)
    begun = bool(run(desk, round_sql.IS_BEGUN, round=round_row).scalar_one())
    state = RoundState.out if begun else RoundState.planned
    run(desk, round_sql.SET_STATE, round=round_row, state=state, act=None)


def _give_status_back(
    desk: Desk, act: JournalAct, copy_row: int, *, was: CopyStatus, now: CopyStatus
) -> None:
    """Give a copy its status of before, unless somebody changed it since."""
    if desk.session.get_one(Copy, copy_row).status is now:
        note = loans.note_before(desk, act, copy_row)
        loans.set_status(desk, copy_row, was, note)


def _act_now(desk: Desk, statement: TextClause, **facts: int) -> int | None:
    found = run(desk, statement, **facts).first()
    return found[0] if found else None


def _copy_before(desk: Desk, round_: RoundRow, copy: int) -> tuple[Any, ...] | None:
    found = run(desk, round_sql.BEFORE_COPY, round=round_.row, copy=copy).first()
    return tuple(found) if found else None
