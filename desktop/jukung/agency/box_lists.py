"""A list of books as the copies of a box: what would go into it, and what would not."""

from dataclasses import dataclass
from pathlib import Path

from jukung.agency import boxes
from jukung.agency.office import OfficeDesk
from jukung.domain import codes
from jukung.exchange.packs.boxes import BoxedCopy
from jukung.exchange.packs.lists import BookList, Odd, OddLine


@dataclass(frozen=True, slots=True)
class TakenCopy:
    """A copy that lies in another box already, and is left out."""

    line: int
    number: str
    title: str
    box: str


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """A box before it is made; what is left out is named."""

    found: BookList
    copies: tuple[BoxedCopy, ...]
    odd: tuple[OddLine, ...]
    taken: tuple[TakenCopy, ...]

    @property
    def left_out(self) -> int:
        """How many lines or copies do not go into the box."""
        gone = {Odd.title_missing, Odd.number_missing, Odd.number_twice}
        return len(self.taken) + sum(each.what in gone for each in self.odd)


def plan(desk: OfficeDesk, found: BookList, *, besides: str = "") -> BoxPlan:
    """Hold a list against the agency's boxes; nothing is stored."""
    here = boxes.taken_numbers(desk, besides=besides)
    file = Path(found.file).name
    copies: list[BoxedCopy] = []
    odd = list(found.odd)
    taken: list[TakenCopy] = []
    seen: set[str] = set()
    for line in found.lines:
        record = line.record
        title = f"{record.title} : {record.subtitle}" if record.subtitle else record.title
        if not line.numbers:
            odd.append(OddLine(Odd.number_missing, file, line.line, title))
        for number in line.numbers:
            folded = codes.fold(number)
            if folded in seen:
                odd.append(OddLine(Odd.number_twice, file, line.line, number))
                continue
            seen.add(folded)
            if folded in here:
                taken.append(TakenCopy(line.line, number, title, here[folded]))
                continue
            copies.append(
                BoxedCopy(
                    number=number,
                    title=title,
                    author=record.byline,
                    isbn=record.isbn,
                    year=record.year,
                    class_number=record.class_number,
                    price=line.price,
                )
            )
    return BoxPlan(found, tuple(copies), tuple(odd), tuple(taken))
