"""Whatever the bytes: a backup of SLiMS is taken apart or refused, and soon."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_targets import SQL_SIGNS, TARGETS
from slims_dumps import quoted

from fuzzing import LONGEST, seconds_of
from jukung.exchange.imports.sql_dump import Dump


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 50))
def test_any_bytes_are_taken_apart_or_refused(raw, size):
    dump = Dump("uji.sql", {"t": ("a", "b")})
    blocks = (raw[at : at + size] for at in range(0, len(raw), size))

    assert list(dump.rows(blocks)) == [] or dump.counts


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SQL_SIGNS), max_size=60), st.integers(1, 50))
def test_signs_of_sql_in_any_order_are_taken_apart_or_refused(bits, size):
    raw = b"CREATE TABLE t (a int, b int);INSERT INTO t VALUES (1,2)," + b"".join(bits)
    blocks = [raw[at : at + size] for at in range(0, len(raw), size)]
    in_pieces, whole = Dump("uji.sql", {"t": ("a", "b")}), Dump("uji.sql", {"t": ("a", "b")})

    assert list(in_pieces.rows(iter(blocks))) == list(whole.rows(iter([raw])))


@given(st.lists(st.tuples(st.text(), st.none() | st.text() | st.integers()), max_size=4))
def test_what_the_database_writes_is_read_back(cells):
    rows = ",".join(f"({quoted(one)},{quoted(two)})" for one, two in cells) or "(1,2)"
    raw = f"CREATE TABLE t (a text, b text);\nINSERT INTO t VALUES {rows};\n"
    dump = Dump("uji.sql", {"t": ("a", "b")})

    found = [row.cells for row in dump.rows(iter([raw.encode("utf-8", "replace")]))]

    def plain(cell):
        said = None if cell is None else str(cell).replace("\0", "").replace("\x1a", "")
        return said and said.encode("utf-8", "replace").decode()

    if cells:
        assert found == [(plain(one), plain(two)) for one, two in cells]


HARD = {
    "unended strings": b"INSERT INTO item VALUES ('" + b"\\'" * 500_000,
    "lines that begin records": b"INSERT INTO item VALUES " + b"('\\'\n" * 150_000,
    "brackets": b"INSERT INTO item VALUES " + b"(" * 1_000_000,
    "commas": b"INSERT INTO item VALUES (" + b"," * 1_000_000 + b");",
    "quotes": b"'" * 1_000_001,
    "comments": b"/*" * 500_000,
    "lines of comment": b"#\n" * 300_000,
    "delimiters": b"DELIMITER $$\n" * 80_000,
    "open statements": b"INSERT INTO `item` VALUES (\n" * 40_000,
    "columns": b"CREATE TABLE item (" + b"`a` int," * 100_000 + b"`b` int);",
    "one long name": b"INSERT INTO `" + b"a" * 1_000_000 + b"` VALUES (1);",
    "blanks": b"INSERT INTO item VALUES" + b" " * 1_000_000,
}


@pytest.mark.parametrize("name", HARD)
def test_hard_text_is_refused_within_a_second(tmp_path, name):
    path = tmp_path / "berat.sql"
    path.write_bytes(b"CREATE TABLE `item` (`item_code` int);\n" + HARD[name])

    assert seconds_of(TARGETS["slims_sql"], path) < LONGEST
