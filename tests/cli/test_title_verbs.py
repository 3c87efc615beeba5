"""The catalogue by the command line: titles, copies, packs, and what puts them in order."""

import pytest
from PIL import Image

from jukung.cli import title_parser
from jukung.library import title_batch
from pack_makers import RECORDS, Agency


@pytest.fixture
def lib(jukung):
    jukung("init", "--name", "Perpustakaan Rawa", "--zone", "WITA", "--region", "63.03.05.2007")
    return jukung


@pytest.fixture
def pack(tmp_path):
    agency = Agency()
    return agency, agency.pack(tmp_path / "titles.jkt", *RECORDS)


def test_the_fields_of_a_batch_are_those_of_the_library():
    assert title_parser.FIELDS == title_batch.FIELDS


def test_a_title_is_added_with_copies_and_a_call_number(lib):
    added = lib("title", "add", "Anak Sungai", "--people", "Sari Wulan", "--class", "813",
                "--copies", "3", "--field", "Donatur=Warga", "--written-in", "Banjar")  # fmt: skip

    assert added.value["call_number"] == "813 WUL a"
    assert len(added.value["numbers"]) == 3
    assert added.value["own_fields"] == [["Donatur", "Warga"]]
    assert added.value["language"] == "Banjar"


def test_a_name_without_family_name_is_entered_under_other_letters(lib):
    added = lib("title", "add", "Tan", "--people", "Muhammad Yamin", "--class", "923.2",
                "--entered-under", "muh")  # fmt: skip

    assert added.value["call_number"] == "923.2 MUH t"


def test_a_twin_is_told_when_a_title_is_added(lib):
    lib("title", "add", "Anak Sungai")

    again = lib("--language", "en", "title", "add", "anak sungai")

    assert again.value["warnings"] == ["Looks like one that is here: Anak Sungai"]


def test_a_title_is_changed_by_what_is_typed_alone(lib):
    lib("title", "add", "Anak Sungai", "--year", "2019", "--people", "A; B")

    changed = lib("title", "edit", "anak sungai", "--publisher", "Pustaka Rawa").value

    assert (changed["publisher"], changed["year"], changed["people"]) == (
        "Pustaka Rawa",
        "2019",
        ["A", "B"],
    )


def test_words_that_fit_several_titles_are_refused(lib):
    lib("title", "add", "Anak Sungai")
    lib("title", "add", "Anak Rawa")

    assert lib("title", "show", "anak").code != 0
    assert lib("title", "show", "anak rawa").value["title"] == "Anak Rawa"


def test_copies_come_with_their_source_and_price(lib):
    lib("title", "add", "Anak Sungai", "--copies", "0")

    added = lib("copy", "add", "anak sungai", "--count", "2", "--source-kind", "aid",
                "--source", "Program bacaan", "--price", "45000", "--place", "Rak A")  # fmt: skip

    assert len(added.value["numbers"]) == 2
    assert lib("copy", "add", "anak sungai", "--price", "-1").code != 0


def test_a_cover_is_kept_small_and_taken_away(lib, tmp_path):
    lib("title", "add", "Anak Sungai")
    picture = tmp_path / "cover.png"
    Image.new("RGBA", (1200, 1600), (20, 90, 120, 255)).save(picture)

    assert lib("title", "cover", "anak sungai", picture).value["cover"]
    assert lib("title", "show", "anak sungai").value["cover"]
    lib("title", "cover", "anak sungai", "--remove")
    assert not lib("title", "show", "anak sungai").value["cover"]


def test_a_file_that_is_no_picture_is_refused(lib, tmp_path):
    lib("title", "add", "Anak Sungai")
    (tmp_path / "x.png").write_bytes(b"no picture")

    assert lib("title", "cover", "anak sungai", tmp_path / "x.png").code != 0


def test_titles_are_binned_and_put_back(lib):
    lib("title", "add", "Salah Ketik")

    assert lib("title", "bin", "salah ketik").value["count"] == 1
    assert [each["title"] for each in lib("title", "bin").value] == ["Salah Ketik"]
    lib("title", "put-back", "salah ketik")
    assert lib("title", "show", "salah ketik").code == 0


def test_twins_are_listed_merged_and_parted(lib):
    lib("title", "add", "Anak Sungai", "--isbn", "978-0-306-40615-7")
    lib("title", "add", "Anak sungai.", "--isbn", "0306406152")
    ((first, second),) = lib("title", "twins").value

    merged = lib("title", "merge", first["id"], second["id"])
    parted = lib("title", "put-back", "anak sungai.")

    assert (merged.value["count"], parted.code) == (1, 0)
    assert lib("title", "show", second["id"]).value["title"] == "Anak sungai."


def test_names_are_listed_and_made_one_and_that_is_undone(lib):
    lib("title", "add", "Satu", "--people", "Sari Wulan")
    lib("title", "add", "Dua", "--people", "Wulan, Sari")

    alike = lib("names", "list", "--alike").value
    done = lib("names", "merge", "Sari Wulan", "Wulan, Sari")
    lib("undo")

    assert len(alike) == 2
    assert done.value["count"] == 1
    assert lib("title", "show", "dua").value["people"] == ["Wulan, Sari"]


def test_one_field_is_set_for_many(lib):
    lib("title", "add", "Satu")
    lib("title", "add", "Dua")

    assert lib("title", "set", "language", "Banjar", "satu", "dua").value["count"] == 2
    assert lib("title", "set", "subjects", "Sungai", "satu", "--add").value["count"] == 1


def test_garbled_letters_are_shown_and_mended(lib):
    lib("title", "add", "CafÃ© Rawa")

    assert lib("title", "letters").value[0]["after"] == "Café Rawa"
    assert lib("title", "letters", "--mend").value["count"] == 1
    assert lib("title", "show", "café rawa").value["title"] == "Café Rawa"


def test_a_pack_of_an_agency_nobody_compared_is_refused(lib, pack):
    agency, path = pack

    refused = lib("pack", "add", path)
    taken = lib("pack", "add", path, "--trust", agency.card.fingerprint)

    assert (refused.code != 0, taken.value["records"]) == (True, 3)
    assert agency.card.fingerprint in refused.out + refused.err


def test_a_kept_pack_answers_when_its_stick_is_gone(lib, pack):
    agency, path = pack
    lib("pack", "add", path, "--trust", agency.card.fingerprint)
    path.unlink()

    assert [each["number"] for each in lib("pack", "list").value] == ["2026-1"]
    assert lib("pack", "find", "9786020000015").value[0]["title"].startswith("Perahu di Hulu")
    assert [each["title"] for each in lib("pack", "find", "purun").value] == ["Anyaman Purun"]


def test_a_title_is_filled_from_a_pack_by_its_isbn(lib, pack):
    agency, path = pack
    lib("pack", "add", path, "--trust", agency.card.fingerprint)

    added = lib("title", "add", "--isbn", "978-602-00-0001-5", "--from-packs").value

    assert added["title"] == "Perahu di Hulu : cerita sungai"
    assert (added["roles"], added["audience"]) == (["aut", "ill"], "children")
    assert added["language"] == "Indonesia"
    assert added["call_number"] == "813 WUL p"


def test_a_dropped_pack_is_not_asked_and_comes_back_by_undo(lib, pack):
    agency, path = pack
    lib("pack", "add", path, "--trust", agency.card.fingerprint)

    lib("pack", "drop", "2026-1")
    assert lib("pack", "find", "purun").value == []
    lib("undo")

    assert len(lib("pack", "find", "purun").value) == 1
