"""Minutes of a stocktake (berita acara): what was found, listed, and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Column, Document, Letterhead, Signer
from jukung.words import _, many, number, plain_day, rupiah


@dataclass(frozen=True, slots=True)
class StocktakeClass:
    """The figures of one main class."""

    name: str
    expected: int
    here: int
    apart: int
    """Lent, on the ready shelf, in repair, or otherwise known to be away."""
    unseen: int


@dataclass(frozen=True, slots=True)
class StocktakeCopyLine:
    """A copy that the minutes name, with what is said of it."""

    number: str
    title: str
    call_number: str
    said: str
    price: int | None = None


@dataclass(frozen=True, slots=True)
class StocktakeList:
    """Copies of one kind under a heading of their own."""

    heading: str
    column: str
    """What is said of each, as the heading of its column."""
    lines: tuple[StocktakeCopyLine, ...]
    more: int = 0
    """How many further ones stand only in the workbook."""


@dataclass(frozen=True, slots=True)
class StocktakePaper:
    """What the minutes say."""

    name: str
    library: str
    scope: str
    began_on: date
    ended_on: date
    figures: tuple[tuple[str, int], ...]
    """How many were found how, in words."""
    classes: tuple[StocktakeClass, ...]
    lists: tuple[StocktakeList, ...]
    unseen_price: int = 0
    unseen_priced: int = 0
    """How many of the copies not seen have a price."""
    town: str = ""


def minutes(
    said: StocktakePaper,
    *,
    letterhead: Letterhead,
    signers: Sequence[Signer],
    paper: str = "a4",
) -> bytes:
    """Figures, lists and signatures; the same words give the same bytes."""
    document = Document(
        paper, title=said.name, letterhead=letterhead, foot=_("Minutes of a stocktake")
    )
    document.heading(_("Minutes of a stocktake"), number=said.name)
    document.words(_opening(said))
    document.facts(
        [
            (_("Part of the collection"), said.scope),
            *((words, number(count)) for words, count in said.figures),
        ]
    )
    if said.unseen_priced:
        words = many(
            "The {count} copy not seen whose price is known cost {sum}.",
            "The {count} copies not seen whose price is known cost {sum}.",
            said.unseen_priced,
        )
        document.words(
            words.format(count=number(said.unseen_priced), sum=rupiah(said.unseen_price))
        )
    _by_class(document, said.classes)
    for each in said.lists:
        _list(document, each)
    document.words(
        _("Finishing a stocktake withdraws nothing: what becomes of each copy is decided apart.")
    )
    document.signatures(*signers, town=said.town, on=said.ended_on, with_rows=2)
    return document.finished()


def _opening(said: StocktakePaper) -> str:
    if said.began_on == said.ended_on:
        words = _("On {day} the collection of {library} was counted.")
        return words.format(day=plain_day(said.ended_on), library=said.library)
    words = _("From {first} to {last} the collection of {library} was counted.")
    return words.format(
        first=plain_day(said.began_on), last=plain_day(said.ended_on), library=said.library
    )


def _by_class(document: Document, classes: Sequence[StocktakeClass]) -> None:
    if not classes:
        return
    rows = [
        (each.name, *(number(n) for n in (each.expected, each.here, each.apart, each.unseen)))
        for each in classes
    ]
    sums = [
        sum(figures)
        for figures in zip(
            *((each.expected, each.here, each.apart, each.unseen) for each in classes), strict=True
        )
    ]
    rows.append((_("Total"), *(number(each) for each in sums)))
    document.section(_("By class"), size=11)
    document.table(
        [
            Column(_("Class")),
            Column(_("On the list"), 28, right=True),
            Column(_("Seen"), 24, right=True),
            Column(_("Known to be away"), 30, right=True),
            Column(_("Not seen"), 26, right=True),
        ],
        rows,
    )


def _list(document: Document, list_: StocktakeList) -> None:
    if not list_.lines:
        return
    count = len(list_.lines) + list_.more
    document.section(f"{list_.heading} ({number(count)})", size=11)
    priced = any(each.price is not None for each in list_.lines)
    document.table(
        [
            Column(_("No."), 12, right=True),
            Column(_("Number"), 25),
            Column(_("Title")),
            Column(_("Call number"), 26),
            Column(list_.column, 28),
            *([Column(_("Price"), 22, right=True)] if priced else []),
        ],
        [
            (
                str(place),
                each.number,
                each.title,
                each.call_number,
                each.said,
                *([rupiah(each.price) if each.price is not None else ""] if priced else []),
            )
            for place, each in enumerate(list_.lines, 1)
        ],
    )
    if list_.more:
        words = many(
            "{count} more stands in the workbook.",
            "{count} more stand in the workbook.",
            list_.more,
        )
        document.words(words.format(count=number(list_.more)))
