"""Every reader reads or refuses whatever it is given, and never takes long.

Five seconds for each in the ordinary run; a million of each before a release.
"""

import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from marc_makers import a_record, field, marc_xml, record
from test_free_table import FORM, HTML, form_row, ods, workbook

from jukung.domain.errors import Refusal, Trouble
from jukung.exchange.imports import (
    free_columns,
    inlislite_pages,
    koha_offline,
    marc_file,
    table_titles,
    xml_file,
)
from jukung.exchange.imports.chosen_file import choose
from jukung.exchange.imports.formats import never_stopped, no_progress

BRIEF, LONG = 1_000, 1_000_000
SECONDS = 5.0
LONGEST = 1.0

MARC = (
    a_record("Perahu", field("100", ("a", "Wulan, Sari")), field("952", ("p", "B1"), ("g", "1"))),
    a_record("Kisah é", leader="nam  "),
    record(("245", "10\x1faCaf\xe2e"), ("008", "x" * 40), leader="nas  ", letters="latin-1"),
)
XML = (
    marc_xml("Perahu", "Tikar", prefix="marc").encode(),
    (
        b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>'
        b'<name type="personal"><namePart>B</namePart><role><roleTerm>trl</roleTerm></role></name>'
        b"<originInfo><place><placeTerm>C</placeTerm></place></originInfo></mods>"
    ),
    (
        b'<r xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:dc><dc:title>A</dc:title>'
        b"<dc:creator>B, C, 1900-</dc:creator></dc:dc></r>"
    ),
)
KOC = (
    b"Version=1.0\tA=x\n2026-07-22 10-15-30 000\tissue\t1\tB1\n2026-07-22 10-15-30\treturn\tB1\n",
)
CSV = (
    (
        b"Judul;Pengarang;ISBN;Jumlah;No Induk;Harga;Tanggal;No DDC;No Panggil\n"
        b"Perahu;A dan B;9.7E+12;3;X1;Rp 1.000;1-2-2020;5;005 A\n"
    ),
    b'"Judul","Barcode","Kondisi"\n"A","1, 2","Rusak"\n',
)
PAGE = (
    HTML.encode(),
    b"<table><tr><td>Judul<td>Katalog ID<td>Tag<td>Value<tr><td>A<td>1<td>245<td>$a B $c D</table>",
)
BOOKS = (
    workbook(FORM, form_row(judul_utama="A", no_barcode="1", harga=5, tahun_terbit=2015)),
    ods("<table:table-row><table:table-cell><text:p>Judul</text:p></table:table-cell>"
        "</table:table-row>"),
)  # fmt: skip
READERS = {
    "marc": (marc_file.FORMAT, MARC, ".mrc"),
    "marcxml": (xml_file.MARC_FORMAT, XML, ".xml"),
    "mods": (xml_file.MODS_FORMAT, XML, ".xml"),
    "dublin_core": (xml_file.DUBLIN_FORMAT, XML, ".xml"),
    "koha_offline": (koha_offline.FORMAT, KOC, ".koc"),
    "csv": (table_titles.TABLE_FORMAT, CSV, ".csv"),
    "page": (table_titles.TABLE_FORMAT, PAGE, ".xls"),
    "fields": (inlislite_pages.FORMAT, PAGE, ".xls"),
    "workbook": (table_titles.INLISLITE_FORMAT, BOOKS, ".xlsx"),
}
BITS = (
    b"\x1d", b"\x1e", b"\x1f", b"\x1b$1", b"\x00", b"\xff\xfe", b"\xe2\x82", b"99999", b"#", b"<",
    b">", b"&", b"&b;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!--", b"]]>", b'"', b";", b"\n",
    b"\r", b"\t", b"<table>", b"<td rowspan=9999>", b"</tr>", b"0", b"-", b"9E+99", b"   " * 50,
    b"A" * 5000, "é﷽̈".encode(), b"\xed\xa0\x80",
)  # fmt: skip


@st.composite
def torn(draw, wholes):
    """A sound file with bytes cut, put in, doubled or swapped; at times nothing but bytes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=400))
    raw = bytearray(draw(st.sampled_from(wholes)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        to = min(len(raw), at + draw(st.integers(0, 40)))
        change = draw(st.integers(0, 3))
        if change == 0:
            del raw[at:to]
        elif change == 1:
            raw[at:at] = draw(st.sampled_from(BITS) | st.binary(max_size=12))
        elif change == 2:
            raw[at:at] = raw[at:to] * draw(st.integers(1, 30))
        else:
            raw[at:to] = draw(st.binary(min_size=to - at, max_size=to - at))
    return bytes(raw)


def attack(name, path, *, runs, seconds):
    form, wholes, _ending = READERS[name]
    until = time.monotonic() + seconds

    @settings(
        max_examples=runs,
        database=None,
        deadline=timedelta(seconds=LONGEST),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        derandomize=seconds != float("inf"),
    )
    @given(torn(wholes))
    def is_read_or_refused(raw):
        if time.monotonic() > until:
            return
        path.write_bytes(raw)
        try:
            file = choose(path)
            form.looks_like(file)
            reading = form.read(file, progress=no_progress, stopped=never_stopped)
        except (Refusal, Trouble):
            return
        assert len(reading.titles) <= reading.rows
        assert all(each.title for each in reading.titles)

    is_read_or_refused()


@pytest.mark.parametrize("name", READERS)
def test_whatever_comes_is_read_or_refused(tmp_path, name):
    attack(name, tmp_path / f"berkas{READERS[name][2]}", runs=BRIEF, seconds=SECONDS)


@pytest.mark.release
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", READERS)
def test_a_million_of_each_are_read_or_refused(tmp_path, name):
    attack(name, tmp_path / f"berkas{READERS[name][2]}", runs=LONG, seconds=float("inf"))


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_header_has_a_use_for_each_column(header):
    assert len(free_columns.guess(header)) == len(header)
