"""Any table of members with their cards, such as the form of INLISLite.

Columns are understood as the list of members in Members understands them; what a
library does not need of a person is not read on, and named.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jukung.domain.errors import FormatUnknown, Refusal
from jukung.domain.kinds import Sex
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import Format, Progress, Stopped
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.records import FindingCode, MemberRecord, Reading
from jukung.exchange.rosters import cells, columns, people
from jukung.exchange.rosters.columns import Use

if TYPE_CHECKING:
    from jukung.exchange.rosters.people import People

NAME = "member_table"
_FEWEST = 3
# Somebody else's register of everybody is looked things up in, never taken whole.
_REGISTER = frozenset({"nomorkk", "no kk", "nomor kk", "no kartu keluarga"})


def people_in(file: ChosenFile) -> People | None:
    """The list of people in a file; None where it is none, or has no cards."""
    try:
        found = people.read_people(file.path)
    except Refusal:
        return None
    uses = columns.guess(found.header)
    words = set(map(columns.folded, found.header))
    known = sum(use is not Use.nothing for use in uses)
    is_list = found.has_header and known >= _FEWEST and {Use.name, Use.card} <= set(uses)
    return found if is_list and not words & _REGISTER else None


def _is_members(file: ChosenFile) -> bool:
    """Whether the header alone says that it is a list of members with cards."""
    return people_in(file) is not None


def _read(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
    """Read such a list; refuses FormatUnknown without names or cards."""
    table = people.read_people(file.path)
    uses = columns.guess(table.header)
    places = {use: at for at, use in reversed(list(enumerate(uses))) if use is not Use.nothing}
    if not {Use.name, Use.card} <= places.keys():
        raise FormatUnknown(file.name)
    gathered = Gathered(progress, stopped)
    at_sex = places.get(Use.sex)
    sexes = cells.sexes_of(
        line.cells[at_sex]
        for line in table.lines
        if at_sex is not None and len(line.cells) > at_sex
    )
    found: list[MemberRecord] = []
    for done, line in enumerate(table.lines):
        gathered.step(done, len(table.lines))
        said: dict[Use, str] = {
            use: line.cells[at] if at < len(line.cells) else "" for use, at in places.items()
        }
        card, name = cells.plain(said[Use.card]), cells.plain(said[Use.name])
        if not card:
            gathered.find(FindingCode.member_card_missing, line.number, name)
        elif not name:
            gathered.find(FindingCode.member_name_missing, line.number, card)
        else:
            year = cells.year_of(said.get(Use.birth, ""), date(2200, 1, 1))
            found.append(
                MemberRecord(
                    line.number,
                    card,
                    name,
                    kind=cells.plain(said.get(Use.kind, "")),
                    sex=cells.sex_of(said.get(Use.sex, ""), sexes) or Sex.unknown,
                    birth_year=year,
                    phone=cells.phone_of(said.get(Use.phone, "")),
                    address=cells.address_of({str(use): said.get(use, "") for use in _ADDRESS}),
                    note=cells.plain(said.get(Use.note, "")),
                    until_on=cells.day_of(said.get(Use.until, "")),
                )
            )
    reading = gathered.reading(
        NAME, encoding=table.source, header=table.header,
        left_out=[name for name, use in zip(table.header, uses, strict=True) if use not in _READ],
    )  # fmt: skip
    return replace(reading, members=tuple(found))


_ADDRESS = (Use.address, Use.hamlet, Use.rt, Use.rw, Use.rt_rw, Use.village)
_READ = frozenset(
    {Use.card, Use.name, Use.kind, Use.sex, Use.birth, Use.phone, Use.note, Use.until, *_ADDRESS}
)

FORMAT = Format(NAME, _is_members, _read)
