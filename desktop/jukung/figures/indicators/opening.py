"""Opening days and hours, as the desk noted them or a person set them right."""

from jukung.figures.indicators.indicator import Indicator
from jukung.figures.source_words import hours
from jukung.figures.tally import Rows, Tally
from jukung.words import N_

_LAW = "Perka Perpusnas 6/2017 (SNP); Akreditasi SK 296/2022"
_NOTED = N_("Opening of the desk")
_DAYS = Rows(
    body="FROM open_day o WHERE o.on_day BETWEEN :first AND :last",
    known="count(*) > 0",
    day="o.on_day",
    label="coalesce(o.opened, '') || ' ' || coalesce(o.closed, '')",
    say=hours,
)
# A row without hours and with no minute says that the library was not open.
_OPEN = "o.opened IS NOT NULL OR o.minutes > 0"

OPENING = (
    Indicator(
        code="open_days",
        title=N_("Opening days"),
        unit=N_("days"),
        definition=N_("Days on which the library was open."),
        origin=_NOTED,
        law=_LAW,
        tally=Tally(_DAYS, where=_OPEN),
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
        tally=Tally(_DAYS, "o.minutes", where="o.minutes IS NOT NULL", natural=True),
    ),
)
