"""The lines of printings: written, marked when they came out well, and taken back.

Inner pieces of `print_runs` and `copies`; each line is one label.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import BorrowerStatus, CopyStatus, PrintWhat, RunState
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.store.tables import BlankNumber, Borrower, Copy, JournalAct, PrintLine, PrintRun

COPIES = frozenset({PrintWhat.barcode, PrintWhat.spine, PrintWhat.both})
MEMBERS = frozenset({PrintWhat.member, PrintWhat.card})

# What is marked as printed; signs and blank numbers are nothing that could be.
_MARKS: dict[PrintWhat, tuple[tuple[type[Copy | Borrower], str], ...]] = {
    PrintWhat.barcode: ((Copy, "label_printed_at"),),
    PrintWhat.spine: ((Copy, "spine_printed_at"),),
    PrintWhat.both: ((Copy, "label_printed_at"), (Copy, "spine_printed_at")),
    PrintWhat.member: ((Borrower, "card_printed_at"),),
    PrintWhat.card: ((Borrower, "card_printed_at"),),
}
_MOST_ASKED = 500


def write(
    desk: Desk,
    what: PrintWhat,
    subjects: Sequence[str],
    *,
    sheet: str = "",
    start_cell: int = 1,
    choices: str = "{}",
) -> PrintRun:
    """Write a run with its lines; without a sheet it was printed elsewhere."""
    run = PrintRun(
        what=what,
        sheet=sheet,
        start_cell=start_cell,
        choices=choices,
        made_at=desk.now,
        made_on=desk.today,
    )
    desk.session.add(run)
    desk.session.flush()
    rows = [
        {"run": run.row, "place": place, "subject": subject}
        for place, subject in enumerate(subjects, start=1)
    ]
    if rows:
        desk.session.execute(insert(PrintLine), rows)
    return run


def confirm(desk: Desk, act: JournalAct, run: PrintRun, places: Iterable[int]) -> None:
    """Say of lines that they came out well; what was marked before keeps its day."""
    subjects: list[str] = []
    for part in _parts(list(places)):
        mine = (col(PrintLine.run) == run.row) & col(PrintLine.place).in_(part)
        subjects += desk.session.scalars(select(col(PrintLine.subject)).where(mine))
        desk.session.execute(update(PrintLine).where(mine).values(act=act.row))
    for table, field in _MARKS.get(run.what, ()):
        mark = getattr(table, field)
        for part in _parts(subjects):
            _set(desk, table, field, col(table.id).in_(part) & mark.is_(None), desk.now)
    if not to_come(desk, run):
        run.state = RunState.done
    desk.session.add(run)
    desk.session.flush()


def waiting(desk: Desk, run: PrintRun) -> list[tuple[int, str]]:
    """Place and subject of each line that still is to come, in order.

    Lines of copies that were withdrawn and members who went are left out.
    """
    lines = [
        (int(place), str(subject))
        for place, subject in desk.session.execute(
            select(col(PrintLine.place), col(PrintLine.subject))
            .where(col(PrintLine.run) == run.row, col(PrintLine.act).is_(None))
            .order_by(col(PrintLine.place))
        )
    ]
    there = _there(desk, run.what, {subject for _place, subject in lines})
    return [line for line in lines if line[1] in there]


def to_come(desk: Desk, run: PrintRun) -> int:
    """How many lines `waiting` gives, counted by the file."""
    desk.session.flush()
    lines = (
        select(func.count()).where(col(PrintLine.run) == run.row, col(PrintLine.act).is_(None))
    ).select_from(PrintLine)
    known = _known(run.what)
    if known is not None:
        key, holds = known
        lines = lines.join(key.class_, key == col(PrintLine.subject)).where(holds)
    return int(desk.session.execute(lines).scalar_one())


def undo_printed(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Say that labels did not come out well after all; they wait again."""
    desk.session.flush()
    of_act = col(PrintLine.act) == act.row
    found = desk.session.execute(select(PrintLine).where(of_act)).scalars().all()
    if not found:
        # A file of before the runs does not say which labels an act was about.
        raise errors.CannotUndo("changed")
    runs = {line.run for line in found}
    subjects = {run: [line.subject for line in found if line.run == run] for run in runs}
    for row in sorted(runs):
        run = desk.session.get_one(PrintRun, row)
        for table, field in _MARKS.get(run.what, ()):
            mark = getattr(table, field)
            others = _printed_besides(desk, act, (table, field))
            for moment in (None, *sorted(set(others.values()))):
                these = [each for each in subjects[row] if others.get(each) == moment]
                for part in _parts(these):
                    _set(desk, table, field, col(table.id).in_(part) & (mark == act.at), moment)
        _wait_again(desk, run, act)
    desk.session.execute(update(PrintLine).where(of_act).values(act=None))
    desk.session.expire_all()
    journal.note(
        desk, undoing, "unprint", noun="labels", noun_id=act.id, detail={"count": len(found)}
    )
    return "", "", ""


def _wait_again(desk: Desk, run: PrintRun, act: JournalAct) -> None:
    if run.state is RunState.done:
        # What was printed elsewhere waits for no printer here.
        run.state = RunState.waiting if run.sheet else RunState.dropped
    others = select(col(PrintLine.act)).where(
        col(PrintLine.run) == run.row,
        col(PrintLine.act).is_not(None),
        col(PrintLine.act) != act.row,
    )
    acts = {int(row or 0) for row in desk.session.scalars(others.distinct())}
    before = journal.facts_of(act).get("start_cell")
    if before is not None and not any(other > act.row for other in acts):
        run.start_cell = int(before)
        run.next_cell = int(before) if acts else None
    desk.session.add(run)
    desk.session.flush()


def _printed_besides(
    desk: Desk, act: JournalAct, mark: tuple[type[Copy | Borrower], str]
) -> dict[str, datetime]:
    """When those labels of an act came out well that did so another time too."""
    kinds = [what for what, marks in _MARKS.items() if mark in marks]
    here = select(col(PrintLine.subject)).where(col(PrintLine.act) == act.row)
    found = desk.session.execute(
        select(col(PrintLine.subject), func.min(col(JournalAct.at)))
        .join(PrintRun, col(PrintRun.row) == col(PrintLine.run))
        .join(JournalAct, col(JournalAct.row) == col(PrintLine.act))
        .where(
            col(PrintLine.act) != act.row,
            col(PrintRun.what).in_(kinds),
            col(PrintLine.subject).in_(here),
        )
        .group_by(col(PrintLine.subject))
    )
    return {str(subject): moment for subject, moment in found}


def _there(desk: Desk, what: PrintWhat, subjects: Collection[str]) -> set[str]:
    """Those subjects that still are: copies, members, numbers; words always are."""
    known = _known(what)
    if known is None:
        return set(subjects)
    key, holds = known
    found: set[str] = set()
    for part in _parts(sorted(subjects)):
        found |= set(desk.session.scalars(select(key).where(key.in_(part), holds)))
    return found


def _known(what: PrintWhat) -> tuple[Any, ColumnElement[bool]] | None:
    """Where subjects of a kind are, and which of them count; None for words."""
    if what in COPIES:
        return Copy.id, col(Copy.status) != CopyStatus.withdrawn
    if what in MEMBERS:
        return Borrower.id, (
            col(Borrower.merged_into).is_(None)
            & (col(Borrower.card) != "")
            & (col(Borrower.status) != BorrowerStatus.left)
        )
    if what is PrintWhat.blank:
        # One that was bound meanwhile still needs its label.
        return BlankNumber.number, col(BlankNumber.drop_act).is_(None)
    return None


def _set(
    desk: Desk,
    table: type[Copy | Borrower],
    field: str,
    which: ColumnElement[bool],
    value: object,
) -> None:
    desk.session.execute(
        update(table).where(which).values({field: value}),
        execution_options={"synchronize_session": "fetch"},
    )


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[n : n + _MOST_ASKED] for n in range(0, len(values), _MOST_ASKED))
