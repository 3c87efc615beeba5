"""Months, days and the three time zones of Indonesia.

A day is a date in the library's own zone; a month is a calendar month there.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from jukung.domain import errors
from jukung.domain.kinds import Zone

_PLACES = {
    Zone.WIB: "Asia/Jakarta",
    Zone.WITA: "Asia/Makassar",
    Zone.WIT: "Asia/Jayapura",
}

# Province codes (Kepmendagri 300.2.2-2430/2025) by zone (Keppres 41/1987);
# every other province keeps western time.
_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def before(self) -> "Month":
        """The month before."""
        day = self.first - timedelta(days=1)
        return Month(day.year, day.month)

    @property
    def after(self) -> "Month":
        """The month after."""
        day = self.last + timedelta(days=1)
        return Month(day.year, day.month)

    @property
    def text(self) -> str:
        """Its name in files and on the command line, such as `2026-11`."""
        return f"{self.year:04d}-{self.number:02d}"


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)


def parse_month(text: str) -> Month:
    """Read `2026-11` or `202611`; refuses MonthUnreadable."""
    found = re.fullmatch(r"(\d{4})-?(\d{2})", text.strip())
    if found and 1 <= int(found[2]) <= 12 and 1900 <= int(found[1]) <= 2999:
        return Month(int(found[1]), int(found[2]))
    raise errors.MonthUnreadable(text)


def parse_day(text: str) -> date:
    """Read `2026-11-22`, `22-11-2026` or `22/11/2026`; refuses DayUnreadable."""
    compact = text.strip().replace("/", "-").replace(".", "-")
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(compact, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise errors.DayUnreadable(text)


def zone_info(zone: Zone) -> ZoneInfo:
    """The rules of a zone's clocks."""
    return ZoneInfo(_PLACES[zone])


def zone_of_region(region_code: str) -> Zone:
    """The zone of a region code's province; western time where it is unknown."""
    province = region_code[:2]
    if province in _WITA:
        return Zone.WITA
    return Zone.WIT if province in _WIT else Zone.WIB
