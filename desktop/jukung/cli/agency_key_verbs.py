"""The agency's keys, carried to a second desk or the receiver, or kept in a safe."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from jukung.agency import key_files
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.words import _, many


def write_keys(arguments: Namespace) -> Answer:
    """Write the keys into a file under a phrase."""
    phrase = _phrase(_("A phrase of at least 12 signs: "))
    with opened(arguments) as office, office.changing() as desk:
        path = key_files.write_keys(desk, Path(arguments.to), phrase)
    line = _("Keys written: {path}. Whoever has the file and the phrase is this agency.")
    return Answer({"file": str(path)}, (line.format(path=path),))


def read_keys(arguments: Namespace) -> Answer:
    """Keep the keys from a file on this computer."""
    phrase = _phrase(_("The phrase: "))
    with opened(arguments) as office, office.changing() as desk:
        count = key_files.read_keys(desk, Path(arguments.source), phrase)
    line = many(
        "The keys are on this computer now. Delete the file.",
        "The keys of {count} identities are on this computer now. Delete the file.",
        count,
    )
    return Answer({"count": count}, (line.format(count=count),))


def _phrase(question: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\n")
