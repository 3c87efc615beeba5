"""A full disk refuses the act in words, and works again when there is room (F6)."""

import shutil

import pytest
import volumes
from promises import Kept
from telling import tell


@pytest.fixture
def small_disk(tmp_path, nursery):
    """A volume of three megabytes."""
    reason = volumes.why_not()
    if reason:
        pytest.skip(reason)
    with volumes.SmallDisk(tmp_path, megabytes=3) as made:
        yield made
        nursery.end_all()


def test_a_disk_that_fills_up_refuses_and_goes_on_when_there_is_room(
    writers, small_disk, seed_library
):
    path = small_disk.top / "filling.jukung"
    shutil.copyfile(seed_library, path)
    before = Kept(path).act_count

    writer = writers("lend", path, refusals=100_000)
    writer.listen_until(lambda: writer.refusals)
    stored = len(writer.acts)
    small_disk.grow(24)
    writer.listen_until(lambda: len(writer.acts) >= stored + 20)
    writer.kill()

    kept = Kept(path)
    tell(f"full disk: {stored} acts, {len(writer.refusals)} refused, then {len(writer.acts)}")
    assert {name for name, _sentence in writer.refusals} == {"DiskFull"}
    assert "Free some space" in writer.refusals[0][1]
    assert stored > 0
    assert len(writer.acts) >= stored + 20
    assert kept.lost(writer.acts) == []
    assert kept.flaws == []
    assert kept.act_count - before - len(writer.acts) in (0, 1)


def test_a_disk_without_any_room_refuses_and_changes_nothing(writers, small_disk, seed_library):
    path = small_disk.top / "full.jukung"
    shutil.copyfile(seed_library, path)
    before = Kept(path).act_count
    filler = small_disk.top / "photos"
    fill(filler)

    writer = writers("lend", path).finish()
    filler.unlink()
    after = writers("lend", path, acts=5).finish()

    kept = Kept(path)
    assert writer.acts == []
    assert {name for name, _sentence in writer.refusals} <= {"DiskFull", "CannotWrite"}
    assert writer.refusals
    assert writer.exit_code == 0
    assert len(after.acts) == 5
    assert kept.lost(after.acts) == []
    assert kept.act_count == before + 5
    assert kept.flaws == []


def test_a_backup_that_does_not_fit_leaves_nothing_that_counts(writers, small_disk, seed_library):
    fill(small_disk.top / "photos", leaving=200_000)

    writer = writers("back_up", seed_library, folder=str(small_disk.top), count=1).finish()

    assert [name for name, _sentence in writer.refusals] == ["DiskFull"]
    assert [file.name for file in small_disk.top.iterdir()] == ["photos"]


def test_a_restore_that_does_not_fit_leaves_nothing(writers, small_disk, seed_library, tmp_path):
    writers("back_up", seed_library, folder=str(tmp_path / "b"), count=1).finish()
    (source,) = (tmp_path / "b").glob("*.jkbak")
    fill(small_disk.top / "photos", leaving=200_000)

    writer = writers("restore", small_disk.top / "back.jukung", source=str(source)).finish()

    assert [name for name, _sentence in writer.refusals] == ["DiskFull"]
    assert [file.name for file in small_disk.top.iterdir()] == ["photos"]


def fill(path, *, leaving=0):
    """Take all the room there is, or leave some bytes."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leaving))
