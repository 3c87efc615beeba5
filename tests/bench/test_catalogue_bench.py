"""What a librarian waits for while cataloguing, at a hundred thousand titles.

Ratios are against bare statements of SQLite; whole walks are told in seconds.
"""

import resource
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import text
from test_packs_bench import invented

from jukung.exchange.packs import kept, pack_store, titles
from jukung.exchange.packs.kept import Shelf
from jukung.library import (
    duplicates,
    mended_letters,
    name_merging,
    own_fields,
    title_batch,
    undoing,
)
from jukung.library.desk import open_library
from makers import NOON
from pack_makers import Agency

BARE_ISBN = "SELECT * FROM record WHERE isbn13 = ? ORDER BY row LIMIT 50"
BARE_WORDS = (
    "SELECT rowid FROM title_search WHERE title_search MATCH :words ORDER BY rowid LIMIT 40"
)


def resident():
    """What this process holds in memory now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def timed(call):
    begun = perf_counter()
    found = call()
    return found, (perf_counter() - begun) * 1e3


@pytest.fixture
def stocked(stocked_file, stocked_home, monkeypatch):
    monkeypatch.setenv("JUKUNG_HOME", str(stocked_home))
    library = open_library(stocked_file, clock=lambda: NOON)
    yield library
    library.close()


@pytest.mark.benchmark(group="catalogue")
def test_a_form_is_filled_from_a_kept_pack(benchmark, length, library, tmp_path, capsys):
    agency = Agency()
    records = list(invented(length.titles))
    path = tmp_path / "a.jkt"
    titles.write_pack(path, records, agency.label(), key=agency.key)
    label = titles.read_label(path)
    with library.changing() as desk:
        file = kept.bring(library.path, path, label)
        pack = kept.keep(desk, label, file, trusting=agency.card.fingerprint)
    asked = Random(3).sample(records, min(300, len(records)))
    held = resident()
    shelf = Shelf(library.path, [pack])
    _found, first = timed(lambda: shelf.by_isbn(asked[0].isbn))
    bare = pack_store.connect(kept.folder_of(library.path) / file)

    ours, theirs = [], []
    for each in asked:
        found, taken = timed(lambda each=each: shelf.by_isbn(each.isbn))
        assert found
        ours.append(taken)
        theirs.append(
            timed(lambda each=each: bare.execute(BARE_ISBN, (int(each.isbn13),)).fetchall())[1]
        )
    benchmark(lambda: shelf.by_isbn(asked[0].isbn))
    grown = resident() - held
    bare.close()
    shelf.close()

    with capsys.disabled():
        print(  # noqa: T201 - a bench reports by printing
            f"\nKept pack, {len(records):,} titles: first look {first:.0f} ms, then ISBN to "
            f"filled draft {median(ours):.3f} ms, {median(ours) / median(theirs):.1f} x the bare "
            f"statement; memory grown by {grown:.1f} MB"
        )


@pytest.mark.benchmark(group="catalogue")
def test_twins_are_looked_for_while_typing(benchmark, stocked, length, capsys):
    with stocked.reading() as desk:
        connection = desk.session.connection()
        names = connection.execute(
            text("SELECT title FROM title WHERE row % :n = 1"), {"n": max(length.titles // 200, 1)}
        )
        asked = [row[0] for row in names]
        ours, theirs = [], []
        for name in asked:
            words = " ".join(f'"{word}"*' for word in name.split())
            ours.append(timed(lambda name=name: duplicates.like(desk, name))[1])
            theirs.append(
                timed(
                    lambda words=words: connection.execute(text(BARE_WORDS), {"words": words}).all()
                )[1]
            )
        benchmark(lambda: duplicates.like(desk, asked[0]))

    with capsys.disabled():
        print(  # noqa: T201 - as above
            f"\nTwins while typing, {length.titles:,} titles: {median(ours):.2f} ms "
            f"(p95 {sorted(ours)[int(len(ours) * 0.95)]:.1f}), "
            f"{median(ours) / median(theirs):.1f} x the bare search"
        )


@pytest.mark.benchmark(group="catalogue")
def test_the_walks_that_put_a_catalogue_in_order(benchmark, stocked, length, capsys):
    lines = []
    with stocked.reading() as desk:
        walks = {
            "twins": lambda: duplicates.twins(desk),
            "names alike": lambda: name_merging.alike(desk, "people"),
            "garbled letters": lambda: mended_letters.found(desk),
            "publishers": lambda: own_fields.words(desk, "publisher"),
            "people begun": lambda: own_fields.people(desk, "sa"),
        }
        for name, walk in walks.items():
            lines.append(f"{name} {timed(walk)[1]:.0f} ms")
        benchmark(walks["people begun"])
    with stocked.changing() as desk:
        ids = [row[0] for row in desk.session.connection().execute(text("SELECT id FROM title"))]
        ids = ids[: title_batch.MOST]
        done, taken = timed(lambda: title_batch.edit(desk, ids, "language", "Indonesia"))
        lines.append(f"one field of {len(ids):,} {taken:.0f} ms")
        lines.append(f"its undo {timed(lambda: undoing.undo(desk, done.act_id))[1]:.0f} ms")

    with capsys.disabled():
        print(f"\nIn order, {length.titles:,} titles: {'; '.join(lines)}")  # noqa: T201 - as above
