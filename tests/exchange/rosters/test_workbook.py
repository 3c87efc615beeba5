"""Workbooks that mean harm are refused before they are unpacked."""

import pytest
from books import SHEET, workbook

from jukung.domain import errors
from jukung.exchange.listed import first_sheet
from jukung.exchange.listed import workbook_file as module
from jukung.exchange.rosters.people import read_people

ROWS = [("NAMA", "L/P"), ("Anggota Satu", "P")]


@pytest.fixture
def refused(put):
    def read(content, refusal):
        with pytest.raises(refusal):
            read_people(put(content, "daftar.xlsx"))

    return read


def test_a_workbook_that_unpacks_to_too_much_is_refused(refused):
    refused(workbook(ROWS, more={"xl/zeros.bin": bytes(60_000_000)}), errors.RosterUnsafe)


def test_too_many_parts_are_refused(refused):
    parts = {f"xl/part{n}.xml": "" for n in range(module.MOST_ENTRIES)}

    refused(workbook(ROWS, more=parts), errors.RosterUnsafe)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_words_that_grow_into_each_other_are_refused(refused, encoding):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'
    sheet = SHEET.format(before=bomb, rows="").encode(encoding)

    refused(workbook(ROWS, sheet=sheet), errors.RosterUnsafe)


def test_a_doctype_between_two_pieces_is_still_seen(refused):
    padding = "<!--" + "x" * (module._CHUNK - 120) + "-->"
    for shift in range(0, 120, 7):
        sheet = SHEET.format(before=padding + " " * shift + "<!DOCTYPE a>", rows="")
        refused(workbook(ROWS, sheet=sheet), errors.RosterUnsafe)


def test_two_cells_at_the_ends_of_the_sheet_take_no_memory(refused):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'

    refused(workbook(ROWS, sheet=SHEET.format(before="", rows=rows)), errors.RosterTooLarge)


def test_an_archive_of_something_else_is_no_list(refused):
    refused(workbook(ROWS).replace(b"xl/workbook.xml", b"xl/workbooc.xml"), errors.RosterUnknown)


def test_an_empty_workbook_says_so(refused):
    refused(workbook([]), errors.FileEmpty)


def test_whole_numbers_and_days_are_plain_text():
    assert first_sheet.text_of(8123.0) == "8123"
    assert first_sheet.text_of(0.5) == "0.5"
    assert first_sheet.text_of(True) == "1"


FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        FAR + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        FAR + '<row r="1048576"><c r="XFD1"><v>1</v></c></row>',
        FAR + '<row r="1048576"><c\n s="1" r = "XFD1048576"><v>1</v></c></row>',
        FAR + f'<row r="1048576"><c s="{"1" * 300}" r="XFD9"><v>1</v></c></row>',
        FAR + '<row r="1048576">' + "<c><v>1</v></c>" * 9 + "</row>",
        FAR + '<row r="2"><c r="BBBBBBBBBBBBB2"><v>1</v></c></row>',
        FAR + f'<row r="2"><c r="A{"9" * 5000}"><v>1</v></c></row>',
        FAR + '<x:row r="1048576"><x:c r="xfd2"><v>1</v></x:c></x:row>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(refused, rows):
    refused(workbook(ROWS, sheet=SHEET.format(before="", rows=rows)), errors.RosterTooLarge)


def test_a_far_cell_is_seen_in_a_sheet_of_another_name(refused):
    far = FAR + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    refused(
        workbook(ROWS, more={"xl/elsewhere.xml": SHEET.format(before="", rows=far)}),
        errors.RosterTooLarge,
    )


def test_cells_without_a_place_are_read(put):
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{one}</t></is></c><c><v>{two}</v></c></row>'
        for one, two in [("NAMA", 0), *((f"Anggota {n}", n) for n in range(3000))]
    )

    found = read_people(put(workbook(ROWS, sheet=SHEET.format(before="", rows=rows)), "a.xlsx"))

    assert len(found.lines) >= 3000


def test_a_workbook_that_calls_itself_old_is_read(put):
    found = read_people(put(workbook(ROWS), "daftar.xls"))

    assert found.lines[0].cells[:2] == ("Anggota Satu", "P")


def test_a_list_that_begins_further_down_and_right_stands_where_it_stands(put):
    sheet = SHEET.format(
        before="",
        rows='<row r="3"><c r="C3"><v>1</v></c></row><row r="5"><c r="E5"><v>2</v></c></row>',
    )

    rows = module.read_workbook(put(workbook(ROWS, sheet=sheet), "a.xlsx"), limit=9)

    assert rows == [[], [], ["", "", "1"], [], ["", "", "", "", "2"]]
