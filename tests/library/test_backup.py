import shutil
import sqlite3
from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import backup, check, members
from jukung.library.desk import StaffMember, open_library
from makers import NOON, a_library, a_loan, a_member

# What the restoring itself writes.
NEW = ("journal_act", "journal_entry", "journal_detail", "sqlite_sequence")


@pytest.fixture(params=["village", "prison"])
def library(request, tmp_path):
    made = a_library(tmp_path / "meja", kind=request.param)
    with made.changing() as desk:
        a_loan(desk, a_member(desk))
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path):
    """A folder on a memory stick."""
    return tmp_path / "stik"


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def dump(library):
    """Every table but the journal and the epoch, row by row."""
    plain = library.file.connect_plainly()
    tables = [
        name
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in NEW
    ]
    content = {name: plain.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608 - ours
    schema = plain.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    epoch = plain.execute("SELECT epoch FROM library").fetchone()
    plain.close()
    content["library"] = [tuple(x for x in row if x != epoch[0]) for row in content["library"]]
    return schema, content


def test_a_backup_is_one_file_named_by_its_moment(library, stick):
    written = backup.write(library, stick)

    assert names(stick) == ["jukung-20261122-120000.jkbak"]
    assert written.path.stat().st_size == written.size > 0


def test_a_second_backup_never_covers_the_first(library, stick):
    for _ in range(3):
        backup.write(library, stick)

    assert names(stick) == [
        "jukung-20261122-120000-2.jkbak",
        "jukung-20261122-120000-3.jkbak",
        "jukung-20261122-120000.jkbak",
    ]


def test_the_restored_library_is_the_same_library(library, stick, tmp_path):
    written = backup.write(library, stick)

    backup.restore(written.path, tmp_path / "baru" / "rawa.jukung")

    restored = open_library(tmp_path / "baru" / "rawa.jukung")
    assert dump(restored) == dump(library)
    with restored.reading() as desk:
        assert check.examine(desk).is_sound
    restored.close()
    assert names(tmp_path / "baru") == ["rawa.jukung", "rawa.jukung.lock"]
    assert names(stick) == [written.path.name]


def test_the_restored_library_begins_a_new_epoch_and_says_so(library, stick, tmp_path):
    backup.restore(backup.write(library, stick).path, tmp_path / "rawa.jukung")

    restored = open_library(tmp_path / "rawa.jukung")
    with library.reading() as old, restored.reading() as new:
        assert new.profile.epoch != old.profile.epoch
        assert new.profile.uid == old.profile.uid
        last = new.session.connection().exec_driver_sql(
            "SELECT kind FROM journal_act ORDER BY row DESC LIMIT 1"
        )
        assert last.scalar_one() == "restore"
    restored.close()


def test_a_backup_has_what_was_committed_a_moment_ago(library, stick, tmp_path):
    with library.changing() as desk:
        card = a_member(desk).card

    backup.restore(backup.write(library, stick).path, tmp_path / "rawa.jukung")

    restored = open_library(tmp_path / "rawa.jukung")
    with restored.reading() as desk:
        assert members.by_card(desk, card).card == card
    restored.close()


def test_work_goes_on_after_a_backup(library, stick):
    written = backup.write(library, stick)
    before = written.path.read_bytes()

    with library.changing() as desk:
        a_member(desk)

    assert written.path.read_bytes() == before


def test_a_prisons_backup_shows_nothing(library, stick):
    content = backup.write(library, stick).path.read_bytes()

    assert (b"Rawa Bening" in content) is not library.file.encrypted


def test_only_keepers_carry_data_out(library, stick):
    library.sign_in(StaffMember(1, "Tamping", Role.aide))

    with pytest.raises(errors.NotAllowed):
        backup.write(library, stick)

    assert not stick.exists()


def test_a_place_that_takes_nothing_is_refused(library, tmp_path):
    (tmp_path / "berkas").write_text("not a folder")

    with pytest.raises(errors.CannotWrite):
        backup.write(library, tmp_path / "berkas")


def test_what_an_interrupted_backup_left_is_cleared(library, stick):
    stick.mkdir()
    (stick / "jukung-20261101-120000.jkbak.part").write_bytes(b"half")

    written = backup.write(library, stick)

    assert names(stick) == [written.path.name]


def test_a_library_with_strays_gives_no_backup(library, stick):
    plain = library.file.connect_plainly()
    plain.execute("PRAGMA foreign_keys = OFF")
    plain.execute("INSERT INTO card_number (number, bare, borrower) VALUES ('X', 'X', 999)")
    plain.close()

    with pytest.raises(errors.BackupNotTrue):
        backup.write(library, stick)

    assert names(stick) == []


def test_restoring_never_covers_a_library(library, stick):
    written = backup.write(library, stick)
    before = library.path.read_bytes()

    with pytest.raises(errors.FileExists):
        backup.restore(written.path, library.path)

    assert library.path.read_bytes() == before


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_off_page(path):
    path.write_bytes(path.read_bytes()[:-100])


def overwrite(path):
    content = bytearray(path.read_bytes())
    page = len(content) // 2 // 4096 * 4096  # the unused end of a page may hold anything
    content[page : page + 512] = b"\xa5" * 512
    path.write_bytes(content)


def garbage(path):
    path.write_bytes(b"Judul;Pengarang\n" * 99)


def empty(path):
    path.write_bytes(b"")


def foreign(path):
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE resep (nama TEXT)")
    other.close()


@pytest.mark.parametrize("harm", [cut, cut_off_page, overwrite, garbage, empty, foreign])
def test_a_damaged_backup_is_refused_and_leaves_nothing(library, stick, tmp_path, harm):
    written = backup.write(library, stick)
    harm(written.path)
    before = written.path.read_bytes()

    with pytest.raises(errors.BackupUnreadable) as refused:
        backup.restore(written.path, tmp_path / "baru" / "rawa.jukung")

    assert refused.value.file == str(written.path)
    assert written.path.read_bytes() == before
    assert not (tmp_path / "baru").exists() or names(tmp_path / "baru") == []


def test_a_missing_backup_is_refused(tmp_path):
    with pytest.raises(errors.FileMissing):
        backup.restore(tmp_path / "gone.jkbak", tmp_path / "rawa.jukung")


def test_a_folder_is_no_backup(tmp_path):
    with pytest.raises(errors.NotAFile):
        backup.restore(tmp_path, tmp_path / "rawa.jukung")


def test_a_backup_of_a_newer_program_is_refused_by_its_own_name(tmp_path, stick):
    library = a_library(tmp_path)
    written = backup.write(library, stick)
    library.close()
    with sqlite3.connect(written.path) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()

    with pytest.raises(errors.FileNewer) as refused:
        backup.restore(written.path, tmp_path / "baru" / "rawa.jukung")

    assert refused.value.path == str(written.path)
    assert names(tmp_path / "baru") == []


def test_a_backup_of_a_prison_opens_only_where_its_key_is(tmp_path, stick, monkeypatch):
    library = a_library(tmp_path, kind="prison")
    written = backup.write(library, stick)
    library.close()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))

    with pytest.raises(errors.FileKeyMissing):
        backup.restore(written.path, tmp_path / "baru.jukung")

    assert not (tmp_path / "baru.jukung").exists()


def test_a_backup_is_named_by_the_clock_of_the_desk(tmp_path, stick):
    library = a_library(tmp_path, zone="WIT", clock=lambda: NOON + timedelta(hours=12))

    written = backup.write(library, stick)
    library.close()

    assert written.path.name == "jukung-20261123-010000.jkbak"


def test_a_loan_still_in_the_log_is_restored_too(library, tmp_path):
    with library.changing() as desk:
        card = a_loan(desk).card
    # As a power cut leaves it: the file, and beside it the log with the last acts.
    torn = tmp_path / "torn.jukung"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{library.path}{ending}", f"{torn}{ending}")

    backup.restore(torn, tmp_path / "whole.jukung")

    restored = open_library(tmp_path / "whole.jukung", clock=lambda: NOON)
    with restored.reading() as desk:
        assert members.by_card(desk, card).open_count == 1
    restored.close()
    assert (tmp_path / "torn.jukung-wal").exists()


def test_a_library_that_is_open_is_not_restored_from_under_its_program(library, tmp_path):
    with library.changing() as desk:
        a_loan(desk)

    with pytest.raises(errors.FileOpenElsewhere):
        backup.restore(library.path, tmp_path / "whole.jukung")

    assert not (tmp_path / "whole.jukung").exists()
