"""Figures that look wrong: each rule has its case, and its case that is right."""

import pytest
from sqlalchemy import insert

from jukung.agency import figure_rules, plausibility, questions
from jukung.agency.tables import FigureSource, Region, RegionList, SiteFigure, SiteMonthRow, SiteRow
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, ParcelAct, Zone
from jukung.figures.indicators import SENT
from makers import NOON
from parcel_makers import OCTOBER, months_before

STEADY = {
    "visits": 100,
    "visits_female": 60,
    "visits_male": 40,
    "readers_unique": 50,
    "loans": 60,
    "returns": 55,
    "copies_held": 400,
    "copies_borrowed": 0,
    "members": 120,
    "members_female": 70,
    "members_male": 50,
    "activities": 1,
    "activity_participants": 20,
}


def a_site(desk, code="63.03.05.2007", uid="1" * 36, name="Perpustakaan Rawa Bening"):
    row = SiteRow(
        uid=uid,
        code=code,
        name=name,
        kind=LibraryKind.village,
        zone=Zone.WITA,
        since="2025-01",
        enrolled_at=NOON,
    )
    desk.session.add(row)
    desk.session.flush()
    return row.site


def a_month(desk, site, month, **figures):
    desk.session.add(
        SiteMonthRow(
            site=site,
            month=month.text,
            source=FigureSource.parcel,
            kind=ParcelAct.original,
            revision=1,
            first_at=NOON,
            accepted_at=NOON,
        )
    )
    desk.session.flush()
    desk.session.execute(
        insert(SiteFigure),
        [
            {
                "site": site,
                "month": month.text,
                "code": code,
                "value": value,
                "status": "not_collected" if value is None else "ok",
            }
            for code, value in figures.items()
        ],
    )


def a_steady_year(desk, site, **now):
    """Twelve months alike but for a little, and October with something changed."""
    for place, month in enumerate(months_before(12, until=OCTOBER.before)):
        a_month(desk, site, month, **(STEADY | {"visits": 100 + place, "loans": 60 + place % 3}))
    a_month(desk, site, OCTOBER, **(STEADY | now))


def rules_of(agency, month=OCTOBER):
    with agency.reading() as desk:
        return {(each.rule, each.figure) for each in plausibility.flags(desk, month)}


CASES = [
    ({"visits": 460}, {("far_above", "visits")}),
    ({"visits": 400}, set()),
    ({"loans": 0, "returns": 0}, {("to_zero", "loans"), ("to_zero", "returns")}),
    ({"loans": None}, set()),
    ({"readers_unique": 101, "visits": 100}, {("readers_above_visits", "readers_unique")}),
    ({"readers_unique": 100, "visits": 100}, set()),
    ({"loans": 60, "copies_held": 5}, {("loans_beyond_copies", "loans")}),
    ({"loans": 60, "copies_held": 5, "copies_borrowed": 2}, set()),
    ({"activities": 0}, {("participants_alone", "activity_participants")}),
    ({"activities": 0, "activity_participants": 0}, set()),
    ({"returns": 200, "loans": 60}, {("returns_beyond_loans", "returns")}),
    ({"returns": 180, "loans": 60}, set()),
    ({"visits_female": 61, "visits_male": 40}, {("parts_above_whole", "visits")}),
    ({"members_female": 71}, {("parts_above_whole", "members")}),
    ({"visits_female": None, "visits_male": 40}, set()),
]


@pytest.mark.parametrize(("now", "expected"), CASES)
def test_each_rule_finds_its_case_and_nothing_else(agency, now, expected):
    with agency.changing() as desk:
        a_steady_year(desk, a_site(desk), **now)

    assert rules_of(agency) == expected


def test_a_month_that_was_copied_is_found(agency):
    with agency.changing() as desk:
        site = a_site(desk)
        a_month(desk, site, OCTOBER.before, **STEADY)
        a_month(desk, site, OCTOBER, **STEADY)

    assert rules_of(agency) == {("copied", "visits")}


def test_a_month_in_which_nothing_flowed_twice_is_not_copied(agency):
    still = dict.fromkeys(figure_rules.FLOWS, 0) | {"copies_held": 400}
    with agency.changing() as desk:
        site = a_site(desk)
        a_month(desk, site, OCTOBER.before, **still)
        a_month(desk, site, OCTOBER, **still)

    assert rules_of(agency) == set()


def test_more_members_than_people_are_found_by_the_newest_list(agency):
    with agency.changing() as desk:
        a_steady_year(desk, a_site(desk))
        desk.session.add(RegionList(edition="2025", source="", loaded_at=NOON))
        desk.session.flush()
        desk.session.add(Region(edition="2025", code="63.03.05.2007", name="Rawa", population=119))

    assert rules_of(agency) == {("above_population", "members")}


def test_a_library_with_few_months_is_not_compared_with_its_past(agency):
    with agency.changing() as desk:
        site = a_site(desk)
        for month in months_before(2, until=OCTOBER.before):
            a_month(desk, site, month, visits=10, copies_held=5)
        a_month(desk, site, OCTOBER, visits=900, copies_held=5)

    assert rules_of(agency) == set()


def test_the_reason_is_said_with_both_figures(agency):
    with agency.changing() as desk:
        a_steady_year(desk, a_site(desk), visits=460)

    with agency.reading() as desk:
        (flag,) = plausibility.flags(desk, OCTOBER)
        told = plausibility.history(desk, flag.site, OCTOBER, "visits")

    assert "460" in flag.why
    assert "106" in flag.why
    assert [value for _month, value in told] == [*range(100, 112), 460]
    assert flag.can_be_asked


def test_what_was_called_right_is_listed_again_only_when_it_changes(agency):
    with agency.changing(by="Rahmi") as desk:
        site = a_site(desk)
        a_steady_year(desk, site, visits=460)
        questions.call_right(desk, site, OCTOBER, figure="visits")
        assert plausibility.flags(desk, OCTOBER) == ()
        row = desk.session.get_one(SiteFigure, (site, OCTOBER.text, "visits"))
        row.value = 470
        desk.session.add(row)
        desk.session.flush()

        (flag,) = plausibility.flags(desk, OCTOBER)

    assert flag.value == 470


def test_a_question_stands_at_its_figure_until_it_is_settled(agency):
    with agency.changing(by="Rahmi") as desk:
        site = a_site(desk)
        a_steady_year(desk, site, visits=460)
        asked = questions.ask(desk, site, OCTOBER, figure="visits", words="Mohon dilihat")
        again = questions.ask(desk, site, OCTOBER, figure="visits")
        (open_,) = plausibility.flags(desk, OCTOBER)
        questions.settle(desk, site, asked.no)
        left = plausibility.flags(desk, OCTOBER)

    assert again.no == asked.no
    assert open_.question == asked.no
    assert left == ()


def test_a_library_without_jukung_cannot_be_asked_through_a_receipt(agency):
    with agency.changing() as desk:
        site = a_site(desk, uid=None)
        a_steady_year(desk, site, visits=460)
        (flag,) = plausibility.flags(desk, OCTOBER)

        with pytest.raises(errors.CannotAskSite):
            questions.ask(desk, site, OCTOBER, figure="visits")

    assert not flag.can_be_asked


def test_every_rule_is_about_figures_that_are_sent():
    sent = {each.code for each in SENT}

    assert {code for rule in figure_rules.RULES for code in (*rule.needs, rule.figure)} <= sent
    assert set(figure_rules.FLOWS) <= sent
    assert {each.code for each in figure_rules.WATCHED} <= sent
