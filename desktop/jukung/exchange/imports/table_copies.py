"""The copies that a row of a table names or counts."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from jukung.domain.kinds import CollectionKind
from jukung.exchange.imports import copy_words
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.records import CopyRecord, FindingCode

Cells = Mapping[TitleUse, str]

_SEVERAL = re.compile(r"\s*;\s*|\s*,\s+|\s+dan\s+")
_LENT = re.compile(r"(?i)^(?:sedang\s+|masih\s+)?dipinjam(?:kan)?$|^on loan$")
_FREE = re.compile(r"(?i)gratis|free|cuma[- ]cuma|hadiah|hibah|sumbangan|bantuan|tidak ada")
_NO_DAY = re.compile(r"[0\s./:-]*")
_MOST_NUMBERS = 999


@dataclass(slots=True)
class Copies:
    """The copies of a row, and how many more it counts."""

    copies: list[CopyRecord] = field(default_factory=list)
    unnumbered: int = 0


def copies_of(
    cells: Cells, line: int, gathered: Gathered, *, uses: Collection[TitleUse] = ()
) -> Copies:
    """Read the copies of a row; what cannot be read is a finding.

    `uses` are those of the whole table: where it has a column for the number of copies,
    an empty cell of it is a question.
    """
    numbers = _numbers(cells)
    inventory = copy_words.said(cells.get(TitleUse.inventory, ""))
    counted = _count(cells, line, gathered)
    if not numbers and inventory and counted in (None, 1):
        numbers, inventory = [inventory], ""
    if not numbers and counted is None:
        if inventory or any(use in cells for use in _of_a_copy(uses)):
            gathered.find(FindingCode.copy_number_missing, line)
            counted = 1
        elif TitleUse.count_ in uses and not copy_words.said(cells.get(TitleUse.count_, "")):
            gathered.find(FindingCode.copy_count_missing, line, cells.get(TitleUse.title_, ""))
    if not numbers and not counted:
        return Copies()
    made = _copy(cells, line, gathered)
    copies = [
        replace(
            made,
            number=number,
            inventory_code="" if inventory.casefold() == number.casefold() else inventory,
        )
        for number in numbers
    ]
    more = max(0, (counted or 0) - len(copies))
    if inventory and not numbers:
        # Several copies have a stretch of numbers in one cell.
        made = replace(made, note="\n".join(filter(None, (inventory, made.note))))
    if made == CopyRecord("", line):
        return Copies(copies, more)
    # One record many times takes the memory of one.
    return Copies([*copies, *[made] * more])


def _of_a_copy(uses: Collection[TitleUse]) -> tuple[TitleUse, ...]:
    """What only a copy has; in a list that neither counts nor numbers them also its price."""
    if TitleUse.count_ in uses or TitleUse.number in uses:
        return (TitleUse.received, TitleUse.status)
    return (TitleUse.received, TitleUse.status, TitleUse.price, TitleUse.source, TitleUse.giver,
            TitleUse.condition)  # fmt: skip


def _numbers(cells: Cells) -> list[str]:
    text = copy_words.said(cells.get(TitleUse.number, ""))
    parts = [part.strip() for part in _SEVERAL.split(text)[:_MOST_NUMBERS]]
    return list(dict.fromkeys(filter(None, parts)))


def _count(cells: Cells, line: int, gathered: Gathered) -> int | None:
    text = copy_words.said(cells.get(TitleUse.count_, ""))
    if not text:
        return None
    counted = copy_words.count_of(text)
    if counted is None:
        gathered.find(FindingCode.copy_count_unreadable, line, text)
    return counted


def _copy(cells: Cells, line: int, gathered: Gathered) -> CopyRecord:
    """Everything of a copy but its number."""

    def said(use: TitleUse) -> str:
        return gathered.same(copy_words.said(cells.get(use, "")))

    notes: list[str] = []
    if _LENT.match(said(TitleUse.status)):
        gathered.find(FindingCode.copy_said_on_loan, line, said(TitleUse.status))
        notes.append(said(TitleUse.status))
    if issue := " · ".join(
        filter(None, map(said, (TitleUse.issue, TitleUse.issue_day, TitleUse.issue_more)))
    ):
        gathered.find(FindingCode.issue_noted, line, issue)
        notes.append(issue)
    source = said(TitleUse.source)
    kind = copy_words.collection_of(said(TitleUse.collection))
    if kind is CollectionKind.general and said(TitleUse.material):
        is_serial = copy_words.collection_of(said(TitleUse.material)) is CollectionKind.serial
        kind = CollectionKind.serial if is_serial else kind
    return CopyRecord(
        "",
        line,
        call_number=said(TitleUse.copy_call_number),
        kind=kind,
        status=copy_words.status_of(
            said(TitleUse.access), said(TitleUse.status), said(TitleUse.condition)
        ),
        place=_place(said(TitleUse.library), said(TitleUse.shelf)),
        source=said(TitleUse.giver) or source,
        source_kind=copy_words.source_of(source),
        price=_price(cells, line, gathered, notes),
        received_on=_received(cells, line, gathered),
        condition=copy_words.condition_of(said(TitleUse.condition) or said(TitleUse.status)),
        note="\n".join(notes),
    )


def _place(library: str, shelf: str) -> str:
    """The shelf or room; a code that is a number alone stands with its library."""
    if shelf.isdigit() and library:
        return f"{library} {shelf}"
    return shelf or library


def _price(cells: Cells, line: int, gathered: Gathered, notes: list[str]) -> int | None:
    """Whole rupiah; another currency and what is no amount go into the note."""
    text = copy_words.said(cells.get(TitleUse.price, ""))
    currency = copy_words.said(cells.get(TitleUse.currency, "")).upper()
    price = copy_words.price_of(text)
    if not text or price == 0 or _FREE.fullmatch(text):
        return None
    if price is None or currency not in ("", "IDR", "RP", "RP.", "RUPIAH"):
        gathered.find(FindingCode.price_unreadable, line, f"{currency} {text}".strip())
        notes.append(f"{currency} {text}".strip())
        return None
    return price


def _received(cells: Cells, line: int, gathered: Gathered) -> date | None:
    text = copy_words.said(cells.get(TitleUse.received, ""))
    found = copy_words.day_of(text)
    if found is None and not _NO_DAY.fullmatch(text):
        gathered.find(FindingCode.day_unreadable, line, text)
    return found
