"""Visits: tallied by hand, so empty where nobody tallied."""

from jukung.figures.counting import counted
from jukung.figures.indicators.indicator import Indicator
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AE"
_TALLY = N_("Visit tally")
_IN_MONTH = "FROM visit WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"


def _of_sex(sex: str) -> str:
    # NULL where no visit of the month was tallied at all, zero where others were.
    return (
        "SELECT CASE WHEN count(*) = 0 THEN NULL ELSE "
        f"coalesce(sum(count) FILTER (WHERE sex = '{sex}'), 0) END {_IN_MONTH}"
    )


def _marked(mark: str) -> str:
    # NULL before anybody was ever marked so: what nobody notes is unknown, not zero.
    return (
        f"SELECT CASE WHEN EXISTS (SELECT 1 FROM visit WHERE cancel_act IS NULL AND {mark} "  # noqa: S608 - our own words
        "AND on_day <= :last) AND count(*) > 0 "
        f"THEN coalesce(sum(count) FILTER (WHERE {mark}), 0) END {_IN_MONTH}"
    )


VISITS = (
    Indicator(
        code="visits",
        title=N_("Visits"),
        unit=N_("visits"),
        definition=N_("Everybody who came in, each time they came."),
        origin=_TALLY,
        law=_LAW,
        compute=counted(f"SELECT sum(count) {_IN_MONTH}"),
    ),
    Indicator(
        code="visits_female",
        title=N_("women and girls"),
        unit=N_("visits"),
        definition=N_("Visits of women and girls."),
        origin=_TALLY,
        law=_LAW,
        compute=counted(_of_sex("female")),
        part_of="visits",
    ),
    Indicator(
        code="visits_male",
        title=N_("men and boys"),
        unit=N_("visits"),
        definition=N_("Visits of men and boys."),
        origin=_TALLY,
        law=_LAW,
        compute=counted(_of_sex("male")),
        part_of="visits",
    ),
    Indicator(
        code="visits_unknown",
        title=N_("sex not noted"),
        unit=N_("visits"),
        definition=N_("Visits tallied without sex; a category of its own."),
        origin=_TALLY,
        law=_LAW,
        compute=counted(_of_sex("unknown")),
        part_of="visits",
    ),
    Indicator(
        code="visit_days",
        title=N_("Days with a visit tally"),
        unit=N_("days"),
        definition=N_("Days of the month on which visits were recorded."),
        origin=_TALLY,
        law="Perka Perpusnas 6/2017 (SNP)",
        compute=counted(f"SELECT nullif(count(DISTINCT on_day), 0) {_IN_MONTH}"),
    ),
    Indicator(
        code="visits_children",
        title=N_("Visits of children"),
        unit=N_("visits"),
        definition=N_("Visits of children under 13; counted since a child was first noted here."),
        origin=_TALLY,
        law=_LAW,
        compute=counted(_marked("age_band = 'child'")),
    ),
    Indicator(
        code="visits_disability",
        title=N_("Visits of people with a disability"),
        unit=N_("visits"),
        definition=N_(
            "Visits of people with a disability; counted since one was first noted here."
        ),
        origin=_TALLY,
        law="UU 8/2016; SIM TPBIS",
        compute=counted(_marked("disability = 1")),
    ),
    Indicator(
        code="visits_groups",
        title=N_("Visits in groups"),
        unit=N_("visits"),
        definition=N_(
            "Visitors who came with a class or group; counted since one was first noted here."
        ),
        origin=_TALLY,
        law=_LAW,
        compute=counted(_marked("group_name <> ''")),
    ),
    Indicator(
        code="visits_computer",
        title=N_("Visits with computer use"),
        unit=N_("visits"),
        definition=N_(
            "Visitors who used a computer or the internet; counted since one was first noted here."
        ),
        origin=_TALLY,
        law="Akreditasi SK 296/2022; SIM TPBIS",
        compute=counted(_marked("computer = 1")),
    ),
)
