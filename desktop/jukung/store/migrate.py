"""Brings an older file to today's schema; Alembic is imported only then.

Revisions are hand-written SQL beside a small Python file.
They run inside the caller's transaction with foreign keys off,
because SQLite rebuilds tables by copying (and then cascades would delete children).
"""

from pathlib import Path

from sqlalchemy import Connection, text


def current(connection: Connection) -> str:
    """The revision a file is at; empty for a file without tables."""
    found = connection.execute(
        text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    ).first()
    if found is None:
        return ""
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else ""


def upgrade(connection: Connection, folder: Path) -> None:
    """Run the revisions in `folder` that the file does not have yet."""
    from alembic import command  # noqa: PLC0415 - half a second, only when due
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    # Alembic reads a percent sign as the start of a placeholder.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def run_script(revision_file: str) -> None:
    """Run the SQL beside a revision, statement by statement."""
    from alembic import op  # noqa: PLC0415 - only inside a revision

    connection = op.get_bind()
    for statement in statements(Path(revision_file).with_suffix(".sql").read_text()):
        connection.exec_driver_sql(statement)


def statements(script: str) -> list[str]:
    """Split a script at its semicolons, keeping triggers whole."""
    from sqlcipher3.dbapi2 import complete_statement  # noqa: PLC0415 - with Alembic only

    found: list[str] = []
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if gathered.strip() and complete_statement(gathered):
            found.append(gathered.strip())
            gathered = ""
    return found
