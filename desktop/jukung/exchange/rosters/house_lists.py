"""Spreadsheets of moves and states by card number, as a prison's office keeps them.

A list with names is refused: that is read in the vault's process alone. A column of
register numbers is left out, and goes nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jukung.domain import codes
from jukung.domain.errors import HouseListHasNames, HouseListNoCards, HouseListSaysNothing
from jukung.domain.house_words import split_code, tidy
from jukung.exchange.listed.text_rows import Line
from jukung.exchange.rosters import cells, columns
from jukung.exchange.rosters.daily_list import USES, Use, state_of
from jukung.exchange.rosters.people import People
from jukung.library.house_plan import Doubt, ListLine

_CARD_WORDS = frozenset(
    {
        "kartu", "no kartu", "nomor kartu", "no kartu perpustakaan", "kartu perpustakaan",
        "id kartu", "card", "card number", "card no", "no anggota", "nomor anggota", "barcode",
    }
)  # fmt: skip
_READ = (Use.block, Use.room, Use.place, Use.state, Use.release)


@dataclass(frozen=True, slots=True)
class HouseList:
    """The lines of a list, and the columns that were not read."""

    file: str
    lines: tuple[ListLine, ...]
    left_out: tuple[str, ...]


def read(people: People) -> HouseList:
    """Read a list of moves; lines without a card are left out.

    Refuses HouseListHasNames, HouseListNoCards, HouseListSaysNothing.
    """
    folded = [columns.folded(cell) for cell in people.header]
    uses = [USES.get(word) for word in folded]
    if Use.name in uses and people.has_header:
        raise HouseListHasNames(people.file)
    card = next((at for at, word in enumerate(folded) if word in _CARD_WORDS), None)
    if card is None or not people.has_header:
        raise HouseListNoCards(people.file)
    places = {use: uses.index(use) for use in _READ if use in uses}
    if not places:
        raise HouseListSaysNothing(people.file)
    read_places = {card, *places.values()}
    lines = (_line(line, card, places) for line in people.lines)
    return HouseList(
        people.file,
        tuple(line for line in lines if line.card),
        tuple(name for at, name in enumerate(people.header) if at not in read_places),
    )


def _line(line: Line, card: int, places: dict[Use, int]) -> ListLine:
    said = {use: cells.plain(_cell(line.cells, at)) for use, at in places.items()}
    block = re.sub(r"(?i)^\s*blok\s+", "", said.get(Use.block, ""))
    room = re.sub(r"(?i)^\s*(?:kamar|sel)\s+", "", said.get(Use.room, ""))
    whole = said.get(Use.place) or ("" if room else block)
    parts = split_code(whole) if whole else None
    if parts is not None:
        block, room = parts
    state, day = said.get(Use.state, ""), said.get(Use.release, "")
    meant, on = state_of(state) if state else None, cells.day_of(day) if day else None
    doubts = [Doubt.unread_state] if state and meant is None else []
    if day and on is None:
        doubts.append(Doubt.unread_day)
    return ListLine(
        line.number,
        codes.fold(_cell(line.cells, card)),
        block=tidy(block),
        room=tidy(room),
        state=meant,
        release_on=on,
        doubts=tuple(doubts),
    )


def _cell(line: Sequence[str], place: int) -> str:
    return line[place].strip() if place < len(line) else ""
