"""Budget B1: searching while somebody types, against bare statements of SQLite.

Three rivals answer the same question: the FTS5 statement that only finds, the one
that also reads fifty rows to show, and a sorted `LIKE '%x%'` over the same columns.
Of an older spelling the statement is asked both, as ours is.
"""

from statistics import median, quantiles
from time import perf_counter

import pytest
import shelves
from sqlalchemy import text

from jukung.domain.kinds import Audience
from jukung.library import catalogue, title_search
from jukung.library.desk import open_library
from jukung.library.title_filters import EVERY, TitleFilter
from jukung.library.title_lines import LINES
from jukung.store import search
from makers import a_library

MILLION = 1_000_000
COLUMNS = ("title", "people", "subjects", "isbn", "call_number", "series", "publisher", "notes")
LITERATURE = TitleFilter(class_main="8")
FEW_TITLES = TitleFilter(audience=Audience.teen)
FILTERED = ("one letter", "six letters", "common word")
SHOWN = LINES.partition("FROM title t\n")[0].removeprefix("\nSELECT ")
FINDS = "SELECT rowid FROM title_search WHERE title_search MATCH ? ORDER BY rowid LIMIT 50"
READS = (
    f"SELECT {SHOWN} FROM title_search s JOIN title t ON t.row = s.rowid "  # noqa: S608 - our own words
    "WHERE title_search MATCH ? ORDER BY s.rowid LIMIT 50"
)
FITS = " OR ".join(f"t.{column} LIKE ?1" for column in COLUMNS)
IN_CLASS = READS.replace(" ORDER", " AND t.class_main = '8' ORDER")
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
    filtered = through_filters(library, rounds=length.rounds)
    guessed = {
        name: measure(library, words, rounds=length.rounds) for name, words in slips().items()
    }
    benchmark(find, library, typed["six letters"])

    with capsys.disabled():
        report(taken | filtered, length.titles)
        report_guesses(guessed)
    with library.reading() as desk:
        assert len(catalogue.find(desk, typed["common word"])) == 50
        assert len(catalogue.find(desk, typed["ISBN"])) == 1
        assert catalogue.find(desk, typed["no hit"]) == ()
    for name, words in slips().items():
        assert bool(find(library, words).meant) is (name != "near to nothing")


@pytest.mark.release
@pytest.mark.timeout(3600)
def test_a_search_in_a_million_titles(tmp_path, capsys):
    library = a_library(tmp_path)
    shelves.fill(library, MILLION)

    taken = {name: measure(library, words, rounds=15) for name, words in questions().items()}
    filtered = through_filters(library, rounds=15)
    guessed = {name: measure(library, words, rounds=5) for name, words in slips().items()}

    library.close()
    with capsys.disabled():
        report(taken | filtered, MILLION)
        report_guesses(guessed)


def questions():
    """What is typed, by what it shows."""
    rare = max(shelves.titles(1_000), key=lambda each: len(each.draft.title)).draft
    first, second = rare.title.split()[:2]
    return {
        "one letter": "s",
        "three letters": "sun",
        "six letters": "sungai",
        "common word": "cerita",
        "old spelling": "tjerita",
        "two words": f"{first} {second[:3]}",
        "no hit": "zzqxv",
        "ISBN": rare.isbn,
    }


def through_filters(library, *, rounds):
    """Some questions with a filter that a tenth fits, and with one that hardly any title fits."""
    with library.changing() as desk:
        desk.session.execute(
            text("UPDATE title SET audience = 'teen' WHERE row % 300 = 7 AND audience <> 'teen'")
        )
    return {
        f"{name} {kind}": measure(library, questions()[name], rounds=rounds, where=where)
        for name in FILTERED
        for kind, where in (("in class 8", LITERATURE), ("for teens", FEW_TITLES))
    }


def slips():
    """What no title has, by what is wrong with it."""
    return {
        "a wrong letter": "sunqai",
        "letters changed": "certia",
        "within a word": "unga",
        "near to nothing": "zzqxvy",
    }


def measure(library, words, *, rounds, where=EVERY):
    """Milliseconds of each rival, taken in turns."""
    bare = library.file.connect_plainly()
    bare.execute("PRAGMA query_only = ON").fetchall()
    match = search.title_words(words).anywhere
    reads = IN_CLASS if where == LITERATURE else READS
    rivals = {
        "finds": lambda: bare.execute(FINDS, (match,)).fetchall(),
        "reads": lambda: bare.execute(reads, (match,)).fetchall(),
        "likes": lambda: bare.execute(LIKES, (f"%{words}%",)).fetchall(),
        "ours": lambda: find(library, words, where=where),
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


def find(library, words, *, where=EVERY):
    """A search as a page asks for it, with its own session."""
    with library.reading() as desk:
        return title_search.find(desk, words, where=where)


def report(taken, count):
    mid = {name: {rival: median(ms) for rival, ms in each.items()} for name, each in taken.items()}
    print(f"\nB1 search, {count:,} titles")  # noqa: T201 - a bench reports by printing
    for name, ms in mid.items():
        late = quantiles(taken[name]["ours"], n=20)[-1]
        print(  # noqa: T201 - as above
            f"   {name:24} {ms['ours']:6.2f} ms, p95 {late:5.2f}"
            f"; {ms['ours'] / ms['reads']:5.1f} x the bare statement ({ms['reads']:.2f} ms)"
            f", {ms['ours'] / ms['finds']:5.1f} x without its rows ({ms['finds']:.2f} ms)"
            f"; LIKE {ms['likes'] / ms['ours']:4.0f} x ours"
        )
    one, six = mid["one letter"]["ours"], mid["six letters"]["ours"]
    print(f"   one letter takes {one / six:.2f} x six letters")  # noqa: T201 - as above


def report_guesses(taken):
    for name, each in taken.items():
        ours, likes, reads = (median(each[rival]) for rival in ("ours", "likes", "reads"))
        print(  # noqa: T201 - as above
            f"   {name:15} {ours:6.1f} ms, p95 {quantiles(each['ours'], n=20)[-1]:6.1f}"
            f"; {likes / ours:4.1f} x quicker than LIKE; {ours / reads:5.0f} x a statement"
            " that finds nothing"
        )
