"""Every report of a library with years behind it: seconds, each below two.

200,000 past loans of 20,000 copies, counted over seven years at once.
"""

import sys
from datetime import date
from time import perf_counter

import past
import pytest

from jukung.exchange import tables
from jukung.figures.reports import REPORTS
from jukung.figures.reports.report import Span
from jukung.figures.reports.running import run
from jukung.paper.document import Letterhead
from jukung.paper.report_pages import report_page
from makers import TODAY, a_library

MEMBERS, COPIES, PAST = 5_000, 20_000, 200_000
ALL_YEARS = Span(date(2020, 1, 1), date(2026, 12, 31))
MOST_SECONDS = 2.0


@pytest.fixture(scope="module")
def years(tmp_path_factory, request):
    """A library with years behind it; a small one without `--benchmark-enable`."""
    share = 1 if request.config.getoption("benchmark_enable") else 20
    library = a_library(tmp_path_factory.mktemp("reports"))
    some = {"members": MEMBERS // share, "copies": COPIES // share, "past": PAST // share}
    past.circulate(library, **some, before=TODAY)
    yield library
    library.close()


def test_every_report_after_years(years, capsys):
    taken = {}
    for report in REPORTS:
        with years.reading() as desk:
            begun = perf_counter()
            table = run(desk, report.code, ALL_YEARS)
            assert table.lines is not None
            taken[report.code] = perf_counter() - begun

    with capsys.disabled():
        slowest = sorted(taken.items(), key=lambda each: -each[1])[:8]
        sys.stdout.write("".join(f"\n{code:<28}{spent:8.2f} s" for code, spent in slowest))
    assert {code: spent for code, spent in taken.items() if spent > MOST_SECONDS} == {}


def test_the_longest_list_is_written(years, capsys):
    with years.reading() as desk:
        table = run(desk, "accession", ALL_YEARS)
    ways = {
        "xlsx": lambda: tables.workbook([table]),
        "csv": lambda: tables.lines(table),
        "pdf": lambda: report_page(table, letterhead=Letterhead(name="Rawa"), paper="a4"),
    }
    taken = {}
    for name, write in ways.items():
        begun = perf_counter()
        assert write()
        taken[name] = perf_counter() - begun

    with capsys.disabled():
        told = ", ".join(f"{name} {spent:.1f} s" for name, spent in taken.items())
        sys.stdout.write(f"\n{len(table.rows)} rows: {told}\n")
