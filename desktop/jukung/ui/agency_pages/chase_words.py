"""How libraries that owe a month are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from jukung.agency.chasing import Chased, ChaseList


def columns() -> list[Column[Chased]]:
    """The columns of the chase list."""
    return [
        Column(_("Library"), _library),
        Column(_("Owes"), _owes, width=116),
        Column(_("Last report"), _last, width=142, from_width=600),
        Column(_("Contact"), _contact, width=160, from_width=660),
        Column(_("Called"), _called, width=84, from_width=740),
    ]


def empty_words(found: ChaseList, *, has_libraries: bool) -> str:
    """What stands in the middle of an empty list."""
    month = long_month(found.period.year, found.period.number)
    if not has_libraries:
        return _(
            "Here stands who has not reported a month, with the message to ask them.\n"
            "First enrol libraries (F2)."
        )
    if found.missing:
        return _("Everybody who still owes {month} was called in the last days.").format(
            month=month
        )
    if not found.expected:
        return _("No library owes {month}.").format(month=month)
    return _("All {count} libraries have reported {month}.").format(
        count=number(found.expected), month=month
    )


def waiting_words(chased: Chased) -> str:
    """What to know of a library before it is asked."""
    if chased.is_held:
        return _("Its report has come and waits for a decision in Incoming reports (F3).")
    said = [_("owes {months}").format(months=verbs.asking_words.months_in_words(chased.months))]
    said += [" ".join(filter(None, (each.name, each.phone))) for each in chased.contacts]
    return "\n".join(said)


def _library(chased: Chased) -> Cell:
    place = " · ".join(filter(None, (chased.site.place_name, chased.kabupaten)))
    return Cell(chased.site.name, place, strong=True)


def _owes(chased: Chased) -> Cell:
    count = len(chased.months)
    words = many("{count} month", "{count} months", count).format(count=number(count))
    return Cell(words, chip="bad" if count > 2 else "gold")


def _last(chased: Chased) -> Cell:
    if chased.is_held:
        return Cell(_("has come"), _("waits in F3"), tint="accent")
    if chased.last is None or chased.source is None:
        return Cell(_("none yet"), tint="neutral")
    return Cell(
        long_month(chased.last.year, chased.last.number),
        verbs.source_words_of.source_word(chased.source),
    )


def _contact(chased: Chased) -> Cell:
    first = next(iter(chased.contacts), None)
    return Cell("–", tint="neutral") if first is None else Cell(first.name, first.phone)


def _called(chased: Chased) -> Cell:
    if chased.called_at is None:
        return Cell()
    return Cell(f"{chased.called_at.day}/{chased.called_at.month}", chased.called_by, soft=True)
