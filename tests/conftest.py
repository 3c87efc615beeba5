"""What every test stands on: no screen, a home of its own, English keys."""

import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
HOME = os.environ["JUKUNG_HOME"] = tempfile.mkdtemp(prefix="jukung-tests-")
os.environ.setdefault("TZ", "Asia/Makassar")
sys.path.insert(0, str(Path(__file__).parent))  # so that tests import `makers`

import pytest

from jukung import places, words
from jukung.library.desk import open_library
from makers import NOON, QUICK, a_library

LANES = ("changes_", "reading_", "long_")


def pytest_configure(config):
    # Qt's offscreen screen says this of every window that has a least size.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def english_keys():
    words.speak("en", places.resources() / "words")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of this test alone."""
    folder = tmp_path / "home"
    monkeypatch.setenv("JUKUNG_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_living_jobs():
    """Fail where a test leaves a lane running."""
    yield
    living = [t.name for t in threading.enumerate() if t.name.startswith(LANES)]
    assert living == []


@pytest.fixture(scope="session")
def blank_library(tmp_path_factory):
    """A new library file, closed; copying it is faster than making one."""
    with pytest.MonkeyPatch.context() as patch:
        # The first test to ask may have a home of its own; the key must not lie there.
        patch.setenv("JUKUNG_HOME", HOME)
        made = a_library(tmp_path_factory.mktemp("blank"))
        made.close()
    return made.path


@pytest.fixture
def library(blank_library, tmp_path):
    """An empty village library, open, at noon of 22 November 2026 in Banjar."""
    path = tmp_path / blank_library.name
    shutil.copyfile(blank_library, path)
    opened = open_library(path, clock=lambda: NOON, sealing=QUICK)
    yield opened
    opened.close()


@pytest.fixture
def desk(library):
    """A desk in one transaction, committed when the test ends."""
    with library.changing() as standing:
        yield standing


# Where single tests take long; begun last they would leave one core alone for minutes.
_LONG = ("test_tour.py", "flows", "vault", "faults", "agency", "figures")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files."""

    def rank(item: pytest.Item) -> int:
        parts = item.path.parts
        return next((place for place, part in enumerate(_LONG) if part in parts), len(_LONG))

    items.sort(key=rank)
