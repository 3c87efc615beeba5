"""Where the headings of a workbook stand, what they say, and which row is the library's."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from jukung.domain import errors
from jukung.exchange.workbooks.package import Package, SheetPart, local
from jukung.figures.ready import iplm

MOST_COLUMNS = 256
_LOOKED_AT, _ABOVE, _FEWEST = 40, 4, 3
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_COUNTING = re.compile(r"\(?([0-9]{1,3}|[A-Z]{1,2})\)?")

Cells = dict[int, dict[int, str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet of the workbook as it is filled in."""

    sheet: SheetPart
    headings: dict[str, str]
    """What each column is called, by its letters."""
    head_row: int
    row: int
    """The row to be filled in: the library's own, or the first empty one."""
    fingerprint: str
    """The same for every workbook with these headings."""
    formulas: frozenset[str]
    """The columns of the row that reckon by themselves."""


def look(package: Package, *, own: tuple[str, ...] = (), sheet: str = "", row: int = 0) -> Layout:
    """Find the sheet and its headings; `own` are the library's name and numbers.

    A row may be said; else it is the library's own, or the first empty one.

    Refuses WorkbookWithoutHeadings, WorkbookDamaged.
    """
    shared = _shared(package)
    best: tuple[int, Layout] | None = None
    for part in package.sheets:
        if part.hidden or (sheet and part.name != sheet):
            continue
        found = _look_at(package.tree(part.part), part, shared, own, row=row)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None or best[0] < _FEWEST:
        raise errors.WorkbookWithoutHeadings(package.path.name)
    return best[1]


def letters_of(column: int) -> str:
    """The letters of a column; the first is 1."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def place_of(reference: str) -> tuple[int, int] | None:
    """The column and row of `AE5`; None of anything else."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return column, int(found[2])


def _look_at(
    tree: Element, part: SheetPart, shared: list[str], own: tuple[str, ...], *, row: int
) -> tuple[int, Layout] | None:
    cells, formulas = _cells(tree, shared)
    spread = _spread(cells, tree)
    best: tuple[int, int, dict[str, str]] | None = None
    for bottom in sorted(spread):
        headings = _headings(spread, bottom)
        score = len(iplm.propose(headings))
        if best is None or score > best[0]:
            best = (score, bottom, headings)
    if best is None or not best[0]:
        return None
    score, head_row, headings = best
    row = row or _row(cells, head_row, own)
    mine = frozenset(letters_of(column) for column in formulas.get(row, ()))
    return score, Layout(part, headings, head_row, row, _fingerprint(headings), mine)


def _headings(spread: Cells, bottom: int) -> dict[str, str]:
    """Each column's words in the rows down to this one; titles across the sheet are none."""
    rows: list[dict[int, str]] = []
    for row in range(bottom, max(bottom - _ABOVE, 0), -1):
        said = spread.get(row, {})
        if len(set(said.values())) < 2 or _counts(said):
            break
        rows.insert(0, said)
    made: dict[str, str] = {}
    for column in sorted({column for said in rows for column in said})[:MOST_COLUMNS]:
        words = dict.fromkeys(said[column] for said in rows if column in said)
        made[letters_of(column)] = " ".join(words)
    return made


def _counts(said: Mapping[int, str]) -> bool:
    """Whether a row only numbers the columns, or is a row of figures."""
    return all(_COUNTING.fullmatch(each.strip()) for each in said.values())


def _row(cells: Cells, head_row: int, own: tuple[str, ...]) -> int:
    names = {_plain(each) for each in own if each.strip()}
    for row in sorted(each for each in cells if each > head_row):
        if names & {_plain(each) for each in cells[row].values()}:
            return row
    row = head_row + 1
    while (said := cells.get(row)) and (_counts(said) or len(said) > 1):
        row += 1
    return row


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _fingerprint(headings: Mapping[str, str]) -> str:
    said = "\n".join(f"{column}:{_plain(words)}" for column, words in headings.items())
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _cells(tree: Element, shared: list[str]) -> tuple[Cells, dict[int, set[int]]]:
    cells: Cells = {}
    formulas: dict[int, set[int]] = {}
    row_number = 0
    for row in (each for each in tree.iter() if local(each.tag) == "row"):
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in (each for each in row if local(each.tag) == "c"):
            place = place_of(cell.get("r", ""))
            column = place[0] if place else column + 1
            said = _said(cell, shared)
            if any(local(each.tag) == "f" for each in cell):
                formulas.setdefault(row_number, set()).add(column)
            elif said:
                cells.setdefault(row_number, {})[column] = said
    return cells, formulas


def _said(cell: Element, shared: list[str]) -> str:
    texts = [each.text or "" for each in cell.iter() if local(each.tag) in ("v", "t")]
    said = "".join(texts).strip()
    if cell.get("t") == "s" and said.isascii() and said.isdigit():
        return shared[int(said)] if int(said) < len(shared) else ""
    return said


def _shared(package: Package) -> list[str]:
    folder = package.book.rpartition("/")[0]
    part = "/".join(filter(None, (folder, "sharedStrings.xml")))
    if part not in package.parts:
        return []
    return [
        " ".join("".join(t.text or "" for t in each.iter() if local(t.tag) == "t").split())
        for each in package.tree(part)
        if local(each.tag) == "si"
    ]


def _spread(cells: Cells, tree: Element) -> Cells:
    """Cells with the words of merged ones in each place they cover."""
    made = {row: dict(said) for row, said in cells.items() if row <= _LOOKED_AT}
    for merged in (each for each in tree.iter() if local(each.tag) == "mergeCell"):
        first, _colon, last = merged.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last)
        if start is None or end is None or start[1] > _LOOKED_AT:
            continue
        said = cells.get(start[1], {}).get(start[0])
        if not said:
            continue
        for row in range(start[1], min(end[1], _LOOKED_AT) + 1):
            for column in range(start[0], min(end[0], MOST_COLUMNS) + 1):
                made.setdefault(row, {})[column] = said
    return made
