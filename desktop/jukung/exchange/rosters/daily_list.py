"""A prison's list of the day: who is where, as its lines say it.

It has names, so it is read and matched in the vault's process alone. What comes out for
anybody else are ids, places, states and days. A place leaves only where the library knows
it, or where it is written as blocks and rooms are: in a line that slipped by a column a
name or a register number stands in its stead.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from typing_extensions import override

from jukung.domain.errors import RosterUnknown
from jukung.domain.kinds import ResidentState, Sex
from jukung.exchange.listed.text_rows import Line
from jukung.exchange.rosters import cells, columns
from jukung.exchange.rosters.people import People
from jukung.library.vaulting import folded


class Use(StrEnum):
    """What a column of such a list is."""

    name = "name"
    number = "number"
    block = "block"
    room = "room"
    place = "place"
    """Block and room in one, such as `B-12`."""
    state = "state"
    release = "release"
    sex = "sex"
    birth = "birth"
    age = "age"


# Whole header words of lists as prisons print them (SDP exports, daily sheets).
_WORDS: dict[Use, tuple[str, ...]] = {
    Use.name: ("nama", "nama lengkap", "nama wbp", "nama warga binaan", "nama napi", "name"),
    Use.number: (
        "no reg", "nomor registrasi", "no registrasi", "no register", "nomor register", "register",
        "registrasi", "no induk", "nomor induk", "reg", "register number",
    ),
    Use.block: ("blok", "blok hunian", "wisma", "block"),
    Use.room: ("kamar", "no kamar", "sel", "nomor kamar", "room", "cell"),
    Use.place: ("blok kamar", "lokasi", "penempatan", "kamar hunian", "blok sel", "place"),
    Use.state: ("status", "keterangan", "ket", "keadaan", "state"),
    Use.release: (
        "ekspirasi", "tgl ekspirasi", "tanggal ekspirasi", "tanggal bebas", "tgl bebas", "bebas",
        "2 3", "release", "tanggal pulang",
    ),
    Use.sex: ("jenis kelamin", "jk", "l p", "sex"),
    Use.birth: ("tanggal lahir", "tgl lahir", "ttl", "tahun lahir", "birth"),
    Use.age: ("umur", "usia", "age"),
}  # fmt: skip
USES = {word: use for use, words in _WORDS.items() for word in words}

_STATES: dict[str, ResidentState] = {
    "aktif": ResidentState.present,
    "penghuni": ResidentState.present,
    "present": ResidentState.present,
    "bon": ResidentState.away,
    "sidang": ResidentState.away,
    "sakit": ResidentState.sick,
    "rawat": ResidentState.sick,
    "luar tembok": ResidentState.sick,
    "isolasi": ResidentState.isolated,
    "straf": ResidentState.isolated,
    "pindah": ResidentState.moved,
    "mutasi": ResidentState.moved,
    "pulang": ResidentState.released,
    "bebas": ResidentState.released,
    "meninggal": ResidentState.died,
    "wafat": ResidentState.died,
}
_PLACE = re.compile(r"\s*([A-Za-z]{1,8}(?:\s?\d{1,2}(?=\D+\d))?)\s*[-/. ]+\s*(\w{1,6})\s*")
# Longer blocks, such as Melati, leave once the library has them.
_BLOCK = re.compile(r"[A-Z]{1,2}\d{0,2}|\d{1,2}", re.IGNORECASE)
_ROOM = re.compile(r"[A-Z]?\d{1,3}[A-Z]?", re.IGNORECASE)
_REGISTER = re.compile(r"\s*[ABCD]\s*\.?\s*[IVX]+.*\d.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    line: int
    name: str
    number: str = ""
    block: str = ""
    room: str = ""
    state: ResidentState | None = None
    release_on: date | None = None
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    has_slipped: bool = False
    """It has more cells than the header, so that no cell is what it seems."""
    has_lost_place: bool = False
    """It says a place that the library does not know, which therefore stays here."""
    words: frozenset[str] = frozenset()
    """Of a line that slipped, every word of it; empty elsewhere."""

    @override
    def __repr__(self) -> str:
        # A name must not get into a report of a fault.
        return "Entry(…)"


def read(people: People, today: date, *, places: Collection[str] = ()) -> tuple[Entry, ...]:
    """The lines with a name, as far as they are understood; refuses RosterUnknown.

    `places` are the blocks and rooms that the library has, such as `B` and `B-12`.
    """
    uses = _guess(people)
    if Use.name not in uses:
        raise RosterUnknown(people.file)
    numbers = frozenset(folded(_cell(line, uses, Use.number)) for line in people.lines)
    house = _House(frozenset(each.casefold() for each in places), numbers)
    sexes = cells.sexes_of(_cell(line, uses, Use.sex) for line in people.lines)
    entries = (
        _slipped(line, uses)
        if len(line.cells) > people.width
        else _entry(line, uses, today, sexes, house)
        for line in people.lines
    )
    return tuple(entry for entry in entries if entry.name)


def _slipped(line: Line, uses: Sequence[Use | None]) -> Entry:
    """A line of which nothing is sure but its words."""
    name = _cell(line, uses, Use.name) or next(cell for cell in line.cells if cell.strip())
    words = frozenset(folded(" ".join(line.cells)).split())
    return Entry(line.number, name, has_slipped=True, words=words)


def _entry(
    line: Line,
    uses: Sequence[Use | None],
    today: date,
    sexes: dict[str, Sex],
    house: "_House",
) -> Entry:
    block, room = _cell(line, uses, Use.block), _cell(line, uses, Use.room)
    if whole := _cell(line, uses, Use.place):
        parts = _PLACE.fullmatch(whole)
        block, room = (parts[1], parts[2]) if parts else (whole, "")
    name, number = _cell(line, uses, Use.name), _cell(line, uses, Use.number)
    said = _place(block, room)
    place = said if house.has(*said) or house.may_have(name, *said) else ("", "")
    born = _cell(line, uses, Use.birth)
    age = _cell(line, uses, Use.age)
    return Entry(
        line.number,
        name,
        number=number,
        block=place[0],
        room=place[1],
        state=state_of(_cell(line, uses, Use.state)),
        release_on=cells.day_of(_cell(line, uses, Use.release)),
        sex=cells.sex_of(_cell(line, uses, Use.sex), sexes) or Sex.unknown,
        birth_year=cells.year_of(born, today) if born else cells.year_of_age(age, today),
        has_lost_place=place != said,
    )


def _place(block: str, room: str) -> tuple[str, str]:
    block = re.sub(r"(?i)^\s*(?:blok|block)\s+", "", block)
    room = re.sub(r"(?i)^\s*(?:kamar|sel|room)\s+", "", room)
    return " ".join(block.split()), " ".join(room.split())


@dataclass(frozen=True, slots=True)
class _House:
    """The places of the library, and the register numbers of the list, which are none."""

    places: frozenset[str]
    numbers: frozenset[str]

    def has(self, block: str, room: str) -> bool:
        """Whether it is a place of the library's."""
        return "-".join(part for part in (block, room) if part).casefold() in self.places

    def may_have(self, name: str, block: str, room: str) -> bool:
        """Whether it is written as nothing else than a block and a room is."""
        is_block = not block or self.has(block, "") or bool(_BLOCK.fullmatch(block))
        is_room = not room or bool(_ROOM.fullmatch(room))
        said = {folded(each) for each in (block, room) if not self.has(each, "")}
        strange = {*folded(name).split(), *self.numbers}
        return is_block and is_room and not any(len(e) > 2 and e in strange for e in said)


def state_of(text: str) -> ResidentState | None:
    """The state that a cell's first words say; None where nobody can tell."""
    words = folded(text)
    found = (state for word, state in _STATES.items() if words.startswith(word))
    return next(found, None)


def _cell(line: Line, uses: Sequence[Use | None], use: Use) -> str:
    if use not in uses:
        return ""
    place = uses.index(use)
    return line.cells[place].strip() if place < len(line.cells) else ""


def _guess(people: People) -> list[Use | None]:
    if people.has_header:
        uses: list[Use | None] = []
        for cell in people.header:
            use = USES.get(columns.folded(cell))
            uses.append(None if use in uses else use)
        if Use.name in uses:
            return uses
    return _guess_by_content(people)


def _guess_by_content(people: People) -> list[Use | None]:
    """What the columns of a list without header are, by what most of their cells are."""
    uses: list[Use | None] = []
    for place in range(people.width):
        said = [line.cells[place].strip() for line in people.lines if place < len(line.cells)]
        use = _use_of(tuple(each for each in said if each))
        uses.append(None if use in uses else use)
    return uses


def _use_of(said: tuple[str, ...]) -> Use | None:
    tests = {
        Use.release: lambda cell: cells.day_of(cell) is not None,
        Use.number: lambda cell: bool(_REGISTER.fullmatch(cell)),
        Use.state: lambda cell: state_of(cell) is not None,
        Use.place: lambda cell: bool(_PLACE.fullmatch(cell)) and any(s.isdigit() for s in cell),
        Use.name: lambda cell: not any(s.isdigit() for s in cell) and len(cell) > 2,
    }
    for use, fits in tests.items():
        if said and sum(map(fits, said)) * 10 >= len(said) * 8:
            return use
    return None
