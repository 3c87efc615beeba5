"""The library takes its agency's new keys, and remembers those that no longer hold."""

import json

from jukung.domain.kinds import ActKind
from jukung.exchange.parcels.identity import AgencyCard
from jukung.library import journal, settings
from jukung.library.desk import Desk
from jukung.library.settings import Agency
from jukung.store.tables import AgencyRow

_FORMER = "agency_former"
NEWS = "agency_key_news"
"""The setting that holds the new fingerprint until somebody has read of it."""

_MOST = 16


def card_of(agency: Agency) -> AgencyCard:
    """The identity that this library holds its agency to."""
    return AgencyCard(agency.code, agency.name, agency.verify_key, agency.recipient, agency.escrow)


def pin(desk: Desk, agency: Agency, present: AgencyCard) -> None:
    """Hold the agency to other keys from now on; the ones before hold no more."""
    act = journal.begin(desk, ActKind.join_agency, facts={"agency": present.code, "keys": True})
    row = desk.session.get_one(AgencyRow, 1)
    row.code, row.fingerprint = present.code, present.fingerprint
    row.verify_key, row.recipient, row.escrow = (
        present.verify_key,
        present.recipient,
        present.escrow,
    )
    row.act = act.row
    desk.session.add(row)
    desk.session.flush()
    former = [*former_keys(desk), agency.verify_key]
    settings.remember(desk, _FORMER, json.dumps(former[-_MOST:]))
    settings.remember(desk, NEWS, present.fingerprint)
    journal.note(
        desk,
        act,
        "change_agency_keys",
        noun="agency",
        noun_id=present.code,
        detail={"before": agency.fingerprint, "fingerprint": present.fingerprint},
    )


def former_keys(desk: Desk) -> tuple[str, ...]:
    """The keys that signed receipts before, oldest first."""
    return tuple(json.loads(settings.recall(desk, _FORMER, "[]")))
