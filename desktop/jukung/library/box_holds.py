"""Who waits on the ready shelf for a copy that goes back with its box."""

from typing import Any

from sqlalchemy import text

from jukung.library import hold_sql, holds, journal
from jukung.library.desk import Desk
from jukung.store.tables import BoxRow, JournalAct

_READY = text("""
SELECT h.row, h.id, h.title, n.no, h.ready_on, h.until_on, h.ready_act
FROM box_line n JOIN hold h ON h.copy = n.copy AND h.state = 'ready'
WHERE n.box = :box AND n.copy IS NOT NULL ORDER BY h.row
""")
_READY_AGAIN = text("""
UPDATE hold SET state = 'ready', ready_on = :ready, until_on = :until, ready_act = :act,
  copy = (SELECT copy FROM box_line WHERE box = :box AND no = :no)
WHERE id = :id AND state = 'waiting'
""")


def pass_on(desk: Desk, act: JournalAct, row: BoxRow) -> list[list[Any]]:
    """Let who had a copy of the box set aside wait again, for another one where one is free.

    The copies are off the shelf already. Gives what `take_up` needs.
    """
    desk.session.flush()
    connection = desk.session.connection()
    found = connection.execute(_READY, {"box": row.row}).all()
    for hold, hold_id, *_rest in found:
        connection.execute(hold_sql.PASSED_OVER, {"row": hold})
        journal.note(desk, act, "pass_over", noun="hold", noun_id=hold_id)
    titles = {title for _row, _id, title, *_rest in found}
    if titles:
        for copy, title in connection.execute(hold_sql.FREE_AND_WANTED).all():
            if title in titles:
                holds.on_return(desk, act, copy=copy, title=title)
    return [[hold_id, *rest] for _row, hold_id, _title, *rest in found]


def take_up(
    desk: Desk, act: JournalAct, undoing: JournalAct, row: BoxRow, passed: list[list[Any]]
) -> None:
    """Set the copies aside again for who still waits; refuses CannotUndo("hold").

    Somebody has got a copy by it since where it refuses.
    """
    holds.undo_of(desk, act, undoing)
    for hold_id, no, ready, until, ready_act in passed:
        desk.session.connection().execute(
            _READY_AGAIN,
            {
                "box": row.row, "no": no, "id": hold_id,
                "ready": ready, "until": until, "act": ready_act,
            },
        )  # fmt: skip
        journal.note(desk, undoing, "set_aside", noun="hold", noun_id=hold_id)
    desk.session.expire_all()
