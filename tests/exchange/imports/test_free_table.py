"""Any table of titles is read by the words of its header, or by what somebody says."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from slims_lists import count
from xlsxwriter import Workbook

from jukung.domain import errors
from jukung.domain.kinds import (
    CollectionKind,
    ContributorKind,
    CopyStatus,
    Frequency,
    SourceKind,
)
from jukung.exchange.imports import copy_words, free_columns, use_words
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.free_table import open_table
from jukung.exchange.imports.reading import read
from jukung.exchange.imports.table_titles import read_table
from jukung.exchange.listed import html_rows

FORM = (
    "NO", "TGL PENGADAAN", "NO. INDUK", "NO. BARCODE", "NO.  RFID", "JENIS SUMBER",
    "NAMA SUMBER", "MATA UANG", "HARGA", "KODE LOKASI PERPUSTAKAAN", "KODE LOKASI RUANG",
    "AKSES", "KATEGORI", "MEDIA", "KETERSEDIAAN", "NOMOR PANGGIL EKSEMPLAR", "JENIS BAHAN",
    "JUDUL UTAMA", "ANAK JUDUL", "PERNYATAAN TANGGUNGJAWAB", "TAJUK PENGARANG",
    "TAJUK PENGARANG BADAN KOOPERASI", "PENGARANG TAMBAHAN NAMA ORANG",
    "PENGARANG TAMBAHAN NAMA BADAN", "EDISI", "KOTA TERBIT", "PENERBIT", "TAHUN TERBIT",
    "JUMLAH HALAMAN", "DIMENSI", "ISBN", "ISSN", "ISMN", "NO DDC", "NOMOR PANGGIL KATALOG",
    "ABSTRAK", "BAHASA", "SUBJEK TOPIK", "EDISI SERIAL", "TGL TERBIT EDISI SERIAL",
    "BAHAN SERTAAN (SERIAL)", "KETERANGAN LAIN (SERIAL)",
)  # fmt: skip
EMPTY = "---Belum ditentukan---"


def workbook(*rows, days=()):
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    look = book.add_format({"num_format": "dd-mm-yyyy"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, look)
            elif isinstance(cell, int | float):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, cell)
    book.close()
    return made.getvalue()


def form_row(**said):
    names = [free_columns.folded(name).replace(" ", "_") for name in FORM]
    return [said.get(name, "") for name in names]


def ods(content):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0)
        packed.writestr(
            "content.xml",
            '<o:d xmlns:o="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:office="urn:f">'
            f"<table:table>{content}</table:table></o:d>",
        )
    return made.getvalue()


# --- the header and the uses -------------------------------------------------------------


def test_a_list_below_a_merged_title_is_read_with_its_copies(put):
    text = (
        "DAFTAR BUKU TAMAN BACAAN;;;;;\nDesa Suka Rawa;;;;;\n"
        "No.;Judul Buku;Pengarang;Penerbit;Tahun;Jumlah\n"
        "1;Perahu di Hulu;Sari Wulan dan Hj. Rusmini;Pustaka Rawa;2019;5\n"
        "2;Anyaman Purun;Kementerian Pendidikan dan Kebudayaan;;2021;2 eks\n"
        "3;Tikar;Amat & Badu; Cici;2020;banyak\n"
        ";;;;;\n;Jumlah;;;;7\n"
    )

    reading = read(put("\ufeff" + text))

    perahu, anyaman, tikar = reading.titles
    assert reading.format == "table"
    assert (perahu.people, perahu.unnumbered) == (("Sari Wulan", "Hj. Rusmini"), 5)
    assert (anyaman.people, anyaman.unnumbered) == (("Kementerian Pendidikan dan Kebudayaan",), 2)
    assert (tikar.people, tikar.unnumbered) == (("Amat", "Badu"), 0)
    assert count(reading, "copy_count_unreadable") == 1
    assert count(reading, "row_heading") == 1
    assert reading.rows == 5
    assert reading.empty_rows == 1


def test_uses_from_outside_go_before_the_guess(put):
    table = open_table(put("Nama;Judul;Kode\nPerahu;x;7\n"))

    reading = read_table(table, (TitleUse.title_, TitleUse.nothing, TitleUse.number))

    assert reading.titles[0].title == "Perahu"
    assert reading.titles[0].copies[0].number == "7"
    assert reading.left_out == ("Judul",)


def test_a_list_without_a_header_offers_letters(put):
    table = open_table(put("Perahu;Sari;2019\nTikar;Amat;2020\n"))

    assert (table.header, table.has_header, len(table.rows)) == (("A", "B", "C"), False, 2)
    assert set(table.uses) == {TitleUse.nothing}
    with pytest.raises(errors.ListWithoutTitles):
        read_table(table, table.uses)


def test_the_shape_is_the_headers_alone(put):
    one = open_table(put("Judul;Pengarang\nPerahu;Sari\n", "a.csv"))
    two = open_table(put("JUDUL,pengarang.\nTikar,Amat\n", "b.csv"))
    other = open_table(put("Judul;Penerbit\nTikar;Amat\n", "c.csv"))

    assert one.shape == two.shape != other.shape


def test_a_list_of_people_is_not_taken_for_titles(put):
    with pytest.raises(errors.FormatUnknown):
        read(put("Nama;Alamat;No HP\nAmat;Rawa;0812\n"))


def test_numbers_that_a_spreadsheet_kept_as_numbers(put):
    raw = workbook(
        ("Judul", "ISBN", "Tahun", "No Klasifikasi", "No Panggil", "No Induk", "Harga"),
        ("Perahu", 9786020000015, 2019, 5, "005 WUL p", 7, 45000),
        ("Tikar", 596000855, 2020, 306.4, "306.4 AMA t", 8, "mahal"),
        ("Hulu", "9.78602E+12", date(2021, 1, 1), 10, "", 9, 0),
    )

    reading = read(put(raw, "a.xlsx"))

    perahu, tikar, hulu = reading.titles
    assert (perahu.isbn, perahu.year, perahu.class_number) == ("9786020000015", "2019", "005")
    assert (perahu.copies[0].number, perahu.copies[0].price) == ("7", 45000)
    assert tikar.isbn == "0596000855"
    assert (hulu.isbn, hulu.year, hulu.class_number) == ("", "2021", "10")
    assert [count(reading, each) for each in (
        "class_repaired", "isbn_as_number", "price_unreadable",
    )] == [1, 1, 1]  # fmt: skip


def test_rows_that_differ_in_their_copies_alone_are_one_title(put):
    text = "Judul,Pengarang,Barcode\nPerahu,Sari,1\nTikar,Amat,2\nperahu,Sari,3\nPerahu,Lain,4\n"

    titles = read(put(text)).titles

    assert [[each.number for each in title.copies] for title in titles] == [
        ["1", "3"],
        ["2"],
        ["4"],
    ]


def test_one_cell_may_hold_several_numbers_and_names(put):
    text = 'Judul,Pengarang,Barcode\nPerahu,"Sari\nAmat (ilustrator)","A1, A2; A3"\n'

    (found,) = read(put(text)).titles

    assert [each.number for each in found.copies] == ["A1", "A2", "A3"]
    assert (found.people, found.roles) == (("Sari", "Amat"), ("", "ill"))


def test_price_source_and_shelf_of_counted_copies_are_kept(put):
    text = (
        "Judul;Penulis;Jml eks;Harga satuan;Asal;Rak;Kondisi;Tgl terima\n"
        "Perahu;Sari;3;Rp. 62.500,-;Beli;B2;Baik;12-03-2026\nTikar;Amat;2;gratis;;;;\n"
    )

    reading = read(put(text))

    perahu, tikar = reading.titles
    copies = perahu.copies
    assert {(c.price, c.source, c.place, c.number) for c in copies} == {(62500, "Beli", "B2", "")}
    assert {(c.source_kind, c.received_on) for c in copies} == {
        (SourceKind.purchase, date(2026, 3, 12))
    }
    assert (len(copies), perahu.unnumbered) == (3, 0)
    assert (tikar.copies, tikar.unnumbered) == ((), 2)
    assert not reading.findings


def test_more_copies_than_numbers_have_the_same_price(put):
    text = "Judul;No Induk;Jumlah;Harga\nPerahu;12;3;45000\n"

    (perahu,) = read(put(text)).titles

    assert [(c.number, c.price) for c in perahu.copies] == [("12", 45000), ("", 45000), ("", 45000)]


def test_a_price_in_a_list_that_counts_nothing_makes_one_copy(put):
    text = "Judul;Penulis;Harga\nPerahu;Sari;45000\nTikar;Amat;\n"

    perahu, tikar = read(put(text)).titles

    assert [(c.number, c.price) for c in perahu.copies] == [("", 45000)]
    assert tikar.copy_count == 0


def test_an_empty_count_is_a_question(put):
    text = "Judul;Jumlah;Harga\nPerahu;;45000\nTikar;0;\nHulu;2;\n"

    reading = read(put(text))

    assert [each.copy_count for each in reading.titles] == [0, 0, 2]
    (asked,) = (each for each in reading.findings if each.code == "copy_count_missing")
    assert (asked.line, asked.text) == (2, "Perahu")


def test_two_names_in_one_heading_are_understood(put):
    text = (
        "No;Judul Buku*;Pengarang / Penyusun;Penerbit & kota;Tahun (Masehi)\n"
        "1;Perahu;Sari;Gramedia, Jakarta;th. 2015\n2;Tikar;Amat;Bentang – Yogyakarta;2016\n"
        "3;Hulu;Badu;Toko Hulu, Rt 3;2017\n"
    )

    reading = read(put(text))

    assert [each.people for each in reading.titles] == [("Sari",), ("Amat",), ("Badu",)]
    assert [(each.publisher, each.place) for each in reading.titles] == [
        ("Gramedia", "Jakarta"), ("Bentang", "Yogyakarta"), ("Toko Hulu, Rt 3", ""),
    ]  # fmt: skip
    assert (reading.left_out, reading.not_understood) == (("No",), ())


def test_a_filled_column_that_nobody_knows_is_named(put):
    text = "No;Judul;Tahun;Sang pujangga;Peminjam;Kosong\n1;Perahu;2015;Sari;Udin;\n"

    reading = read(put(text))

    assert reading.not_understood == ("Sang pujangga",)
    assert reading.left_out == ("No", "Peminjam", "Kosong")
    assert [each.text for each in reading.findings] == ["Sang pujangga"]


def test_headings_and_sums_between_the_rows_are_no_titles_to_correct(put):
    text = (
        "No;Judul;Penulis;Jml\n;;;\nKELOMPOK 1: FIKSI;;;\n1;Perahu;Sari;2\n2;;;\n3;;Amat;1\n"
        "JUMLAH;;;3\n"
    )

    reading = read(put(text))

    assert count(reading, "row_heading") == 2
    assert [each.line for each in reading.findings if each.code == "title_missing"] == [6]
    assert reading.rows == 6
    assert reading.empty_rows == 2


def test_years_of_all_kinds_stay_as_written_and_only_unreadable_ones_are_told(put):
    years = ("th. 2015", "Cet. 3 2018", "2O16", "1433 H", "t.t.", "tahun lalu")
    text = "Judul;Tahun\n" + "".join(f"Buku {n};{said}\n" for n, said in enumerate(years))

    reading = read(put(text))

    assert tuple(each.year for each in reading.titles) == years
    assert [(each.code, each.text) for each in reading.findings] == [
        ("year_unreadable", "tahun lalu")
    ]


def test_header_and_column_numbers_repeated_below_are_no_titles(put):
    text = (
        "Judul;Pengarang;Tahun\n1;2;3\nPerahu;Sari;2019\nJudul;Pengarang;Tahun\nTikar;Amat;2020\n"
    )

    reading = read(put(text))

    assert [each.title for each in reading.titles] == ["Perahu", "Tikar"]
    assert reading.rows == len(reading.titles) + count(reading, "row_heading") == 4


def test_biblioteq_says_nothing_with_its_own_words(peer_samples):
    reading = read(peer_samples / "other-csv/BiblioteQ.csv")

    sample, rest = reading.titles[0], reading.titles[4]
    assert len(reading.titles) == 14
    assert (sample.place, sample.year) == ("", "")
    assert rest.isbn == "978-0387-7799-35"


def test_windows_letters_in_a_csv_are_read(put):
    reading = read(put("Judul;Pengarang\nCafé Rawa;André\n".encode("cp1252")))

    assert reading.titles[0].title == "Café Rawa"


# --- INLISLite -------------------------------------------------------------------------


def test_the_real_form_of_inlislite_is_read(peer_samples):
    reading = read(peer_samples / "inlislite/sample_data_koleksi_AACR.xlsx")

    first = reading.titles[0]
    assert reading.format == "inlislite_titles"
    assert [len(each.copies) for each in reading.titles] == [1, 1]
    assert (first.place, first.publisher, first.year) == ("Jakarta", "Grafika", "2015")
    assert (first.people, first.subjects) == (("Pradana, Mamik",), ("Rumah Tangga",))
    copy = first.copies[0]
    assert (copy.number, copy.call_number) == ("X0022/2016", "123 PRA m")
    assert (copy.received_on, copy.source_kind) == (date(2015, 2, 14), SourceKind.gift)
    assert copy.price is None


@pytest.mark.parametrize("rows", [1, 2])
def test_both_forms_group_copies_and_repair_cells(put, rows):
    names = FORM if rows == 2 else [free_columns.folded(n).upper().replace(" ", "_") for n in FORM]
    above = [["DATA EKSEMPLAR", *[""] * 15, "DATA BIBLIOGRAFIS"]] if rows == 2 else []
    same = {
        "judul_utama": "Perahu", "jenis_bahan": "Monograf",
        "tajuk_pengarang": "Wulan, Sari; Rusmini",
        "tajuk_pengarang_badan_kooperasi": "Dinas Arsip dan Perpustakaan",
        "kota_terbit": "Jakarta :", "penerbit": "Grafika,", "tahun_terbit": 2015.0, "no_ddc": 5,
        "nomor_panggil_katalog": "005 WUL p", "bahasa": "ind", "subjek_topik": "Sungai; Rawa",
        "nama_sumber": EMPTY, "mata_uang": "IDR", "kode_lokasi_perpustakaan": "Pusat",
        "pengarang_tambahan_nama_orang": "Amat; Badu",
    }  # fmt: skip
    raw = workbook(
        *above,
        names,
        form_row(**same, no_barcode="B1", no_induk="1/2015", tgl_pengadaan="14-02-2015",
                 harga=45000, akses="Dapat dipinjam", ketersediaan="Tersedia"),
        form_row(**same, no_barcode="B2", no_induk="2/2015", tgl_pengadaan=date(2015, 2, 15),
                 jenis_sumber="Pembelian", akses="Baca di tempat", ketersediaan="Tersedia",
                 kategori="Koleksi Referensi"),
        form_row(**same, no_barcode="B3", tgl_pengadaan="00-00-0000", ketersediaan="Dipinjam",
                 akses="Dapat dipinjam", kode_lokasi_ruang="Rak Anak"),
        form_row(judul_utama="Majalah Rawa", jenis_bahan="Terbitan Berkala", no_barcode="M1",
                 edisi_serial="No. 3", tgl_terbit_edisi_serial="01-03-2015"),
    )  # fmt: skip

    reading = read(put(raw, "form.xlsx"))

    perahu, magazine = reading.titles
    one, two, three = perahu.copies
    assert reading.format == "inlislite_titles"
    assert perahu.people == (
        "Wulan, Sari",
        "Rusmini",
        "Dinas Arsip dan Perpustakaan",
        "Amat",
        "Badu",
    )
    assert perahu.name_kinds[2] is ContributorKind.body
    assert (perahu.class_number, perahu.place, perahu.year) == ("005", "Jakarta", "2015")
    assert perahu.subjects == ("Sungai", "Rawa")
    assert (one.inventory_code, one.price, one.received_on) == ("1/2015", 45000, date(2015, 2, 14))
    assert (one.source, one.place) == ("", "Pusat")
    assert (two.received_on, two.status) == (date(2015, 2, 15), CopyStatus.reading_room)
    assert (two.kind, two.source_kind) == (CollectionKind.reference, SourceKind.purchase)
    assert (three.received_on, three.place) == (None, "Rak Anak")
    assert magazine.frequency is Frequency.irregular
    assert magazine.copies[0].kind is CollectionKind.serial
    assert magazine.copies[0].note == "No. 3 · 01-03-2015"
    assert [count(reading, each) for each in (
        "class_repaired", "copy_said_on_loan", "issue_noted", "day_unreadable",
    )] == [1, 1, 1, 0]  # fmt: skip


# --- other kinds of table --------------------------------------------------------------


HTML = (
    "<html><head><style>td{x}</style></head><body><table><tr><td>Menu</td></tr></table>"
    "<table border=1><tr><th colspan=3>DAFTAR KOLEKSI</th></tr>"
    "<tr><th>No<th>Judul<th>Pengarang</tr>"
    "<tr><td>1</td><td>Perahu &amp; Hulu</td><td rowspan=2>Sari<br>Wulan</td></tr>"
    "<tr><td>2</td><td>Tikar</td></tr></table></body></html>"
)


def test_a_page_that_calls_itself_excel_is_read(put):
    reading = read(put(HTML, "laporan.xls"))

    assert (reading.format, reading.encoding) == ("table", "HTML")
    assert [(each.title, each.people) for each in reading.titles] == [
        ("Perahu & Hulu", ("Sari Wulan",)),
        ("Tikar", ("Sari Wulan",)),
    ]


def test_the_page_of_all_fields_of_inlislite_becomes_records(put):
    rows = [
        ("1", "Perahu", "17", "245", "1", "#", "$a Perahu :$b cerita sungai /$c Sari Wulan"),
        ("", "", "", "100", "1", "#", "$a Wulan, Sari"),
        ("", "", "17", "260", "#", "#", "$a Jakarta :$b Grafika,$c 2015"),
        ("2", "Tikar", "18", "082", "#", "#", "$a 746"),
        ("3", "", "19", "020", "#", "#", "$a 9786020000015"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    head = "<tr><th>No<th>Judul<th>Katalog ID<th>Tag<th>Indicator 1<th>Indicator 2<th>Value</tr>"

    reading = read(put(f"<table>{head}{cells}</table>", "SemuaDataKatalog.xls"))

    perahu, tikar = reading.titles
    assert reading.format == "inlislite_records"
    assert (perahu.title, perahu.publisher) == ("Perahu : cerita sungai", "Grafika")
    assert (tikar.title, tikar.class_number) == ("Tikar", "746")
    assert count(reading, "title_missing") == 1


def test_a_spreadsheet_of_libreoffice_is_read(put):
    def cell(text, **more):
        said = "".join(f' {key.replace("_", ":", 1)}="{value}"' for key, value in more.items())
        return f"<table:table-cell{said}><text:p>{text}</text:p></table:table-cell>"

    content = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        f"<table:table-row>{cell('Judul')}{cell('Tahun')}{cell('Jumlah')}</table:table-row>"
        f"<table:table-row>{cell('Perahu')}"
        '<table:table-cell office:value-type="float" office:value="2019"><text:p>19</text:p>'
        f"</table:table-cell>{cell('2')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/>'
        "</table:table-row>"
    )

    reading = read(put(ods(content), "a.ods"))

    (found,) = reading.titles
    assert (reading.encoding, found.line) == ("ODS", 5)
    assert (found.title, found.year, found.unnumbered) == ("Perahu", "2019", 2)


# --- Koha's offline desk ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "loans", "findings"),
    [
        ("kocdesktop.koc", 1, ["due_day_unknown", "return_without_loan", "payment_not_taken"]),
        (
            "legacy_crlf_unknown_command.koc",
            2,
            ["due_day_unknown", "due_day_unknown", "return_without_loan", "line_unknown"],
        ),
    ],
)
def test_loans_of_kohas_offline_desk_are_open(peer_samples, name, loans, findings):
    reading = read(peer_samples / "koha-koc" / name)

    assert [each.returned_on for each in reading.loans] == [None] * loans
    assert not any(each.due_is_known for each in reading.loans)
    assert [str(each.code) for each in reading.findings] == findings


def test_a_return_ends_the_loan_before_it(put):
    text = (
        "Version=1.0\tA=x\n2026-07-22 10-15-30 000\tissue\t1\tB 1\n"
        "2026-07-23 10-15-30 000\treturn\tB 1\n2026-99-99 10-15-30 000\treturn\tB 1\n"
    )

    reading = read(put(text, "a.koc"))

    assert [str(each.returned_on) for each in reading.loans] == ["2026-07-23"]
    assert [str(each.code) for each in reading.findings] == ["day_unreadable"]


# --- limits and words ------------------------------------------------------------------


def test_a_row_of_a_million_columns_is_bounded(put):
    text = "Judul;Pengarang\nPerahu" + ";x" * 500_000 + "\nTikar;Amat\n"

    reading = read(put(text))

    assert len(reading.header) <= 500
    assert [each.title for each in reading.titles][-1] == "Tikar"


def test_a_giant_cell_is_cut(put):
    reading = read(put("Judul;Catatan\nPerahu;" + "x" * 900_000 + "\n"))

    assert len(reading.titles[0].notes) <= 32_767


def test_a_spreadsheet_that_repeats_itself_for_ever_is_refused(put):
    content = (
        '<table:table-row table:number-rows-repeated="999999"><table:table-cell '
        'table:number-columns-repeated="999999"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )

    with pytest.raises(errors.RosterTooLarge):
        read(put(ods(content), "a.ods"))


def test_a_spreadsheet_of_zeros_is_refused(put):
    raw = ods("<!--" + "0" * 60_000_000 + "-->")

    with pytest.raises(errors.RosterUnsafe):
        read(put(raw, "a.ods"))


def test_a_page_with_spans_of_millions_is_bounded(put):
    text = HTML.replace("colspan=3", "colspan=99999999").replace("rowspan=2", "rowspan=9999999")

    assert len(read(put(text, "a.xls")).titles) == 2


def test_a_sign_with_thousands_of_digits_is_no_sign(put):
    path = put(f"<table><tr><td>Judul<tr><td>Rawa &#{'9' * 5000}; &#0000065;", "a.xls")

    rows = html_rows.read_rows(path)

    assert rows[-1].cells == ("Rawa \N{REPLACEMENT CHARACTER} A",)


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    [
        "<table>" * 20_000,
        "<table><tr><td>" + "<b " * 200_000,
        "<table><tr><td>" + "<!--" * 90_000,
        "<table><tr><td>" + "<style " * 90_000,
        "<table><tr><td>" + "&amp" * 90_000,
    ],
)
def test_a_page_without_end_is_read_or_refused_at_once(put, text):
    path = put("<html>" + text, "a.xls")

    with suppress(errors.FormatUnknown):
        assert len(html_rows.read_rows(path)) <= 1


def test_every_use_has_a_word():
    assert [str(each) for each in TitleUse] == list(use_words.USES)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("14-02-2015", date(2015, 2, 14)),
        ("2015-02-14", date(2015, 2, 14)),
        ("14 Februari 2015", date(2015, 2, 14)),
        ("42049", date(2015, 2, 14)),
        ("00-00-0000", None),
        ("31-02-2015", None),
        ("besok", None),
    ],
)
def test_days_are_read_as_people_write_them(said, day):
    assert copy_words.day_of(said) == day


@pytest.mark.parametrize("times", [5_001, 150_000, 9_999_999])
def test_a_row_that_says_it_is_there_a_hundred_thousand_times_is_refused(put, times):
    row = (
        f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell>'
        "<text:p>Judul</text:p></table:table-cell></table:table-row>"
    )

    with pytest.raises(errors.RosterTooLarge):
        open_table(put(ods(row), "a.ods"))
