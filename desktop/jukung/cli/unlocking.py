"""Opening a library whose key lies under a passphrase: asked for at a terminal."""

from getpass import getpass
from pathlib import Path

from jukung.cli import signing_in
from jukung.domain import errors
from jukung.library import recovery
from jukung.library.desk import Library, open_library
from jukung.words import _


def open_asking(path: Path, *, ask: signing_in.Ask | None = None) -> Library:
    """Open a library, asking for its passphrase where it has one.

    Refuses FileLocked without a terminal, PassphraseWrong, and as `open_library`.
    """
    try:
        return open_library(path)
    except errors.FileLocked:
        if ask is None and not signing_in.at_terminal():
            raise
    typed = (ask or getpass)(_("Passphrase of {file}: ").format(file=path.name))
    recovery.unlock(path, typed)
    return open_library(path)
