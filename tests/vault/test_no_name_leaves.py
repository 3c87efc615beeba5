"""Names are in the vault's process alone: not in a file, not in the main window's memory.

Real processes and real windows; the names are typed by keys in the vault's window.
"""

import os
import shutil
import sys
from pathlib import Path

import canaries
import pytest
import scanning

from jukung.domain import errors
from jukung.library import vaulting
from jukung.store import database
from jukung.store.vault import Wrapped

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def key_of(program):
    """The key as only the phrase gives it, worked out here from what the library keeps."""
    said = program.ask("door")
    door = Wrapped(bytes.fromhex(said["salt"]), bytes.fromhex(said["wrapped"]))
    vault = vaulting.opened(said["uid"], said["staff"], door, canaries.phrase())
    assert vault is not None
    return vault._key, said


def everything_in(path):
    """Every cell of every table of a file, without its encryption."""
    plain = database.connect(path, database.find_key(path))
    tables = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    cells = [
        cell
        for (table,) in tables
        for row in plain.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own names
        for cell in row
    ]
    plain.close()
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def test_no_name_and_no_key_leaves_the_vaults_process(program, lapas_file, home, tmp_path):
    pid = program.ask("names", "names")["pid"]
    chosen = program.ask("wait_chosen")
    key, said = key_of(program)
    needles = canaries.needles() | {key}

    in_vault, looked = scanning.in_memory(pid, needles)
    in_main, looked_in_main = scanning.in_memory(program.pid, needles)
    in_files, files = scanning.in_files([home, tmp_path], needles)

    # The search finds what is there: the control, without which the rest says nothing.
    assert key in in_vault
    shown = canaries.names()[1].split()[0]
    assert {shown.encode(), shown.encode("utf-16-le")} <= in_vault
    assert looked > 50_000_000
    # And nothing anywhere else, while the names are open.
    assert in_main == set()
    assert looked_in_main > 50_000_000
    assert in_files == {}
    assert files > 5
    assert chosen["open"] is True
    assert said["kept"] == 3
    assert len(said["looks"]) == 2


def test_no_name_is_in_anything_that_leaves_nor_in_the_file_without_its_encryption(
    program, lapas_file, home, tmp_path
):
    program.ask("names", "names")
    program.ask("wait_chosen")
    out = tmp_path / "out"
    out.mkdir()
    written = program.ask("files", str(out))
    copied = tmp_path / "copied.jukung"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{lapas_file}{suffix}", f"{copied}{suffix}")
    (out / "whole.txt").write_bytes(everything_in(copied))

    found, files = scanning.in_files([home, tmp_path], canaries.needles())

    assert written["written"] >= 8
    assert files > 15
    # The copy was read whole: its acts are there, and noise where names are.
    assert b"keep_identity" in (out / "whole.txt").read_bytes()
    assert found == {}


def test_a_copy_of_the_file_opens_nothing_without_key_and_phrase(
    program, lapas_file, home, tmp_path, monkeypatch
):
    program.ask("names", "names")
    program.ask("wait_chosen")
    _key, said = key_of(program)
    program.ask("lock")
    copied = tmp_path / "stick" / "copied.jukung"
    copied.parent.mkdir()
    shutil.copyfile(lapas_file, copied)
    door = Wrapped(bytes.fromhex(said["salt"]), bytes.fromhex(said["wrapped"]))
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))

    with pytest.raises(errors.FileKeyMissing):
        database.find_key(copied)

    assert vaulting.opened(said["uid"], said["staff"], door, "4071") is None


def test_after_the_lock_the_process_is_gone_and_an_aide_has_nothing(program, home, tmp_path):
    pid = program.ask("names", "names")["pid"]
    program.ask("wait_chosen")
    key, _said = key_of(program)
    needles = canaries.needles() | {key}
    for page in ("F3", "F4", "F1"):
        program.ask("key", page)
    program.ask("crash")
    locked = program.ask("lock")
    while_aide = program.ask("names", "names")

    in_main, _looked = scanning.in_memory(program.pid, needles)
    in_files, _files = scanning.in_files([home, tmp_path], needles)

    assert locked == {"standing": "aide", "open": False, "pid": 0}
    assert while_aide == {"pid": 0}
    assert not Path(f"/proc/{pid}").exists()
    assert in_main == set()
    assert in_files == {}
    assert (home / "log" / "jukung.log").exists()


def test_the_names_come_again_with_the_phrase_alone(program):
    first = program.ask("names", "names")["pid"]
    program.ask("wait_chosen")
    program.ask("lock")
    program.ask("officer")
    again = program.ask("names", "again")["pid"]

    opened = program.ask("wait_chosen", "1")

    assert again not in (0, first)
    assert opened["open"] is True


def test_wrong_phrases_are_counted_and_then_wait(program):
    program.ask("names", "names")
    program.ask("wait_chosen")
    program.ask("lock")
    program.ask("officer")
    program.ask("names", "wrong")

    counted = program.ask("wait_tries", "3")

    assert counted == {"tries": 3}


def test_other_users_and_programs_cannot_read_the_vaults_memory(program):
    pid = program.ask("names", "names")["pid"]
    program.ask("wait_chosen")

    # Not dumpable: its files in /proc belong to root, whoever started it.
    assert Path(f"/proc/{pid}/mem").stat().st_uid == 0
    limits = Path(f"/proc/{pid}/limits").read_text()
    assert "Max core file size        0                    0" in limits


def test_the_vault_ends_when_the_main_program_dies(program):
    pid = program.ask("names", "names")["pid"]
    program.ask("wait_chosen")

    program.process.kill()
    program.process.wait()

    deadline = os.times().elapsed + 20
    while Path(f"/proc/{pid}").exists() and os.times().elapsed < deadline:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        if state == "Z":
            break
    assert not Path(f"/proc/{pid}/maps").exists() or not Path(f"/proc/{pid}/maps").read_text()
