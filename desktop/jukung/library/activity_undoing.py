"""Acts about activities taken back: recording, changing and cancelling them."""

import json
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import Strategy
from jukung.library.desk import Desk
from jukung.store import desk_statements
from jukung.store.tables import Activity, JournalAct, JournalEntry

_DAYS = frozenset({"on_day", "until_day"})


def undo_record(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take an activity out of every count; refuses CannotUndo for one already cancelled."""
    row = desk.session.scalars(select(Activity).where(col(Activity.act) == act.row)).one()
    if row.cancel_act is not None:
        raise errors.CannotUndo("cancelled")
    row.cancel_act = undoing.row
    desk.session.add(row)
    return "", row.name, ""


def undo_edit(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    """Give an activity back, or what it said before; refuses CannotUndo.

    What was changed again since stays as it is.
    """
    row = desk.session.scalars(
        select(Activity)
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Activity.id))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    if row.cancel_act == act.row:
        row.cancel_act = None
    else:
        _change_back(desk, act, row)
    desk.session.add(row)
    desk.session.flush()
    return "", row.name, ""


def _change_back(desk: Desk, act: JournalAct, row: Activity) -> None:
    if row.cancel_act is not None:
        raise errors.CannotUndo("cancelled")
    for (detail,) in desk_statements.rows(desk.session, desk_statements.DETAILS, act.row):
        for key, (was, became) in json.loads(detail).items():
            if getattr(row, key) != _read(key, became):
                raise errors.CannotUndo("edited")
            setattr(row, key, _read(key, was))


def _read(key: str, value: Any) -> Any:  # noqa: ANN401 - a column's value, of any kind
    """A value of a column as the journal wrote it."""
    if key in _DAYS and value is not None:
        return date.fromisoformat(value)
    return Strategy(value) if key == "strategy" else value
