"""Opening days and hours, as the desk noted them or a person set them right."""

from jukung.figures.counting import counted
from jukung.figures.indicators.indicator import Indicator
from jukung.words import N_

_LAW = "Perka Perpusnas 6/2017 (SNP); Akreditasi SK 296/2022"
_NOTED = N_("Opening of the desk")
_IN_MONTH = "FROM open_day WHERE on_day BETWEEN :first AND :last"
# A row without hours and with no minute says that the library was not open.
_OPEN = "opened IS NOT NULL OR minutes > 0"

OPENING = (
    Indicator(
        code="open_days",
        title=N_("Opening days"),
        unit=N_("days"),
        definition=N_("Days on which the library was open."),
        origin=_NOTED,
        law=_LAW,
        compute=counted(
            f"SELECT CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE {_OPEN}) END {_IN_MONTH}"
        ),
    ),
    Indicator(
        code="open_minutes",
        title=N_("Opening time in minutes"),
        unit=N_("minutes"),
        definition=N_(
            "Minutes from opening to closing, each day; days whose closing is unknown are left out."
        ),
        origin=_NOTED,
        law=_LAW,
        compute=counted(f"SELECT sum(minutes) {_IN_MONTH}"),
    ),
)
