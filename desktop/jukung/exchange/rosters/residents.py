"""A population register to look people up in; it lives in memory and goes nowhere.

Read when somebody wants it, forgotten when the program ends (UU 27/2022: no more is
kept than is needed). Only who becomes a member is stored, by the member's form.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from typing_extensions import override

from jukung.domain.errors import RosterUnknown
from jukung.domain.kinds import Sex
from jukung.exchange.rosters import columns, drafts, people
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.drafts import Ground

MOST_LINES = 200_000
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Resident:
    """One person of the register, as far as a member's form asks."""

    name: str
    sex: Sex
    birth_year: int | None
    address: str
    phone: str
    nik: str

    @override
    def __repr__(self) -> str:
        # A name must not get into a report of a fault.
        return "Resident(…)"


class Residents:
    """Everybody of a register, found by words of the name or by the NIK."""

    def __init__(self, file: str, residents: tuple[Resident, ...]) -> None:
        self.file, self._residents = file, residents
        self._names = [f" {_folded(each.name)}" for each in residents]

    def __len__(self) -> int:
        return len(self._residents)

    def find(self, typed: str, *, most: int = MOST_FOUND) -> tuple[Resident, ...]:
        """Who has every word in the name as a beginning, or this NIK or its beginning."""
        digits = re.sub(r"[ .-]", "", typed)
        if len(digits) >= 6 and digits.isdigit():
            fitting = (each for each in self._residents if each.nik.startswith(digits))
        else:
            words = [f" {word}" for word in _folded(typed).split()]
            if not words:
                return ()
            fitting = (
                each
                for each, name in zip(self._residents, self._names, strict=True)
                if all(word in name for word in words)
            )
        return tuple(each for each, _n in zip(fitting, range(most), strict=False))


def read_residents(path: Path, today: date) -> Residents:
    """Read a register of residents, from CSV or XLSX.

    Refuses what `people.read_people` refuses, and RosterUnknown where nobody has a name.
    """
    found = people.read_people(path, limit=MOST_LINES)
    uses = columns.guess(found.header, keeps_nik=True)
    if Use.name not in uses:
        raise RosterUnknown(found.file)
    readings = drafts.read_lines(found, uses, Ground(today))
    return Residents(
        found.file,
        tuple(
            Resident(
                each.draft.name,
                each.draft.sex,
                each.draft.birth_year,
                each.draft.address,
                each.draft.phone,
                each.draft.nik,
            )
            for each in readings
            if each.draft.name
        ),
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(s for s in plain if not unicodedata.combining(s))))
