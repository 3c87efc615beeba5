"""What an open export says of itself: `datapackage.json`, and a page to read first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jukung.exchange.exports.open_columns import DIGEST, FILE, OpenColumn, OpenFile
from jukung.library.desk import Profile

MARK = "jukung-open-export"
VERSION = 1
DESCRIPTOR, README = "datapackage.json", "README.txt"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its rows, its bytes, and their digest."""

    rows: int
    size: int
    digest: str


def descriptor(
    profile: Profile, made_on: date, files: Sequence[OpenFile], written: Mapping[str, Written]
) -> bytes:
    """The package as Frictionless describes one: files, columns, kinds and keys."""
    found: Json = {
        "profile": "tabular-data-package",
        "name": MARK,
        "title": profile.name,
        "description": "Everything that a Jukung library holds; README.txt says what is left out.",
        "created": f"{made_on.isoformat()}T00:00:00Z",
        "version": str(VERSION),
        "jukung": {"format": MARK, "version": VERSION, "kind": str(profile.kind)},
        "resources": [_resource(each, written[each.name]) for each in files],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def readme(
    profile: Profile, made_on: date, files: Sequence[OpenFile], written: Mapping[str, Written]
) -> bytes:
    """The page to read first, in Indonesian and English, for any program of the day."""
    width = max(len(each.name) for each in files) + 5
    lines = [
        _listed(f"{each.name}.csv".ljust(width), written[each.name].rows, each.table.indonesian)
        for each in files
    ]
    english = [
        _listed(f"{each.name}.csv".ljust(width), written[each.name].rows, each.table.english)
        for each in files
    ]
    apart_id, apart_en = (_PRISON_ID, _PRISON_EN) if profile.is_prison else (_OUT_ID, _OUT_EN)
    said = [
        _HEAD_ID.format(name=profile.name, day=made_on.isoformat()),
        "\n".join(lines),
        apart_id,
        _RULES_ID,
        "-" * 76,
        _HEAD_EN.format(name=profile.name, day=made_on.isoformat()),
        "\n".join(english),
        apart_en,
        _RULES_EN,
    ]
    return ("\n\n".join(said) + "\n").replace("\n", "\r\n").encode()


def _listed(name: str, rows: int, words: str) -> str:
    return f"  {name} {rows:>8}  {words}"


def _resource(file: OpenFile, written: Written) -> Json:
    fields = [_field(each, file) for each in file.columns]
    if file.beside:
        fields += [
            {"name": FILE, "type": "string", "constraints": {"required": True, "unique": True}},
            {"name": DIGEST, "type": "string", "constraints": {"required": True}},
        ]
    schema: Json = {"fields": fields, "missingValues": [""]}
    if file.key:
        schema["primaryKey"] = list(file.key)
    links = [(each.name, *each.refers) for each in file.columns if each.refers]
    if links:
        schema["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": _to(other, file), "fields": [there]}}
            for own, other, there in links
        ]
    return {
        "name": file.name,
        "title": file.table.english,
        "path": f"{file.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _to(other: str, file: OpenFile) -> str:
    """The file that a link goes to; within one file it has no name."""
    return "" if other == file.name else other


def _field(column: OpenColumn, file: OpenFile) -> Json:
    made: Json = {"name": column.name, "type": column.kind}
    if column.form:
        made["format"] = column.form
    if column.kind == "boolean":
        made |= {"trueValues": ["1"], "falseValues": ["0"]}
    rules: Json = {}
    # An empty word and no word at all are the same cell.
    if column.required and (column.kind != "string" or column.choices or column.form):
        rules["required"] = True
    if column.unique and (column.name,) != file.key:
        rules["unique"] = True
    if column.choices:
        rules["enum"] = list(column.choices)
    return made | ({"constraints": rules} if rules else {})


_HEAD_ID = """\
EKSPOR TERBUKA · {name} · {day}

Folder ini berisi seluruh catatan perpustakaan dalam berkas CSV yang dapat dibaca
program apa pun. Jukung membacanya kembali ke perpustakaan baru yang kosong.
SIMPAN BAIK-BAIK: folder ini tidak terkunci. Hapus bila tidak diperlukan lagi.

Berkas, jumlah baris, isi:"""

_HEAD_EN = """\
OPEN EXPORT · {name} · {day}

This folder holds all records of the library as CSV files that any program reads.
Jukung reads them back into a new, empty library.
KEEP IT SAFE: this folder is not locked. Delete it when it is no longer needed.

Files, rows, what they hold:"""

_OUT_ID = """\
Yang tidak disertakan:
  - PIN petugas dan kunci perpustakaan; yang baru dibuat saat ekspor dibaca kembali,
    dan dinas perlu menerima kartu perpustakaan yang baru;
  - nomor KTP (NIK);
  - isi jurnal, yang dapat dihapus atas permintaan anggota; rantai sidiknya disertakan;
  - dinas pemilik koleksi titipan yang sudah dibandingkan sidiknya: bandingkan lagi;
  - antrean cetak; berkas paket judul, yang tetap ada sebagai berkas sendiri."""

_OUT_EN = """\
What is left out:
  - PINs of staff and the library's keys; new ones are made when the export is read back,
    and the agency then needs the library's new card;
  - identity numbers (NIK);
  - the words of the journal, which can be erased for a member; its chain is here;
  - which owners of boxes had their digits compared: compare them again;
  - print queues; title packs, which stay files of their own."""

_PRISON_ID = """\
Ini perpustakaan lapas/rutan. Agar tidak ada orang yang dapat dikenali, TIDAK disertakan:
  - nama, foto, dan nomor register siapa pun, termasuk petugas;
  - kartu pada peminjaman: tidak ada hubungan antara kartu dan judul;
  - reservasi, keliling blok, izin, sanksi, surat, bebas pustaka, dan kunjungan per kartu;
  - blok atau kamar penghuni, tanggal bebas, jenis kelamin dan umur pada peminjaman;
  - catatan bebas tentang eksemplar, asalnya, penyiangan, stock opname, kegiatan, angka:
    nama siapa pun dapat tertulis di situ;
  - id peminjaman, kunjungan, dan kartu, yang menyimpan jam dan menitnya;
  - dinas pemilik koleksi titipan yang sudah dibandingkan sidiknya: bandingkan lagi;
  - jurnal, PIN, dan semua kunci. Kolom tindakan hanya menyatakan ada (1) atau tidak (0)."""

_PRISON_EN = """\
This is a library in a prison. So that nobody can be recognised, it leaves OUT:
  - the name, photograph and register number of anybody, staff included;
  - the card on a loan: nothing links a card to a title;
  - holds, block rounds, permissions, sanctions, letters, clearances, visits by card;
  - where residents live, release days, sex and age on loans;
  - free words on copies, where they came from, weedings, stocktakes, activities, figures:
    anybody may be named in them;
  - ids of loans, visits and cards, which hold the minute they were made;
  - which owners of boxes had their digits compared: compare them again;
  - the journal, PINs and all keys. Columns of acts only say that there is one (1) or not (0)."""

_RULES_ID = """\
Cara membaca: UTF-8, koma, baris pertama nama kolom. Tanggal 2026-11-22; waktu UTC;
uang rupiah tanpa titik; sel kosong berarti tidak ada. Teks yang dapat dikira rumus
(diawali = + - @) diberi tanda petik tunggal di depan; buang satu petik untuk teks asli.
Gambar ada di folder bernama sama dengan berkas CSV-nya; kolom sha256 adalah sidiknya.
Hubungan antarberkas dan jenis kolom tertulis di datapackage.json (Frictionless)."""

_RULES_EN = """\
How to read it: UTF-8, commas, names of columns in the first row. Days are 2026-11-22;
moments are UTC; money is whole rupiah; an empty cell is nothing. Text that could be taken
for a formula (beginning with = + - @) has an apostrophe in front; drop one to get the text.
Pictures lie in a folder named like their CSV file; sha256 is their digest.
datapackage.json (Frictionless) has the links between files and the kinds of columns."""
