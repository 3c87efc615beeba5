"""A box goes back: put together copy by copy, with a list of what does not go with it.

Nothing that is lent goes back: it is taken back at the desk first, or noted as lost.
A copy that lies in the box again is off the shelf and cannot be lent.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BoxArrival, BoxLeaving, BoxState, CopyStatus
from jukung.library import at_desk, box_holds, boxes, days, journal
from jukung.library.boxes import BoxCopyView, BoxDetail, BoxView
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import BoxLine, Copy


@dataclass(frozen=True, slots=True)
class Packed:
    """What a scan into a box on its way back did; without an act it was in before."""

    act_id: str
    copy: BoxCopyView
    view: BoxView


@dataclass(frozen=True, slots=True)
class Closed:
    """A step of a return that concerns the whole box."""

    act_id: str
    view: BoxView
    wait_again: int = 0
    """For how many a copy of it was set aside."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A copy of the return list: `found`, `missing` or `damaged`, by the agency's number."""

    number: str
    came: str


@allowed(STAFF)
def begin(desk: Desk, box: str) -> Closed:
    """Begin to put a box together; refuses BoxUnknown, BoxNotHere."""
    row = boxes.row_of(desk, box)
    if row.state is not BoxState.here:
        raise errors.BoxNotHere(row.number)
    act = journal.begin(desk, ActKind.return_box, facts={"step": "begin"})
    row.state = BoxState.returning
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "begin_return", noun="box", noun_id=row.id)
    return Closed(act.id, boxes.view(desk, row))


@allowed(STAFF)
def pack(desk: Desk, box: str, number: str, *, how: BoxLeaving = BoxLeaving.here) -> Packed:
    """Put a copy into its box again, whole or damaged; scanned twice does no harm.

    Refuses BoxUnknown, BoxNotReturning, BoxCopyForeign, BoxCopyOut, and CopyHeldForOther
    for one that waits on the ready shelf.
    """
    row = boxes.row_of(desk, box)
    if row.state is not BoxState.returning:
        raise errors.BoxNotReturning(row.number)
    line = boxes.line_of(desk, row, number)
    copy = boxes.copy_in(desk, line) if line else None
    if line is None or (copy is None and line.arrived is not BoxArrival.missing):
        raise errors.BoxCopyForeign(number, row.number)
    if line.went is how:
        return Packed("", boxes.line_view(desk, line), boxes.view(desk, row))
    detail = {"no": line.no, "went_was": line.went, "act_was": line.act, "number": line.number}
    if copy is not None:
        _refuse_if_away(desk, copy)
        detail |= {"status_was": copy.status, "gone_was": copy.withdrawn_on}
    act = journal.begin(desk, ActKind.return_box, facts={"step": "pack"})
    line.went, line.act = how, act.row
    desk.session.add(line)
    if copy is not None:
        copy.status, copy.withdrawn_on = CopyStatus.withdrawn, days.trusted_today(desk)
        desk.session.add(copy)
    desk.session.flush()
    journal.note(desk, act, "pack", noun="box", noun_id=row.id, detail=detail)
    return Packed(act.id, boxes.line_view(desk, line), boxes.view(desk, row))


@allowed(STAFF)
def finish(desk: Desk, box: str) -> Closed:
    """The box goes; what is not in it is missing, and nothing of it stays in use.

    For whom a copy of it was set aside waits again, or gets another that is free.
    Refuses BoxUnknown, BoxNotReturning, BoxStillOut.
    """
    row = boxes.row_of(desk, box)
    if row.state is not BoxState.returning:
        raise errors.BoxNotReturning(row.number)
    if out := boxes.out_of(desk, row):
        raise errors.BoxStillOut(row.number, out)
    act = journal.begin(desk, ActKind.return_box, facts={"step": "finish"})
    on = days.trusted_today(desk)
    left: list[list[object]] = []
    open_ = (col(BoxLine.box) == row.row) & (col(BoxLine.went) == BoxLeaving.open)
    asked = select(BoxLine, Copy).outerjoin(Copy, col(Copy.row) == col(BoxLine.copy_row))
    for line, copy in desk.session.execute(asked.where(open_)).all():
        status = copy.status if copy else None
        left.append([line.no, line.act, status])
        if copy is not None:
            copy.status, copy.withdrawn_on = CopyStatus.withdrawn, on
            desk.session.add(copy)
    desk.session.flush()
    desk.session.execute(update(BoxLine).where(open_).values(went=BoxLeaving.missing, act=act.row))
    row.state, row.returned_on, row.end_act = BoxState.returned, on, act.row
    desk.session.add(row)
    desk.session.flush()
    desk.session.expire_all()
    passed = box_holds.pass_on(desk, act, row)
    detail = {"left": left, "passed": passed}
    journal.note(desk, act, "finish", noun="box", noun_id=row.id, detail=detail)
    return Closed(act.id, boxes.view(desk, row), wait_again=len(passed))


@allowed(STAFF)
def missing_list(desk: Desk, box: str) -> BoxDetail:
    """What readers have of a box and what is not whole, with all of it; refuses BoxUnknown."""
    return boxes.show(desk, box)


@allowed(STAFF)
def return_lines(desk: Desk, box: str) -> tuple[ReturnLine, ...]:
    """What the return list of a box says; refuses BoxUnknown, BoxNotReturned, BoxHasNoFile."""
    row = boxes.row_of(desk, box)
    if row.state is not BoxState.returned:
        raise errors.BoxNotReturned(row.number)
    if row.sealed is None:
        raise errors.BoxHasNoFile(row.number)
    words = {BoxLeaving.here: "found", BoxLeaving.damaged: "damaged"}
    return tuple(
        ReturnLine(each.number, words.get(each.went, "missing"))
        for each in boxes.detail(desk, row).copies
    )


@allowed(STAFF)
def sealed_of(desk: Desk, box: str) -> tuple[str, date | None, bytes]:
    """A box's own name, the day it went, and its file; refuses BoxUnknown, BoxHasNoFile."""
    row = boxes.row_of(desk, box)
    if row.sealed is None:
        raise errors.BoxHasNoFile(row.number)
    return row.id.partition("#")[0], row.returned_on, row.sealed


def _refuse_if_away(desk: Desk, copy: Copy) -> None:
    found = at_desk.copy_at(desk, copy.row)
    if found.loan is not None:
        raise errors.BoxCopyOut(found.number, found.loan.due_on)
    if found.held_until is not None:
        raise errors.CopyHeldForOther(found.number, found.held_until)
