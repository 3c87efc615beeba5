"""The rows that are left out, as a list in the same columns, each with its reason.

Somebody corrects it in a spreadsheet and reads it again; then only those rows come in.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from xlsxwriter import Workbook

from jukung.domain.errors import FileExists, FormatUnknown, NothingRejected, RejectsNotRows
from jukung.exchange.harmless import harmless
from jukung.exchange.imports import (
    free_table,
    member_table,
    slims_csv,
    slims_items,
    slims_lists,
    slims_members,
)
from jukung.exchange.imports.chosen_file import ChosenFile, choose
from jukung.exchange.imports.corrections import heading, is_heading
from jukung.exchange.imports.finding_kinds import LEFT_OUT
from jukung.exchange.imports.finding_words import FINDINGS
from jukung.exchange.imports.plan import Plan
from jukung.exchange.imports.records import FindingCode
from jukung.exchange.imports.slims_columns import COLUMNS
from jukung.exchange.imports.slims_dialect import find_dialect
from jukung.exchange.listed.rows import read_rows
from jukung.exchange.parcels.flushed import write_true
from jukung.words import _

_TABLES = free_table.NAMES
_LISTS = {slims_items.NAME: (slims_items.KIND,),
          slims_members.NAME: (slims_members.KIND_WITH_PASSWORDS, slims_members.KIND)}  # fmt: skip
_MOST_LETTERS = 32_000
# Their text is the row itself, which stands beside anyway.
_WHOLE_ROWS = frozenset({FindingCode.title_missing, FindingCode.columns_wrong})


@dataclass(frozen=True, slots=True)
class Rejects:
    """Rows in the columns of their file, with the reason in a column more."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def gather(plan: Plan) -> Rejects:
    """The rows that a plan leaves out and that somebody can correct.

    Refuses RejectsNotRows for files that are no lists, NothingRejected, and what
    reading the file anew refuses.
    """
    reasons = _reasons(plan)
    if not can_gather(plan):
        raise RejectsNotRows(plan.file)
    if not reasons:
        raise NothingRejected(plan.file)
    header, lines = _lines(choose(plan.path), plan.reading.format)
    kept = [at for at, name in enumerate(header) if not is_heading(name)]
    # What a library does not read of people does not go out again either.
    dropped = set(plan.reading.left_out) if plan.reading.format in _OF_PEOPLE else set()
    rows = []
    for line, cells in lines:
        if line in reasons:
            said = [
                cells[at] if at < len(cells) and header[at] not in dropped else "" for at in kept
            ]
            rows.append((*said, reasons[line]))
    if not rows:
        raise NothingRejected(plan.file)
    return Rejects((*(header[at] for at in kept), heading()), tuple(rows))


def can_gather(plan: Plan) -> bool:
    """Whether the file has rows that can be written out again."""
    return plan.reading.format in (*_TABLES, *_LISTS, slims_csv.NAME, member_table.NAME)


def has_columns(plan: Plan) -> bool:
    """Whether somebody may say what the columns of the file are."""
    return plan.reading.format in _TABLES


def count(plan: Plan) -> int:
    """How many lines would be written out, as far as the plan knows."""
    return len(_reasons(plan)) if can_gather(plan) else 0


def write(plan: Plan, path: Path) -> int:
    """Write the rows as CSV, or as a workbook where the name ends so; gives how many.

    Refuses as `gather` does, FileExists over the list itself, DiskFull, CannotWrite.
    """
    if path.exists() and path.samefile(plan.path):
        raise FileExists(str(path))
    rejects = gather(plan)
    as_bytes = _workbook if path.suffix.casefold() == ".xlsx" else _csv
    write_true(path, as_bytes(rejects))
    return len(rejects.rows)


_OF_PEOPLE = (slims_members.NAME, member_table.NAME)


def _reasons(plan: Plan) -> dict[int, str]:
    """Why each line is left out, in a sentence; several reasons one after another."""
    found: dict[int, dict[str, None]] = {}
    for each in plan.findings:
        if each.code in LEFT_OUT:
            words = FINDINGS[str(each.code)]
            told = each.text if each.code not in _WHOLE_ROWS else ""
            said = f"{_(words.name)}: {told}" if told else _(words.name)
            found.setdefault(each.line, {})[said] = None
    return {line: ". ".join(said) for line, said in found.items()}


def _lines(
    file: ChosenFile, name: str
) -> tuple[tuple[str, ...], Iterator[tuple[int, Sequence[str]]]]:
    if name in _TABLES:
        table = file.table
        return table.header, ((line.number, line.cells) for line in table.rows)
    if name == member_table.NAME:
        people = member_table.people_in(file)
        if people is None:
            raise FormatUnknown(file.name)
        return people.header, ((line.number, line.cells) for line in people.lines)
    text = file.text.text
    if name == slims_csv.NAME:
        dialect = find_dialect(text)
        if dialect is None:
            raise FormatUnknown(file.name)
        rows = read_rows(text[dialect.start :], dialect.layout, width=dialect.columns.width)
        names = dialect.columns.header or tuple(COLUMNS)
        return names, ((row.line + dialect.line - 1, row.cells) for row in rows)
    for kind in _LISTS[name]:
        found = slims_lists.find_list(text, kind)
        if found is not None:
            names = found.header or tuple(each[0].replace(" ", "_") for each in kind.names)
            raw = slims_lists.raw_rows(text, found)
            return names, ((row.line + found.line - 1, row.cells) for row in raw)
    raise FormatUnknown(file.name)


def _csv(rejects: Rejects) -> bytes:
    made = StringIO(newline="")
    writer = csv.writer(made, delimiter=",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (rejects.header, *rejects.rows):
        writer.writerow([harmless(cell) for cell in row])
    return made.getvalue().encode("utf-8-sig")


def _workbook(rejects: Rejects) -> bytes:
    made = BytesIO()
    ways = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False}  # fmt: skip
    with Workbook(made, ways) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((rejects.header, *rejects.rows)):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, harmless(cell)[:_MOST_LETTERS])
        sheet.freeze_panes(1, 0)
    return made.getvalue()
