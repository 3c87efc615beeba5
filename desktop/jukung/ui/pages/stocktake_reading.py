"""What is read of a stocktake for its page, and what is said of a scan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukung import messages
from jukung.ui import verbs
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.stocktake_counting import Seen
    from jukung.library.stocktake_lists import OtherLine, StocktakeLine
    from jukung.library.stocktakes import StocktakeView

MOST = 2000
"""So many lines are shown; the workbook has all."""
_PARTS = {
    "last": (),
    "todo": ("unseen", "boxed", "found", "lent_seen"),
    "unseen": ("unseen", "boxed", "missing"),
    "odd": ("found", "lent_seen", "misplaced"),
    "away": ("out", "waiting", "trolley", "back", "repair", "gone"),
    "seen": ("seen", "misplaced", "found", "lent_seen"),
    "other": (),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read of a stocktake."""

    view: StocktakeView
    places: tuple[str, ...]
    lines: tuple[StocktakeLine, ...]
    others: tuple[OtherLine, ...]


def read(desk: Desk, stocktake: str, part: str, *, placed: bool) -> Shown:
    """A stocktake as it is now, with one of its lists; `placed` is whether places are known."""
    view = verbs.stocktakes.show(desk, stocktake)
    fates = [verbs.stocktakes.Fate(name) for name in _PARTS[part]]
    lines = verbs.stocktake_lists.lines(desk, stocktake, fates, most=MOST) if fates else ()
    if part == "odd":
        lines += _out_of_order(desk, stocktake)
    others = verbs.stocktake_lists.others(desk, stocktake, most=MOST) if part == "other" else ()
    places = () if placed else verbs.stocktakes.places(desk)
    return Shown(view, places, lines, others)


def _out_of_order(desk: Desk, stocktake: str) -> tuple[StocktakeLine, ...]:
    """Copies that stand among other call numbers, as misplaced ones."""
    strange = {
        number_ for _call, number_, _t in verbs.stocktake_lists.out_of_order(desk, stocktake)
    }
    if not strange:
        return ()
    fates = verbs.stocktakes.Fate
    seen = verbs.stocktake_lists.lines(desk, stocktake, [fates.seen])
    return tuple(replace(each, fate=fates.misplaced) for each in seen if each.number in strange)


def detail_of(seen: Seen) -> str:
    """What a scan means, and what to do."""
    words = _(messages.SEEN_AS[seen.as_]) + "."
    more = {
        "lent": _("It is lent. Ctrl R takes it back; otherwise it stays lent."),
        "waits": _("It is set aside for a reader. Put it on the ready shelf."),
        "again": _("It was scanned before; it counts once."),
        "elsewhere": _("It belongs elsewhere: {place}.").format(
            place=" · ".join(filter(None, (seen.call_number, seen.place)))
        ),
        "misplaced": _("It belongs at {place}.").format(place=seen.place),
        "unknown": _("Nobody knows this number. Put the copy aside; the number is noted."),
        "half": _("That is half a number. Scan it again."),
        "card": _("That is a card, not a copy. It is not noted."),
        "words": _("That is no number of the library. It is not noted."),
        "withdrawn": _("It was withdrawn. Put it aside, and look at it when all is counted."),
        "cover": _("That is the ISBN of a cover. Scan the library's own label."),
    }
    return more.get(seen.as_, words)
