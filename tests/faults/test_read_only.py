"""What cannot be written is refused in words, and left as it is (F7)."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from promises import Kept


@pytest.fixture
def open_folder():
    """A folder into which every user of the computer can look."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("working as another user needs root")
    folder = Path(tempfile.mkdtemp(prefix="jukung-read-only-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "expected"),
    [
        (0o755, 0o644, "CannotWrite"),
        (0o777, 0o444, "CannotWrite"),
        (0o777, 0o600, "FileUnreadable"),
    ],
    ids=["folder", "file", "unreadable"],
)
def test_a_stranger_to_the_file_is_refused(
    writers, seed_library, open_folder, folder_mode, file_mode, expected
):
    path = open_folder / "ours.jukung"
    shutil.copyfile(seed_library, path)
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    content = path.read_bytes()

    writer = writers("lend", path, as_nobody=True, home=str(open_folder / "home")).finish()

    assert {name for name, _sentence in writer.refusals} == {expected}
    assert writer.acts == []
    assert writer.exit_code == 0
    assert path.read_bytes() == content


def test_a_backup_into_a_folder_of_others_is_refused(writers, seed_library, open_folder):
    mine, theirs = open_folder / "mine", open_folder / "theirs"
    mine.mkdir()
    theirs.mkdir()
    mine.chmod(0o777)
    path = mine / "ours.jukung"
    shutil.copyfile(seed_library, path)
    path.chmod(0o666)

    writer = writers(
        "back_up", path, folder=str(theirs), count=1, as_nobody=True, home=str(mine / "home")
    ).finish()

    assert [name for name, _sentence in writer.refusals] == ["CannotWrite"]
    assert list(theirs.iterdir()) == []


def test_a_disk_that_became_read_only_is_refused_until_it_can_be_written(
    writers, disk, seed_library
):
    path = disk.top / "ours.jukung"
    shutil.copyfile(seed_library, path)
    before = Kept(path).act_count
    disk.remount("ro")

    refused = writers("lend", path).finish()
    disk.remount("rw")
    after = writers("lend", path, acts=3).finish()

    assert {name for name, _sentence in refused.refusals} == {"CannotWrite"}
    assert refused.acts == []
    assert len(after.acts) == 3
    assert Kept(path).act_count == before + 3
