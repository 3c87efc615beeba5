from slims_lists import NAMES

from jukung.exchange.imports.slims_columns import WIDTH, recognise

# What a library in Dumai made of the names.
RENAMED = [
    *("Judul", "Jenis File", "Jumlah Revisi atau Perubahan", "ISBN", "Penerbit", "Tahun"),
    *("Jumlah Halaman dan Dimensi", "Seri Buku", "No. Panggil", "Bahasa", "Alamat"),
    *("Klasifikasi", "Tambahan", "Cover", "Penasehat", "Penulis Tambahan", "Subjek"),
    "Nomor Induk Buku atau Barcode",
]


def test_the_names_of_slims_are_known():
    columns = recognise([*NAMES, ""])

    assert columns is not None
    assert (columns.is_in_order, columns.width) == (True, WIDTH)


def test_translated_names_are_known():
    columns = recognise(RENAMED)

    assert columns is not None
    assert columns.is_in_order


def test_a_renamed_column_is_known_by_its_place():
    columns = recognise([*NAMES[:5], "Kapan?", *NAMES[6:]])

    assert columns is not None
    assert columns.is_in_order


def test_a_free_list_is_not_known():
    assert recognise(["No", "Judul", "Pengarang", "Penerbit", "Tahun", "Jumlah"]) is None


def test_a_row_of_titles_is_no_header():
    assert recognise(["Bahasa", "Text", "Edisi", *[""] * 14, "Catatan"]) is None
