"""Two people compare a library's numbers: one proposes its card, another confirms it.

Until then its parcels are held; afterwards they are judged from the bytes that are here.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import accept, deeds, enrol, rollup, sites
from jukung.agency.office import OfficeDesk, OfficeKeys
from jukung.agency.sites import Site
from jukung.agency.tables import Candidate
from jukung.domain import errors, regions
from jukung.exchange.parcels import identity, plain_json
from jukung.exchange.parcels.identity import LibraryCard


@dataclass(frozen=True, slots=True)
class Waiting:
    """A library whose numbers one person has compared."""

    card: LibraryCard
    code: str
    compared_by: str
    compared_at: datetime

    @property
    def fingerprint(self) -> str:
        """The numbers that the second person compares."""
        return self.card.fingerprint


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A library that two people stand for, and how many held parcels now count."""

    site: Site
    judged: int
    counted: int


def propose(desk: OfficeDesk, card: LibraryCard, *, code: str) -> Waiting:
    """Say that the numbers were compared; a second person has to say so, too.

    Refuses WhoIsMissing, RegionUnknown, SiteCodeTaken.
    """
    who = _who(desk.by)
    plain = regions.site_code(code)
    holder = sites.by_code(desk, plain)
    if holder is not None and holder.uid not in {None, card.uid}:
        raise errors.SiteCodeTaken(plain)
    row = desk.session.get(Candidate, card.fingerprint) or Candidate(
        fingerprint=card.fingerprint, code=plain, card=b"", compared_by=who, compared_at=desk.now
    )
    row.code, row.compared_by, row.compared_at = plain, who, desk.now
    row.card = plain_json.write(identity.library_card_facts(card))
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "propose", site=holder.site if holder else None, detail=f"{plain} {card.name}")
    return _waiting(row)


def confirm(
    desk: OfficeDesk, fingerprint: str, keys: OfficeKeys, *, code: str | None = None
) -> Confirmed:
    """Enrol a library after a second person compared its numbers; held parcels are judged.

    Refuses CandidateUnknown, WhoIsMissing, SamePerson, RegionUnknown, SiteCodeTaken.
    """
    row = desk.session.get(Candidate, fingerprint, with_for_update=True)
    if row is None:
        raise errors.CandidateUnknown
    who = _who(desk.by)
    if _plain(who) == _plain(row.compared_by):
        raise errors.SamePerson(row.compared_by)
    waiting = _waiting(row)
    site = enrol.enrol(
        desk, waiting.card, code=code or row.code, by=row.compared_by, seconded_by=who
    )
    desk.session.delete(row)
    desk.session.flush()
    deeds.note(desk, "confirm", site=site.site, detail=fingerprint)
    judged = accept.judge_held(desk, keys, site.site)
    counted = sum(each.verdict.is_counted for each in judged)
    if counted:
        rollup.refresh(desk)
    return Confirmed(site, len(judged), counted)


def forget(desk: OfficeDesk, fingerprint: str) -> None:
    """Take a proposal back; refuses CandidateUnknown."""
    row = desk.session.get(Candidate, fingerprint)
    if row is None:
        raise errors.CandidateUnknown
    deeds.note(desk, "forget_candidate", detail=row.code)
    desk.session.delete(row)
    desk.session.flush()


def waiting(desk: OfficeDesk) -> tuple[Waiting, ...]:
    """Every library that waits for a second person, the oldest first."""
    rows = desk.session.scalars(
        select(Candidate).order_by(col(Candidate.compared_at), col(Candidate.fingerprint))
    )
    return tuple(_waiting(row) for row in rows)


def _waiting(row: Candidate) -> Waiting:
    card = identity.library_card_of(plain_json.read(row.card))
    return Waiting(card, row.code, row.compared_by, row.compared_at)


def _who(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise errors.WhoIsMissing
    return plain


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
