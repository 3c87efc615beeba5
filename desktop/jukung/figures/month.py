"""A month's figures, now and over the twelve months before."""

from jukung.domain.months import Month
from jukung.figures.indicators import INDICATORS
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed


@allowed(READERS)
def gather(desk: Desk, month: Month) -> dict[str, int | None]:
    """Every indicator's value for a month; None where nothing was recorded."""
    return {indicator.code: indicator.compute(desk, month) for indicator in INDICATORS}


@allowed(READERS)
def gather_year(desk: Desk, month: Month) -> dict[str, tuple[int | None, ...]]:
    """Twelve values each, oldest first, that end with this month."""
    months = [month]
    while len(months) < 12:
        months.insert(0, months[0].before)
    columns = [gather(desk, each) for each in months]
    return {
        indicator.code: tuple(column[indicator.code] for column in columns)
        for indicator in INDICATORS
    }
