"""News goes out on the next stick: a new receipt for every library that has some waiting."""

from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from jukung.agency import notices, receipts
from jukung.agency.office import Office, OfficeDesk, fetch_keys
from jukung.agency.sites import locked
from jukung.agency.tables import FormerIdentity, Question, ReceiptMade, SiteRow
from jukung.exchange.parcels.flushed import write_true


def waiting(desk: OfficeDesk) -> tuple[int, ...]:
    """The libraries for which something waits that no receipt of theirs has carried."""
    latest = dict(
        desk.session.execute(
            select(col(ReceiptMade.site), func.max(col(ReceiptMade.made_at))).group_by(
                col(ReceiptMade.site)
            )
        ).all()
    )
    asked = desk.session.execute(
        select(col(Question.site), func.max(col(Question.asked_at)))
        .where(col(Question.settled_at).is_(None), col(Question.answer) == "")
        .group_by(col(Question.site))
    )
    found = set(notices.uncarried(desk))
    found |= {site for site, at in asked if site not in latest or latest[site] < at}
    changed = desk.session.execute(select(func.max(col(FormerIdentity.until)))).scalar_one()
    if changed is not None:
        libraries = desk.session.scalars(
            select(col(SiteRow.site)).where(col(SiteRow.uid).is_not(None))
        )
        found |= {site for site in libraries if site not in latest or latest[site] < changed}
    return tuple(sorted(found))


def write(office: Office, folder: Path) -> tuple[Path, ...]:
    """Write a receipt for each of them into a folder, under names that tell no place.

    Refuses AgencyKeysMissing, DiskFull, CannotWrite.
    """
    office.forget_profile()
    with office.reading() as desk:
        keys, sites = fetch_keys(desk.profile), waiting(desk)
    written = []
    for site in sites:
        with office.changing() as desk:
            row = locked(desk, site)
            epoch, made = receipts.latest_epoch(desk, row), receipts.renew(desk, keys, row)
            content = (made.no, made.bytes) if made else None
        if content is not None:
            name = f"JKG-{epoch[-8:]}-{content[0]}.jkr"
            written.append(write_true(folder / name, content[1]))
    return tuple(written)
