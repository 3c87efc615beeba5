"""Visits: tallied by hand or by card, so empty where nobody did.

Readers are people: each counts once, however often they came or borrowed.
"""

from dataclasses import replace

from jukung.domain.kinds import Sex
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.indicators.parts import by_age
from jukung.figures.source_words import reader, visitors
from jukung.figures.tally import Rows, Tally
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AE"
_TALLY = N_("Visit tally")
_VISITS = Rows(
    body="FROM visit v WHERE v.cancel_act IS NULL AND v.on_day BETWEEN :first AND :last",
    known="count(*) > 0",
    day="v.on_day",
    label="v.sex || ' ' || v.age_band",
    say=visitors,
)
_READERS = Rows(
    body=(
        "FROM (SELECT borrower, min(came) AS came, max(came) AS scanned FROM ("
        "SELECT borrower, 0 AS came FROM loan WHERE cancel_act IS NULL "
        "AND borrower IS NOT NULL AND lent_on BETWEEN :first AND :last UNION ALL "
        "SELECT l.borrower, 0 FROM renewal r JOIN loan l ON l.row = r.loan "
        "WHERE r.cancel_act IS NULL AND l.borrower IS NOT NULL "
        "AND r.on_day BETWEEN :first AND :last UNION ALL "
        "SELECT borrower, 0 FROM borrowed_month WHERE month = substr(:first, 1, 7) UNION ALL "
        "SELECT borrower, 1 FROM visit WHERE cancel_act IS NULL AND borrower IS NOT NULL "
        "AND on_day BETWEEN :first AND :last) GROUP BY borrower) p WHERE 1"
    ),
    known="max(p.scanned) = 1",
    label="CASE p.came WHEN 0 THEN 'borrowed' ELSE 'visited' END",
    say=reader,
)


def _of_sex(sex: Sex) -> Tally:
    # Empty where no visit of the month was tallied at all, zero where others were.
    return Tally(_VISITS, "v.count", where=f"v.sex = '{sex}'")


def _once(mark: str) -> str:
    # Unknown before anybody was ever marked so: what nobody notes is not zero.
    return (
        f"EXISTS (SELECT 1 FROM visit v WHERE v.cancel_act IS NULL AND {mark} "  # noqa: S608 - our own words
        "AND v.on_day <= :last)"
    )


def _marked(mark: str) -> Tally:
    return Tally(_VISITS, "v.count", where=mark, known=_once(mark))


_ALL = Indicator(
    code="visits",
    title=N_("Visits"),
    unit=N_("visits"),
    definition=N_("Everybody who came in, each time they came."),
    origin=_TALLY,
    law=_LAW,
    tally=Tally(_VISITS, "v.count", natural=True),
)
_CHILDREN = Indicator(
    code="visits_children",
    title=N_("Visits of children"),
    unit=N_("visits"),
    definition=N_("Visits of children under 13; counted since a child was first noted here."),
    origin=_TALLY,
    law=_LAW,
    tally=_marked("v.age_band = 'child'"),
    part_of="visits",
    by="age",
)
# A tally that only ever notes children says nothing of the other ages.
_OLDER = "v.age_band IN ('teen', 'adult', 'senior')"
_OTHER_AGES = tuple(
    replace(
        each,
        definition=N_(
            "By age, as the tally notes it; counted since such ages were first noted here."
        ),
        tally=each.tally
        and replace(
            each.tally,
            known=_once("v.age_band <> 'unknown'" if each.code.endswith("_unknown") else _OLDER),
        ),
    )
    for each in by_age(_ALL, "v.age_band")
    if each.code != _CHILDREN.code
)

VISITS = (
    _ALL,
    Indicator(
        code="visits_female",
        title=N_("women and girls"),
        unit=N_("visits"),
        definition=N_("Visits of women and girls."),
        origin=_TALLY,
        law=_LAW,
        tally=_of_sex(Sex.female),
        part_of="visits",
        by="sex",
    ),
    Indicator(
        code="visits_male",
        title=N_("men and boys"),
        unit=N_("visits"),
        definition=N_("Visits of men and boys."),
        origin=_TALLY,
        law=_LAW,
        tally=_of_sex(Sex.male),
        part_of="visits",
        by="sex",
    ),
    Indicator(
        code="visits_unknown",
        title=N_("sex not noted"),
        unit=N_("visits"),
        definition=N_("Visits tallied without sex; a category of its own."),
        origin=_TALLY,
        law=_LAW,
        tally=_of_sex(Sex.unknown),
        part_of="visits",
        by="sex",
    ),
    _CHILDREN,
    *_OTHER_AGES,
    Indicator(
        code="visit_days",
        title=N_("Days with a visit tally"),
        unit=N_("days"),
        definition=N_("Days of the month on which visits were recorded."),
        origin=_TALLY,
        law="Perka Perpusnas 6/2017 (SNP)",
        tally=Tally(_VISITS, distinct="v.on_day", label="''", say=str),
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
        tally=_marked("v.disability = 1"),
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
        tally=_marked("v.group_name <> ''"),
    ),
    Indicator(
        code="groups_received",
        title=N_("Groups received"),
        unit=N_("groups"),
        definition=N_(
            "Classes and groups that came, each time; counted since one was first noted here."
        ),
        origin=_TALLY,
        law="Jukung",
        tally=Tally(
            _VISITS,
            distinct="v.act",
            where="v.group_name <> ''",
            known=_once("v.group_name <> ''"),
            label="''",
            say=str,
        ),
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
        tally=_marked("v.computer = 1"),
    ),
    Indicator(
        code="readers_unique",
        over_time="none",
        title=N_("Different readers"),
        unit=N_("people"),
        definition=N_(
            "People who borrowed, renewed or came by card in the month, each once; "
            "empty where no card was scanned at a visit, or where cards are forgotten by now."
        ),
        origin=_TALLY,
        law=_LAW,
        tally=Tally(_READERS),
        stays=True,
    ),
)
