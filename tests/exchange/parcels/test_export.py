"""Parcels onto a stick: whole or not at all."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from jukung.agency.office import fetch_keys
from jukung.domain import errors
from jukung.domain.kinds import ParcelState, Role
from jukung.exchange.parcels import envelope, export
from jukung.store.tables import ParcelRow
from makers import a_library
from parcel_makers import (
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    envelopes,
    months_before,
)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def states(library):
    with library.reading() as desk:
        rows = desk.session.scalars(select(ParcelRow).order_by(ParcelRow.act)).all()
        return [row.state for row in rows]


def identity_of(agency):
    with agency.reading() as desk:
        return fetch_keys(desk.profile).identity


def test_every_parcel_is_a_file_of_its_own(joined, agency, stick):
    for month in months_before(3):
        a_sealed_month(joined, month)

    written = export.export(joined, stick)

    assert [each.seq for each in written] == [1, 2, 3]
    assert [each.month.text for each in written] == ["2026-08", "2026-09", "2026-10"]
    assert sorted(stick.iterdir()) == [each.path for each in written]
    assert states(joined) == [ParcelState.written] * 3
    opened = envelope.decrypt(written[0].path.read_bytes(), identity_of(agency))
    assert opened == envelopes(joined)[1]


def test_a_file_name_tells_no_library(tmp_path, agency, stick):
    prison = a_joined_library(
        tmp_path, agency, code="63.71/LP1", file="p.jukung", kind="prison", name="Lapas Contoh"
    )
    a_sealed_month(prison)

    (written,) = export.export(prison, stick)

    with prison.reading() as desk:
        epoch = desk.profile.epoch
    assert written.path.name == f"JKG-{epoch[-8:]}-0001.jkp"
    assert b"Lapas" not in written.path.read_bytes()
    prison.close()


def test_sending_again_writes_the_same_envelope_under_a_fresh_seal(joined, agency, stick):
    a_sealed_month(joined)
    first = export.export(joined, stick)[0].path.read_bytes()

    second = export.export(joined, stick)[0].path.read_bytes()

    key = identity_of(agency)
    assert first != second
    assert envelope.decrypt(first, key) == envelope.decrypt(second, key)


def test_at_most_the_newest_24_are_carried(joined, stick):
    for month in months_before(26):
        a_sealed_month(joined, month)

    written = export.export(joined, stick)

    assert [each.seq for each in written] == list(range(3, 27))


def test_nothing_to_send_is_said(joined, stick):
    with pytest.raises(errors.NothingToSend):
        export.export(joined, stick)


def test_a_library_without_agency_cannot_send(tmp_path, stick):
    alone = a_library(tmp_path, file="sendiri.jukung")

    with pytest.raises(errors.NotJoined):
        export.export(alone, stick)

    alone.close()


def test_a_folder_that_is_not_there_is_named(joined, tmp_path):
    a_sealed_month(joined)

    with pytest.raises(errors.CannotWrite) as refused:
        export.export(joined, tmp_path / "pulled")

    assert refused.value.path == str(tmp_path / "pulled")
    assert states(joined) == [ParcelState.sealed]


def test_a_file_instead_of_a_folder_is_named(joined, tmp_path):
    a_sealed_month(joined)
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(errors.CannotWrite):
        export.export(joined, tmp_path / "file")


def test_our_own_unfinished_files_are_cleared(joined, stick):
    a_sealed_month(joined)
    with joined.reading() as desk:
        name = f"JKG-{desk.profile.epoch[-8:]}-0007.jkp.part"
    (stick / name).write_bytes(b"half")
    (stick / "JKG-00000000-0001.jkp.part").write_bytes(b"another library's")
    (stick / "surat.doc").write_bytes(b"not ours")

    export.export(joined, stick)

    left = {path.name for path in stick.iterdir()}
    assert name not in left
    assert {"JKG-00000000-0001.jkp.part", "surat.doc"} < left


def test_a_name_taken_by_a_folder_marks_nothing(joined, stick):
    a_sealed_month(joined)
    with joined.reading() as desk:
        (stick / f"JKG-{desk.profile.epoch[-8:]}-0001.jkp").mkdir()
    before = dump(joined.file)

    with pytest.raises(errors.CannotWrite):
        export.export(joined, stick)

    assert dump(joined.file) == before
    assert [path for path in stick.iterdir() if path.suffix == ".part"] == []


def test_a_link_on_the_stick_is_replaced_not_followed(joined, stick, tmp_path):
    a_sealed_month(joined)
    precious = tmp_path / "precious"
    precious.write_bytes(b"keep me")
    with joined.reading() as desk:
        name = f"JKG-{desk.profile.epoch[-8:]}-0001.jkp"
    (stick / name).symlink_to(precious)
    (stick / f"{name}.part").symlink_to(precious)

    export.export(joined, stick)

    assert precious.read_bytes() == b"keep me"
    assert not (stick / name).is_symlink()


def test_only_keepers_send(joined, stick):
    a_sealed_month(joined)
    with joined.reading() as desk:
        joined.sign_in(type(desk.staff)(desk.staff.row, "Rahman", Role.assistant))

    with pytest.raises(errors.NotAllowed):
        export.export(joined, stick)


def works(*command):
    """Whether a program of the system did what it was told."""
    told = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own words
    return told.returncode == 0


@contextmanager
def mounted(folder, size):
    """A real small medium in memory."""
    options = f"size={size}"
    if os.geteuid() != 0 or not works("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder):
        pytest.skip("mounting a small medium needs the administrator")
    try:
        yield
    finally:
        assert works("umount", folder)


def test_a_full_stick_marks_nothing(joined, stick):
    a_sealed_month(joined)
    with mounted(stick, "64k"):
        with pytest.raises(OSError, match="space"):
            (stick / "photos").write_bytes(b"x" * 100_000)
        before = dump(joined.file)

        with pytest.raises(errors.DiskFull):
            export.export(joined, stick)

        assert [path.name for path in stick.iterdir()] == ["photos"]
    assert dump(joined.file) == before
    assert states(joined) == [ParcelState.sealed]


def test_a_stick_that_fills_up_half_way_marks_nothing(joined, stick):
    for month in months_before(4):
        a_sealed_month(joined, month)
    # Room enough by the count of bytes, but not for a third file.
    with mounted(stick, "64k,nr_inodes=3"):
        before = dump(joined.file)

        with pytest.raises(errors.DiskFull):
            export.export(joined, stick)

        assert [path.name for path in stick.iterdir() if path.suffix == ".part"] == []
    assert dump(joined.file) == before


def test_a_read_only_stick_is_named(joined, stick):
    a_sealed_month(joined)
    with mounted(stick, "64k"):
        assert works("mount", "-o", "remount,ro", stick)

        with pytest.raises(errors.CannotWrite) as refused:
            export.export(joined, stick)

        assert Path(refused.value.path).parent == stick
    assert states(joined) == [ParcelState.sealed]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_the_right_to_write_is_named(joined, stick):
    a_sealed_month(joined)
    stick.chmod(0o500)

    with pytest.raises(errors.CannotWrite):
        export.export(joined, stick)

    stick.chmod(0o700)
