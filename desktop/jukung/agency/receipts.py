"""Receipts as the agency makes and keeps them: made once, given again byte for byte."""

import hashlib
import json

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.agency import chain
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.sites import Site, site_from
from jukung.agency.tables import Epoch, Held, ParcelKept, ReceiptMade, SiteFigure, SiteRow
from jukung.domain import months
from jukung.domain.months import Month
from jukung.exchange.parcels import parcel, receipt, receipt_code
from jukung.exchange.parcels.receipt import Item, Receipt


def make(
    desk: OfficeDesk, keys: OfficeKeys, site: SiteRow, *, epoch: str, about: str
) -> ReceiptMade:
    """A receipt over the library's latest parcels, the held one `about` among them."""
    site.receipt_no = _next_no(desk, site)
    desk.session.add(site)
    row = desk.session.scalars(
        select(Epoch).where(col(Epoch.site) == site.row, col(Epoch.epoch) == epoch)
    ).first()
    content = receipt.write(_receipt(desk, site, row, epoch=epoch, about=about), keys.signing)
    made = ReceiptMade(
        site=site.row,
        no=site.receipt_no,
        hash=hashlib.sha256(content).hexdigest(),
        bytes=content,
        made_at=desk.now,
    )
    desk.session.add(made)
    desk.session.flush()
    return made


def kept(desk: OfficeDesk, row: int | None) -> bytes | None:
    """The bytes of a receipt that was made before."""
    made = desk.session.get(ReceiptMade, row) if row else None
    return made.bytes if made else None


def code(desk: OfficeDesk, site: SiteRow, digest: str) -> str:
    """The receipt of one parcel in twelve letters; empty where it is not here."""
    seq = desk.session.execute(
        select(col(ParcelKept.seq)).where(col(ParcelKept.hash) == digest)
    ).scalar()
    return receipt_code.make(site.uid, seq, digest) if seq else ""


def codes_of_month(desk: OfficeDesk, month: Month) -> tuple[tuple[Site, str], ...]:
    """For each library whose parcel counts for a month: its receipt as a code, by code of place."""
    found = desk.session.execute(
        select(SiteRow, ParcelKept)
        .join(ParcelKept, col(ParcelKept.site) == col(SiteRow.row))
        .where(col(ParcelKept.is_current), col(ParcelKept.month) == month.text)
        .order_by(col(SiteRow.code))
    )
    return tuple(
        (site_from(site, ""), receipt_code.make(site.uid, kept.seq, kept.hash))
        for site, kept in found
    )


# Shows the minute it was made, and keeps rising when the agency's own file
# is an older copy: a library then still believes the receipt.
def _next_no(desk: OfficeDesk, site: SiteRow) -> int:
    zone = months.zone_info(months.zone_of_region(desk.profile.code))
    return max(site.receipt_no + 1, int(f"{desk.now.astimezone(zone):%y%m%d%H%M}"))


def _receipt(
    desk: OfficeDesk, site: SiteRow, row: Epoch | None, *, epoch: str, about: str
) -> Receipt:
    standing = chain.standing(desk, row) if row else chain.Standing(0, "", ())
    latest = _latest(desk, row) if row else []
    imported = _imported(desk, latest)
    items = [_item(each, imported.get(each.row, 0)) for each in reversed(latest)]
    items += [_held_item(each) for each in _held(desk, site, epoch=epoch, about=about)]
    return Receipt(
        spec=parcel.Spec(major=parcel.MAJOR, minor=parcel.MINOR, min_reader=parcel.MAJOR),
        agency=desk.profile.fingerprint,
        library=site.uid,
        epoch=epoch,
        no=site.receipt_no,
        utc=desk.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        head=receipt.Head(seq=standing.head, hash=standing.head_hash) if standing.head else None,
        items=tuple(items),
        missing=standing.missing[-1000:],
        anchor=parcel.Audit(count=latest[0].audit_count, head=latest[0].audit_head)
        if latest
        else None,
    )


def _latest(desk: OfficeDesk, epoch: Epoch) -> list[ParcelKept]:
    found = desk.session.scalars(
        select(ParcelKept)
        .where(col(ParcelKept.epoch) == epoch.row)
        .order_by(desc(col(ParcelKept.seq)), desc(col(ParcelKept.row)))
        .limit(receipt.LISTED)
    )
    return list(found.all())


def _held(desk: OfficeDesk, site: SiteRow, *, epoch: str, about: str) -> list[Held]:
    found = desk.session.scalars(
        select(Held)
        .where(
            col(Held.site) == site.row,
            (col(Held.epoch) == epoch) | (col(Held.hash) == about),
        )
        .order_by(col(Held.seq), col(Held.hash))
        .limit(receipt.LISTED)
    )
    return list(found.all())


def _imported(desk: OfficeDesk, rows: list[ParcelKept]) -> dict[int, int]:
    found = desk.session.execute(
        select(col(SiteFigure.parcel), func.count())
        .where(col(SiteFigure.parcel).in_([row.row for row in rows]))
        .group_by(col(SiteFigure.parcel))
    )
    return {parcel: count for parcel, count in found}  # noqa: C416 - rows are not pairs to mypy


def _item(row: ParcelKept, imported: int) -> Item:
    return Item(
        seq=row.seq,
        hash=row.hash,
        verdict=row.answer,
        period=row.month,
        revision=row.revision,
        imported=imported,
        ignored=tuple(json.loads(row.ignored)),
    )


def _held_item(row: Held) -> Item:
    return Item(seq=row.seq or 0, hash=row.hash, verdict=row.verdict, period=row.month)
