"""What rounds ask of the file, and write into it."""

from sqlalchemy import text

_OPEN = "{0}.returned_on IS NULL AND {0}.cancel_act IS NULL"
_LEFT = "('moved', 'released', 'died')"

BLOCK = text("SELECT row, name FROM place WHERE id = :id AND kind = 'block' AND ended_on IS NULL")
OPEN_IN_BLOCK = text(
    "SELECT 1 FROM round WHERE block = :block AND state IN ('planned', 'out') LIMIT 1"
)
# Rooms borrow too: a cupboard of books that belongs to all of them.
PEOPLE = text(f"""
SELECT b.row, b.place, coalesce(r.release_on <= :soon, 0) FROM borrower b
  JOIN place p ON p.row = b.place LEFT JOIN resident r ON r.borrower = b.row
WHERE (p.row = :block OR p.inside = :block) AND b.status <> 'left' AND b.merged_into IS NULL
  AND b.kind IN ('resident', 'room') AND coalesce(r.state, 'present') NOT IN {_LEFT}
""")  # noqa: S608 - written out above
OPEN_LOANS = text(f"""
SELECT l.row, l.borrower, l.copy, l.title, l.due_on
FROM loan l JOIN borrower b ON b.row = l.borrower JOIN place p ON p.row = b.place
WHERE (p.row = :block OR p.inside = :block) AND {_OPEN.format("l")} ORDER BY l.row
""")  # noqa: S608 - written out above
# Every open request on a title that somebody of the block asked for, the first who asked first.
REQUESTS = text("""
SELECT h.row, h.borrower, h.title, h.copy, h.state FROM hold h
WHERE h.state IN ('waiting', 'ready') AND h.title IN (
  SELECT w.title FROM hold w JOIN borrower b ON b.row = w.borrower JOIN place p ON p.row = b.place
  WHERE w.state IN ('waiting', 'ready') AND (p.row = :block OR p.inside = :block))
ORDER BY h.row
""")
_FREE = f"""c.status = 'available'
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND {_OPEN.format("l")})
  AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
  AND NOT EXISTS (SELECT 1 FROM round_line x JOIN round o ON o.row = x.round
    WHERE x.copy = c.row AND x.what = 'bring' AND x.outcome = 'open'
      AND o.state IN ('planned', 'out'))
  AND NOT EXISTS (SELECT 1 FROM round_copy y JOIN round o ON o.row = y.round
    WHERE y.copy = c.row AND y.state = 'on_trolley' AND o.state IN ('planned', 'out'))
"""  # noqa: S608 - written out above
# What lies in a reading corner goes to a cell only where nothing else is free.
FREE_COPIES = text(f"""
SELECT c.row FROM copy c WHERE c.title = :title AND {_FREE} ORDER BY c.place <> 1, c.row
""")  # noqa: S608 - written out above
ADD_LINE = text("""
INSERT INTO round_line (round, borrower, place, what, hold, title, copy, loan, outcome, act)
VALUES (:round, :borrower, :place, :what, :hold, :title, :copy, :loan, :outcome, :act)
""")

# A reading corner has no borrower and no line: that somebody was there stands in the journal.
_WAS_THERE = """EXISTS (SELECT 1 FROM journal_entry e JOIN journal_act a ON a.row = e.act
  WHERE e.noun_id = q.id AND e.noun = 'corner' AND e.verb = 'visit' AND a.kind = 'go_round'
    AND a.row > o.act AND a.row < coalesce(o.end_act, a.row + 1)
    AND NOT EXISTS (SELECT 1 FROM journal_act u WHERE u.undoes = a.row))"""
_ON_THE_WAY = f"""q.inside = o.block AND q.kind = 'corner'
  AND ({_WAS_THERE} OR (q.ended_on IS NULL AND o.state IN ('planned', 'out')))"""
CORNERS = text(f"""
SELECT q.id, q.row, q.name, k.name, {_WAS_THERE} FROM round o JOIN place k ON k.row = o.block
  JOIN place q ON {_ON_THE_WAY} WHERE o.row = :round ORDER BY q.no, q.row
""")  # noqa: S608 - written out above
ROUNDS = text(f"""
SELECT o.id, p.id, p.name, o.on_day, o.state,
  (SELECT count(*) FROM round_line v WHERE v.round = o.row AND v.what = 'visit')
  + (SELECT count(*) FROM place q WHERE {_ON_THE_WAY}),
  (SELECT count(*) FROM round_line v WHERE v.round = o.row AND v.what = 'visit'
    AND v.outcome <> 'open' AND NOT EXISTS (SELECT 1 FROM round_line x WHERE x.round = o.row
      AND x.borrower = v.borrower AND x.what <> 'visit' AND x.outcome = 'open'))
  + (SELECT count(*) FROM place q WHERE q.inside = o.block AND q.kind = 'corner' AND {_WAS_THERE}),
  (SELECT count(*) FROM round_copy y WHERE y.round = o.row AND y.state = 'on_trolley')
FROM round o JOIN place p ON p.row = o.block
WHERE o.state IN ('planned', 'out') OR (:ended AND o.state = 'done' AND o.on_day >= :since)
ORDER BY o.state NOT IN ('planned', 'out'), o.on_day DESC, o.row DESC LIMIT 200
""")  # noqa: S608 - written out above
ROUND = text("""
SELECT o.row, o.id, o.block, p.id, p.name, o.on_day, o.state, o.end_act
FROM round o JOIN place p ON p.row = o.block WHERE o.id = :id
""")
ENDED_BY = text("SELECT end_act FROM round WHERE row = :round AND end_act IS NOT NULL")
SET_STATE = text("UPDATE round SET state = :state, end_act = :act WHERE row = :round")
STOPS = text(f"""
SELECT v.row, v.borrower, b.card, b.kind, p.name, k.name, coalesce(r.state, 'present'), v.outcome,
  coalesce(r.release_on <= :soon OR r.state IN {_LEFT}, 0)
FROM round_line v JOIN borrower b ON b.row = v.borrower LEFT JOIN place p ON p.row = v.place
  LEFT JOIN place k ON k.row = p.inside LEFT JOIN resident r ON r.borrower = b.row
WHERE v.round = :round AND v.what = 'visit'
ORDER BY k.row IS NOT NULL, p.no, p.row, b.kind <> 'room', b.card
""")  # noqa: S608 - written out above
LINES = text("""
SELECT x.row, x.borrower, x.what, x.outcome, t.title, coalesce(c.number, ''),
  CASE WHEN q.kind = 'corner' THEN trim(q.name || ' ' || c.call_number)
    ELSE coalesce(c.call_number, '') END, l.row, l.due_on, l.renewals, l.returned_on IS NOT NULL,
  coalesce(y.state, ''), c.back_by, h.placed_on
FROM round_line x LEFT JOIN title t ON t.row = x.title LEFT JOIN copy c ON c.row = x.copy
  LEFT JOIN loan l ON l.row = x.loan AND l.cancel_act IS NULL
  LEFT JOIN round_copy y ON y.round = x.round AND y.copy = x.copy LEFT JOIN hold h ON h.row = x.hold
  LEFT JOIN place q ON q.row = c.place
WHERE x.round = :round AND x.what <> 'visit' ORDER BY x.row
""")
LOANS_OF_STOPS = text(f"""
SELECT l.row, l.borrower, t.title, c.number, l.due_on, l.renewals, c.back_by
FROM loan l JOIN copy c ON c.row = l.copy JOIN title t ON t.row = l.title
WHERE {_OPEN.format("l")} AND l.borrower IN (SELECT borrower FROM round_line WHERE round = :round)
ORDER BY l.row
""")  # noqa: S608 - written out above
# Copies set aside for somebody of this round that are on its trolley without having been planned.
SET_ASIDE_HERE = text("""
SELECT h.borrower, t.title, c.number, h.placed_on FROM hold h JOIN copy c ON c.row = h.copy
  JOIN title t ON t.row = h.title JOIN round_copy y ON y.copy = h.copy AND y.round = :round
WHERE h.state = 'ready' AND y.state = 'on_trolley'
  AND h.borrower IN (SELECT borrower FROM round_line WHERE round = :round)
  AND NOT EXISTS (SELECT 1 FROM round_line x WHERE x.round = :round AND x.borrower = h.borrower
    AND x.what = 'bring' AND x.outcome = 'open' AND x.title = h.title)
""")
# What went out at the desk after it was taken along; a loan of an earlier day says nothing.
_LENT_SINCE = """EXISTS (SELECT 1 FROM loan l JOIN journal_act a ON a.row = y.act
  WHERE l.copy = y.copy AND l.cancel_act IS NULL AND l.act > y.act AND l.lent_on >= a.on_day)"""
LIES_ON = text(f"""
SELECT y.round, p.name FROM round_copy y JOIN round o ON o.row = y.round
  JOIN place p ON p.row = o.block
WHERE y.copy = :copy AND y.state = 'on_trolley' AND o.state IN ('planned', 'out')
  AND NOT {_LENT_SINCE} ORDER BY y.round = :round DESC, y.act DESC LIMIT 1
""")  # noqa: S608 - written out above
TROLLEY = text(f"""
SELECT c.number, t.title, c.call_number, y.state, y.came,
  EXISTS (SELECT 1 FROM loan l WHERE l.copy = y.copy AND {_OPEN.format("l")}),
  (SELECT k.found FROM loan l JOIN return_check k ON k.loan = l.row
    WHERE l.copy = y.copy AND l.cancel_act IS NULL AND l.returned_on IS NOT NULL
    ORDER BY l.row DESC LIMIT 1),
  {_LENT_SINCE}
FROM round_copy y JOIN copy c ON c.row = y.copy JOIN title t ON t.row = c.title
WHERE y.round = :round ORDER BY c.call_number, c.number
""")  # noqa: S608 - written out above

LINE = text("""
SELECT x.row, x.borrower, x.place, x.what, x.hold, x.title, x.copy, x.loan, x.outcome
FROM round_line x WHERE x.row = :row AND x.round = :round
""")
LINES_OF = text("""
SELECT row, borrower, place, what, hold, title, copy, loan, outcome FROM round_line
WHERE round = :round AND borrower = :borrower ORDER BY row
""")
BRING_OF_COPY = text("""
SELECT row, copy FROM round_line WHERE round = :round AND what = 'bring' AND outcome = 'open'
  AND title = :title ORDER BY copy IS NOT :copy, copy IS NOT NULL, row LIMIT 1
""")
BEFORE_LINES = text(
    "SELECT row, outcome, copy, loan, act FROM round_line WHERE round = :round AND row IN :rows"
)
BEFORE_COPY = text(
    "SELECT copy, state, came, act FROM round_copy WHERE round = :round AND copy = :copy"
)
SET_LINE = text(
    "UPDATE round_line SET outcome = :outcome, copy = :copy, loan = :loan, act = :act "
    "WHERE row = :row"
)
PUT_COPY = text("""
INSERT INTO round_copy (round, copy, state, came, act) VALUES (:round, :copy, :state, :came, :act)
ON CONFLICT (round, copy) DO UPDATE SET state = :state, came = :came, act = :act
""")
NOW_LINE = text("SELECT act FROM round_line WHERE row = :row")
NOW_COPY = text("SELECT act FROM round_copy WHERE round = :round AND copy = :copy")
REMOVE_COPY = text("DELETE FROM round_copy WHERE round = :round AND copy = :copy")
NEW_LINES = text("SELECT row FROM round_line WHERE round = :round AND act = :act")
NEW_COPIES = text("SELECT copy FROM round_copy WHERE round = :round AND act = :act")
CHANGED_LINES = text("SELECT row, act FROM round_line WHERE round = :round AND act > :act")
REMOVE_LINE = text("DELETE FROM round_line WHERE row = :row")
LATER_ON_LOANS = text("""
SELECT 1 FROM round_line WHERE act > :act
  AND loan IN (SELECT row FROM loan WHERE act = :act AND cancel_act IS NULL) LIMIT 1
""")
CHECKED_SINCE = text(
    "SELECT 1 FROM return_check WHERE act > :act "
    "AND loan IN (SELECT row FROM loan WHERE return_act = :act) LIMIT 1"
)
IS_BEGUN = text(f"""
SELECT EXISTS (SELECT 1 FROM round_copy WHERE round = :round)
  OR EXISTS (SELECT 1 FROM round_line WHERE round = :round AND act IS NOT NULL)
  OR EXISTS (SELECT 1 FROM round o JOIN place q ON q.inside = o.block AND q.kind = 'corner'
    WHERE o.row = :round AND {_WAS_THERE})
""")  # noqa: S608 - written out above
PLACE_OF_LOAN = text("UPDATE loan SET place = :place WHERE row = :row")
HAND_OVER = text(
    "INSERT INTO hand_over (loan_before, loan_after, act) VALUES (:before, :after, :act)"
)
FORGET_HAND_OVER = text("DELETE FROM hand_over WHERE act = :act")
OF_ACT = text("""
SELECT c.number, t.title, coalesce(b.card, '') FROM loan l JOIN copy c ON c.row = l.copy
  JOIN title t ON t.row = l.title LEFT JOIN borrower b ON b.row = l.borrower
WHERE l.act = :act OR l.return_act = :act ORDER BY l.act = :act DESC, l.row LIMIT 1
""")
LEAVES_SOON = text(
    "SELECT 1 FROM resident WHERE borrower = :borrower "
    "AND (release_on <= :soon OR state IN ('moved', 'released', 'died'))"
)
