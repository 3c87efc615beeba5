"""Reports and readiness hear of stocktakes and serials."""

from datetime import date

from jukung.domain.kinds import Frequency, IssueState
from jukung.figures.ready import measures
from jukung.figures.reports import running
from jukung.figures.reports.report import Span
from jukung.library import issues, serials, stocktake_counting, stocktakes
from jukung.library.issues import IssueLine
from makers import TODAY, a_copy

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def test_a_finished_stocktake_stands_in_its_report(desk):
    seen = a_copy(desk)
    a_copy(desk)
    stocktake = stocktakes.begin(desk, "Stock opname 2026")
    stocktake_counting.count(desk, stocktake, seen)
    before = running.run(desk, "stocktakes", YEAR).rows
    stocktakes.finish(desk, stocktake)

    table = running.run(desk, "stocktakes", YEAR)

    assert before == ()
    assert table.rows == ((TODAY, "Stock opname 2026", 2, 1, 1, 0, 0),)


def test_readiness_knows_of_a_stocktake_without_being_told(desk):
    a_copy(desk)
    stocktake = stocktakes.begin(desk, "Stock opname 2026")
    before = measures.measured(desk, 2026, {})["stocktake_done"]
    stocktakes.finish(desk, stocktake)

    assert before is None
    assert measures.measured(desk, 2026, {})["stocktake_done"] == 1.0
    assert measures.measured(desk, 2025, {})["stocktake_done"] is None


def test_serials_are_counted_with_their_issues(desk):
    title_id = serials.add(desk, "Warta Rawa", Frequency.weekly)
    for day in (8, 15):
        line = IssueLine("", title_id, "", "", "", date(2026, 11, day), IssueState.expected)
        issues.check_in(desk, line, count=2)
    issues.miss(desk, issues.wanting(desk, title_id, until=TODAY))

    (row,) = running.run(desk, "serials", YEAR).rows

    assert row == ("Warta Rawa", "Weekly", 2, 4, 1)
