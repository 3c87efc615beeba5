"""How many people live in each kabupaten: typed, or pasted from a sheet, all at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jukung.agency import deeds, districts, region_lists
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT
from jukung.agency.tables import Region
from jukung.domain import errors

MOST_PEOPLE = 99_999_999


@dataclass(frozen=True, slots=True)
class People:
    """A kabupaten or kota, and how many live there; None where nobody said."""

    code: str
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood of a sheet, and the lines of it that were not."""

    counts: Mapping[str, int]
    unread: tuple[str, ...]


def counted(desk: OfficeDesk) -> tuple[People, ...]:
    """The kabupaten and kota of this agency, in order of their codes."""
    named, people = districts.names(desk), districts.people(desk)
    own = desk.profile.code
    codes = {code for code in named if code.startswith(own) and len(code) == DISTRICT}
    return tuple(People(code, named[code], people.get(code)) for code in sorted(codes))


def read_pasted(desk: OfficeDesk, text: str) -> Pasted:
    """Read lines with a code or a name, and a number, between tabs or semicolons.

    The number is the last one of its line, so that other columns may stand before it.
    """
    known = counted(desk)
    by_code = {each.code.replace(".", ""): each.code for each in known}
    by_name = {_folded(each.name): each.code for each in known}
    counts: dict[str, int] = {}
    unread: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        cells = [cell.strip() for cell in re.split(r"[\t;]", line)]
        code = next((found for cell in cells if (found := _place(cell, by_code, by_name))), "")
        numbers = [region_lists.whole(cell) for cell in cells[1:]]
        number = next((each for each in reversed(numbers) if each is not None), None)
        if code and number is not None and number <= MOST_PEOPLE:
            counts[code] = number
        else:
            unread.append(line)
    return Pasted(counts, tuple(unread))


def keep(desk: OfficeDesk, counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Write how many live where; gives what stood there before, to take it back with.

    Refuses RegionUnknown for what is no kabupaten of this agency.
    """
    before = {each.code: each.count for each in counted(desk)}
    for code in counts:
        if code not in before:
            raise errors.RegionUnknown(code)
    changed = {code: count for code, count in counts.items() if before[code] != count}
    if not changed:
        return {}
    edition = region_lists.to_write_in(desk)
    for code, count in changed.items():
        row = desk.session.get(Region, (edition, code)) or Region(
            edition=edition, code=code, name=region_lists.name_of(desk, code)
        )
        row.population = count
        desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "count_people", detail=" ".join(sorted(changed)))
    return {code: before[code] for code in changed}


def _place(cell: str, by_code: Mapping[str, str], by_name: Mapping[str, str]) -> str:
    return by_code.get(cell.replace(".", ""), "") or by_name.get(_folded(cell), "")


def _folded(text: str) -> str:
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())
    return re.sub(r"^(kabupaten|kab) ", "", plain)
