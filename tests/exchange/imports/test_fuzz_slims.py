"""Whatever the bytes: a backup or list of SLiMS is read or refused, and soon."""

import gzip
import time

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from slims_dumps import a_small_library, write_admin, write_php
from slims_people import a_member_row, an_item, write_items, write_members

from jukung.domain.errors import Refusal
from jukung.exchange.imports import slims_items, slims_members, slims_sql
from jukung.exchange.imports.chosen_file import choose
from jukung.exchange.imports.formats import never_stopped, no_progress
from jukung.exchange.imports.records import Reading
from jukung.exchange.imports.sql_dump import Dump

LONGEST_SECONDS = 1.0
SECONDS_IN_CI = 5
A_MILLION = 1_000_000

ITEM_LIST = write_items([an_item(f"P{n}", site='Rak "A", baris 1') for n in range(3)], header=True)
MEMBER_LIST = write_members([a_member_row(f"000{n}", 'Contoh "S"') for n in range(3)], header=True)
SEEDS = {
    "slims_sql": [
        write_php(a_small_library()).encode(),
        write_admin(a_small_library()).encode(),
        gzip.compress(write_php(a_small_library()).encode()),
    ],
    "slims_items": [ITEM_LIST.encode()],
    "slims_members": [MEMBER_LIST.encode()],
}
READERS = {
    "slims_sql": slims_sql.FORMAT,
    "slims_items": slims_items.FORMAT,
    "slims_members": slims_members.FORMAT,
}
BITS = [
    *(b"'", b'"', b"\\", b"\\'", b"''", b"(", b")", b"),(", b";", b",", b"\n", b"\r\n", b"`"),
    *(b"/*", b"*/", b"-- ", b"#", b"0x", b"NULL", b"INSERT INTO `item` VALUES (", b"\xc3"),
    *(b"\xff", b"\0", b"DELIMITER $$\n", b"CREATE TABLE `item` (", b"VALUES", b"\x1f\x8b"),
    *(b'","', b'",', b"0000-00-00", b"<", b"99999999999999999999", b"-1", b"9" * 5000),
]
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 40_000), st.integers(0, 40), st.lists(st.sampled_from(BITS), max_size=4)
    ),
    max_size=5,
)


BATCH = settings(
    max_examples=50,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def changed(raw, changes):
    for at, size, bits in changes:
        place = at % (len(raw) + 1)
        raw = raw[:place] + b"".join(bits) + raw[place + size :]
    return raw


def reads_or_refuses(path, name):
    began = time.process_time()  # a busy machine is not the reader's fault
    try:
        file = choose(path)
        READERS[name].looks_like(file)
        reading = READERS[name].read(file, progress=no_progress, stopped=never_stopped)
    except Refusal:
        pass
    else:
        assert isinstance(reading, Reading)
        assert all(each.line >= 0 for each in reading.findings)
    assert time.process_time() - began < LONGEST_SECONDS


def fuzz(path, name, *, times, seconds):
    """Try changed files, a batch at a time, until the number or the time is over."""
    began = time.monotonic()
    done = 0

    def one(seed_file, changes):
        nonlocal done
        if done < times and time.monotonic() - began < seconds:
            path.write_bytes(changed(seed_file, changes))
            reads_or_refuses(path, name)
            done += 1

    while done < times and time.monotonic() - began < seconds:
        batch = given(st.sampled_from(SEEDS[name]), CHANGES)(one)
        seed(done)(BATCH(batch))()
    return done


@pytest.mark.parametrize("name", READERS)
def test_changed_files_are_read_or_refused(tmp_path, name):
    assert fuzz(tmp_path / "ubah.sql", name, times=A_MILLION, seconds=SECONDS_IN_CI) > 0


@pytest.mark.release
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", READERS)
def test_a_million_changed_files_are_read_or_refused(tmp_path, name):
    assert fuzz(tmp_path / "ubah.sql", name, times=A_MILLION, seconds=10**9) == A_MILLION


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 50))
def test_any_bytes_are_taken_apart_or_refused(raw, size):
    dump = Dump("uji.sql", {"t": ("a", "b")})
    blocks = (raw[at : at + size] for at in range(0, len(raw), size))

    assert list(dump.rows(blocks)) == [] or dump.counts


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=60), st.integers(1, 50))
def test_signs_of_sql_in_any_order_are_taken_apart_or_refused(bits, size):
    raw = b"CREATE TABLE t (a int, b int);INSERT INTO t VALUES (1,2)," + b"".join(bits)
    blocks = [raw[at : at + size] for at in range(0, len(raw), size)]
    in_pieces, whole = Dump("uji.sql", {"t": ("a", "b")}), Dump("uji.sql", {"t": ("a", "b")})

    assert list(in_pieces.rows(iter(blocks))) == list(whole.rows(iter([raw])))


@given(st.lists(st.tuples(st.text(), st.none() | st.text() | st.integers()), max_size=4))
def test_what_the_database_writes_is_read_back(cells):
    from slims_dumps import quoted  # noqa: PLC0415 - beside the strategy it serves

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

    reads_or_refuses(path, "slims_sql")
