"""Libraries that are handed out."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from full import fill

from makers import a_library


@pytest.fixture
def full(library):
    """A village library with a row in every table."""
    with library.changing() as desk:
        fill(desk.session)
    return library


@pytest.fixture
def prison(home, tmp_path):
    """A prison's library, open."""
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield made
    made.close()
