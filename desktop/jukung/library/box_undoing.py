"""Taking back what was done with a box, one step at a time, the latest first."""

import json
import zlib
from base64 import b64decode, b64encode
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState, CopyStatus
from jukung.library import box_days, box_holds, box_shelving, boxes, journal
from jukung.library.desk import Desk
from jukung.store.tables import BoxLine, BoxRow, JournalAct, JournalDetail, JournalEntry

Detail = dict[str, Any]


def undo_receive(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back a step of a box that came; refuses CannotUndo."""
    return _undo(desk, act, undoing, _ARRIVALS)


def undo_return(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back a step of a box that went; refuses CannotUndo."""
    return _undo(desk, act, undoing, _LEAVINGS)


def kept(sealed: bytes | None) -> str:
    """A box's file as the journal keeps it, for the day a newer one is taken back."""
    return b64encode(zlib.compress(sealed or b"")).decode()


def _undo(
    desk: Desk, act: JournalAct, undoing: JournalAct, ways: dict[str, Any]
) -> tuple[str, str, str]:
    step = str(journal.facts_of(act)["step"])
    row, detail = _of(desk, act)
    number = row.number
    if step in _WITH_OTHERS:
        _WITH_OTHERS[step](desk, act, undoing, row, detail)
        barcode = ""
    else:
        barcode = ways[step](desk, act, row, detail) or ""
    desk.session.flush()
    desk.session.expire_all()
    return barcode, number, ""


def _of(desk: Desk, act: JournalAct) -> tuple[BoxRow, Detail]:
    """The box of an act, and what the journal says of it."""
    # Titles that pass with a box have their own entries in the same act.
    noun, said = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.noun) == "box")
    ).one()
    detail: Detail = json.loads(said)
    row = desk.session.scalars(select(BoxRow).where(col(BoxRow.id) == noun)).first()
    if row is None:
        raise errors.CannotUndo("box")
    return row, detail


def _unannounce(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> None:
    del detail
    later = select(col(BoxLine.row)).where(col(BoxLine.box) == row.row, col(BoxLine.act) != act.row)
    if desk.session.execute(later.limit(1)).first() is not None or row.state not in (
        BoxState.announced,
        BoxState.here,
    ):
        raise errors.CannotUndo("box")
    desk.session.execute(delete(BoxLine).where(col(BoxLine.box) == row.row))
    desk.session.execute(delete(BoxRow).where(col(BoxRow.row) == row.row))


def _unrenew(desk: Desk, act: JournalAct, undoing: JournalAct, row: BoxRow, detail: Detail) -> None:
    was, became = detail["due"]
    if (row.due_on.isoformat() if row.due_on else None) != became:
        raise errors.CannotUndo("box")
    row.due_on, row.name = box_shelving.days_of(was), detail["name"][0]
    # With the newer file's bytes, reading that again would seem to change nothing.
    row.sealed = zlib.decompress(b64decode(detail["sealed"])) or None
    _remove_lines(desk, act, row)
    box_days.give_back(desk, act, undoing, row)


def _unmatch(desk: Desk, act: JournalAct, undoing: JournalAct, row: BoxRow, detail: Detail) -> None:
    if row.state is not BoxState.here:
        raise errors.CannotUndo("box")
    kept = {each[0]: each for each in detail["extra"]}
    for line in desk.session.scalars(select(BoxLine).where(col(BoxLine.box) == row.row)):
        if line.no in kept:
            if line.act != act.row:
                raise errors.CannotUndo("box")
            _no, line.number, arrived, line.act = kept[line.no]
            line.arrived = BoxArrival(arrived)
            desk.session.add(line)
    desk.session.flush()
    _remove_lines(desk, act, row)
    row.id, row.name, row.owner, row.sealed = detail["id"], detail["name"], detail["owner"], None
    row.number, row.due_on = detail["number"], box_shelving.days_of(detail["due"][0])
    box_days.give_back(desk, act, undoing, row)


def _uncheck(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> str:
    line = _line(desk, act, row, detail)
    if row.state not in (BoxState.announced, BoxState.here):
        raise errors.CannotUndo("box")
    if row.state is BoxState.here and (detail.get("made") or detail.get("again")):
        box_shelving.unshelve(desk, act, detail)
        line = _line(desk, act, row, detail)
        line.copy_row = None
    if "status_was" in detail and (copy := boxes.copy_in(desk, line)) is not None:
        copy.status = CopyStatus(detail["status_was"])
        desk.session.add(copy)
    number = line.number
    if not detail["was"]:
        desk.session.delete(line)
    else:
        line.arrived, line.act = BoxArrival(detail["was"]), detail["act_was"]
        desk.session.add(line)
    return number


def _unreceive(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> None:
    if row.state is not BoxState.here:
        raise errors.CannotUndo("box")
    later = select(col(BoxLine.row)).where(col(BoxLine.box) == row.row, col(BoxLine.act) > act.row)
    if desk.session.execute(later.limit(1)).first() is not None:
        raise errors.CannotUndo("box")
    box_shelving.unshelve(desk, act, detail)
    desk.session.execute(
        update(BoxLine)
        .where(
            col(BoxLine.box) == row.row,
            col(BoxLine.act) == act.row,
            col(BoxLine.arrived) == BoxArrival.missing,
        )
        .values(arrived=BoxArrival.open, act=row.act)
    )
    desk.session.execute(update(BoxLine).where(col(BoxLine.box) == row.row).values(copy_row=None))
    row.state, row.received_on = BoxState.announced, None
    desk.session.add(row)


def _unbegin(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> None:
    del detail, act
    packed = select(col(BoxLine.row)).where(
        col(BoxLine.box) == row.row, col(BoxLine.went) != BoxLeaving.open
    )
    if (
        row.state is not BoxState.returning
        or desk.session.execute(packed.limit(1)).first() is not None
    ):
        raise errors.CannotUndo("box")
    row.state = BoxState.here
    desk.session.add(row)


def _unpack(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> str:
    line = _line(desk, act, row, detail)
    if row.state is not BoxState.returning:
        raise errors.CannotUndo("box")
    line.went, line.act = BoxLeaving(detail["went_was"]), detail["act_was"]
    desk.session.add(line)
    if "status_was" in detail and (copy := boxes.copy_in(desk, line)) is not None:
        copy.status = CopyStatus(detail["status_was"])
        copy.withdrawn_on = box_shelving.days_of(detail["gone_was"])
        desk.session.add(copy)
    return line.number


def _unfinish(
    desk: Desk, act: JournalAct, undoing: JournalAct, row: BoxRow, detail: Detail
) -> None:
    if row.state is not BoxState.returned or row.end_act != act.row:
        raise errors.CannotUndo("box")
    left = {each[0]: each for each in detail["left"]}
    _refuse_if_here_again(desk, row)
    for line in desk.session.scalars(select(BoxLine).where(col(BoxLine.box) == row.row)).all():
        if line.no not in left:
            continue
        _no, line.act, status = left[line.no]
        line.went = BoxLeaving.open
        desk.session.add(line)
        if status is not None and (copy := boxes.copy_in(desk, line)) is not None:
            copy.status, copy.withdrawn_on = CopyStatus(status), None
            desk.session.add(copy)
    row.state, row.returned_on, row.end_act = BoxState.returning, None, None
    desk.session.add(row)
    box_holds.take_up(desk, act, undoing, row, detail["passed"])


def _refuse_if_here_again(desk: Desk, row: BoxRow) -> None:
    """A copy that came again in another box cannot still be in this one."""
    inside = select(col(BoxLine.copy_row)).where(
        col(BoxLine.box) == row.row, col(BoxLine.copy_row).is_not(None)
    )
    again = select(col(BoxLine.row)).where(
        col(BoxLine.box) > row.row, col(BoxLine.copy_row).in_(inside)
    )
    if desk.session.execute(again.limit(1)).first() is not None:
        raise errors.CannotUndo("box")


def _line(desk: Desk, act: JournalAct, row: BoxRow, detail: Detail) -> BoxLine:
    """The line of a scan, while that was its latest."""
    line = desk.session.scalars(
        select(BoxLine).where(col(BoxLine.box) == row.row, col(BoxLine.no) == detail["no"])
    ).first()
    if line is None or line.act != act.row:
        raise errors.CannotUndo("box")
    return line


def _remove_lines(desk: Desk, act: JournalAct, row: BoxRow) -> None:
    fresh = (col(BoxLine.box) == row.row) & (col(BoxLine.act) == act.row)
    shelved = select(col(BoxLine.row)).where(fresh, col(BoxLine.copy_row).is_not(None))
    if desk.session.execute(shelved.limit(1)).first() is not None:
        raise errors.CannotUndo("box")
    desk.session.execute(delete(BoxLine).where(fresh))


_ARRIVALS = {
    "announce": _unannounce,
    "early": _unannounce,
    "check": _uncheck,
    "receive": _unreceive,
}
_LEAVINGS = {"begin": _unbegin, "pack": _unpack}
# What these undo reaches beyond the box: due days, and who waits.
_WITH_OTHERS = {"renew": _unrenew, "match": _unmatch, "finish": _unfinish}
