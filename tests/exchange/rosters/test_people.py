import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import errors
from jukung.exchange.rosters.people import read_people

HEADER = ("NAMA", "L/P", "ALAMAT")
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12
)


def test_what_stands_above_the_header_is_left_out(kept):
    found = read_people(kept / "kelas-enam.csv")

    assert found.header[1:4] == ("NAMA LENGKAP", "L/P", "Tempat, Tgl Lahir")
    assert (found.lines[0].number, found.lines[0].cells[1]) == (4, "Anggota Satu")
    assert len(found.lines) == 5


def test_the_escapes_of_slims_are_undone(kept):
    found = read_people(kept / "slims-members.csv")

    first, second = (line.cells for line in found.lines)
    assert (first[5], first[17]) == (
        'Dusun Hilir RT 02, Desa "Rawa Bening"',
        "WA sesudah asar",
    )
    assert (second[1], second[5]) == ("Anggota Nu'man", "Jl. C:\\Kebun 3")


def test_a_slims_list_without_header_is_known_by_its_columns(kept, put):
    text = (kept / "slims-members.csv").read_text().split("\n", 1)[1]

    found = read_people(put(text))

    assert (found.header[1], found.lines[0].cells[0]) == ("member_name", "2026001")


@pytest.mark.parametrize("separator", [";", ",", "\t", "^"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding_is_read(put, separator, encoding):
    rows = [HEADER, ("Anggota Café", "P", "Rawa"), ("Anggota Dua", "L", "Hilir")]
    text = "\r\n".join(separator.join(row) for row in rows)

    found = read_people(put(text.encode(encoding)))

    assert [line.cells for line in found.lines] == rows[1:]


def test_a_list_without_header_has_letters_for_names(put):
    found = read_people(put("Anggota Satu;08110000\nAnggota Dua;08110001\n"))

    assert (found.header, found.has_header, len(found.lines)) == (("A", "B"), False, 2)


def test_a_workbook_is_read_with_numbers_as_they_are_shown(put_book):
    found = read_people(put_book([("NAMA", "NO HP", "TGL LAHIR"), ("Anggota Satu", 8123, 36526)]))

    assert (found.source, found.lines[0].cells) == ("XLSX", ("Anggota Satu", "8123", "36526"))


def test_too_many_lines_are_refused(put):
    path = put("nama;alamat\n" + "Anggota;Rawa\n" * 11)

    with pytest.raises(errors.RosterTooLarge):
        read_people(path, limit=10)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"%PDF-1.4 nama", errors.RosterUnknown),
        (b"PK\x03\x04 but no archive", errors.RosterUnknown),
        (b"nama;l\0p\n", errors.RosterUnknown),
    ],
)
def test_what_is_no_list_is_refused(put, content, refusal):
    with pytest.raises(refusal):
        read_people(put(content))


def test_a_folder_and_nothing_are_refused(tmp_path):
    with pytest.raises(errors.NotAFile):
        read_people(tmp_path)
    with pytest.raises(errors.FileMissing):
        read_people(tmp_path / "daftar.csv")


def test_a_backslash_in_any_other_list_is_kept(put):
    found = read_people(put(b'"NAMA","L/P","ALAMAT"\n"Anggota","P","Gang \\\'A\\\' C:\\rumah"\n'))

    assert found.lines[0].cells[2] == "Gang \\'A\\' C:\\rumah"


def test_a_backslash_at_the_end_of_a_cell_escapes_nothing(put):
    found = read_people(put(b'"NAMA";"L/P";"ALAMAT"\n"Anggota";"P";"Gang ""A""\\"\n'))

    assert found.lines[0].cells[2] == 'Gang "A"\\'


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_no_content_stops_the_reading(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("list") / "daftar.csv"
    lines = [HEADER, *rows]
    path.write_text(
        "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines),
        encoding="utf-8",
    )

    found = read_people(path)

    said = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    assert [line.cells for line in found.lines] == [row for row in said if any(row)]


@pytest.mark.parametrize(
    ("more", "kept"), [("Jukung: mengapa tidak ikut", "+62812"), ("Keterangan", "'+62812")]
)
def test_a_workbook_keeps_its_apostrophes_unless_it_is_our_own(put_book, more, kept):
    path = put_book([("NAMA", "NO HP", more), ("Contoh", "'+62812", "x")])

    assert read_people(path).lines[0].cells[1] == kept
