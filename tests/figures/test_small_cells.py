"""Few people of a prison cannot be told, and cannot be worked out."""

from datetime import date, timedelta
from itertools import product

import pytest

from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from jukung.figures.reports.running import run
from jukung.figures.reports.small_cells import FEW, LEFT_OUT, covered
from jukung.library import visits
from makers import TODAY, a_library, a_loan, a_member, at

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
COLUMNS = (
    ReportColumn("Age"),
    *(ReportColumn(name, "number", total=True, persons=True) for name in "FMNT"),
)


def a_table(*rows):
    summed = [(f"r{place}", *row, sum(row)) for place, row in enumerate(rows)]
    total = ("Total", *(sum(column) for column in list(zip(*summed, strict=True))[1:]))
    return ReportTable("x", "X", COLUMNS, tuple(summed), total, NOVEMBER, "X.", "Rawa", TODAY)


def lines_of(table):
    whole = [row[1:] for row in (*table.rows, table.total)]
    return [*whole, *zip(*whole, strict=True)]


def test_few_are_told_as_few_and_many_as_they_are():
    found = covered(a_table((40, 3, 5), (50, 60, 70)))

    assert found.rows[0][1:] != (40, 3, 5, 48)
    assert found.rows[0][2] == found.rows[0][3] == FEW
    assert found.total[1] == 90
    assert found.note


def test_no_line_has_a_single_gap():
    made = [covered(a_table(cells[:3], cells[3:])) for cells in product((0, 4, 30), repeat=6)]

    lines = [line for table in made for line in lines_of(table)]
    assert [line for line in lines if hidden_count(line) == 1] == []
    told = [cell for line in lines for cell in line if isinstance(cell, int)]
    assert [count for count in told if 0 < count < 10] == []


def hidden_count(line):
    return sum(cell in (FEW, LEFT_OUT) for cell in line)


def test_nothing_is_covered_where_nobody_is_few():
    table = a_table((40, 30, 50), (50, 60, 70))

    assert covered(table) is table


def test_a_prison_shows_all_to_itself_and_covers_what_goes_out(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        visits.record(at(desk, TODAY), female=3, male=20)

    with library.reading() as desk:
        inside = run(desk, "visits_by_sex_age", NOVEMBER)
        outside = run(desk, "visits_by_sex_age", NOVEMBER, outward=True)

    library.close()
    assert ("Age not noted", 3, 20, 0, 23) in inside.rows
    (line,) = [row for row in outside.rows if row[0] == "Age not noted"]
    assert line[1] == FEW
    assert 3 not in [cell for row in outside.rows for cell in row]


def test_a_village_covers_nothing(library):
    with library.changing() as desk:
        visits.record(desk, female=3)

    with library.reading() as desk:
        outside = run(desk, "visits_by_sex_age", NOVEMBER, outward=True)

    assert ("Age not noted", 3, 0, 0, 3) in outside.rows


@pytest.mark.parametrize("code", ["loans_by_month", "overdue", "visits_by_month"])
def test_a_few_borrowers_of_a_prison_are_not_counted_out(tmp_path, home, code):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        then = at(desk, TODAY - timedelta(days=40))
        member = a_member(then)
        a_loan(then, member)
        visits.by_card(then, member.card)

    with library.reading() as desk:
        span = Span(date(2026, 10, 1), date(2026, 11, 22))
        inside = run(desk, code, span)
        outside = run(desk, code, span, outward=True)

    library.close()
    told = [place for place, column in enumerate(outside.columns) if column.persons]
    assert told
    assert 1 in [row[place] for row in inside.rows for place in told]
    assert 1 not in [row[place] for row in outside.rows for place in told]
