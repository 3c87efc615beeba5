"""A damaged workbook of old Excel is refused; the reading library would end the program."""

import struct

import pytest
from old_workbooks import in_sectors, records

from jukung.domain import errors
from jukung.exchange.listed.table_file import read_lines

ROWS = (("Judul", "No Induk", "Tahun"), ("Perahu", "B1", 2019.0))
SECTOR = 512


def number(place, value):
    """A change of four bytes in a file."""

    def change(raw):
        return raw[:place] + struct.pack("<I", value) + raw[place + 4 :]

    return change


@pytest.mark.parametrize("name", ["buku.xls", "buku.XLS", "buku.xlsx", "buku.bin"])
def test_it_is_read_whatever_its_name(put, name):
    table = read_lines(put(in_sectors(records(*ROWS)), name))

    assert [line.cells for line in table.lines] == [
        ("Judul", "No Induk", "Tahun"),
        ("Perahu", "B1", "2019"),
    ]
    assert table.source == "XLS"


def test_one_of_many_rows_and_small_streams_is_read(put):
    rows = [("Judul", "No Induk"), *((f"Perahu {n}", f"B{n}") for n in range(900))]

    table = read_lines(put(in_sectors(records(*rows), "Book"), "a.xls"))

    assert len(table.lines) == 901
    assert table.lines[-1].cells == ("Perahu 899", "B899")


@pytest.mark.parametrize(
    "change",
    [
        number(SECTOR + 4, 1),  # the folder goes on in itself
        number(SECTOR + 4 * 5, 3),  # so does the book
        number(SECTOR + 4 * 4, 9_999),
        number(48, 77),
        lambda raw: raw[:600],
        lambda raw: raw[:8],
        lambda raw: raw.replace("Workbook".encode("utf-16-le"), "Walkbook".encode("utf-16-le")),
    ],
)
def test_chains_that_lead_nowhere_or_in_circles_are_refused(put, change):
    path = put(change(in_sectors(records(*ROWS, *ROWS * 200))), "a.xls")

    with pytest.raises(errors.FormatUnknown):
        read_lines(path)


def test_a_cell_at_the_end_of_the_world_takes_no_memory(put):
    stream = records(*ROWS)
    at = stream.rindex(struct.pack("<HHH", 1, 0, 0))
    far = stream[:at] + struct.pack("<HH", 65_535, 65_535) + stream[at + 4 :]

    with pytest.raises(errors.RosterTooLarge):
        read_lines(put(in_sectors(far), "a.xls"))


def test_a_sheet_that_says_it_is_endless_is_read_as_it_is(put):
    stream = records(*ROWS)
    at = stream.index(struct.pack("<HH", 0x0200, 14)) + 4
    vast = stream[:at] + struct.pack("<IIHH", 0, 2**31 - 1, 0, 2**15) + stream[at + 12 :]

    assert len(read_lines(put(in_sectors(vast), "a.xls")).lines) == 2


def test_more_words_than_letters_are_a_lie(put):
    stream = records(*ROWS)
    words = struct.pack("<HHII", 0x00FC, 8, 2**31 - 1, 2**31 - 1)
    at = stream.index(struct.pack("<HH", 0x0085, 14))

    with pytest.raises(errors.FormatUnknown):
        read_lines(put(in_sectors(stream[:at] + words + stream[at:]), "a.xls"))
