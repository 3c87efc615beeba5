"""Which figures add up over months, and which tell how things stood.

Loans of twelve months are a year's loans. Members at the end of twelve months are not a
year's members, and different readers of a month are not different readers of a year.
"""

from jukung.figures.indicators import SENT
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.tally import When
from jukung.words import _

CODES = tuple(each.code for each in SENT)
"""Every figure that libraries send, in the order in which they are shown."""

# Counted anew in each month out of the same people, titles, partners or rooms.
_AGAIN = frozenset(
    {
        "readers_unique",
        "titles_used",
        "copies_used",
        "cooperations",
        "services_offered",
        "blocks_served",
    }
)
_ACTIVE = "members_active"


def adds_up(code: str) -> bool:
    """Whether months of a figure may be added; else only its last one tells."""
    return code in _ADDING


def by_code(code: str) -> Indicator | None:
    """The indicator of a code that libraries send."""
    return _SENT.get(code)


def title_of(code: str) -> str:
    """What a figure is called; of a part, with its whole."""
    found = by_code(code)
    if found is None:
        return code
    whole = by_code(found.part_of)
    return f"{_(whole.title)}: {_(found.title)}" if whole else _(found.title)


def _adds(indicator: Indicator) -> bool:
    if indicator.code in _AGAIN or indicator.code.startswith(_ACTIVE):
        return False
    return indicator.tally is None or indicator.tally.rows.when is not When.begun


_SENT = {each.code: each for each in SENT}
_ADDING = frozenset(each.code for each in SENT if _adds(each))
