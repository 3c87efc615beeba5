"""Workbooks that mean harm are refused before they are unpacked."""

import pytest
from books import SHEET, workbook

from jukung.domain import errors
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
    assert module.text_of(8123.0) == "8123"
    assert module.text_of(0.5) == "0.5"
    assert module.text_of(True) == "1"
