r"""How the lists of copies and members of SLiMS are written, and their rows.

    raw       every cell enclosed, quotes inside as they are (copies)
    escaped   every cell enclosed, MySQL's backslashes inside (members)
    plain     as spreadsheets save them, or with doubled quotes

Up to 9.1.1 there is no header; from 9.2.0 on it ends with a separator too many.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from jukung.domain.errors import FileCut, FileEmpty, FormatUnknown, ImportStopped
from jukung.exchange.harmless import as_it_was
from jukung.exchange.imports.formats import Progress, Stopped
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import Finding, FindingCode
from jukung.exchange.listed.rows import (
    Layout,
    Row,
    has_single_quote,
    lines_of,
    read_rows,
    split_enclosed,
)
from jukung.exchange.listed.text_file import TextFile

_PACE = 500
_SAMPLE = 200
_SAMPLE_SIGNS = 256 * 1024
_FEWEST_NAMES = 6
_MOST_WRONG = 1000
_QUOTE = 120
_SEPARATORS = (",", ";", "\t", "^", "|", "~", "#")
_BREAKS = re.compile(r"\r\n|\r|\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": ""}
_HAS_ESCAPES = re.compile(r"\\[\"']|\\r\\n")


class Written(StrEnum):
    """In which of the three ways a list is written."""

    raw = "raw"
    escaped = "escaped"
    plain = "plain"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: the names of its columns, and how its rows look."""

    names: tuple[tuple[str, ...], ...]
    """Of each column, the first as SLiMS writes it."""
    fits: Callable[[Sequence[str]], bool]
    """Whether cells without a header stand where this kind has them."""
    ways: tuple[Written, ...]
    repaired: Callable[[list[str], str], list[str] | None] | None = None
    """Puts cells together again that a quote and a separator inside have parted."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class List:
    """How a file of one kind is written."""

    kind: Kind
    written: Written
    layout: Layout
    places: tuple[int | None, ...]
    header: tuple[str, ...]
    start: int
    line: int
    width: int
    has_escapes: bool = False

    @property
    def is_in_order(self) -> bool:
        """Whether the cells stand in the order of the kind already."""
        return self.places == tuple(range(self.width))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of columns that this kind does not have."""
        known = set(self.places)
        return tuple(name for at, name in enumerate(self.header) if at not in known)

    def in_order(self, cells: Sequence[str]) -> list[str]:
        """The cells in the order of the kind."""
        return ["" if at is None or at >= len(cells) else cells[at] for at in self.places]


def find_list(text: str, kind: Kind) -> List | None:
    """Say how a list of a kind is written; None where it is another."""
    begin = _after_excel_hint(text)
    first = next(lines_of(text[begin : begin + _SAMPLE_SIGNS]), None)
    if first is None:
        return None
    at, line = begin + first[0], first[1]
    separator, header = _header_of(line, kind)
    start = at + len(line) if header else at
    places = _places(header, kind) if header else tuple(range(kind.width))
    width = len(header) if header else kind.width
    sample = _sample(text[start : start + _SAMPLE_SIGNS])
    best: tuple[int, List] | None = None
    for way, layout in _candidates(sample, separator, kind):
        found = List(
            kind, way, layout, places, header, start,
            len(_BREAKS.findall(text, 0, start)) + 1, width,
            _HAS_ESCAPES.search(sample) is not None,
        )  # fmt: skip
        rows = list(islice(_rows(sample, found), _SAMPLE))
        if way is Written.raw and _has_only_doubled(rows, layout.quote):
            continue
        worth = sum(_is_whole(row, found) and kind.fits(found.in_order(row.cells)) for row in rows)
        if worth and (best is None or worth > best[0]) and 2 * worth >= len(rows):
            best = worth, found
    if best:
        return best[1]
    if not header:
        return None
    # The header says what it is, though hardly a row does.
    layout = Layout(separator, enclosed=line.startswith('"'), raw=line.startswith('"'))
    way = kind.ways[0] if layout.enclosed else Written.plain
    return List(kind, way, layout, places, header, start,
                len(_BREAKS.findall(text, 0, start)) + 1, width)  # fmt: skip


@dataclass(slots=True)
class Taken:
    """The rows of a list, those without sense left out."""

    rows: int
    empty_rows: int
    lines: Held[tuple[int, list[str]]]
    findings: list[Finding]

    def took(self, row: Row, found: List) -> bool:
        """Count a row and keep its cells; False where it makes no sense."""
        self.rows += 1
        line = row.line + found.line - 1
        if not row.torn and not "".join(row.cells).strip():
            self.empty_rows += 1
            self.findings.append(Finding(FindingCode.empty_row, line))
        elif _is_whole(row, found):
            self.lines.append((line, found.in_order(row.cells)))
        else:
            words = found.layout.separator.join(row.cells)[:_QUOTE]
            self.findings.append(Finding(FindingCode.columns_wrong, line, words))
            return False
        return True


def take_rows(file: TextFile, found: List, *, progress: Progress, stopped: Stopped) -> Taken:
    """The cells of every row with the line each is on, in the order of the kind.

    Refuses FormatUnknown, FileEmpty, FileCut and ImportStopped.
    """
    body = file.text[found.start :]
    taken = Taken(0, 0, Held(), [])
    for name in found.unknown:
        taken.findings.append(Finding(FindingCode.column_unknown, found.line, name[:_QUOTE]))
    wrong: list[Row] = []
    last: Row | None = None
    for number, row in enumerate(_rows(body, found)):
        if number % _PACE == 0:
            if stopped():
                raise ImportStopped
            progress(row.end, len(body))
        last = row
        if not taken.took(row, found):
            wrong.append(row)
            if len(wrong) > _MOST_WRONG + 2 * len(taken.lines):
                raise FormatUnknown(file.name)
    if last is None or taken.rows == taken.empty_rows:
        raise FileEmpty(file.name)
    _check_end(file, found, taken, (wrong, last))
    progress(len(body), len(body))
    return taken


def _check_end(file: TextFile, found: List, taken: Taken, rows: tuple[list[Row], Row]) -> None:
    """Refuse a list that ends inside a row; name a last line without an end."""
    wrong, last = rows
    line = last.line + found.line - 1
    if wrong == [last] and (last.torn or len(last.cells) < found.width):
        raise FileCut(file.name, line)
    if not taken.lines:
        raise FormatUnknown(file.name)
    if not file.text.rstrip(" ").endswith(("\r", "\n", found.layout.quote)):
        taken.findings.append(Finding(FindingCode.end_missing, line))


def raw_rows(text: str, found: List) -> Iterator[Row]:
    """The rows of a list as they stand below its header, in the order of its own columns."""
    return _rows(text[found.start :], found)


def filled_columns(taken: Taken, kind: Kind, places: Sequence[int]) -> tuple[str, ...]:
    """The columns in which something stands, by the names SLiMS gives them."""
    waiting, filled = list(places), set()
    for _line, cells in taken.lines:
        found = [place for place in waiting if cells[place].strip() not in ("", "0000-00-00")]
        filled.update(found)
        waiting = [place for place in waiting if place not in found] if found else waiting
        if not waiting:
            break
    return tuple(kind.names[place][0] for place in places if place in filled)


def unescaped(cell: str) -> str:
    """A cell without the backslashes of the database."""
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), cell)


def folded(name: str) -> str:
    """The name of a column as it is compared."""
    return re.sub(r"[\s_.]+", " ", name).strip(" \"'`~|\ufeff").casefold()


def _rows(text: str, found: List) -> Iterator[Row]:
    if found.written is Written.escaped:
        rows = _escaped_rows(text, found.layout)
    else:
        rows = read_rows(text, found.layout, width=found.width)
    for row in rows:
        cells = row.cells
        if found.written is Written.escaped:
            cells = [as_it_was(cell) for cell in cells]
        if len(cells) == found.width + 1 and not cells[-1].strip():
            cells.pop()
        if len(cells) > found.width and found.kind.repaired and found.is_in_order:
            cells = found.kind.repaired(cells, found.layout.joint) or cells
        if found.written is Written.plain and found.has_escapes:
            cells = [unescaped(cell) for cell in cells]
        yield Row(row.line, cells, row.end, row.torn)


def _escaped_rows(text: str, layout: Layout) -> Iterator[Row]:
    quote, separator = re.escape(layout.quote), re.escape(layout.separator)
    cell = re.compile(rf"{quote}([^{quote}\\]*+(?:\\.[^{quote}\\]*+)*+){quote}(?:{separator}|\Z)")
    at = number = 0
    for number, broken in enumerate(_BREAKS.split(text), 1):
        at = min(at + len(broken) + 1, len(text))
        line = broken.strip(" ")
        if not line:
            continue
        cells, place = [], 0
        while place < len(line) and (one := cell.match(line, place)):
            cells.append(unescaped(one[1]))
            place = one.end()
        if place == len(line):
            yield Row(number, cells, at)
            continue
        split = split_enclosed(line, layout)
        if split is not None:
            yield Row(number, [unescaped(each) for each in split], at)
        else:
            yield Row(number, line.split(layout.separator), at, line.startswith(layout.quote))


def _is_whole(row: Row, found: List) -> bool:
    return not row.torn and len(row.cells) == found.width


def _after_excel_hint(text: str) -> int:
    hint = re.match(r'\s*"?sep=.{1,3}?"?[\r\n]+', text, re.IGNORECASE)
    return hint.end() if hint else 0


def _has_only_doubled(rows: Sequence[Row], quote: str) -> bool:
    """Whether quotes stand inside of cells, and none of them alone."""
    inside = [cell for row in rows for cell in row.cells if quote in cell]
    return bool(inside) and not any(has_single_quote(cell, quote) for cell in inside)


def _sample(text: str) -> str:
    lines = list(islice(lines_of(text), _SAMPLE))
    return text[: lines[-1][0] + len(lines[-1][1])] if lines else ""


def _header_of(line: str, kind: Kind) -> tuple[str, tuple[str, ...]]:
    known = {name for names in kind.names for name in names}
    between = re.findall(r"[^\w\s.()/\"']{1,3}|\t", line[:2000])
    best: tuple[str, tuple[str, ...]] = ("", ())
    most = 0
    for separator in dict.fromkeys([*between, *_SEPARATORS]):
        cells = tuple(cell.strip(" \"'`~|") for cell in line.split(separator))
        wide = len(cells)
        while wide and not cells[wide - 1]:
            wide -= 1
        cells = cells[:wide]
        worth = sum(folded(cell) in known for cell in cells) if len(cells) < 4 * kind.width else 0
        if worth > most and any(folded(cell) in kind.names[0] for cell in cells):
            best, most = (separator, cells), worth
    return best if most >= _FEWEST_NAMES else ("", ())


def _places(header: tuple[str, ...], kind: Kind) -> tuple[int | None, ...]:
    at = {folded(name): place for place, name in reversed(list(enumerate(header)))}
    return tuple(next((at[name] for name in names if name in at), None) for names in kind.names)


def _candidates(sample: str, separator: str, kind: Kind) -> Iterator[tuple[Written, Layout]]:
    firsts = Counter(line[0] for _, line in lines_of(sample))
    quote = max(firsts, key=lambda sign: firsts[sign], default="")
    if quote and not quote.isalnum() and quote not in "<[(" and quote != separator:
        sign = re.escape(quote)
        joints = Counter(re.findall(rf"(?<={sign})([^\w\r\n{sign}]{{1,3}})(?={sign})", sample))
        usual = [separator] if separator else [joint for joint, _ in joints.most_common(3)]
        for way in kind.ways:
            for each in usual:
                yield way, Layout(each, quote, enclosed=True, raw=way is not Written.plain)
        for each in usual:
            yield Written.plain, Layout(each, quote, enclosed=True)
    for each in [separator] if separator else _SEPARATORS:
        yield Written.plain, Layout(each)
