"""Library and agency get to know each other, by cards and fingerprints."""

from contextlib import suppress
from pathlib import Path

from jukung.domain import addresses, errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.identity import (
    AgencyCard,
    LibraryCard,
    library_card_bytes,
    plain_name,
)
from jukung.exchange.parcels.seal import Closing, seal_waiting
from jukung.exchange.parcels.signing import signing_key
from jukung.library import journal, settings
from jukung.library.desk import Desk, Profile, fresh
from jukung.library.permission import KEEPERS, allowed
from jukung.store.tables import AgencyRow, LibraryRow


@allowed(KEEPERS)
def join(desk: Desk, card: AgencyCard) -> tuple[Closing, ...]:
    """Report to this agency from now on; the same card twice changes nothing.

    Months closed before are sealed at once; they are given back.
    Refuses JoinedElsewhere, SigningKeyMissing.
    """
    joined = settings.agency(desk)
    if joined is not None:
        if joined.fingerprint != card.fingerprint:
            raise errors.JoinedElsewhere(joined.name)
        _remember_address(desk, card)
        return seal_waiting(desk)
    act = journal.begin(desk, ActKind.join_agency, facts={"agency": card.code})
    desk.session.add(
        AgencyRow(
            code=card.code,
            name=card.name,
            fingerprint=card.fingerprint,
            verify_key=card.verify_key,
            recipient=card.recipient,
            escrow=card.escrow,
            act=act.row,
        )
    )
    desk.session.flush()
    journal.note(
        desk,
        act,
        "join",
        noun="agency",
        noun_id=card.code,
        detail={"fingerprint": card.fingerprint},
    )
    _remember_address(desk, card)
    return seal_waiting(desk)


def _remember_address(desk: Desk, card: AgencyCard) -> None:
    """Keep where the agency takes parcels, where its card says so and it can be used."""
    with suppress(errors.AgencyAddressMissing, errors.AgencyAddressWrong):
        settings.remember(desk, "agency_address", addresses.receiver(card.address))


@allowed(KEEPERS)
def library_card(desk: Desk) -> bytes:
    """This library's card, as the bytes of a `.jkc` file; refuses SigningKeyMissing."""
    profile = desk.profile
    card = LibraryCard(
        uid=profile.uid,
        epoch=profile.epoch,
        name=plain_name(profile.name),
        place_name=plain_name(profile.place_name),
        region_code=plain_name(profile.region_code),
        kind=profile.kind,
        prison_kind=profile.prison_kind,
        zone=profile.zone,
        public_key=profile.public_key,
    )
    return library_card_bytes(card, signing_key(profile))


@allowed(KEEPERS)
def write_library_card(desk: Desk, folder: Path) -> Path:
    """Write the card into a folder, under a name that tells no place.

    Refuses SigningKeyMissing, DiskFull, CannotWrite.
    """
    return write_true(folder / f"JKG-{desk.profile.uid[-8:]}.jkc", library_card(desk))


@allowed(KEEPERS)
def begin_epoch(desk: Desk) -> Profile:
    """Start counting parcels anew, after a restore or when a copy of the file reported too."""
    row = desk.session.get_one(LibraryRow, 1)
    act = journal.begin(desk, ActKind.restore)
    before, row.epoch = row.epoch, new_id()
    desk.session.add(row)
    journal.note(
        desk, act, "begin_epoch", noun="library", noun_id=row.uid, detail={"before": before}
    )
    return fresh(desk).profile
