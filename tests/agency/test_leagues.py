"""Lists for the award, reckoned again by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from jukung.agency import league_table, leagues
from jukung.agency.leagues import Criterion, Per, Reason, Rules
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from programme_makers import a_site, month, people, says

RULES = Rules("Award", month("2026-01"), month("2026-02"), (Criterion("visits", 10),), complete=100)


def reckon(agency, rules=RULES):
    with agency.reading() as desk:
        return leagues.reckon(desk, rules)


@pytest.fixture
def three(agency):
    sites = [a_site(agency, f"63.05.01.200{n}", name) for n, name in enumerate(("A", "B", "C"), 1)]
    for site, visits in zip(sites, (40, 40, 10), strict=True):
        says(agency, site, "2026-01", visits=visits, members=10, loans=visits // 2)
        says(agency, site, "2026-02", visits=0, members=20, loans=1)
    return sites


@pytest.mark.usefixtures("three")
def test_equal_points_share_a_place(agency):
    found = reckon(agency)

    assert [(each.rank, each.name, each.points) for each in found.villages] == [
        (1, "A", 10),
        (1, "B", 10),
        (3, "C", Fraction(5, 2)),
    ]


@pytest.mark.usefixtures("three")
def test_points_can_be_reckoned_again(agency):
    people(agency, r63_05_01_2001=1000, r63_05_01_2002=500, r63_05_01_2003=250)
    rules = replace(
        RULES, criteria=(Criterion("visits", 6, Per.people), Criterion("loans", 4, Per.member))
    )

    found = {each.name: each for each in reckon(agency, rules).villages}

    # Visits per 1,000: 40, 80, 40. Loans per member at the end: 21/20, 21/20, 6/20.
    assert found["A"].values == (40, Fraction(21, 20))
    assert found["A"].each == (3, 4)
    assert found["B"].points == 10
    assert found["C"].each == (3, Fraction(11, 10))


@pytest.mark.usefixtures("three")
def test_who_is_left_out_is_told_why(agency):
    quiet = a_site(agency, "63.05.01.2004", "D")
    says(agency, quiet, "2026-01", visits=99)
    unknown = a_site(agency, "63.05.01.2005", "E")
    for text in ("2026-01", "2026-02"):
        says(agency, unknown, text, loans=3)
    closed = a_site(agency, "63.05.01.2006", "F", closed_from="2026-02")
    says(agency, closed, "2026-01", visits=99)

    found = reckon(agency)

    assert [(each.name, each.reason) for each in found.left_out] == [
        ("D", Reason.incomplete),
        ("E", Reason.no_figure),
        ("F", Reason.closed),
    ]
    assert league_table.why(found.left_out[0]) == "reported 50 percent of its months"
    assert len(found.villages) == 3


@pytest.mark.usefixtures("three")
def test_prisons_have_a_list_of_their_own(agency):
    lapas = a_site(agency, "63.71/LP1", "Lapas", kind=LibraryKind.prison)
    for text in ("2026-01", "2026-02"):
        says(agency, lapas, text, visits=7)

    found = reckon(agency)

    assert [each.name for each in found.prisons] == ["Lapas"]
    assert found.prisons[0].points == 10
    assert "Lapas" not in [each.name for each in found.villages]


def test_growth_compares_only_months_of_both_years(agency):
    site = a_site(agency, "63.05.01.2001", "A", since="2025-01")
    says(agency, site, "2025-01", visits=10)
    says(agency, site, "2026-01", visits=15)
    says(agency, site, "2026-02", visits=1000)
    new = a_site(agency, "63.05.01.2002", "B", since="2026-01")
    for text in ("2026-01", "2026-02"):
        says(agency, new, text, visits=5)

    found = reckon(agency, replace(RULES, criteria=(Criterion("visits", 10, Per.growth),)))

    assert found.villages[0].values == (Fraction(1, 2),)
    assert [(each.name, each.reason) for each in found.left_out] == [("B", Reason.no_year_before)]


def test_criteria_are_kept(agency):
    with agency.changing() as desk:
        kept = leagues.save(desk, RULES)
        changed = leagues.save(desk, replace(kept, name="Other"))
        assert leagues.listed(desk) == (changed,)
        leagues.remove(desk, kept.no)
        assert leagues.listed(desk) == ()
        for wrong, refusal in (
            (replace(RULES, name=" "), errors.LeagueNameMissing),
            (replace(RULES, criteria=()), errors.CriteriaMissing),
            (replace(RULES, criteria=(Criterion("dragons", 1),)), errors.FigureUnknown),
        ):
            with pytest.raises(refusal):
                leagues.save(desk, wrong)

    assert kept.no >= 1
    assert changed.name == "Other"


@pytest.mark.usefixtures("three")
def test_the_tables_show_every_criterion_and_its_points(agency):
    with agency.reading() as desk:
        made = league_table.tables(desk, leagues.reckon(desk, RULES))

    assert made[0].headings[3:] == ("Points", "Visits, as counted", "points of 10")
    assert made[0].lines[2][3:] == ("2.5", "10.0", "2.5")
    assert "value ÷ best value × weight" in made[0].definition
