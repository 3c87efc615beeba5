import pytest

from jukung.exchange.rosters import columns
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.people import read_people
from jukung.exchange.rosters.use_words import USES


def used(header, **how):
    uses = columns.guess(header, **how)
    return {name: str(use) for name, use in zip(header, uses, strict=True) if use != "nothing"}


def test_every_use_has_its_words():
    assert set(USES) == {str(use) for use in Use}


@pytest.mark.parametrize(
    ("word", "use"),
    [
        ("NAMA LENGKAP", "name"),
        ("nama", "name"),
        ("L/P", "sex"),
        ("Jenis  Kelamin", "sex"),
        ("Tgl. Lahir", "birth"),
        ("Tempat, Tgl Lahir", "birth"),
        ("Umur", "age"),
        ("ALAMAT", "address"),
        ("RT/RW", "rt_rw"),
        ("Dusun", "hamlet"),
        ("No. HP", "phone"),
        ("WA", "phone"),
        ("Jenis Anggota", "kind"),
        ("Kelas", "class"),
        ("No Anggota", "card"),
        ("Nama Wali", "guardian"),
        ("birth year", "birth"),
        ("Pekerjaan", "nothing"),
        ("Ibu Kandung", "nothing"),
    ],
)
def test_header_words_say_what_a_column_is(word, use):
    assert str(columns.guess(["Agama", word])[1]) == use


def test_the_better_of_two_columns_is_read():
    header = ["ALAMAT SESUAI KTP", "ALAMAT TEMPAT TINGGAL SEKARANG", "NAMA", "TEMPAT LAHIR"]

    assert used(header) == {"ALAMAT TEMPAT TINGGAL SEKARANG": "address", "NAMA": "name"}


def test_a_nik_is_read_only_where_it_is_kept():
    assert used(["Nama", "NIK"]) == {"Nama": "name"}
    assert used(["Nama", "NIK"], keeps_nik=True) == {"Nama": "name", "NIK": "nik"}


def test_a_prison_reads_cards_alone():
    header = ["Nama", "No Kartu", "Alamat", "NIK", "Catatan"]

    assert used(header, prison=True, keeps_nik=True) == {"No Kartu": "card"}


def test_a_header_is_remembered_by_its_words():
    assert columns.key_of(["Nama ", "L/P"]) == columns.key_of(["NAMA", "l p"])
    assert columns.key_of(["Nama"]) != columns.key_of(["Alamat"])


def test_the_member_form_of_inlislite_is_understood(peer_samples):
    found = read_people(peer_samples / "inlislite/001_FormatAnggota.xlsx")

    said = used(found.header)

    assert said["ALAMAT TEMPAT TINGGAL SEKARANG"] == "address"
    assert (said["NO ANGGOTA"], said["TANGGAL LAHIR"], said["KELAS SISWA"]) == (
        "card",
        "birth",
        "class",
    )
    assert not {"IBU KANDUNG", "AGAMA", "NO. IDENTITAS", "ALAMAT EMAIL"} & set(said)


def test_the_words_of_inlislite_33_are_understood():
    header = [
        "no_anggota", "nama", "tempat_lahir", "tanggal_lahir", "alamat sesuai ktp",
        "alamat tempat tinggal sekarang", "kelurahan sekarang", "rt_sekarang", "rw_sekarang",
        "kabupaten/kota", "no. hp", "nomor identitas", "jenis kelamin", "jenis anggota",
        "tanggal_akhir_berlaku", "kelas",
    ]  # fmt: skip

    said = used(header, keeps_nik=True)

    assert said == {
        "no_anggota": "card",
        "nama": "name",
        "tanggal_lahir": "birth",
        "alamat tempat tinggal sekarang": "address",
        "kelurahan sekarang": "village",
        "rt_sekarang": "rt",
        "rw_sekarang": "rw",
        "no. hp": "phone",
        "nomor identitas": "nik",
        "jenis kelamin": "sex",
        "jenis anggota": "kind",
        "tanggal_akhir_berlaku": "until",
        "kelas": "class",
    }
