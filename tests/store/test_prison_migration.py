"""A prison that lends today goes on lending after the update."""

import sqlite3

import pytest

from jukung.store import database

VERSIONS = database.MIGRATIONS / "versions"
LIBRARY = """
INSERT INTO staff (row, id, name, role) VALUES (1, 's', 'Petugas', 'officer');
INSERT INTO journal_act (row, id, kind, staff, at, offset_minutes, on_day)
VALUES (1, 'a', 'add_title', 1, '2026-01-05T01:00:00Z', 420, '2026-01-05');
INSERT INTO title (row, id, title, added_on, act) VALUES (1, 't', 'Perahu', '2026-01-05', 1);
"""
FOUNDED = """
INSERT INTO library (one, uid, name, kind, prison_kind, zone, epoch, public_key, made_at)
VALUES (1, 'u', 'Pustaka', '{kind}', {prison_kind}, 'WIB', 'e', 'k', '2026-01-01T00:00:00Z');
"""


def updated(kind):
    """A library of the fourth schema with one title, taken to the fifth."""
    connection = sqlite3.connect(":memory:")
    scripts = sorted(VERSIONS.glob("000[1-4]_*.sql"))
    for script in scripts:
        connection.executescript(script.read_text())
    prison_kind = "'lapas'" if kind == "prison" else "NULL"
    connection.executescript(FOUNDED.format(kind=kind, prison_kind=prison_kind) + LIBRARY)
    connection.executescript(next(VERSIONS.glob("0005_*.sql")).read_text())
    return connection.execute("SELECT title, result, staff, on_day FROM screening").fetchall()


@pytest.mark.parametrize(
    ("kind", "screened"),
    [("prison", [(1, "passed", None, "2026-01-05")]), ("village", [])],
)
def test_what_circulated_before_screening_began_still_does(kind, screened):
    assert updated(kind) == screened
