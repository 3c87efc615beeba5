"""Looking titles up in a pack, against the bare statement of SQLite; and what it costs to hold.

An ISBN and a few words of a title in 100,000 titles must be there before a finger is up.
"""

import resource
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import perf_counter

import pytest

from jukung.exchange.packs import pack_store, titles
from jukung.exchange.packs.records import PackRecord, Person
from pack_makers import Agency

MADE = datetime(2026, 11, 22, tzinfo=UTC)
BARE_ISBN = "SELECT * FROM record WHERE isbn13 = ? ORDER BY row LIMIT 50"
BARE_WORDS = (
    "SELECT * FROM record WHERE row IN "
    "(SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT 50) ORDER BY row"
)


def invented(count):
    """So many titles of invented words with ISBNs that fit."""
    random = Random(7)
    words = [
        "".join(random.choice("bcdgjklmnprst") + random.choice("aiueo") for _ in range(3))
        for _ in range(8000)
    ]
    for place in range(count):
        body = f"978602{place:06}"
        check = -sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(body)) % 10
        yield PackRecord(
            title=" ".join(random.choices(words, k=4)).capitalize(),
            isbn=f"{body}{check}",
            people=(Person(" ".join(random.choices(words, k=2)).title()),),
            publisher="Pustaka Contoh",
            year="2020",
            class_number="813",
            subjects=tuple(random.choices(words, k=2)),
        )


@pytest.mark.benchmark(group="packs")
def test_a_look_up_against_the_bare_statement(benchmark, length, tmp_path, capsys):
    agency = Agency()
    records = list(invented(length.titles))
    path = tmp_path / "a.jkt"
    begun = perf_counter()
    titles.write_pack(path, records, agency.label(made_at=MADE), key=agency.key)
    written = perf_counter() - begun
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = perf_counter()
    pack = titles.open_pack(path, known=agency.card)
    opened = perf_counter() - begun
    bare = pack_store.connect(path)
    asked = Random(3).sample(records, min(200, len(records)))

    ours = {"ISBN": [], "words": []}
    theirs = {"ISBN": [], "words": []}
    for each in asked:
        match = " ".join(f'"{word}"*' for word in each.title.split())
        for name, call, rival in (
            (
                "ISBN",
                lambda each=each: pack.by_isbn(each.isbn),
                lambda each=each: bare.execute(BARE_ISBN, (int(each.isbn13),)).fetchall(),
            ),
            (
                "words",
                lambda each=each: pack.search(each.title),
                lambda match=match: bare.execute(BARE_WORDS, (match,)).fetchall(),
            ),
        ):
            for kept, run in ((ours, call), (theirs, rival)):
                begun = perf_counter()
                assert run()
                kept[name].append((perf_counter() - begun) * 1e3)
    benchmark(lambda: pack.by_isbn(asked[0].isbn))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    bare.close()
    pack.close()

    with capsys.disabled():
        print(  # noqa: T201 - a bench reports by printing
            f"\nTitle pack, {len(records):,} titles: {path.stat().st_size / 1e6:.1f} MB, "
            f"written in {written:.1f} s, opened in {opened * 1e3:.0f} ms, "
            f"memory grown by {grown / 1024:.1f} MB"
        )
        for name, taken in ours.items():
            mine, bare_ms = median(taken), median(theirs[name])
            print(  # noqa: T201 - as above
                f"   {name:6} {mine:.3f} ms; {mine / bare_ms:.1f} x the bare statement"
            )
