"""Verbs of the recovery sheet: its code, typed at a terminal, gives the signing key back."""

from argparse import Namespace
from getpass import getpass

from jukung.cli import signing_in
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, recovery_code
from jukung.library import recovery
from jukung.words import _


def take_signing_key(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Put the key that signs reports on this computer, with the code of the sheet."""
    with opened(arguments) as library:
        with library.reading() as desk:
            is_here = recovery.key_is_here(desk)
        if not is_here:
            if ask is None and not signing_in.at_terminal():
                raise errors.SheetNotTyped
            recovery.restore_signing_key(library, _code(ask or getpass))
    words = (
        _("The signing key is on this computer already.")
        if is_here
        else _("The signing key is back. Now print a new recovery sheet in Settings.")
    )
    return Answer({"was_here": is_here}, (words,))


def _code(ask: signing_in.Ask) -> str:
    count = recovery_code.LINES
    return "\n".join(ask(_("Line {place}: ").format(place=place + 1)) for place in range(count))
