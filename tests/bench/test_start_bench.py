"""Budget B5: from the start of the process to the first painted window."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from jukung.library import overview
from jukung.library.desk import open_library
from makers import a_copy, a_member

STARTS = Path(__file__).with_name("first_window.py")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the first paint and to the open library, and the memory at each."""

    painted: float
    opened: float
    painted_kb: int
    opened_kb: int


@pytest.mark.benchmark(group="start")
def test_a_start_against_a_bare_window(benchmark, stocked_file, stocked_home, length, capsys):
    ways = {"bare": (), "jukung": (str(stocked_file),)}
    taken = {way: [] for way in ways}

    def start_both():
        for way, facts in ways.items():
            taken[way].append(start(way, *facts, home=stocked_home))

    # The first of each is left out: Python compiles what it finds.
    benchmark.pedantic(start_both, rounds=length.rounds, warmup_rounds=1)
    if length.rounds > 1:
        taken = {way: starts[1:] for way, starts in taken.items()}

    with capsys.disabled():
        report(taken["bare"], taken["jukung"], length.titles)


def test_a_scan_typed_at_first_paint_is_recorded(stocked_file, stocked_home):
    library = open_library(stocked_file)
    with library.changing() as desk:
        card, number = a_member(desk).card, a_copy(desk)
    library.close()

    said = run("scan", str(stocked_file), card, number, home=stocked_home)

    library = open_library(stocked_file)
    with library.reading() as desk:
        lent = [line.barcode for line in overview.loans_of(desk, card)]
    library.close()
    assert [word for word, *_ in said] == ["painted", "typed-early", "opened"]
    assert lent == [number]


def start(way, *facts, home):
    """One start, as the process told it."""
    begun = time.monotonic()
    told = {word: (at - begun, kb) for word, at, kb in run(way, *facts, home=home)}
    painted, opened = told["painted"], told.get("opened", told["painted"])
    return Start(painted[0], opened[0], painted[1], opened[1])


def run(way, *facts, home):
    """What a start in a process of its own said, line by line."""
    surroundings = os.environ | {"JUKUNG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    # A program that was installed has its modules compiled.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(STARTS), way, *facts],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = (line.split() for line in done.stdout.splitlines())
    return [(word, float(at), int(kb)) for word, at, kb in lines]


def report(bare, ours, count):
    def mid(starts, name):
        return median(getattr(one, name) for one in starts)

    def more(name):
        return (mid(ours, name) - mid(bare, "painted_kb")) / 1024

    ratio = median(one.painted / other.painted for one, other in zip(ours, bare, strict=True))
    print(  # noqa: T201 - a bench reports by printing
        f"\nB5 start, {count:,} titles, {len(ours)} starts each: first paint {ratio:.2f} x bare"
        f" ({mid(ours, 'painted') * 1e3:.0f} and {mid(bare, 'painted') * 1e3:.0f} ms)"
        f"; open after {mid(ours, 'opened') * 1e3:.0f} ms"
        f"; memory + {more('painted_kb'):.0f} MB painted, + {more('opened_kb'):.0f} MB open"
        f" (bare {mid(bare, 'painted_kb') / 1024:.0f} MB)"
    )
