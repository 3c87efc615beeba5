"""The library's signing key, fetched where it is used and kept nowhere else."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.domain import errors
from jukung.exchange.parcels import identity
from jukung.library.desk import Profile, signing_key_name
from jukung.store import keys


def signing_key(profile: Profile) -> Ed25519PrivateKey:
    """The key of this library; refuses SigningKeyMissing."""
    secret = keys.fetch(signing_key_name(profile.uid))
    if secret is None or len(secret) != 32:
        raise errors.SigningKeyMissing
    key = Ed25519PrivateKey.from_private_bytes(secret)
    if key.public_key().public_bytes_raw().hex() != profile.public_key:
        raise errors.SigningKeyMissing
    return key


def fingerprint(profile: Profile) -> str:
    """The fingerprint of this library."""
    return identity.fingerprint(profile.uid, profile.public_key)
