"""Lets these tests use their own modules, and gives them writers and volumes."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import injection
import volumes
from nursery import Nursery
from promises import a_library
from telling import FIGURES


def pytest_terminal_summary(terminalreporter):
    """Show what was measured."""
    if FIGURES:
        terminalreporter.section("faults")
        for line in FIGURES:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def nursery():
    """The program that forks writers."""
    program = Nursery()
    yield program
    program.close()


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Keys lie apart from the file, on a volume that is not cut."""
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "home"))


@pytest.fixture
def writers(nursery):
    """Starts writers, and leaves none behind."""
    yield nursery.start
    nursery.end_all()


@pytest.fixture
def disk(tmp_path, nursery):
    """A volume whose power can be cut."""
    reason = volumes.why_not()
    if reason:
        pytest.skip(reason)
    with volumes.Disk(tmp_path) as made:
        yield made
        nursery.end_all()


@pytest.fixture
def injections():
    """Stops a test where strace cannot make calls of the system fail."""
    reason = injection.why_not()
    if reason:
        pytest.skip(reason)


@pytest.fixture
def seed_library(tmp_path):
    """A closed library with copies and cards, to be copied for each trial."""
    return a_library(tmp_path / "seed.jukung")
