"""The statements of stocktakes, run by the driver as they are.

A scan is answered while somebody waits for its tone, and a list has 50,000 copies.
"""

_USED = "c.status <> 'withdrawn'"

CONDITIONS = {
    "all": "?2 = ?2",
    "class": "t.class_main = ?2",
    "place": (
        "c.place IN (WITH RECURSIVE inner_ (row) AS (SELECT row FROM place WHERE id = ?2 "
        "UNION SELECT p.row FROM place p JOIN inner_ i ON p.inside = i.row) "
        "SELECT row FROM inner_)"
    ),
    "kind": "c.kind = ?2",
    "box": (
        "c.row IN (SELECT l.copy FROM box_line l JOIN box b ON b.row = l.box "
        "WHERE b.id = ?2 AND l.copy IS NOT NULL)"
    ),
    "owner": "c.owner = (SELECT row FROM owner WHERE id = ?2)",
}

PARTS = f"""
SELECT 'all', '', '', count(*) FROM copy c WHERE {_USED}
UNION ALL SELECT * FROM (SELECT 'class', t.class_main, t.class_main, count(*)
  FROM copy c JOIN title t ON t.row = c.title WHERE {_USED} GROUP BY t.class_main
  ORDER BY t.class_main = '', t.class_main)
UNION ALL SELECT * FROM (SELECT 'place', p.id, p.name, count(*)
  FROM copy c JOIN place p ON p.row = c.place WHERE {_USED} GROUP BY p.row ORDER BY p.name)
UNION ALL SELECT * FROM (SELECT 'kind', c.kind, c.kind, count(*)
  FROM copy c WHERE {_USED} GROUP BY c.kind ORDER BY c.kind)
UNION ALL SELECT * FROM (SELECT 'box', b.id, b.number, count(*) FROM box b
  JOIN box_line l ON l.box = b.row JOIN copy c ON c.row = l.copy
  WHERE b.state IN ('here', 'returning') AND {_USED} GROUP BY b.row ORDER BY b.number)
UNION ALL SELECT * FROM (SELECT 'owner', o.id, o.name, count(*)
  FROM copy c JOIN owner o ON o.row = c.owner WHERE {_USED} GROUP BY o.row
  HAVING (SELECT count(DISTINCT owner) FROM copy) > 1 ORDER BY o.row)
"""  # noqa: S608 - written out above

PLACES = """
SELECT p.name FROM place p WHERE p.ended_on IS NULL
  AND EXISTS (SELECT 1 FROM copy c WHERE c.place = p.row) ORDER BY p.name
"""

_OPEN_LOAN = "l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL"

FREEZE = f"""
INSERT INTO stocktake_copy (stocktake, copy, status, was_out, place)
SELECT ?1, c.row, c.status, EXISTS (SELECT 1 FROM loan l WHERE {_OPEN_LOAN}), c.place
FROM copy c JOIN title t ON t.row = c.title WHERE {_USED} AND {{condition}}
"""  # noqa: S608 - written out above

COUNTS = """
SELECT count(*), count(seen_at), sum(was_out),
  (SELECT count(*) FROM stocktake_other WHERE stocktake = ?1 AND copy IS NULL),
  (SELECT count(*) FROM stocktake_other WHERE stocktake = ?1 AND copy IS NOT NULL)
FROM stocktake_copy WHERE stocktake = ?1
"""

# A copy that was lent after it was seen is seen, and nothing else.
_LIVE = f"""CASE
  WHEN s.seen_at IS NOT NULL THEN CASE
    WHEN EXISTS (SELECT 1 FROM loan l JOIN journal_act a ON a.row = l.act
      WHERE {_OPEN_LOAN} AND a.at <= s.seen_at) THEN 'lent_seen'
    WHEN c.status = 'missing' OR EXISTS (SELECT 1 FROM withdrawal w
      WHERE w.row = c.withdrawal AND w.act < s.seen_act) THEN 'found'
    WHEN s.seen_where <> '' AND s.seen_where <>
      coalesce((SELECT name FROM place WHERE row = s.place), '') THEN 'misplaced'
    ELSE 'seen' END
  WHEN EXISTS (SELECT 1 FROM loan l WHERE {_OPEN_LOAN}) THEN 'out'
  WHEN EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.row AND h.state = 'ready') THEN 'waiting'
  WHEN EXISTS (SELECT 1 FROM round_copy r JOIN round d ON d.row = r.round
    WHERE r.copy = c.row AND r.state = 'on_trolley' AND d.state IN ('planned', 'out'))
    THEN 'trolley'
  WHEN c.status = 'withdrawn' THEN 'gone'
  WHEN EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND l.cancel_act IS NULL
    AND l.return_act > k.act AND l.ending <> 'lost') THEN 'back'
  WHEN c.status = 'repair' THEN 'repair'
  WHEN c.status = 'missing' THEN 'missing'
  WHEN c.owner <> 1 THEN 'boxed'
  ELSE 'unseen' END"""  # noqa: S608 - written out above
FATE = f"coalesce(nullif(s.fate, ''), {_LIVE})"

_FROM = (
    "FROM stocktake_copy s JOIN stocktake k ON k.row = s.stocktake JOIN copy c ON c.row = s.copy"
)

FATES = f"""
SELECT {FATE}, count(*), sum(s.decision = 'open') {_FROM} WHERE s.stocktake = ?1 GROUP BY 1
"""

WRITE_FATES = f"""
UPDATE stocktake_copy AS s SET fate = f.fate
FROM (SELECT s.copy AS copy, {_LIVE} AS fate {_FROM} WHERE s.stocktake = ?1) AS f
WHERE s.stocktake = ?1 AND s.copy = f.copy
"""  # noqa: S608 - written out above
FORGET_FATES = "UPDATE stocktake_copy SET fate = '' WHERE stocktake = ?1"
DECIDED_SINCE = """
SELECT 1 FROM stocktake_copy WHERE stocktake = ?1 AND decide_act > ?2 LIMIT 1
"""
COUNTED_SINCE = """
SELECT 1 FROM stocktake_copy WHERE stocktake = ?1 AND seen_act > ?2
UNION ALL SELECT 1 FROM stocktake_other WHERE stocktake = ?1 AND seen_act > ?2 LIMIT 1
"""

LINES = f"""
SELECT c.row, c.id, c.number, t.title, t.people, coalesce(nullif(c.call_number, ''), t.call_number),
  t.class_main, coalesce(p.name, ''), c.kind, c.status, {FATE} AS fate, s.seen_at, s.seen_where,
  s.decision, s.reason, c.price, o.name, s.was_out,
  (SELECT l.due_on FROM loan l WHERE {_OPEN_LOAN})
{_FROM} JOIN title t ON t.row = c.title JOIN owner o ON o.row = c.owner
  LEFT JOIN place p ON p.row = s.place
WHERE s.stocktake = ?1
"""  # noqa: S608 - written out above
BY_SHELF = " ORDER BY 6 COLLATE NOCASE, 4 COLLATE NOCASE, 1 LIMIT ?2"

# --- Counting ---

LISTED = """
SELECT s.seen_at, s.seen_how, s.seen_where, s.seen_act, s.decision, s.status
FROM stocktake_copy s WHERE s.stocktake = ?1 AND s.copy = ?2
"""
COPY = f"""
SELECT c.number, t.title, coalesce(nullif(c.call_number, ''), t.call_number), c.status,
  t.class_main, coalesce(p.name, ''), (SELECT l.due_on FROM loan l WHERE {_OPEN_LOAN}),
  (SELECT h.until_on FROM hold h WHERE h.copy = c.row AND h.state = 'ready'), c.id
FROM copy c JOIN title t ON t.row = c.title LEFT JOIN place p ON p.row = c.place
WHERE c.row = ?1
"""  # noqa: S608 - written out above
SEE = """
UPDATE stocktake_copy SET seen_at = ?3, seen_how = ?4, seen_where = ?5, seen_act = ?6,
  decide_act = CASE WHEN seen_at IS NULL THEN NULL ELSE decide_act END,
  decision = CASE WHEN seen_at IS NULL THEN 'open' ELSE decision END
WHERE stocktake = ?1 AND copy = ?2
"""
OTHER = "SELECT seen_at, note FROM stocktake_other WHERE stocktake = ?1 AND code = ?2"
LIKE_OURS = "SELECT number FROM copy_number WHERE number GLOB ?1"
IS_LIKE_OURS = f"{LIKE_OURS} LIMIT 1"
ADD_OTHER = """
INSERT INTO stocktake_other (stocktake, code, copy, seen_at, seen_how, seen_where, note, seen_act)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
"""
SET_MOMENT = """
UPDATE stocktake_copy SET seen_at = ?3, seen_where = ?4 WHERE stocktake = ?1 AND copy = ?2
"""
LIST = """
SELECT s.copy, s.seen_at, s.seen_where, c.status, coalesce(p.name, '')
FROM stocktake_copy s JOIN copy c ON c.row = s.copy LEFT JOIN place p ON p.row = c.place
WHERE s.stocktake = ?1
"""
LENT = "SELECT copy FROM loan WHERE returned_on IS NULL AND cancel_act IS NULL"
HELD = "SELECT copy FROM hold WHERE state = 'ready'"
NOTED = "SELECT code FROM stocktake_other WHERE stocktake = ?1"
UNSEE = """
UPDATE stocktake_copy SET seen_at = NULL, seen_how = NULL, seen_where = '', seen_act = NULL
WHERE stocktake = ?1 AND seen_act = ?2
"""
FORGET_OTHER = "DELETE FROM stocktake_other WHERE stocktake = ?1 AND seen_act = ?2"
OTHERS = """
SELECT o.code, o.seen_at, o.seen_where, o.note, coalesce(c.number, ''), coalesce(t.title, ''),
  coalesce(nullif(c.call_number, ''), t.call_number, ''), coalesce(t.class_main, ''),
  coalesce(p.name, ''), coalesce(c.status, '')
FROM stocktake_other o LEFT JOIN copy c ON c.row = o.copy LEFT JOIN title t ON t.row = c.title
  LEFT JOIN place p ON p.row = c.place
WHERE o.stocktake = ?1 ORDER BY o.seen_at DESC, o.code LIMIT ?2
"""
SEEN_CODES = """
SELECT c.number, s.seen_at, s.seen_where FROM stocktake_copy s JOIN copy c ON c.row = s.copy
WHERE s.stocktake = ?1 AND s.seen_at IS NOT NULL
UNION ALL SELECT code, seen_at, seen_where FROM stocktake_other WHERE stocktake = ?1
ORDER BY 2, 1
"""
IN_ORDER = """
SELECT c.row, coalesce(nullif(c.call_number, ''), t.call_number), c.number, t.title, s.seen_where
FROM stocktake_copy s JOIN copy c ON c.row = s.copy JOIN title t ON t.row = c.title
WHERE s.stocktake = ?1 AND s.seen_at IS NOT NULL
ORDER BY s.seen_at, c.row
"""

# --- The figures of the record ---

BY_CLASS = f"""
SELECT t.class_main, {FATE}, count(*), coalesce(sum(c.price), 0)
{_FROM} JOIN title t ON t.row = c.title WHERE s.stocktake = ?1 GROUP BY 1, 2
"""
