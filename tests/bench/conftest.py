"""What the benches share: how long a run may be, and libraries of invented titles.

Without `--benchmark-enable` each bench runs once on little, to show that it still works.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from makers import a_library

sys.path.insert(0, str(Path(__file__).parent))  # so that benches import `shelves`

import shelves

FULL, LITTLE = 100_000, 1_000


@dataclass(frozen=True, slots=True)
class Length:
    """How much a bench does: titles in the library, and how often it measures."""

    titles: int
    rounds: int


@pytest.fixture(scope="session")
def length(request):
    """The length of this run."""
    if request.config.getoption("benchmark_enable"):
        return Length(FULL, 25)
    return Length(LITTLE, 1)


@pytest.fixture(scope="session")
def stocked_home(tmp_path_factory):
    """A home folder of its own, as a child process has it too."""
    return tmp_path_factory.mktemp("bench-home")


@pytest.fixture(scope="session")
def stocked_file(length, stocked_home):
    """A closed library file with as many titles as this run wants."""
    with pytest.MonkeyPatch.context() as patch:
        # Only while it is made: its key must lie where the child processes look.
        patch.setenv("JUKUNG_HOME", str(stocked_home))
        library = a_library(stocked_home)
        shelves.fill(library, length.titles)
        library.close()
    return library.path
