"""A library's chain: which numbers came, which are missing, and where two copies part.

Every parcel claims a hash for its own number and for the twelve before it.
Two hashes for one number are a fork, whatever the order in which they came:
from the lowest such number on nothing of the epoch counts until a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jukung.agency import branches
from jukung.agency.branches import claims_of
from jukung.agency.history import History
from jukung.agency.lines import Claims, Line
from jukung.agency.tables import Epoch

FARTHEST = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an epoch has come: its highest number, and those that are not here."""

    head: int
    head_hash: str
    missing: tuple[int, ...]


def forget_claims_but(known: History, epoch: str, lines: Iterable[Line]) -> None:
    """Remember only what these parcels say: another one was taken out."""
    known.forget_claims(epoch)
    for digest, chain in known.chains([line.hash for line in lines]).items():
        known.claim(epoch, claims_of(chain, digest))


def contradicts(known: History, epoch: Epoch, claims: Claims) -> bool:
    """Whether a parcel belongs to a fork that is open, or to a copy that does not count.

    A fork that a person decided is none for the copy that was found true.
    """
    if epoch.fork_at is not None and claims[0][0] >= epoch.fork_at:
        return True
    said = {seq: digest for seq, digest in claims if seq}
    decided = [seq for seq, digest in said.items() if digest in known.branches]
    # Both copies go on with other numbers; the lowest one says which copy it is.
    after = min(decided, default=None)
    return any(
        known.claimed(epoch.epoch, seq) - {digest} and (after is None or seq < after)
        for seq, digest in said.items()
    )


def standing(known: History, epoch: Epoch) -> Standing:
    """The highest number here, and the numbers below it that never came."""
    lines = [each for each in known.of_epoch(epoch.epoch) if branches.stands(epoch, each)]
    if not lines:
        return Standing(0, "", ())
    held = {each.seq for each in known.held.values() if each.epoch == epoch.epoch and each.seq}
    head = lines[-1]
    here = {line.seq for line in lines} | held
    missing = tuple(seq for seq in range(1, head.seq) if seq not in here)
    return Standing(head.seq, head.hash, missing)


__all__ = [
    "FARTHEST",
    "Claims",
    "Standing",
    "claims_of",
    "contradicts",
    "forget_claims_but",
    "standing",
]
