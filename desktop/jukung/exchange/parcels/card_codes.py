"""A library's card as QR codes: shown or printed, photographed, and read by the agency."""

import zlib
from collections.abc import Iterable

from jukung.domain import errors
from jukung.exchange.parcels import envelope, identity, qr
from jukung.exchange.parcels.identity import LibraryCard
from jukung.exchange.parcels.qr import Code


def codes_of(card: bytes) -> tuple[str, ...]:
    """The texts of the codes that carry a card."""
    return qr.codes(zlib.compress(card, 9))


def card_in(found: Iterable[Code], file: str = "") -> LibraryCard:
    """The card that codes carry, whichever others are among them; refuses CardUnreadable."""
    for joined in qr.join(found):
        if joined.content is None:
            continue
        try:
            return identity.library_card_in(envelope.inflated(joined.content), file)
        except (errors.CardUnreadable, envelope.EnvelopeWrong):
            continue
    raise errors.CardUnreadable(file)
