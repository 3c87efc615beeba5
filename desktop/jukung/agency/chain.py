"""A library's chain: which numbers came, which are missing, and where two copies part.

Every parcel claims a hash for its own number and for the twelve before it.
Two hashes for one number are a fork, whatever the order in which they came:
from the lowest such number on nothing of the epoch counts until a person decides.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Claim, Epoch, Held, ParcelKept
from jukung.exchange.parcels.parcel import Chain

FARTHEST = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an epoch has come: its highest number, and those that are not here."""

    head: int
    head_hash: str
    missing: tuple[int, ...]


def claims_of(chain: Chain, digest: str) -> tuple[tuple[int, str], ...]:
    """What a parcel says about numbers: its own, and those it lists; 0 for older epochs."""
    listed = enumerate(reversed(chain.recent), start=1)
    return (
        (chain.seq, digest),
        *((max(chain.seq - back, 0), each) for back, each in listed),
    )


def add_claims(desk: OfficeDesk, epoch: Epoch, claims: tuple[tuple[int, str], ...]) -> None:
    """Remember what a parcel says, and where the epoch forks because of it."""
    desk.session.execute(
        insert(Claim)
        .values([{"epoch": epoch.row, "seq": seq, "hash": each} for seq, each in claims])
        .on_conflict_do_nothing()
    )
    fork_at = desk.session.execute(
        select(col(Claim.seq))
        .where(col(Claim.epoch) == epoch.row, col(Claim.seq) >= 1)
        .group_by(col(Claim.seq))
        .having(func.count() > 1)
        .order_by(col(Claim.seq))
        .limit(1)
    ).scalar()
    if fork_at != epoch.fork_at:
        epoch.fork_at = fork_at
        desk.session.add(epoch)
        desk.session.flush()


def contradicts(desk: OfficeDesk, epoch: Epoch, claims: tuple[tuple[int, str], ...]) -> bool:
    """Whether a parcel belongs to a fork, known or first seen with it."""
    if epoch.fork_at is not None and claims[0][0] >= epoch.fork_at:
        return True
    known: dict[int, str] = {
        seq: digest
        for seq, digest in desk.session.execute(
            select(col(Claim.seq), col(Claim.hash)).where(
                col(Claim.epoch) == epoch.row, col(Claim.seq).in_([seq for seq, _hash in claims])
            )
        )
        if seq
    }
    return any(known.get(seq, digest) != digest for seq, digest in claims if seq)


def is_listed(desk: OfficeDesk, site: int, digest: str) -> bool:
    """Whether an accepted parcel of the library names this one as before it."""
    return (
        desk.session.execute(
            select(col(Claim.hash))
            .join(Epoch, col(Epoch.row) == col(Claim.epoch))
            .where(col(Epoch.site) == site, col(Claim.hash) == digest)
            .limit(1)
        ).first()
        is not None
    )


def quarantine(desk: OfficeDesk, epoch: Epoch) -> None:
    """Set every parcel from the fork on aside."""
    if epoch.fork_at is None:
        return
    rows = desk.session.scalars(
        select(ParcelKept).where(
            col(ParcelKept.epoch) == epoch.row,
            col(ParcelKept.seq) >= epoch.fork_at,
            col(ParcelKept.state) != ChainState.quarantined,
        )
    ).all()
    for row in rows:
        row.state = ChainState.quarantined
        row.is_current = False
        desk.session.add(row)
    desk.session.flush()


def standing(desk: OfficeDesk, epoch: Epoch) -> Standing:
    """The highest number here, and the numbers below it that never came."""
    numbers = desk.session.execute(
        select(col(ParcelKept.seq), col(ParcelKept.hash))
        .where(col(ParcelKept.epoch) == epoch.row)
        .order_by(col(ParcelKept.seq), col(ParcelKept.row))
    ).all()
    if not numbers:
        return Standing(0, "", ())
    held = desk.session.scalars(
        select(col(Held.seq)).where(
            col(Held.site) == epoch.site, col(Held.epoch) == epoch.epoch, col(Held.seq).is_not(None)
        )
    ).all()
    head, digest = numbers[-1]
    here = {seq for seq, _hash in numbers} | set(held)
    return Standing(head, digest, tuple(seq for seq in range(1, head) if seq not in here))
