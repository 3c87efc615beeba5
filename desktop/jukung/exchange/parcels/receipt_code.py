"""A receipt in twelve letters, for a telephone or a text message.

It tells which number came and how its hash begins. It is not signed: it ends the
reminder for that parcel and nothing more, until the signed receipt comes.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors, months
from jukung.domain.kinds import ActKind, ParcelState
from jukung.domain.months import Month
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.store.tables import ParcelRow

BY_CODE = "code"
"""Stands for the verdict of a parcel of which only a typed code is known."""

# Crockford's letters: I, L, O and U are left out, and read as what they look like.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("ILO", "110")
_SEQ_BITS, _HASH_BITS, _CHECK_BITS = 16, 32, 12
_LONG = (_SEQ_BITS + _HASH_BITS + _CHECK_BITS) // 5
_GROUP = 4


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code that fits one of our parcels, and whether it told anything new."""

    seq: int
    month: Month
    changed: bool


def make(library: str, seq: int, digest: str) -> str:
    """The code for a parcel of this library's uid: `7K3M-9QXD-2TPA`; empty past 65,535."""
    if not 0 < seq < 1 << _SEQ_BITS:
        return ""
    begins = digest[: _HASH_BITS // 4]
    said = seq << _HASH_BITS | int(begins, 16)
    value = said << _CHECK_BITS | _check(library, said)
    letters = "".join(_LETTERS[value >> 5 * place & 31] for place in reversed(range(_LONG)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LONG, _GROUP))


@allowed(KEEPERS)
def read(desk: Desk, typed: str) -> CodeRead:
    """Take the agency's word for a parcel, until its signed receipt comes.

    Refuses ReceiptCodeWrong, ReceiptCodeUnknown.
    """
    seq, begins = _read(desk.profile.uid, typed)
    row = desk.session.scalars(
        select(ParcelRow)
        .where(col(ParcelRow.seq) == seq, col(ParcelRow.hash).startswith(begins))
        .limit(1)
    ).first()
    if row is None:
        raise errors.ReceiptCodeUnknown(typed)
    changed = row.state is not ParcelState.received
    if changed:
        _mark(desk, row)
    return CodeRead(seq, months.parse_month(row.month), changed)


def _mark(desk: Desk, row: ParcelRow) -> None:
    facts = {"seq": row.seq, "code": True}
    act = journal.begin(desk, ActKind.read_receipt, facts=facts)
    row.state, row.received_at, row.verdict = ParcelState.received, desk.now, BY_CODE
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "read_code", noun="parcel", noun_id=row.hash, detail={"seq": row.seq})


def _read(library: str, typed: str) -> tuple[int, str]:
    letters = "".join(typed.upper().split()).replace("-", "").translate(_ALIKE)
    if len(letters) != _LONG or any(letter not in _LETTERS for letter in letters):
        raise errors.ReceiptCodeWrong(typed)
    value = 0
    for letter in letters:
        value = value << 5 | _LETTERS.index(letter)
    said = value >> _CHECK_BITS
    if value & ((1 << _CHECK_BITS) - 1) != _check(library, said):
        raise errors.ReceiptCodeWrong(typed)
    return said >> _HASH_BITS, f"{said & ((1 << _HASH_BITS) - 1):08x}"


# Another library's code is found out as surely as a slip of the finger.
def _check(library: str, said: int) -> int:
    digest = hashlib.sha256(f"jukung-receipt-code-v1\n{library}\n{said:012x}".encode()).digest()
    return int.from_bytes(digest[:2], "big") >> (16 - _CHECK_BITS)
