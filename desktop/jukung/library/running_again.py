"""Whether a loan may run again whose end is taken back: its reader and its copy are here."""

from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import BorrowerStatus, CopyStatus
from jukung.library.desk import Desk
from jukung.store.tables import Loan

_STANDS = text("""
SELECT b.status, k.status,
  EXISTS (SELECT 1 FROM clearance c WHERE c.borrower = b.row AND c.cancel_act IS NULL),
  EXISTS (SELECT 1 FROM clearance c WHERE c.borrower = b.row AND c.cancel_act IS NULL
    AND c.closed_on IS NULL),
  coalesce((SELECT x.state = 'returned' OR n.went <> 'open' FROM box_line n
    JOIN box x ON x.row = n.box WHERE n.copy = k.row AND x.state <> 'announced'
    ORDER BY n.row DESC LIMIT 1), 0)
FROM copy k LEFT JOIN borrower b ON b.row = :borrower WHERE k.row = :copy
""")


def refuse_if_not(desk: Desk, loan: Loan) -> None:
    """Refuse CannotUndo for a loan that nobody would watch, or whose copy is gone.

    Of a resident who left the clearance goes on, and with it what is still out: while it
    is open a loan may run again, and no longer once it was closed.
    """
    desk.session.flush()
    asked = {"borrower": loan.borrower, "copy": loan.copy_row}
    reader, copy, was_cleared, is_watched, is_boxed = (
        desk.session.connection().execute(_STANDS, asked).one()
    )
    if reader is None:
        raise errors.CannotUndo("forgotten")
    if reader == BorrowerStatus.left and not is_watched:
        raise errors.CannotUndo("clearance" if was_cleared else "left")
    if is_boxed:
        raise errors.CannotUndo("box")
    if copy == CopyStatus.withdrawn:
        raise errors.CannotUndo("changed")
