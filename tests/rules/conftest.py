"""The Indonesian words, compiled for these tests, and the modules that stand here."""

import sys
from pathlib import Path

import pytest
from babel.messages import mofile, pofile

from jukung import places

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def catalog():
    """The Indonesian of `resources/words/id.po`."""
    with (places.resources() / "words" / "id.po").open("rb") as file:
        return pofile.read_po(file, locale="id")


@pytest.fixture(scope="session")
def word_folder(catalog, tmp_path_factory):
    """A folder that `words.speak` understands, with today's Indonesian."""
    folder = tmp_path_factory.mktemp("words")
    target = folder / "id" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "jukung.mo").open("wb") as file:
        mofile.write_mo(file, catalog)
    return folder
