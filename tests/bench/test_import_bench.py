"""An import whole - read, judged, stored, indexed - against bare statements for the same rows.

A library with a hundred thousand titles is the largest that a village network brings.
"""

import resource
from time import process_time

import large_lists
import pytest
import sqlcipher3.dbapi2 as driver

from jukung.exchange.imports import apply, plan
from makers import a_library

MILLION = 1_000_000


def bare(library, folder):
    """The same rows by executemany into tables without triggers, then one rebuilt index."""
    source = library.file.connect_plainly()
    tables = ("title", "contributor", "subject", "copy", "copy_number")
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608 - ours
    schema = dict(source.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    indexes = source.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('title', 'contributor', 'subject', 'copy', 'copy_number')"
    ).fetchall()
    source.close()
    file = driver.connect(str(folder / "bare.db"))
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    for name in (*tables, "title_search"):
        file.execute(schema[name])
    for (sql,) in indexes:
        file.execute(sql)
    begun = process_time()
    file.execute("BEGIN IMMEDIATE")
    for name in tables:
        if rows[name]:
            marks = ", ".join("?" * len(rows[name][0]))
            file.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])  # noqa: S608 - ours
    file.execute("INSERT INTO title_search (title_search) VALUES ('rebuild')")
    file.commit()
    taken = process_time() - begun
    file.close()
    return taken


def measure(folder, count):
    """Work of planning, storing and the bare statements in seconds, and memory in kilobytes."""
    path = large_lists.write_csv(folder / "judul.csv", count)
    library = a_library(folder)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = process_time()
    with library.reading() as desk:
        made = plan.plan(desk, path)
    planned = process_time() - begun
    begun = process_time()
    with library.changing() as desk:
        arrival = apply.apply(desk, made)
    stored = process_time() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    assert (arrival.title_count, arrival.copy_count) == (count, count)
    raw = bare(library, folder)
    library.close()
    return planned, stored, raw, grown


def say(capsys, count, planned, stored, raw, grown):
    with capsys.disabled():
        print(  # noqa: T201 - the figures of a bench
            f"\n{count:,} titles: planned {planned:.1f} s, stored {stored:.1f} s, "
            f"bare {raw:.1f} s; storing at {raw / stored:.0%} of the bare statements, "
            f"reading and all at {raw / (planned + stored):.0%}; memory +{grown // 1024} MB"
        )


@pytest.mark.benchmark(group="imports")
def test_an_import_against_bare_statements(benchmark, length, tmp_path, capsys):
    found = benchmark.pedantic(lambda: measure(tmp_path, length.titles), rounds=1, iterations=1)

    say(capsys, length.titles, *found)


@pytest.mark.nightly
@pytest.mark.benchmark(group="imports")
def test_an_import_of_a_million_titles(benchmark, length, tmp_path, capsys):
    count = MILLION if length.rounds > 1 else length.titles
    found = benchmark.pedantic(lambda: measure(tmp_path, count), rounds=1, iterations=1)

    say(capsys, count, *found)
