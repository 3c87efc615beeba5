"""What the catalogue's page reads and stores of one title, on a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.ui import verbs
from jukung.words import _, number

if TYPE_CHECKING:
    from datetime import date

    from jukung.domain.kinds import ScreeningResult
    from jukung.library.catalogue import TitleView
    from jukung.library.copy_history import HistoryLine
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView


@dataclass(frozen=True, slots=True)
class Shown:
    """A title read for the panel, and what is said above it."""

    view: TitleView
    today: date
    said: str = ""
    detail: str = ""
    waiting: int = 0
    screened: ScreeningResult | None = None
    """Whether the title may circulate; none in a village."""
    cover: bytes | None = None
    act_id: str = ""
    """What can be taken back right away, if anything."""
    is_new: bool = False
    """Whether it came just now, and goes into the bin where that was a mistake."""


def read(desk: Desk, title_id: str, said: str = "", detail: str = "") -> Shown:
    """A title with all that its panel shows."""
    waiting = verbs.holds.queue_length(desk, title_id)
    screened = verbs.screening.of_title(desk, title_id)
    view = verbs.catalogue.show(desk, title_id)
    cover = verbs.covers.show(desk, view.id)
    return Shown(view, desk.today, said, detail, waiting, screened, cover)


def keep_cover(desk: Desk, title_id: str, jpeg: bytes | None, *, is_other: bool) -> None:
    """Keep the cover of the form, where it is another than before."""
    if is_other and jpeg is None:
        verbs.covers.remove(desk, title_id)
    elif is_other and jpeg is not None:
        verbs.covers.keep(desk, title_id, jpeg)


def history_of(desk: Desk, barcode: str) -> tuple[HistoryLine, ...]:
    """What happened to a copy; nothing for who may not know who had it."""
    try:
        return verbs.copy_history.of_copy(desk, barcode)
    except errors.NotAllowed:
        return ()


def placed(desk: Desk, who: str, title_id: str) -> Shown | tuple[MemberView, ...]:
    """The hold of a card, or of the only one a name fits; else all whom it fits."""
    try:
        card = verbs.members.by_card(desk, who).card
    except errors.MemberUnknown:
        found = verbs.members.find(desk, who)
        if len(found) > 1:
            return found
        if not found:
            raise
        card = found[0].card
    hold = verbs.holds.place(desk, card, title_id)
    name = verbs.members.by_card(desk, hold.card).name or hold.card
    return read(
        desk,
        title_id,
        _("{name} waits for this title").format(name=name),
        _("Number {place} in the queue.").format(place=number(hold.place)),
    )


def numbered(numbers: tuple[str, ...]) -> str:
    """Which numbers were given, for the pencil; the first and last of many."""
    if not numbers:
        return ""
    if len(numbers) <= 3:
        return _("Number {numbers}. Print the labels next.").format(numbers=", ".join(numbers))
    return _("Numbers {first} to {last}. Print the labels next.").format(
        first=numbers[0], last=numbers[-1]
    )
