"""Members of a SLiMS database or list, put into our own words."""

from dataclasses import dataclass

from jukung.exchange.imports import slims_words
from jukung.exchange.imports.records import Finding, FindingCode, MemberRecord


@dataclass(frozen=True, slots=True)
class MemberCells:
    """What SLiMS says of a member, as far as it is read."""

    card: str
    name: str
    sex: str
    birth: str
    kind: str
    address: str
    phone: str
    since: str
    registered: str
    until: str
    note: str


def member_of(line: int, cells: MemberCells, findings: list[Finding]) -> MemberRecord | None:
    """A member, or None with a finding where the card or the name is missing."""
    card, name = cells.card.strip(), " ".join(cells.name.split())
    if not card:
        findings.append(Finding(FindingCode.member_card_missing, line, ""))
        return None
    if not name:
        findings.append(Finding(FindingCode.member_name_missing, line, card[:120]))
        return None
    days = []
    for said in (cells.birth, cells.since, cells.registered, cells.until):
        day, is_sound = slims_words.day_of(said)
        days.append(day)
        if not is_sound:
            findings.append(Finding(FindingCode.day_unreadable, line, f"{card} {said}"[:120]))
    birth, since, registered, until = days
    return MemberRecord(
        line,
        card,
        name,
        kind=cells.kind.strip(),
        sex=slims_words.sex_of(cells.sex),
        birth_year=birth.year if birth else None,
        phone=cells.phone.strip(),
        address=slims_words.with_plain_breaks(cells.address).strip(),
        note=slims_words.with_plain_breaks(cells.note).strip(),
        since_on=since or registered,
        until_on=until,
    )
