"""Keys that never lie inside the file they open or sign for.

The system's keyring keeps them where there is one.
Elsewhere, and always when `JUKUNG_HOME` is set, they are files of mode 0600.
"""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path

from jukung import places
from jukung.store.flushing import flush_folder

_SERVICE = "jukung"


def keep(name: str, secret: bytes) -> None:
    """Store a secret under a name; it is on the disk when this returns."""
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - slow, and only where keys are touched

        keyring.set_password(_SERVICE, name, base64.b64encode(secret).decode())
        return
    path = _file(name)
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secret)
        os.fsync(handle)
    finally:
        os.close(handle)
    part.replace(path)
    flush_folder(path.parent)
    flush_folder(path.parent.parent)  # where the folder of keys may be new


def fetch(name: str) -> bytes | None:
    """The secret of that name, or None where this computer does not have it."""
    path = _file(name)
    if path.is_file():
        return path.read_bytes()
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - as above

        text = keyring.get_password(_SERVICE, name)
        return base64.b64decode(text) if text else None
    return None


def forget(name: str) -> None:
    """Remove a secret; nothing happens where there is none."""
    _file(name).unlink(missing_ok=True)
    if _keyring_serves():
        import keyring  # noqa: PLC0415 - as above

        with suppress(keyring.errors.PasswordDeleteError):
            keyring.delete_password(_SERVICE, name)


def _file(name: str) -> Path:
    return places.keys() / f"{name}.key"


def _keyring_serves() -> bool:
    if os.environ.get("JUKUNG_HOME"):
        return False
    import keyring  # noqa: PLC0415 - as above

    # Bare Linux has only the backend that refuses; its priority is 0.
    return float(getattr(keyring.get_keyring(), "priority", 0)) >= 1
