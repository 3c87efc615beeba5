"""What holds ask of the file, and write into it."""

from sqlalchemy import text

# The partial indexes of the table serve only conditions written as they are.
WAITING_FOR = text("""
SELECT h.row, h.id, b.card, coalesce(p.name, ''), b.kind, c.kind, c.number, c.back_by
FROM hold h JOIN copy c ON c.row = :copy
  JOIN borrower b ON b.row = h.borrower LEFT JOIN person p ON p.row = b.person
WHERE h.title = :title AND h.state IN ('waiting', 'ready') AND h.state = 'waiting'
  AND b.status <> 'left' AND b.merged_into IS NULL
  AND c.status = 'available' AND coalesce(c.back_by, '9999') >= :today
  AND NOT EXISTS (SELECT 1 FROM box_line n JOIN box x ON x.row = n.box
    WHERE n.copy = c.row AND x.state = 'returning')
  AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
ORDER BY h.row
""")
OPEN_OF_TITLE = text(
    "SELECT h.row, h.id, h.borrower, h.copy, h.state FROM hold h WHERE h.title = :title AND "
    "h.state IN ('waiting', 'ready')"
)
OPEN_OF_BORROWER = text(
    "SELECT h.row, h.id, h.copy, h.title, h.state FROM hold h WHERE h.borrower = :borrower AND "
    "h.state IN ('waiting', 'ready')"
)
WAITED_FOR = text(
    "SELECT 1 FROM hold h WHERE h.title = :title AND h.state = 'waiting' "
    "AND h.state IN ('waiting', 'ready') LIMIT 1"
)
SET_ASIDE = text(
    "UPDATE hold SET state = 'ready', copy = :copy, ready_on = :on, until_on = :until, "
    "ready_act = :act WHERE row = :row"
)
END = text("UPDATE hold SET state = :state, end_act = :act WHERE row = :row")
# Day and act stay, so that the copy can be set aside again when the lending is undone.
PASSED_OVER = text("UPDATE hold SET state = 'waiting', copy = NULL WHERE row = :row")
WAITS_AGAIN = text(
    "UPDATE hold SET state = 'waiting', copy = NULL, ready_on = NULL, until_on = NULL, "
    "ready_act = NULL WHERE row = :row"
)

BY_ID = text("SELECT row, title, copy, state FROM hold WHERE id = :id")
TITLE = text("SELECT row, title FROM title WHERE id = :id")
AT_HOME = text(
    "SELECT 1 FROM loan l WHERE l.borrower = :borrower AND l.title = :title "
    "AND l.returned_on IS NULL AND l.cancel_act IS NULL"
)
# Copies in repair come back one day; each with whether it stands on the shelf for anybody,
# which one that should be with its owner again does not.
COPIES = text("""
SELECT c.kind, c.status = 'available' AND coalesce(c.back_by, '9999') >= :today
    AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
    AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row
      AND l.returned_on IS NULL AND l.cancel_act IS NULL)
FROM copy c WHERE c.title = :title AND c.status IN ('available', 'repair')
""")
WAITING_COUNT = text(
    "SELECT count(*) FROM hold h WHERE h.title = :title AND h.state = 'waiting' AND "
    "h.state IN ('waiting', 'ready')"
)
# What a resident asked for by slip waits for its round, however long.
RUN_OUT = text(
    "SELECT row, id FROM hold WHERE state = 'ready' AND until_on < :today "
    "AND source = 'desk' ORDER BY row"
)
STRANDED = text(
    "SELECT h.row, h.id FROM hold h JOIN copy c ON c.row = h.copy "
    "WHERE h.state = 'ready' AND (c.status <> 'available' OR c.back_by < :today) ORDER BY h.row"
)
FREE_AND_WANTED = text("""
SELECT DISTINCT c.row, c.title FROM hold h JOIN copy c ON c.title = h.title
WHERE h.state IN ('waiting', 'ready') AND h.state = 'waiting' AND c.status = 'available'
  AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row
    AND l.returned_on IS NULL AND l.cancel_act IS NULL)
ORDER BY c.row
""")
PLACED = text(
    "SELECT h.row, h.id, h.state, h.copy, h.title, t.title, b.card FROM hold h "
    "JOIN title t ON t.row = h.title JOIN borrower b ON b.row = h.borrower WHERE h.act = :act"
)
CANCELLED = text(
    "SELECT t.title, b.card FROM hold h JOIN title t ON t.row = h.title "
    "JOIN borrower b ON b.row = h.borrower WHERE h.end_act = :act"
)

MADE_READY = text("SELECT row, state, end_act, copy FROM hold WHERE ready_act = :act")
ENDED = text("SELECT row, id, title, borrower, copy, until_on FROM hold WHERE end_act = :act")
PASSED_OVER_BY = text("""
SELECT h.row, h.id, h.title, h.until_on FROM journal_entry e JOIN hold h ON h.id = e.noun_id
WHERE e.act = :act AND e.verb = 'pass_over' AND h.state = 'waiting' AND h.until_on IS NOT NULL
ORDER BY h.row
""")
LENT_BY = text("SELECT DISTINCT copy, title FROM loan WHERE act = :act")
# A whole loan typed from slips was over before; taking it back moves no copy.
RETURNED_BY = text("SELECT DISTINCT copy FROM loan WHERE return_act = :act AND act <> :act")
SET_ASIDE_SINCE = text(
    "SELECT 1 FROM hold WHERE copy = :copy AND state = 'ready' AND ready_act <> :act"
)
OPEN_AGAIN = text(
    "SELECT 1 FROM hold h WHERE h.title = :title AND h.borrower = :borrower AND "
    "h.state IN ('waiting', 'ready')"
)
# Whether a copy stands on the shelf once an act is undone; its own loans may still be
# open, and those it ended still closed.
FREE_WITHOUT = text("""
SELECT 1 FROM copy c WHERE c.row = :copy AND c.status = 'available'
  AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND l.returned_on IS NULL
    AND l.cancel_act IS NULL AND l.act <> :act)
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND l.return_act = :act
    AND l.act <> :act)
""")
READY_AGAIN = text(
    "UPDATE hold SET state = 'ready', copy = :copy, until_on = :until, end_act = NULL "
    "WHERE row = :row"
)
QUEUED_AGAIN = text(
    "UPDATE hold SET state = 'waiting', copy = NULL, ready_on = NULL, until_on = NULL, "
    "ready_act = NULL, end_act = NULL WHERE row = :row"
)
