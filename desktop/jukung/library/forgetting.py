"""Forgetting who borrowed what, some days after it came back; the figures stay.

A loan that came back longer ago than the library's setting loses its borrower, and the
journal what it said of it; the chain still verifies (UU 27/2022, data minimisation).
That somebody borrowed in a month is kept without what they borrowed.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import TextClause, bindparam, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import days as calendar_days
from jukung.library import journal, permissions_asked, round_forgetting, settings
from jukung.library.desk import COPIES_GO, WORDS_GONE, Desk
from jukung.library.permission import DESK, KEEPERS, STAFF, allowed
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry

DAYS_KEY, NIK_KEY = "forget_after_days", "keep_nik"
VILLAGE_DAYS, PRISON_DAYS = 90, 30
MOST_DAYS = 3650
BACKUP_KEY = "last_backup_at"
"""The setting in which `backup` notes when one was written."""
COPY_DAYS = 30

# Only loans that still know their borrower are looked at, however many were forgotten;
# one whose charge is still open waits until that is settled.
_DUE = """
FROM loan l INDEXED BY loan_by_borrower WHERE l.borrower > 0
  AND coalesce(l.returned_on, CASE WHEN l.cancel_act IS NOT NULL THEN l.lent_on END) < :before
  AND NOT EXISTS (SELECT 1 FROM ledger c WHERE c.loan = l.row AND c.cancel_act IS NULL
    AND c.settles IS NULL AND c.amount > (SELECT coalesce(sum(s.amount), 0) FROM ledger s
      WHERE s.settles = c.row AND s.cancel_act IS NULL))
"""
_COUNT = text(f"SELECT count(*) {_DUE}")
_LOANS = text(f"SELECT l.row {_DUE} LIMIT :most")


def of_rows(sql: str) -> TextClause:
    """A statement over the rows it is given."""
    return text(sql).bindparams(bindparam("rows", expanding=True))


_KEEP_MONTHS = (
    of_rows(
        "INSERT OR IGNORE INTO borrowed_month (month, borrower) SELECT DISTINCT "
        "substr(lent_on, 1, 7), borrower FROM loan WHERE row IN :rows AND cancel_act IS NULL"
    ),
    of_rows(
        "INSERT OR IGNORE INTO borrowed_month (month, borrower) SELECT DISTINCT "
        "substr(r.on_day, 1, 7), l.borrower FROM renewal r JOIN loan l ON l.row = r.loan "
        "WHERE l.row IN :rows AND r.cancel_act IS NULL"
    ),
)
# The acts of the desk concern this one reader; a batch of slips or an import does not,
# so of those only what they said of these loans goes.
_FORGET_LOANS = (
    # What a merge said of the kept member names these loans one by one.
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN journal_act a ON a.row = e.act WHERE a.kind = 'merge_members' AND e.noun_id IN ("
        "WITH RECURSIVE up (id, row) AS (SELECT id, merged_into FROM borrower "
        "WHERE merged_into IS NOT NULL UNION SELECT u.id, b.merged_into FROM up u "
        "JOIN borrower b ON b.row = u.row WHERE b.merged_into IS NOT NULL) "
        "SELECT id FROM up WHERE row IN (SELECT borrower FROM loan WHERE row IN :rows)))"
    ),
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN loan l ON l.id = e.noun_id WHERE l.row IN :rows)"
    ),
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN journal_act a ON a.row = e.act WHERE e.noun NOT IN ('copy', 'title') "
        "AND a.kind IN ('lend', 'lend_unknown', 'give_back', 'renew', 'permit', 'lose') "
        "AND a.row IN (SELECT act FROM loan WHERE row IN :rows "
        "UNION SELECT return_act FROM loan WHERE row IN :rows "
        "UNION SELECT act FROM renewal WHERE loan IN :rows))"
    ),
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN ledger g ON g.id = e.noun_id WHERE g.loan IN :rows "
        "OR g.settles IN (SELECT row FROM ledger WHERE loan IN :rows))"
    ),
    of_rows(
        "UPDATE ledger SET borrower = NULL, reason = '' WHERE loan IN :rows "
        "OR settles IN (SELECT row FROM ledger WHERE loan IN :rows)"
    ),
    # A room or block may have one resident, a clearance has one: they would tell whose it was.
    of_rows("UPDATE write_off SET clearance = NULL, note = '' WHERE loan IN :rows"),
    of_rows("UPDATE loan SET borrower = NULL, place = NULL WHERE row IN :rows"),
)
_HOLDS = text(
    "SELECT h.row FROM hold h JOIN journal_act a ON a.row = h.end_act "
    "WHERE h.state IN ('taken', 'expired', 'cancelled') AND a.on_day < :before LIMIT :most"
)
_FORGET_HOLDS = (
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN hold h ON h.id = e.noun_id WHERE h.row IN :rows)"
    ),
    of_rows("UPDATE round_line SET hold = NULL WHERE hold IN :rows"),
    of_rows("DELETE FROM hold WHERE row IN :rows"),
)
_SLIPS = text(
    "SELECT p.row FROM paper_slip p JOIN journal_act a ON a.row = p.act "
    "WHERE p.act IS NOT NULL AND substr(a.at, 1, 10) < :before LIMIT :most"
)
_FORGET_SLIPS = (of_rows("DELETE FROM paper_slip WHERE row IN :rows"),)
# Charges without a loan, settled or cancelled so long ago.
_CHARGES = text(
    "SELECT c.row FROM ledger c WHERE c.borrower > 0 AND c.settles IS NULL AND c.loan IS NULL "
    "AND c.on_day < :before AND (c.cancel_act IS NOT NULL OR (c.amount <= "
    "(SELECT coalesce(sum(s.amount), 0) FROM ledger s WHERE s.settles = c.row "
    "AND s.cancel_act IS NULL) AND NOT EXISTS (SELECT 1 FROM ledger s WHERE s.settles = c.row "
    "AND s.on_day >= :before))) LIMIT :most"
)
_FORGET_CHARGES = (
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN ledger g ON g.id = e.noun_id WHERE g.row IN :rows OR g.settles IN :rows)"
    ),
    of_rows(
        "UPDATE ledger SET borrower = NULL, reason = '' WHERE row IN :rows OR settles IN :rows"
    ),
)
_VISITS = text("SELECT row FROM visit WHERE borrower > 0 AND on_day < :before LIMIT :most")
_FORGET_VISITS = (of_rows("UPDATE visit SET borrower = NULL WHERE row IN :rows"),)
# A letter about what came back long ago tells that somebody borrowed.
_LETTERS = text(
    "SELECT l.row FROM letter l WHERE l.borrower > 0 AND l.kind = 'overdue' "
    "AND l.written_on < :before AND NOT EXISTS (SELECT 1 FROM loan o "
    "WHERE o.borrower = l.borrower AND o.returned_on IS NULL AND o.cancel_act IS NULL) LIMIT :most"
)
_FORGET_LETTERS = (
    of_rows(
        "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
        "JOIN letter l ON l.id = e.noun_id WHERE l.row IN :rows)"
    ),
    of_rows("UPDATE letter SET borrower = NULL WHERE row IN :rows"),
)
_CHUNKS = (
    ("loans", _LOANS, _KEEP_MONTHS + _FORGET_LOANS),
    ("holds", _HOLDS, _FORGET_HOLDS),
    ("charges", _CHARGES, _FORGET_CHARGES),
    ("slips", _SLIPS, _FORGET_SLIPS),
    ("visits", _VISITS, _FORGET_VISITS),
    ("letters", _LETTERS, _FORGET_LETTERS),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one chunk forgot; more may be due where it was full."""

    loans: int
    holds: int
    charges: int
    slips: int
    visits: int
    letters: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the library keeps: days until loans are forgotten, 0 for never, and the NIK."""

    days: int
    keeps_nik: bool
    due_count: int


@allowed(STAFF)
def privacy(desk: Desk) -> Privacy:
    """What this library keeps of its readers, and how many loans are due."""
    keeps = settings.recall(desk, NIK_KEY, "no") == "yes" and not desk.profile.is_prison
    return Privacy(_days(desk), keeps, _count_due(desk))


@allowed(KEEPERS)
def keep(desk: Desk, *, days: int, nik: bool) -> Privacy:
    """Decide after how many days loans are forgotten, and whether a NIK may be kept.

    Refuses CountOutOfRange; NikNotKept in a prison.
    """
    if not 0 <= days <= MOST_DAYS:
        raise errors.CountOutOfRange(days, MOST_DAYS)
    if nik and desk.profile.is_prison:
        raise errors.NikNotKept
    act = journal.begin(desk, ActKind.change_settings, facts={"days": days, "nik": nik})
    settings.remember(desk, DAYS_KEY, str(days))
    settings.remember(desk, NIK_KEY, "yes" if nik else "no")
    journal.note(desk, act, "keep", noun="library", noun_id=desk.profile.uid)
    return privacy(desk)


@allowed(DESK)
def forget(desk: Desk, *, most: int = 2000) -> Forgotten:
    """Forget one chunk of what is due; call it again until it is done.

    Whoever opens the library sets this going: what goes was decided in the settings.
    """
    _let_old_copies_go(desk)
    days = _days(desk)
    if not days:
        return Forgotten(0, 0, 0, 0, 0, 0, is_done=True)
    before = _before(desk, days)
    desk.session.flush()
    counts = {
        noun: _forget(desk, which, statements, before=before, most=most)
        for noun, which, statements in _CHUNKS
    }
    if desk.profile.is_prison and permissions_asked.forget_before(desk, before):
        desk.session.info[WORDS_GONE] = True
    if desk.profile.is_prison and round_forgetting.forget_before(desk, before):
        desk.session.info[WORDS_GONE] = True
    if any(counts.values()):
        # Rows read before in this transaction must not bring back what is gone.
        desk.session.expire_all()
        desk.session.info[WORDS_GONE] = True
        act = journal.begin(desk, ActKind.forget_loans, facts=counts)
        journal.note(desk, act, "forget", noun="library", noun_id=desk.profile.uid)
    return Forgotten(**counts, is_done=max(counts.values()) < most)


def forget_these(desk: Desk, loans: list[int]) -> None:
    """Forget the borrower of some loans that are over, as part of another act."""
    desk.session.flush()
    for first in range(0, len(loans), 500):
        for statement in _KEEP_MONTHS + _FORGET_LOANS:
            desk.session.connection().execute(statement, {"rows": loans[first : first + 500]})
    desk.session.expire_all()


def refuse_forgotten(desk: Desk, act: JournalAct) -> None:
    """Refuses CannotUndo for an act of which the journal no longer says what it did."""
    found = desk.session.execute(
        select(col(JournalEntry.seq))
        .outerjoin(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalDetail.seq).is_(None))
        .limit(1)
    ).first()
    if found is not None:
        raise errors.CannotUndo("forgotten")


def _let_old_copies_go(desk: Desk) -> None:
    """Keep a copy from before an update for a month, and until there is a younger backup."""
    with suppress(ValueError):
        backup = datetime.fromisoformat(settings.recall(desk, BACKUP_KEY))
        month_ago = calendar_days.trusted_today(desk) - timedelta(days=COPY_DAYS)
        midnight = datetime.combine(month_ago, time(), desk.local_now.tzinfo)
        desk.session.info[COPIES_GO] = min(
            backup.replace(tzinfo=backup.tzinfo or UTC).timestamp(), midnight.timestamp()
        )


def days_kept(desk: Desk) -> int:
    """After how many days loans and visits forget who it was; 0 for never."""
    return _days(desk)


def _days(desk: Desk) -> int:
    usual = PRISON_DAYS if desk.profile.is_prison else VILLAGE_DAYS
    with suppress(ValueError):
        return min(max(int(settings.recall(desk, DAYS_KEY, str(usual))), 0), MOST_DAYS)
    return usual


def _before(desk: Desk, days: int) -> date:
    # A clock that runs years ahead must not make the library forget everything.
    return calendar_days.trusted_today(desk) - timedelta(days=days)


def _count_due(desk: Desk) -> int:
    days = _days(desk)
    if not days:
        return 0
    before = _before(desk, days).isoformat()
    return int(desk.session.connection().execute(_COUNT, {"before": before}).scalar_one())


def _forget(
    desk: Desk,
    which: TextClause,
    statements: tuple[TextClause, ...],
    *,
    before: date,
    most: int,
) -> int:
    connection = desk.session.connection()
    wanted = {"before": before.isoformat(), "most": most}
    rows = [int(row[0]) for row in connection.execute(which, wanted)]
    for statement in statements if rows else ():
        connection.execute(statement, {"rows": rows})
    return len(rows)
