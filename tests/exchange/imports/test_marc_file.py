"""MARC records are read one by one; what is torn is named by its place."""

import pymarc
import pytest
from marc_makers import a_record, field, record
from slims_lists import count

from jukung.domain.errors import FormatUnknown, ImportStopped
from jukung.domain.kinds import (
    Audience,
    ContributorKind,
    CopyCondition,
    CopyStatus,
    Frequency,
    OriginFormat,
)
from jukung.exchange.imports import isbd, marc_file
from jukung.exchange.imports.chosen_file import choose
from jukung.exchange.imports.reading import read


@pytest.fixture
def read_one(put):
    def reads(*records):
        reading = read(put(b"".join(records), "catatan.mrc"))
        assert reading.format == "marc21"
        return reading.titles[0]

    return reads


# --- real files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows", "titles", "rejected"),
    [
        ("perpusnas-marc/MARC_MRC.mrc", 8, 8, 0),
        ("marc-pymarc/bad_records.mrc", 9, 2, 7),
        ("marc-evergreen/lul_fre_100.mrc", 100, 100, 0),
        ("slims-generated/slims-marc-export.mrc", 19, 19, 0),
    ],
)
def test_real_files_give_the_numbers_of_their_list(peer_samples, name, rows, titles, rejected):
    reading = read(peer_samples / name)

    assert (reading.rows, len(reading.titles)) == (rows, titles)
    assert count(reading, "record_unreadable") == rejected


def test_every_sound_record_of_others_has_the_title_that_pymarc_reads(peer_samples):
    for path in sorted(peer_samples.glob("marc-*/*.dat")):
        reading = marc_file.read(choose(path))
        with path.open("rb") as stream:
            theirs = [
                each
                for each in pymarc.MARCReader(stream, to_unicode=True, permissive=True)
                if each and each.get("245") and each.get("245").get("a")
            ]
        if reading.encoding != "windows-1252" and "bad" not in path.name:
            assert len(reading.titles) >= len(theirs), path.name


def test_bad_records_are_named_by_their_byte(peer_samples):
    reading = read(peer_samples / "marc-pymarc/bad_records.mrc")

    bad = [each for each in reading.findings if each.code == "record_unreadable"]
    assert [each.line for each in bad] == [2, 3, 4, 5, 6, 7, 9]
    assert bad[0].text.startswith("at byte 127:")


def test_slims_is_read_as_utf_8_whatever_its_leader_says(peer_samples):
    reading = read(peer_samples / "slims-generated/slims-marc-export.mrc")

    assert count(reading, "leader_wrong") == 3
    assert count(reading, "size_carried_over") == 7
    assert reading.encoding == "utf-8"
    assert reading.titles[0].class_number == "005.13/3 22"


def test_marc_8_is_converted(peer_samples):
    notes = read(peer_samples / "perpusnas-marc/MARC_MRC.mrc").titles[1].notes

    assert "Łódź" in notes
    assert "mañana" in notes


# --- letters ---------------------------------------------------------------------------


def test_a_lying_leader_is_seen_through(put):
    lying = a_record("Tafsīr al-Qurʼān", leader="nam  ")

    reading = read(put(lying, "a.mrc"))

    assert reading.titles[0].title == "Tafsīr al-Qurʼān"
    assert count(reading, "leader_wrong") == 1


@pytest.mark.parametrize("leader", ["nam a", "nam  "])
def test_windows_letters_are_read_and_reported(put, leader):
    reading = read(put(a_record("Kisah “Café”, déjà", leader=leader, letters="cp1252"), "a.mrc"))

    assert reading.titles[0].title == "Kisah “Café”, déjà"
    assert count(reading, "letters_guessed") == 1


def test_letters_of_marc_8_are_composed(put):
    raw = a_record("Cafe", leader="nam  ").replace(b"Cafe", b"Caf\xe2e"[:5])

    raw = record(("245", "10\x1faCaf\xe2e di Ubud"), leader="nam  ", letters="latin-1")
    reading = read(put(raw, "a.mrc"))

    assert reading.titles[0].title == "Café di Ubud"
    assert reading.encoding == "marc-8"


# --- damage ----------------------------------------------------------------------------


def test_line_breaks_between_records_are_no_records(put):
    reading = read(put(b"\r\n".join([a_record("Satu"), a_record("Dua"), b""]), "a.mrc"))

    assert [each.title for each in reading.titles] == ["Satu", "Dua"]
    assert reading.rows == 2


def test_a_wrong_length_in_the_leader_is_overlooked(put):
    raw = b"99999" + a_record("Satu")[5:] + b"00001" + a_record("Dua")[5:]

    assert [each.title for each in read(put(raw, "a.mrc")).titles] == ["Satu", "Dua"]


def test_lengths_that_an_editor_made_wrong_are_made_good_by_the_order(put):
    raw = record(
        field("020", ("a", "9786020000015")),
        field("245", ("a", "Kisah X")),
        field("500", ("a", "y")),
    )
    longer = raw.replace(b"Kisah X", "Kisah é dan é".encode())

    found = read(put(longer, "a.mrc")).titles[0]

    assert (found.title, found.notes) == ("Kisah é dan é", "y")


def test_a_record_beyond_its_limit_is_left_out_and_the_next_is_read(put):
    long = a_record("Panjang", field("500", ("a", "x" * 100)))
    long = long.replace(b"x" * 100, b"x" * 700_000)

    reading = read(put(a_record("Satu") + long + a_record("Dua"), "a.mrc"))

    assert [each.title for each in reading.titles] == ["Satu", "Dua"]
    assert count(reading, "record_too_long") == 1


def test_a_file_that_ends_within_a_record_keeps_the_others(put):
    reading = read(put(a_record("Satu") + a_record("Dua")[:-9], "a.mrc"))

    assert [each.title for each in reading.titles] == ["Satu"]
    assert count(reading, "record_unreadable") == 1


def test_deleted_records_and_records_of_names_are_left_out(put):
    raw = (
        a_record("Satu")
        + a_record("Hilang", leader="dam a")
        + record(field("100", ("a", "Nama")), leader="nz  a")
    )

    reading = read(put(raw, "a.mrc"))

    assert len(reading.titles) == 1
    assert (count(reading, "record_deleted"), count(reading, "record_other_kind")) == (1, 1)


def test_what_is_no_record_at_all_is_refused(put):
    with pytest.raises(FormatUnknown):
        marc_file.read(choose(put(b"\x1d" * 5000, "a.mrc")))


def test_reading_can_be_stopped(put):
    with pytest.raises(ImportStopped):
        read(put(a_record(), "a.mrc"), stopped=lambda: True)


# --- mapping ---------------------------------------------------------------------------


def test_every_field_comes_where_it_belongs(read_one):
    found = read_one(
        record(
            field("008", "190101s2019    io a   j      000 0 ind  "),
            field("020", ("a", "978-602-00-0001-5 (hard cover) :"), ("c", "Rp 45000")),
            field("022", ("a", "0126-1234")),
            field("082", ("a", "899/.221"), ("2", "23")),
            field("090", ("a", "899.221"), ("b", "WUL p")),
            field("100", ("a", "Wulan, Sari,"), ("d", "1980-"), ("e", "pengarang.")),
            field("245", ("a", "Perahu di Hulu :"), ("b", "cerita sungai /"), ("c", "Sari Wulan.")),
            field("250", ("a", "Cet. 2.")),
            field("260", ("a", "Banjarmasin :"), ("b", "Pustaka Rawa,"), ("c", "2019.")),
            field("300", ("a", "120 hlm. :"), ("b", "ilus. ;"), ("c", "21 cm.")),
            field("490", ("a", "Seri Rawa ;"), ("v", "3")),
            field("520", ("a", "Kisah di sungai.")),
            field("650", ("a", "Sungai"), ("x", "Cerita"), ("z", "Kalimantan.")),
            field("700", ("a", "Rusmini, Hj."), ("4", "ill")),
            field("710", ("a", "Indonesia."), ("b", "Kementerian Pendidikan.")),
            field("856", ("u", "https://contoh.example/perahu")),
        )
    )

    assert found.title == "Perahu di Hulu : cerita sungai"
    assert (found.isbn, found.issn) == ("978-602-00-0001-5", "0126-1234")
    assert (found.class_number, found.call_number) == ("899.221", "899.221 WUL p")
    assert found.people == ("Wulan, Sari", "Rusmini, Hj.", "Indonesia. Kementerian Pendidikan")
    assert found.roles == ("aut", "ill")
    assert found.name_kinds[2] is ContributorKind.body
    assert (found.edition, found.place, found.publisher) == (
        "Cet. 2.",
        "Banjarmasin",
        "Pustaka Rawa",
    )
    assert (found.year, found.collation) == ("2019", "120 hlm. : ilus. ; 21 cm.")
    assert (found.series, found.language) == ("Seri Rawa ; 3", "Indonesia")
    assert found.subjects == ("Sungai -- Cerita -- Kalimantan",)
    assert found.audience is Audience.children
    assert found.own_fields[0][1] == "https://contoh.example/perahu"
    assert found.statement == "Sari Wulan"


def test_the_record_is_kept_as_it_came(read_one):
    raw = a_record("Satu")

    assert read_one(raw).origin == (OriginFormat.marc21, raw)


def test_signs_of_inlislite_for_blanks_are_cleaned(read_one):
    raw = record(field("245", ("a", "Satu"), marks="1#"), field("084", ("a", "813 HIR l")))

    found = read_one(raw[:6] + b"am#a" + raw[10:])

    assert (found.title, found.class_number, found.call_number) == ("Satu", "813", "813 HIR l")


@pytest.mark.parametrize(
    ("said", "frequency"),
    [
        ((field("310", ("a", "Bulanan")),), Frequency.monthly),
        ((field("008", "660524c19939999mduw  p       0   |0ind b "),), Frequency.weekly),
        ((), Frequency.irregular),
    ],
)
def test_how_often_a_serial_comes(read_one, said, frequency):
    raw = a_record("Majalah Rawa", *said, leader="nas a")

    assert read_one(raw).frequency is frequency


def test_an_audience_is_not_guessed(read_one):
    general = field("008", "190101s2019    io a   g      000 0 ind  ")
    serial = field("008", "190101s2019    io a   j      000 0 ind  ")

    assert read_one(a_record("Satu", general)).audience is Audience.unknown
    assert read_one(a_record("Dua", serial, leader="nas a")).audience is Audience.unknown
    assert read_one(a_record("Tiga", field("521", ("a", "Remaja")))).audience is Audience.teen


def test_copies_of_koha_are_read_whole(read_one):
    found = read_one(
        a_record(
            "Satu",
            field(
                "952", ("p", "B001"), ("o", "813 HIR l"), ("c", "RAK1"), ("g", "45000.00"),
                ("d", "2024-01-05"), ("i", "0001/2024"), ("7", "1"), ("e", "Hibah"), ("4", "1"),
            ),
            field("952", ("p", "B002"), ("1", "2")),
            field("952", ("c", "RAK1")),
        )
    )  # fmt: skip

    first, second = found.copies
    assert (first.number, first.call_number, first.place) == ("B001", "813 HIR l", "RAK1")
    assert (first.price, str(first.received_on)) == (45000, "2024-01-05")
    assert (first.inventory_code, first.status) == ("0001/2024", CopyStatus.reading_room)
    assert (first.condition, str(first.source_kind)) == (CopyCondition.damaged, "gift")
    assert (second.number, second.status) == ("B002", CopyStatus.missing)
    assert found.unnumbered == 1


@pytest.mark.parametrize(
    "item",
    [
        field("852", ("p", "B9"), ("h", "813"), ("i", "HIR")),
        field("876", ("p", "B9")),
        field("949", ("i", "B9")),
        field("990", ("a", "B9")),
    ],
)
def test_copies_under_other_tags_are_read(read_one, item):
    assert [each.number for each in read_one(a_record("Satu", item)).copies] == ["B9"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Jakarta :", "Jakarta"),
        ("Grafika,", "Grafika"),
        ("Perahu di Hulu /", "Perahu di Hulu"),
        ("Perahu.", "Perahu"),
        ("Pustaka Rawa, Tbk.", "Pustaka Rawa, Tbk."),
        ("120 hlm.", "120 hlm."),
        ("Cet. 2", "Cet. 2"),
        ("Aminah, S.Pd.", "Aminah, S.Pd."),
        ("[Jakarta] :", "Jakarta"),
        ("Ke mana ...", "Ke mana ..."),
        ("", ""),
    ],
)
def test_signs_of_isbd_go_and_abbreviations_stay(said, meant):
    assert isbd.without_end(said) == meant
