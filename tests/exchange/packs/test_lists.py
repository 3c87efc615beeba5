"""Lists from anywhere become records and copies; what is odd is named."""

from collections import Counter

import pytest

from jukung.agency import packs
from jukung.domain import errors
from jukung.exchange.imports import free_columns
from jukung.exchange.imports.copy_words import price_of
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.packs import lists, merging, titles
from jukung.exchange.packs.lists import Odd
from jukung.exchange.packs.merging import Likeness, Source
from jukung.exchange.packs.records import PackRecord, Person, split_title


def put(tmp_path, text, name="daftar.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_typed_in_excel_is_read_by_its_header(tmp_path):
    path = put(
        tmp_path,
        "DAFTAR BUKU KOLEKSI BERGILIR 2026;;;;;\n"
        "No;Judul Buku;Pengarang;Tahun;No. Inventaris;Harga\n"
        "1;Perahu di Hulu : cerita sungai;Sari Wulan; 2019;KB-1;Rp 45.000,00\n"
        "2;;Tanpa Judul;2020;KB-2;10000\n"
        "3;Anyaman Purun;Hj. Rusmini;2021;;gratis\n",
    )

    found = lists.read_list(path)

    assert found.uses[1:] == (
        TitleUse.title_, TitleUse.author, TitleUse.year, TitleUse.number, TitleUse.price,
    )  # fmt: skip
    first = found.lines[0]
    assert (first.record.title, first.record.subtitle) == ("Perahu di Hulu", "cerita sungai")
    assert (first.numbers, first.price, first.record.year) == (("KB-1",), 45000, "2019")
    assert [(each.what, each.line) for each in found.odd] == [
        (Odd.title_missing, 4),
        (Odd.price_unreadable, 5),
    ]


def test_the_uses_of_columns_can_be_chosen(tmp_path):
    path = put(tmp_path, "Nama;Judul;Kode\nPerahu;x;7\n")

    found = lists.read_list(path, uses=(TitleUse.title_, TitleUse.author, TitleUse.number))

    assert (found.lines[0].record.title, found.lines[0].numbers) == ("Perahu", ("7",))


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "<html>", "%PDF-1.4"])
def test_what_is_no_list_of_books_is_refused(tmp_path, text):
    with pytest.raises(errors.ListUnknown):
        lists.read_list(put(tmp_path, text))


def test_a_list_without_titles_is_refused(tmp_path):
    with pytest.raises(errors.ListWithoutTitles):
        lists.read_list(put(tmp_path, "Pengarang;ISBN\nSari;123\n"))


@pytest.mark.parametrize(
    ("said", "price"),
    [
        ("45000", 45000),
        ("Rp45.000", 45000),
        ("Rp 45.000,00", 45000),
        ("45,000", 45000),
        ("1.250.000,-", 1250000),
        ("0", 0),
        ("gratis", None),
        ("", None),
    ],
)
def test_prices_are_read_as_people_write_them(said, price):
    assert price_of(said) == price


def test_a_title_is_split_as_catalogues_write_it():
    assert split_title("Perahu : cerita / Sari Wulan") == ("Perahu", "cerita")
    assert split_title("Jam 10:30 pagi") == ("Jam 10:30 pagi", "")


def test_two_header_rows_of_inlislite_are_read(peer_samples):
    found = lists.read_list(peer_samples / "inlislite" / "sample_data_koleksi_AACR.xlsx")

    assert [each.record.title for each in found.lines] == ["Mahligai Biru", "Kancil dan Kerbau"]
    assert [each.numbers for each in found.lines] == [("X0022/2016",), ("X0023/2016",)]
    assert (found.lines[0].record.place, found.lines[0].record.publisher) == ("Jakarta", "Grafika")
    assert Counter(each.what for each in found.odd) == {Odd.isbn_doubtful: 2}


def test_a_real_list_of_5799_titles_becomes_a_pack_with_its_counts(peer_samples, tmp_path, office):
    path = peer_samples / "slims-real" / "rlc_biblio_5799.csv"

    gathered = packs.gather([path])
    label = titles.write_pack(
        tmp_path / "a.jkt", gathered.merged.records, office.label(), key=office.key
    )

    assert gathered.counts == (("rlc_biblio_5799.csv", 5799),)
    whys = Counter(each.why for each in gathered.merged.repeats)
    taken_once = whys[Likeness.isbn] + whys[Likeness.title_]
    assert label.records == 5799 - taken_once
    assert Counter(each.what for each in gathered.odd) == {Odd.isbn_doubtful: 40 + 152}
    with titles.open_pack(tmp_path / "a.jkt", known=office.card) as pack:
        assert sum(1 for _each in pack.every()) == label.records


def test_the_same_list_twice_adds_nothing(peer_samples):
    path = peer_samples / "slims-generated" / "senayan_biblio_export.csv"

    once, twice = packs.gather([path]), packs.gather([path, path])

    assert len(once.merged.records) == len(twice.merged.records)
    assert len(twice.merged.repeats) - 2 * len(once.merged.repeats) >= 19 - 2 * 19


def test_a_pack_can_be_made_of_a_pack(tmp_path, office):
    pack = office.pack(tmp_path / "a.jkt")
    listed = put(tmp_path, "Judul;ISBN;Penerbit\nAnyaman Purun;;Pustaka Rawa\nTikar;;\n")

    gathered = packs.gather([pack, listed], known=office.card)

    assert gathered.counts == (("a.jkt", 3), ("daftar.csv", 2))
    assert [each.why for each in gathered.merged.repeats] == [Likeness.title_]
    found = {each.title: each for each in gathered.merged.records}
    assert found["Anyaman Purun"].publisher == "Pustaka Rawa"
    assert len(found) == 4


def merged(*records):
    return merging.merge(Source("a.csv", place, each) for place, each in enumerate(records, 1))


def test_editions_with_their_own_isbn_are_both_kept():
    found = merged(
        PackRecord("Perahu", isbn="9786020000015"), PackRecord("Perahu", isbn="9786020000022")
    )

    assert (len(found.records), found.repeats) == (2, ())


def test_one_isbn_under_two_titles_is_named_and_both_are_kept():
    found = merged(
        PackRecord("Perahu", isbn="9786020000015"), PackRecord("Jukung", isbn="9786020000015")
    )

    assert len(found.records) == 2
    assert [(each.why, each.line, each.first_line) for each in found.repeats] == [
        (Likeness.isbn_shared, 2, 1)
    ]


def test_a_second_record_fills_the_gaps_of_the_first():
    found = merged(
        PackRecord("PERAHU", people=(Person("Wulan, Sari"),), isbn="123"),
        PackRecord("Perahu", people=(Person("Sari Wulan"),), isbn="9786020000015", year="2019"),
    )

    assert [(each.title, each.isbn, each.year) for each in found.records] == [
        ("PERAHU", "9786020000015", "2019")
    ]


def test_header_words_are_known_once():
    words = [word for use in free_columns._WORDS.values() for word in use]

    assert len(words) == len(set(words))
    assert all(free_columns.folded(word) == word for word in words)
