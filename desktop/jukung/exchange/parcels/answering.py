"""A library takes an invitation, and answers it until the agency's receipt is there."""

import json
from dataclasses import dataclass

from jukung.domain import errors
from jukung.exchange.parcels import envelope, identity, invitation, join
from jukung.exchange.parcels.identity import library_card_in
from jukung.exchange.parcels.invitation import Answer, Invitation
from jukung.exchange.parcels.seal import Closing
from jukung.exchange.parcels.signing import signing_key
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed

_KEPT = "invitation"


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of an invitation; code and name are those that the agency proposes."""

    agency: str
    code: str
    name: str
    differs: bool
    """Whether the library is called otherwise here, or has another code."""
    closings: tuple[Closing, ...]


@allowed(KEEPERS)
def take(desk: Desk, found: Invitation) -> Invited:
    """Join by an invitation; a library without a code gets the one in it.

    Refuses InvitationExpired, InvitationOtherKind, and what `join` refuses.
    """
    if found.until < desk.local_now.date():
        raise errors.InvitationExpired(found.until)
    if found.kind is not desk.profile.kind:
        raise errors.InvitationOtherKind(found.name or found.code)
    closings = join.join(desk, found.agency)
    agency = settings.agency(desk)
    kept = {
        "code": found.code,
        "secret": found.secret,
        "agency": found.agency.fingerprint,
        # While this is the newest receipt, nobody has answered yet.
        "receipt_no": agency.receipt_no if agency else 0,
    }
    settings.remember(desk, _KEPT, json.dumps(kept))
    profile = desk.profile
    if not profile.region_code:
        profile = settings.rename(
            desk,
            name=profile.name,
            place_name=profile.place_name,
            region_code=found.code,
            npp=profile.npp,
        )
    called = (identity.plain_name(profile.name), profile.region_code)
    proposed = (found.name or called[0], found.code)
    return Invited(found.agency.name, found.code, found.name, called != proposed, closings)


@allowed(KEEPERS)
def answer(desk: Desk) -> bytes | None:
    """The answer to the invitation, sealed for the agency; None once its receipt came.

    Refuses SigningKeyMissing.
    """
    kept, agency = settings.recall(desk, _KEPT), settings.agency(desk)
    if not kept or agency is None:
        return None
    facts = json.loads(kept)
    is_open = (facts["agency"], facts["receipt_no"]) == (agency.fingerprint, agency.receipt_no)
    if not is_open:
        return None
    said = Answer(
        agency.fingerprint, facts["code"], facts["secret"], library_card_in(join.library_card(desk))
    )
    signed = invitation.answer_bytes(said, signing_key(desk.profile))
    return envelope.encrypt(signed, (agency.recipient,))


def answer_name(epoch: str) -> str:
    """The name of an answer's file; it tells no place, as those of parcels."""
    return f"JKG-{epoch[-8:]}.jkc"
