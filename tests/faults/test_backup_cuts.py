"""Backups, restored and new libraries are whole or not there (R12)."""

import shutil

import injection
import pytest
import volumes
from power import cut
from promises import Kept, a_library
from telling import chances, tell

from jukung.domain import errors
from jukung.store import database

CALLS = f"{injection.WRITES},{injection.FLUSHES},ftruncate,unlink,rename,flock"
STEPS = (1, 3, 6, 10, 15, 21, 28, 36, 45, 52, 57, 60, 66, 100, 125, 130, 134, 138, 142, 146, 150)


def examine(path):
    """Refuse a backup that is not whole."""
    database.examine(path, key=database.find_key(path), mark=database.LIBRARY_MARK)


def unwhole(folder):
    """Files that carry a backup's name and are not one."""
    wrong = []
    for path in folder.glob("*.jkbak"):
        try:
            examine(path)
        except errors.Refusal as refusal:
            wrong.append((path.name, type(refusal).__name__))
    return wrong


@pytest.fixture(params=[False, True], ids=["village", "prison"])
def library_file(request, tmp_path):
    return a_library(tmp_path / "ours.jukung", prison=request.param)


@pytest.fixture
def backup_file(writers, library_file, tmp_path):
    writers("back_up", library_file, folder=str(tmp_path / "kept"), count=1).finish()
    (path,) = (tmp_path / "kept").glob("*.jkbak")
    return path


def test_a_killed_backup_leaves_nothing_that_counts(writers, library_file, tmp_path):
    chance = chances(5)
    folder = tmp_path / "backups"
    folder.mkdir()
    said = []
    for _cycle in range(15):
        writer = writers("back_up", library_file, folder=str(folder))
        writer.listen(1 + chance.randrange(3), then=chance.random() / 10)
        said += writer.kill().remarks("backup")
        assert unwhole(folder) == []
    missing = [path for path in said if not (folder / path.rpartition("/")[2]).exists()]
    strays = [path.name for path in folder.iterdir() if ".part" in path.name]

    writers("back_up", library_file, folder=str(folder), count=1).finish()

    tell(f"killed backups: {len(said)} said, {len(strays)} unfinished left by the last kill")
    assert said
    assert missing == []
    assert [path.name for path in folder.iterdir() if path.suffix != ".jkbak"] == []
    assert Kept(library_file).flaws == []


def test_a_backup_that_was_said_survives_a_power_cut(writers, library_file, disk):
    folder = disk.top / "backups"
    said = []
    for _cycle in range(12):
        writer = writers("back_up", library_file, folder=str(folder), count=1)
        writer.listen(2)
        cut(disk, writer)
        said += writer.remarks("backup")
        assert unwhole(folder) == []

    tell(f"backups and power cuts: {len(said)} said, all whole")
    assert len(said) == 12
    for path in said:
        examine(folder / path.rpartition("/")[2])


def test_a_plain_copy_does_not_survive_a_power_cut(disk, seed_library):
    lost = 0
    for number in range(5):
        path = disk.top / f"copy-{number}.jkbak"
        shutil.copyfile(seed_library, path)
        disk.cut()
        disk.power_up()
        lost += not path.exists() or bool(unwhole(disk.top))
        path.unlink(missing_ok=True)

    tell(f"control: {lost} of 5 plain copies lost")
    assert lost > 0


def test_a_stick_that_is_pulled_leaves_the_library_alone(writers, library_file, disk):
    before = Kept(library_file)
    folder = disk.top / "backups"
    writer = writers("back_up", library_file, folder=str(folder))
    writer.listen(2, then=0.01)

    disk.cut()
    writer.finish()
    disk.power_up()

    assert len(writer.refusals) == 1
    assert writer.exit_code == 0
    assert unwhole(folder) == []
    assert Kept(library_file).act_count == before.act_count


@pytest.mark.usefixtures("injections")
def test_a_restore_that_is_killed_leaves_a_whole_library_or_none(
    writers, backup_file, library_file, tmp_path
):
    old = Kept(library_file)
    other = a_library(tmp_path / "other.jukung", title_count=40)
    writers("back_up", other, folder=str(tmp_path / "others"), count=1).finish()
    (other_backup,) = (tmp_path / "others").glob("*.jkbak")
    runs = none = 0
    for step in STEPS:
        target = tmp_path / f"at-{step}" / "restored.jukung"
        target.parent.mkdir()
        writer = writers("restore", target, source=str(backup_file), held=True)
        tap = injection.Injection(writer, CALLS, f"signal=SIGKILL:when={step}", tmp_path / "t")
        writer.finish()
        hit = tap.end().hit_count
        runs += 1
        is_there = target.exists()
        none += not is_there
        if not is_there:
            # Another backup under the same name must not meet the log of the first.
            writers("restore", target, source=str(other_backup)).finish()
        kept = Kept(target)
        assert (step, kept.flaws) == (step, [])
        assert kept.titles == (old.titles if is_there else 40)
        assert kept.epoch != old.epoch
        if not hit:
            break

    tell(f"killed restores: {runs}, in {none} of them nothing was there yet")
    assert none > 0


@pytest.mark.usefixtures("injections")
@pytest.mark.parametrize(
    ("calls", "steps"),
    [(injection.FLUSHES, range(1, 9)), (injection.WRITES, (1, 9, 20, *range(30, 62, 3)))],
    ids=["flush", "write"],
)
def test_a_restore_never_keeps_the_old_epoch(
    writers, backup_file, library_file, tmp_path, calls, steps
):
    old_epoch = Kept(library_file).epoch
    for step in steps:
        target = tmp_path / f"at-{step}" / "restored.jukung"
        target.parent.mkdir()
        writer = writers("restore", target, source=str(backup_file), held=True)
        tap = injection.Injection(writer, calls, f"error=EIO:when={step}+", tmp_path / "t")
        writer.finish()
        tap.end()
        if target.exists():
            assert (step, Kept(target).epoch != old_epoch) == (step, True)
        else:
            assert len(writer.refusals) == 1


def test_the_log_of_a_library_that_went_away_is_never_played_into_another(
    writers, backup_file, library_file
):
    writer = writers("lend", library_file)
    writer.listen(6)
    writer.kill()
    library_file.unlink()

    refused = writers("restore", library_file, source=str(backup_file)).finish()

    assert [name for name, _sentence in refused.refusals] == ["FileExists"]
    assert not library_file.exists()


@pytest.mark.usefixtures("injections")
@pytest.mark.parametrize("prison", [False, True], ids=["village", "prison"])
def test_a_new_library_is_whole_or_not_there(writers, tmp_path, prison):
    none = 0
    for step in (1, 5, 20, 80, 160, 240, 290, 300, 304, 308, 312, 314, 316, 320):
        target = tmp_path / f"at-{step}" / "new.jukung"
        target.parent.mkdir()
        writer = writers("make", target, prison=prison, held=True)
        tap = injection.Injection(writer, CALLS, f"signal=SIGKILL:when={step}", tmp_path / "t")
        writer.finish()
        tap.end()
        none += not target.exists()
        if not target.exists():
            writers("make", target, prison=prison).finish()
        assert (step, Kept(target).flaws) == (step, [])

    assert none > 0


@pytest.mark.parametrize("prison", [False, True], ids=["village", "prison"])
def test_a_new_library_survives_a_power_cut(writers, disk, prison):
    for cycle in range(6):
        path = disk.top / f"new-{cycle}" / "new.jukung"
        writer = writers("make", path, prison=prison)
        writer.listen(1)
        cut(disk, writer)
        assert Kept(path).flaws == []


def test_a_key_is_on_the_disk_before_the_file_that_needs_it(writers, disk, tmp_path, monkeypatch):
    for cycle in range(6):
        keys_home = disk.top / f"home-{cycle}"
        monkeypatch.setenv("JUKUNG_HOME", str(keys_home))
        path = tmp_path / f"new-{cycle}.jukung"
        writer = writers("make", path, prison=True)
        writer.listen(1)
        cut(disk, writer)
        assert Kept(path).flaws == []
    volumes.flush_everything()
