"""Lists of copies of SLiMS (`senayan_item_export.csv`), with or without their header.

A copy is linked to its title by the words of the title alone. Who has the list of
titles too can join both (`copies_joining`); alone, it is held against the library.
"""

import re
from collections.abc import Iterator, Sequence

from jukung.domain import codes
from jukung.domain.errors import FormatUnknown
from jukung.exchange.imports.formats import (
    Progress,
    Stopped,
    never_stopped,
    no_progress,
    of_text,
)
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import CopyRecord, Finding, FindingCode, Reading
from jukung.exchange.imports.slims_copy_words import CopyCells, CopyWords
from jukung.exchange.imports.slims_lists import (
    Kind,
    Written,
    filled_columns,
    find_list,
    take_rows,
)
from jukung.exchange.listed.text_file import TextFile

NAME = "slims_items"

_NAMES: tuple[tuple[str, ...], ...] = (
    ("item_code", "item code", "kode eksemplar", "barcode", "nomor induk"),
    ("call_number", "call number", "nomor panggil", "no panggil"),
    ("coll_type_name", "coll type name", "tipe koleksi", "jenis koleksi"),
    ("inventory_code", "inventory code", "kode inventaris", "nomor inventaris", "no inventaris"),
    ("received_date", "received date", "tanggal penerimaan", "tanggal diterima"),
    ("supplier_name", "supplier name", "agen", "pemasok"),
    ("order_no", "order no", "nomor pemesanan"),
    ("location_name", "location name", "lokasi"),
    ("order_date", "order date", "tanggal pemesanan"),
    ("item_status_name", "item status name", "status eksemplar", "status"),
    ("site", "lokasi rak", "rak"),
    ("source", "sumber", "sumber perolehan"),
    ("invoice", "faktur"),
    ("price", "harga"),
    ("price_currency", "price currency", "mata uang"),
    ("invoice_date", "invoice date", "tanggal faktur"),
    ("input_date", "input date"),
    ("last_update", "last update"),
    ("title", "judul"),
)
_DAYS = (4, 8, 15)
_MOMENTS = (16, 17)
_SOURCE, _PRICE = 11, 13
_NOT_READ = (6, 8, 15)
# Where a quote, the separator and a quote can stand inside a cell.
_WORDS = (1, 2, 3, 5, 6, 7, 9, 10, 12, 14, 18)
_DAY = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/-]\d{1,2}[/-]\d{4})?(?: [\d:.]{4,8})?")
_USUAL = re.compile(rf"[A-Za-z0-9./_-]{{1,{codes.LONGEST}}}")


def fits(cells: Sequence[str]) -> bool:
    """Whether days, price and source stand where a list of copies has them."""
    if len(cells) != len(_NAMES):
        return False
    days = all(_DAY.fullmatch(cells[at].strip()) for at in (*_DAYS, *_MOMENTS))
    moments = any(":" in cells[at] or "-" in cells[at] for at in (*_DAYS, *_MOMENTS))
    price = re.fullmatch(r"-?[\d.,]*", cells[_PRICE].strip())
    return days and moments and price is not None and cells[_SOURCE].strip() in ("", "0", "1", "2")


def repaired(cells: list[str], joint: str) -> list[str] | None:
    """The cells with one put together again; None where none, or several, could be it.

    What was parted has half a pair of quotes on each side.
    """
    more = len(cells) - len(_NAMES)
    found = []
    for place in _WORDS:
        whole = joint.join(cells[place : place + more + 1])
        tried = [*cells[:place], whole, *cells[place + more + 1 :]]
        is_half = cells[place].count(joint[0]) % 2 and not whole.count(joint[0]) % 2
        if is_half and fits(tried):
            found.append(tried)
    return found[0] if len(found) == 1 else None


KIND = Kind(
    tuple(tuple(dict.fromkeys(name.replace("_", " ") for name in each)) for each in _NAMES),
    fits,
    (Written.raw,),
    repaired,
)


def looks_like(file: TextFile) -> bool:
    """Whether the file is certainly a list of copies."""
    return find_list(file.text, KIND) is not None


def read(
    file: TextFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read every copy; the titles they belong to are named by their words.

    Refuses FormatUnknown, FileEmpty, FileCut and ImportStopped.
    """
    found = find_list(file.text, KIND)
    if found is None:
        raise FormatUnknown(file.name)
    taken = take_rows(file, found, progress=progress, stopped=stopped)
    findings = taken.findings
    places = {cells[7].strip() for _line, cells in taken.lines} - {""}
    words = CopyWords(findings, several_locations=len(places) > 1)
    copies = Held(words.copy_of(line, _cells(cells)) for line, cells in taken.lines)
    findings += _of_numbers(copies)
    return Reading(
        format=NAME,
        rows=taken.rows,
        empty_rows=taken.empty_rows,
        titles=(),
        findings=tuple(sorted(findings, key=lambda each: each.line)),
        encoding=file.encoding,
        separator=found.layout.separator,
        header=found.header,
        copies=copies,
        left_out=tuple(name.replace(" ", "_") for name in filled_columns(taken, KIND, _NOT_READ)),
    )


FORMAT = of_text(NAME, looks_like, read)


def _cells(cells: Sequence[str]) -> CopyCells:
    return CopyCells(
        number=cells[0],
        call_number=cells[1],
        kind=cells[2],
        inventory_code=cells[3],
        received=cells[4],
        supplier=cells[5],
        location=cells[7],
        status=cells[9],
        site=cells[10],
        source=cells[_SOURCE],
        invoice=cells[12],
        price=cells[_PRICE],
        currency=cells[14],
        title_text=" ".join(cells[18].split()),
    )


def _of_numbers(copies: Sequence[CopyRecord]) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in copies:
        number = codes.fold(each.number)
        if not each.title_text:
            yield Finding(FindingCode.copy_title_gone, each.line, each.number)
        if not number:
            continue  # named as missing already
        if number in seen:
            yield Finding(FindingCode.repeated_copy_number, each.line, each.number)
        seen.add(number)
        if not _USUAL.fullmatch(each.number):
            yield Finding(FindingCode.unusual_copy_number, each.line, each.number)
