"""One page for each prison, for the renewal of its agreement.

Totals only, as the prison itself reported them; what it held back stays held back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Column, Document, Edges, Letterhead, Signer
from jukung.paper.picture import page_sizes
from jukung.words import _, brief_day, many, number

# All of it stands on one page, whatever is on loan: rows beyond these are summed up.
_EDGES = Edges(left=22, top=10, right=16, bottom=12)
_MOST_AGREEMENTS, _MOST_BOXES = 3, 8
_SIZE, _HEADING = 8.5, 10.5


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement of the page."""

    number: str
    signed_on: date | None
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class BoxOut:
    """A box that is at the prison now."""

    number: str
    name: str
    copies: int
    out_on: date | None
    due_on: date | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A total of the year, and of how many months it is made."""

    title: str
    unit: str
    value: int | None
    months: int
    withheld: int = 0
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class PrisonPage:
    """All that the page says."""

    name: str
    kind: str
    place: str
    code: str
    year: int
    agreements: tuple[AgreementLine, ...]
    standing: str
    """A sentence on how it stands with the newest agreement."""
    boxes: tuple[BoxOut, ...]
    figures: tuple[FigureLine, ...]
    reported: int
    owed: int
    town: str = ""
    on: date | None = None


def prison_page(
    page: PrisonPage,
    *,
    letterhead: Letterhead,
    signers: Sequence[Signer] = (),
    paper: str = "a4",
) -> bytes:
    """The page of a prison; the same words give the same bytes.

    Where many boxes are there, as many are listed as one page takes.
    """
    for most in range(_MOST_BOXES, -1, -2):
        made = _made(page, letterhead, signers, paper=paper, most=most)
        if len(page_sizes(made)) == 1:
            break
    return made


def _made(
    page: PrisonPage,
    letterhead: Letterhead,
    signers: Sequence[Signer],
    *,
    paper: str,
    most: int,
) -> bytes:
    title = _("Library services in {name}").format(name=page.name)
    document = Document(
        paper,
        title=f"{title} {page.year}",
        letterhead=letterhead,
        edges=_EDGES,
        foot=page.name,
    )
    document.heading(
        _("Library services in a prison"), under=_("Year {year}").format(year=page.year)
    )
    facts = [
        (_("Prison"), page.name),
        (_("Place"), " · ".join(filter(None, (page.kind, page.place, page.code)))),
        (_("Agreement"), page.standing),
    ]
    document.facts([each for each in facts if each[1]])
    _write_agreements(document, page.agreements)
    _write_boxes(document, page.boxes, most)
    _write_figures(document, page)
    if signers:
        document.signatures(*signers, town=page.town, on=page.on)
    return document.finished()


def _write_agreements(document: Document, agreements: Sequence[AgreementLine]) -> None:
    if not agreements:
        return
    document.section(_("Agreements"), size=_HEADING)
    document.table(
        [
            Column(_("No."), 10, right=True),
            Column(_("Number")),
            Column(_("Signed on"), 34),
            Column(_("From"), 34),
            Column(_("Until"), 34),
        ],
        [
            (str(place), each.number or "–", _day(each.signed_on), _day(each.from_on),
             _day(each.until_on))
            for place, each in enumerate(agreements[:_MOST_AGREEMENTS], 1)
        ],
        size=_SIZE,
        after=2,
    )  # fmt: skip


def _write_boxes(document: Document, boxes: Sequence[BoxOut], most: int) -> None:
    document.section(_("Boxes of books on loan there"), size=_HEADING)
    if not boxes:
        document.words(_("No box is there now."), size=9)
        return
    rows = [
        (
            str(place),
            each.number,
            each.name,
            number(each.copies),
            _day(each.out_on),
            _("{day}, overdue").format(day=_day(each.due_on))
            if each.is_late
            else _day(each.due_on),
        )
        for place, each in enumerate(boxes[:most], 1)
    ]
    if more := boxes[most:]:
        words = many("and {count} more box", "and {count} more boxes", len(more))
        said, copies = words.format(count=number(len(more))), sum(each.copies for each in more)
        rows.append(("", "", said, number(copies), "", ""))
    total = sum(each.copies for each in boxes)
    if len(boxes) > 1:
        rows.append(("", _("Together"), "", number(total), "", ""))
    document.table(
        [
            Column(_("No."), 10, right=True),
            Column(_("Box"), 24),
            Column(_("Name")),
            Column(_("Copies"), 18, right=True),
            Column(_("Handed over"), 26),
            Column(_("Due back"), 40),
        ],
        rows,
        size=_SIZE,
        after=2,
    )


def _write_figures(document: Document, page: PrisonPage) -> None:
    document.section(_("The year in figures"), size=_HEADING)
    said = many(
        "{reported} of {count} month that is over was reported.",
        "{reported} of {count} months that are over were reported.",
        page.owed,
    )
    document.words(
        said.format(reported=number(page.reported), count=number(page.owed)), size=9, after=1
    )
    if not page.figures:
        return
    document.table(
        [
            Column(_("Figure")),
            Column(_("Unit"), 30),
            Column(_("Total"), 26, right=True),
            Column(_("Made of"), 42),
        ],
        [(each.title, each.unit, number(each.value), _made_of(each)) for each in page.figures],
        size=_SIZE,
        after=1.5,
    )
    notes = [_("Totals as the prison reported them, without names. –: not recorded.")]
    if any(each.withheld for each in page.figures):
        notes.append(
            _("Small figures were held back by the prison itself, and are in no total here.")
        )
    document.words(" ".join(notes), size=8, after=0)


def _made_of(line: FigureLine) -> str:
    if line.value is None:
        return _("held back") if line.withheld else "–"
    if line.at_end:
        return _("at the end")
    said = many("{count} month", "{count} months", line.months).format(count=number(line.months))
    if line.withheld:
        return _("{months}, {held} held back").format(months=said, held=number(line.withheld))
    return said


def _day(day: date | None) -> str:
    return brief_day(day) if day else "–"
