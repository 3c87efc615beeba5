"""Days, times and acts as somebody types them quickly from a paper slip.

`21/11`, `2111`, `21-11-2026`, `21 Nov`, `k` or `kemarin`; `9.30`, `0930`, `9`. Without a
year the nearest such day is meant, so that December's slips can be typed in January.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jukung.domain import errors, months
from jukung.domain.kinds import SlipAct

# Both languages at once: who types quickly uses the word that comes first.
_DAYS_BACK = {
    "k": 1, "kmrn": 1, "kemarin": 1, "y": 1, "yesterday": 1,
    "h": 0, "hari ini": 0, "t": 0, "today": 0,
    "besok": -1, "tomorrow": -1,
}  # fmt: skip
_MONTHS = (
    ("januari", "january"), ("februari", "february", "pebruari"), ("maret", "march"),
    ("april",), ("mei", "may"), ("juni", "june"), ("juli", "july"),
    ("agustus", "august", "agt", "agst"), ("september",), ("oktober", "october"),
    ("november", "nopember"), ("desember", "december"),
)  # fmt: skip
# Whatever lies outside is a slip of the finger.
_YEARS = range(1900, 2200)
_ACTS = {
    SlipAct.lend: ("lend", "lent", "loan", "pinjam", "dipinjam", "peminjaman"),
    SlipAct.give_back: ("give_back", "k", "r", "kembali", "pengembalian", "return", "returned"),
    SlipAct.renew: ("renew", "renewed", "n", "perpanjang", "perpanjangan", "lanjut", "prolong"),
    SlipAct.in_house: ("in_house", "b", "h", "baca", "baca di tempat", "read", "read here"),
}


class Lean(StrEnum):
    """Which day is meant by one without its year or month."""

    past = "past"
    """A day alone is the last such day, with a month the nearest: what was done."""
    near = "near"
    """The nearest such day, before or after today."""
    ahead = "ahead"
    """The next such day, today itself included."""


@dataclass(frozen=True, slots=True)
class TypedSlip:
    """One paper slip as it was typed; an empty day is that of the line above."""

    day: str = ""
    time: str = ""
    what: SlipAct = SlipAct.lend
    card: str = ""
    number: str = ""


def read_day(text: str, *, today: date, lean: Lean = Lean.past) -> date:
    """The day that was typed; refuses DayUnreadable."""
    folded = " ".join(text.casefold().split())
    if folded in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[folded])
    parts = _parts(folded)
    if parts is None:
        raise errors.DayUnreadable(text)
    day = _nearest(parts, today, lean) if len(parts) < 3 else _full(parts)
    if day is None:
        raise errors.DayUnreadable(text)
    return day


def read_time(text: str) -> str | None:
    """The time that was typed, as `09:30`; None for an empty one; refuses TimeUnreadable."""
    typed = text.strip()
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[:.,](\d{2})|(\d{2}))?", typed)
    if found is None or not typed.isascii():
        raise errors.TimeUnreadable(text)
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if hour > 23 or minute > 59:
        raise errors.TimeUnreadable(text)
    return f"{hour:02d}:{minute:02d}"


def read_act(text: str) -> SlipAct | None:
    """What a word or letter in a list says was done; lending where it is empty."""
    folded = " ".join(text.casefold().split())
    if not folded:
        return SlipAct.lend
    for act, words in _ACTS.items():
        if folded in words:
            return act
    return None


def _parts(folded: str) -> list[int] | None:
    """Day, month and year as far as they are written."""
    if not folded.isascii():
        return None
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", folded):
        return [int(part) for part in reversed(folded.split("-"))]
    if re.fullmatch(r"\d{1,2}([-/. ]\d{1,2}([-/. ](\d{4}|\d{2}))?)?", folded):
        return [int(part) for part in re.split(r"[-/. ]", folded)]
    if run := re.fullmatch(r"(\d\d)(\d\d)(\d{4}|\d\d)?", folded):
        return [int(part) for part in run.groups() if part]
    spelt = re.fullmatch(r"(\d{1,2})[-/. ]?([a-z]{3,})\.?(?:[-/. ]?(\d{4}))?", folded)
    month = _month(spelt[2]) if spelt else 0
    return [int(part) for part in (spelt[1], month, spelt[3]) if part] if spelt and month else None


def _month(word: str) -> int:
    """The number of a month in either language, also shortened; 0 where it is none."""
    fitting = {
        place
        for place, names in enumerate(_MONTHS, start=1)
        if any(name.startswith(word) for name in names)
    }
    return fitting.pop() if len(fitting) == 1 else 0


def _full(parts: list[int]) -> date | None:
    day, month, year = parts
    return _made(year + 2000 if year < 100 else year, month, day)


def _nearest(parts: list[int], today: date, lean: Lean) -> date | None:
    """Of the days that could be meant the one that the lean prefers."""
    if len(parts) == 1:
        here = months.month_of(today)
        around = (here.before.before, here.before, here, here.after, here.after.after)
        could = [_made(month.year, month.number, parts[0]) for month in around]
    else:
        # Of a day in February the next one may be eight years away.
        could = [_made(today.year + step, parts[1], parts[0]) for step in range(-8, 9)]
    days = [day for day in could if day is not None]
    if lean is Lean.past and len(parts) == 1:
        return max((day for day in days if day <= today), default=None)
    if lean is Lean.ahead:
        return min((day for day in days if day >= today), default=None)
    return min(days, key=lambda day: abs(day - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
