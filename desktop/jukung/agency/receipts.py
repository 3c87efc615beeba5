"""Receipts as the agency makes and keeps them: made once, given again byte for byte."""

import hashlib
import json
from typing import Any

from sqlalchemy import bindparam, desc, func, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col

from jukung.agency import (
    branches,
    chain,
    key_change,
    notices,
    questions,
    relay_files,
    relay_permits,
)
from jukung.agency.history import History
from jukung.agency.lines import Line, Waits, table_of
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.sites import Site, site_from
from jukung.agency.tables import (
    ChainState,
    Epoch,
    ParcelKept,
    ReceiptMade,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain import months
from jukung.domain.months import Month
from jukung.exchange.parcels import parcel, receipt, receipt_code
from jukung.exchange.parcels.receipt import Item, Receipt

_SITE, _MONTH, _RECEIPT = table_of(SiteRow), table_of(SiteMonthRow), table_of(ReceiptMade)
_NEWEST = select(func.max(_MONTH.c.month)).where(_MONTH.c.site == bindparam("site"))
_COUNT = (
    update(_SITE).where(_SITE.c.site == bindparam("of_site")).values(receipt_no=bindparam("no"))
)
_MADE = insert(_RECEIPT)
_BYTES = select(_RECEIPT.c.bytes).where(
    _RECEIPT.c.site == bindparam("site"), _RECEIPT.c.no == bindparam("no")
)


def make(
    desk: OfficeDesk,
    keys: OfficeKeys,
    site: SiteRow,
    *,
    epoch: str,
    about: str,
    known: History | None = None,
) -> ReceiptMade:
    """A receipt over the library's latest parcels, the held one `about` among them.

    A library whose parcels are for the province believes the province alone: it gets none
    of ours, which is number 0 and is not kept.
    """
    if relay_files.is_relayed(desk, site.site):
        return ReceiptMade(site=site.site, no=0, hash="", bytes=b"", made_at=desk.now)
    known = known or History(desk, site.site)
    no = _next_no(desk, site)
    desk.session.execute(_COUNT, {"of_site": site.site, "no": no})
    set_committed_value(site, "receipt_no", no)
    signer, key = key_change.signer(desk, keys, site)
    told = _receipt(known, site, no=no, epoch=epoch, about=about, signer=signer)
    content = receipt.write(told, key)
    values: dict[str, Any] = {
        "site": site.site,
        "no": no,
        "hash": hashlib.sha256(content).hexdigest(),
        "bytes": content,
        "made_at": desk.now,
    }
    desk.session.execute(_MADE, values)
    notices.note_carried(desk, site, told.notices, receipt=no)
    return ReceiptMade(**values)


def renew(desk: OfficeDesk, keys: OfficeKeys, site: SiteRow) -> ReceiptMade | None:
    """A receipt that brings the news without a new parcel; None where there never was one."""
    epoch = latest_epoch(desk, site)
    if not epoch or relay_files.is_relayed(desk, site.site):
        return None
    return make(desk, keys, site, epoch=epoch, about="")


def latest_epoch(desk: OfficeDesk, site: SiteRow) -> str:
    """The epoch in which a library counts its parcels now; empty where it has sent none."""
    return (
        desk.session.scalars(
            select(col(Epoch.epoch))
            .where(col(Epoch.site) == site.site)
            .order_by(desc(col(Epoch.place)))
            .limit(1)
        ).first()
        or ""
    )


def kept(desk: OfficeDesk, site: int, no: int | None) -> bytes | None:
    """The bytes of a receipt that was made before."""
    if not no:
        return None
    found = desk.session.execute(_BYTES, {"site": site, "no": no}).scalar_one_or_none()
    return bytes(found) if found else None


def code(site: SiteRow, seq: int | None, digest: str) -> str:
    """The receipt of one parcel in twelve letters; empty where it is not here."""
    return receipt_code.make(site.uid, seq, digest) if seq and site.uid else ""


def codes_of_month(desk: OfficeDesk, month: Month) -> tuple[tuple[Site, str], ...]:
    """For each library whose parcel counts for a month: its receipt as a code, by code of place."""
    found = desk.session.execute(
        select(SiteRow, ParcelKept)
        .join(ParcelKept, col(ParcelKept.site) == col(SiteRow.site))
        .where(col(ParcelKept.state) == ChainState.current, col(ParcelKept.month) == month.text)
        .order_by(col(SiteRow.code))
    )
    relayed = relay_files.relayed_sites(desk)
    return tuple(
        (site_from(site, ""), receipt_code.make(site.uid, kept.seq, kept.hash))
        for site, kept in found
        if site.uid and site.site not in relayed
    )


# Shows the minute it was made, and keeps rising when the agency's own file
# is an older copy: a library then still believes the receipt.
def _next_no(desk: OfficeDesk, site: SiteRow) -> int:
    zone = months.zone_info(months.zone_of_region(desk.profile.code))
    return max(site.receipt_no + 1, int(f"{desk.now.astimezone(zone):%y%m%d%H%M}"))


def _receipt(
    known: History, site: SiteRow, *, no: int, epoch: str, about: str, signer: str
) -> Receipt:
    desk, row = known.desk, known.epochs.get(epoch)
    standing = chain.standing(known, row) if row else chain.Standing(0, "", ())
    latest = _latest(known, row, about=about) if row else []
    items = [_item(each) for each in latest]
    items += [_held_item(each) for each in _held(known, epoch=epoch, about=about)]
    descent = key_change.lineage_of(desk)
    return Receipt(
        spec=parcel.Spec(major=parcel.MAJOR, minor=parcel.MINOR, min_reader=parcel.MAJOR),
        agency=signer,
        library=site.uid or "",
        epoch=epoch,
        no=no,
        utc=desk.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        head=receipt.Head(seq=standing.head, hash=standing.head_hash) if standing.head else None,
        items=tuple(items),
        missing=standing.missing[-1000:],
        anchor=parcel.Audit(count=latest[-1].audit_count, head=latest[-1].audit_head)
        if latest
        else None,
        next_expected=_next_expected(desk, site),
        notices=notices.for_site(desk, site),
        questions=questions.for_site(desk, site, about=about),
        keys=descent.keys,
        lineage=descent.former,
        relays=relay_permits.relays_for(desk, site.code),
    )


def _next_expected(desk: OfficeDesk, site: SiteRow) -> str:
    newest = desk.session.execute(_NEWEST, {"site": site.site}).scalar_one()
    return months.parse_month(newest).after.text if newest else ""


# Of a copy that was decided against, only the parcel that is answered now: the true one
# would take the others for a fork of its own.
def _latest(known: History, epoch: Epoch, *, about: str) -> list[Line]:
    found = [
        line
        for line in known.of_epoch(epoch.epoch)
        if line.hash == about or branches.stands(epoch, line)
    ]
    return found[-receipt.LISTED :]


def _held(known: History, *, epoch: str, about: str) -> list[Waits]:
    found = [each for each in known.held.values() if each.hash == about or each.epoch == epoch]
    return sorted(found, key=lambda each: (each.seq or 0, each.hash))[: receipt.LISTED]


def _item(row: Line) -> Item:
    return Item(
        seq=row.seq,
        hash=row.hash,
        verdict=row.answer,
        period=row.month,
        revision=row.revision,
        imported=row.imported,
        ignored=tuple(json.loads(row.ignored)),
    )


def _held_item(row: Waits) -> Item:
    return Item(seq=row.seq or 0, hash=row.hash, verdict=row.verdict, period=row.month)
