"""Budget B1: searching while somebody types, against bare statements of SQLite.

Three rivals answer the same question: the FTS5 statement that only finds, the one
that also reads fifty rows to show, and a sorted `LIKE '%x%'` over the same columns.
"""

from statistics import median, quantiles
from time import perf_counter

import pytest
import shelves

from jukung.library import catalogue
from jukung.library.desk import open_library
from jukung.store import search
from makers import a_library

MILLION = 1_000_000
COLUMNS = ("title", "people", "subjects", "isbn", "call_number", "series", "publisher")
SHOWN = "t.row, t.id, t.title, t.people, t.call_number, t.year"
FINDS = "SELECT rowid FROM title_search WHERE title_search MATCH ? ORDER BY rowid LIMIT 50"
READS = (
    f"SELECT {SHOWN} FROM title_search s JOIN title t ON t.row = s.rowid "  # noqa: S608 - our own words
    "WHERE title_search MATCH ? ORDER BY s.rowid LIMIT 50"
)
FITS = " OR ".join(f"t.{column} LIKE ?1" for column in COLUMNS)
LIKES = f"SELECT {SHOWN} FROM title t WHERE {FITS} ORDER BY t.title LIMIT 50"  # noqa: S608 - as above


@pytest.fixture
def library(stocked_file):
    opened = open_library(stocked_file)
    yield opened
    opened.close()


@pytest.mark.benchmark(group="search")
def test_a_search_against_bare_statements(benchmark, library, length, capsys):
    typed = questions()
    taken = {name: measure(library, words, rounds=length.rounds) for name, words in typed.items()}
    benchmark(find, library, typed["six letters"])

    with capsys.disabled():
        report(taken, length.titles)
    with library.reading() as desk:
        assert len(catalogue.find(desk, typed["common word"])) == 50
        assert len(catalogue.find(desk, typed["ISBN"])) == 1
        assert catalogue.find(desk, typed["no hit"]) == ()


@pytest.mark.release
@pytest.mark.timeout(3600)
def test_a_search_in_a_million_titles(tmp_path, capsys):
    library = a_library(tmp_path)
    shelves.fill(library, MILLION)

    taken = {name: measure(library, words, rounds=15) for name, words in questions().items()}

    library.close()
    with capsys.disabled():
        report(taken, MILLION)


def questions():
    """What is typed, by what it shows."""
    rare = max(shelves.titles(1_000), key=lambda each: len(each.draft.title)).draft
    first, second = rare.title.split()[:2]
    return {
        "one letter": "s",
        "three letters": "sun",
        "six letters": "sungai",
        "common word": "cerita",
        "two words": f"{first} {second[:3]}",
        "no hit": "zzqxv",
        "ISBN": rare.isbn,
    }


def measure(library, words, *, rounds):
    """Milliseconds of each rival, taken in turns."""
    bare = library.file.connect_plainly()
    bare.execute("PRAGMA query_only = ON").fetchall()
    match = " ".join(f'"{word}"*' for word in search.words_of(words))
    rivals = {
        "finds": lambda: bare.execute(FINDS, (match,)).fetchall(),
        "reads": lambda: bare.execute(READS, (match,)).fetchall(),
        "likes": lambda: bare.execute(LIKES, (f"%{words}%",)).fetchall(),
        "ours": lambda: find(library, words),
    }
    taken = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, rival in rivals.items():
            for _ in range(1 if name == "likes" else 5):
                begun = perf_counter()
                rival()
                taken[name].append((perf_counter() - begun) * 1e3)
    bare.close()
    return taken


def find(library, words):
    """A search as a page asks for it, with its own session."""
    with library.reading() as desk:
        return catalogue.find(desk, words)


def report(taken, count):
    mid = {name: {rival: median(ms) for rival, ms in each.items()} for name, each in taken.items()}
    print(f"\nB1 search, {count:,} titles")  # noqa: T201 - a bench reports by printing
    for name, ms in mid.items():
        late = quantiles(taken[name]["ours"], n=20)[-1]
        print(  # noqa: T201 - as above
            f"   {name:13} {ms['ours']:6.2f} ms, p95 {late:5.2f}"
            f"; {ms['ours'] / ms['reads']:5.1f} x the bare statement ({ms['reads']:.2f} ms)"
            f", {ms['ours'] / ms['finds']:5.1f} x without its rows ({ms['finds']:.2f} ms)"
            f"; LIKE {ms['likes'] / ms['ours']:4.0f} x ours"
        )
    one, six = mid["one letter"]["ours"], mid["six letters"]["ours"]
    print(f"   one letter takes {one / six:.2f} x six letters")  # noqa: T201 - as above
