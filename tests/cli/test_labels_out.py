"""Where `labels --out` writes, and where it never does."""

import os
import stat
from pathlib import Path

import pytest


@pytest.fixture
def library(jukung):
    jukung("init")
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, "0004521", "--title", "Bumi dan langit")
    return jukung


@pytest.mark.parametrize("typed", ["", ".", "/"])
def test_labels_without_a_name_are_refused(library, typed):
    said = library("labels", "--out", typed, "--language", "en")

    assert said.code == 1
    assert "is not a file but a folder or device" in said.err
    assert len(said.err.splitlines()) == 1


def test_labels_never_replace_a_device(library, tmp_path):
    # A link, so that a fault of ours cannot harm the device itself.
    device = tmp_path / "device"
    device.symlink_to(os.devnull)

    said = library("labels", "--out", device, "--language", "en")

    assert said.code == 1
    assert "is not a file but a folder or device" in said.err
    assert device.is_symlink()


def test_labels_never_replace_a_pipe(library, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    said = library("labels", "--out", pipe)

    assert said.code == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_labels_never_replace_a_folder(library, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()

    said = library("labels", "--out", folder)

    assert said.code == 1
    assert folder.is_dir()


def test_labels_never_replace_the_library(library, tmp_path):
    before = (tmp_path / "lib.jukung").read_bytes()

    said = library("labels", "--out", tmp_path / "lib.jukung", "--language", "en")

    assert said.code == 1
    assert "already exists" in said.err
    assert (tmp_path / "lib.jukung").read_bytes() == before


def test_labels_replace_older_labels_and_leave_no_part(library, tmp_path):
    target = tmp_path / "label.pdf"
    target.write_bytes(b"old")

    said = library("labels", "--out", target)

    assert said.code == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.glob("*.part")) == []


def test_labels_follow_a_link_to_a_file(library, tmp_path):
    target, link = tmp_path / "label.pdf", tmp_path / "link.pdf"
    link.symlink_to(target)

    said = library("labels", "--out", link)

    assert said.code == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"%PDF")


def test_labels_into_a_missing_folder_get_one_sentence(library, tmp_path):
    said = library("labels", "--out", tmp_path / "nowhere" / "label.pdf", "--language", "en")

    assert said.code == 1
    assert said.err.startswith("Nothing can be written at")
    assert not Path(tmp_path / "nowhere").exists()


def test_a_number_too_dense_for_the_sheet_is_refused_with_a_sheet_that_takes_it(jukung, tmp_path):
    long, out = "ABCDEFGHIJKLMNOPQRST", tmp_path / "labels.pdf"
    jukung("init")
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, long, "--title", "Bumi dan langit")

    said = jukung("labels", long, "--sheet", "tj-107", "--out", out, "--language", "en")

    assert said.code == 1
    assert "Use for example " in said.err
    named = said.err.rsplit("Use for example ", 1)[1].strip().rstrip(".")
    again = jukung("labels", long, "--sheet", named, "--out", out, "--language", "en")
    assert again.code == 0
    assert out.exists()
