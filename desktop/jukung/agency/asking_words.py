"""The message that asks a library, or a kabupaten's coordinator, for reports.

The agency may write its own; these may stand in it: {library} {months} {month} {how} {agency}.
"""

import re
from collections.abc import Sequence

from jukung.agency import remembered
from jukung.agency.chasing import Chased
from jukung.agency.office import OfficeDesk
from jukung.domain import errors
from jukung.domain.months import Month
from jukung.words import _, long_month, many, number

FIELDS = ("library", "months", "month", "how", "agency")

_KEY = "chase_message"
_FIELD = re.compile(r"\{([^{}]*)\}")
_MOST_NAMED = 6


def template(desk: OfficeDesk) -> str:
    """The message as this agency writes it."""
    return str(remembered.recall(desk, _KEY, "")) or usual()


def usual() -> str:
    """The message that stands there until the agency writes its own."""
    return _(
        "Good day to all of you at {library}.\n\n"
        "We have not received your figures for {months} yet. Could you send them to us? {how}\n\n"
        "If nothing happened in a month, please tell us that too: it is a report as well. "
        "If something does not work, call us, and we will do it together.\n\n"
        "Thank you for your work.\n{agency}"
    )


def _how(*, uses_jukung: bool) -> str:
    if uses_jukung:
        return _(
            "In Jukung, choose Send report (F8). Any of three ways is fine: carry the file on a "
            "stick, print the sheet of QR codes and send us a photo of it, or send over the "
            "internet where you have it."
        )
    return _(
        "Fill in the sheet that we handed out, send us a photo of your own list, or tell us the "
        "figures by telephone: any way is fine."
    )


def choose(desk: OfficeDesk, text: str) -> None:
    """Keep another message; an empty one brings the usual back. Refuses FieldWordUnknown."""
    check(text)
    said = text.strip()
    remembered.remember(desk, _KEY, said if said and said != usual() else None)


def check(text: str) -> None:
    """Refuse words in brackets that nobody knows: FieldWordUnknown."""
    for word in _FIELD.findall(text):
        if word not in FIELDS:
            raise errors.FieldWordUnknown(word)


def message(text: str, chased: Chased, *, agency: str) -> str:
    """The message for one library."""
    facts = {
        "library": chased.site.name,
        "months": months_in_words(chased.months),
        "month": long_month(chased.months[0].year, chased.months[0].number),
        "how": _how(uses_jukung=chased.site.uses_jukung),
        "agency": agency,
    }
    return _FIELD.sub(lambda found: facts.get(found[1], found[0]), text)


def coordinator_message(kabupaten: str, chased: Sequence[Chased], *, agency: str) -> str:
    """The message for who looks after the libraries of a kabupaten; no number is in it."""
    lines = [
        f"{place}. {each.site.name} ({each.site.place_name or each.site.code}): "
        f"{months_in_words(each.months)}"
        for place, each in enumerate(chased, start=1)
    ]
    count = many("{count} library", "{count} libraries", len(chased))
    said = _(
        "Good day. From {count} in {kabupaten} we still miss reports:\n\n{lines}\n\n"
        "Could you remind them, and help where something does not work? "
        "Stick, photo, telephone or internet: any way is fine.\n\nThank you.\n{agency}"
    )
    return said.format(
        count=count.format(count=number(len(chased))),
        kabupaten=kabupaten,
        lines="\n".join(lines),
        agency=agency,
    )


def months_in_words(months: Sequence[Month]) -> str:
    """Months in the order of the year, such as `August, September and October 2026`."""
    listed = sorted(months)
    named = [long_month(each.year, each.number) for each in listed[-_MOST_NAMED:]]
    if len(listed) > _MOST_NAMED:
        return _("{count} months, since {month}").format(
            count=number(len(listed)), month=long_month(listed[0].year, listed[0].number)
        )
    if len(named) == 1:
        return named[0]
    return _("{months} and {last}").format(months=", ".join(named[:-1]), last=named[-1])
