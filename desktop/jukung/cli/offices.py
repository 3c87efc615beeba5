"""The agency that a verb is about: `--library` names its file, or its database on a server."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jukung import places
from jukung.agency.office import Office, open_office
from jukung.cli.library_verbs import own_place
from jukung.store.server import is_address


def place_of(arguments: Namespace) -> Path | str:
    """The place that was named, or the usual one."""
    if not arguments.library:
        return own_place(places.usual_agency)
    return str(arguments.library) if is_address(arguments.library) else Path(arguments.library)


@contextmanager
def opened(arguments: Namespace) -> Iterator[Office]:
    """The agency, open until the verb is done."""
    office = open_office(place_of(arguments))
    try:
        yield office
    finally:
        office.close()
