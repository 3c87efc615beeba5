"""The key of a prison's file: on its sheet, under a passphrase, sealed to the agency."""

import shutil

import pytest

from jukung import places
from jukung.domain import errors
from jukung.library import recovery
from jukung.library.desk import open_library
from jukung.store import database, keys
from makers import QUICK, a_library

TYPED = "ikan di sungai"


@pytest.fixture
def lapas(home, tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_unlocked():
    yield
    keys.forget_unlocked()


def another_computer(monkeypatch, tmp_path):
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))


def test_a_village_sheet_has_no_key_of_a_file(library):
    assert recovery.make(library).file_lines == ()


def test_a_prisons_file_opens_elsewhere_by_its_sheet(lapas, tmp_path, monkeypatch):
    lines = recovery.make(lapas).file_lines
    lapas.close()
    another_computer(monkeypatch, tmp_path)
    with pytest.raises(errors.FileKeyMissing):
        open_library(lapas.path)

    recovery.restore_file_key(lapas.path, "\n".join(lines))

    opened = open_library(lapas.path)
    assert opened.profile().is_prison
    opened.close()


def test_the_key_of_another_file_is_refused_and_not_kept(lapas, tmp_path, monkeypatch):
    other = a_library(tmp_path, file="other.jukung", kind="prison")
    lines = recovery.make(other).file_lines
    other.close()
    lapas.close()
    another_computer(monkeypatch, tmp_path)

    with pytest.raises(errors.FileKeyCodeWrong):
        recovery.restore_file_key(lapas.path, "\n".join(lines))

    assert list(places.keys().glob("file-*")) == []


def test_under_a_passphrase_the_key_is_nowhere_in_the_clear(lapas):
    key = lapas.file.key
    recovery.set_passphrase(lapas, TYPED)
    lapas.close()
    keys.forget_unlocked()

    with pytest.raises(errors.FileLocked):
        open_library(lapas.path)
    with pytest.raises(errors.PassphraseWrong):
        recovery.unlock(lapas.path, "something else")
    kept = b"".join(each.read_bytes() for each in places.keys().iterdir())
    assert key[:32] not in kept
    recovery.unlock(lapas.path, f" {TYPED} ")
    opened = open_library(lapas.path, sealing=QUICK)
    assert recovery.has_passphrase(opened)
    opened.close()


def test_a_passphrase_is_changed_and_taken_away(lapas):
    recovery.set_passphrase(lapas, TYPED)
    recovery.set_passphrase(lapas, "another sentence")
    recovery.set_passphrase(lapas, "")
    lapas.close()
    keys.forget_unlocked()

    opened = open_library(lapas.path)

    assert not recovery.has_passphrase(opened)
    opened.close()


def test_a_backup_opens_with_the_same_passphrase(lapas, tmp_path):
    recovery.set_passphrase(lapas, TYPED)
    lapas.close()
    copied = tmp_path / "copied.jukung"
    shutil.copyfile(lapas.path, copied)
    keys.forget_unlocked()

    recovery.unlock(copied, TYPED)

    open_library(copied).close()


def test_a_passphrase_that_is_guessed_too_soon_is_refused(lapas):
    with pytest.raises(errors.VaultPhraseShort):
        recovery.set_passphrase(lapas, "1234567")


def test_a_key_given_back_from_the_sheet_is_not_told_to_lie_under_a_passphrase(lapas):
    lines = recovery.make(lapas).file_lines
    recovery.set_passphrase(lapas, TYPED)
    lapas.close()
    keys.forget_unlocked()

    recovery.restore_file_key(lapas.path, "\n".join(lines))

    opened = open_library(lapas.path, sealing=QUICK)
    assert not recovery.has_passphrase(opened)
    assert list(places.keys().glob("*.locked")) == []
    recovery.set_passphrase(opened, "another sentence")
    opened.close()
    keys.forget_unlocked()
    with pytest.raises(errors.FileLocked):
        open_library(lapas.path)


def test_a_key_that_also_lies_in_the_clear_is_not_told_to_be_under_a_passphrase(lapas):
    name, key = database.name_of_key(lapas.path), lapas.file.key
    recovery.set_passphrase(lapas, TYPED)
    keys.keep(name, key)

    assert not recovery.has_passphrase(lapas)
