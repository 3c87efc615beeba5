"""Lists of invented people; lets the tests use `books`, which stands beside them."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from books import workbook

KEPT = Path(__file__).parents[2] / "kept" / "rosters"


@pytest.fixture
def kept():
    return KEPT


@pytest.fixture
def put(tmp_path):
    """Write bytes or text into a file and give its path."""

    def write(content, name="daftar.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def put_book(put):
    def write(rows, **how):
        return put(workbook(rows, **how), "daftar.xlsx")

    return write


@pytest.fixture
def peer_samples():
    """The folder of real lists; tests that need it are skipped where it is absent."""
    folder = os.environ.get("JUKUNG_PEER_SAMPLES")
    if not folder or not Path(folder).is_dir():
        pytest.skip("JUKUNG_PEER_SAMPLES names no folder of real lists")
    return Path(folder)
