"""What goes to the printer together; a label counts as printed once somebody saw it.

A run is written down before anything is printed and waits in the file until each of
its labels is confirmed, so a jam, a power cut or an evening at home loses none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, PrintWhat, RunState
from jukung.library import journal, run_lines
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import PrintLine, PrintRun

MOST_CELLS = 1000
"""More than any sheet of stickers has."""

# By when a label was last confirmed, not by which run was made last. One step back for
# each act that confirmed, and none for its labels; an act is of one run.
_NEXT_CELL = text("""
WITH RECURSIVE back (act) AS (
  SELECT max(act) FROM print_line WHERE act IS NOT NULL
  UNION ALL SELECT (SELECT max(l.act) FROM print_line l WHERE l.act < back.act)
  FROM back WHERE back.act IS NOT NULL)
SELECT r.next_cell FROM back JOIN print_run r
  ON r.row = (SELECT l.run FROM print_line l WHERE l.act = back.act LIMIT 1)
WHERE r.sheet = :sheet AND r.next_cell IS NOT NULL LIMIT 1
""")
_NEXT_CELL_UNCONFIRMED = text("""
SELECT next_cell FROM print_run WHERE sheet = :sheet AND next_cell IS NOT NULL
ORDER BY row DESC LIMIT 1
""")


@dataclass(frozen=True, slots=True)
class RunView:
    """A printing: what, on which sheet from which cell, and how far it came.

    `choices` are those of whoever made it, such as the design and the printer.
    """

    id: str
    what: PrintWhat
    sheet: str
    start_cell: int
    choices: dict[str, Any]
    made_on: date
    total: int
    confirmed: int
    gone: int = 0
    """How many fell away: their copy was withdrawn, their member left."""
    state: RunState = RunState.waiting
    act_id: str = ""
    """The act that confirmed some of it just now; empty otherwise."""

    @property
    def left_count(self) -> int:
        """How many labels are still to come."""
        return self.total - self.confirmed - self.gone


@allowed(STAFF)
def queue(
    desk: Desk,
    what: PrintWhat,
    *,
    sheet: str,
    start_cell: int,
    subjects: Sequence[str],
    choices: Mapping[str, Any],
) -> RunView:
    """Write down what is to be printed, in this order.

    A subject is a copy's id (barcode, spine, both), a member's id (member, card), the
    number (blank), or the words of a sign with `|` between its lines (shelf, box).
    Refuses NothingToPrint, CellOutOfRange.
    """
    if not subjects:
        raise errors.NothingToPrint
    _check_cell(start_cell)
    run = run_lines.write(
        desk,
        what,
        subjects,
        sheet=sheet,
        start_cell=start_cell,
        choices=json.dumps(dict(choices), ensure_ascii=False, sort_keys=True),
    )
    return _view(desk, run)


@allowed(STAFF)
def waiting(desk: Desk) -> tuple[RunView, ...]:
    """The printings that are not finished, the oldest first."""
    runs = desk.session.scalars(
        select(PrintRun).where(col(PrintRun.state) == RunState.waiting).order_by(col(PrintRun.row))
    )
    return tuple(_view(desk, run) for run in runs.all())


@allowed(STAFF)
def show(desk: Desk, run_id: str) -> RunView:
    """A printing, also one that is done; refuses RunUnknown."""
    return _view(desk, _run(desk, run_id))


@allowed(STAFF)
def left(desk: Desk, run_id: str) -> tuple[str, ...]:
    """The subjects that nobody confirmed yet, in order; refuses RunUnknown."""
    return tuple(subject for _place, subject in run_lines.waiting(desk, _run(desk, run_id)))


@allowed(STAFF)
def confirm(
    desk: Desk, run_id: str, *, labels: int, cells: int, new_sheet: bool = False
) -> RunView:
    """Say that the first labels of those left came out well; undone as one act.

    `cells` is how many a sheet has: the next label goes into the cell behind the last,
    or into the first of a new sheet. Refuses RunUnknown, RunLineOutOfRange.
    """
    run = _waiting(desk, run_id)
    lines = run_lines.waiting(desk, run)
    if not 0 <= labels <= len(lines):
        raise errors.RunLineOutOfRange(labels, len(lines))
    before, act_id = run.start_cell, ""
    run.start_cell = 1 if new_sheet else (before - 1 + labels) % max(1, cells) + 1
    run.next_cell = run.start_cell
    if labels:
        facts = {"what": run.what, "count": labels, "start_cell": before}
        act = journal.begin(desk, ActKind.print_labels, facts=facts)
        act_id = act.id
        run_lines.confirm(desk, act, run, [place for place, _subject in lines[:labels]])
        journal.note(desk, act, "print", noun="print_run", noun_id=run.id)
    elif not lines:
        run.state = RunState.done
    desk.session.add(run)
    desk.session.flush()
    return replace(_view(desk, run), act_id=act_id)


@allowed(STAFF)
def restart_at(desk: Desk, run_id: str, *, sheet: str, start_cell: int) -> RunView:
    """Go on with a printing on another sheet or from another cell.

    Refuses RunUnknown, CellOutOfRange.
    """
    run = _waiting(desk, run_id)
    _check_cell(start_cell)
    run.sheet, run.start_cell = sheet, start_cell
    desk.session.add(run)
    desk.session.flush()
    return _view(desk, run)


@allowed(STAFF)
def drop(desk: Desk, run_id: str) -> None:
    """Give up what is left of a printing; what was confirmed stays. Refuses RunUnknown."""
    run = _waiting(desk, run_id)
    run.state = RunState.dropped
    desk.session.add(run)
    desk.session.flush()


@allowed(STAFF)
def next_cell(desk: Desk, sheet: str) -> int | None:
    """The first free cell of the sheet that was used last; None where none ever was."""
    desk.session.flush()
    connection = desk.session.connection()
    for statement in (_NEXT_CELL, _NEXT_CELL_UNCONFIRMED):
        found = connection.execute(statement, {"sheet": sheet}).scalar_one_or_none()
        if found is not None:
            return int(found)
    return None


def _check_cell(cell: int) -> None:
    """Refuse what is a cell of no sheet; of which one is judged where it is printed."""
    if not 1 <= cell <= MOST_CELLS:
        raise errors.CellOutOfRange(cell, MOST_CELLS)


def _run(desk: Desk, run_id: str) -> PrintRun:
    run = desk.session.scalars(select(PrintRun).where(col(PrintRun.id) == run_id)).first()
    if run is None:
        raise errors.RunUnknown
    return run


def _waiting(desk: Desk, run_id: str) -> PrintRun:
    run = _run(desk, run_id)
    if run.state is not RunState.waiting:
        raise errors.RunUnknown
    return run


def _view(desk: Desk, run: PrintRun) -> RunView:
    total, confirmed = desk.session.execute(
        select(func.count(col(PrintLine.place)), func.count(col(PrintLine.act))).where(
            col(PrintLine.run) == run.row
        )
    ).one()
    to_come = run_lines.to_come(desk, run) if confirmed < total else 0
    return RunView(
        id=run.id,
        what=run.what,
        sheet=run.sheet,
        start_cell=run.start_cell,
        choices=dict(json.loads(run.choices)),
        made_on=run.made_on,
        total=total,
        confirmed=confirmed,
        gone=total - confirmed - to_come,
        state=run.state,
    )
