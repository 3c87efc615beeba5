"""Label sheets made in the editor, kept in the words of `resources/labels`."""

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import OwnSheet


@allowed(STAFF)
def every(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Name and TOML of each sheet of this library, in order of name."""
    found = desk.session.execute(
        select(col(OwnSheet.name), col(OwnSheet.written)).order_by(col(OwnSheet.name))
    )
    return tuple((str(name), str(written)) for name, written in found)


@allowed(STAFF)
def save(desk: Desk, name: str, written: str) -> None:
    """Keep a sheet under its name, in place of an older one; refuses NameMissing."""
    wanted = name.strip()
    if not wanted:
        raise errors.NameMissing
    act = journal.begin(desk, ActKind.change_settings)
    row = desk.session.get(OwnSheet, wanted) or OwnSheet(name=wanted, written=written)
    was, row.written = row.written, written
    desk.session.add(row)
    desk.session.flush()
    detail = {"is": written} | ({"was": was} if was != written else {})
    journal.note(desk, act, "save", noun="own_sheet", noun_id=wanted, detail=detail)


@allowed(STAFF)
def remove(desk: Desk, name: str) -> None:
    """Take a sheet away; refuses SheetUnknown with the names there are."""
    row = desk.session.get(OwnSheet, name.strip())
    if row is None:
        raise errors.SheetUnknown(name, ", ".join(each for each, _written in every(desk)))
    act = journal.begin(desk, ActKind.change_settings)
    desk.session.delete(row)
    desk.session.flush()
    journal.note(
        desk, act, "remove", noun="own_sheet", noun_id=row.name, detail={"was": row.written}
    )
