"""How an agency's present keys are proved by those it had before.

Each identity signs the one that follows it. A library that was silent for years
walks from the identity it knows to the present one, and believes nothing else.
"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.news import Former, Keys

_MARK = "jukung-agency-next-v1"


def vouch(former: AgencyCard, present: Keys, key: Ed25519PrivateKey) -> str:
    """The former identity's signature over the one that follows it."""
    return key.sign(_statement(former, present)).hex()


def leads(known: AgencyCard, lineage: Sequence[Former], present: Keys) -> bool:
    """Whether every step from the identity that is known to the present one is signed."""
    steps: list[Keys] = [*lineage, present]
    starts = [place for place, each in enumerate(lineage) if _same(each.card(), known)]
    if not starts:
        return False
    return all(_is_signed(lineage[at], steps[at + 1]) for at in range(starts[0], len(lineage)))


def _is_signed(former: Former, following: Keys) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(former.verify_key))
        key.verify(bytes.fromhex(former.signature), _statement(former.card(), following))
    except (InvalidSignature, ValueError):
        return False
    return True


# Begins unlike DSSE's own text, so that neither signature passes for the other.
def _statement(former: AgencyCard, following: Keys) -> bytes:
    parts = (
        _MARK,
        former.fingerprint,
        following.code,
        following.verify_key,
        following.recipient,
        following.escrow,
        following.since,
    )
    return "\n".join(parts).encode()


def _same(one: AgencyCard, other: AgencyCard) -> bool:
    return (one.code, one.verify_key, one.recipient, one.escrow) == (
        other.code,
        other.verify_key,
        other.recipient,
        other.escrow,
    )
