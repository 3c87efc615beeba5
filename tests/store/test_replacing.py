"""What may be replaced, and what a program that was cut off leaves behind."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap

import pytest

from jukung.domain import errors
from jukung.exchange.exports.whole_file import filling, writing
from jukung.exchange.parcels.flushed import write_true
from jukung.store.replacing import clear_left
from makers import a_library

CUT = """
    import os, signal, sys
    from pathlib import Path
    from jukung.exchange.exports.whole_file import filling, writing
    place = Path(sys.argv[1])
    with filling(place / "ekspor") as part, writing(place / "judul.csv") as file:
        (part / "persons.csv").write_text("Siti Aminah, Jalan Rahasia")
        file.write(b"Jalan Rahasia")
        file.flush()
        {end}
"""


def run(folder, end):
    script = textwrap.dedent(CUT).format(end=end)
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ,
    )  # fmt: skip


def names(folder):
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_an_export_that_was_killed_leaves_nobodys_name_behind(tmp_path):
    killed = run(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    left = names(tmp_path)

    with filling(tmp_path / "ekspor lain") as part:
        (part / "titles.csv").write_text("Perahu")

    assert len([each for each in left if each.endswith(".part")]) == 2
    assert names(tmp_path) == ["ekspor lain"]


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_what_another_program_is_writing_is_not_cleared(tmp_path):
    other = run(tmp_path, "print('here', flush=True); sys.stdin.readline()")
    assert other.stdout.readline().strip() == b"here"
    before = names(tmp_path)

    with writing(tmp_path / "daftar.csv") as file:
        file.write(b"Perahu")
    during = names(tmp_path)
    other.communicate(b"\n")

    assert during == sorted([*before, "daftar.csv"])
    assert other.returncode == 0
    assert names(tmp_path) == ["daftar.csv", "ekspor", "judul.csv"]


def test_nothing_of_anybody_else_is_cleared(tmp_path):
    kept = ("berkas.part", "jukung-1.part", "jukung-ABCDEF012345.part", "jukung-0123456789ab.partx")
    for name in kept:
        (tmp_path / name).write_text("penting")
    (tmp_path / "jukung-0123456789ab.part").symlink_to(tmp_path / "berkas.part")

    clear_left(tmp_path)

    assert names(tmp_path) == sorted([*kept, "jukung-0123456789ab.part"])


@pytest.mark.parametrize("age", [3700, 10])
def test_what_lies_unfinished_without_a_lock_goes_when_it_is_old(tmp_path, age):
    left = tmp_path / "jukung-0123456789ab.part"
    left.mkdir()
    (left / "persons.csv").write_text("Jalan Rahasia")
    for each in (left / "persons.csv", left):
        then = each.stat().st_mtime - age
        os.utime(each, (then, then))

    clear_left(tmp_path)

    assert left.exists() == (age < 3600)


@pytest.mark.parametrize("kind", ["village", "prison"])
@pytest.mark.parametrize("beside", ["", "-wal", ".lock"])
def test_nothing_is_written_over_a_library(tmp_path, home, kind, beside):
    library = a_library(tmp_path, kind=kind)
    with library.changing():
        pass
    path = library.file.path
    target = path.with_name(path.name + beside)
    before = path.read_bytes()

    with pytest.raises(errors.FileExists):
        write_true(target, b"%PDF")
    with pytest.raises(errors.FileExists), writing(target) as file:
        file.write(b"PK")

    assert path.read_bytes() == before
    library.close()


@pytest.mark.parametrize("name", ["salinan.jkbak", "salinan.bin"])
def test_a_copy_of_a_library_is_one_too(tmp_path, home, name):
    library = a_library(tmp_path, kind="prison")
    path = library.file.path
    library.close()
    shutil.copyfile(path, tmp_path / name)

    with pytest.raises(errors.FileExists):
        write_true(tmp_path / name, b"%PDF")


def test_any_other_file_is_replaced(tmp_path):
    target = tmp_path / "daftar.pdf"
    target.write_bytes(b"x" * 4096)

    write_true(target, b"%PDF")

    assert target.read_bytes() == b"%PDF"
    assert names(tmp_path) == ["daftar.pdf"]
