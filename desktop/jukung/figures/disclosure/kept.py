"""What was told of a month before: its parcels, as this file keeps them.

A parcel is read here as its own library wrote it. What other files are told of after a
backup was restored is not known.
"""

import json
from base64 import b64decode

from sqlalchemy import text

from jukung.domain.months import Month
from jukung.figures.disclosure.draws import Draws
from jukung.figures.disclosure.told import Told, Why
from jukung.library.desk import Desk

_PARCELS = text("SELECT envelope FROM parcel WHERE month = :month ORDER BY act, epoch, seq")
_SALT = text("SELECT salt FROM journal_detail ORDER BY seq LIMIT 1")
_REASONS = {"rounded": Why.before, "suppressed": Why.before}


def kept(desk: Desk, month: Month) -> tuple[dict[str, Told], ...]:
    """Every telling of a month, oldest first; those without figures are left out."""
    found = desk.session.connection().execute(_PARCELS, {"month": month.text})
    tellings = (read(bytes(envelope)) for (envelope,) in found)
    return tuple(each for each in tellings if each)


def draws(desk: Desk, month: Month) -> Draws:
    """The tosses of a month.

    Their secret is the salt of the journal's first entry: random, never sent, and in
    every backup, so that a restored library tosses alike.
    """
    salt = desk.session.connection().execute(_SALT).scalar_one_or_none()
    return Draws(bytes(salt or b""), month.text)


def read(envelope: bytes) -> dict[str, Told]:
    """The figures of a parcel of our own, by code."""
    payload = json.loads(b64decode(json.loads(envelope)["payload"]))
    return {each["de"]: Told(each["v"], _REASONS.get(each["s"])) for each in payload["values"]}
