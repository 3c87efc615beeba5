"""The agency's secrets in a file under a phrase: for a second desk, the receiver, and a safe.

The file is in the age format (scrypt), so that `age --decrypt` opens it as well. Whoever has
the file and the phrase can read every parcel and sign receipts: it belongs in a safe, and a
copy for another computer is deleted once it was read.
"""

import json
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.agency import deeds
from jukung.agency.office import OfficeDesk, OfficeKeys, fetch_keys, keep_keys
from jukung.domain import errors
from jukung.exchange.parcels.flushed import read_bounded, write_true
from jukung.exchange.parcels.identity import AgencyCard

SUFFIX = ".jkk"
LEAST_SIGNS = 12
_LARGEST = 64 * 1024


def write_keys(desk: OfficeDesk, path: Path, phrase: str) -> Path:
    """Write the secrets of this agency, those before among them.

    Refuses PhraseTooShort, AgencyKeysMissing, FileExists, DiskFull, CannotWrite.
    """
    if len(phrase) < LEAST_SIGNS:
        raise errors.PhraseTooShort(LEAST_SIGNS)
    if path.exists():
        raise errors.FileExists(str(path))
    secrets = fetch_keys(desk.profile)
    kept = {desk.profile.fingerprint: secrets, **secrets.former}
    content = json.dumps(
        {"uid": desk.profile.uid, "keys": {name: _told(each) for name, each in kept.items()}}
    )
    written = write_true(path, pyrage.passphrase.encrypt(content.encode(), phrase))
    deeds.note(desk, "write_keys")
    return written


def read_keys(desk: OfficeDesk, path: Path, phrase: str) -> int:
    """Keep the secrets from a file on this computer; gives how many identities they are of.

    Refuses FileMissing, KeyFileUnreadable (also for a wrong phrase), KeysOfOther.
    """
    if not path.exists():
        raise errors.FileMissing(str(path))
    try:
        told = json.loads(pyrage.passphrase.decrypt(read_bounded(path, _LARGEST), phrase))
        uid, found = str(told["uid"]), dict(told["keys"])
        read = {
            name: (bytes.fromhex(each["signing"]), str(each["opening"]))
            for name, each in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, pyrage.DecryptError) as fault:
        raise errors.KeyFileUnreadable(path.name) from fault
    if uid != desk.profile.uid or desk.profile.fingerprint not in read:
        raise errors.KeysOfOther(path.name)
    cards = {each.fingerprint: each for each in (desk.profile.card, *desk.profile.former)}
    known = {name: each for name, each in read.items() if name in cards}
    if not all(_fits(cards[name], *each) for name, each in known.items()):
        raise errors.KeysOfOther(path.name)
    for name, (signing, opening) in known.items():
        keep_keys(uid, cards[name], signing=signing, opening=opening)
    deeds.note(desk, "read_keys")
    return len(known)


def _told(secrets: OfficeKeys) -> dict[str, str]:
    return {"signing": secrets.signing.private_bytes_raw().hex(), "opening": secrets.identity}


def _fits(card: AgencyCard, signing: bytes, opening: str) -> bool:
    try:
        verify_key = Ed25519PrivateKey.from_private_bytes(signing).public_key().public_bytes_raw()
        recipient = str(pyrage.x25519.Identity.from_str(opening).to_public())
    except (ValueError, pyrage.IdentityError):
        return False
    return (verify_key.hex(), recipient) == (card.verify_key, card.recipient)
