"""How boxes and their copies are spoken of on the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import box_work
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.boxes import BoxCopyView, BoxDetail, BoxView

STATES = {
    BoxState.announced: (N_("On its way"), "accent"),
    BoxState.here: (N_("Here"), "good"),
    BoxState.returning: (N_("Going back"), "gold"),
    BoxState.returned: (N_("Gone back"), "neutral"),
}
_ARRIVAL_TINTS = {
    BoxArrival.open: "neutral",
    BoxArrival.here: "good",
    BoxArrival.missing: "bad",
    BoxArrival.damaged: "gold",
    BoxArrival.extra: "accent",
}
_LEAVING_TINTS = {
    BoxLeaving.open: "neutral",
    BoxLeaving.here: "good",
    BoxLeaving.missing: "bad",
    BoxLeaving.damaged: "gold",
}


def state_words(view: BoxView, today: date) -> tuple[str, str]:
    """Where a box is, and the tint of that."""
    if view.is_overdue(today):
        return _("Late"), "bad"
    words, tint = STATES[view.state]
    return _(words), tint


def copies_words(count: int) -> str:
    """A number of copies."""
    return many("{count} copy", "{count} copies", count).format(count=number(count))


def due_words(view: BoxView, today: date) -> tuple[str, str]:
    """The day a box goes back, and how far off that is; the day it went, once it has."""
    if view.returned_on is not None:
        return brief_day(view.returned_on), _("went back")
    if view.due_on is None:
        return "–", ""
    days = (view.due_on - today).days
    if days < 0:
        said = many("{count} day late", "{count} days late", -days).format(count=number(-days))
    else:
        said = many("in {count} day", "in {count} days", days).format(count=number(days))
    return brief_day(view.due_on), said


def box_columns(today: date) -> list[Column[BoxView]]:
    """The columns of the list of boxes."""

    def state(view: BoxView) -> Cell:
        words, tint = state_words(view, today)
        return Cell(words, chip=tint)

    def due(view: BoxView) -> Cell:
        day, said = due_words(view, today)
        return Cell(day, said, soft=True)

    return [
        Column(_("Box"), lambda view: Cell(view.number, _under(view), strong=True)),
        Column(_("State"), state, width=150, from_width=230),
        Column(_("Copies"), lambda view: Cell(*_count(view)), width=118, from_width=480),
        Column(_("Due back"), due, width=116, from_width=330),
    ]


def copy_columns(detail: BoxDetail) -> list[Column[BoxCopyView]]:
    """The columns of what is in a box."""
    going = detail.view.state in (BoxState.returning, BoxState.returned)

    def state(copy: BoxCopyView) -> Cell:
        if copy.card:
            due = brief_day(copy.due_on) if copy.due_on else ""
            return Cell(copy.card, " · ".join(filter(None, (copy.place, due))))
        tint = _LEAVING_TINTS[copy.went] if going else _ARRIVAL_TINTS[copy.arrived]
        if going and copy.arrived is BoxArrival.missing and copy.went is not BoxLeaving.here:
            tint = "neutral"
        return Cell(box_work.state_words(detail, copy), chip=tint)

    return [
        Column(
            _("Title"),
            lambda copy: Cell(box_work.title_of(copy), _number_of(copy), strong=True),
        ),
        Column(_("State"), state, width=172),
    ]


def shortened(count: int) -> str:
    """How many loans end earlier because their box goes back before their day."""
    if not count:
        return ""
    words = many(
        "{count} loan ends earlier for it; tell the reader.",
        "{count} loans end earlier for it; tell the readers.",
        count,
    )
    return words.format(count=number(count))


def wait_again(count: int) -> str:
    """For how many a copy was set aside that goes back with its box."""
    if not count:
        return ""
    words = many(
        "{count} reader for whom a copy was set aside waits for another one now.",
        "{count} readers for whom a copy was set aside wait for other ones now.",
        count,
    )
    return words.format(count=number(count))


def _number_of(copy: BoxCopyView) -> str:
    where = "" if copy.card else copy.place
    if copy.label == copy.number:
        return " · ".join(filter(None, (copy.number, where, copy.author)))
    words = _("{number}, here {label}").format(number=copy.number, label=copy.label)
    return " · ".join(filter(None, (words, where)))


def _under(view: BoxView) -> str:
    name = view.name if view.name != view.number else ""
    return " · ".join(filter(None, (name, view.owner)))


def _count(view: BoxView) -> tuple[str, str]:
    if view.state is BoxState.announced:
        return copies_words(view.listed), ""
    out = _("{count} lent").format(count=number(view.out)) if view.out else ""
    return copies_words(view.present), out
