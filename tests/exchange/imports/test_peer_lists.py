import csv

import pytest
from slims_lists import as_rows, count

from jukung.exchange.imports.reading import read


def copies_of(reading):
    return [number for title in reading.titles for number in title.copy_numbers]


def test_a_library_of_5799_titles_is_read_exactly(peer_samples):
    path = peer_samples / "slims-real" / "rlc_biblio_5799.csv"

    reading = read(path)

    assert (reading.rows, len(reading.titles), len(copies_of(reading))) == (5799, 5799, 6778)
    assert count(reading, "repeated_title") == 5799 - 5538
    assert count(reading, "isbn_check_digit") == 40
    assert count(reading, "isbn_shape") == 152
    assert count(reading, "unusual_copy_number") == 136
    assert count(reading, "repeated_copy_number") == 0


def test_a_strict_reader_changes_18_cells_that_ours_keeps(peer_samples):
    path = peer_samples / "slims-real" / "rlc_biblio_5799.csv"
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    exact = [line[1:-1].split('","') for line in lines]
    with path.open(encoding="utf-8", newline="") as stream:
        strict = list(csv.reader(stream))

    ours = as_rows(read(path))

    changed = [
        a != b for x, y in zip(strict, exact, strict=True) for a, b in zip(x, y, strict=True)
    ]
    assert sum(changed) == 18
    assert [row[:15] for row in ours] == [row[:15] for row in exact]
    lists = [["<" + "><".join(c) + ">" if c else "" for c in row[15:]] for row in ours]
    assert lists == [row[15:] for row in exact]


def test_a_school_list_saved_by_excel_is_read(peer_samples):
    reading = read(peer_samples / "slims-real" / "smagapmk_biblio_excel_semicolon.csv")

    assert (reading.rows, reading.empty_rows, len(reading.titles)) == (113, 13, 100)
    assert len(copies_of(reading)) == 9626
    assert count(reading, "repeated_title") == 1
    assert reading.separator == ";"


def test_three_generations_of_one_library_are_the_same(peer_samples):
    names = ["senayan_biblio_export.csv"]
    names += [f"senayan_biblio_export.v{version}.csv" for version in ("9.1.1", "9.6.0")]

    readings = [read(peer_samples / "slims-generated" / name) for name in names]

    seen = [
        [(t.title, t.people, t.subjects, t.isbn, t.copy_numbers) for t in reading.titles]
        for reading in readings
    ]
    assert len(seen[0]) == 19
    assert seen[0] == seen[1] == seen[2]
    assert "Baris satu.\nBaris dua: C:\\data\\padi.\nBaris tiga" in [
        title.notes for title in readings[0].titles
    ]


@pytest.mark.parametrize("kind", ["item", "member"])
@pytest.mark.parametrize("version", ["", ".v9.1.1", ".v9.6.0"])
def test_lists_of_copies_and_members_are_not_taken_for_titles(peer_samples, kind, version):
    path = peer_samples / "slims-generated" / f"senayan_{kind}_export{version}.csv"

    assert read(path).format == f"slims_{kind}s"
