"""Activities of the inclusion programme, and who took part in them."""

from jukung.figures.counting import counted, counted_if_worked
from jukung.figures.indicators.indicator import Indicator
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AD, AK; SIM TPBIS"
_RECORDED = N_("Activities")
_IN_MONTH = "FROM activity WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"

ACTIVITIES = (
    Indicator(
        code="activities",
        title=N_("Activities"),
        unit=N_("activities"),
        definition=N_("Activities held in the month, of every strategy."),
        origin=_RECORDED,
        law=_LAW,
        compute=counted_if_worked(f"SELECT count(*) {_IN_MONTH}"),
    ),
    Indicator(
        code="activity_participants",
        title=N_("Participants of activities"),
        unit=N_("participants"),
        definition=N_("Everybody who took part; empty where nobody was counted."),
        origin=_RECORDED,
        law=_LAW,
        compute=counted(
            "SELECT sum(coalesce(female_count, 0) + coalesce(male_count, 0)) "
            f"{_IN_MONTH} AND (female_count IS NOT NULL OR male_count IS NOT NULL)"
        ),
    ),
    Indicator(
        code="activity_participants_female",
        title=N_("women and girls"),
        unit=N_("participants"),
        definition=N_("Women and girls who took part."),
        origin=_RECORDED,
        law=_LAW,
        compute=counted(f"SELECT sum(female_count) {_IN_MONTH}"),
        part_of="activity_participants",
    ),
    Indicator(
        code="activity_participants_male",
        title=N_("men and boys"),
        unit=N_("participants"),
        definition=N_("Men and boys who took part."),
        origin=_RECORDED,
        law=_LAW,
        compute=counted(f"SELECT sum(male_count) {_IN_MONTH}"),
        part_of="activity_participants",
    ),
)
