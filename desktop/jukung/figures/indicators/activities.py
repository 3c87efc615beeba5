"""Activities of the inclusion programme, and who took part in them.

One that lasts for days counts in the month of its first.
"""

from jukung.figures.indicators.indicator import Indicator
from jukung.figures.tally import Rows, Tally, When
from jukung.messages import STRATEGIES
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AD, AK; SIM TPBIS"
_RECORDED = N_("Activities")
_IN_MONTH = "FROM activity a WHERE a.cancel_act IS NULL AND a.on_day BETWEEN :first AND :last"
_HELD = Rows(_IN_MONTH, when=When.worked, day="a.on_day", label="a.name")
_COUNTED = Rows(_IN_MONTH, day="a.on_day", label="a.name")
_EVERYBODY = "coalesce(a.female_count, 0) + coalesce(a.male_count, 0)"
_SOMEBODY = "(a.female_count IS NOT NULL OR a.male_count IS NOT NULL)"


def _counted(column: str) -> Tally:
    return Tally(_COUNTED, f"a.{column}", where=f"a.{column} IS NOT NULL", natural=True)


ACTIVITIES = (
    Indicator(
        code="activities",
        title=N_("Activities"),
        unit=N_("activities"),
        definition=N_("Activities held in the month, of every strategy."),
        origin=_RECORDED,
        law=_LAW,
        tally=Tally(_HELD),
    ),
    *(
        Indicator(
            code=f"activities_{strategy}",
            title=title,
            unit=N_("activities"),
            definition=N_("Activities held in the month, by strategy of the programme."),
            origin=_RECORDED,
            law=_LAW,
            tally=Tally(_HELD, where=f"a.strategy = '{strategy}'"),
            part_of="activities",
            by="strategy",
        )
        for strategy, title in STRATEGIES.items()
    ),
    Indicator(
        code="activity_participants",
        title=N_("Participants of activities"),
        unit=N_("participants"),
        definition=N_("Everybody who took part; empty where nobody was counted."),
        origin=_RECORDED,
        law=_LAW,
        tally=Tally(_COUNTED, _EVERYBODY, where=_SOMEBODY, natural=True),
    ),
    Indicator(
        code="activity_participants_female",
        title=N_("women and girls"),
        unit=N_("participants"),
        definition=N_("Women and girls who took part."),
        origin=_RECORDED,
        law=_LAW,
        tally=_counted("female_count"),
        part_of="activity_participants",
        by="sex",
    ),
    Indicator(
        code="activity_participants_male",
        title=N_("men and boys"),
        unit=N_("participants"),
        definition=N_("Men and boys who took part."),
        origin=_RECORDED,
        law=_LAW,
        tally=_counted("male_count"),
        part_of="activity_participants",
        by="sex",
    ),
    *(
        Indicator(
            code=f"participants_{strategy}",
            title=title,
            unit=N_("participants"),
            definition=N_(
                "Everybody who took part, by strategy of the programme; "
                "empty where nobody was counted."
            ),
            origin=_RECORDED,
            law=_LAW,
            tally=Tally(
                _COUNTED,
                _EVERYBODY,
                where=f"{_SOMEBODY} AND a.strategy = '{strategy}'",
                natural=True,
            ),
            part_of="activity_participants",
            by="strategy",
        )
        for strategy, title in STRATEGIES.items()
    ),
    Indicator(
        code="participants_children",
        title=N_("Children at activities"),
        unit=N_("participants"),
        definition=N_("Children who took part, as counted; empty where they were not counted."),
        origin=_RECORDED,
        law="SIM TPBIS",
        tally=_counted("children_count"),
        prisons_send=False,
    ),
    Indicator(
        code="participants_disability",
        title=N_("People with a disability at activities"),
        unit=N_("participants"),
        definition=N_(
            "People with a disability who took part, as counted; empty where they were not counted."
        ),
        origin=_RECORDED,
        law="UU 8/2016; SIM TPBIS",
        tally=_counted("disability_count"),
        prisons_send=False,
    ),
)
