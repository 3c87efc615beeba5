"""Keys that never lie inside the file they open or sign for.

The system's keyring keeps them where there is one.
Elsewhere, and always when `JUKUNG_HOME` is set, they are files of mode 0600.
A key may lie under a passphrase instead: then the disk has it nowhere in the clear, and
it is in memory only once somebody typed the passphrase.
"""

import base64
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jukung import places
from jukung.domain import errors
from jukung.store import vault
from jukung.store.flushing import flush_folder

_SERVICE = "jukung"
_unlocked: dict[str, bytes] = {}
"""Keys that were under a passphrase, as long as the program runs."""


def keep(name: str, secret: bytes) -> None:
    """Store a secret under a name; it is on the disk when this returns.

    Refuses DiskFull, CannotWrite.
    """
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - slow, and only where keys are touched

        keyring.set_password(_SERVICE, name, base64.b64encode(secret).decode())
        return
    path = _file(name)
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        with _refused(path):
            _write_flushed(part, secret)
            part.replace(path)
            flush_folder(path.parent)
            flush_folder(path.parent.parent)  # where the folder of keys may be new
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def fetch(name: str) -> bytes | None:
    """The secret of that name, or None where this computer does not have it.

    Refuses FileUnreadable, and DiskFull or CannotWrite without a folder for keys.
    """
    return _unlocked[name] if name in _unlocked else _in_the_clear(name)


def _in_the_clear(name: str) -> bytes | None:
    path = _file(name)
    try:
        if path.is_file():
            return path.read_bytes()
    except OSError as fault:
        raise errors.FileUnreadable(str(path)) from fault
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - as above

        text = keyring.get_password(_SERVICE, name)
        return base64.b64decode(text) if text else None
    return None


def forget(name: str) -> None:
    """Remove a secret; nothing happens where there is none. Refuses CannotWrite."""
    path = _file(name)
    with _refused(path):
        path.unlink(missing_ok=True)
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - as above

        with suppress(keyring.errors.PasswordDeleteError):
            keyring.delete_password(_SERVICE, name)


def is_locked(name: str) -> bool:
    """Whether a passphrase has to be typed before this key is known."""
    return name not in _unlocked and _locked_file(name).is_file()


def has_passphrase(name: str) -> bool:
    """Whether this key lies under a passphrase, and nowhere without."""
    return _locked_file(name).is_file() and _in_the_clear(name) is None


def lock(name: str, passphrase: str, *, cost: vault.Cost = vault.FULL) -> None:
    """Put a key under a passphrase, and out of the keyring and its file.

    It stays known while the program runs. Refuses FileKeyMissing, DiskFull, CannotWrite.
    """
    secret = fetch(name)
    if secret is None:
        raise errors.FileKeyMissing(name)
    wrapped = vault.wrap(secret, passphrase, belongs=name, cost=cost)
    path = _locked_file(name)
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        with _refused(path):
            _write_flushed(part, wrapped.salt + wrapped.wrapped)
            part.replace(path)
            flush_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    # Only now that it is on the disk may the open one go.
    forget(name)
    _unlocked[name] = secret


def unlock(name: str, passphrase: str) -> None:
    """Know a key again by its passphrase; takes a moment.

    Refuses PassphraseWrong, FileUnreadable.
    """
    path = _locked_file(name)
    try:
        kept = path.read_bytes()
    except OSError as fault:
        raise errors.FileUnreadable(str(path)) from fault
    door = vault.Wrapped(kept[: vault.SALT_BYTES], kept[vault.SALT_BYTES :])
    try:
        secret = vault.unwrap(door, passphrase, belongs=name)
    except errors.VaultDamaged as refusal:
        raise errors.FileUnreadable(str(path)) from refusal
    if secret is None:
        raise errors.PassphraseWrong
    _unlocked[name] = secret


def take_passphrase_away(name: str) -> None:
    """Keep a key in the keyring or its file again; refuses FileLocked while it is locked."""
    if is_locked(name):
        raise errors.FileLocked(name)
    secret = fetch(name)
    if secret is not None:
        keep_without_passphrase(name, secret)


def keep_without_passphrase(name: str, secret: bytes) -> None:
    """Store a key that lies under a passphrase no more; refuses as `keep`."""
    keep(name, secret)
    # Only now that the key is kept may the locked one go.
    _unlocked.pop(name, None)
    path = _locked_file(name)
    with _refused(path):
        path.unlink(missing_ok=True)


def forget_unlocked() -> None:
    """Know no key any more that lies under a passphrase."""
    _unlocked.clear()


def _locked_file(name: str) -> Path:
    with _refused():
        return places.keys() / f"{name}.locked"


def _file(name: str) -> Path:
    with _refused():
        return places.keys() / f"{name}.key"


def _write_flushed(part: Path, secret: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())


# `store.database` tells the same of its files, and stands on this module.
@contextmanager
def _refused(path: Path | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
        refusal = errors.DiskFull if full else errors.CannotWrite
        raise refusal(str(path or fault.filename or "")) from fault


def _keyring_serves() -> bool:
    if os.environ.get("JUKUNG_HOME"):
        return False
    import keyring  # noqa: PLC0415 - as above

    # Bare Linux has only the backend that refuses; its priority is 0.
    return float(getattr(keyring.get_keyring(), "priority", 0)) >= 1
