"""An officer's word on a loan: asked for at the desk, given or refused, used once.

An officer who lends gives it by lending. What was asked is known by card and title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CollectionKind, PermissionState
from jukung.library import days, house_rules, journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store.tables import Borrower, Copy, JournalAct, JournalEntry, LoanPermission, Title

_STANDS = (PermissionState.asked, PermissionState.granted)
PAGE = 256


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk is told of a permission."""

    act_id: str
    id: str
    card: str
    title: str
    state: PermissionState


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """A permission as an officer's list shows it."""

    id: str
    card: str
    place: str
    title_id: str
    title: str
    people: str
    state: PermissionState
    asked_on: date


_LINES = """
SELECT p.id, b.card, coalesce(k.name || '-', '') || coalesce(r.name, ''), t.id, t.title, t.people,
  p.state, p.on_day
FROM loan_permission p JOIN borrower b ON b.row = p.borrower JOIN title t ON t.row = p.title
  LEFT JOIN place r ON r.row = b.place LEFT JOIN place k ON k.row = r.inside AND k.kind = 'block'
"""
_LISTED = text(
    _LINES + "WHERE p.state IN ('asked', 'granted') AND b.status <> 'left' "
    "ORDER BY p.state = 'granted', p.row LIMIT :most OFFSET :skip"
)
_WAITING = text(_LINES + "WHERE p.state = 'asked' AND b.card = :card ORDER BY p.row")
_COUNT = text(
    "SELECT coalesce(sum(p.state = 'asked'), 0), count(*) FROM loan_permission p "
    "JOIN borrower b ON b.row = p.borrower "
    "WHERE p.state IN ('asked', 'granted') AND b.status <> 'left'"
)
_FORGOTTEN = "SELECT p.row FROM loan_permission p WHERE ("
_FORGET_WORDS = text(
    "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
    "JOIN loan_permission p ON p.id = e.noun_id WHERE p.row IN :rows)"
).bindparams(bindparam("rows", expanding=True))
_FORGET = text("DELETE FROM loan_permission WHERE row IN :rows").bindparams(
    bindparam("rows", expanding=True)
)


@allowed(DESK)
def ask(desk: Desk, card: str, barcode: str) -> Asked:
    """Ask an officer for a loan of a copy's title; what was asked already stays as it is.

    Refuses MemberUnknown, CopyUnknown, PermissionNotNeeded.
    """
    borrower = desk.session.get_one(Borrower, numbers.borrower_of(desk, card))
    copy = desk.session.get_one(Copy, numbers.copy_of(desk, barcode))
    title = desk.session.get_one(Title, copy.title)
    if not is_wanted(desk, title.class_main, copy.kind):
        raise errors.PermissionNotNeeded(title.title)
    known = standing(desk, borrower.row, title.row)
    if known is not None:
        return Asked("", known.id, borrower.card, title.title, known.state)
    act = journal.begin(desk, ActKind.ask_permission)
    row = LoanPermission(
        borrower=borrower.row, title=title.row, on_day=days.trusted_today(desk), act=act.row
    )
    desk.session.add(row)
    desk.session.flush()
    detail = {"card": borrower.card, "title": title.title}
    journal.note(desk, act, "ask", noun="permission", noun_id=row.id, detail=detail)
    return Asked(act.id, row.id, borrower.card, title.title, row.state)


@allowed(KEEPERS)
def answer(desk: Desk, ids: Iterable[str], *, granted: bool) -> str:
    """Permit loans, or not, as one act; gives its id. Refuses PermissionUnknown."""
    wanted = list(dict.fromkeys(ids))
    rows = [
        row
        for row in (_row(desk, one) for one in wanted)
        if row is not None and row.state in _STANDS
    ]
    if not rows or len(rows) < len(wanted):
        raise errors.PermissionUnknown
    state = PermissionState.granted if granted else PermissionState.refused
    act = journal.begin(desk, ActKind.ask_permission, facts={"state": state})
    for row in rows:
        before, row.state, row.staff = row.state, state, desk.staff.row
        desk.session.add(row)
        journal.note(desk, act, "answer", noun="permission", noun_id=row.id, detail={"was": before})
    desk.session.flush()
    return act.id


@allowed(KEEPERS)
def listed(desk: Desk, *, skip: int = 0, most: int = PAGE) -> tuple[PermissionLine, ...]:
    """What was asked, then what was permitted and not yet used; the oldest first."""
    desk.session.flush()
    found = desk.session.connection().execute(_LISTED, {"skip": skip, "most": most})
    return tuple(_line(list(row)) for row in found)


@allowed(KEEPERS)
def waiting_for(desk: Desk, card: str) -> tuple[PermissionLine, ...]:
    """What was asked for a card and nobody has answered, the oldest first."""
    desk.session.flush()
    found = desk.session.connection().execute(_WAITING, {"card": card})
    return tuple(_line(list(row)) for row in found)


@allowed(KEEPERS)
def counts(desk: Desk) -> tuple[int, int]:
    """How many wait for an answer, and how long the list is."""
    desk.session.flush()
    asked, every = desk.session.connection().execute(_COUNT).one()
    return int(asked), int(every)


def is_wanted(desk: Desk, class_main: str, kind: CollectionKind) -> bool:
    """Whether the house wants an officer's word on a copy."""
    return desk.profile.is_prison and house_rules.of(desk).wants_permission(class_main, kind)


def standing(desk: Desk, borrower: int, title: int) -> LoanPermission | None:
    """What was asked for this loan and neither refused nor used."""
    return desk.session.scalars(
        select(LoanPermission)
        .where(
            col(LoanPermission.borrower) == borrower,
            col(LoanPermission.title) == title,
            col(LoanPermission.state).in_(_STANDS),
        )
        # Two cards that became one may have asked twice: what was granted counts.
        .order_by(col(LoanPermission.state) != PermissionState.granted, col(LoanPermission.row))
        .limit(1)
    ).first()


def use(desk: Desk, act: JournalAct, *, borrower: int, title: int, kind: CollectionKind) -> None:
    """Use up the permission of a loan that is being written; an officer's lending gives it."""
    row = standing(desk, borrower, title)
    if row is None:
        if desk.staff.role not in KEEPERS:
            return
        if not is_wanted(desk, desk.session.get_one(Title, title).class_main, kind):
            return
        row = LoanPermission(
            borrower=borrower, title=title, on_day=days.trusted_today(desk), act=act.row
        )
    before, row.state = row.state, PermissionState.used
    row.staff = desk.staff.row if row.staff is None else row.staff
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "use", noun="permission", noun_id=row.id, detail={"was": before})


def undo_use(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    """Give back the permissions that the loans of an act used."""
    if not desk.profile.is_prison:
        return
    for row in _of_act(desk, act, "use"):
        given_by_lending = row.act == act.row
        row.state = PermissionState.refused if given_by_lending else PermissionState.granted
        desk.session.add(row)
        journal.note(desk, undoing, "give_back", noun="permission", noun_id=row.id)
    desk.session.flush()


def undo_ask(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    """Take a question or an answer back; refuses CannotUndo once the loan was made."""
    rows = [*_of_act(desk, act, "ask"), *_of_act(desk, act, "answer")]
    if not rows or any(row.state is PermissionState.used for row in rows):
        raise errors.CannotUndo("changed")
    for row in rows:
        if row.act == act.row:
            if row.state is not PermissionState.asked:
                raise errors.CannotUndo("changed")
            desk.session.delete(row)
        else:
            # The answer was a keeper's.
            if desk.staff.role not in KEEPERS:
                raise errors.NotAllowed(desk.staff.role)
            row.state, row.staff = PermissionState.asked, None
            desk.session.add(row)
    desk.session.flush()
    if len(rows) > 1:
        return "", "", ""
    card = desk.session.get_one(Borrower, rows[0].borrower).card
    return "", desk.session.get_one(Title, rows[0].title).title, card


def _of_act(desk: Desk, act: JournalAct, verb: str) -> list[LoanPermission]:
    desk.session.flush()
    found = select(LoanPermission).join(
        JournalEntry, col(JournalEntry.noun_id) == col(LoanPermission.id)
    )
    here = found.where(col(JournalEntry.act) == act.row, col(JournalEntry.verb) == verb)
    return list(desk.session.scalars(here))


def _row(desk: Desk, permission_id: str) -> LoanPermission | None:
    same = select(LoanPermission).where(col(LoanPermission.id) == permission_id)
    return desk.session.scalars(same).first()


def _line(cells: list[Any]) -> PermissionLine:
    cells[6] = PermissionState(cells[6])
    cells[7] = date.fromisoformat(cells[7])
    return PermissionLine(*cells)


def forget_before(desk: Desk, before: date) -> int:
    """Forget what was answered before a day, or asked for who left: it tells who wanted what."""
    found = (
        _FORGOTTEN + "p.on_day < :before AND (p.state IN ('used', 'refused') OR EXISTS "  # noqa: S608 - our own words
        "(SELECT 1 FROM borrower b WHERE b.row = p.borrower AND b.status = 'left')))"
    )
    return _forget(desk, text(found), before=before.isoformat())


def forget_of(desk: Desk, borrowers: list[int]) -> None:
    """Forget everything that was asked for somebody who leaves."""
    for borrower in borrowers:
        _forget(desk, text(_FORGOTTEN + "p.borrower = :borrower)"), borrower=borrower)


def _forget(desk: Desk, which: TextClause, **facts: Any) -> int:  # noqa: ANN401 - of the statement
    desk.session.flush()
    connection = desk.session.connection()
    rows = [int(row[0]) for row in connection.execute(which, facts)]
    for start in range(0, len(rows), 500):
        for statement in (_FORGET_WORDS, _FORGET):
            connection.execute(statement, {"rows": rows[start : start + 500]})
    if rows:
        desk.session.expire_all()
    return len(rows)
