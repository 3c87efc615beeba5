"""Forgetting of rounds who was to get which book; that a round was gone stays for the figures."""

from datetime import date

from sqlalchemy import bindparam, text

from jukung.library.desk import Desk

_OLD = "round IN (SELECT row FROM round WHERE on_day < :before)"
_LINES_BEFORE = text(f"DELETE FROM round_line WHERE {_OLD}")  # noqa: S608 - written out above
_COPIES_BEFORE = text(f"DELETE FROM round_copy WHERE {_OLD}")  # noqa: S608 - written out above
_NOTES_BEFORE = text("""
UPDATE return_check SET note = '' WHERE note <> ''
  AND loan IN (SELECT row FROM loan WHERE returned_on < :before)
""")
# Some name a card, and lines by their rows; what was lent has entries of its own.
_WORDS_BEFORE = text("""
DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e
  JOIN journal_act a ON a.row = e.act WHERE e.noun = 'round' AND a.on_day < :before)
""")
_LINES_OF = text("DELETE FROM round_line WHERE borrower IN :borrowers").bindparams(
    bindparam("borrowers", expanding=True)
)


def forget_before(desk: Desk, before: date) -> int:
    """Forget the lines of rounds before a day, and what was written of returned copies."""
    desk.session.flush()
    connection = desk.session.connection()
    statements = (_LINES_BEFORE, _COPIES_BEFORE, _NOTES_BEFORE)
    day = {"before": before.isoformat()}
    gone = sum(connection.execute(each, day).rowcount for each in statements)
    if gone:
        connection.execute(_WORDS_BEFORE, day)
    return gone


def forget_of(desk: Desk, borrowers: list[int]) -> None:
    """Forget every line of somebody who is erased."""
    desk.session.flush()
    desk.session.connection().execute(_LINES_OF, {"borrowers": borrowers})
