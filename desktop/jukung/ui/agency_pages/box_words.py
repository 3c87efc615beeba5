"""Boxes, lists and agreements in plain words; the tint says the same as the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from datetime import date

    from jukung.agency.agreements import PrisonLine
    from jukung.agency.boxes import BoxLine

STATES = {
    "prepared": (N_("prepared"), "neutral"),
    "out": (N_("out"), "good"),
    "back": (N_("back"), "neutral"),
    "gone": (N_("gone"), "bad"),
}
"""By the names of `agency.tables.BoxState`."""

COPY_STATES = {
    "in_box": (N_("in the box"), "neutral"),
    "missing": (N_("missing"), "bad"),
    "damaged": (N_("damaged"), "gold"),
}
"""By the names of `agency.tables.BoxCopyState`."""

DEEDS = {
    "box_prepared": N_("Prepared"),
    "box_renamed": N_("Renamed"),
    "box_refilled": N_("Filled anew"),
    "box_assigned": N_("Meant for a library"),
    "box_out": N_("Handed over"),
    "box_prolonged": N_("Left there longer"),
    "box_back": N_("Taken back"),
    "box_list_read": N_("Its list was read later"),
    "box_copy_found": N_("A copy is whole again"),
    "box_gone": N_("Given up"),
}

ODD = {
    "title_missing": N_("Lines without a title"),
    "isbn_doubtful": N_("ISBN that cannot be right"),
    "number_missing": N_("Copies without a number"),
    "number_twice": N_("Numbers that stand twice in the list"),
    "price_unreadable": N_("Prices that cannot be read"),
}
"""By the names of `exchange.packs.lists.Odd`."""

REPEATS = {
    "isbn": N_("Same ISBN, taken once"),
    "title": N_("Same title, taken once"),
    "isbn_shared": N_("Two titles with one ISBN, both taken"),
}
"""By the names of `exchange.packs.merging.Likeness`."""

STANDINGS = {
    "none": (N_("no agreement"), "neutral"),
    "ended": (N_("ended"), "bad"),
    "ends_soon": (N_("ends soon"), "gold"),
    "holds": (N_("holds"), "good"),
    "begins_later": (N_("not yet"), "gold"),
}
"""By the names of `agency.agreements.Standing`."""

USES = {
    "nothing": N_("not read"),
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "author": N_("Author"),
    "more_authors": N_("Other authors"),
    "statement": N_("Statement of authors"),
    "isbn": N_("ISBN"),
    "publisher": N_("Publisher"),
    "place": N_("Place"),
    "year": N_("Year"),
    "pages": N_("Pages"),
    "language": N_("Language"),
    "class_number": N_("Class"),
    "call_number": N_("Call number"),
    "subjects": N_("Subjects"),
    "age": N_("Age group"),
    "series": N_("Series"),
    "number": N_("Copy number"),
    "price": N_("Price"),
}
"""By the names of `exchange.packs.lists.USES`."""


def state_words(line: BoxLine, today: date) -> tuple[str, str]:
    """Where a box is, in a word and its tint."""
    if line.is_overdue(today):
        return _("overdue"), "bad"
    words, tint = STATES[str(line.state)]
    return _(words), tint


def due_words(line: BoxLine, today: date) -> tuple[str, str]:
    """Until when a box is out, and how late it is; or when it came back."""
    if str(line.state) != "out" or line.due_on is None:
        return (brief_day(line.back_on) if line.back_on else ""), ""
    if not line.is_overdue(today):
        return brief_day(line.due_on), ""
    days = (today - line.due_on).days
    late = many("{count} day late", "{count} days late", days)
    return brief_day(line.due_on), late.format(count=number(days))


def copies_words(count: int) -> str:
    """A number of copies."""
    return many("{count} copy", "{count} copies", count).format(count=number(count))


def until_words(line: PrisonLine) -> tuple[str, str]:
    """Until when a prison's agreement holds, and how long that is."""
    if line.newest is None or line.days_left is None:
        return "", ""
    day = brief_day(line.newest.until_on)
    if line.days_left < 0:
        return day, ""
    left = many("{count} day left", "{count} days left", line.days_left)
    return day, left.format(count=number(line.days_left))
