import stat

import pytest

from jukung import places
from jukung.domain import errors
from jukung.store import keys

pytestmark = pytest.mark.usefixtures("home")


def test_a_secret_is_read_back():
    keys.keep("file-1", b"\x00secret\xff")

    assert keys.fetch("file-1") == b"\x00secret\xff"


def test_a_secret_is_replaced():
    keys.keep("file-1", b"old")

    keys.keep("file-1", b"new")

    assert keys.fetch("file-1") == b"new"


def test_a_secret_that_was_never_kept_is_none():
    assert keys.fetch("file-1") is None


def test_a_forgotten_secret_is_gone():
    keys.keep("file-1", b"secret")

    keys.forget("file-1")
    keys.forget("file-1")

    assert keys.fetch("file-1") is None


def test_only_its_owner_reads_a_secret():
    keys.keep("file-1", b"secret")

    files = list(places.keys().iterdir())

    assert [each.name for each in files] == ["file-1.key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(places.keys().stat().st_mode) == 0o700


def test_a_secret_without_a_folder_for_keys_is_refused(home):
    home.mkdir()
    (home / "keys").write_bytes(b"")

    with pytest.raises(errors.CannotWrite):
        keys.keep("file-1", b"secret")
    with pytest.raises(errors.CannotWrite):
        keys.fetch("file-1")


def test_a_secret_that_cannot_be_stored_leaves_no_part():
    (places.keys() / "file-1.key").mkdir()

    with pytest.raises(errors.CannotWrite):
        keys.keep("file-1", b"secret")

    assert [each.name for each in places.keys().iterdir()] == ["file-1.key"]
