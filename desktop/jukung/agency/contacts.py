"""Whom to call at a library, in the order in which to try; these names never leave the file."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Contact as ContactRow
from jukung.domain import errors

MOST = 10


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a library, or at its village office."""

    name: str
    role: str = ""
    phone: str = ""
    note: str = ""


def of_site(desk: OfficeDesk, site: int) -> tuple[Contact, ...]:
    """The contacts of a library; the first one is tried first."""
    return of_sites(desk, [site]).get(site, ())


def of_sites(desk: OfficeDesk, wanted: list[int]) -> dict[int, tuple[Contact, ...]]:
    """The contacts of several libraries, by their numbers."""
    found: dict[int, list[Contact]] = {}
    for start in range(0, len(wanted), 500):
        rows = desk.session.scalars(
            select(ContactRow)
            .where(col(ContactRow.site).in_(wanted[start : start + 500]))
            .order_by(col(ContactRow.site), col(ContactRow.no))
        )
        for row in rows:
            found.setdefault(row.site, []).append(Contact(row.name, row.role, row.phone, row.note))
    return {site: tuple(each) for site, each in found.items()}


def keep(desk: OfficeDesk, site: int, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Put this list in place of the one before; those without a name and a number go.

    One without a name is called by the number.
    """
    write(desk, site, contacts)
    kept = of_site(desk, site)
    deeds.note(desk, "contacts", site=site, detail=str(len(kept)))
    return kept


def write(desk: OfficeDesk, site: int, contacts: tuple[Contact, ...]) -> None:
    """The same without a deed of its own."""
    kept = tuple(each for each in map(_tidy, contacts) if each.name or each.phone)[:MOST]
    desk.session.execute(delete(ContactRow).where(col(ContactRow.site) == site))
    desk.session.flush()
    for no, each in enumerate(kept, start=1):
        desk.session.add(
            ContactRow(
                site=site,
                no=no,
                name=each.name or each.phone,
                role=each.role,
                phone=each.phone,
                note=each.note,
            )
        )
    desk.session.flush()


def add(desk: OfficeDesk, site: int, contact: Contact) -> tuple[Contact, ...]:
    """Put one more at the end of the list."""
    return keep(desk, site, (*of_site(desk, site), contact))


def remove(desk: OfficeDesk, site: int, place: int) -> tuple[Contact, ...]:
    """Take the one at a place out, counted from 1; refuses ContactUnknown."""
    now = of_site(desk, site)
    if not 1 <= place <= len(now):
        raise errors.ContactUnknown
    return keep(desk, site, now[: place - 1] + now[place:])


def _tidy(contact: Contact) -> Contact:
    return Contact(
        *(
            " ".join(text.split())[:200]
            for text in (contact.name, contact.role, contact.phone, contact.note)
        )
    )
