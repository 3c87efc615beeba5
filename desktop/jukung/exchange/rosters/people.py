"""A list of people as rows of text under a header, from CSV or a workbook."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jukung.domain.errors import (
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FormatUnknown,
    LineTooLong,
    NotAFile,
    RosterTooLarge,
    RosterUnknown,
)
from jukung.exchange.listed import own_lists, workbook_file
from jukung.exchange.listed.text_file import open_text
from jukung.exchange.listed.text_rows import Line, rows_of
from jukung.exchange.rosters import columns
from jukung.words import _

MOST_LINES = 20_000
LARGEST_BYTES = 50 * 1024 * 1024

_SAMPLE = 200
_HEADER_WITHIN = 15
_FEWEST_WORDS = 2
_SLIMS = (
    "member_id", "member_name", "gender", "member_type_name", "member_email", "member_address",
    "postal_code", "inst_name", "is_new", "member_image", "pin", "member_phone", "member_fax",
    "member_since_date", "register_date", "expire_date", "birth_date", "member_notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """A list as it stands in the file; the header may be made of letters A, B, C."""

    file: str
    source: str
    """`XLSX`, or the encoding of the text."""
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    has_header: bool = True

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.header)


def read_people(path: Path, *, limit: int = MOST_LINES) -> People:
    """Read a list of people; blank lines and whatever stands above the header are left out.

    Refuses FileMissing, FileUnreadable, NotAFile, FileEmpty, FileCut, EncodingUnknown,
    RosterUnknown, RosterUnsafe, and RosterTooLarge above the limit of lines.
    """
    whole, source = read_rows_of(path, limit=limit)
    people = _under_header(path.name, source, whole)
    if len(people.lines) > limit:
        raise RosterTooLarge(path.name, limit)
    return people


def read_rows_of(path: Path, *, limit: int) -> tuple[list[Line], str]:
    """The lines of any list that have something in them, and how it was written.

    Refuses what `read_people` refuses; a header is none of its business.
    """
    start = _first_bytes(path, limit)
    if start.startswith(workbook_file.MAGIC):
        rows = workbook_file.read_workbook(path, limit=limit)
        lines = [Line(place, tuple(cells)) for place, cells in enumerate(rows, 1)]
        source = "XLSX"
    else:
        lines, source = _read_text(path)
    whole = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not whole:
        raise FileEmpty(path.name)
    return whole, source


def read_pasted(text: str, *, limit: int = MOST_LINES) -> People:
    """The same of text that was pasted; it goes into no file.

    Refuses FileEmpty, RosterTooLarge.
    """
    name = _("what was pasted")
    if len(text) > LARGEST_BYTES:
        raise RosterTooLarge(name, limit)
    whole = [line for line in rows_of(text) if any(cell.strip() for cell in line.cells)]
    if not whole:
        raise FileEmpty(name)
    people = _under_header(name, "", whole)
    if len(people.lines) > limit:
        raise RosterTooLarge(name, limit)
    return people


def _first_bytes(path: Path, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise NotAFile(str(path))
        if path.stat().st_size > LARGEST_BYTES:
            raise RosterTooLarge(path.name, limit)
        with path.open("rb") as file:
            return file.read(4) if path.is_file() else b""
    except FileNotFoundError:
        raise FileMissing(str(path)) from None
    except (OSError, ValueError):
        return b""


def _read_text(path: Path) -> tuple[list[Line], str]:
    try:
        file = open_text(path)
    except (FormatUnknown, LineTooLong, FileTooLarge):
        raise RosterUnknown(path.name) from None
    return rows_of(file.text), file.encoding.upper()


def _under_header(file: str, source: str, lines: list[Line]) -> People:
    """Take the row with most known words for the header; without one, letters stand for it."""
    known = [columns.known_words(line.cells) for line in lines[:_HEADER_WITHIN]]
    best = max(range(len(known)), key=lambda place: known[place])
    wide = max(len(_bare(line.cells)) for line in lines)
    # One word alone may be a name; beside cells without a figure it is a header.
    bare = not any(sign.isdigit() for cell in lines[best].cells for sign in cell)
    if known[best] >= _FEWEST_WORDS or (known[best] and bare):
        header = _bare(lines[best].cells)
        names = tuple(name.strip() or _letters(at) for at, name in enumerate(header))
        below = own_lists.unmarked(lines[best + 1 :], header, source=source)
        return People(file, source, names, _cut(below, len(names)))
    if wide == len(_SLIMS) and _looks_like_slims(lines):
        return People(file, source, _SLIMS, _cut(lines, wide))
    names = tuple(map(_letters, range(wide)))
    return People(file, source, names, _cut(lines, wide), has_header=False)


def _cut(lines: Sequence[Line], width: int) -> tuple[Line, ...]:
    """The lines with as many cells as the header; more are kept, to be refused."""
    made = []
    for line in lines:
        cells = _bare(line.cells)
        made.append(Line(line.number, cells + ("",) * (width - len(cells))))
    return tuple(made)


def _bare(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def _looks_like_slims(lines: list[Line]) -> bool:
    """Whether the columns of a SLiMS list stand where they should, without their names."""
    rows = [line.cells for line in lines[:_SAMPLE] if len(line.cells) >= len(_SLIMS) - 2]
    fitting = [r for r in rows if r[2].strip() in ("0", "1") and _is_day(r[14]) and r[0].strip()]
    return bool(rows) and 2 * len(fitting) > len(rows)


def _is_day(cell: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", cell.strip()) is not None


def _letters(place: int) -> str:
    """The name of a column in a spreadsheet: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
