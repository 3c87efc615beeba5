"""A library's card as it comes: the file itself, or photographs of its codes."""

from collections.abc import Sequence
from pathlib import Path

from jukung.agency import pictures
from jukung.domain import errors
from jukung.exchange.parcels import card_codes, identity
from jukung.exchange.parcels.identity import LibraryCard
from jukung.exchange.parcels.qr import Code


def read(paths: Sequence[Path]) -> LibraryCard:
    """The card in a file, or in one photograph or several of its codes.

    Refuses FileMissing, CardUnreadable.
    """
    if not all(path.suffix.lower() in pictures.SUFFIXES for path in paths):
        return identity.read_library_card(paths[0])
    found: list[Code] = []
    for path in paths:
        try:
            found += pictures.codes_in(path)
        except FileNotFoundError as fault:
            raise errors.FileMissing(str(path)) from fault
        except (OSError, ValueError) as fault:
            raise errors.CardUnreadable(path.name) from fault
    return card_codes.card_in(found, paths[0].name)
