"""Blank forms for days without power, in the order in which they are typed in later.

The headings are the words on screen: those of the visitors' page, and those of late
entry with its letters to circle.
"""

from dataclasses import dataclass
from functools import partial

from jukung.domain.errors import NothingToPrint
from jukung.paper import writing
from jukung.paper.document import FORM, Column, Document, Letterhead
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text, text_width
from jukung.words import N_, _

ROW_HEIGHT = 8.0
"""Millimetres; a line that a pen can fill."""

_NAME, _TITLE, _NOTE, _HEADINGS = 12.0, 14.0, 8.5, 8.5  # points
_HEAD, _TOTALS = 20.0, 9.0  # mm
_INK = "#5A5F65"

# The letters of late entry and what they mean, in its order.
_ACTS = (
    (N_("L#lent"), N_("Lent#slip")),
    (N_("R#returned"), N_("Returned#slip")),
    (N_("N#renewed"), N_("Renewed#slip")),
    (N_("H#read here"), N_("Read here#slip")),
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form: its columns, each with what is printed in its cells, and what is added up."""

    title: str
    note: str
    columns: tuple[tuple[Column, str], ...]
    totals: tuple[str, ...] = ()


def visitor_ledger(
    *, letterhead: Letterhead, paper: str, pages: int = 1, is_prison: bool = False
) -> bytes:
    """A day's visitors, a line each, with totals to type in; a prison's has no names.

    Refuses NothingToPrint without pages.
    """
    came_for = (
        _("Reading"),
        _("Borrow, return"),
        _("Homework"),
        _("Activity"),
        _("Computer"),
    )
    columns = [
        (Column(_("Time"), 14), ""),
        *([] if is_prison else [(Column(_("Name")), "")]),
        (Column(_("Woman / man"), 22, centred=True, soft=True), _("W / M")),
        (Column(_("Child"), 14), ""),
        (Column(_("With a disability"), 23), ""),
        *([] if is_prison else [(Column(_("Class, group or occupation"), 38), "")]),
        *((Column(purpose, 19), "") for purpose in came_for),
        (Column(_("Something else")), "") if is_prison else (Column(_("Signature"), 21), ""),
    ]
    totals = (_("Women"), _("Men"), _("Child"), _("With a disability"), _("Computer"))
    form = _Form(
        title=_("Visitors"),
        note=_("A line for each who comes in. Circle or tick what is so."),
        columns=tuple(columns),
        totals=totals,
    )
    return _ledger(form, letterhead, pages=pages, paper=paper)


def loan_ledger(
    *, letterhead: Letterhead, paper: str, pages: int = 1, is_prison: bool = False
) -> bytes:
    """Loans and returns, a line each, as late entry asks for them; a prison's has no names.

    Refuses NothingToPrint without pages.
    """
    letters = [(_(letter).partition("#")[0], _(word).partition("#")[0]) for letter, word in _ACTS]
    columns = (
        (Column(_("Day"), 26), ""),
        (Column(_("Time"), 18), ""),
        (
            Column(_("What"), 30, centred=True, soft=True),
            " / ".join(letter for letter, _word in letters),
        ),
        (Column(_("Card"), 34), ""),
        (Column(_("Number"), 34), ""),
        *([] if is_prison else [(Column(_("Name")), "")]),
        (Column(_("Title")), ""),
        (Column(_("Typed in"), 18), ""),
    )
    said = " · ".join(f"{letter} {word}" for letter, word in letters)
    note = _("{letters}. An empty day is that of the line above.").format(letters=said)
    form = _Form(title=_("Loans and returns"), note=note, columns=columns)
    return _ledger(form, letterhead, pages=pages, paper=paper)


def _ledger(form: _Form, letterhead: Letterhead, *, pages: int, paper: str) -> bytes:
    """Draw a form on so many landscape pages, each as full of lines as it can be."""
    if pages < 1:
        raise NothingToPrint
    document = Document(paper, title=form.title, landscape=True, edges=FORM)
    document.running(_HEAD, partial(_draw_head, form, letterhead, document.width))
    columns = [Column(_("No."), 10, centred=True), *(column for column, _cell in form.columns)]
    below = _TOTALS if form.totals else 0
    rows = document.rows_to_a_page(columns, row_height=ROW_HEIGHT, size=_HEADINGS, below=below)
    cells = [cell for _column, cell in form.columns]
    for _page in range(pages):
        document.table(
            columns,
            [(f"{place}", *cells) for place in range(1, rows + 1)],
            size=_HEADINGS,
            row_height=ROW_HEIGHT,
            after=0,
        )
        if form.totals:
            draw = partial(_draw_totals, form.totals, document.width)
            document.drawing(_TOTALS, draw)
        document.turn()
    return document.finished()


def _draw_head(
    form: _Form, letterhead: Letterhead, width: float, pages: Pages, left: float, top: float
) -> None:
    """The library on the left, the form in the middle, lines for day and leaf on the right."""
    third = width / 3 - 4
    above = " · ".join(writing.plain(each) for each in letterhead.above if each.strip())
    for text, font, size, y in (
        (above, REGULAR, _NOTE, 3.5),
        (writing.plain(letterhead.name), BOLD, _NAME, 9.0 if above else 6.0),
    ):
        line, fitting = fit_text(text, font, size=size, width=third, smallest=size * 0.65)
        pages.left(line, left, top + y, font=font, size=fitting)
    title = form.title.upper()
    line, fitting = fit_text(title, BOLD, size=_TITLE, width=third, smallest=9)
    pages.centred(line, left + width / 2, top + 7.5, font=BOLD, size=fitting)
    names = (_("Day"), _("Recorded by"))
    widest = max(text_width(name, REGULAR, size=_HEADINGS) for name in names)
    start, end = left + width - third, left + width
    for name, y in zip(names, (4.5, 12.0), strict=True):
        pages.left(name, start, top + y, font=REGULAR, size=_HEADINGS)
        line_start = start + widest + 3
        pages.box(line_start, top + y + 0.7, width=end - line_start, height=0.2)
    note, fitting = fit_text(form.note, REGULAR, size=_NOTE, width=width, smallest=6)
    pages.left(note, left, top + _HEAD - 2.2, font=REGULAR, size=fitting, colour=_INK)


def _draw_totals(
    totals: tuple[str, ...], width: float, pages: Pages, left: float, top: float
) -> None:
    """Room for the sums of the page, which the visitors' page asks for."""
    y = top + _TOTALS - 2
    said = _("On this page")
    pages.left(said, left, y, font=BOLD, size=_HEADINGS)
    x = left + text_width(said, BOLD, size=_HEADINGS) + 6
    named = [text_width(name, REGULAR, size=_HEADINGS) + 2 for name in totals]
    blank = (left + width - x - sum(named)) / len(totals) - 5
    for name, wide in zip(totals, named, strict=True):
        pages.left(name, x, y, font=REGULAR, size=_HEADINGS)
        pages.box(x + wide, y + 0.7, width=blank, height=0.2)
        x += wide + blank + 5
