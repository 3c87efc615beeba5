"""Sealed identities of residents, and every look at one with its reason.

A name goes through here only sealed: the key is in the vault's own process and nowhere
else. Officers alone call these.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    AgeBand,
    BorrowerKind,
    ResidentState,
    Sex,
)
from jukung.library import journal, residents, vault_doors
from jukung.library.desk import WORDS_GONE, Desk
from jukung.library.permission import allowed
from jukung.library.vault_doors import OFFICERS
from jukung.library.vaulting import TEXT_BYTES
from jukung.store.tables import Borrower, Identity, JournalAct, LookUp, ResidentRow, Staff

LONGEST_REASON = 200
_CHUNK = 500

_ROWS = """
SELECT b.row, b.id, b.card, coalesce(block.name, ''), coalesce(room.name, ''),
  coalesce(r.state, 'present'), coalesce(r.sex, 'unknown'), coalesce(r.age_band, 'unknown'),
  substr(i.sealed, 1, :head), length(i.sealed) > :head
FROM borrower b LEFT JOIN identity i ON i.borrower = b.row
  LEFT JOIN resident r ON r.borrower = b.row
  LEFT JOIN place room ON room.row = b.place LEFT JOIN place block ON block.row = room.inside
WHERE b.kind = 'resident' AND b.merged_into IS NULL AND b.card <> ''
"""
_PAGE = text(_ROWS + " AND b.row > :after ORDER BY b.row LIMIT :most")
_THESE = text(_ROWS + " AND b.id IN :ids ORDER BY b.row").bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A resident as the vault is given one: the card, the place, and noise."""

    row: int
    id: str
    card: str
    place: str
    """Block and room, such as `B-12`; empty where none is known."""
    state: ResidentState
    sex: Sex
    age_band: AgeBand
    sealed: bytes
    """The sealed text; empty where no name was ever kept."""
    has_photo: bool


@dataclass(frozen=True, slots=True)
class LookView:
    """A look at a name: whose card, by whom, when and why."""

    at: datetime
    staff: str
    card: str
    """Empty where it was a search, a list, or somebody erased since."""
    reason: str


@allowed(OFFICERS)
def rows(desk: Desk, *, after: int = 0, most: int = _CHUNK) -> tuple[SealedRow, ...]:
    """Residents with their sealed texts, in order of registration, a page at a time."""
    values = {"after": after, "most": most, "head": TEXT_BYTES}
    return tuple(_row(each) for each in desk.session.connection().execute(_PAGE, values))


@allowed(OFFICERS)
def these(desk: Desk, ids: Iterable[str]) -> tuple[SealedRow, ...]:
    """The residents of these ids, as far as they are here."""
    wanted = list(dict.fromkeys(ids))
    found: list[SealedRow] = []
    for start in range(0, len(wanted), _CHUNK):
        values = {"ids": wanted[start : start + _CHUNK], "head": TEXT_BYTES}
        found += [_row(each) for each in desk.session.connection().execute(_THESE, values)]
    return tuple(found)


@allowed(OFFICERS)
def sealed_of(desk: Desk, ids: Iterable[str]) -> dict[str, bytes]:
    """What is sealed of these residents, photographs and all; others are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), _CHUNK):
        lines = desk.session.execute(
            select(col(Borrower.id), col(Identity.sealed))
            .join(Identity, col(Identity.borrower) == col(Borrower.row))
            .where(col(Borrower.id).in_(wanted[start : start + _CHUNK]))
        )
        found.update((str(each), bytes(sealed)) for each, sealed in lines)
    return found


@allowed(OFFICERS)
def register(desk: Desk, *, sex: Sex = Sex.unknown, age_band: AgeBand = AgeBand.unknown) -> str:
    """Register a resident with the next card; gives the id to seal a name for.

    Undone as any registration.
    """
    return residents.register(desk, sex=sex, age_band=age_band).id


@allowed(OFFICERS)
def describe(desk: Desk, resident: str, *, sex: Sex, age_band: AgeBand) -> None:
    """Keep what the figures count of a resident; refuses IdentityMissing."""
    _describe(desk, _resident(desk, resident).row, sex=sex, age_band=age_band)


@allowed(OFFICERS)
def keep(desk: Desk, resident: str, sealed: bytes) -> None:
    """Keep a sealed identity in place of the one before; undone by the one before.

    Only who has a door keeps any: what was sealed under a key that nobody has is lost.
    Refuses IdentityMissing, VaultMissing, VaultNoDoor, VaultDamaged for what cannot be sealed.
    """
    vault_doors.own_door(desk)
    borrower = _resident(desk, resident)
    if len(sealed) < TEXT_BYTES:
        raise errors.VaultDamaged
    act = journal.begin(desk, ActKind.keep_identity)
    kept = desk.session.get(Identity, borrower.row)
    was = base64.b64encode(kept.sealed).decode() if kept else ""
    if kept is None:
        desk.session.add(Identity(borrower=borrower.row, sealed=sealed, act=act.row))
    else:
        kept.sealed, kept.act = sealed, act.row
        desk.session.add(kept)
    desk.session.flush()
    journal.note(
        desk, act, "keep_identity", noun="borrower", noun_id=borrower.id, detail={"was": was}
    )


@allowed(OFFICERS)
def look_up(desk: Desk, resident: str | None, reason: str) -> None:
    """Journal a look at a name, or at several where it is nobody's alone.

    Refuses ReasonMissing, IdentityMissing.
    """
    plain = " ".join(reason.split())[:LONGEST_REASON]
    if not plain:
        raise errors.ReasonMissing
    borrower = _resident(desk, resident) if resident is not None else None
    act = journal.begin(desk, ActKind.look_up)
    row = borrower.row if borrower else None
    desk.session.add(
        LookUp(borrower=row, staff=desk.staff.row, at=desk.now, reason=plain, act=act.row)
    )
    desk.session.flush()
    if borrower is None:
        journal.note(desk, act, "look_up", noun="vault", noun_id=desk.profile.uid)
    else:
        journal.note(desk, act, "look_up", noun="borrower", noun_id=borrower.id)


@allowed(OFFICERS)
def look_ups(desk: Desk, *, most: int = 200) -> tuple[LookView, ...]:
    """The latest looks, newest first."""
    found = desk.session.execute(
        select(col(LookUp.at), col(Staff.name), col(Borrower.card), col(LookUp.reason))
        .join(Staff, col(Staff.row) == col(LookUp.staff))
        .outerjoin(Borrower, col(Borrower.row) == col(LookUp.borrower))
        .order_by(col(LookUp.row).desc())
        .limit(most)
    )
    return tuple(LookView(at, staff, card or "", reason) for at, staff, card, reason in found)


@allowed(OFFICERS)
def look_up_count(desk: Desk, first: date, last: date) -> int:
    """How many looks there were in a span of days; all an agency may ever see of them."""
    counted = desk.session.execute(
        select(func.count(col(LookUp.row)))
        .join(JournalAct, col(JournalAct.row) == col(LookUp.act))
        .where(col(JournalAct.on_day).between(first, last))
    )
    return int(counted.scalar_one())


def undo_keep(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Put back what was sealed before; refuses CannotUndo where it changed again."""
    kept = desk.session.scalars(select(Identity).where(col(Identity.act) == act.row)).first()
    was = _detail_of(desk, act)
    if kept is None or was is None:
        raise errors.CannotUndo("changed")
    borrower = desk.session.get_one(Borrower, kept.borrower)
    if was:
        kept.sealed, kept.act = base64.b64decode(was), undoing.row
        desk.session.add(kept)
    else:
        desk.session.delete(kept)
    desk.session.flush()
    journal.note(desk, undoing, "undo_identity", noun="borrower", noun_id=borrower.id)
    return "", "", borrower.card


def forget_identities(desk: Desk, borrowers: list[int]) -> None:
    """Remove what is sealed of people who are erased, and why they were looked at."""
    desk.session.execute(delete(Identity).where(col(Identity.borrower).in_(borrowers)))
    for look in desk.session.scalars(select(LookUp).where(col(LookUp.borrower).in_(borrowers))):
        # That somebody looked stays; at whom, and why, goes.
        look.borrower, look.reason = None, "–"
        desk.session.add(look)
    desk.session.flush()
    desk.session.info[WORDS_GONE] = True


def _describe(desk: Desk, row: int, *, sex: Sex, age_band: AgeBand) -> None:
    kept = desk.session.get(ResidentRow, row)
    if kept is not None and (kept.sex, kept.age_band) == (sex, age_band):
        return
    act = journal.begin(desk, ActKind.edit_member)
    if kept is None:
        kept = ResidentRow(borrower=row, state_on=desk.today, act=act.row)
    kept.sex, kept.age_band = sex, age_band
    desk.session.add(kept)
    desk.session.flush()
    borrower = desk.session.get_one(Borrower, row)
    journal.note(desk, act, "describe", noun="borrower", noun_id=borrower.id)


def _resident(desk: Desk, resident: str) -> Borrower:
    row = desk.session.scalars(select(Borrower).where(col(Borrower.id) == resident)).first()
    if row is None or row.kind is not BorrowerKind.resident or not row.card:
        raise errors.IdentityMissing
    return row


def _row(found: tuple) -> SealedRow:  # type: ignore[type-arg]  # as the statement names them
    row, each, card, block, room, state, sex, band, sealed, photo = found
    place = f"{block}-{room}" if block and room else room
    return SealedRow(
        int(row),
        str(each),
        str(card),
        place,
        ResidentState(state),
        Sex(sex),
        AgeBand(band),
        bytes(sealed or b""),
        bool(photo),
    )


def _detail_of(desk: Desk, act: JournalAct) -> str | None:
    """What was sealed before this act; None where the words of it were erased."""
    found = desk.session.connection().execute(
        text(
            "SELECT json_extract(d.detail, '$.was') FROM journal_entry e "
            "JOIN journal_detail d ON d.seq = e.seq WHERE e.act = :act AND e.verb = 'keep_identity'"
        ),
        {"act": act.row},
    )
    line = found.first()
    return None if line is None else str(line[0] or "")
