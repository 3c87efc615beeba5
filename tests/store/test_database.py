import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from jukung.domain import errors
from jukung.library.desk import open_library
from jukung.store import database, keys
from makers import a_copy, a_library, a_member

SAFE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


@pytest.fixture
def path(tmp_path):
    """A library file that is closed."""
    library = a_library(tmp_path)
    library.close()
    return library.path


def open_file(path, *, head=database.HEAD):
    return database.open_file(
        path, mark=database.LIBRARY_MARK, folder=database.MIGRATIONS, head=head
    )


def beside(path):
    return sorted(each.name for each in path.parent.iterdir() if each.is_file())


def pragma(session, name):
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_every_connection_keeps_data_safe(library):
    with library.file.changing() as session:
        writer = {name: pragma(session, name) for name in SAFE}
    with library.file.reading() as session:
        reader = {name: pragma(session, name) for name in SAFE}

    assert writer == SAFE
    assert reader == SAFE


def test_only_the_writing_connection_folds_the_log(library):
    with library.file.reading() as session:
        assert pragma(session, "wal_autocheckpoint") == 0
        assert pragma(session, "query_only") == 1
    with library.file.changing() as session:
        assert pragma(session, "wal_autocheckpoint") > 0
        assert pragma(session, "query_only") == 0


def test_a_driver_that_ignores_a_setting_is_refused():
    class Deaf:
        def execute(self, _statement):
            return self

        def fetchall(self):
            return []

        def fetchone(self):
            return None

    with pytest.raises(errors.UnsafeDriver) as refused:
        database._verify_pragmas(Deaf(), writes=True)

    assert refused.value.setting == "journal_mode"


def test_a_reader_cannot_write(library):
    with (
        pytest.raises(errors.CannotWrite),
        library.file.reading() as session,
    ):
        session.connection().exec_driver_sql("DELETE FROM staff")


def test_a_reader_sees_the_last_commit_only(library):
    count = text("SELECT count(*) FROM setting")

    with library.file.changing() as writing:
        writing.execute(text("INSERT INTO setting VALUES ('a', '1')"))
        with library.file.reading() as reading:
            before = reading.execute(count).scalar_one()
    with library.file.reading() as reading:
        after = reading.execute(count).scalar_one()

    assert (before, after) == (0, 1)


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, errors.NothingToUndo])
def test_an_exception_takes_everything_back(library, fault):
    def register_and_fall():
        with library.changing() as desk:
            a_member(desk)
            raise fault

    with pytest.raises(fault):
        register_and_fall()

    with library.reading() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()
    assert rows == 0


def test_a_refused_statement_takes_everything_back(library):
    def register_and_stumble():
        with library.changing() as desk:
            a_member(desk)
            desk.session.execute(text("INSERT INTO borrower (row) VALUES (1)"))

    with pytest.raises(IntegrityError):
        register_and_stumble()

    with library.reading() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM borrower")).scalar_one()
    assert rows == 0


def test_the_next_change_works_after_a_failed_one(library):
    with pytest.raises(IntegrityError), library.changing() as desk:
        desk.session.execute(text("INSERT INTO borrower (row) VALUES (1)"))

    with library.changing() as desk:
        member = a_member(desk)

    with library.reading() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM borrower")).scalar_one()
    assert rows == 1
    assert member.row == 1


def test_a_name_never_reaches_the_words_of_a_fault(library):
    with pytest.raises(DBAPIError) as fault, library.changing() as desk:
        desk.session.execute(
            text("INSERT INTO setting VALUES (:key, NULL)"), {"key": "Anggota Rahasia"}
        )

    assert "Rahasia" not in str(fault.value)


def test_a_row_that_points_nowhere_is_refused(library):
    with pytest.raises(IntegrityError), library.changing() as desk:
        desk.session.execute(
            text("INSERT INTO card_number (number, bare, borrower) VALUES ('A1', 'A1', 999)")
        )


def test_a_second_opening_in_one_program_is_refused(library):
    with pytest.raises(errors.FileOpenElsewhere):
        open_file(library.path)


def test_a_second_program_is_refused(library):
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from jukung.domain import errors
        from jukung.library.desk import open_library
        try:
            open_library(Path(sys.argv[1]))
        except errors.Refusal as refusal:
            print(refusal.code)
        """
    )

    other = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, str(library.path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout.strip() == "file_open_elsewhere"


def test_a_link_to_the_file_is_the_same_file(library):
    link = library.path.with_name("link.jukung")
    link.symlink_to(library.path)

    with pytest.raises(errors.FileOpenElsewhere):
        open_file(link)


def test_a_closed_file_is_opened_again(path):
    open_file(path).close()

    again = open_file(path)
    again.close()

    assert beside(path) == ["rawa.jukung", "rawa.jukung.lock"]


def test_the_lock_falls_when_its_program_is_killed(path):
    script = textwrap.dedent(
        """
        import sys, os
        from pathlib import Path
        from jukung.library.desk import open_library
        library = open_library(Path(sys.argv[1]))
        with library.changing() as desk:
            desk.session.connection().exec_driver_sql("INSERT INTO setting VALUES ('a', '1')")
        os._exit(9)
        """
    )
    killed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, str(path)], check=False
    )

    library = open_library(path)
    with library.reading() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM setting")).scalar_one()
    library.close()

    assert killed.returncode == 9
    assert rows == 1


def test_closing_folds_the_log_into_the_one_file(tmp_path):
    library = a_library(tmp_path)
    with library.changing() as desk:
        a_member(desk, name="Anggota Terakhir")
    while_open = beside(library.path)

    library.close()

    assert "rawa.jukung-wal" in while_open
    assert beside(library.path) == ["rawa.jukung", "rawa.jukung.lock"]
    assert b"Anggota Terakhir" in library.path.read_bytes()


def test_a_new_file_never_covers_another(path):
    before = path.read_bytes()

    with pytest.raises(errors.FileExists):
        a_library(path.parent)

    assert path.read_bytes() == before


def test_a_new_file_never_covers_a_broken_link(tmp_path):
    (tmp_path / "rawa.jukung").symlink_to(tmp_path / "gone")

    with pytest.raises(errors.FileExists):
        a_library(tmp_path)

    assert not (tmp_path / "gone").exists()


def test_a_new_file_makes_its_folder(tmp_path):
    library = a_library(tmp_path / "baru" / "sekali")
    library.close()

    assert library.path.is_file()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "berkas").write_text("not a folder")

    with pytest.raises(errors.CannotWrite):
        a_library(tmp_path / "berkas")


def test_an_unfinished_file_is_removed(tmp_path):
    target = tmp_path / "rawa.jukung"

    with pytest.raises(Exception, match="no-such-folder"):
        database.make_file(target, mark=1, folder=tmp_path / "no-such-folder", encrypted=False)

    assert not target.exists()
    a_library(tmp_path).close()


# --- What is not ours is refused, and left as it is ---


def a_foreign_file(path, *, mode="delete"):
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE resep (nama TEXT)")
        other.execute("INSERT INTO resep VALUES ('soto')")
    other.close()


def put(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (put(b""), errors.FileDamaged),
        (put(b"short"), errors.FileDamaged),
        (put(b"Judul;Pengarang\n" * 40), errors.NotOurFile),
        (put(bytes(range(256)) * 16), errors.FileKeyMissing),
        (put(b"SQLite format 3\x00" + b"\x00" * 4080), errors.FileDamaged),
        (put(b"SQLite format 3\x00"), errors.FileDamaged),
        (a_foreign_file, errors.NotOurFile),
        (lambda path: a_foreign_file(path, mode="wal"), errors.NotOurFile),
    ],
    ids=["empty", "short", "list", "random", "torn", "start", "foreign", "foreign-wal"],
)
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path, make, refusal):
    path = tmp_path / "lain.jukung"
    make(path)
    before = path.read_bytes()

    with pytest.raises(refusal) as refused:
        open_file(path)

    assert type(refused.value) is refusal
    assert path.read_bytes() == before
    assert [name for name in beside(path) if not name.endswith(".lock")] == ["lain.jukung"]


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(errors.FileMissing):
        open_file(tmp_path / "tidak-ada.jukung")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_a_file(tmp_path):
    (tmp_path / "map.jukung").mkdir()

    with pytest.raises(errors.NotAFile):
        open_file(tmp_path / "map.jukung")


def test_a_device_is_not_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipa.jukung")

    with pytest.raises(errors.NotAFile):
        open_file(tmp_path / "pipa.jukung")


def test_an_agencys_file_is_not_a_library(path):
    before = path.read_bytes()

    with pytest.raises(errors.NotOurFile):
        database.open_file(
            path, mark=database.AGENCY_MARK, folder=database.MIGRATIONS, head=database.HEAD
        )

    assert path.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()
    before = path.read_bytes()

    with pytest.raises(errors.FileNewer):
        open_file(path)

    assert path.read_bytes() == before


def test_a_cut_file_is_damaged(path):
    path.write_bytes(path.read_bytes()[:8192])

    with pytest.raises(errors.FileDamaged):
        open_library(path)


def test_a_refused_file_is_free_again(path):
    with pytest.raises(errors.FileNewer):
        open_file(path, head="0000")

    open_file(path).close()


# --- Encryption ---


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, kind="prison")
    yield made
    made.close()


def test_an_encrypted_file_shows_nothing(prison):
    with prison.changing() as desk:
        a_copy(desk, title="catatan rahasia")

    shown = [each.read_bytes() for each in prison.path.parent.iterdir() if each.is_file()]

    assert prison.file.encrypted
    for words in (b"SQLite format", b"catatan rahasia", b"Rawa Bening", b"CREATE TABLE"):
        assert [words in each for each in shown] == [False] * len(shown)


def test_a_villages_file_is_plain(library):
    assert not library.file.encrypted
    assert library.path.read_bytes().startswith(b"SQLite format 3\x00")


def test_an_encrypted_file_opens_with_its_key(prison):
    with prison.changing() as desk:
        card = a_member(desk).card
    prison.close()

    again = open_library(prison.path)
    with again.reading() as desk:
        cards = desk.session.execute(text("SELECT card FROM borrower")).scalars().all()
    again.close()

    assert cards == [card]


def test_an_encrypted_file_without_its_key_is_refused(prison):
    prison.close()
    before = prison.path.read_bytes()
    keys.forget(database._key_name(before[:16]))

    with pytest.raises(errors.FileKeyMissing):
        open_library(prison.path)

    assert prison.path.read_bytes() == before


def test_a_wrong_key_reads_nothing(prison):
    prison.close()
    name = database._key_name(prison.path.read_bytes()[:16])
    keys.keep(name, b"\x00" * 32 + prison.path.read_bytes()[:16])

    with pytest.raises(errors.FileDamaged):
        open_library(prison.path)


def test_the_key_does_not_lie_in_the_file(prison):
    prison.close()

    content = prison.path.read_bytes()

    assert prison.file.key[:32] not in content
    assert prison.file.key[32:] == content[:16]


# --- Copies that can be trusted ---


def test_a_copy_is_the_same_library(library, tmp_path):
    with library.changing() as desk:
        a_member(desk, name="Anggota Satu")
    source = library.file.connect_plainly()

    database.verified_copy(source, tmp_path / "salinan", key=None)

    source.close()
    library.close()
    assert dump(tmp_path / "salinan") == dump(library.path)


def dump(path):
    plain = sqlite3.connect(path)
    try:
        return list(plain.iterdump())
    finally:
        plain.close()


def test_a_copy_with_strays_does_not_count(library, tmp_path):
    source = library.file.connect_plainly()
    source.execute("PRAGMA foreign_keys = OFF")
    source.execute("INSERT INTO card_number (number, bare, borrower) VALUES ('A1', 'A1', 999)")

    with pytest.raises(errors.BackupNotTrue):
        database.verified_copy(source, tmp_path / "salinan", key=None)

    source.close()


def test_a_copy_to_nowhere_is_refused(library, tmp_path):
    source = library.file.connect_plainly()

    with pytest.raises(errors.Trouble):
        database.verified_copy(source, tmp_path / "tidak" / "ada", key=None)

    source.close()


def test_an_examined_file_must_be_of_its_kind(path):
    database.examine(path, key=None, mark=database.LIBRARY_MARK)

    with pytest.raises(errors.NotOurFile):
        database.examine(path, key=None, mark=database.AGENCY_MARK)


# --- Trouble of the machine ---


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (driver.SQLITE_FULL, errors.DiskFull),
        (driver.SQLITE_READONLY, errors.CannotWrite),
        (driver.SQLITE_IOERR, errors.DiskTrouble),
        (driver.SQLITE_IOERR | 2 << 8, errors.DiskTrouble),
        (driver.SQLITE_CORRUPT, errors.FileDamaged),
        (driver.SQLITE_CANTOPEN, errors.FileUnreadable),
        (driver.SQLITE_BUSY, errors.FileOpenElsewhere),
        (driver.SQLITE_CONSTRAINT, type(None)),
        (driver.SQLITE_ERROR, type(None)),
    ],
)
def test_trouble_of_the_machine_is_told_from_a_bug(tmp_path, code, refusal):
    fault = driver.OperationalError("words")
    fault.sqlite_errorcode = code

    told = database.refusal_for(DBAPIError("", None, fault), tmp_path)

    assert type(told) is refusal


def test_a_full_disk_is_said_and_nothing_is_stored(library):
    with library.changing() as desk:
        a_member(desk)
        pages = pragma(desk.session, "page_count")
        desk.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")

    with pytest.raises(errors.DiskFull), library.changing() as desk:
        desk.session.execute(
            text("INSERT INTO setting VALUES ('big', :big)"), {"big": "x" * 100_000}
        )

    with library.changing() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM setting")).scalar_one()

    assert rows == 0


def test_a_library_moves_with_its_one_file(path, tmp_path):
    moved = tmp_path / "stik" / "rawa.jukung"
    moved.parent.mkdir()
    shutil.copyfile(path, moved)

    library = open_library(moved)
    with library.reading() as desk:
        name = desk.profile.name
    library.close()

    assert name == "Perpustakaan Rawa Bening"
