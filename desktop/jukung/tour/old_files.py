"""Files as a library brings them along: a dead PC's backup, and somebody's Excel list.

Everything in them is invented; some of it is wrong in the ways such files are wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from jukung.exchange.imports.slims_columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORDS = ("Sungai", "Rawa", "Ladang", "Bengkel", "Dapur", "Perahu", "Anyaman", "Kebun")
_KINDS = ("Cerita", "Belajar tentang", "Kerja di", "Lagu dari", "Hari-hari di")
_AUTHORS = ("Kusuma, Ratih", "Basuki, Tono", "Utami, Wening", "Sungai, Rara")
_CLASSES = ("813", "639.2", "649", "641.5", "746.4")
_TABLES = {
    "mst_author": ("author_id", "author_name", "authority_type"),
    "mst_publisher": ("publisher_id", "publisher_name"),
    "biblio": (
        *("biblio_id", "title", "isbn_issn", "publisher_id", "publish_year"),
        *("call_number", "classification", "language_id"),
    ),
    "biblio_author": ("biblio_id", "author_id", "level"),
    "item": ("item_id", "biblio_id", "item_code", "source", "price", "received_date"),
    "member": (
        *("member_id", "member_name", "gender", "birth_date", "member_address"),
        *("pin", "member_since_date", "expire_date", "mpasswd"),
    ),
    "loan": (
        *("loan_id", "item_code", "member_id", "loan_date", "due_date", "renewed"),
        *("is_lent", "is_return", "return_date"),
    ),
    "fines": ("fines_id", "fines_date", "member_id", "debet", "credit", "description"),
    "visitor_count": ("visitor_id", "member_id", "member_name", "institution", "checkin_date"),
}


def slims_backup(path: Path, *, titles: int = 60, members: int = 24) -> Path:
    """Write a backup of SLiMS with its members, loans, fines and visits."""
    rows = _rows(titles, members)
    out = ["-- phpMyAdmin SQL Dump\n-- version 5.2.1\n--\n"]
    for table, columns in _TABLES.items():
        names = ",\n".join(f"  `{name}` varchar(255) DEFAULT NULL" for name in columns)
        out.append(f"CREATE TABLE `{table}` (\n{names}\n) ENGINE=MyISAM;\n")
        heads = ", ".join(f"`{name}`" for name in columns)
        values = ",\n".join(f"({', '.join(map(_quoted, row))})" for row in rows[table])
        out.append(f"INSERT INTO `{table}` ({heads}) VALUES\n{values};\n\n")
    path.write_text("".join(out), encoding="utf-8")
    return path


def excel_list(path: Path, *, titles: int = 40) -> Path:
    """Write a list with columns that only who made it would know."""
    heads = ("No", "Nama barang", "Yang menulis", "Golongan", "Jml", "Dari mana", "Keterangan")
    with Workbook(path) as book:
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, heads)
        for at in range(titles):
            sheet.write_row(at + 1, 0, (
                at + 1, "" if at == 17 else _title(at, f"jilid {at % 3 + 1}"), _AUTHORS[at % 4],
                _CLASSES[at % 5], at % 3 + 1, ("Beli", "Hadiah warga")[at % 2],
                "rak pojok" if at % 6 else "",
            ))  # fmt: skip
    return path


def slims_list(path: Path, *, titles: int = 40) -> Path:
    """Write a list of titles as SLiMS 9.7 does."""
    rows = [[column.replace(" ", "_") for column in COLUMNS]]
    for at in range(titles):
        known = {
            "title": f"Dongeng sungai, bagian {at + 1}",
            "gmd name": "Text",
            "publish year": "2021",
            "call number": f"813 SUN d{at + 1}",
            "language name": "Indonesia",
            "authors": "<Sungai, Rara>",
            "item code": f"<D{at + 1:05}>",
        }
        rows.append([known.get(column, "") for column in COLUMNS])
    path.write_text("".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows), "utf-8")
    return path


def _rows(titles: int, members: int) -> dict[str, list[tuple[object, ...]]]:
    return {
        "mst_author": [(at, name, "p") for at, name in enumerate(_AUTHORS, 1)],
        "mst_publisher": [(1, "Rumah Lanting"), (2, "Balai Rawa")],
        "biblio": list(_titles(titles)),
        "biblio_author": [(at, at % 4 + 1, 1) for at in range(1, titles + 1)],
        "item": list(_items(titles)),
        "member": list(_members(members)),
        "loan": list(_loans(members)),
        "fines": [
            (at, f"2026-09-{at + 10}", f"{at:04}", 1500 * at, 500, "Denda keterlambatan")
            for at in range(1, 7)
        ],
        "visitor_count": [
            (at, f"{at % members + 1:04}", None, None, f"2026-08-{at % 27 + 1:02} 09:15:00")
            for at in range(1, 61)
        ],
    }


def _titles(count: int) -> Iterator[tuple[object, ...]]:
    for at in range(1, count + 1):
        title = _title(at, f"buku {at}")
        if at % 19 == 0:
            # What reading UTF-8 as Latin letters makes of them.
            title = f"Café Lanting, buku {at}".encode().decode("latin-1")
        isbn = f"978-602-00-{at:04}-0" if at % 3 == 0 else ""
        year = "20011" if at == 7 else str(2001 + at % 24)
        class_ = _CLASSES[at % 5]
        yield at, title, isbn, at % 2 + 1, year, f"{class_} {title[:3].upper()}", class_, "id"


def _items(titles: int) -> Iterator[tuple[object, ...]]:
    for at in range(1, titles + titles // 2 + 1):
        # Two have one number, and one has a title that is gone.
        code = f"P{1 if at == 12 else at:05}"
        biblio = 9999 if at == 30 else (at - 1) % titles + 1
        received = "0000-00-00" if at % 25 == 0 else f"2024-0{at % 9 + 1}-12"
        yield at, biblio, code, at % 3, 45000 + 500 * at, received


def _members(count: int) -> Iterator[tuple[object, ...]]:
    for at in range(1, count + 1):
        name = f"Contoh {('Rawa', 'Lanting', 'Muara', 'Hulu')[at % 4]} {at}"
        born = "0000-00-00" if at % 11 == 0 else f"20{at % 12:02}-04-17"
        yield f"{at:04}", name, at % 2, born, "Dusun Rawa", "6300000000000000", "2024-01-05", \
            "2027-01-05", "$2y$10$kunci"  # fmt: skip


def _loans(members: int) -> Iterator[tuple[object, ...]]:
    for at in range(1, 41):
        is_out = at <= 9
        code = "HILANG-1" if at in (4, 21) else f"P{at + 30:05}"
        month = "11" if is_out else "09"
        day, back = at % 18 + 1, at % 18 + 8
        yield at, code, f"{at % members + 1:04}", f"2026-{month}-{day:02}", \
            f"2026-{month}-{day + 7:02}", at % 5 == 0, 1, not is_out, \
            None if is_out else f"2026-{month}-{back:02}"  # fmt: skip


def _title(at: int, part: str) -> str:
    return f"{_KINDS[at % 5]} {_WORDS[at % 8].lower()}, {part}"


def _quoted(cell: object) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, int):
        return str(int(cell))
    return "'" + str(cell).replace("'", "\\'") + "'"
