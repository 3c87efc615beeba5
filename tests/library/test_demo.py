from datetime import date

import pytest

from jukung import places
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.library import check, demo

pytestmark = pytest.mark.skipif(
    not (places.resources() / "demo" / "words.toml").exists(),
    reason="the word lists of the demo are not written yet",
)


@pytest.mark.parametrize("kind", list(LibraryKind))
def test_a_demo_is_a_sound_library(tmp_path, kind):
    library = demo.make(tmp_path / "demo.jukung", today=date(2026, 11, 22), kind=kind, days=20)

    with library.reading() as desk:
        found = check.examine(desk)
    library.close()

    assert found.flaws == ()
    assert found.entry_count > 500


def test_a_demo_never_covers_a_library(tmp_path):
    (tmp_path / "demo.jukung").write_bytes(b"mine")

    with pytest.raises(errors.FileExists):
        demo.make(tmp_path / "demo.jukung")

    assert (tmp_path / "demo.jukung").read_bytes() == b"mine"
