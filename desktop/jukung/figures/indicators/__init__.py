"""The indicators of a month, in the order in which they are shown and sent."""

from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators.activities import ACTIVITIES
from jukung.figures.indicators.circulation import CIRCULATION
from jukung.figures.indicators.holdings import HOLDINGS
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.indicators.members import MEMBERS
from jukung.figures.indicators.opening import OPENING
from jukung.figures.indicators.services import SERVICES
from jukung.figures.indicators.visits import VISITS

DATASET = "jukung-month"
# A dataset may gain indicators without a new version; a reader passes over the others.
DATASET_VERSION = 1

INDICATORS: tuple[Indicator, ...] = (
    *VISITS,
    *OPENING,
    *CIRCULATION,
    *MEMBERS,
    *HOLDINGS,
    *ACTIVITIES,
    *SERVICES,
)
SENT: tuple[Indicator, ...] = tuple(each for each in INDICATORS if each.sent)
"""What leaves libraries at all, and therefore all that an agency knows."""


def of(kind: LibraryKind) -> tuple[Indicator, ...]:
    """The indicators that concern a library of this kind."""
    return tuple(each for each in INDICATORS if each.concerns(kind))
