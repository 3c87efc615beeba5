"""Every reader of lists reads or refuses whatever it is given, and never takes long.

Five seconds for each in the ordinary run; a million of each before a release.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_targets import MARC, ODS, TARGETS, XLS, XLSX, XML
from old_workbooks import in_sectors

from fuzzing import A_MILLION, LONGEST, fuzz, seconds_of, zipped
from jukung.exchange.imports import free_columns
from jukung.exchange.imports.reading import read

# They read by the readers that stand before them.
ONLY_BEFORE_A_RELEASE = ("members", "chosen", "books")


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in ONLY_BEFORE_A_RELEASE])
def test_whatever_comes_is_read_or_refused(tmp_path, name):
    assert fuzz(TARGETS[name], tmp_path) > 0


@pytest.mark.release
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_of_each_are_read_or_refused(tmp_path, name):
    assert fuzz(TARGETS[name], tmp_path, most=A_MILLION, seconds=float("inf")) == A_MILLION


@pytest.mark.parametrize("whole", [zipped(XLSX), zipped(ODS), in_sectors(XLS)])
def test_the_workbooks_that_are_torn_are_sound(put, whole):
    assert read(put(whole, "a.xlsx")).titles[0].title == "Perahu"


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_header_has_a_use_for_each_column(header):
    assert len(free_columns.guess(header)) == len(header)


LINES = b"Judul;Pengarang\n"
HARD = {
    "slims_titles": (b";" * 900_000, b'"' * 200_000, b"\n" * 500_000 + LINES, b'"A;B\n' * 4_000),
    "slims_items": (b";" * 900_000, b"#" * 900_000, b" \r\n" * 200_000 + LINES, b'"A,B\n' * 4_000),
    "slims_members": (b"," * 900_000, b'\\"' * 60_000, b'"A,B\n' * 4_000),
    "table": (LINES + b"A" + b" +" * 300_000 + b";B\n", LINES + b"\n" * 900_000),
    "page": (b"<table>" * 50_000, b"<table><tr><td>" + b"&" * 900_000, b"<" * 900_000),
    "marcxml": (
        XML[0].replace(b"Perahu", b"Perahu" + b" +" * 300_000),
        XML[0].replace(b"Perahu", b"Perahu" + b" : " * 300_000),
    ),
    "marc": (b"\x1d" * 500_000, b"00024" * 100_000, MARC[0] + b" " * 900_000 + MARC[0]),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_text_is_read_or_refused_within_a_second(tmp_path, name):
    path = tmp_path / "berat.bin"

    for raw in HARD[name]:
        path.write_bytes(raw)

        assert seconds_of(TARGETS[name], path) < LONGEST, raw[:40]
