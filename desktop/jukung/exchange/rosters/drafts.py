"""From a row of a list to the draft of a member, and what could not be read in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, Sex
from jukung.exchange.listed.text_rows import Line
from jukung.exchange.rosters import cells
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.people import People
from jukung.library.members import MemberDraft
from jukung.words import _


class Doubt(StrEnum):
    """What somebody should know about a line that can be registered."""

    birth = "birth"
    """The birth could not be read; it is left empty."""
    sex = "sex"
    """The sex could not be read; it is not recorded."""
    kind = "kind"
    """Nobody knows this kind of member; general is taken."""
    ended = "ended"
    """The membership has ended long ago, or its end could not be read; it begins anew."""
    nik = "nik"
    """The identity number does not have sixteen digits; it is left out."""
    zeros = "zeros"
    """The card number is shorter than the others; a spreadsheet may have eaten its zeros."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as it was understood."""

    line: Line
    draft: MemberDraft
    doubts: tuple[Doubt, ...] = ()
    refusal: errors.Refusal | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reading of lines stands on."""

    today: date
    prison: bool = False
    own_kinds: Mapping[str, BorrowerKind] = field(default_factory=dict)


def read_lines(people: People, uses: Sequence[Use], ground: Ground) -> tuple[Reading, ...]:
    """Understand every line of a list; nothing is asked of the library."""
    reader = _Reader(people, uses, ground)
    return tuple(reader.read(line) for line in people.lines)


class _Reader:
    """Reads lines with the same columns."""

    def __init__(self, people: People, uses: Sequence[Use], ground: Ground) -> None:
        self._ground, self._width = ground, people.width
        self._places: dict[Use, int] = {
            use: place for place, use in reversed(list(enumerate(uses))) if use is not Use.nothing
        }
        at = self._places.get(Use.sex)
        self._sexes = cells.sexes_of(
            line.cells[at] for line in people.lines if at is not None and len(line.cells) > at
        )
        at = self._places.get(Use.card)
        numbers = [line.cells[at].strip() for line in people.lines] if at is not None else []
        lengths = [len(number) for number in numbers if number.isdigit()]
        # Where one digit only is a number of its own, every length is meant.
        full = max(lengths, default=0)
        zeros = any(number.startswith("0") for number in numbers)
        self._full = full if lengths and not zeros and min(lengths) < full else 0

    def read(self, line: Line) -> Reading:
        if len(line.cells) > self._width:
            return Reading(line, MemberDraft(), refusal=errors.RosterLineTorn())
        card = cells.plain(self._cell(line, Use.card))
        if self._ground.prison:
            refusal = None if card else errors.RosterCardMissing()
            return Reading(line, MemberDraft(card=card), self._zeros(card), refusal)
        doubts = list(self._zeros(card))
        draft = MemberDraft(
            name=self._plain(line, Use.name),
            card=card,
            kind=self._kind(line, doubts),
            sex=self._sex(line, doubts),
            birth_year=self._year(line, doubts),
            phone=cells.phone_of(self._cell(line, Use.phone)),
            address=self._address(line),
            note=self._plain(line, Use.note),
            until_on=self._until(line, doubts),
            guardian_name=self._plain(line, Use.guardian),
            guardian_phone=cells.phone_of(self._cell(line, Use.guardian_phone)),
            nik=self._nik(line, doubts),
        )
        return Reading(line, draft, tuple(doubts))

    def _cell(self, line: Line, use: Use) -> str:
        place = self._places.get(use)
        return line.cells[place] if place is not None else ""

    def _plain(self, line: Line, use: Use) -> str:
        return cells.plain(self._cell(line, use))

    def _zeros(self, card: str) -> tuple[Doubt, ...]:
        return (Doubt.zeros,) if card.isdigit() and 0 < len(card) < self._full else ()

    def _kind(self, line: Line, doubts: list[Doubt]) -> BorrowerKind:
        said = self._plain(line, Use.kind)
        if not said:
            has_class = bool(self._plain(line, Use.class_))
            return BorrowerKind.student if has_class else BorrowerKind.general
        kind = cells.kind_of(said, self._ground.own_kinds)
        if kind is None:
            doubts.append(Doubt.kind)
        return kind or BorrowerKind.general

    def _sex(self, line: Line, doubts: list[Doubt]) -> Sex:
        sex = cells.sex_of(self._cell(line, Use.sex), self._sexes)
        if sex is None:
            doubts.append(Doubt.sex)
        return sex or Sex.unknown

    def _year(self, line: Line, doubts: list[Doubt]) -> int | None:
        said, aged = self._plain(line, Use.birth), self._plain(line, Use.age)
        today = self._ground.today
        year = cells.year_of(said, today) if said else None
        year = year or (cells.year_of_age(aged, today) if aged else None)
        if year is None and (said or aged):
            doubts.append(Doubt.birth)
        return year

    def _until(self, line: Line, doubts: list[Doubt]) -> date | None:
        said = self._plain(line, Use.until)
        until = cells.day_of(said) if said else None
        if said and (until is None or until < self._ground.today):
            doubts.append(Doubt.ended)
            return None
        return until

    def _nik(self, line: Line, doubts: list[Doubt]) -> str:
        said = self._plain(line, Use.nik).replace(" ", "")
        if said and not (len(said) == 16 and said.isascii() and said.isdigit()):
            doubts.append(Doubt.nik)
            return ""
        return said

    def _address(self, line: Line) -> str:
        wanted = (Use.address, Use.hamlet, Use.rt, Use.rw, Use.rt_rw, Use.village)
        address = cells.address_of({str(use): self._cell(line, use) for use in wanted})
        said = self._plain(line, Use.class_)
        if not said:
            return address
        # There is no field for it, and by the address a whole class is found.
        if said.casefold().startswith(("kelas", "class", "kls")):
            words = said
        else:
            words = _("Class {name}").format(name=said)
        return ", ".join(filter(None, (words, address)))
