"""Few people cannot be told, and cannot be worked out of what leaves a library."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import pytest

from jukung.domain.kinds import AgeBand, BorrowerKind, Sex
from jukung.figures.reports import REPORTS
from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from jukung.figures.reports.running import run
from jukung.figures.reports.small_cells import FEW, LEFT_OUT, covered
from jukung.figures.reports.village_cells import spared
from jukung.library import visits
from makers import TODAY, a_library, a_loan, a_member, at

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))


def a_table(*cells, code="x", columns=None):
    columns = columns or (
        ReportColumn("Kind"),
        ReportColumn("Borrowers", "number", total=True, persons=True),
    )
    rows = tuple((f"r{place}", *each) for place, each in enumerate(cells))
    sums = [sum(each) for each in zip(*cells, strict=True)]
    return ReportTable(code, "X", columns, rows, ("Total", *sums), NOVEMBER, "X.", "Rawa", TODAY)


def test_of_lines_with_few_people_all_small_ones_are_left_out():
    found = covered(a_table((3,), (0,), (15,), (40,)))

    assert [row[1] for row in found.rows] == [LEFT_OUT, LEFT_OUT, LEFT_OUT, 40]
    assert found.total[1] == 58
    assert found.note


def test_a_sum_of_few_is_told_as_few_and_none_of_its_lines():
    found = covered(a_table((3,), (0,)))

    assert [row[1] for row in found.rows] == [LEFT_OUT, LEFT_OUT]
    assert found.total[1] == FEW


def test_what_leaves_a_prison_leaves_every_few_of_a_column_open():
    told = defaultdict(set)
    for cells in product(range(23), repeat=3):
        made = covered(a_table(*((each,) for each in cells)))
        told[(*(row[1] for row in made.rows), made.total[1])].add(cells)

    assert closed_spots(told.values(), k=10, least=0) == []


def closed_spots(classes, *, k, least):
    """Where all tables that are told alike have the same few in a place."""
    return [
        (fits, place)
        for fits in classes
        for place, seen in enumerate(map(set, zip(*fits, strict=True)))
        if len(seen) == 1
        and least <= min(seen) < k
        and any(each[-1] for each in fits)
        and any(0 < cell < k for each in fits for cell in each)
    ]


def test_nothing_is_covered_where_nobody_is_few():
    table = a_table((40,), (0,), (50,))

    assert covered(table) is table


SEXES = (
    ReportColumn("Day"),
    *(ReportColumn(name, "number", total=True, persons=True, inner=True) for name in "FMN"),
    ReportColumn("Visits", "number", total=True, persons=True),
)


def test_what_leaves_a_village_leaves_every_few_of_a_line_open():
    told = defaultdict(set)
    ways = [each for each in product(range(13), repeat=3) if sum(each) == 12]
    for one, two in product(ways, [(0, 0, 3), (3, 0, 0), (5, 0, 7), (12, 0, 0), (1, 1, 1)]):
        made = spared(a_table((*one, 12), (*two, sum(two)), code="visits_by_day", columns=SEXES))
        told[(*made.rows, made.total)].add((*one, 12))

    assert closed_spots(told.values(), k=5, least=1) == []


def test_what_leaves_a_village_leaves_every_few_children_open():
    told = defaultdict(set)
    for cells in product(range(23), repeat=3):
        lines = [(each, 0, 0, each) for each in cells]
        made = spared(a_table(*lines, code="visits_by_sex_age", columns=SEXES))
        told[(*made.rows, made.total)].add(cells)

    assert closed_spots(told.values(), k=10, least=1) == []


def test_a_village_tells_lines_without_few_as_they_are():
    table = a_table((40, 30, 0, 70), (5, 12, 0, 17), code="visits_by_day", columns=SEXES)

    assert spared(table) is table


def test_a_village_tells_how_many_came_and_not_who_the_few_were():
    table = a_table((40, 30, 3, 73), (5, 12, 0, 17), code="visits_by_day", columns=SEXES)

    found = spared(table)

    assert found.rows[0] == ("r0", LEFT_OUT, LEFT_OUT, LEFT_OUT, 73)
    assert found.rows[1] == ("r1", 5, 12, 0, 17)
    assert found.total == ("Total", LEFT_OUT, LEFT_OUT, LEFT_OUT, 90)


def test_children_of_an_activity_are_left_out_up_to_nine_and_so_are_the_others():
    columns = (
        ReportColumn("Activity"),
        ReportColumn("Participants", "number", total=True, persons=True),
        ReportColumn("Children", "number", total=True, persons=True, inner=True, apart=True),
    )
    table = a_table((30, 9), (30, 21), (30, 20), (30, 30), code="sim_aid", columns=columns)

    found = spared(table)

    assert [row[2] for row in found.rows] == [LEFT_OUT, LEFT_OUT, 20, 30]
    assert found.total == ("Total", 120, LEFT_OUT)


def test_of_kinds_of_members_with_few_only_all_members_are_told(library):
    with library.changing() as desk:
        a_member(desk)
        a_member(desk, kind=BorrowerKind.child)

    with library.reading() as desk:
        inside = run(desk, "members_by_kind", NOVEMBER)
        outside = run(desk, "members_by_kind", NOVEMBER, outward=True)

    assert len(inside.rows) == 2
    assert [row[4] for row in outside.rows] == [2]
    assert outside.total is None
    assert "child" not in str(outside.rows).lower()


@pytest.mark.parametrize("code", ["members_by_kind", "members_new", "members_left"])
def test_members_by_sex_never_leave_exactly(library, code):
    with library.changing() as desk:
        for _ in range(12):
            a_member(desk, sex=Sex.female)

    with library.reading() as desk:
        outside = run(desk, code, NOVEMBER, outward=True)

    assert {cell for row in outside.rows for cell in row[1:4]} <= {LEFT_OUT}


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
    # Of women and men behind walls a report tells nothing; all visits are told.
    assert line[1:] == (LEFT_OUT, LEFT_OUT, LEFT_OUT, 23)
    assert 3 not in [cell for row in outside.rows for cell in row]


def test_a_village_sees_its_few_and_tells_how_many_came(library):
    with library.changing() as desk:
        visits.record(desk, female=3)

    with library.reading() as desk:
        inside = run(desk, "visits_by_sex_age", NOVEMBER)
        outside = run(desk, "visits_by_sex_age", NOVEMBER, outward=True)

    assert ("Age not noted", 3, 0, 0, 3) in inside.rows
    assert ("Age not noted", *[LEFT_OUT] * 4) in outside.rows
    assert outside.total[-1] == 3
    assert outside.note


@pytest.mark.parametrize(
    "code", [each.code for each in REPORTS if any(c.inner for c in each.columns)]
)
def test_no_report_of_a_village_leaves_with_few_of_a_sex_or_an_age(library, code):
    with library.changing() as desk:
        member = a_member(desk, sex=Sex.female)
        a_loan(desk, member)
        visits.record(desk, female=3, male=20)
        visits.record(desk, female=1, age_band=AgeBand.child)

    with library.reading() as desk:
        outside = run(desk, code, NOVEMBER, outward=True)

    inner = [place for place, column in enumerate(outside.columns) if column.inner]
    lines = [*outside.rows, *([outside.total] if outside.total else [])]
    assert [row for row in lines for place in inner if row[place] in range(1, 5)] == []


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
