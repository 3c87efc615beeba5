"""What was left out, written for correcting, and read again."""

import csv
import io

import pytest
from slims_dumps import a_small_library, write_php
from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.exchange.imports import apply, plan, rejects
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.reading import read
from jukung.library import copies, intake
from jukung.store.tables import Copy, CopyNumber
from makers import a_copy

TITLES = (
    "title,gmd_name,edition,isbn_issn,publisher_name,publish_year,collation,series_title,"
    "call_number,language_name,place_name,classification,notes,image,sor,authors,topics,item_code"
)


def a_title_row(title, code="", **cells):
    named = dict.fromkeys(TITLES.split(","), "") | cells | {"title": title, "item_code": code}
    return ",".join('"{}"'.format(cell.replace('"', '""')) for cell in named.values())


def planned(library, path):
    with library.reading() as desk:
        return plan.plan(desk, path)


def stored(library, made):
    with library.changing() as desk:
        return apply.apply(desk, made)


def read_csv(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_a_title_without_a_name_comes_back_corrected_alone(library, put, tmp_path):
    rows = [
        a_title_row("Padi", "<P1>"),
        a_title_row("", "<P2>", notes="=1+1"),
        a_title_row("Udang", "<P3>"),
    ]
    path = put("\n".join([TITLES, *rows]) + "\n", "judul.csv")
    made = planned(library, path)
    stored(library, made)
    out = tmp_path / "sisa.csv"

    count = rejects.write(made, out)
    header, row = read_csv(out)
    corrected = put(
        out.read_text(encoding="utf-8-sig").replace('"","","","",', '"Ikan","","","",', 1), "ok.csv"
    )
    second = planned(library, corrected)
    arrival = stored(library, second)

    assert count == 1
    assert header[:18] == TITLES.split(",")
    assert (len(header), row[12]) == (19, "'=1+1")
    assert row[-1].startswith("Rows without a title")
    assert (second.tally(Kind.titles).found, arrival.title_count, arrival.copy_count) == (1, 1, 1)
    assert second.titles.fresh[0].draft.notes == "=1+1"
    assert second.reading.left_out == ()


def test_a_copy_whose_number_was_taken_joins_its_title_later(library, put, tmp_path):
    with library.changing() as desk:
        a_copy(desk, "P1", title="Lain")
    path = put("\n".join([TITLES, a_title_row("Padi", "<P1><P2>")]) + "\n", "judul.csv")
    made = planned(library, path)
    stored(library, made)
    out = tmp_path / "sisa.csv"
    rejects.write(made, out)

    corrected = put(out.read_text(encoding="utf-8-sig").replace("<P1>", "<P9>"), "ok.csv")
    arrival = stored(library, planned(library, corrected))

    assert (arrival.title_count, arrival.copy_count) == (0, 1)
    with library.reading() as desk:
        assert copies.show(desk, "P9").title == "Padi"


def test_a_table_comes_back_as_a_workbook(library, put, tmp_path):
    path = put("Judul;Pengarang;Jumlah\nPadi;Contoh;2\n;Temu;1\n")
    made = planned(library, path)
    out = tmp_path / "sisa.xlsx"

    rejects.write(made, out)

    with library.reading() as desk:
        again = plan.plan(desk, out)
    assert again.reading.header[:3] == ("Judul", "Pengarang", "Jumlah")
    assert again.finding_counts == {"title_missing": 1}


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("price", ["", "45000"])
def test_corrected_counts_bring_copies_with_numbers_to_titles_that_are_here(
    library, put, tmp_path, count, price
):
    first = planned(library, put(f"Judul,Penulis,Jml eks,Harga\nPerahu,Sari,banyak,{price}\n"))
    stored(library, first)
    out = tmp_path / "sisa.csv"
    rejects.write(first, out)
    corrected = put(out.read_text(encoding="utf-8-sig").replace('"banyak"', f'"{count}"'), "ok.csv")

    second = planned(library, corrected)
    arrival = stored(library, second)

    assert (arrival.title_count, arrival.copy_count) == (0, count)
    assert "title_here" not in second.finding_counts
    assert second.finding_counts["title_completed"] == 1
    with library.reading() as desk:
        found = desk.session.scalars(select(Copy)).all()
        numbers = desk.session.scalars(select(col(CopyNumber.number))).all()
    assert len(found) == len(set(numbers)) == count
    assert all(numbers)
    assert {each.price for each in found} == {int(price) if price else None}
    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)
        left = desk.session.scalars(select(Copy)).all()
    assert (taken.title_count, taken.copy_count, left) == (0, count, [])


def test_a_row_without_a_count_comes_back_and_brings_its_copies(library, put, tmp_path):
    first = planned(library, put("Judul,Penulis,Jml eks,Harga\nPerahu,Sari,,45000\n"))
    stored(library, first)
    out = tmp_path / "sisa.csv"
    rejects.write(first, out)
    corrected = put(
        out.read_text(encoding="utf-8-sig").replace('"Sari",""', '"Sari","2"'), "ok.csv"
    )

    arrival = stored(library, planned(library, corrected))

    assert (arrival.title_count, arrival.copy_count) == (0, 2)


def test_members_without_a_card_come_back_without_what_nobody_needs(library, put, tmp_path):
    path = put("no anggota,nama,NIK,jenis kelamin\nA1,Satu,6304,P\n,Dua,6305,L\n", "anggota.csv")
    made = planned(library, path)
    out = tmp_path / "sisa.csv"

    rejects.write(made, out)

    header, row = read_csv(out)
    assert row[:2] == ["", "Dua"]
    assert "6305" not in row
    assert "NIK" in made.reading.left_out
    corrected = put(out.read_text(encoding="utf-8-sig").replace('"","Dua"', '"A2","Dua"'), "ok.csv")
    assert planned(library, corrected).tally(Kind.members).coming == 1
    assert header[0] == "no anggota"


@pytest.mark.parametrize("version", ["", ".v9.1.1", ".v9.6.0"])
def test_copies_of_every_generation_come_back(library, peer_samples, tmp_path, version):
    path = peer_samples / "slims-generated" / f"senayan_item_export{version}.csv"
    made = planned(library, path)
    out = tmp_path / "sisa.csv"

    count = rejects.write(made, out)
    again = planned(library, out)

    assert count == again.tally(Kind.copies).found == 13
    assert again.reading.format == "slims_items"
    assert again.reading.left_out == made.reading.left_out


def test_a_backup_has_no_rows_to_correct(library, put):
    made = planned(library, put(write_php(a_small_library()), "backup.sql"))

    with pytest.raises(errors.RejectsNotRows):
        rejects.gather(made)


def test_where_nothing_was_left_out_there_is_nothing_to_write(library, put):
    made = planned(library, put("Judul;Pengarang\nPadi;Contoh\n"))

    with pytest.raises(errors.NothingRejected):
        rejects.gather(made)


def test_one_mark_is_taken_off_and_no_apostrophe_of_the_list(put):
    path = put("Judul;Pengarang;Abstrak;Penerbit\n'''=x;;'''+1;'=2\n'kutip;Temu;'tis;'-'\n")

    first, second = read(path).titles

    assert (first.title, first.notes, first.publisher) == ("''=x", "''+1", "=2")
    assert (second.title, second.notes, second.publisher) == ("'kutip", "'tis", "-'")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_corrected_again_and_again_keep_their_words(library, put, tmp_path, ending):
    path = put("Judul;Pengarang;Abstrak;Penerbit\nA;B;C;D\n;Temu;''=1;'kutip\n")
    made = planned(library, path)
    once, twice = tmp_path / f"sisa{ending}", tmp_path / f"lagi{ending}"

    rejects.write(made, once)
    first = planned(library, once)
    rejects.write(first, twice)
    second = planned(library, twice)

    assert (first.reading.is_corrected, second.reading.is_corrected) == (True, True)
    assert rejects.gather(made).rows[0][1:4] == ("Temu", "'=1", "'kutip")
    assert rejects.gather(first).rows == rejects.gather(made).rows
    assert rejects.gather(second).rows == rejects.gather(made).rows
