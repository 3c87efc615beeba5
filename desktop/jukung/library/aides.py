"""The accounts of aides: residents who work at the desk, known by their card alone.

An account tied to a card ends when the card's resident leaves, and is back with them
when the leaving is taken back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerStatus, Role
from jukung.library import journal, numbers
from jukung.library.desk import STAFF_CHANGED, Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.store.tables import (
    Borrower,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Setting,
    Staff,
)

_KEY, _CLOSE = "aide_card:", "close"


@dataclass(frozen=True, slots=True)
class TiedAide:
    """An aide's account and the card it is tied to; no card where it is tied to none."""

    staff_id: str
    name: str
    card: str
    active: bool


@allowed(KEEPERS)
def listed(desk: Desk) -> tuple[TiedAide, ...]:
    """The aides' accounts, the closed ones last."""
    rows = desk.session.scalars(select(Staff).where(col(Staff.role) == Role.aide))
    found = [TiedAide(row.id, row.name, _card_of(desk, row.id), row.active) for row in rows]
    return tuple(sorted(found, key=lambda aide: not aide.active))


@allowed(KEEPERS)
def tie(desk: Desk, staff_id: str, card: str) -> TiedAide:
    """Tie an aide's account to a resident's card, or to none with an empty one.

    Refuses StaffUnknown, NotAnAide, MemberUnknown, MemberLeft.
    """
    row = desk.session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
    if row is None or not row.active:
        raise errors.StaffUnknown
    if row.role is not Role.aide:
        raise errors.NotAnAide
    setting = desk.session.get(Setting, _KEY + staff_id)
    act = journal.begin(desk, ActKind.edit_staff, facts={"tied": bool(card.strip())})
    if card.strip():
        borrower = desk.session.get_one(Borrower, numbers.borrower_of(desk, card))
        if borrower.status is BorrowerStatus.left:
            raise errors.MemberLeft(borrower.card)
        setting = setting or Setting(key=_KEY + staff_id, value="")
        setting.value = json.dumps(borrower.row)
        desk.session.add(setting)
    elif setting is not None:
        desk.session.delete(setting)
    desk.session.flush()
    journal.note(desk, act, "tie", noun="staff", noun_id=staff_id)
    return TiedAide(staff_id, row.name, _card_of(desk, staff_id), row.active)


def close_of(desk: Desk, act: JournalAct, borrowers: Iterable[int]) -> int:
    """Close the accounts tied to residents who leave by an act; gives how many."""
    wanted, closed = set(borrowers), 0
    settings = select(Setting).where(col(Setting.key).startswith(_KEY))
    for setting in desk.session.scalars(settings).all():
        borrower = json.loads(setting.value)
        if borrower not in wanted:
            continue
        staff_id = setting.key.removeprefix(_KEY)
        desk.session.delete(setting)
        row = desk.session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
        if row is None or not row.active:
            continue
        _set_active(desk, row, active=False)
        # By the card the account is tied again; the words go when the resident is erased.
        detail = {"card": desk.session.get_one(Borrower, borrower).card}
        journal.note(desk, act, _CLOSE, noun="staff", noun_id=staff_id, detail=detail)
        closed += 1
    return closed


def reopen_of(desk: Desk, act: JournalAct, undoing: JournalAct) -> int:
    """Open the accounts again that an act closed, each tied to its card; gives how many.

    One that somebody opened or tied since stays as it is.
    """
    found = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row, col(JournalEntry.noun) == "staff")
        .where(col(JournalEntry.verb) == _CLOSE)
    ).all()
    opened = 0
    for staff_id, said in found:
        row = desk.session.scalars(select(Staff).where(col(Staff.id) == staff_id)).first()
        borrower = numbers.borrower_row(desk, json.loads(said)["card"])
        is_tied = desk.session.get(Setting, _KEY + staff_id) is not None
        if row is None or row.active or is_tied or borrower is None:
            continue
        desk.session.add(Setting(key=_KEY + staff_id, value=json.dumps(borrower)))
        _set_active(desk, row, active=True)
        journal.note(desk, undoing, "reopen", noun="staff", noun_id=staff_id)
        opened += 1
    return opened


def tie_to_other(
    desk: Desk, before: int, after: int, *, only: list[str] | None = None
) -> list[str]:
    """Tie accounts to another row of the same resident; gives the accounts, by staff id."""
    tied = []
    settings = select(Setting).where(col(Setting.key).startswith(_KEY))
    for setting in desk.session.scalars(settings).all():
        staff_id = setting.key.removeprefix(_KEY)
        if json.loads(setting.value) != before or (only is not None and staff_id not in only):
            continue
        setting.value = json.dumps(after)
        desk.session.add(setting)
        tied.append(staff_id)
    desk.session.flush()
    return tied


def _set_active(desk: Desk, row: Staff, *, active: bool) -> None:
    row.active = active
    desk.session.add(row)
    desk.session.flush()
    desk.session.info[STAFF_CHANGED] = True


def _card_of(desk: Desk, staff_id: str) -> str:
    setting = desk.session.get(Setting, _KEY + staff_id)
    row = None if setting is None else desk.session.get(Borrower, json.loads(setting.value))
    return row.card if row else ""
