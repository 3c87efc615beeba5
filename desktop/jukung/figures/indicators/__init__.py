"""The indicators of a month, in the order in which they are shown and sent."""

from jukung.figures.indicators.activities import ACTIVITIES
from jukung.figures.indicators.circulation import CIRCULATION
from jukung.figures.indicators.holdings import HOLDINGS
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.indicators.opening import OPENING
from jukung.figures.indicators.visits import VISITS

DATASET = "jukung-month"
DATASET_VERSION = 1

INDICATORS: tuple[Indicator, ...] = (
    *VISITS,
    *OPENING,
    *CIRCULATION,
    *HOLDINGS,
    *ACTIVITIES,
)
