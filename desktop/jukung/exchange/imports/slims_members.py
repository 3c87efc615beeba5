"""Lists of members of SLiMS (`senayan_member_export.csv`), with or without their header.

The column `pin` is called a personal number on the screen, and libraries put the
national identity number there. It is never read, like passwords, photographs, mail
addresses and the rest that lending does not need; what was left out is named.
"""

import re
from collections.abc import Iterator, Sequence

from jukung.domain import codes
from jukung.domain.errors import FormatUnknown
from jukung.exchange.imports.formats import (
    Progress,
    Stopped,
    never_stopped,
    no_progress,
    of_text,
)
from jukung.exchange.imports.records import Finding, FindingCode, MemberRecord, Reading
from jukung.exchange.imports.slims_lists import (
    Kind,
    List,
    Written,
    filled_columns,
    find_list,
    take_rows,
)
from jukung.exchange.imports.slims_member_cells import MemberCells, member_of
from jukung.exchange.listed.text_file import TextFile

NAME = "slims_members"

_NAMES: tuple[tuple[str, ...], ...] = (
    ("member id", "id anggota", "nomor anggota", "no anggota"),
    ("member name", "nama anggota"),
    ("gender", "jenis kelamin"),
    ("member type name", "tipe anggota", "tipe keanggotaan"),
    ("member email",),
    ("member address",),
    ("postal code",),
    ("inst name",),
    ("is new",),
    ("member image",),
    ("pin",),
    ("member phone",),
    ("member fax",),
    ("member since date",),
    ("register date",),
    ("expire date",),
    ("birth date",),
    ("member notes",),
    ("mpasswd",),
)
_WIDTH = 18
_NOT_READ = (4, 6, 7, 9, 10, 12)
_DAYS = (13, 14, 15, 16)
_DAY = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2})?")
_SPREAD = 3


def fits(cells: Sequence[str]) -> bool:
    """Whether sex and days stand where a list of members has them."""
    days = [cells[at].strip() for at in _DAYS]
    return (
        cells[2].strip() in ("", "0", "1")
        and all(_DAY.fullmatch(day) for day in days)
        and any(days)
        and (cells[0].strip() != "" or cells[1].strip() != "")
    )


KIND = Kind(_NAMES[:_WIDTH], fits, (Written.escaped,))
KIND_WITH_PASSWORDS = Kind(_NAMES, fits, (Written.escaped,))
"""What SLiMS wants when it reads a list: the eighteen columns and one of passwords."""


def looks_like(file: TextFile) -> bool:
    """Whether the file is certainly a list of members of SLiMS."""
    return _find(file) is not None


def _find(file: TextFile) -> List | None:
    return find_list(file.text, KIND_WITH_PASSWORDS) or find_list(file.text, KIND)


def read(
    file: TextFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read every member, with what a library needs of each.

    Refuses FormatUnknown, FileEmpty, FileCut and ImportStopped.
    """
    found = _find(file)
    if found is None:
        raise FormatUnknown(file.name)
    taken = take_rows(file, found, progress=progress, stopped=stopped)
    findings = taken.findings
    members = []
    seen: set[str] = set()
    for line, cells in taken.lines:
        made = member_of(line, _cells(cells), findings)
        if made is None:
            continue
        if (own := codes.fold(made.card)) in seen:
            findings.append(Finding(FindingCode.member_repeated, line, made.card))
            continue
        seen.add(own)
        members.append(made)
    findings += _lost_zeros(members)
    not_read = (*_NOT_READ, _WIDTH) if found.kind.width > _WIDTH else _NOT_READ
    left_out = filled_columns(taken, found.kind, not_read)
    return Reading(
        format=NAME,
        rows=taken.rows,
        empty_rows=taken.empty_rows,
        titles=(),
        findings=tuple(sorted(findings, key=lambda each: each.line)),
        encoding=file.encoding,
        separator=found.layout.separator,
        header=found.header,
        members=tuple(members),
        left_out=tuple(name.replace(" ", "_") for name in left_out),
    )


FORMAT = of_text(NAME, looks_like, read)


def _cells(cells: Sequence[str]) -> MemberCells:
    return MemberCells(
        card=cells[0],
        name=cells[1],
        sex=cells[2],
        birth=cells[16],
        kind=cells[3],
        address=cells[5],
        phone=cells[11],
        since=cells[13],
        registered=cells[14],
        until=cells[15],
        note=cells[17],
    )


def _lost_zeros(members: Sequence[MemberRecord]) -> Iterator[Finding]:
    """Say so once where all numbers are figures, of several lengths, none with a zero."""
    cards = [each.card for each in members]
    if len(cards) < _SPREAD or not all(card.isascii() and card.isdigit() for card in cards):
        return
    shortest = min(cards, key=len)
    if len({len(card) for card in cards}) > 1 and not any(card[0] == "0" for card in cards):
        line = next(each.line for each in members if each.card == shortest)
        yield Finding(FindingCode.card_zeros_lost, line, shortest)
