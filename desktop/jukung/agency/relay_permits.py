"""Permits that a province gives its districts: who may carry its parcels, and open them.

Where a district may open, the province's receipts tell the libraries under its code,
and their next parcels are sealed for both. Nobody else can read them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds, public_card, remembered
from jukung.agency.office import OfficeDesk, fetch_keys
from jukung.agency.tables import PermitRole, RelayPermit, SiteKey, SiteRow
from jukung.domain import errors, months
from jukung.exchange.parcels import news, parcel, relay_permit
from jukung.exchange.parcels.identity import AgencyCard, plain_name
from jukung.exchange.parcels.news import Relay
from jukung.exchange.parcels.relay_permit import LibraryKey, Permit, PermittedLibrary

USUAL_DAYS = 366

# Every receipt asks this; a statement that is made once costs a third.
_OPENING = (
    select(RelayPermit)
    .where(col(RelayPermit.role) == PermitRole.given, col(RelayPermit.may_open) == 1)
    .order_by(col(RelayPermit.code), col(RelayPermit.fingerprint))
)


@dataclass(frozen=True, slots=True)
class Given:
    """A permit that was given; over once its last day is past or it was withdrawn."""

    fingerprint: str
    code: str
    name: str
    may_open: bool
    since: datetime
    until: date
    holds: bool
    libraries: int
    """How many libraries with a key lie in the district."""


def permit(desk: OfficeDesk, district: AgencyCard, *, may_open: bool, until: date) -> bytes:
    """Let a district carry parcels until a day, and open them where it may; gives the file.

    The district's numbers were compared before. Given again, the newer permit counts; it
    brings the register as it is now. Refuses NotADistrict, PermitOver, TooManyLibraries,
    AgencyKeysMissing.
    """
    if not lies_in(district.code, desk.profile.code) or district.code == desk.profile.code:
        raise errors.NotADistrict(district.name, desk.profile.name)
    if until < desk.today:
        raise errors.PermitOver(desk.profile.name, until)
    content = _signed(desk, district, may_open=may_open, until=until)
    what = "permit_district_to_open" if may_open else "permit_district"
    deeds.note(desk, what, detail=f"{district.code} {until.isoformat()}")
    return content


def renew(desk: OfficeDesk, fingerprint: str) -> bytes:
    """The same permit with the register as it is now; refuses PermitUnknown, PermitOver."""
    row = _row(desk, fingerprint)
    return permit(
        desk, _card(row), may_open=bool(row.may_open), until=date.fromisoformat(row.until or "")
    )


def withdraw(desk: OfficeDesk, fingerprint: str) -> bytes:
    """End a permit from today on; gives the file that tells the district so.

    Whether it arrives or not, the next receipts no longer name the district.
    Refuses PermitUnknown, AgencyKeysMissing.
    """
    row = _row(desk, fingerprint)
    card = _card(row)
    content = _signed(desk, card, may_open=False, until=desk.today - timedelta(days=1))
    deeds.note(desk, "withdraw_permit", detail=card.code)
    return content


def given(desk: OfficeDesk) -> tuple[Given, ...]:
    """The permits that were given, by code; also those that are over."""
    rows = desk.session.scalars(
        select(RelayPermit)
        .where(col(RelayPermit.role) == PermitRole.given)
        .order_by(col(RelayPermit.code), col(RelayPermit.fingerprint))
    ).all()
    if not rows:
        return ()
    codes = desk.session.scalars(
        select(col(SiteRow.code)).where(col(SiteRow.uid).is_not(None))
    ).all()
    return tuple(
        Given(
            fingerprint=row.fingerprint,
            code=row.code,
            name=row.name,
            may_open=bool(row.may_open),
            since=row.since,
            until=date.fromisoformat(row.until or "2000-01-01"),
            holds=_holds(desk, row),
            libraries=sum(lies_in(code, row.code) for code in codes),
        )
        for row in rows
    )


def relays_for(desk: OfficeDesk, site_code: str) -> tuple[Relay, ...]:
    """For whom else a library seals its next parcels: the districts it lies in that may open."""
    rows = desk.session.scalars(_OPENING)
    found = [row for row in rows if lies_in(site_code, row.code) and _holds(desk, row)]
    return tuple(Relay(code=row.code, recipient=row.recipient) for row in found[: news.MOST_RELAYS])


def lies_in(code: str, region: str) -> bool:
    """Whether a code is a region's own, or lies in it."""
    return code.startswith(region) and code[len(region) : len(region) + 1] in {"", ".", "/"}


def _holds(desk: OfficeDesk, row: RelayPermit) -> bool:
    return bool(row.until) and date.fromisoformat(row.until or "") >= desk.today


def _signed(desk: OfficeDesk, district: AgencyCard, *, may_open: bool, until: date) -> bytes:
    no = _next_no(desk, district.fingerprint)
    made = Permit(
        spec=parcel.Spec(major=parcel.MAJOR, minor=parcel.MINOR, min_reader=parcel.MAJOR),
        province=relay_permit.party(public_card.card(desk)),
        former=relay_permit.former(desk.profile.former),
        district=relay_permit.party(district),
        no=no,
        utc=desk.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        may_open=may_open,
        until=until.isoformat(),
        libraries=_libraries(desk, district.code) if may_open else (),
    )
    content = relay_permit.write(made, fetch_keys(desk.profile).signing)
    _end_others(desk, district)
    desk.session.merge(
        RelayPermit(
            fingerprint=district.fingerprint,
            role=PermitRole.given,
            code=district.code,
            name=district.name,
            verify_key=district.verify_key,
            recipient=district.recipient,
            escrow=district.escrow,
            may_open=int(may_open),
            since=desk.now,
            until=until.isoformat(),
        )
    )
    desk.session.flush()
    return content


# A district that changed its keys must not stay a reader under those it had before.
def _end_others(desk: OfficeDesk, district: AgencyCard) -> None:
    rows = desk.session.scalars(
        select(RelayPermit).where(
            col(RelayPermit.role) == PermitRole.given,
            col(RelayPermit.code) == district.code,
            col(RelayPermit.fingerprint) != district.fingerprint,
        )
    )
    for row in rows:
        if _holds(desk, row):
            row.may_open, row.until = 0, (desk.today - timedelta(days=1)).isoformat()
            desk.session.add(row)


# Rises also where the province's own file is an older copy.
def _next_no(desk: OfficeDesk, fingerprint: str) -> int:
    key = f"relay_no:{fingerprint}"
    no = max(int(remembered.recall(desk, key, 0)) + 1, int(f"{desk.now:%y%m%d%H%M}"))
    remembered.remember(desk, key, no)
    return no


def _libraries(desk: OfficeDesk, region: str) -> tuple[PermittedLibrary, ...]:
    rows = [
        row
        for row in desk.session.scalars(
            select(SiteRow).where(col(SiteRow.uid).is_not(None)).order_by(col(SiteRow.code))
        )
        if lies_in(row.code, region)
    ]
    if len(rows) > relay_permit.MOST_LIBRARIES:
        raise errors.TooManyLibraries(len(rows), relay_permit.MOST_LIBRARIES)
    known: dict[int, list[LibraryKey]] = {row.site: [] for row in rows}
    for key in desk.session.scalars(select(SiteKey).order_by(col(SiteKey.enrolled_at).desc())):
        if key.site in known and len(known[key.site]) < relay_permit.MOST_KEYS:
            known[key.site].append(
                LibraryKey(public_key=key.public_key, revoked=key.revoked_at is not None)
            )
    return tuple(
        PermittedLibrary(
            uid=row.uid or "",
            code=row.code,
            name=plain_name(row.name),
            place_name=plain_name(row.place_name),
            kind=row.kind,
            prison_kind=row.prison_kind,
            zone=row.zone,
            since=months.parse_month(row.since).text,
            closed_from=row.closed_from,
            keys=tuple(known[row.site]),
        )
        for row in rows
    )


def _row(desk: OfficeDesk, fingerprint: str) -> RelayPermit:
    row = desk.session.get(RelayPermit, fingerprint)
    if row is None or row.role is not PermitRole.given:
        raise errors.PermitUnknown(fingerprint)
    return row


def _card(row: RelayPermit) -> AgencyCard:
    return AgencyCard(row.code, row.name, row.verify_key, row.recipient, row.escrow)
