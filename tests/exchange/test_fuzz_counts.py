"""Files of a hand scanner, and of another PC that counts along, are counted or refused.

Five seconds in the ordinary run; a million before a release.
"""

import zlib

import pytest

from fuzzing import A_MILLION, Target, fuzz, whole
from jukung.library import stocktake_files, stocktakes
from jukung.library.stocktakes import Scope
from makers import a_copy, a_member

SIGNS = (
    b"#jukung-stocktake", b"\t1\t", b"2026-11-22T10:00:00Z", b"2026-11-22 10:00:00", b"\t\t\t",
    b"PK\x03\x04", b"%PDF", b"]C1", b"\x1d", b"9786020000015", b"]]", b'","', b"\r\r\n", b"0000",
)  # fmt: skip

# Of so many files one is counted as well, which asks the database for every line.
SOME = 20


@pytest.fixture
def target(desk):
    """The reading and the counting, each file as if it were the first."""
    numbers = [a_copy(desk) for _ in range(3)]
    card = a_member(desk).card
    stocktake = stocktakes.begin(desk, "Stock opname", Scope())
    stocktake_files.count_file(desk, stocktake, numbers[0].encode(), file="a.txt")
    told = stocktake_files.export(desk, stocktake)
    scanned = (
        f"{numbers[1]}\r\n{numbers[2]},22/11/2026,10:31\r{card}\n??\n{numbers[0][:3]}".encode()
    )

    def read(path):
        content = path.read_bytes()
        stocktake_files.read(content, file=path.name)
        if zlib.crc32(content) % SOME:
            return
        with desk.session.begin_nested() as undone:
            try:
                found = stocktake_files.count_file(desk, stocktake, content, file=path.name)
                assert sum(found.counts.values()) == len(found.lines)
            finally:
                undone.rollback()

    return Target("counts", read, whole(scanned, told, told), SIGNS)


def test_whatever_file_comes_it_is_counted_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path) > 0


@pytest.mark.release
@pytest.mark.timeout(0)
def test_a_million_files_are_counted_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path, most=A_MILLION, seconds=float("inf")) == A_MILLION
