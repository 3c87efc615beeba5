import pytest

from jukung.domain import errors
from jukung.store.lock import FileLock


def test_a_lock_is_held_once(tmp_path):
    held = FileLock(tmp_path / "rawa.jukung")

    with pytest.raises(errors.FileOpenElsewhere):
        FileLock(tmp_path / "rawa.jukung")

    held.release()


def test_a_released_lock_is_free(tmp_path):
    FileLock(tmp_path / "rawa.jukung").release()

    again = FileLock(tmp_path / "rawa.jukung")
    again.release()
    again.release()


def test_a_lock_never_touches_the_file(tmp_path):
    FileLock(tmp_path / "rawa.jukung").release()

    assert [each.name for each in tmp_path.iterdir()] == ["rawa.jukung.lock"]


def test_a_folder_that_is_gone_is_refused(tmp_path):
    with pytest.raises(errors.CannotWrite):
        FileLock(tmp_path / "gone" / "rawa.jukung")
