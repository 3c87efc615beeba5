"""What happened to one copy: who had it, who read it here, what became of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import text

from jukung.library import numbers
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed

MOST = 200


class Happening(StrEnum):
    """What a line of a copy's history tells."""

    registered = "registered"
    changed = "changed"
    lent = "lent"
    read_here = "read_here"
    set_aside = "set_aside"
    lost = "lost"
    found = "found"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a copy.

    Who had it is empty where the loan has forgotten that. `ending` is the loan's,
    or the state of the hold; `until_on` is when it came back.
    """

    on: date
    what: Happening
    card: str = ""
    name: str = ""
    until_on: date | None = None
    ending: str = ""


_LOANS = text("""
SELECT l.lent_on, 'lent', coalesce(b.card, ''), coalesce(p.name, ''), l.returned_on,
  CASE WHEN l.returned_on IS NULL THEN '' ELSE l.ending END
FROM loan l LEFT JOIN borrower b ON b.row = l.borrower LEFT JOIN person p ON p.row = b.person
WHERE l.copy = :copy AND l.cancel_act IS NULL ORDER BY l.row DESC LIMIT :most
""")
_USES = text("""
SELECT on_day, 'read_here', '', '', NULL, '' FROM in_house_use
WHERE copy = :copy AND cancel_act IS NULL ORDER BY row DESC LIMIT :most
""")
_HOLDS = text("""
SELECT h.ready_on, 'set_aside', b.card, coalesce(p.name, ''), h.until_on, h.state
FROM hold h JOIN borrower b ON b.row = h.borrower LEFT JOIN person p ON p.row = b.person
WHERE h.copy = :copy AND h.ready_on IS NOT NULL ORDER BY h.row DESC LIMIT :most
""")
_ACTS = text("""
SELECT a.on_day, CASE a.kind WHEN 'edit_copy' THEN 'changed' WHEN 'lose' THEN 'lost'
    WHEN 'withdraw_copies' THEN 'changed' WHEN 'decide_stocktake' THEN 'changed'
    WHEN 'find_copy' THEN 'found' ELSE 'registered' END, '', '', NULL, ''
FROM copy c JOIN journal_entry e ON e.noun_id = c.id JOIN journal_act a ON a.row = e.act
WHERE c.row = :copy
  AND a.kind IN ('add_copies', 'edit_copy', 'lend_unknown', 'import_titles', 'lose', 'find_copy',
    'withdraw_copies', 'decide_stocktake')
  AND NOT (a.kind = 'decide_stocktake' AND e.verb = 'withdraw')
  AND NOT EXISTS (SELECT 1 FROM journal_act u WHERE u.undoes = a.row)
ORDER BY e.seq DESC LIMIT :most
""")
_ADDED = text("SELECT added_on, 'registered', '', '', NULL, '' FROM copy WHERE row = :copy")


@allowed(STAFF)
def of_copy(desk: Desk, barcode: str, *, most: int = MOST) -> tuple[HistoryLine, ...]:
    """What happened to a copy, the latest first; refuses CopyUnknown."""
    copy = numbers.copy_of(desk, barcode)
    lines = [
        line
        for statement in (_LOANS, _USES, _HOLDS, _ACTS)
        for line in _lines(desk, statement, copy=copy, most=most)
    ]
    if not any(line.what is Happening.registered for line in lines):
        lines += _lines(desk, _ADDED, copy=copy)
    # On one day a copy is registered before it is lent.
    lines.sort(key=lambda line: (line.on, line.what is not Happening.registered), reverse=True)
    return tuple(lines[:most])


def _lines(desk: Desk, statement: Any, **facts: object) -> list[HistoryLine]:  # noqa: ANN401 - a text made above
    desk.session.flush()
    found = desk.session.connection().execute(statement, facts)
    return [
        HistoryLine(
            date.fromisoformat(on),
            Happening(what),
            card,
            name,
            date.fromisoformat(until) if until else None,
            ending,
        )
        for on, what, card, name, until, ending in found
    ]
