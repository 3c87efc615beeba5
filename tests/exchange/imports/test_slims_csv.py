import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slims_lists import (
    KEPT,
    NAMES,
    SOME_ROWS,
    a_row,
    as_rows,
    count,
    flat,
    write_970,
    write_doubled,
    write_excel,
    write_raw,
)

from jukung.domain.errors import FileCut, FileEmpty, FormatUnknown, ImportStopped
from jukung.exchange.harmless import as_it_was
from jukung.exchange.imports import slims_csv
from jukung.exchange.imports.records import Finding, FindingCode
from jukung.exchange.listed.text_file import TextFile

SIGNS = "abcNrn nĀé﷽’“\u2028\x85\x0b<>\\/:;,.'\"^\t&-0123"


def read(text):
    return slims_csv.read(TextFile("daftar.csv", text, "utf-8"))


def with_notes(rows, change):
    return [[*row[:12], change(row[12]), *row[13:]] for row in rows]


# --- the five ways of writing ----------------------------------------------------------


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "^", "|", "||", "#|#", ", "])
def test_quotes_left_as_they_are_come_through_exactly(separator, end, header):
    text = write_raw(SOME_ROWS, separator=separator, end=end, header=header)

    reading = read(text)

    notes = with_notes(SOME_ROWS, lambda note: note.replace("\r\n", "rn"))
    assert as_rows(reading) == notes
    assert reading.separator == separator
    assert count(reading, FindingCode.lost_line_breaks) == 1


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "^", "|", "||", "#|#", ", "])
def test_doubled_quotes_and_real_line_breaks_are_read(separator, end, header):
    text = write_doubled(SOME_ROWS, separator=separator, end=end, header=header)

    reading = read(text)

    notes = with_notes(SOME_ROWS, lambda note: note.replace("\r\n", "\n"))
    assert as_rows(reading) == notes
    assert reading.header == tuple(NAMES if header else ())
    assert reading.findings == ()


def test_line_breaks_of_970_come_back():
    reading = read(write_970(SOME_ROWS, header=True))

    notes = with_notes(SOME_ROWS, lambda note: note.replace("\r\n", "\n"))
    assert as_rows(reading) == notes


def test_a_backslash_n_of_an_older_version_stays():
    rows = [*SOME_ROWS, a_row("Naskah", notes=r"Di D:\naskah\nDan di sini.\n\n")]

    older, raw = read(write_doubled(rows)), read(write_raw(rows))

    assert older.titles[3].notes == rows[3][12]
    assert raw.titles[3].notes == rows[3][12]


def test_a_path_in_a_note_of_970_stays():
    rows = [*SOME_ROWS, a_row("Naskah", notes="Di D:\\naskah\\nota.\r\nDan di sini")]

    reading = read(write_970(rows))

    assert reading.titles[3].notes == "Di D:\\naskah\\nota.\nDan di sini"


@pytest.mark.parametrize("header", [False, True])
def test_a_list_saved_again_by_excel_is_read(header):
    reading = read(write_excel(SOME_ROWS, header=header, empty=4))

    notes = with_notes(SOME_ROWS, lambda note: note.replace("\r\n", "\n"))
    assert as_rows(reading) == notes
    assert (reading.rows, reading.empty_rows) == (7, 4)
    assert count(reading, FindingCode.empty_row) == 4


def test_the_line_that_excel_puts_in_front_is_no_title():
    reading = read("sep=;\r\n" + write_excel(SOME_ROWS))

    assert [title.line for title in reading.titles] == [2, 4, 5]


def test_another_quote_sign_is_found():
    rows = [a_row("Sungai Contoh", people=("A",)), a_row("Rawa", copies=("C1",))]

    reading = read(write_doubled(rows, quote="'"))

    assert as_rows(reading) == rows


@pytest.mark.parametrize(
    ("name", "separator"),
    [
        ("9.1.1-raw.csv", ","),
        ("9.6.0-raw-header.csv", "^"),
        ("9.6.1-doubled.csv", ","),
        ("9.7.0.csv", ","),
        ("excel.csv", ";"),
        ("excel-1252.csv", ";"),
        ("indonesian-header.csv", ";"),
    ],
)
def test_the_kept_lists_give_the_same_titles(name, separator):
    raw = (KEPT / name).read_bytes()
    encoding = "cp1252" if "1252" in name else "utf-8-sig"
    text = raw.decode(encoding)

    reading = read(text)

    assert slims_csv.looks_like(TextFile(name, text, "utf-8"))
    assert [(t.title, t.people, t.subjects, t.copy_numbers) for t in reading.titles] == [
        (
            'Menganyam "purun": dari rawa ke pasar',
            ("Kelompok <Ilung>", 'Diang, "Acil" R.'),
            ("Kerajinan -- Purun",),
            ("K-001", "K-002"),
        ),
        ("Perahu ibu : cerita anak sungai", ("Contoh, Galuh",), (), ("K-003",)),
        ('Resep "wadai" é la Banjar; empat puluh satu', (), ("Masakan",), ()),
        ("Perahu Ibu : cerita anak sungai", (), (), ("K-003", "K 004")),
    ]
    assert count(reading, FindingCode.repeated_title) == 1
    assert count(reading, FindingCode.repeated_copy_number) == 1
    assert count(reading, FindingCode.unusual_copy_number) == 1
    assert count(reading, FindingCode.isbn_check_digit) == 1
    assert count(reading, FindingCode.isbn_shape) == 1
    assert reading.separator == separator


# --- awkward text ------------------------------------------------------------------------


# Text that was marked so that no spreadsheet calculates it comes back without the mark.
texts = st.text(SIGNS, max_size=12).filter(lambda text: as_it_was(text) == text)
list_values = texts.filter(lambda value: value.strip() and "><" not in value)
lists = st.lists(list_values, max_size=3).map(tuple)
titles = texts.filter(str.strip)
rows_of_text = st.builds(
    lambda title, texts, lists: [title, *texts, *lists],
    titles,
    st.lists(texts, min_size=14, max_size=14),
    st.tuples(lists, lists, lists),
)


def is_clear_when_raw(row):
    joined = "\0".join(flat(row))
    return '",' not in joined and ',"' not in joined


@given(st.lists(rows_of_text.filter(is_clear_when_raw), max_size=4))
def test_any_text_comes_through_a_raw_list(rows):
    rows = [a_row(f'Jilid "{n}" x', people=("A",)) for n in range(5)] + rows

    assert as_rows(read(write_raw(rows))) == rows


@given(st.lists(rows_of_text, max_size=4))
def test_any_text_comes_through_a_doubled_list(rows):
    rows = [a_row('Jilid "satu"\ndua', people=("A",)) for n in range(5)] + rows

    assert as_rows(read(write_doubled(rows))) == rows


@given(
    st.lists(rows_of_text, max_size=4),
    st.lists(st.text("ab,:\"'\r").filter(lambda text: as_it_was(text) == text)),
)
def test_any_note_comes_through_a_list_of_970(rows, notes):
    rows = with_notes(rows, lambda _: "")
    broken = [a_row("Catatan", notes=note.replace("\r", "\r\n")) for note in notes]
    rows = [a_row('"Awal"', notes="a.\r\nB", people=("A",))] * 5 + broken + rows

    reading = read(write_970(rows))

    expected = with_notes(rows, lambda note: note.replace("\r\n", "\n"))
    single = [[*row[:12], row[12].replace("\n\n", "\n"), *row[13:]] for row in expected]
    found = [[*row[:12], row[12].replace("\n\n", "\n"), *row[13:]] for row in as_rows(reading)]
    assert found == single


@given(st.lists(rows_of_text, max_size=4))
def test_any_text_comes_through_excel(rows):
    rows = [a_row("Jilid; satu\ndua", people=("A",)) for n in range(5)] + rows

    assert as_rows(read(write_excel(rows))) == rows


def test_a_strict_reader_changes_what_the_raw_reader_keeps():
    text = write_raw(SOME_ROWS)

    strict = list(csv.reader(io.StringIO(text)))

    assert strict[1][0] == 'Kamus kecil" Banjar"'
    assert read(text).titles[1].title == 'Kamus "kecil" Banjar'


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        ("<A>", ("A",)),
        ("<A><B>", ("A", "B")),
        ("<Pertanian -- Padi <rawa>>", ("Pertanian -- Padi <rawa>",)),
        ("<A><><B>", ("A", "B")),
        ("Padi <rawa>", ("Padi <rawa>",)),
        ("A; B", ("A; B",)),
        ("<>", ()),
    ],
)
def test_a_list_loses_one_bracket_at_each_end(cell, values):
    assert slims_csv.values(cell) == values


# --- headers -----------------------------------------------------------------------------


def test_a_header_without_quotes_over_quoted_rows_is_read():
    reading = read(",".join(NAMES) + "\n" + write_raw(SOME_ROWS))

    assert reading.header == tuple(NAMES)
    assert [title.line for title in reading.titles] == [2, 3, 4]


def test_columns_in_another_order_are_found_by_name():
    order = [17, 0, *range(1, 15), 16, 15]
    cells = [NAMES, *map(flat, SOME_ROWS)]
    lines = [[*[row[at] for at in order], "x"] for row in cells]
    text = "".join(";".join(f'"{c}"' for c in line) + "\n" for line in lines)
    text = text.replace("\r\n", " ")

    reading = read(text.replace('"x"', '"Kolom Sendiri"', 1))

    assert [t.copy_numbers for t in reading.titles] == [r[17] for r in SOME_ROWS]
    assert [t.people for t in reading.titles] == [r[15] for r in SOME_ROWS]
    unknown = Finding(FindingCode.column_unknown, 1, "Kolom Sendiri")
    assert reading.findings[0] == unknown


def test_a_list_with_nothing_but_a_header_is_empty():
    with pytest.raises(FileEmpty):
        read(write_doubled([], header=True))


# --- rows that are not titles --------------------------------------------------------------


@pytest.mark.parametrize("write", [write_raw, write_doubled, write_excel])
def test_a_row_with_the_wrong_number_of_cells_is_reported(write):
    lines = write([SOME_ROWS[1]] * 4).splitlines(keepends=True)
    lines.insert(2, lines[0].replace("Marabahan", ""))
    lines[2] = lines[2].replace("Text", 'Text","x' if write is not write_excel else "x;")

    reading = read("".join(lines))

    assert (reading.rows, len(reading.titles)) == (5, 4)
    found = [each for each in reading.findings if each.code == "columns_wrong"]
    assert [each.line for each in found] == [3]


def test_a_row_without_title_is_reported():
    reading = read(write_doubled([*SOME_ROWS, a_row("", copies=("C9",))]))

    assert (reading.rows, len(reading.titles)) == (4, 3)
    assert count(reading, FindingCode.title_missing) == 1


def test_one_stray_quote_does_not_swallow_the_rows_after_it():
    rows = [a_row(f"Judul {n}", people=("A",)) for n in range(9)]
    text = write_excel(rows).replace("Judul 3", '"Judul 3')

    reading = read(text)

    titles = [title.title for title in reading.titles]
    assert titles == [f'"Judul {n}' if n == 3 else f"Judul {n}" for n in range(9)]


def test_a_row_torn_in_the_middle_is_reported_with_its_line():
    rows = [a_row(f"Judul {n}", people=("A",)) for n in range(9)]
    lines = write_doubled(rows).splitlines(keepends=True)
    lines[3] = lines[3][:40] + "\n"

    reading = read("".join(lines))

    assert [title.title[-1] for title in reading.titles] == list("01245678")
    assert [(each.code, each.line) for each in reading.findings[-1:]] != []
    assert Finding(FindingCode.columns_wrong, 4, reading.findings[0].text) in (reading.findings)


@pytest.mark.parametrize(
    ("note", "kept", "code"),
    [
        ("13", "13", "note_is_number"),
        ("0", "0", "note_is_number"),
        ('<div style="height: 250px;">Isi <b>x</b></div>', "Isi <b>x</b>", None),
        ("1998", "1998", "nothing"),
    ],
)
def test_what_970_does_to_notes_is_found(note, kept, code):
    reading = read(write_doubled([a_row(notes=note, people=("A",))]))

    assert reading.titles[0].notes == kept
    codes = [each.code.value for each in reading.findings] or ["nothing"]
    assert codes == [code or "note_unwrapped"]


# --- cut files -----------------------------------------------------------------------------


@pytest.mark.parametrize("write", [write_raw, write_doubled, write_970, write_excel])
def test_a_list_cut_anywhere_gives_whole_titles_or_is_refused(write):
    text = write(SOME_ROWS)
    whole = as_rows(read(text))

    for at in range(1, len(text)):
        try:
            reading = read(text[:at])
        except (FormatUnknown, FileCut, FileEmpty):
            continue
        found = as_rows(reading)
        is_doubtful = count(reading, FindingCode.end_missing) == 1
        assert found == whole[: len(found)] or is_doubtful, text[:at]


@pytest.mark.parametrize("write", [write_raw, write_doubled])
@pytest.mark.parametrize("cut", [2, 10, 40, 80])
def test_a_cut_list_is_refused_with_the_line(write, cut):
    with pytest.raises(FileCut) as caught:
        read(write([SOME_ROWS[1]] * 5)[:-cut])

    assert caught.value.facts == {"file": "daftar.csv", "line": 5}


def test_a_cut_inside_the_last_list_of_excel_is_refused():
    with pytest.raises(FileCut):
        read(write_excel(SOME_ROWS)[:-4])


def test_a_missing_last_line_end_is_no_cut_between_quotes():
    reading = read(write_doubled(SOME_ROWS)[:-1])

    assert len(reading.titles) == 3
    assert reading.findings == ()


# --- other lists -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Kepada Yth. Kepala Dinas,\n\nbersama ini kami kirimkan daftar.\n" * 9,
        "No;Judul;Pengarang;Penerbit;Tahun;Jumlah\n1;Rawa;A;B;2001;5\n",
        "a,b,c\n1,2,3\n",
        (",".join("abcdefghijklmnopqr") + "\n") * 20,
        '"' + '","'.join("abcdefghijklmnopqr") + '"\n',
        "<p><b>judul</b></p>\n" * 20,
    ],
)
def test_another_list_is_not_taken_for_titles(text):
    assert not slims_csv.looks_like(TextFile("lain.csv", text, "utf-8"))


def test_a_list_of_copies_is_not_taken_for_titles():
    row = '"C01","","Umum","","2020-01-01","","","Pustaka","2020-01-01","","","1","",'
    row += '"5","Rupiah","2020-01-01","2020","2020","Rawa"\n'

    assert not slims_csv.looks_like(TextFile("copies.csv", row * 9, "utf-8"))


def test_a_list_that_is_mostly_something_else_is_refused():
    with pytest.raises(FormatUnknown):
        read(write_doubled(SOME_ROWS, header=True) + "a,b\n" * 3000)


# --- on the way ----------------------------------------------------------------------------


def test_progress_goes_up_to_the_end():
    seen = []
    file = TextFile("daftar.csv", write_doubled(SOME_ROWS * 900), "utf-8")

    slims_csv.read(file, progress=lambda done, of: seen.append((done, of)))

    assert seen == sorted(seen)
    assert seen[-1] == (len(file.text), len(file.text))


def test_a_stopped_import_is_refused():
    file = TextFile("daftar.csv", write_doubled(SOME_ROWS), "utf-8")

    with pytest.raises(ImportStopped):
        slims_csv.read(file, stopped=lambda: True)
