"""What is not as it should be with a box: still out, missing, damaged, too many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Column, Document, Letterhead
from jukung.words import _, brief_day, number, plain_day


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """A copy of the list; `card` and `place` say who has it, never a name."""

    number: str
    title: str
    state: str = ""
    card: str = ""
    place: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class BoxList:
    """What the list of a box says."""

    number: str
    name: str
    agency: str
    on: date
    due_on: date | None
    copies: int
    """How many came."""
    out: tuple[ListedCopy, ...] = ()
    other: tuple[ListedCopy, ...] = ()


def list_pages(said: BoxList, *, letterhead: Letterhead, paper: str = "a4") -> bytes:
    """The list of a box on office paper; the same words give the same bytes."""
    title = _("What is out or missing")
    foot = _("Box {number}").format(number=said.number)
    document = Document(paper, title=f"{title} {said.number}", letterhead=letterhead, foot=foot)
    document.heading(title, under=plain_day(said.on), number=foot)
    facts = [
        (_("Box"), f"{said.number} · {said.name}" if said.name != said.number else said.number),
        (_("Owner"), said.agency),
        (_("Copies that came"), number(said.copies)),
        (_("Due back"), plain_day(said.due_on) if said.due_on else ""),
    ]
    document.facts([each for each in facts if each[1]])
    if not (said.out or said.other):
        document.words(_("Nothing is out, missing or damaged."))
    if said.out:
        document.words(_("Still with readers: {count}").format(count=number(len(said.out))))
        document.table(_out_columns(said.out), _out_rows(said.out))
    if said.other:
        count = number(len(said.other))
        document.words(_("Missing, damaged or not on the list: {count}").format(count=count))
        columns = (_no(), Column(_("Number"), 34), Column(_("Title")), Column(_("State"), 40))
        rows = [
            (str(place), each.number, each.title, each.state)
            for place, each in enumerate(said.other, 1)
        ]
        document.table(columns, rows)
    return document.finished()


def _no() -> Column:
    return Column(_("No."), 11, right=True)


def _out_columns(copies: Sequence[ListedCopy]) -> list[Column]:
    columns = [_no(), Column(_("Number"), 34), Column(_("Title")), Column(_("Card"), 28)]
    if any(each.place for each in copies):
        columns.append(Column(_("Place"), 20))
    return [*columns, Column(_("Due"), 30)]


def _out_rows(copies: Sequence[ListedCopy]) -> list[tuple[str, ...]]:
    places = any(each.place for each in copies)
    return [
        (
            str(no),
            each.number,
            each.title,
            each.card,
            *((each.place,) if places else ()),
            brief_day(each.due_on) if each.due_on else "",
        )
        for no, each in enumerate(copies, 1)
    ]
