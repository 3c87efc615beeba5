import sqlite3
import textwrap

import pytest

from jukung.domain import errors
from jukung.store import database, migrate

MARK = 0x54455354

FIRST = """
CREATE TABLE shelf (row INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE piece (
  row    INTEGER PRIMARY KEY,
  shelf  INTEGER NOT NULL REFERENCES shelf (row) ON DELETE CASCADE
) STRICT;
"""
BROKEN = "INSERT INTO nowhere VALUES (1);"
REBUILT = """
CREATE TABLE shelf_new (row INTEGER PRIMARY KEY, name TEXT NOT NULL, floor INTEGER) STRICT;
INSERT INTO shelf_new (row, name) SELECT row, name FROM shelf;
DROP TABLE shelf;
ALTER TABLE shelf_new RENAME TO shelf;
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of revisions, with the first one in it."""
    made = tmp_path / "revisions"
    (made / "versions").mkdir(parents=True)
    (made / "env.py").write_text((database.MIGRATIONS / "env.py").read_text())
    add_revision(made, "0001", FIRST, after=None)
    return made


def add_revision(folder, name, sql, *, after):
    versions = folder / "versions"
    (versions / f"{name}_step.sql").write_text(sql)
    (versions / f"{name}_step.py").write_text(
        textwrap.dedent(
            f"""
            from jukung.store.migrate import run_script

            revision = {name!r}
            down_revision = {after!r}
            branch_labels = None
            depends_on = None


            def upgrade():
                run_script(__file__)
            """
        )
    )


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def old(request, tmp_path, folder):
    """A closed file at the first revision, with a shelf and two pieces on it."""
    path = tmp_path / "lama.jukung"
    file = database.make_file(path, mark=MARK, folder=folder, encrypted=request.param)
    with file.changing() as session:
        for statement in (
            "INSERT INTO shelf VALUES (1, 'Rawa')",
            "INSERT INTO piece VALUES (1, 1), (2, 1)",
        ):
            session.connection().exec_driver_sql(statement)
    file.close()
    return path


def ask(path, question):
    plain = database.connect(path, database.find_key(path))
    try:
        return plain.execute(question).fetchall()
    finally:
        plain.close()


def open_at(path, folder, head):
    return database.open_file(path, mark=MARK, folder=folder, head=head)


def test_a_file_of_today_is_not_copied(old, folder):
    open_at(old, folder, "0001").close()

    assert not list(old.parent.glob("*.before-*"))


def test_an_older_file_is_copied_and_brought_up_to_date(old, folder):
    add_revision(folder, "0002", REBUILT, after="0001")

    file = open_at(old, folder, "0002")
    with file.reading() as session:
        shelves = session.connection().exec_driver_sql("SELECT * FROM shelf").all()
        pieces = session.connection().exec_driver_sql("SELECT * FROM piece").all()
        safe = session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar_one()
    file.close()

    assert [tuple(row) for row in shelves] == [(1, "Rawa", None)]
    assert [tuple(row) for row in pieces] == [(1, 1), (2, 1)]
    assert safe == 1
    assert ask(old, "SELECT version_num FROM alembic_version") == [("0002",)]
    aside = old.with_name("lama.jukung.before-0001")
    database.examine(aside, key=database.find_key(aside), mark=MARK)
    assert ask(aside, "SELECT * FROM shelf") == [(1, "Rawa")]


def test_the_foreign_keys_of_a_rebuilt_table_still_hold(old, folder):
    add_revision(folder, "0002", REBUILT, after="0001")
    file = open_at(old, folder, "0002")

    with file.changing() as session:
        session.connection().exec_driver_sql("DELETE FROM shelf")
        pieces = session.connection().exec_driver_sql("SELECT count(*) FROM piece").scalar_one()
    file.close()

    assert pieces == 0


def test_two_revisions_are_one_transaction(old, folder):
    add_revision(folder, "0002", REBUILT, after="0001")
    add_revision(folder, "0003", BROKEN, after="0002")
    before = ask(old, "SELECT sql FROM sqlite_master ORDER BY name")

    with pytest.raises(errors.Refusal):
        open_at(old, folder, "0003")

    assert ask(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert ask(old, "SELECT sql FROM sqlite_master ORDER BY name") == before
    assert ask(old, "SELECT * FROM piece") == [(1, 1), (2, 1)]


def test_a_failed_revision_leaves_the_bytes_as_they_were(old, folder):
    add_revision(folder, "0002", REBUILT + BROKEN, after="0001")
    before = old.read_bytes()

    with pytest.raises(errors.Refusal):
        open_at(old, folder, "0002")

    assert old.read_bytes() == before


def test_a_file_opens_once_a_failing_revision_is_mended(old, folder):
    add_revision(folder, "0002", BROKEN, after="0001")
    with pytest.raises(errors.Refusal):
        open_at(old, folder, "0002")
    add_revision(folder, "0002", REBUILT, after="0001")

    open_at(old, folder, "0002").close()

    assert ask(old, "SELECT version_num FROM alembic_version") == [("0002",)]


def test_a_revision_that_leaves_strays_is_taken_back(old, folder):
    add_revision(folder, "0002", "DELETE FROM shelf;", after="0001")

    with pytest.raises(errors.FileDamaged):
        open_at(old, folder, "0002")

    assert ask(old, "SELECT * FROM shelf") == [(1, "Rawa")]


def test_a_half_written_copy_from_before_does_not_count(old, folder):
    add_revision(folder, "0002", REBUILT, after="0001")
    aside = old.with_name("lama.jukung.before-0001")
    part = old.with_name("lama.jukung.before-0001.part")
    part.write_bytes(old.read_bytes()[:4096])

    open_at(old, folder, "0002").close()

    assert ask(aside, "SELECT * FROM shelf") == [(1, "Rawa")]
    assert not part.exists()


def test_an_old_copy_gives_way_to_one_of_today(old, folder):
    add_revision(folder, "0002", REBUILT, after="0001")
    aside = old.with_name("lama.jukung.before-0001")
    aside.write_bytes(b"of an attempt months ago")

    open_at(old, folder, "0002").close()

    assert ask(aside, "SELECT * FROM shelf") == [(1, "Rawa")]


def test_a_folder_with_a_percent_sign_serves(tmp_path, folder):
    renamed = folder.rename(tmp_path / "100% kita")

    file = database.make_file(tmp_path / "baru.jukung", mark=MARK, folder=renamed, encrypted=False)
    file.close()

    assert ask(file.path, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_the_newest_revision_is_the_one_that_is_expected():
    revisions = sorted(each.name[:4] for each in (database.MIGRATIONS / "versions").glob("*.py"))

    assert revisions[-1] == database.HEAD


def test_a_file_without_tables_has_no_revision(tmp_path, folder):
    with database._one_connection(tmp_path / "leer", None) as connection:
        assert migrate.current(connection) == ""
        migrate.upgrade(connection, folder)
        assert migrate.current(connection) == "0001"


def test_a_script_is_split_and_its_triggers_kept_whole():
    script = (
        "-- words; with a semicolon\n"
        "CREATE TABLE a (x TEXT DEFAULT ';');\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  DELETE FROM a;\n"
        "  DELETE FROM a;\n"
        "END;\n"
        "CREATE INDEX i\n  ON a (x);\n"
    )

    found = migrate.statements(script)

    assert [each.splitlines()[-1] for each in found] == [
        "CREATE TABLE a (x TEXT DEFAULT ';');",
        "END;",
        "  ON a (x);",
    ]


def test_no_statement_of_a_revision_is_lost(library):
    plain = sqlite3.connect(":memory:")
    for script in sorted((database.MIGRATIONS / "versions").glob("*.sql")):
        plain.executescript(script.read_text())
    wanted = plain.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")

    found = ask(
        library.path,
        "SELECT sql FROM sqlite_master WHERE sql NOT NULL "
        "AND name <> 'alembic_version' ORDER BY name",
    )

    assert found == wanted.fetchall()
    plain.close()
