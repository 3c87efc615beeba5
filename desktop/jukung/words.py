"""The language on screen, on paper and on the command line.

Keys are English; `resources/words/id.po` is the Indonesian, compiled by Babel.
`_("… {name} …").format(…)` after the call, never an f-string around or inside it.
"""

import gettext
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

LANGUAGES = ("id", "en")

_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_instead: Mapping[str, str] = {}


def speak(language: str, folder: Path) -> None:
    """Choose the language for the whole program; `folder` holds `<language>/LC_MESSAGES`."""
    global _spoken, _language  # noqa: PLW0603 - one program speaks one language
    _language = language
    say_instead({})
    _spoken = gettext.translation(
        "jukung", localedir=str(folder), languages=[language], fallback=True
    )


def language() -> str:
    """The language spoken now: `id` or `en`."""
    return _language


def say_instead(keys: Mapping[str, str]) -> None:
    """Choose other keys for some, for the library that is open; an empty table ends it."""
    global _instead  # noqa: PLW0603 - one program shows one library
    _instead = keys


def _(key: str) -> str:
    """The words for an English key; behind `#` stands what tells two meanings apart."""
    found = _spoken.gettext(_instead.get(key, key))
    return found.partition("#")[0] if "#" in key else found


def N_(key: str) -> str:  # noqa: N802 - gettext's own name for words translated later
    """Mark words in a table that is read at run time."""
    return key


def many(one: str, several: str, count: int) -> str:
    """The words for a count; Indonesian has one form."""
    return _spoken.ngettext(_instead.get(one, one), _instead.get(several, several), count)


_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May#short"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
    N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_SHORT_DAYS = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip


def long_day(day: date) -> str:
    """For example `Minggu, 22 November 2026`."""
    return f"{_(_DAYS[day.weekday()])}, {day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def plain_day(day: date) -> str:
    """For example `22 November 2026`."""
    return f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def brief_day(day: date) -> str:
    """For example `22 Nov 2026`."""
    return f"{day.day} {short_month(day.month)} {day.year}"


def short_day(day: date) -> str:
    """For example `Min 22 Nov`; another year than this one is said."""
    year = "" if day.year == date.today().year else f" {day.year}"  # noqa: DTZ011 - a year's end may be off by hours
    return f"{_(_SHORT_DAYS[day.weekday()])} {day.day} {short_month(day.month)}{year}"


def weekday(place: int, *, short: bool = False) -> str:
    """For example `Minggu`, or `Min`; Monday is 0."""
    return _((_SHORT_DAYS if short else _DAYS)[place])


def short_month(month: int) -> str:
    """For example `Nov`; months count from 1."""
    return _(_SHORT_MONTHS[month - 1]).removesuffix("#short")


def long_month(year: int, month: int) -> str:
    """For example `November 2026`."""
    return f"{_(_MONTHS[month - 1])} {year}"


def clock(moment: datetime) -> str:
    """For example `14.02`, the Indonesian way; `14:02` in English."""
    return moment.strftime("%H.%M" if _language == "id" else "%H:%M")


def clock_of(text: str) -> str:
    """A time as it is kept, such as `14:02`, in the way of `clock`; empty stays empty."""
    return text.replace(":", ".") if _language == "id" else text


def number(value: int | None) -> str:
    """For example `1.234`; a figure that was not recorded is a dash, never a zero."""
    if value is None:
        return "–"
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if _language == "id" else grouped


def rupiah(amount: int) -> str:
    """For example `Rp1.500`; whole rupiah, as they are written in Indonesia."""
    return f"Rp{number(amount)}" if amount >= 0 else f"−Rp{number(-amount)}"
