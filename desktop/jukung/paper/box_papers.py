"""The paper that goes with a box: minutes of handing over or taking back, two signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Column, Document, Letterhead, Signer
from jukung.words import _, many, number, plain_day, rupiah


@dataclass(frozen=True, slots=True)
class BoxPaperCopy:
    """A copy of a box as its paper lists it; `state` is empty where it is whole."""

    number: str
    title: str
    author: str = ""
    class_number: str = ""
    price: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class BoxPaper:
    """What the paper says of a box."""

    number: str
    name: str
    agency: str
    library: str
    place: str
    copies: tuple[BoxPaperCopy, ...]
    on: date
    due_on: date | None = None
    is_return: bool = False
    town: str = ""


def box_paper(
    box: BoxPaper,
    *,
    letterhead: Letterhead,
    giver: Signer,
    taker: Signer,
    paper: str = "a4",
) -> bytes:
    """Minutes of a box that changes hands; the same words give the same bytes."""
    title = _("Minutes of handing back") if box.is_return else _("Minutes of handing over")
    foot = _("Box {number}").format(number=box.number)
    document = Document(paper, title=f"{title} {box.number}", letterhead=letterhead, foot=foot)
    document.heading(title, under=_("Books on loan"), number=foot)
    document.words(_opening(box))
    facts = [
        (_("Box"), f"{box.number} · {box.name}" if box.name != box.number else box.number),
        (_("Owner"), box.agency),
        (_("Library"), ", ".join(filter(None, (box.library, box.place)))),
        (_("Copies"), number(len(box.copies))),
        (_("Value"), _value(box.copies)),
        (_("Due back"), plain_day(box.due_on) if box.due_on and not box.is_return else ""),
    ]
    document.facts([each for each in facts if each[1]])
    document.table(_columns(box), _rows(box))
    document.words(_closing(box))
    document.signatures(giver, taker, town=box.town, on=box.on, with_rows=2)
    return document.finished()


def _opening(box: BoxPaper) -> str:
    if box.is_return:
        words = _("On {day} {library} gave these copies back to {agency}, which lent them.")
    else:
        words = _("On {day} {agency} handed these copies over to {library}, as a loan.")
    return words.format(day=plain_day(box.on), agency=box.agency, library=box.library)


def _closing(box: BoxPaper) -> str:
    if box.is_return:
        gone = sum(bool(each.state) for each in box.copies)
        if not gone:
            return _("All of them are there and whole.")
        words = many(
            "{count} copy is missing or damaged, as the list says.",
            "{count} copies are missing or damaged, as the list says.",
            gone,
        )
        return words.format(count=number(gone))
    return _(
        "The copies stay the property of the agency. "
        "Both sides counted them; each keeps one of these papers."
    )


def _columns(box: BoxPaper) -> list[Column]:
    shown = [
        Column(_("No."), 11, right=True),
        Column(_("Number"), 30),
        Column(_("Title")),
        Column(_("Author"), 38),
        Column(_("Class"), 18),
    ]
    return [*shown, Column(_("State"), 24) if box.is_return else Column(_("Value"), 24, right=True)]


def _rows(box: BoxPaper) -> Sequence[Sequence[str]]:
    return [
        (
            str(place),
            each.number,
            each.title,
            each.author,
            each.class_number,
            (each.state or _("whole"))
            if box.is_return
            else ("" if each.price is None else rupiah(each.price)),
        )
        for place, each in enumerate(box.copies, 1)
    ]


def _value(copies: Sequence[BoxPaperCopy]) -> str:
    known = [each.price for each in copies if each.price is not None]
    if not known:
        return ""
    if len(known) == len(copies):
        return rupiah(sum(known))
    words = many(
        "{sum} for the {count} copy whose price is known",
        "{sum} for the {count} copies whose price is known",
        len(known),
    )
    return words.format(sum=rupiah(sum(known)), count=number(len(known)))
