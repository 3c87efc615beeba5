"""Copies read in the building, counted by scanning (baca di tempat)."""

from datetime import date

from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind
from jukung.library import at_desk, days, finding, journal
from jukung.library.at_desk import CopyAtDesk
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.slips import Slip
from jukung.store import desk_statements
from jukung.store.tables import JournalAct


@allowed(DESK)
def use(desk: Desk, barcode: str, *, on: date | None = None, by_scanner: bool = False) -> Slip:
    """Count that a copy was read here; whoever read it is not asked.

    Refuses CopyUnknown, NumberIncomplete, IsbnNotLabel, CopyOnLoan, DayInFuture,
    DayTooLongAgo.
    """
    day = days.true_day(desk, on)
    row = finding.meant(desk, barcode, by_scanner=by_scanner).copy
    if row is None:
        raise errors.CopyUnknown(barcode)
    copy = at_desk.copy_at(desk, row)
    if copy.loan is not None:
        raise errors.CopyOnLoan(copy.number, copy.loan.due_on)
    act = journal.begin(desk, ActKind.use_in_house, on=day)
    _write(desk, act, copy, on=day)
    return at_desk.slip(desk, act, copy)


def write_use(desk: Desk, act: JournalAct, *, copy: int, on: date) -> None:
    """Count a copy as read here inside an act that somebody else opened."""
    _write(desk, act, at_desk.copy_at(desk, copy), on=on)


def undo_use(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Count a copy as not read after all."""
    number, title = desk_statements.one(desk.session, desk_statements.USE_OF_ACT, act.row)
    desk_statements.write(desk.session, desk_statements.CANCEL_USE, undoing.row, act.row)
    return number, title, ""


def _write(desk: Desk, act: JournalAct, copy: CopyAtDesk, *, on: date) -> None:
    use_id = new_id()
    desk_statements.write(
        desk.session,
        desk_statements.ADD_USE,
        use_id,
        copy.row,
        copy.title_row,
        on.isoformat(),
        copy.class_main,
        copy.kind,
        copy.owner_kind,
        act.row,
    )
    journal.note(
        desk, act, "use", noun="in_house_use", noun_id=use_id, detail={"copy": copy.number}
    )
