"""The accession register (buku induk) on landscape office paper, a line a copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from jukung.paper import writing
from jukung.paper.document import FORM, Column, Document, Letterhead
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text
from jukung.words import _, many, number, rupiah

_HEAD = 17.0  # mm
_SIZE = 7.8  # points
_INK = "#5A5F65"


@dataclass(frozen=True, slots=True)
class BookLine:
    """A copy as the register has it."""

    serial: int
    on: date
    number: str
    inventory_code: str
    people: str
    title: str
    published: str
    """Place and publisher."""
    year: str
    source: str
    price: int | None
    class_number: str
    call_number: str
    remarks: str


@dataclass(frozen=True, slots=True)
class BookWords:
    """Of what the register is: a year or a span, and its sums."""

    span: str
    count: int
    price: int
    priced: int


def book(
    words: BookWords, lines: Sequence[BookLine], *, letterhead: Letterhead, paper: str = "a4"
) -> bytes:
    """The register's leaves; the same lines give the same bytes."""
    title = _("Accession register")
    document = Document(
        paper, title=f"{title} {words.span}", landscape=True, edges=FORM, foot=title
    )
    document.running(_HEAD, partial(_draw_head, title, words.span, letterhead, document.width))
    document.table(_columns(), [_row(each) for each in lines], size=_SIZE)
    said = many("{count} copy", "{count} copies", words.count).format(count=number(words.count))
    if words.priced:
        known = many(
            "{sum} for the {count} copy whose price is known",
            "{sum} for the {count} copies whose price is known",
            words.priced,
        )
        said += " · " + known.format(sum=rupiah(words.price), count=number(words.priced))
    document.words(said, size=9)
    if words.count > len(lines):
        rest = _("Only the first {count} stand here. Print a year at a time to have all.")
        document.words(rest.format(count=number(len(lines))), size=9)
    return document.finished()


def _columns() -> list[Column]:
    return [
        Column(_("No."), 10, right=True),
        Column(_("Date"), 20),
        Column(_("Inventory number"), 25),
        Column(_("Author"), 29),
        Column(_("Title")),
        Column(_("Place and publisher"), 32),
        Column(_("Year"), 11),
        Column(_("Source#acquisition").partition("#")[0], 25),
        Column(_("Price"), 20, right=True),
        Column(_("Class"), 15),
        Column(_("Call number"), 20),
        Column(_("Remarks"), 28),
    ]


def _row(line: BookLine) -> tuple[str, ...]:
    both = line.inventory_code and line.inventory_code != line.number
    return (
        number(line.serial),
        line.on.strftime("%d-%m-%Y"),
        f"{line.inventory_code}\n{line.number}" if both else line.number,
        line.people,
        line.title,
        line.published,
        line.year,
        line.source,
        rupiah(line.price) if line.price is not None else "",
        line.class_number,
        line.call_number,
        line.remarks,
    )


def _draw_head(
    title: str,
    span: str,
    letterhead: Letterhead,
    width: float,
    pages: Pages,
    left: float,
    top: float,
) -> None:
    """The library on the left, the register in the middle, the span on the right."""
    third = width / 3 - 4
    for text, font, size, x, y, how in (
        (writing.plain(letterhead.name), BOLD, 11, left, 6.5, "left"),
        (title.upper(), BOLD, 13, left + width / 2, 6.5, "centred"),
        (span, REGULAR, 10, left + width, 6.5, "right"),
        (
            " · ".join(writing.plain(each) for each in letterhead.lines if each.strip()),
            REGULAR,
            8,
            left,
            11.5,
            "left",
        ),
    ):
        line, fitting = fit_text(text, font, size=size, width=third, smallest=size * 0.6)
        colour = _INK if size == 8 else "#000000"
        getattr(pages, how)(line, x, top + y, font=font, size=fitting, colour=colour)
