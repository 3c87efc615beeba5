"""A stocktake of 50,000 copies with years of loans behind it: milliseconds, only reported."""

from itertools import count
from statistics import median
from time import perf_counter

import past
import pytest

from jukung.library import (
    accession,
    stocktake_counting,
    stocktake_files,
    stocktake_lists,
    stocktakes,
    weeding,
)
from jukung.library.stocktakes import Fate
from jukung.library.weeding import Criteria
from makers import TODAY, a_library

COPIES, PAST = 50_000, 200_000


@pytest.fixture(scope="module")
def counted(tmp_path_factory, request):
    """An open library, its copies' numbers, and a stocktake of all of them."""
    share = 1 if request.config.getoption("benchmark_enable") else 50
    library = a_library(tmp_path_factory.mktemp("counted"))
    past.circulate(library, members=500, copies=COPIES // share, past=PAST // share, before=TODAY)
    with library.changing() as desk:
        stocktake = stocktakes.begin(desk, "Stock opname 2026")
    with library.reading() as desk:
        lines = stocktake_lists.lines(desk, stocktake)
    yield library, stocktake, [line.number for line in lines]
    library.close()


def test_a_scan(benchmark, counted):
    library, stocktake, numbers = counted
    places = count()
    took = []

    def scan():
        begun = perf_counter()
        with library.changing() as desk:
            stocktake_counting.count(desk, stocktake, numbers[next(places) % len(numbers)])
        took.append(perf_counter() - begun)

    benchmark.pedantic(scan, rounds=300)

    benchmark.extra_info["median ms"] = round(median(took) * 1000, 2)


@pytest.mark.parametrize("what", ["figures", "fates", "unseen", "weeding", "register", "export"])
def test_what_is_shown(benchmark, counted, what):
    library, stocktake, _numbers = counted
    ways = {
        "figures": lambda desk: stocktakes.figures(desk, stocktake),
        "fates": lambda desk: stocktakes.show(desk, stocktake),
        "unseen": lambda desk: stocktake_lists.lines(desk, stocktake, [Fate.unseen], most=2000),
        "weeding": lambda desk: weeding.candidates(desk, Criteria(least=1)),
        "register": accession.page,
        "export": lambda desk: stocktake_files.export(desk, stocktake),
    }

    def read():
        with library.reading() as desk:
            return ways[what](desk)

    benchmark.pedantic(read, rounds=5, warmup_rounds=1)


def test_a_scanners_file(benchmark, counted):
    library, stocktake, numbers = counted
    content = "\r\n".join(numbers).encode()

    def read():
        with library.changing() as desk:
            done = stocktake_files.count_file(desk, stocktake, content, file="scan.txt")
            desk.session.rollback()
        return done.new

    benchmark.pedantic(read, rounds=1)
