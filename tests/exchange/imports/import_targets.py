"""What every reader of lists is given to read: small sound files, and what they are made of."""

import gzip
from dataclasses import fields, is_dataclass

from marc_makers import a_record, field, marc_xml, record
from old_workbooks import in_sectors, records
from slims_dumps import a_small_library, write_admin, write_php
from slims_lists import SOME_ROWS, write_970, write_doubled, write_excel, write_raw
from slims_people import a_member_row, an_item, write_items, write_members

from fuzzing import Target, packed, whole
from jukung.exchange.imports import (
    inlislite_pages,
    koha_offline,
    marc_file,
    member_table,
    reading,
    slims_csv,
    slims_items,
    slims_members,
    slims_sql,
    table_titles,
    xml_file,
)
from jukung.exchange.imports.chosen_file import choose
from jukung.exchange.imports.formats import never_stopped, no_progress
from jukung.exchange.packs import lists

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
    (b"Version=1.0\tA=x\n2026-07-22 10-15-30 000\tissue\t1\tB1\n2026-07-22 10-15-30\treturn\tB1\n"),
)
CSV = (
    (
        b"Judul;Pengarang;ISBN;Jumlah;No Induk;Harga;Tanggal;No DDC;No Panggil\n"
        b"Perahu;A dan B;9.7E+12;3;X1;Rp 1.000;1-2-2020;5;005 A\n"
    ),
    b'"Judul","Barcode","Kondisi"\n"A","1, 2","Rusak"\n',
    "Judul\tBahasa\tEdisi serial\nA\teng\tEdisi 3 '=x\n".encode("utf-16"),
)
PAGE = (
    (
        b"<html><body><table border=1><tr><td>Judul<td>Pengarang<td>No Induk</tr>"
        b"<tr><td rowspan=2>A&amp;B<td>C<td>1</tr><tr><td>D<td>2</tr></table>"
    ),
    b"<table><tr><td>Judul<td>Katalog ID<td>Tag<td>Value<tr><td>A<td>1<td>245<td>$a B $c D</table>",
)
PEOPLE = (
    (
        b"NO ANGGOTA;NAMA LENGKAP;JENIS KELAMIN;TANGGAL LAHIR;ALAMAT;NO HP;MASA BERLAKU\n"
        b"A1;Contoh;L;Amuntai, 17-4-2012;RT 2;0812;2027-01-05\n"
    ),
)
SLIMS_TITLES = tuple(
    write(SOME_ROWS, header=header).encode()
    for write in (write_raw, write_doubled, write_970, write_excel)
    for header in (False, True)
)
SLIMS_ITEMS = (
    write_items(
        [an_item(f"P{n}", site='Rak "A", baris 1') for n in range(3)], header=True
    ).encode(),
)
SLIMS_MEMBERS = (
    write_members([a_member_row(f"000{n}", 'Contoh "S"') for n in range(3)], header=True).encode(),
)
SLIMS_SQL = (
    write_php(a_small_library()).encode(),
    write_admin(a_small_library()).encode(),
    gzip.compress(write_php(a_small_library()).encode()),
)
ROW = ("Judul Utama", "No Barcode", "Harga", "Jenis Bahan", "Jenis Sumber", "Kota Terbit")
CELL = '<c r="{0}{1}" t="inlineStr"><is><t>{2}</t></is></c>'
XLSX = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    b"</Relationships>",
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    b'<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package'
    b'/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    b' count="1" uniqueCount="1"><si><t>Perahu</t></si></sst>',
    "xl/worksheets/sheet1.xml": (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:F2"/><sheetData><row r="1">'
        + "".join(CELL.format(at, 1, cell) for at, cell in zip("ABCDEF", ROW, strict=True))
        + '</row><row r="2"><c r="A2" t="s"><v>0</v></c>'
        + CELL.format("B", 2, "X1")
        + '<c r="C2"><v>5000</v></c><c r="D2" t="d"><v>2026-01-02</v></c></row></sheetData>'
        "</worksheet>"
    ).encode(),
}
ODS = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": (
        '<o:d xmlns:o="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:office="urn:f">'
        "<table:table><table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ROW)
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        "<table:table-cell><text:p>Perahu</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="5000.0"/>'
        "</table:table-row></table:table></o:d>"
    ).encode(),
}
XLS = records(ROW, ("Perahu", "X1", 5000.0))

SQL_SIGNS = (
    *(b"'", b'"', b"\\", b"\\'", b"''", b"(", b")", b"),(", b";", b",", b"\n", b"\r\n", b"`"),
    *(b"/*", b"*/", b"-- ", b"#", b"0x", b"NULL", b"INSERT INTO `item` VALUES (", b"\xc3"),
    *(b"\xff", b"\0", b"DELIMITER $$\n", b"CREATE TABLE `item` (", b"VALUES", b"\x1f\x8b"),
    *(b'","', b'",', b"0000-00-00", b"<", b"99999999999999999999", b"-1", b"9" * 5000),
)
MARC_SIGNS = (
    *(b"\x1d", b"\x1e", b"\x1f", b"\x1b$1", b"\x1b(B", b"\x1b", b"00000", b"99999", b"#", b"a"),
    *(b"\x1fa", b"\x1e\x1d", b"245", b"880", b"952", b"\xe2e", b"\x1b(Q", b"$a", b" : ", b" /"),
)
XML_SIGNS = (
    *(
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"&b;",
        b"&#0;",
        b"&#9999;",
    ),
    *(b"<record>", b"</record>", b"<dc>", b"<title>", b"</title>", b"<?xml version='1.0'?>", b"/>"),
    *(b"<?xml version='1.0' encoding='utf-16'?>", b"<?xml version='1.0' encoding='x'?>", b"='"),
    *(b' type="', b' tag="', b"880", b"eng", b"<mods>", b"<name><namePart/><role/></name>"),
)
KOC_SIGNS = (b"\tissue\t1\tB1\n", b"\treturn\t", b"payment", b"\t", b"2026-07-22 10-15-30")
TABLE_SIGNS = (
    *(b'","', b'";"', b"\n;", b"sep=;\n", b"Judul", b"Title", b"No Induk", b"Pengarang", b"Jumlah"),
    *(b"Tanggal", b"1-2-2020", b"31/12/99", b"45000", b"9.78602E+12", b"Rp 1.000,-", b"'=", b"'+1"),
    *(b"P1-P99999", b"1-99999", b"1 s/d 900000", b"A1, A2", b"3 eks", b"eng", b"Edisi 3", b"2020"),
)
PAGE_SIGNS = (
    *(b"<table>", b"</table>", b"<td rowspan=9999>", b"<td colspan=9999>", b"</tr>", b"<tr>"),
    *(b"<td>", b"<style>", b"<!--", b"-->", b"<script>", b"&#x41;", b"&#0;", b"&nbsp;", b"$a"),
    *(b"<br>", b"<td", b"245", b"952", b"000", b"008", *TABLE_SIGNS),
)
BOOK_SIGNS = (
    *(b"999999", b"1048576", b"XFD1048576", b"ZZZ9", b"A0", b"</row>", b"<row>", b"</c>", b"<v>"),
    *(b' t="s"', b' t="e"', b' t="b"', b' t="str"', b' t="d"', b"1e308", b"-1e308", b"NaN", b"inf"),
    *(
        b"number-rows-repeated",
        b"<!DOCTYPE",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"PK\x01\x02",
        b"\t\x08",
    ),
    *(
        b"xl/workbook.xml",
        b"../",
        b"\x04\x02",
        b"\x03\x02",
        b"\x09\x08\x10\x00",
        b"\x0a\x00\x00\x00",
    ),
)


def of_format(form):
    """Read a file by one format, whether it looks like it or not."""

    def read(path):
        file = choose(path)
        form.looks_like(file)
        is_sound(form.read(file, progress=no_progress, stopped=never_stopped))

    return read


def as_chosen(path):
    """Read a file as if somebody chose it: by the format that knows it."""
    is_sound(reading.read(path))


def as_books(path):
    """Read a file as a list for packs and boxes."""
    assert all(each.record.title for each in lists.read_list(path).lines)


def is_sound(found):
    """Look at what every reader promises of what it read."""
    assert len(found.titles) <= found.rows
    assert all(each.title for each in found.titles)
    assert all(each.line >= 0 for each in found.findings)
    for each in (*found.titles, *found.copies, *found.members, *found.loans):
        "".join(_texts(each)).encode()  # else the database would not take it


def _texts(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from _texts(getattr(part, each.name))


def old_or_new(chance, change):
    """A workbook of Excel new or old, or of LibreOffice."""
    kind = chance.randrange(4)
    if kind < 2:
        return NEW_BOOKS(chance, change)
    if kind == 2:
        return OPEN_BOOKS(chance, change)
    return change(in_sectors(XLS)) if chance.random() < 0.3 else in_sectors(change(XLS)[:50_000])


def any_of_them(chance, change):
    """A file of any kind."""
    if chance.random() < 0.1:
        return old_or_new(chance, change)
    return change(chance.choice(EVERY))


NEW_BOOKS, OPEN_BOOKS = packed(XLSX), packed(ODS)
EVERY = (
    *MARC, *XML, *KOC, *CSV, *PAGE, *PEOPLE, *SLIMS_TITLES, *SLIMS_ITEMS, *SLIMS_MEMBERS,
)  # fmt: skip
LISTS = (*SLIMS_TITLES, *CSV, *PAGE)
_ALL = (
    Target("marc", of_format(marc_file.FORMAT), whole(*MARC), MARC_SIGNS, ".mrc"),
    Target("marcxml", of_format(xml_file.MARC_FORMAT), whole(*XML), XML_SIGNS, ".xml"),
    Target("mods", of_format(xml_file.MODS_FORMAT), whole(*XML), XML_SIGNS, ".xml"),
    Target("dublin_core", of_format(xml_file.DUBLIN_FORMAT), whole(*XML), XML_SIGNS, ".xml"),
    Target("koha_offline", of_format(koha_offline.FORMAT), whole(*KOC), KOC_SIGNS, ".koc"),
    Target("table", of_format(table_titles.TABLE_FORMAT), whole(*CSV), TABLE_SIGNS, ".csv"),
    Target("page", of_format(table_titles.TABLE_FORMAT), whole(*PAGE), PAGE_SIGNS, ".xls"),
    Target("fields", of_format(inlislite_pages.FORMAT), whole(PAGE[1]), PAGE_SIGNS, ".xls"),
    Target("workbook", of_format(table_titles.INLISLITE_FORMAT), old_or_new, BOOK_SIGNS, ".xlsx"),
    Target("members", of_format(member_table.FORMAT), whole(*PEOPLE), TABLE_SIGNS, ".csv"),
    Target("slims_titles", of_format(slims_csv.FORMAT), whole(*SLIMS_TITLES), SQL_SIGNS, ".csv"),
    Target("slims_items", of_format(slims_items.FORMAT), whole(*SLIMS_ITEMS), SQL_SIGNS, ".csv"),
    Target(
        "slims_members", of_format(slims_members.FORMAT), whole(*SLIMS_MEMBERS), SQL_SIGNS, ".csv"
    ),
    Target("slims_sql", of_format(slims_sql.FORMAT), whole(*SLIMS_SQL), SQL_SIGNS, ".sql"),
    Target("chosen", as_chosen, any_of_them, (*TABLE_SIGNS, *MARC_SIGNS), ".bin"),
    Target("books", as_books, whole(*LISTS), TABLE_SIGNS, ".bin"),
)  # fmt: skip
TARGETS = {each.name: each for each in _ALL}
