"""The desk's own statements, written once and run by the driver as they are.

A loan is recorded while somebody waits, and building these statements from
classes would take longer than SQLite needs for the work itself.
Days go in and come out as text, YYYY-MM-DD.
"""

from collections.abc import Mapping
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

PROFILE = """
SELECT uid, name, kind, prison_kind, place_name, region_code, zone, npp, epoch, public_key
FROM library
"""

_OPEN_LOAN = "l.returned_on IS NULL AND l.cancel_act IS NULL"

# --- Finding ---

EXACTLY = """
SELECT borrower, NULL, lost_on IS NOT NULL FROM card_number WHERE number = ?1
UNION ALL SELECT NULL, copy, 0 FROM copy_number WHERE number = ?1 LIMIT 1
"""
CARD_NEARLY = """
SELECT borrower, count(*) = count(lost_on) FROM card_number WHERE bare = ?
GROUP BY borrower LIMIT 2
"""
COPY_NEARLY = "SELECT DISTINCT copy FROM copy_number WHERE bare = ? LIMIT 2"
BLANK = """
SELECT number, number = ?1 FROM blank_number b WHERE bare = ?2 AND drop_act IS NULL
  AND NOT EXISTS (SELECT 1 FROM copy_number n WHERE n.number = b.number)
ORDER BY number <> ?1 LIMIT 2
"""
SERIES = "SELECT prefix, digits, check_digit, suffix FROM number_series WHERE next > 1"
SCANNER = "SELECT key, value FROM setting WHERE key IN ('scanner_prefix', 'scanner_suffix')"

COPY = f"""
SELECT c.row, c.id, c.number, c.call_number, c.kind, c.status, c.back_by, c.price,
  c.condition_note, t.row, t.title, t.people, t.class_main, o.kind,
  EXISTS (SELECT 1 FROM hold w WHERE w.title = c.title AND w.state IN ('waiting', 'ready')),
  h.borrower, h.until_on,
  l.row, l.id, l.borrower, l.lent_on, l.due_on, l.renewals, l.source, l.borrower_kind,
  l.collection_kind, coalesce(b.card, ''), coalesce(p.name, '')
FROM copy c JOIN title t ON t.row = c.title JOIN owner o ON o.row = c.owner
  LEFT JOIN hold h ON h.copy = c.row AND h.state = 'ready' AND h.until_on >= ?2
  LEFT JOIN loan l ON l.copy = c.row AND {_OPEN_LOAN}
  LEFT JOIN borrower b ON b.row = l.borrower LEFT JOIN person p ON p.row = b.person
WHERE c.row = ?1
"""  # noqa: S608 - written out above
"""A copy with all that the desk asks of it; the row and today are given."""

BORROWER = f"""
SELECT b.row, b.card, b.kind, b.status, b.until_on, coalesce(p.name, ''),
  coalesce(p.sex, 'unknown'), p.birth_year,
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row AND {_OPEN_LOAN}),
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row AND {_OPEN_LOAN} AND l.due_on < ?2),
  (SELECT CASE WHEN count(*) = count(s.until_on) THEN max(s.until_on) ELSE '' END
   FROM sanction s WHERE s.borrower = b.row AND s.lift_act IS NULL AND s.kind = 'suspension'
     AND s.from_on <= ?2 AND coalesce(s.until_on, '9999') >= ?2)
FROM borrower b LEFT JOIN person p ON p.row = b.person
WHERE b.row = ?1
"""  # noqa: S608 - written out above
"""A borrower as they stand on a day; a suspension without an end is an empty text."""

COPIES_BY_ISBN = f"""
SELECT c.row, c.status, l.row IS NOT NULL, l.borrower, h.borrower
FROM title t JOIN copy c ON c.title = t.row
  LEFT JOIN loan l ON l.copy = c.row AND {_OPEN_LOAN}
  LEFT JOIN hold h ON h.copy = c.row AND h.state = 'ready' AND h.until_on >= ?2
WHERE t.isbn13 = ?1 AND c.status <> 'withdrawn' LIMIT 999
"""  # noqa: S608 - written out above

COPY_TO_LEND = f"""
SELECT c.number FROM title t JOIN copy c ON c.title = t.row
  LEFT JOIN hold h ON h.copy = c.row AND h.state = 'ready' AND h.until_on >= ?2
WHERE t.id = ?1 AND c.status = 'available'
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND {_OPEN_LOAN})
ORDER BY h.row IS NOT NULL, c.row LIMIT 1
"""  # noqa: S608 - written out above

RULES = """
SELECT copies, days, renewals, borrower_kind, collection_kind, fine_per_day, grace_days,
  hold_days, may_leave, when_overdue FROM loan_rule ORDER BY row
"""
CALENDAR = """
SELECT key, value FROM setting WHERE key IN ('closed_weekdays', 'national_holidays', 'joint_leave')
"""
CLOSINGS = """
SELECT first_on, last_on, name, is_open FROM closure
WHERE cancel_act IS NULL AND last_on >= ? ORDER BY row
"""

# --- Dates that contradict a paper slip ---

OUT_THEN = """
SELECT 1 FROM loan
WHERE copy = ?1 AND cancel_act IS NULL AND (returned_on IS NULL OR returned_on > ?2)
LIMIT 1
"""
WENT_OUT_AGAIN = """
SELECT min(lent_on) FROM loan
WHERE copy = ?1 AND row <> ?2 AND cancel_act IS NULL AND lent_on >= ?3
  AND (returned_on IS NULL OR returned_on > ?3)
"""
LENT_SINCE = """
SELECT 1 FROM loan
WHERE copy = ?1 AND row <> ?2 AND cancel_act IS NULL
  AND (returned_on IS NULL OR lent_on > ?3 OR (lent_on = ?3 AND row > ?2)) LIMIT 1
"""

# --- Writing ---

ADD_LOAN = """
INSERT INTO loan (id, copy, title, borrower, lent_on, lent_time, due_on, source, clock_doubtful,
  act, permitted_by, sex, age_band, borrower_kind, class_main, collection_kind, owner_kind, place)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
  coalesce((SELECT nullif(sex, 'unknown') FROM resident WHERE borrower = ?4), ?12),
  coalesce((SELECT nullif(age_band, 'unknown') FROM resident WHERE borrower = ?4), ?13),
  ?14, ?15, ?16, ?17, (SELECT place FROM borrower WHERE row = ?4))
"""
"""A loan keeps where the borrower lived, and what the figures count of a resident."""
END_LOAN = (
    "UPDATE loan SET returned_on = ?, returned_time = ?, ending = ?, return_act = ? WHERE row = ?"
)
RENEW_LOAN = "UPDATE loan SET due_on = ?, renewals = renewals + 1 WHERE row = ?"
ADD_RENEWAL = (
    "INSERT INTO renewal (id, loan, on_day, due_before, due_after, act) VALUES (?, ?, ?, ?, ?, ?)"
)
SET_STATUS = "UPDATE copy SET status = ?, condition_note = ? WHERE row = ?"
ADD_USE = """
INSERT INTO in_house_use (id, copy, title, on_day, class_main, collection_kind, owner_kind, act)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
USE_OF_ACT = """
SELECT c.number, t.title FROM in_house_use u
  JOIN copy c ON c.row = u.copy JOIN title t ON t.row = u.title WHERE u.act = ?
"""
CANCEL_USE = "UPDATE in_house_use SET cancel_act = ? WHERE act = ? AND cancel_act IS NULL"

# --- The journal ---

LAST_TRUSTED = "SELECT at FROM journal_act WHERE NOT clock_doubtful ORDER BY row DESC LIMIT 1"
ADD_ACT = """
INSERT INTO journal_act (id, kind, staff, at, offset_minutes, on_day, clock_doubtful, undoes, facts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LAST_ENTRY = "SELECT chain FROM journal_entry ORDER BY seq DESC LIMIT 1"
ADD_ENTRY = """
INSERT INTO journal_entry (act, verb, noun, noun_id, digest, chain) VALUES (?, ?, ?, ?, ?, ?)
"""
DETAILS = """
SELECT d.detail FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq WHERE e.act = ?
"""
ADD_DETAIL = "INSERT INTO journal_detail (seq, salt, detail) VALUES (?, ?, ?)"

# --- The day at a glance ---

DAY_COUNTS = f"""
SELECT
  (SELECT count(*) FROM loan WHERE lent_on = ?1 AND cancel_act IS NULL),
  (SELECT count(*) FROM loan WHERE returned_on = ?1 AND cancel_act IS NULL
    AND ending <> 'lost'),
  (SELECT count(*) FROM loan l WHERE l.due_on = ?2 AND {_OPEN_LOAN}),
  (SELECT count(*) FROM in_house_use WHERE on_day = ?1 AND cancel_act IS NULL),
  (SELECT count(*) FROM hold WHERE state = 'ready' AND until_on >= ?1)
"""  # noqa: S608 - written out above


def rows(session: Session, statement: str, *facts: object) -> list[tuple[Any, ...]]:
    """What one of these statements finds, in the session's transaction."""
    return list(_run(session, statement, facts).fetchall())


def named(session: Session, statement: str, facts: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """What a statement finds whose values have names."""
    return list(_run(session, statement, facts).fetchall())


def first(session: Session, statement: str, *facts: object) -> tuple[Any, ...] | None:
    """The first that is found, or None."""
    found = rows(session, statement, *facts)
    return found[0] if found else None


def one(session: Session, statement: str, *facts: object) -> tuple[Any, ...]:
    """The one that there is."""
    (found,) = rows(session, statement, *facts)
    return found


def write(session: Session, statement: str, *facts: object) -> int:
    """Change the file; gives the row of what was added."""
    return int(_run(session, statement, facts).lastrowid)


def _run(session: Session, statement: str, facts: tuple[object, ...] | Mapping[str, object]) -> Any:  # noqa: ANN401 - the driver's cursor
    # What the session still holds comes first.
    session.flush()
    plain = session.connection().connection.driver_connection
    try:
        return plain.execute(statement, facts)  # type: ignore[union-attr]  # it is connected
    except driver.Error as fault:
        # As SQLAlchemy tells it, so that `Database` knows trouble with the disk.
        raise DBAPIError.instance(
            statement, None, fault, driver.Error, hide_parameters=True
        ) from fault


def forget(session: Session, kind: type[SQLModel], row: int) -> None:
    """Let the session read a row anew that one of these statements changed."""
    known = session.identity_map.get(identity_key(kind, row))
    if known is not None:
        session.expire(known)
